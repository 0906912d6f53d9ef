package cayley

import (
	"context"
	"iter"
	"slices"

	"quadrille/graph/store"
)

// scanner is what Cayley's stores offer: the quads of a pattern in no useful order.
type scanner interface {
	scanAll(ctx context.Context, p store.Quad) iter.Seq2[store.Quad, error]
	Nodes(ctx context.Context) iter.Seq2[store.ID, error]
}

// sorted makes of a scanner what store.Reader wants: it reads the whole of a pattern and sorts it.
type sorted struct {
	scanner
	max store.ID
}

func newSorted(ctx context.Context, s scanner) (*sorted, error) {
	out := &sorted{scanner: s}
	for id, err := range s.Nodes(ctx) {
		if err != nil {
			return nil, err
		}
		out.max = max(out.max, id)
	}
	return out, nil
}

func (s *sorted) MaxID() store.ID { return s.max }

func (s *sorted) Cursor(ctx context.Context, r store.Range) store.Cursor {
	c := &cursor{ctx: ctx, s: s, r: r}
	c.Reset(r.Pattern)
	return c
}

func (s *sorted) Ends(ctx context.Context, dst []store.ID, p store.Quad) ([]store.ID, error) {
	order, err := store.Open(p)
	if err != nil {
		return dst, err
	}
	c := &cursor{ctx: ctx, s: s, r: store.Range{Order: order, Triples: true}}
	c.Reset(p)
	for _, q := range c.left {
		_, _, end := order.Parts(q)
		dst = append(dst, end)
	}
	return dst, c.err
}

func (s *sorted) Count(ctx context.Context, p store.Quad) (int, bool, error) {
	c := &cursor{ctx: ctx, s: s, r: store.Range{Triples: true}}
	c.Reset(p)
	return len(c.left), true, c.err
}

func (s *sorted) Shape(ctx context.Context, predicate store.ID) (store.Shape, error) {
	subjects, objects := map[store.ID]bool{}, map[store.ID]bool{}
	c := &cursor{ctx: ctx, s: s, r: store.Range{Triples: true}}
	c.Reset(store.Quad{Predicate: predicate})
	for _, q := range c.left {
		subjects[q.Subject], objects[q.Object] = true, true
	}
	return store.Shape{Triples: len(c.left), Subjects: len(subjects), Objects: len(objects)}, c.err
}

// cursor holds all that it will yield.
type cursor struct {
	ctx     context.Context
	s       *sorted
	r       store.Range
	pattern store.Quad
	left    []store.Quad
	err     error
}

func (c *cursor) Reset(p store.Quad) {
	c.pattern, c.left, c.err = p, nil, nil
	for q, err := range c.s.scanAll(c.ctx, p) {
		if err != nil {
			c.left, c.err = nil, err
			return
		}
		if c.r.Triples {
			q.Label = p.Label
		}
		c.left = append(c.left, q)
	}
	slices.SortFunc(c.left, c.r.Order.Compare)
	c.left = slices.Compact(c.left)
}

func (c *cursor) Next(batch []store.Quad) int {
	if c.err == nil {
		c.err = c.ctx.Err()
	}
	if c.err != nil {
		return 0
	}
	n := copy(batch, c.left)
	c.left = c.left[n:]
	return n
}

func (c *cursor) Seek(least store.Quad) {
	for _, part := range []struct{ of, to *store.ID }{{&c.pattern.Subject, &least.Subject}, {&c.pattern.Predicate, &least.Predicate},
		{&c.pattern.Object, &least.Object}, {&c.pattern.Label, &least.Label}} {
		if *part.of != 0 {
			*part.to = *part.of
		}
	}
	n, _ := slices.BinarySearchFunc(c.left, least, c.r.Order.Compare)
	c.left = c.left[n:]
}

func (c *cursor) Err() error { return c.err }
func (c *cursor) Close()     { c.left = nil }

// still is a Snapshot of a store that does not change while it is read: the façade keeps writers out.
type still struct{ store.Reader }

func (still) Close() {}
