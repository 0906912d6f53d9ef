package table

import (
	"context"
	"fmt"
	"iter"
	"math"
	"slices"

	"quadrille/graph/store"
	"quadrille/graph/store/terms"

	"github.com/cayleygraph/quad"
)

// Dictionary tells terms and IDs.
type Dictionary interface {
	// Find gives the ID of a term, 0 when it has none.
	Find(term []byte) (uint32, error)
	// Values puts the terms of ids into out, nil for 0. No ID is above the largest given.
	Values(ids []store.ID, out []quad.Value) error
}

// View reads a state.
type View struct {
	*Still
	Dict Dictionary
}

var _ store.Reader = View{}

// MaxID implements store.Reader.
func (v View) MaxID() store.ID { return store.ID(v.max) }

// Len implements store.Reader.
func (v View) Len(context.Context) (int, error) { return v.Still.Len(), nil }

// ID implements store.Reader.
func (v View) ID(ctx context.Context, value quad.Value) (store.ID, error) {
	if value == nil {
		return 0, nil
	}
	var room [128]byte
	term, err := terms.Append(room[:0], value)
	if err != nil {
		return 0, nil // what cannot be stored is not there
	}
	id, err := v.Dict.Find(term)
	if err != nil || id == 0 || id > v.max {
		return 0, err
	}
	for i := range v.layers {
		if v.layers[i].Gone > 0 {
			used, err := v.Set().used(ctx, store.ID(id))
			if err != nil || !used {
				return 0, err
			}
			break
		}
	}
	return store.ID(id), nil
}

// used tells whether a quad holds the term.
func (s *Set) used(ctx context.Context, id store.ID) (bool, error) {
	var one [1]store.Quad
	for _, p := range []store.Quad{{Subject: id}, {Object: id}, {Label: id}, {Predicate: id}} {
		c := s.cursor(ctx, store.Range{Pattern: p, Order: store.For(p), Triples: true})
		if c.Next(one[:]) > 0 {
			return true, nil
		}
		if c.err != nil {
			return false, c.err
		}
	}
	return false, nil
}

// Values implements store.Reader.
func (v View) Values(_ context.Context, ids []store.ID) ([]quad.Value, error) {
	for _, id := range ids {
		if id > store.ID(v.max) {
			return nil, fmt.Errorf("no term has the ID %d", id)
		}
	}
	out := make([]quad.Value, len(ids))
	return out, v.Dict.Values(ids, out)
}

// Cursor implements store.Reader.
func (v View) Cursor(ctx context.Context, r store.Range) store.Cursor { return v.Set().cursor(ctx, r) }

// Ends implements store.Reader.
func (v View) Ends(ctx context.Context, dst []store.ID, pattern store.Quad) ([]store.ID, error) {
	order, err := store.Open(pattern)
	if err != nil {
		return dst, err
	}
	p, ok := narrow(pattern)
	if !ok {
		return dst, nil
	}
	set := v.Set()
	from := len(dst)
	for i := range set.Layers {
		l := &set.Layers[i]
		if l.Dead != nil || p.L != 0 {
			return walked(dst[:from], set.cursor(ctx, store.Range{Pattern: pattern, Order: order, Triples: true}), order)
		}
		x := &l.orders[order]
		w := walk{order: order}
		a, b, c := w.parts(p)
		s, err := x.span(a, b, c, 2)
		if err != nil {
			return dst, err
		}
		ends, err := x.c.slice(s.lo, s.hi)
		if err != nil {
			return dst, err
		}
		some := len(dst) > from
		dst = slices.Grow(dst, len(ends))
		for _, e := range ends {
			dst = append(dst, store.ID(e))
		}
		if some && len(ends) > 0 {
			slices.Sort(dst[from:])
			dst = dst[:from+len(slices.Compact(dst[from:]))]
		}
	}
	return dst, nil
}

func walked(dst []store.ID, c *cursor, order store.Order) ([]store.ID, error) {
	var batch [64]store.Quad
	for n := c.Next(batch[:]); n > 0; n = c.Next(batch[:]) {
		for _, q := range batch[:n] {
			_, _, end := order.Parts(q)
			dst = append(dst, end)
		}
	}
	return dst, c.err
}

