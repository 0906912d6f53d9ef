package table

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"unsafe"

	"quadrille/graph/store"
)

// Quad is a quad of IDs as a table holds it.
type Quad struct{ S, P, O, L uint32 }

func compareQuads(a, b Quad) int {
	return cmp.Or(cmp.Compare(a.S, b.S), cmp.Compare(a.P, b.P), cmp.Compare(a.O, b.O), cmp.Compare(a.L, b.L))
}

// triple is the first three parts of a quad, whatever the order it is sorted in.
type triple struct{ s, p, o uint32 }

// index is one order.
type index struct {
	groups
	b, c Column
}

// Table holds quads in three orders (doc.go). It never changes.
type Table struct {
	quads   int
	orders  [3]index // by store.Order
	first   Column   // empty without labels
	labels  Column
	byLabel groups
	ranks   Column
	wide    groups // of labels with more than wideLabel triples
	inPOS   Column // their triples by their numbers in POS
	inOSP   Column
	shapes  Column // predicate, triples, subjects, objects of each predicate; by predicate, first 0 for all
}

// Quads and Triples are how many it holds.
func (t *Table) Quads() int { return t.quads }

// Triples is the number of distinct triples.
func (t *Table) Triples() int { return t.orders[store.SPO].b.Len() }

func (t *Table) labelled() bool { return t.first.Len() > 0 }

// Build makes a table of quads, each of which counts once. It sorts them in place, three times by radix: by the digits of
// the object last it has (o, s, p) from (s, p, o), and from that by the predicate's (p, o, s).
func Build(quads []Quad) *Table {
	quads = SortQuads(quads)
	t := &Table{quads: len(quads)}
	labelled := slices.ContainsFunc(quads, func(q Quad) bool { return q.L != 0 })
	triples := make([]triple, 0, len(quads))
	var first, labels []uint32
	if labelled {
		first, labels = make([]uint32, 0, len(quads)+1), make([]uint32, 0, len(quads))
	}
	for _, q := range quads {
		x := triple{q.S, q.P, q.O}
		if len(triples) == 0 || triples[len(triples)-1] != x {
			triples = append(triples, x)
			if labelled {
				first = append(first, uint32(len(labels)))
			}
		}
		if labelled {
			labels = append(labels, q.L)
		}
	}
	if labelled {
		t.first, t.labels = Numbers(append(first, uint32(len(labels)))), Numbers(labels)
		t.buildLabels()
	}
	room := make([]triple, len(triples))
	t.orders[store.SPO] = newIndex(triples, func(x *triple) (a, b, c uint32) { return x.s, x.p, x.o })
	triples, room = radix(triples, room, unsafe.Offsetof(triple{}.o))
	t.orders[store.OSP] = newIndex(triples, func(x *triple) (a, b, c uint32) { return x.o, x.s, x.p })
	triples, _ = radix(triples, room, unsafe.Offsetof(triple{}.p))
	t.orders[store.POS] = newIndex(triples, func(x *triple) (a, b, c uint32) { return x.p, x.o, x.s })
	t.buildWide()
	t.buildShapes()
	return t
}

// SortQuads sorts quads by subject, predicate, object and label, and drops repetitions.
func SortQuads(quads []Quad) []Quad {
	if len(quads) < 512 {
		slices.SortFunc(quads, compareQuads)
		return slices.Compact(quads)
	}
	room := make([]Quad, len(quads))
	quads, room = radix(quads, room, unsafe.Offsetof(Quad{}.L))
	quads, room = radix(quads, room, unsafe.Offsetof(Quad{}.O))
	quads, room = radix(quads, room, unsafe.Offsetof(Quad{}.P))
	quads, _ = radix(quads, room, unsafe.Offsetof(Quad{}.S))
	return slices.Compact(quads)
}

