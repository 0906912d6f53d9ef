package exec

import (
	"slices"

	"quadrille/graph/algebra"
	"quadrille/graph/store"
)

// batchSize is how many rows operators hand on at a time, about: one may grow beyond it by the matches of a row.
const batchSize = 1024

// batch is columns of n IDs each. It belongs to the operator that made it, until that is asked for the next. Without
// columns n may be any number.
type batch struct {
	n    int
	cols [][]store.ID
}

func (b *batch) reset(cols int) {
	b.n = 0
	if b.cols == nil {
		b.cols = make([][]store.ID, cols)
	}
	for i := range b.cols {
		b.cols[i] = b.cols[i][:0]
	}
}

// operator is an action at work. next gives nil after the last batch, and no empty ones.
type operator interface {
	next() (*batch, error)
}

// places are where columns stand among others, -1 for those that do not.
func places(in, vars []algebra.Var) []int {
	out := make([]int, len(vars))
	for i, v := range vars {
		out[i] = slices.Index(in, v)
	}
	return out
}

// rows are rows held in memory, column by column.
type rows struct {
	n    int
	cols [][]store.ID
}

func newRows(width int) *rows { return &rows{cols: make([][]store.ID, width)} }

// put adds a row of a batch.
func (r *rows) put(b *batch, row int) {
	for i := range r.cols {
		r.cols[i] = append(r.cols[i], b.cols[i][row])
	}
	r.n++
}

// putAll adds the rows of a batch.
func (r *rows) putAll(b *batch) {
	for i := range r.cols {
		r.cols[i] = append(r.cols[i], b.cols[i]...)
	}
	r.n += b.n
}

// table finds rows by some of their columns: open addressing over row numbers, linear probing.
type table struct {
	rows  *rows
	on    []int
	slots []int32 // row number + 1
	next  []int32 // the next row with the same key, + 1; nil in a set
	used  int
}

func newTable(width int, on []int, multi bool) *table {
	t := &table{rows: newRows(width), on: on, slots: make([]int32, 64)}
	if multi {
		t.next = []int32{}
	}
	return t
}

func mix(h uint64, id store.ID) uint64 {
	h = (h ^ uint64(id)) * 0x9e3779b97f4a7c15
	return h ^ h>>29
}

func (t *table) hashRow(row int) uint64 {
	var h uint64
	for _, c := range t.on {
		h = mix(h, t.rows.cols[c][row])
	}
	return h
}

// find gives the first row whose key is that of a row of b, whose key columns are at; and the slot for it.
func (t *table) find(b *batch, row int, at []int) (found, slot int) {
	var h uint64
	for _, c := range at {
		h = mix(h, b.cols[c][row])
	}
	mask := uint64(len(t.slots) - 1)
probe:
	for i := h & mask; ; i = (i + 1) & mask {
		s := t.slots[i]
		if s == 0 {
			return -1, int(i)
		}
		for k, c := range t.on {
			if t.rows.cols[c][s-1] != b.cols[at[k]][row] {
				continue probe
			}
		}
		return int(s - 1), int(i)
	}
}

// add puts a row of b, whose key columns are at, into the table. In a set it tells whether the row is new.
func (t *table) add(b *batch, row int, at []int) bool {
	found, slot := t.find(b, row, at)
	if found >= 0 && t.next == nil {
		return false
	}
	t.rows.put(b, row)
	if t.next != nil {
		t.next = append(t.next, 0)
	}
	if found >= 0 { // after the first of its key
		t.next[t.rows.n-1] = t.next[found]
		t.next[found] = int32(t.rows.n)
		return true
	}
	t.slots[slot] = int32(t.rows.n)
	t.used++
	if t.used*2 > len(t.slots) {
		t.grow()
	}
	return true
}

func (t *table) grow() {
	old := t.slots
	t.slots = make([]int32, 4*len(old))
	mask := uint64(len(t.slots) - 1)
	for _, s := range old {
		if s == 0 {
			continue
		}
		i := t.hashRow(int(s-1)) & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = s
	}
}

// rowBytes is about what a row of a table costs.
func (t *table) rowBytes() int { return 8*len(t.rows.cols) + 16 }
