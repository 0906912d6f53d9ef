package store

import (
	"context"
	"iter"

	"github.com/cayleygraph/quad"
)

// ID names a term within one store.
type ID uint64

// Quad is a quad of IDs, and a pattern for quads.
type Quad struct{ Subject, Predicate, Object, Label ID }

// Matches tells whether q fits pattern p.
func (p Quad) Matches(q Quad) bool {
	return (p.Subject == 0 || p.Subject == q.Subject) && (p.Predicate == 0 || p.Predicate == q.Predicate) &&
		(p.Object == 0 || p.Object == q.Object) && (p.Label == 0 || p.Label == q.Label)
}

// Reader reads a state of a store.
type Reader interface {
	// ID gives the ID of a term, 0 when no quad holds it.
	ID(ctx context.Context, v quad.Value) (ID, error)
	// Values gives the terms of IDs, in their order.
	Values(ctx context.Context, ids []ID) ([]quad.Value, error)
	// Scan yields the quads that match the pattern, in an order that is the same each time. It stops at the first
	// error, which it yields.
	Scan(ctx context.Context, pattern Quad) iter.Seq2[Quad, error]
	// Nodes yields every term that a quad holds, in an order that is the same each time.
	Nodes(ctx context.Context) iter.Seq2[ID, error]
}

// Store is an open store.
type Store interface {
	Reader
	// Add adds quads: all or, with an error, none. It returns when they are as safe as the store makes them. None of
	// them may be in the store, or twice among them.
	Add(ctx context.Context, quads []quad.Quad) error
	// Remove removes quads likewise. All of them must be in the store, and none twice among them.
	Remove(ctx context.Context, quads []quad.Quad) error
	// Len is the number of quads.
	Len(ctx context.Context) (int, error)
	// Check verifies the store against itself and says in words what is wrong.
	Check(ctx context.Context) (faults []string, err error)
	// Close closes the store. It must not be used afterwards.
	Close() error
}
