package exec

import (
	"quadrille/graph/algebra"
	"quadrille/graph/store"
)

// place is a place of a pattern: bound to an ID, or to a column of the input, or open.
type place struct {
	id   store.ID
	col  int         // column of the input, -1 for none
	open algebra.Var // a new column, "" for none
}

// pattern is a pattern at work.
type pattern struct {
	places [4]place
	labels []store.ID // those that count, nil for all
	last   store.Quad // what ends is of
	ends   []store.ID
	memo   map[store.Quad][]store.ID // what endsOf gave before, where rows come back to the same
	kept   int                       // IDs in memo
	set    bits                      // what can stand at the one place that the input binds, once it is worth it
	asked  int
}

// pattern prepares a pattern over the columns of an input. ok is false when the store lacks one of its values.
func (q *Query) pattern(p algebra.Quads, cols []algebra.Var) (_ *pattern, ok bool, err error) {
	out := &pattern{}
	for i, t := range [4]algebra.Term{p.Subject, p.Predicate, p.Object, p.Label} {
		pl := place{col: -1}
		switch {
		case t.Value != nil:
			if pl.id, err = q.id(t.Value); err != nil || pl.id == 0 {
				return nil, false, err
			}
		case t.Var != "":
			if pl.col = places(cols, []algebra.Var{t.Var})[0]; pl.col < 0 {
				pl.open = t.Var
			}
		}
		out.places[i] = pl
	}
	if p.Labels == nil {
		return out, true, nil
	}
	for _, v := range p.Labels {
		id, err := q.id(v)
		if err != nil {
			return nil, false, err
		}
		if id != 0 {
			out.labels = append(out.labels, id)
		}
	}
	if len(out.labels) == 1 && out.places[3] == (place{col: -1}) {
		out.places[3].id, out.labels = out.labels[0], nil
		return out, true, nil
	}
	return out, len(out.labels) > 0, nil
}

// bind is the pattern for a row of the input. ok is false when the row has no value, or one that no quad holds, where the
// pattern needs one.
func (p *pattern) bind(b *batch, row int) (_ store.Quad, ok bool) {
	var out [4]store.ID
	for i := range p.places {
		pl := &p.places[i]
		out[i] = pl.id
		if pl.col >= 0 {
			id := b.cols[pl.col][row]
			if id == 0 || id&ownBit != 0 {
				return store.Quad{}, false
			}
			out[i] = id
		}
	}
	return store.Quad{Subject: out[0], Predicate: out[1], Object: out[2], Label: out[3]}, true
}

// bound tells of the places whether rows bind them.
func (p *pattern) bound() store.Quad {
	var out [4]store.ID
	for i, pl := range p.places {
		if pl.id != 0 || pl.col >= 0 {
			out[i] = 1
		}
	}
	return store.Quad{Subject: out[0], Predicate: out[1], Object: out[2], Label: out[3]}
}

// opened is the number of places of subject, predicate, object that are not bound, and how many of them are columns.
func (p *pattern) opened() (n, named int) {
	for _, pl := range p.places[:3] {
		if pl.id == 0 && pl.col < 0 {
			n++
			if pl.open != "" {
				named++
			}
		}
	}
	return n, named
}

// fixed tells whether the input binds nothing of the pattern.
func (p *pattern) fixed() bool {
	for _, pl := range p.places {
		if pl.col >= 0 {
			return false
		}
	}
	return true
}

// endsOf is Query.Ends, remembering the last.
func (p *pattern) endsOf(q *Query, at store.Quad) ([]store.ID, error) {
	if p.last == at {
		return p.ends, nil
	}
	var err error
	p.last = store.Quad{}
	if p.ends, err = q.r.Ends(q.ctx, p.ends[:0], at); err == nil {
		p.last = at
	}
	return p.ends, err
}

// maxKept is how many IDs a pattern remembers.
const maxKept = 1 << 20

// remembered is endsOf, remembering all that it gave.
func (p *pattern) remembered(q *Query, at store.Quad) ([]store.ID, error) {
	if p.last == at {
		return p.ends, nil
	}
	if list, ok := p.memo[at]; ok {
		p.last, p.ends = at, list
		return list, nil
	}
	list, err := q.r.Ends(q.ctx, nil, at)
	if err != nil {
		return nil, err
	}
	if p.memo == nil || p.kept > maxKept {
		q.held -= 8 * p.kept
		p.memo, p.kept = map[store.Quad][]store.ID{}, 0
	}
	p.memo[at] = list
	p.kept += len(list) + 8
	p.last, p.ends = at, list
	return list, q.hold(8 * (len(list) + 8))
}

// bits is a set of the store's IDs.
type bits []uint64

func (q *Query) newBits() (bits, error) {
	n := int(q.r.MaxID())/64 + 1
	return make(bits, n), q.hold(8 * n)
}

func (b bits) has(id store.ID) bool {
	return id>>6 < store.ID(len(b)) && b[id>>6]&(1<<(id&63)) != 0
}

// add tells whether id is new.
func (b bits) add(id store.ID) bool {
	w, m := &b[id>>6], uint64(1)<<(id&63)
	if *w&m != 0 {
		return false
	}
	*w |= m
	return true
}

// intersect puts into dst what both rising lists hold. dst may be a itself.
func intersect(dst, a, b []store.ID) []store.ID {
	dst = dst[:0]
	if len(a) > len(b) && (len(dst) == 0 && cap(dst) == 0) {
		a, b = b, a
	}
	for _, x := range a {
		step := 1
		lo := 0
		for step < len(b) && b[step-1] < x { // gallop
			lo, step = step, step*2
		}
		hi := min(step, len(b))
		for lo < hi {
			if m := int(uint(lo+hi) / 2); b[m] < x {
				lo = m + 1
			} else {
				hi = m
			}
		}
		if b = b[lo:]; len(b) == 0 {
			break
		}
		if b[0] == x {
			dst = append(dst, x)
		}
	}
	return dst
}
