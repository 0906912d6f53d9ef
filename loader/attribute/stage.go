package attribute

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/model"
	"quadrille/loader/neural"
)

// Stage is the stage of the loader that finds attributions.
type Stage struct {
	parts *chain // nil for rules alone
}

// New makes the stage.
func New() *Stage { return &Stage{} }

// Learned makes the stage that reads the encoder's scores, and the rules beside them. A document without scores is read
// by the rules alone. The weights fit one encoder: go run ./loader/attribute/train writes them. Errors: ErrOtherEncoder, and
// a line that is none.
func Learned(weights string, encoder *model.File) (*Stage, error) {
	head, rest, _ := strings.Cut(weights, "\n")
	if want := Header(encoder); head != want {
		return nil, fmt.Errorf("attribute: %w: the weights begin with %.40q, not with %q", ErrOtherEncoder, head, want)
	}
	c, err := readChain(rest)
	return &Stage{c}, err
}

// Header is the first line of weights that were made for the encoder.
func Header(encoder *model.File) string { return fmt.Sprintf("encoder %x", encoder.Sum[:4]) }

// ErrOtherEncoder means that weights were made for another encoder than the one that runs.
var ErrOtherEncoder = errors.New("the weights belong to another encoder")

// Name is "attribute".
func (*Stage) Name() string { return "attribute" }

// Needs lists the layers that Run reads.
func (*Stage) Needs() document.Layer {
	return document.Segments | document.Quotations | document.Tags | document.Chunks | document.Mentions | document.Chains
}

// Sets is document.Attributions. Run also appends entities for speakers that have none.
func (*Stage) Sets() document.Layer { return document.Attributions }

// Run sets d.Attributions, in the order of their sentences and contents.
func (s *Stage) Run(ctx context.Context, d *document.Document) error {
	d.Attributions = nil
	r := newReader(d)
	for i := range d.Sentences {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("attribute: %w", err)
		}
		if d.Sentences[i].Tokens.Len() > 0 {
			r.read(i)
		}
	}
	r.transcripts()
	if s.parts != nil {
		if scores := neural.Of(d); scores != nil {
			r.combine(r.find(scores, s.parts))
		}
	}
	r.quotations()
	d.Attributions = r.attributions()
	return nil
}