// radix sorts by one number, which lies at an offset in T, stably, eleven bits at a time from the lowest. Digits that all
// share are passed over. (A function in place of the offset costs half as much again: 2026-11-25, BenchmarkBuild of package disk.)
func radix[T any](a, room []T, offset uintptr) (sorted, free []T) {
	key := func(x *T) uint32 { return *(*uint32)(unsafe.Add(unsafe.Pointer(x), offset)) }
	if len(a) < 512 {
		slices.SortStableFunc(a, func(x, y T) int { return cmp.Compare(key(&x), key(&y)) })
		return a, room
	}
	all, common := uint32(0), ^uint32(0)
	for i := range a {
		k := *(*uint32)(unsafe.Add(unsafe.Pointer(&a[i]), offset))
		all |= k
		common &= k
	}
	for shift := 0; shift < bits.Len32(all); shift += 11 {
		if (all^common)>>shift&2047 == 0 {
			continue
		}
		var at [2048]int
		for i := range a {
			at[*(*uint32)(unsafe.Add(unsafe.Pointer(&a[i]), offset))>>shift&2047]++
		}
		sum := 0
		for i, n := range at {
			at[i] = sum
			sum += n
		}
		room = room[:len(a)]
		for i := range a {
			d := *(*uint32)(unsafe.Add(unsafe.Pointer(&a[i]), offset)) >> shift & 2047
			room[at[d]] = a[i]
			at[d]++
		}
		a, room = room, a
	}
	return a, room
}

func newIndex(sorted []triple, parts func(*triple) (a, b, c uint32)) index {
	b, c := make([]uint32, len(sorted)), make([]uint32, len(sorted))
	for i := range sorted {
		_, b[i], c[i] = parts(&sorted[i])
	}
	return index{newGroups(len(sorted), func(i int) uint32 { a, _, _ := parts(&sorted[i]); return a }), Numbers(b), Numbers(c)}
}

// buildLabels lists the triples of each label.
func (t *Table) buildLabels() {
	type vouched struct{ label, rank uint32 }
	list, room := make([]vouched, 0, t.labels.Len()), make([]vouched, t.labels.Len())
	for rank := range t.first.Len() - 1 {
		for i := t.first.data[rank]; i < t.first.data[rank+1]; i++ {
			if l := t.labels.data[i]; l != 0 {
				list = append(list, vouched{l, uint32(rank)})
			}
		}
	}
	list, _ = radix(list, room[:len(list)], unsafe.Offsetof(vouched{}.label))
	ranks := make([]uint32, len(list))
	for i, v := range list {
		ranks[i] = v.rank
	}
	t.byLabel, t.ranks = newGroups(len(list), func(i int) uint32 { return list[i].label }), Numbers(ranks)
}

// wideLabel is the longest list of a label that is sorted when it is read in another order than SPO. Labels of news, articles
// and evidence, are shorter; named graphs are longer.
const wideLabel = 512

// buildWide lists the triples of each wide label by their numbers in the other orders.
func (t *Table) buildWide() {
	var keys, offs []uint32
	total := uint32(0)
	for i, label := range t.byLabel.keys.data {
		if n := t.byLabel.offs.data[i+1] - t.byLabel.offs.data[i]; n > wideLabel {
			keys, offs = append(keys, label), append(offs, total)
			total += n
		}
	}
	if len(keys) == 0 {
		return
	}
	t.wide = finish(keys, append(offs, total))
	fill := func(order store.Order) Column {
		next, out := slices.Clone(offs), make([]uint32, total)
		x, w := &t.orders[order], walk{order: order}
		for key, a := range x.keys.data {
			for i := x.offs.data[key]; i < x.offs.data[key+1]; i++ {
				rank, _, _ := t.rank(w.quad(a, x.b.data[i], x.c.data[i], 0)) // of columns in memory
				for _, label := range t.labels.data[t.first.data[rank]:t.first.data[rank+1]] {
					if k := lowerBound(keys, label); k < len(keys) && keys[k] == label {
						out[next[k]] = i
						next[k]++
					}
				}
			}
		}
		return Numbers(out)
	}
	t.inPOS, t.inOSP = fill(store.POS), fill(store.OSP)
}

