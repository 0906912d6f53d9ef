package store

import (
	"cmp"
	"context"
	"errors"
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

// Order is a way to sort quads: by three parts as named, and at last by label.
type Order uint8

// The orders.
const (
	SPO Order = iota // subject, predicate, object
	POS              // predicate, object, subject
	OSP              // object, subject, predicate
)

// For gives the order in which the quads of a pattern are one range.
func For(p Quad) Order {
	switch {
	case p.Object != 0 && p.Predicate == 0:
		return OSP
	case p.Predicate != 0 && p.Subject == 0:
		return POS
	}
	return SPO
}

// Parts are the parts of a quad as the order sorts by them, without the label.
func (o Order) Parts(q Quad) (a, b, c ID) {
	switch o {
	case POS:
		return q.Predicate, q.Object, q.Subject
	case OSP:
		return q.Object, q.Subject, q.Predicate
	}
	return q.Subject, q.Predicate, q.Object
}

// Quad is the inverse of Parts.
func (o Order) Quad(a, b, c, label ID) Quad {
	switch o {
	case POS:
		return Quad{c, a, b, label}
	case OSP:
		return Quad{b, c, a, label}
	}
	return Quad{a, b, c, label}
}

// Compare compares two quads in the order.
func (o Order) Compare(p, q Quad) int {
	a, b, c := o.Parts(p)
	d, e, f := o.Parts(q)
	return cmp.Or(cmp.Compare(a, d), cmp.Compare(b, e), cmp.Compare(c, f), cmp.Compare(p.Label, q.Label))
}

// Range says which quads to walk, and how.
type Range struct {
	Pattern Quad
	Order   Order // For(Pattern) walks nothing else; another order may skip over what does not match
	Triples bool  // each distinct triple once, with the label 0 (unless the pattern binds it)
}

// Cursor walks a Range. It stands before its first quad when it is made.
type Cursor interface {
	// Next puts the next quads into batch and gives their number: fewer than len(batch) is no sign of the end, 0 is,
	// and of an error. batch must not be empty.
	Next(batch []Quad) int
	// Seek moves on to the first quad that is not before least in the range's order: it never moves back. Of least, parts
	// that the pattern binds are taken from the pattern; 0 is before everything.
	Seek(least Quad)
	// Reset makes it a cursor over another pattern, before the first quad, with the same order and kind. It is what a
	// join should use: it allocates nothing.
	Reset(pattern Quad)
	// Err is what ended the walk early: damage, an error of reading, the context's.
	Err() error
	// Close releases it.
	Close()
}

// Shape says how the triples of a predicate lie, for estimates. The numbers are upper bounds, exact in a store that was
// compacted.
type Shape struct{ Triples, Subjects, Objects int }

// Reader reads a state of a store.
type Reader interface {
	// ID gives the ID of a term, 0 when no quad holds it.
	ID(ctx context.Context, v quad.Value) (ID, error)
	// Values gives the terms of IDs, in their order, nil for 0. Ask for many at once.
	Values(ctx context.Context, ids []ID) ([]quad.Value, error)
	// MaxID is the largest ID of this state.
	MaxID() ID
	// Nodes yields every term that a quad holds, once, in an order that is the same each time.
	Nodes(ctx context.Context) iter.Seq2[ID, error]

	// Cursor makes a cursor. It ends with ctx's error soon after ctx is done.
	Cursor(ctx context.Context, r Range) Cursor
	// Ends appends to dst what stands in the one part of subject, predicate, object that the pattern leaves open, rising
	// and each once. It is the quickest way to the neighbours of a node and to the lists of a sorted intersection.
	Ends(ctx context.Context, dst []ID, pattern Quad) ([]ID, error)

	// Len is the number of quads.
	Len(ctx context.Context) (int, error)
	// Count is the number of distinct triples that match, or, when exact is false, an upper bound. It reads none of them.
	Count(ctx context.Context, pattern Quad) (n int, exact bool, err error)
	// Shape is that of a predicate, of all triples for 0.
	Shape(ctx context.Context, predicate ID) (Shape, error)
}

// Snapshot is a state of a store. It must be closed before the store.
type Snapshot interface {
	Reader
	Close()
}

// Store is an open store.
type Store interface {
	// Snapshot gives the state of this moment.
	Snapshot(ctx context.Context) (Snapshot, error)
	// Add adds quads: all or, with an error, none. It returns when they are as safe as the store makes them. None of
	// them may be in the store, or twice among them.
	Add(ctx context.Context, quads []quad.Quad) error
	// Load adds the quads that read gives up to io.EOF, as one batch, and says how many were new: they may be in the store,
	// and come again. It is the way for many: they need not fit into one Add.
	Load(ctx context.Context, read func() (quad.Quad, error)) (added int, err error)
	// Remove removes quads likewise. All of them must be in the store, and none twice among them.
	Remove(ctx context.Context, quads []quad.Quad) error
	// Compact makes the store as small as it gets, and quickest to read. IDs change.
	Compact(ctx context.Context) error
	// Check verifies the store against itself and says in words what is wrong.
	Check(ctx context.Context) (faults []string, err error)
	// Close closes the store. It must not be used afterwards.
	Close() error
}

// ErrOpen is what Ends says of a pattern that does not leave exactly one of subject, predicate and object open.
var ErrOpen = errors.New("the pattern must leave one of subject, predicate and object open")

// Open tells which order ends with the one part that p leaves open.
func Open(p Quad) (Order, error) {
	switch {
	case p.Subject == 0 && p.Predicate != 0 && p.Object != 0:
		return POS, nil
	case p.Predicate == 0 && p.Subject != 0 && p.Object != 0:
		return OSP, nil
	case p.Object == 0 && p.Subject != 0 && p.Predicate != 0:
		return SPO, nil
	}
	return 0, ErrOpen
}

// Scan yields the quads that match a pattern, each with its label, in the order For names. It stops at the first error,
// which it yields.
func Scan(ctx context.Context, r Reader, pattern Quad) iter.Seq2[Quad, error] {
	return func(yield func(Quad, error) bool) {
		c := r.Cursor(ctx, Range{Pattern: pattern, Order: For(pattern)})
		defer c.Close()
		var batch [64]Quad
		for size := 4; ; size = len(batch) { // most ranges are short, and many are left early
			n := c.Next(batch[:size])
			if n == 0 {
				break
			}
			for _, q := range batch[:n] {
				if !yield(q, nil) {
					return
				}
			}
		}
		if err := c.Err(); err != nil {
			yield(Quad{}, err)
		}
	}
}

func (o Order) String() string { return [...]string{"SPO", "POS", "OSP"}[o%3] }
