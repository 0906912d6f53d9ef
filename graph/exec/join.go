package exec

import (
	"quadrille/graph/algebra"
	"quadrille/graph/store"
)

// joining puts rows of the left together with partners that a table holds.
type joining struct {
	q     *Query
	kind  algebra.JoinKind
	onL   []int // key columns of the left
	left  []int // columns of the left that go out, -1 for those of the right
	right []int // columns of the right that go out, -1 for those of the left
	out   batch
	b     *batch // the batch at work
	row   int
	link  int32 // the row's next partner + 1
}

func newJoining(q *Query, kind algebra.JoinKind, on, cols, left, right []algebra.Var) joining {
	j := joining{q: q, kind: kind, onL: places(left, on), left: places(left, cols), right: places(right, cols)}
	for i := range cols {
		if j.left[i] >= 0 {
			j.right[i] = -1
		}
	}
	return j
}

// put hands on the row of the left with a row of the right, or, for -1, alone.
func (j *joining) put(t *table, partner int) {
	for i := range j.out.cols {
		var id store.ID
		switch {
		case j.left[i] >= 0:
			id = j.b.cols[j.left[i]][j.row]
		case partner >= 0:
			id = t.rows.cols[j.right[i]][partner]
		}
		j.out.cols[i] = append(j.out.cols[i], id)
	}
	j.out.n++
}

// match hands on rows until a batch is full or the left batch is through; then it is true.
func (j *joining) match(t *table) (bool, error) {
	for j.out.n < batchSize {
		if j.link > 0 {
			j.put(t, int(j.link-1))
			j.link = t.next[j.link-1]
			continue
		}
		if j.row+1 >= j.b.n {
			return true, nil
		}
		j.row++
		if err := j.q.tick(); err != nil {
			return false, err
		}
		found := -1
		if len(j.onL) == 0 {
			if t.rows.n > 0 {
				found = 0
			}
		} else {
			found, _ = t.find(j.b, j.row, j.onL)
		}
		switch {
		case j.kind == algebra.Having || j.kind == algebra.Lacking:
			if (found >= 0) == (j.kind == algebra.Having) {
				j.put(t, -1)
			}
		case found >= 0:
			j.put(t, found)
			j.link = t.next[found]
		case j.kind == algebra.Outer:
			j.put(t, -1)
		}
	}
	return false, nil
}

// collect adds all rows of an operator to a table.
func (q *Query) collect(t *table, in operator, at, on []int) error {
	for {
		b, err := in.next()
		if b == nil || err != nil {
			return err
		}
		if err := q.ctx.Err(); err != nil {
			return err
		}
		view := batch{b.n, pick(b.cols, at)}
		before := t.rows.n
		if len(view.cols) == 0 {
			t.rows.n += b.n
			if t.next != nil { // rows without columns are all alike: one chain
				for range b.n {
					t.next = append(t.next, 0)
				}
				for i := max(before, 1); i < t.rows.n; i++ {
					t.next[i-1] = int32(i + 1)
				}
			}
		} else {
			for r := range b.n {
				t.add(&view, r, on)
			}
		}
		if err := q.hold((t.rows.n - before) * t.rowBytes()); err != nil {
			return err
		}
	}
}

// hash is a hash join: the right side lies in a table.
type hash struct {
	joining
	in, side operator
	at, onR  []int
	table    *table
}

func (b *builder) hash(p *algebra.Plan, act algebra.Hash, given *batch) (operator, error) {
	in, err := b.build(p.In[0], given)
	if err != nil {
		return nil, err
	}
	side, err := b.build(p.In[1], given)
	if err != nil {
		return nil, err
	}
	cols := p.In[1].Cols
	h := &hash{joining: newJoining(b.q, act.Kind, act.On, p.Cols, p.In[0].Cols, cols), in: in, side: side, onR: places(cols, act.On)}
	h.at = make([]int, len(cols))
	for i := range h.at {
		h.at[i] = i
	}
	return h, nil
}

func (h *hash) next() (*batch, error) {
	h.out.reset(len(h.left))
	for {
		if h.b == nil {
			b, err := h.in.next()
			if b == nil || err != nil {
				if h.out.n > 0 && err == nil {
					return &h.out, nil
				}
				return nil, err
			}
			h.b, h.row, h.link = b, -1, 0
			if h.table == nil {
				multi := h.kind == algebra.Inner || h.kind == algebra.Outer
				on := h.onR
				h.table = newTable(len(h.at), on, multi)
				if err := h.q.collect(h.table, h.side, h.at, on); err != nil {
					return nil, err
				}
				if h.table.rows.n == 0 && (h.kind == algebra.Inner || h.kind == algebra.Having) {
					return nil, nil
				}
			}
		}
		through, err := h.match(h.table)
		if err != nil {
			return nil, err
		}
		if !through {
			return &h.out, nil
		}
		h.b = nil
		if h.out.n > 0 {
			return &h.out, nil // before the left changes its batch
		}
	}
}

// apply joins each batch of the left with what its values give.
type apply struct {
	joining
	build *builder
	plan  *algebra.Plan
	on    []algebra.Var
	in    operator
	at    []int
	onR   []int
	table *table
}

func (b *builder) apply(p *algebra.Plan, act algebra.Apply, given *batch) (operator, error) {
	in, err := b.build(p.In[0], given)
	if err != nil {
		return nil, err
	}
	cols := p.In[1].Cols
	a := &apply{joining: newJoining(b.q, act.Kind, act.On, p.Cols, p.In[0].Cols, cols), build: b, plan: p.In[1], on: act.On, in: in, onR: places(cols, act.On)}
	a.at = make([]int, len(cols))
	for i := range a.at {
		a.at[i] = i
	}
	return a, nil
}

func (a *apply) next() (*batch, error) {
	a.out.reset(len(a.left))
	for {
		if a.b == nil {
			b, err := a.in.next()
			if b == nil || err != nil {
				return nil, err
			}
			if err := a.fill(b); err != nil {
				return nil, err
			}
			a.b, a.row, a.link = b, -1, 0
		}
		through, err := a.match(a.table)
		if err != nil {
			return nil, err
		}
		if through {
			a.b = nil
		}
		if a.out.n > 0 {
			return &a.out, nil
		}
	}
}

// fill runs the right side for the distinct keys of a batch.
func (a *apply) fill(b *batch) error {
	if a.table != nil {
		a.q.held -= a.table.rows.n * a.table.rowBytes()
	}
	keys := newTable(len(a.on), upTo(len(a.on)), false)
	view := batch{b.n, pick(b.cols, a.onL)}
	for r := range b.n {
		keys.add(&view, r, keys.on)
	}
	side, closeAll, err := a.build.inner(a.plan, a.on, &batch{keys.rows.n, keys.rows.cols})
	if err != nil {
		return err
	}
	defer closeAll()
	a.table = newTable(len(a.at), a.onR, a.kind == algebra.Inner || a.kind == algebra.Outer)
	return a.q.collect(a.table, side, a.at, a.onR)
}

// inner builds a plan that begins with Given rows of the columns on.
func (b *builder) inner(p *algebra.Plan, on []algebra.Var, given *batch) (operator, func(), error) {
	in := &builder{q: b.q, measures: b.measures}
	o, err := in.build(p, given)
	return o, in.close, err
}

func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