// buildShapes counts for each predicate its triples, subjects and objects.
func (t *Table) buildShapes() {
	spo, pos := &t.orders[store.SPO], &t.orders[store.POS]
	shapes := []uint32{0, uint32(t.Triples()), uint32(spo.keys.Len()), uint32(t.orders[store.OSP].keys.Len())}
	at := make(map[uint32]int, pos.keys.Len())
	for i, p := range pos.keys.data {
		lo, hi := pos.offs.data[i], pos.offs.data[i+1]
		objects := uint32(0)
		for j := lo; j < hi; j++ {
			if j == lo || pos.b.data[j] != pos.b.data[j-1] {
				objects++
			}
		}
		at[p] = len(shapes)
		shapes = append(shapes, p, hi-lo, 0, objects)
	}
	lastKey := 0
	for i, p := range spo.b.data {
		fresh := i == 0 || p != spo.b.data[i-1]
		if lastKey+1 < spo.offs.Len() && int(spo.offs.data[lastKey+1]) <= i {
			lastKey++
			fresh = true
		}
		if fresh {
			shapes[at[p]+2]++
		}
	}
	t.shapes = Numbers(shapes)
}

// ColumnCount is the number of columns that a table is made of.
const ColumnCount = 27

// Columns gives what a table is made of, and the shifts of its five directories: those of the orders SPO, POS, OSP, of
// the labels and of the wide ones. Each order has dir, keys, offs, b, c; then come first, labels, the labels' dir, keys,
// offs, ranks, shapes, and the wide labels' dir, keys, offs, inPOS, inOSP.
func (t *Table) Columns() (columns [ColumnCount]Column, shifts [5]uint32) {
	for o := range t.orders {
		x := &t.orders[o]
		copy(columns[5*o:], []Column{x.dir, x.keys, x.offs, x.b, x.c})
		shifts[o] = x.shift
	}
	copy(columns[15:], []Column{t.first, t.labels, t.byLabel.dir, t.byLabel.keys, t.byLabel.offs, t.ranks, t.shapes,
		t.wide.dir, t.wide.keys, t.wide.offs, t.inPOS, t.inOSP})
	shifts[3], shifts[4] = t.byLabel.shift, t.wide.shift
	return columns, shifts
}

// FromColumns is the inverse of Columns. It fails when the columns' lengths cannot be those of a table; what they hold is
// verified when it is read.
func FromColumns(quads int, columns [ColumnCount]Column, shifts [5]uint32) (*Table, error) {
	t := &Table{quads: quads}
	for o := range t.orders {
		c := columns[5*o:]
		t.orders[o] = index{groups{shifts[o], c[0], c[1], c[2]}, c[3], c[4]}
	}
	t.first, t.labels = columns[15], columns[16]
	t.byLabel = groups{shifts[3], columns[17], columns[18], columns[19]}
	t.ranks, t.shapes = columns[20], columns[21]
	t.wide, t.inPOS, t.inOSP = groups{shifts[4], columns[22], columns[23], columns[24]}, columns[25], columns[26]
	triples := t.Triples()
	fits := quads >= triples && (t.labelled() || quads == triples) && (!t.labelled() || t.first.Len() == triples+1 && t.labels.Len() == quads)
	for o := range t.orders {
		x := &t.orders[o]
		fits = fits && x.b.Len() == triples && x.c.Len() == triples && x.offs.Len() == x.keys.Len()+1 && x.dir.Len() >= 2
	}
	fits = fits && t.inPOS.Len() == t.inOSP.Len()
	if !fits {
		return nil, fmt.Errorf("%w: the columns' lengths do not fit together", ErrDamaged)
	}
	return t, nil
}
