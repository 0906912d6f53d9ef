package algebra

import "math"

// matches is about how many matches a pattern has for a row that has the columns bound.
func (p *planner) matches(q Quads, bound []Var) float64 {
	n := p.stats.Count(q)
	for i, t := range q.terms() {
		if t.Var != "" && has(bound, t.Var) {
			n /= max(1, p.stats.Distinct(q, i))
		}
	}
	return n
}

// candidate estimates what joining a member to the rows so far gives, and how to.
func (p *planner) candidate(now *Plan, m Operator) (rows, cost float64, make func() *Plan) {
	var bound []Var
	card, spent := 1.0, 0.0
	var in []*Plan
	if now != nil {
		bound, card, spent, in = now.Cols, now.Rows, now.Cost, []*Plan{now}
	}
	switch m := m.(type) {
	case Quads:
		rows = card * p.matches(m, bound)
		cost = card + rows
		return rows, cost, func() *Plan {
			var fresh []Var
			for _, v := range m.Columns() {
				if !has(bound, v) {
					fresh = append(fresh, v)
				}
			}
			return &Plan{Find{[]Quads{m}, fresh}, in, add(bound[:len(bound):len(bound)], fresh...), rows, spent + cost}
		}
	case Values:
		n := float64(len(m.Rows))
		if now == nil {
			return n, n, func() *Plan { return &Plan{Act: Listed{m}, Cols: m.Vars, Rows: n, Cost: n} }
		}
		right := &Plan{Act: Listed{m}, Cols: m.Vars, Rows: n, Cost: n}
		on := shared(m.Vars, bound)
		rows = card * n
		if len(on) > 0 {
			rows = min(card, card*n/max(1, card))
		}
		return rows, n, func() *Plan { return hashed(now, right, on, Inner, rows) }
	case Nodes:
		n := p.stats.Distinct(Quads{}, 0) + p.stats.Distinct(Quads{}, 2)
		if now == nil {
			return n, n, func() *Plan { return &Plan{Act: Each(m), Cols: m.Columns(), Rows: n, Cost: n} }
		}
		right := &Plan{Act: Each(m), Cols: m.Columns(), Rows: n, Cost: n}
		return card * n, n, func() *Plan { return hashed(now, right, shared(m.Columns(), bound), Inner, card*n) }
	case Closure:
		return p.closure(now, m)
	}
	return 0, 0, nil
}

// closure plans a transitive closure from where rows stand.
func (p *planner) closure(now *Plan, m Closure) (rows, cost float64, make func() *Plan) {
	card, spent := 1.0, 0.0
	var in []*Plan
	var bound []Var
	if now != nil {
		bound, card, spent, in = now.Cols, now.Rows, now.Cost, []*Plan{now}
	}
	if m.From.Var != "" && !has(bound, m.From.Var) {
		if m.To.Value != nil || m.To.Var != "" && has(bound, m.To.Var) {
			if back, ok := m.reverse(); ok {
				return p.closure(now, back)
			}
		}
		if now != nil {
			return 0, 0, nil // another member may bind it
		}
		// From every node.
		start := &Plan{Act: Each{m.From.Var}, Cols: []Var{m.From.Var}, Rows: p.stats.Distinct(Quads{}, 0)}
		start.Cost = start.Rows
		rows, cost, make = p.closure(start, m)
		return rows * 10, cost * 10, make
	}
	step := p.plan(m.Step, []Var{m.In})
	reach := 10 * max(1, step.Rows)
	if m.To.Value != nil || has(bound, m.To.Var) {
		rows = card
	} else {
		rows = card * reach
	}
	cost = card * reach * max(1, step.Cost)
	return rows, cost, func() *Plan {
		prune(step, add([]Var{m.In, m.Out}, m.Keep...))
		return &Plan{Reach{m}, append(in[:len(in):len(in)], step), add(bound[:len(bound):len(bound)], m.Columns()...), rows, spent + cost}
	}
}

