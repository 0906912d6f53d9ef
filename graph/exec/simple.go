package exec

import (
	"iter"

	"quadrille/graph/algebra"
	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

type empty struct{}

func (empty) next() (*batch, error) { return nil, nil }

// once gives one batch.
type once struct{ b *batch }

func (o *once) next() (*batch, error) {
	b := o.b
	o.b = nil
	if b == nil || b.n == 0 {
		return nil, nil
	}
	return b, nil
}

// each gives every node.
type each struct {
	q      *Query
	column bool
	pull   func() (store.ID, error, bool)
	stop   func()
	out    batch
	target int
}

func (e *each) next() (*batch, error) {
	if !e.column {
		return e.all()
	}
	if e.pull == nil {
		e.pull, e.stop = iter.Pull2(e.q.r.Nodes(e.q.ctx))
	}
	e.target = min(max(2*e.target, 32), batchSize)
	e.out.reset(1)
	for e.out.n < e.target {
		if err := e.q.tick(); err != nil {
			return nil, err
		}
		id, err, ok := e.pull()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		e.out.cols[0] = append(e.out.cols[0], id)
		e.out.n++
	}
	if e.out.n == 0 {
		return nil, nil
	}
	return &e.out, nil
}

// all is the number of nodes, in one batch without columns.
func (e *each) all() (*batch, error) {
	if e.pull != nil {
		return nil, nil
	}
	e.pull = func() (store.ID, error, bool) { return 0, nil, false }
	n := 0
	for _, err := range e.q.r.Nodes(e.q.ctx) {
		if err != nil {
			return nil, err
		}
		if err := e.q.tick(); err != nil {
			return nil, err
		}
		n++
	}
	if n == 0 {
		return nil, nil
	}
	return &batch{n: n}, nil
}

func (e *each) close() {
	if e.stop != nil {
		e.stop()
	}
}

// view takes columns of its input.
type view struct {
	in    operator
	at    []int
	out   batch
	zeros []store.ID
}

func (v *view) next() (*batch, error) {
	b, err := v.in.next()
	if b == nil || err != nil {
		return nil, err
	}
	v.out = batch{b.n, v.pick(b)}
	return &v.out, nil
}

func (v *view) pick(b *batch) [][]store.ID {
	cols := pick(b.cols, v.at)
	for i, c := range v.at {
		if c < 0 {
			if len(v.zeros) < b.n {
				v.zeros = make([]store.ID, b.n)
			}
			cols[i] = v.zeros[:b.n]
		}
	}
	return cols
}

// concat gives the rows of each input in turn.
type concat struct {
	in    []operator
	at    [][]int
	width int
	view  view
}

func (c *concat) next() (*batch, error) {
	for len(c.in) > 0 {
		c.view.in, c.view.at = c.in[0], c.at[0]
		b, err := c.view.next()
		if b != nil || err != nil {
			return b, err
		}
		c.in, c.at = c.in[1:], c.at[1:]
	}
	return nil, nil
}

// dedupe gives each row once.
type dedupe struct {
	q     *Query
	in    operator
	from  []int
	on    []int
	table *table
	out   batch
	small bits // of one column of the store's IDs
}

func (d *dedupe) next() (*batch, error) {
	for {
		b, err := d.in.next()
		if b == nil || err != nil {
			return nil, err
		}
		if err := d.q.ctx.Err(); err != nil {
			return nil, err
		}
		d.out.reset(len(d.from))
		cols := batch{b.n, pick(b.cols, d.from)}
		for r := range b.n {
			fresh, err := d.fresh(&cols, r)
			if err != nil {
				return nil, err
			}
			if fresh {
				for i := range d.out.cols {
					d.out.cols[i] = append(d.out.cols[i], cols.cols[i][r])
				}
				d.out.n++
			}
			if len(d.from) == 0 {
				break // one row without columns is all there is
			}
		}
		if d.out.n > 0 {
			return &d.out, nil
		}
	}
}

// manyIDs is how many rows of one column are worth a bitmap.
const manyIDs = 256

func (d *dedupe) fresh(b *batch, row int) (bool, error) {
	if len(d.on) == 1 {
		if d.small == nil && d.table.rows.n >= manyIDs {
			var err error
			if d.small, err = d.q.newBits(); err != nil {
				return false, err
			}
			for _, id := range d.table.rows.cols[0] {
				if id&ownBit == 0 {
					d.small.add(id)
				}
			}
		}
		if id := b.cols[0][row]; d.small != nil && id&ownBit == 0 {
			return d.small.add(id), nil
		}
	}
	if !d.table.add(b, row, d.on) {
		return false, nil
	}
	return true, d.q.hold(d.table.rowBytes())
}

// test keeps rows that pass.
type test struct {
	q    *Query
	in   operator
	of   []int
	test algebra.Test
	at   []int
	memo map[store.ID]bool // of tests of one value
	out  batch
}

func (t *test) next() (*batch, error) {
	for {
		b, err := t.in.next()
		if b == nil || err != nil {
			return nil, err
		}
		t.out.reset(len(t.at))
		for r := range b.n {
			ok, err := t.pass(b, r)
			if err != nil {
				return nil, err
			}
			if ok {
				for i, c := range t.at {
					t.out.cols[i] = append(t.out.cols[i], b.cols[c][r])
				}
				t.out.n++
			}
		}
		if t.out.n > 0 {
			return &t.out, nil
		}
	}
}

func (t *test) pass(b *batch, row int) (bool, error) {
	if err := t.q.tick(); err != nil {
		return false, err
	}
	var few [2]store.ID
	ids := few[:0]
	for _, c := range t.of {
		ids = append(ids, b.cols[c][row])
	}
	switch x := t.test.(type) {
	case algebra.Bound:
		return ids[0] != 0, nil
	case algebra.Equal:
		return (ids[0] == ids[1] && ids[0] != 0) != x.Not, nil
	}
	if len(ids) == 1 {
		if ok, known := t.memo[ids[0]]; known {
			return ok, nil
		}
	}
	values, err := t.q.terms1(ids)
	if err != nil {
		return false, err
	}
	ok := t.test.Pass(values)
	if len(ids) == 1 {
		if len(t.memo) >= maxMemo {
			clear(t.memo)
		}
		t.memo[ids[0]] = ok
	}
	return ok, nil
}

func (q *Query) terms1(ids []store.ID) ([]quad.Value, error) {
	values := make([]quad.Value, len(ids))
	for i, id := range ids {
		var err error
		if values[i], err = q.Term(uint64(id)); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// compute adds a column.
type compute struct {
	q    *Query
	in   operator
	of   []int
	make algebra.Function
	at   []int // -1 for the new column
	out  batch
	made []store.ID
}

func (c *compute) next() (*batch, error) {
	b, err := c.in.next()
	if b == nil || err != nil {
		return nil, err
	}
	c.made = c.made[:0]
	for r := range b.n {
		if err := c.q.tick(); err != nil {
			return nil, err
		}
		ids := make([]store.ID, len(c.of))
		for i, at := range c.of {
			ids[i] = b.cols[at][r]
		}
		values, err := c.q.terms1(ids)
		if err != nil {
			return nil, err
		}
		id, err := c.q.intern(c.make.Make(values))
		if err != nil {
			return nil, err
		}
		c.made = append(c.made, id)
	}
	c.out = batch{b.n, pick(b.cols, c.at)}
	for i, at := range c.at {
		if at < 0 {
			c.out.cols[i] = c.made
		}
	}
	return &c.out, nil
}

// cut drops the first rows and ends after some.
type cut struct {
	in   operator
	at   []int
	skip int
	left int // -1 for no end
	out  batch
}

func (c *cut) next() (*batch, error) {
	for c.left != 0 {
		b, err := c.in.next()
		if b == nil || err != nil {
			return nil, err
		}
		from := min(c.skip, b.n)
		c.skip -= from
		to := b.n
		if c.left > 0 {
			to = min(to, from+c.left)
			c.left -= to - from
		}
		if from == to {
			continue
		}
		c.out = batch{to - from, pick(b.cols, c.at)}
		for i := range c.out.cols {
			c.out.cols[i] = c.out.cols[i][from:to]
		}
		return &c.out, nil
	}
	return nil, nil
}
