package loader

import (
	"context"

	"quadrille/loader/document"

	"github.com/cayleygraph/quad"
)

// Stage sets layers of a document. It may be used by several goroutines at once, each with its own document.
type Stage interface {
	Name() string
	Needs() document.Layer // layers that must have been set before Run
	Sets() document.Layer  // layers that Run sets
	Run(ctx context.Context, d *document.Document) error
}

// Sink takes the quads of one article as one batch: whole or not at all. added is false when the article was
// there already. Load must not be called by two goroutines at once.
type Sink interface {
	Load(ctx context.Context, article quad.IRI, quads []quad.Quad) (added bool, err error)
}