// crossed joins rows with a closure that begins nowhere in them.
func (p *planner) crossed(now *Plan, m Operator) (rows, cost float64, make func() *Plan) {
	rows, cost, make = p.candidate(nil, m)
	if make == nil {
		return 0, 0, nil
	}
	on := shared(m.Columns(), now.Cols)
	return rows * now.Rows, cost, func() *Plan { return hashed(now, make(), on, Inner, rows*now.Rows) }
}

// reverse is the closure walked from its end, where its step is a plain pattern.
func (o Closure) reverse() (Closure, bool) {
	if len(o.Keep) > 0 {
		return o, false
	}
	o.From, o.To, o.In, o.Out = o.To, o.From, o.Out, o.In
	return o, true
}

// attachTo joins an operator to rows, in the cheaper of two ways: whole and hashed, or for each batch of rows anew.
func (p *planner) attachTo(now *Plan, o Operator, on []Var, kind JoinKind) *Plan {
	return p.attachWhole(now, o, p.plan(o, nil), on, kind)
}

// attachWhole is attachTo for an operator that is planned.
func (p *planner) attachWhole(now *Plan, o Operator, whole *Plan, on []Var, kind JoinKind) *Plan {
	rows := now.Rows * .5
	if kind == Inner || kind == Outer {
		rows = min(now.Rows, whole.Rows)
		if len(on) == 0 {
			rows = now.Rows * whole.Rows
		}
		if kind == Outer {
			rows = max(rows, now.Rows)
		}
	}
	hash := hashed(now, whole, on, kind, rows)
	if len(on) == 0 || !correlates(o, on) {
		return hash
	}
	each := p.plan(o, on)
	if !givenAt(each) {
		return hash
	}
	apply := &Plan{Apply{kind, on}, []*Plan{now, each}, hash.Cols, rows, now.Cost + now.Rows*(2+each.Cost)}
	if kind == Inner || kind == Outer {
		apply.Rows = now.Rows * max(each.Rows, .01)
		if kind == Outer {
			apply.Rows = max(apply.Rows, now.Rows)
		}
	}
	if apply.Cost < hash.Cost {
		hash = apply
	}
	return hash
}

// givenAt tells whether every leaf that decides on a plan's rows begins with what is given.
func givenAt(p *Plan) bool {
	if _, ok := p.Act.(Given); ok {
		return true
	}
	if _, ok := p.Act.(Concat); ok {
		for _, b := range p.In {
			if !givenAt(b) {
				return false
			}
		}
		return true
	}
	return len(p.In) > 0 && givenAt(p.In[0])
}

// correlates tells whether an operator gives the same rows for some values of columns whether or not it is asked for
// others too.
func correlates(o Operator, on []Var) bool {
	switch o := o.(type) {
	case Slice, Group, Sort:
		return false
	case Project:
		return correlates(o.Op, on)
	case Distinct:
		return correlates(o.Op, on)
	case Select:
		return correlates(o.Op, on)
	case Extend:
		return correlates(o.Op, on)
	case All:
		for _, op := range o.Ops {
			if !hasAll(op.Columns(), on) || !correlates(op, on) {
				return false
			}
		}
	case LeftJoin:
		return hasAll(o.Op.Columns(), on) && correlates(o.Op, on)
	case SemiJoin:
		return correlates(o.Op, on)
	}
	return true
}

func hashed(left, right *Plan, on []Var, kind JoinKind, rows float64) *Plan {
	cols := left.Cols
	if kind == Inner || kind == Outer {
		cols = add(cols[:len(cols):len(cols)], right.Cols...)
	}
	cost := left.Cost + left.Rows + right.Cost + 2*right.Rows
	if math.IsInf(cost, 0) || math.IsNaN(cost) {
		cost = math.MaxFloat64
	}
	return &Plan{Hash{kind, on}, []*Plan{left, right}, cols, rows, cost}
}
