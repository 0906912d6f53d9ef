package table

import (
	"context"
	"fmt"

	"quadrille/graph/store"
)

// digest is a count of quads and a sum of their hashes, whatever their order.
type digest struct {
	n   int
	sum uint64
}

func (d *digest) add(q Quad) {
	h := uint64(14695981039346656037)
	for _, id := range [4]uint32{q.S, q.P, q.O, q.L} {
		h = (h ^ uint64(id)) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	d.n++
	d.sum += h
}

// Check holds the orders of each layer against each other, their sorting, the labels and the counts, and says in words
// what is wrong.
func (s *Set) Check(ctx context.Context) ([]string, error) {
	var faults []string
	for i := range s.Layers {
		fs, err := s.Layers[i].check(ctx, s.Max)
		if err != nil {
			return faults, err
		}
		for _, f := range fs {
			faults = append(faults, fmt.Sprintf("table %d of %d: %s", i+1, len(s.Layers), f))
		}
	}
	return faults, nil
}

func (l *Layer) check(ctx context.Context, max uint32) (faults []string, err error) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	var want digest
	for order := store.SPO; order <= store.OSP; order++ {
		x := &l.orders[order]
		var got digest
		var last triple
		key := 0
		for i := range x.b.Len() {
			if i&0xffff == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			for key+1 < x.offs.Len() && int(x.offs.data[key+1]) <= i {
				key++
			}
			if key >= x.keys.Len() {
				fault("the order %s has triples without a key", order)
				break
			}
			t := triple{x.keys.data[key], x.b.data[i], x.c.data[i]}
			if t.s == 0 || t.p == 0 || t.o == 0 || t.s > max || t.p > max || t.o > max {
				fault("the order %s holds a triple of no terms at %d", order, i)
				break
			}
			if i > 0 && !(last.s < t.s || last.s == t.s && (last.p < t.p || last.p == t.p && last.o < t.o)) {
				fault("the order %s is not sorted at %d", order, i)
				break
			}
			last = t
			w := walk{order: order}
			got.add(w.quad(t.s, t.p, t.o, 0))
			if k, ok, err := x.seek(t.s); err != nil || !ok || k != key {
				fault("the order %s does not find the key %d", order, t.s)
				break
			}
		}
		if order == store.SPO {
			want = got
		} else if got != want {
			fault("the order %s holds other triples (%d) than the order %s (%d)", order, got.n, store.SPO, want.n)
		}
	}
	if len(faults) > 0 {
		return faults, nil
	}
	return l.checkLabels(fault, &faults, max)
}

// checkLabels holds the labels of the triples against the triples of the labels.
func (l *Layer) checkLabels(fault func(string, ...any), faults *[]string, max uint32) ([]string, error) {
	if !l.labelled() {
		if l.quads != l.Triples() {
			fault("it counts %d quads and holds %d", l.quads, l.Triples())
		}
		return *faults, nil
	}
	if l.first.Len() != l.Triples()+1 || l.labels.Len() != l.quads {
		fault("it counts %d quads of %d triples, and has %d labels of %d", l.quads, l.Triples(), l.labels.Len(), l.first.Len()-1)
		return *faults, nil
	}
	var of, by digest
	for rank := range l.Triples() {
		lo, hi, err := l.vouchers(rank)
		if err != nil {
			fault("%v", err)
			return *faults, nil
		}
		for n := lo; n < hi; n++ {
			label := l.labels.data[n]
			if label > max || n > lo && label <= l.labels.data[n-1] {
				fault("the labels of triple %d are not sorted, or no terms", rank)
				return *faults, nil
			}
			if label != 0 {
				of.add(Quad{S: uint32(rank), L: label})
			}
		}
	}
	for k, label := range l.byLabel.keys.data {
		for i := l.byLabel.offs.data[k]; i < l.byLabel.offs.data[k+1]; i++ {
			by.add(Quad{S: l.ranks.data[i], L: label})
		}
		if at, ok, err := l.byLabel.seek(label); err != nil || !ok || at != k {
			fault("the labels do not find %d", label)
			return *faults, nil
		}
	}
	if err := l.checkWide(fault); err != nil {
		return *faults, err
	}
	if of != by {
		fault("the triples have %d labels, the labels other triples, %d", of.n, by.n)
	}
	return *faults, nil
}

// checkWide holds the lists of wide labels in the other orders against those in SPO.
func (l *Layer) checkWide(fault func(string, ...any)) error {
	wide := 0
	for i, label := range l.byLabel.keys.data {
		n := int(l.byLabel.offs.data[i+1] - l.byLabel.offs.data[i])
		if n <= wideLabel {
			continue
		}
		wide++
		_, lo, hi, err := l.wide.run(label)
		if err != nil {
			return err
		}
		if hi-lo != n {
			fault("the label %d has %d triples, and %d in the other orders", label, n, hi-lo)
			continue
		}
		for order, list := range map[store.Order]Column{store.POS: l.inPOS, store.OSP: l.inOSP} {
			x, w := &l.orders[order], walk{order: order}
			for j, at := range list.data[lo:hi] {
				if j > 0 && at <= list.data[lo+j-1] {
					fault("the label %d has triples out of order in %s", label, order)
					break
				}
				key, err := x.group(int(at))
				if err != nil {
					return err
				}
				_, ok, err := l.number(w.quad(x.keys.data[key], x.b.data[at], x.c.data[at], label))
				if err != nil {
					return err
				}
				if !ok {
					fault("the label %d has another's triple in %s", label, order)
					break
				}
			}
		}
	}
	if wide != l.wide.keys.Len() {
		fault("%d labels have many triples, and %d lists", wide, l.wide.keys.Len())
	}
	return nil
}