// Count implements store.Reader.
func (v View) Count(_ context.Context, pattern store.Quad) (n int, exact bool, err error) {
	p, ok := narrow(pattern)
	if !ok {
		return 0, true, nil
	}
	set := v.Set()
	exact = true
	some := 0
	for i := range set.Layers {
		l := &set.Layers[i]
		m, sure, err := l.count(p)
		if err != nil {
			return 0, false, err
		}
		n += m
		exact = exact && sure
		if m > 0 {
			some++
		}
	}
	return n, exact && (some < 2 || p.L != 0), nil
}

func (l *Layer) count(p Quad) (n int, exact bool, err error) {
	w := walk{order: store.For(p.wide())}
	a, b, c := w.parts(p)
	parts := 0
	for _, part := range [3]uint32{a, b, c} {
		if part != 0 {
			parts++
		}
	}
	n = l.Triples()
	if parts > 0 {
		s, err := l.orders[w.order].span(a, b, c, parts)
		if err != nil {
			return 0, false, err
		}
		n = s.hi - s.lo
	}
	exact = l.Gone == 0 || n == 0
	if p.L == 0 {
		return n, exact, nil
	}
	if !l.labelled() {
		return 0, true, nil
	}
	_, lo, hi, err := l.byLabel.run(p.L)
	if err != nil {
		return 0, false, err
	}
	return min(n, hi-lo), exact && parts == 0 || hi == lo || n == 0, nil
}

// Shape implements store.Reader.
func (v View) Shape(_ context.Context, predicate store.ID) (store.Shape, error) {
	var out store.Shape
	if predicate > math.MaxUint32 {
		return out, nil
	}
	for i := range v.Set().Layers {
		s, err := v.Set().Layers[i].shapes.slice(0, v.Set().Layers[i].shapes.Len())
		if err != nil {
			return out, err
		}
		at := 0
		if predicate != 0 {
			lo, hi := 1, len(s)/4 // predicates rise from the second on
			for lo < hi {
				if m := (lo + hi) / 2; s[4*m] < uint32(predicate) {
					lo = m + 1
				} else {
					hi = m
				}
			}
			at = lo
		}
		if 4*at+3 < len(s) && s[4*at] == uint32(predicate) {
			out.Triples += int(s[4*at+1])
			out.Subjects += int(s[4*at+2])
			out.Objects += int(s[4*at+3])
		}
	}
	return out, nil
}

// Nodes implements store.Reader: by ID.
func (v View) Nodes(ctx context.Context) iter.Seq2[store.ID, error] {
	return func(yield func(store.ID, error) bool) {
		seen, err := v.Set().nodes(ctx)
		if err != nil {
			yield(0, err)
			return
		}
		for id := range seen {
			if id&1023 == 0 && ctx.Err() != nil {
				yield(0, ctx.Err())
				return
			}
			if seen[id] && !yield(store.ID(id), nil) {
				return
			}
		}
	}
}

func (s *Set) nodes(ctx context.Context) ([]bool, error) {
	seen := make([]bool, s.Max+1)
	for i := range s.Layers {
		l := &s.Layers[i]
		if l.Gone > 0 {
			c := (&Set{Layers: s.Layers[i : i+1]}).cursor(ctx, store.Range{})
			var batch [256]store.Quad
			for n := c.Next(batch[:]); n > 0; n = c.Next(batch[:]) {
				for _, q := range batch[:n] {
					seen[q.Subject], seen[q.Predicate], seen[q.Object] = true, true, true
					if q.Label != 0 {
						seen[q.Label] = true
					}
				}
			}
			if c.err != nil {
				return nil, c.err
			}
			continue
		}
		for _, keys := range []Column{l.orders[0].keys, l.orders[1].keys, l.orders[2].keys, l.byLabel.keys} {
			if err := keys.Check(); err != nil {
				return nil, err
			}
			for _, id := range keys.data {
				if id > s.Max {
					return nil, fmt.Errorf("%w: the ID %d is above the largest, %d", ErrDamaged, id, s.Max)
				}
				seen[id] = true
			}
		}
	}
	return seen, nil
}
