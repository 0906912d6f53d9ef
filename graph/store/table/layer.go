package table

import (
	"fmt"
	"math/bits"

	"quadrille/graph/store"
)

// Layer is a table and what of it was removed since it was made.
type Layer struct {
	*Table
	Dead []uint64 // a bit for each quad, in the order SPO; nil when none is removed
	Gone int      // how many are removed
}

// Live is the number of quads that are not removed.
func (l *Layer) Live() int { return l.quads - l.Gone }

func (l *Layer) dead(n int) bool { return l.Dead != nil && l.Dead[n>>6]&(1<<(n&63)) != 0 }

// without gives the layer without some of its quads, by their numbers.
func (l *Layer) without(numbers []int) Layer {
	out := Layer{Table: l.Table, Dead: make([]uint64, (l.quads+63)/64), Gone: l.Gone}
	copy(out.Dead, l.Dead)
	for _, n := range numbers {
		if bit := uint64(1) << (n & 63); out.Dead[n>>6]&bit == 0 {
			out.Dead[n>>6] |= bit
			out.Gone++
		}
	}
	return out
}

// WithDead makes a layer of a table and the bits that were kept of it.
func WithDead(t *Table, dead []uint64) (Layer, error) {
	if dead == nil {
		return Layer{Table: t}, nil
	}
	if len(dead) != (t.quads+63)/64 {
		return Layer{}, fmt.Errorf("%w: %d words of removed quads for %d quads", ErrDamaged, len(dead), t.quads)
	}
	l := Layer{Table: t, Dead: dead}
	for _, w := range dead {
		l.Gone += bits.OnesCount64(w)
	}
	return l, nil
}

// Append appends the quads that are not removed, in the order SPO. It reads nothing but that order and the labels.
func (l *Layer) Append(dst []Quad) ([]Quad, error) {
	x := &l.orders[store.SPO]
	for _, c := range []Column{x.keys, x.offs, x.b, x.c, l.first, l.labels} {
		if err := c.Check(); err != nil {
			return dst, err
		}
	}
	key := 0
	for i := range x.b.data {
		for key+1 < x.offs.Len() && int(x.offs.data[key+1]) <= i {
			key++
		}
		q := Quad{S: x.keys.data[key], P: x.b.data[i], O: x.c.data[i]}
		lo, hi, err := l.vouchers(i)
		if err != nil {
			return dst, err
		}
		for n := lo; n < hi; n++ {
			if l.dead(n) {
				continue
			}
			if l.labelled() {
				q.L = l.labels.data[n]
			}
			dst = append(dst, q)
		}
	}
	return dst, nil
}

// Merge makes one table of what layers hold. Its memory is 32 bytes a quad beside the result's.
func Merge(layers []Layer) (*Table, error) {
	n := 0
	for i := range layers {
		n += layers[i].Live()
	}
	quads := make([]Quad, 0, n)
	var err error
	for i := range layers {
		if quads, err = layers[i].Append(quads); err != nil {
			return nil, err
		}
	}
	return Build(quads), nil
}
