package table

import (
	"context"
	"math"

	"quadrille/graph/store"
)

// cursor walks a set: its only layer, or several whose quads it merges.
type cursor struct {
	ctx   context.Context
	order store.Order
	label bool // the label of a quad tells it apart
	walks []side
	held  store.Quad // the last quad given, when triples of several layers may be equal
	none  bool
	err   error
}

// side is a walk with the quads of it that wait to be merged.
type side struct {
	walk
	buffer  []store.Quad // none for an only layer
	at, end int
}

func (s *Set) cursor(ctx context.Context, r store.Range) *cursor {
	c := &cursor{ctx: ctx, order: r.Order, label: !r.Triples, walks: make([]side, len(s.Layers))}
	for i := range s.Layers {
		c.walks[i].walk = walk{l: &s.Layers[i], order: r.Order, triples: r.Triples}
		if len(s.Layers) > 1 {
			c.walks[i].buffer = make([]store.Quad, 32)
		}
	}
	c.Reset(r.Pattern)
	return c
}

func narrow(q store.Quad) (Quad, bool) {
	if q.Subject > math.MaxUint32 || q.Predicate > math.MaxUint32 || q.Object > math.MaxUint32 || q.Label > math.MaxUint32 {
		return Quad{}, false
	}
	return Quad{uint32(q.Subject), uint32(q.Predicate), uint32(q.Object), uint32(q.Label)}, true
}

// Reset implements store.Cursor.
func (c *cursor) Reset(pattern store.Quad) {
	p, ok := narrow(pattern)
	c.none, c.err, c.held = !ok, nil, store.Quad{}
	for i := range c.walks {
		c.walks[i].at, c.walks[i].end = 0, 0
		if ok {
			c.walks[i].reset(p)
		}
	}
}

// Next implements store.Cursor.
func (c *cursor) Next(batch []store.Quad) int {
	if c.err == nil {
		c.err = c.ctx.Err()
	}
	if c.err != nil || c.none || len(batch) == 0 {
		return 0
	}
	if len(c.walks) == 1 {
		w := &c.walks[0].walk
		n := w.next(batch)
		c.err = w.err
		return n
	}
	n := 0
	for n < len(batch) {
		least := c.least()
		if c.err != nil {
			return 0
		}
		if least == nil {
			break
		}
		q := least.buffer[least.at]
		least.at++
		if !c.label {
			if q == c.held {
				continue
			}
			c.held = q
		}
		batch[n] = q
		n++
	}
	return n
}

// least gives the side whose next quad comes first.
func (c *cursor) least() *side {
	var least *side
	for i := range c.walks {
		s := &c.walks[i]
		if s.at == s.end {
			s.at, s.end = 0, s.next(s.buffer)
			if c.err = s.err; c.err != nil {
				return nil
			}
			if s.end == 0 {
				continue
			}
		}
		if least == nil || c.order.Compare(s.buffer[s.at], least.buffer[least.at]) < 0 {
			least = s
		}
	}
	return least
}

// Seek implements store.Cursor.
func (c *cursor) Seek(least store.Quad) {
	if c.none || c.err != nil {
		return
	}
	for i := range c.walks {
		s := &c.walks[i]
		l := least
		p := s.pattern.wide()
		for _, part := range [4]struct{ of, to *store.ID }{{&p.Subject, &l.Subject}, {&p.Predicate, &l.Predicate}, {&p.Object, &l.Object}, {&p.Label, &l.Label}} {
			if *part.of != 0 {
				*part.to = *part.of
			}
		}
		if !c.label {
			l.Label = p.Label
		}
		for s.at < s.end && c.order.Compare(s.buffer[s.at], l) < 0 {
			s.at++
		}
		if s.at < s.end {
			continue
		}
		q, ok := narrow(l)
		if !ok {
			q = Quad{math.MaxUint32, math.MaxUint32, math.MaxUint32, math.MaxUint32}
		}
		s.seek(q)
		if s.err != nil {
			c.err = s.err
		}
	}
}

// Err implements store.Cursor.
func (c *cursor) Err() error { return c.err }

// Close implements store.Cursor.
func (c *cursor) Close() { c.none = true }
