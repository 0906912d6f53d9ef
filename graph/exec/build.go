package exec

import (
	"fmt"
	"slices"
	"time"

	"quadrille/graph/algebra"
	"quadrille/graph/store"
)

// builder makes operators of plans.
type builder struct {
	q        *Query
	measures *Measures
	closers  []func()
}

func (b *builder) close() {
	for _, c := range b.closers {
		c()
	}
	b.closers = nil
}

// Measures are what the actions of a plan did: rows that they handed on, and the time that they and those below them took.
type Measures struct {
	Rows map[*algebra.Plan]int
	Time map[*algebra.Plan]time.Duration
}

// NewMeasures makes empty ones.
func NewMeasures() *Measures {
	return &Measures{map[*algebra.Plan]int{}, map[*algebra.Plan]time.Duration{}}
}

type measured struct {
	operator
	m *Measures
	p *algebra.Plan
}

func (o measured) next() (*batch, error) {
	begun := time.Now()
	b, err := o.operator.next()
	o.m.Time[o.p] += time.Since(begun)
	if b != nil {
		o.m.Rows[o.p] += b.n
	}
	return b, err
}

// build makes the operator of a plan. given is what a Given gives.
func (b *builder) build(p *algebra.Plan, given *batch) (operator, error) {
	o, err := b.action(p, given)
	if err == nil && b.measures != nil {
		o = measured{o, b.measures, p}
	}
	return o, err
}

func (b *builder) action(p *algebra.Plan, given *batch) (operator, error) {
	switch act := p.Act.(type) {
	case algebra.Hash:
		return b.hash(p, act, given)
	case algebra.Apply:
		return b.apply(p, act, given)
	case algebra.Reach:
		return b.reach(p, act, given)
	case algebra.Concat:
		c := &concat{width: len(p.Cols)}
		for _, in := range p.In {
			o, err := b.build(in, given)
			if err != nil {
				return nil, err
			}
			c.in, c.at = append(c.in, o), append(c.at, places(in.Cols, p.Cols))
		}
		return c, nil
	}
	var in operator
	var cols []algebra.Var
	if len(p.In) > 0 {
		var err error
		if in, err = b.build(p.In[0], given); err != nil {
			return nil, err
		}
		cols = p.In[0].Cols
	}
	return b.single(p, in, cols, given)
}

// single makes an operator over at most one other.
func (b *builder) single(p *algebra.Plan, in operator, cols []algebra.Var, given *batch) (operator, error) {
	q := b.q
	switch act := p.Act.(type) {
	case algebra.Listed:
		return b.listed(p, act)
	case algebra.Each:
		e := &each{q: q, column: len(p.Cols) > 0}
		b.closers = append(b.closers, e.close)
		return e, nil
	case algebra.Given:
		return &once{&batch{given.n, pick(given.cols, places(act.Vars, p.Cols))}}, nil
	case algebra.Find:
		return b.find(p, act, in)
	case algebra.Dedupe:
		on := make([]int, len(p.Cols))
		for i := range on {
			on[i] = i
		}
		return &dedupe{q: q, in: in, from: places(cols, p.Cols), on: on, table: newTable(len(p.Cols), on, false)}, nil
	case algebra.Rename:
		from := make([]algebra.Var, len(p.Cols))
		for i, v := range p.Cols {
			from[i] = act.From[slices.Index(act.As, v)]
		}
		return &view{in: in, at: places(cols, from)}, nil
	case algebra.Check:
		return &test{q: q, in: in, of: places(cols, act.Vars), test: act.Test, at: places(cols, p.Cols), memo: map[store.ID]bool{}}, nil
	case algebra.Compute:
		return &compute{q: q, in: in, of: places(cols, act.Of), make: act.Make, at: places(cols, p.Cols)}, nil
	case algebra.Arrange:
		return &arrange{q: q, in: in, by: act.By, of: places(cols, keyVars(act.By)), most: act.Most, at: places(cols, p.Cols), rows: newRows(len(cols))}, nil
	case algebra.Cut:
		return &cut{in: in, at: places(cols, p.Cols), skip: act.Skip, left: act.Limit}, nil
	case algebra.Gather:
		return b.gather(p, act, in, cols)
	case algebra.Tally:
		return b.tallied(p, act)
	case algebra.Skim:
		return b.skim(act)
	}
	return nil, fmt.Errorf("exec: no such action: %T", p.Act)
}

func keyVars(by []algebra.Key) []algebra.Var {
	out := make([]algebra.Var, len(by))
	for i, k := range by {
		out[i] = k.Var
	}
	return out
}

// pick takes columns; those that are not there have no values.
func pick(cols [][]store.ID, at []int) [][]store.ID {
	out := make([][]store.ID, len(at))
	for i, c := range at {
		if c >= 0 {
			out[i] = cols[c]
		}
	}
	return out
}

func (b *builder) listed(p *algebra.Plan, act algebra.Listed) (operator, error) {
	out := &batch{cols: make([][]store.ID, len(p.Cols))}
	at := places(act.Values.Vars, p.Cols)
next:
	for _, r := range act.Values.Rows {
		ids := make([]store.ID, len(r))
		for i, v := range r {
			if v == nil {
				continue
			}
			var err error
			if ids[i], err = b.q.id(v); err != nil {
				return nil, err
			}
			if ids[i] == 0 {
				continue next
			}
		}
		for i, c := range at {
			out.cols[i] = append(out.cols[i], ids[c])
		}
		out.n++
	}
	return &once{out}, nil
}

func (b *builder) tallied(p *algebra.Plan, act algebra.Tally) (operator, error) {
	pat, ok, err := b.q.pattern(act.Pattern, nil)
	n := 0
	if err == nil && ok {
		at, _ := pat.bind(nil, 0)
		n, err = b.q.count(at)
	}
	out := &batch{n: 1}
	if len(p.Cols) > 0 {
		out.cols = [][]store.ID{{b.q.number(n)}}
	}
	return &once{out}, err
}
