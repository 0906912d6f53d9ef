package cayley

import (
	"context"
	"iter"

	"quadrille/graph/store"

	cayley "github.com/cayleygraph/cayley/graph"
)

// shape is what an iterator is made of: the quads of a pattern, or all nodes.
type shape struct {
	q       *QuadStore
	pattern store.Quad
	nodes   bool
	none    bool
}

var _ cayley.IteratorShapeCompat = (*shape)(nil)

// legacy is a shape as Cayley's older code wants it.
type legacy struct {
	cayley.Iterator
	of *shape
}

// AsShape implements IteratorFuture.
func (l *legacy) AsShape() cayley.IteratorShape {
	l.Close()
	return l.of
}

// AsLegacy implements IteratorShapeCompat.
func (s *shape) AsLegacy() cayley.Iterator {
	l := &legacy{of: s}
	l.Iterator = cayley.NewLegacy(s, l)
	return l
}

func (s *shape) String() string { return "Quadrille" }

// SubIterators implements IteratorShape.
func (s *shape) SubIterators() []cayley.IteratorShape { return nil }

// Optimize implements IteratorShape.
func (s *shape) Optimize(context.Context) (cayley.IteratorShape, bool) { return s, false }

// Stats implements IteratorShape.
func (s *shape) Stats(ctx context.Context) (cayley.IteratorCosts, error) {
	costs := cayley.IteratorCosts{NextCost: 1, ContainsCost: 1}
	var err error
	switch {
	case s.none:
		costs.Size.Exact = true
	case s.nodes:
		var st cayley.Stats
		st, err = s.q.Stats(ctx, false)
		costs.Size = st.Nodes
	default:
		costs.Size, err = s.q.count(ctx, s.pattern)
	}
	return costs, err
}

// Iterate implements IteratorShape.
func (s *shape) Iterate() cayley.Scanner { return &scanner{walker: walker{s: s}} }

// Lookup implements IteratorShape.
func (s *shape) Lookup() cayley.Index { return &lookup{walker{s: s}} }

// walker is what a scan and a lookup have in common.
type walker struct {
	s      *shape
	result cayley.Ref
	err    error
}

func (w *walker) String() string                   { return "Quadrille" }
func (w *walker) TagResults(map[string]cayley.Ref) {}
func (w *walker) Result() cayley.Ref               { return w.result }
func (w *walker) NextPath(context.Context) bool    { return false }
func (w *walker) Err() error                       { return w.err }
func (w *walker) Close() error                     { return nil }

// scanner walks.
type scanner struct {
	walker
	at    store.Snapshot
	quads store.Cursor
	batch [64]store.Quad
	have  []store.Quad
	next  func() (store.ID, error, bool)
	stop  func()
	done  bool
}

// Next implements Scanner.
func (c *scanner) Next(ctx context.Context) bool {
	c.result = nil
	if c.done || c.s.none || c.err != nil {
		return false
	}
	if c.at == nil {
		if c.at, c.err = c.s.q.store.Snapshot(ctx); c.err != nil {
			return false
		}
		if c.s.nodes {
			c.next, c.stop = iter.Pull2(c.at.Nodes(ctx))
		} else {
			c.quads = c.at.Cursor(ctx, store.Range{Pattern: c.s.pattern, Order: store.For(c.s.pattern)})
		}
	}
	if c.s.nodes {
		id, err, ok := c.next()
		if c.err = err; !ok || err != nil {
			return false
		}
		c.result = node(id)
		return true
	}
	if len(c.have) == 0 {
		c.have = c.batch[:c.quads.Next(c.batch[:])]
		if len(c.have) == 0 {
			c.err = c.quads.Err()
			return false
		}
	}
	c.result, c.have = link(c.have[0]), c.have[1:]
	return true
}

// Close implements Scanner.
func (c *scanner) Close() error {
	c.done = true
	if c.stop != nil {
		c.stop()
	}
	if c.quads != nil {
		c.quads.Close()
	}
	if c.at != nil {
		c.at.Close()
		c.at = nil
	}
	return nil
}

// lookup tells what a shape holds.
type lookup struct{ walker }

// Contains implements Index.
func (c *lookup) Contains(ctx context.Context, ref cayley.Ref) bool {
	c.result = nil
	if c.s.none || c.err != nil {
		return false
	}
	ok := false
	switch ref := ref.(type) {
	case node:
		if c.s.nodes {
			c.s.q.read(func(r store.Reader) {
				for _, p := range []store.Quad{{Subject: store.ID(ref)}, {Object: store.ID(ref)}, {Label: store.ID(ref)}, {Predicate: store.ID(ref)}} {
					for _, err := range store.Scan(ctx, r, p) {
						c.err, ok = err, err == nil
						return
					}
				}
			})
		}
	case link:
		if q := store.Quad(ref); !c.s.nodes && c.s.pattern.Matches(q) {
			c.s.q.read(func(r store.Reader) {
				for found, err := range store.Scan(ctx, r, q) {
					if c.err = err; err != nil || found.Label == q.Label {
						ok = err == nil
						return
					}
				}
			})
		}
	}
	if ok {
		c.result = ref
	}
	return ok
}
