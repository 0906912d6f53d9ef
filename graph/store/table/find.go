package table

import (
	"fmt"

	"quadrille/graph/store"
)

// lower gives the place of the first triple that is not before (a, b, c), and whether it is that triple. It looks near
// from first: a walk that jumps ahead goes a short way most of the time.
func (x *index) lower(a, b, c uint32, from int) (int, bool, error) {
	k, ok, err := x.seek(a)
	if err != nil {
		return 0, false, err
	}
	if !ok {
		at, err := x.offs.Get(k)
		return int(at), false, err
	}
	l, h, err := x.offs.Pair(k)
	if err != nil {
		return 0, false, err
	}
	lo, hi := int(l), int(h)
	if b == 0 && c == 0 {
		return lo, false, nil
	}
	if lo, err = gallop(&x.b, lo, hi, from, b); err != nil {
		return 0, false, err
	}
	if c == 0 || lo == hi || x.b.data[lo] != b {
		return lo, false, nil
	}
	end, err := x.endOf(lo, hi, b)
	if err != nil {
		return 0, false, err
	}
	if lo, err = gallop(&x.c, lo, end, from, c); err != nil {
		return 0, false, err
	}
	return lo, lo < end && x.c.data[lo] == c, nil
}

// endOf gives the end of the run of b that begins at lo.
func (x *index) endOf(lo, hi int, b uint32) (int, error) {
	if b == 1<<32-1 {
		return hi, nil
	}
	return gallop(&x.b, lo, hi, lo, b+1)
}

// gallop is the place in c, from lo up to hi, of the first number that is not below k: by steps that double from from on
// (if that is between them and below k), then by halves.
func gallop(c *Column, lo, hi, from int, k uint32) (int, error) {
	if err := c.check(lo, hi); err != nil {
		return 0, err
	}
	s := c.data
	if hi > len(s) || lo > hi {
		return 0, fmt.Errorf("%w: numbers %d to %d of %d", ErrDamaged, lo, hi, len(s))
	}
	if from > lo && from < hi && s[from] < k {
		lo = from
	}
	step := 1
	for lo+step < hi && s[lo+step] < k {
		lo += step
		step *= 2
	}
	return lo + lowerBound(s[lo:min(hi, lo+step+1)], k), nil
}

// span is a range of triples that lies in the run of one key.
type span struct{ key, lo, hi int }

// span gives the triples whose first n parts are those of a, b, c; n is not 0.
func (x *index) span(a, b, c uint32, n int) (s span, err error) {
	s.key, s.lo, s.hi, err = x.run(a)
	if err != nil || n == 1 || s.lo == s.hi {
		return s, err
	}
	if s.lo, err = gallop(&x.b, s.lo, s.hi, 0, b); err != nil {
		return span{}, err
	}
	if s.lo == s.hi || x.b.data[s.lo] != b {
		return span{}, nil
	}
	if s.hi, err = x.endOf(s.lo, s.hi, b); err != nil || n == 2 {
		return s, err
	}
	if s.lo, err = gallop(&x.c, s.lo, s.hi, 0, c); err != nil {
		return span{}, err
	}
	if s.lo == s.hi || x.c.data[s.lo] != c {
		return span{}, nil
	}
	s.hi = s.lo + 1
	return s, nil
}

// rank gives the number of a triple in SPO; ok is false when the table does not hold it.
func (t *Table) rank(q Quad) (rank int, ok bool, err error) {
	s, err := t.orders[store.SPO].span(q.S, q.P, q.O, 3)
	return s.lo, s.lo < s.hi, err
}

// vouchers gives the numbers of a triple's quads: from lo up to hi.
func (t *Table) vouchers(rank int) (lo, hi int, err error) {
	if !t.labelled() {
		return rank, rank + 1, nil
	}
	a, b, err := t.first.Pair(rank)
	if err == nil && (a >= b || int(b) > t.labels.Len()) {
		err = fmt.Errorf("%w: triple %d has the labels from %d to %d", ErrDamaged, rank, a, b)
	}
	return int(a), int(b), err
}

// number gives the number of a quad among the table's; ok is false when the table does not hold it.
func (t *Table) number(q Quad) (n int, ok bool, err error) {
	rank, ok, err := t.rank(q)
	if err != nil || !ok {
		return 0, false, err
	}
	lo, hi, err := t.vouchers(rank)
	if err != nil || !t.labelled() {
		return lo, q.L == 0, err
	}
	labels, err := t.labels.slice(lo, hi)
	if err != nil {
		return 0, false, err
	}
	i := lowerBound(labels, q.L)
	return lo + i, i < len(labels) && labels[i] == q.L, nil
}
