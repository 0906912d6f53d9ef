package algebra

import (
	"math"

	"github.com/cayleygraph/quad"
)

// group is a join whose parts may be carried out in any order, and what belongs to it once their columns are there.
type group struct {
	p       *planner
	members []Operator
	wholes  []*Plan      // of the members that are no patterns, planned for themselves, once that was done
	tests   []Select     // Op is nil
	lefts   []LeftJoin   // Op is nil
	semis   []SemiJoin   // Op is nil
	makes   []Extend     // Op is nil
	shares  [][]Var      // of each left: the columns that it shares with what it extends
	late    map[Var]bool // columns that optional parts and computations give yet
	force   bool         // a closure may begin everywhere
	once    bool         // it does not matter how often a row comes
}

func newGroup(p *planner) *group { return &group{p: p, late: map[Var]bool{}} }

// flatten takes an operator apart.
func (g *group) flatten(o Operator) {
	switch o := o.(type) {
	case Join:
		for _, op := range o.Ops {
			g.flatten(op)
		}
	case Select:
		g.flatten(o.Op)
		g.tests = append(g.tests, Select{nil, o.Vars, o.Test})
	case LeftJoin:
		g.flatten(o.Op)
		cols := o.Op.Columns()
		g.lefts = append(g.lefts, LeftJoin{nil, o.Optional})
		g.shares = append(g.shares, shared(o.Optional.Columns(), cols))
		for _, v := range o.Optional.Columns() {
			if !has(cols, v) {
				g.late[v] = true
			}
		}
	case SemiJoin:
		g.flatten(o.Op)
		g.semis = append(g.semis, SemiJoin{nil, o.With, o.Not})
	case Extend:
		g.flatten(o.Op)
		g.makes = append(g.makes, Extend{nil, o.As, o.Of, o.Make})
		g.late[o.As] = true
	case Distinct:
		if set, ok := o.set(); ok {
			g.flatten(set)
		} else if g.once {
			g.flatten(o.Op)
		} else {
			g.members = append(g.members, o)
		}
	case Project:
		if n, ok := o.renaming(); ok {
			g.flatten(n.op(o.Op))
		} else {
			g.members = append(g.members, o)
		}
	default:
		g.members = append(g.members, o)
	}
}

// simplify drops what says nothing: nodes that are met elsewhere.
func (g *group) simplify(given []Var) {
	var kept []Operator
	for i, m := range g.members {
		n, ok := m.(Nodes)
		if ok && (has(given, n.Node) || g.met(n.Node, i)) {
			continue
		}
		kept = append(kept, m)
	}
	g.members = kept
}

// met tells whether a member other than the one at i binds v to a node.
func (g *group) met(v Var, i int) bool {
	for j, m := range g.members {
		if _, nodes := m.(Nodes); j == i || nodes && j > i {
			continue
		}
		if _, computed := m.(Group); !computed && has(m.Columns(), v) {
			return true
		}
	}
	return false
}

// joined plans a join and what surrounds it.
func (p *planner) joined(o Operator, given []Var) *Plan {
	g := newGroup(p)
	g.flatten(o)
	g.simplify(given)
	var now *Plan
	if len(given) > 0 {
		now = &Plan{Act: Given{given}, Cols: given, Rows: 1}
	}
	for {
		now = g.attach(now)
		if len(g.members) == 0 && len(g.lefts) == 0 {
			break
		}
		next := g.choose(now)
		if next == nil {
			next = g.left(now)
		}
		now = next
	}
	if now == nil {
		now = &Plan{Act: Listed{Values{nil, [][]quad.Value{nil}}}, Rows: 1}
	}
	return now
}

// attach applies what only needs columns that are there.
func (g *group) attach(now *Plan) *Plan {
	for again := now != nil; again; {
		again = false
		for i, t := range g.tests {
			if hasAll(now.Cols, t.Vars) {
				now = over(Check{t.Vars, t.Test}, now, now.Cols, now.Rows*g.p.pass(t.Test))
				g.tests = append(g.tests[:i:i], g.tests[i+1:]...)
				again = true
				break
			}
		}
		for i, m := range g.makes {
			if !again && hasAll(now.Cols, m.Of) {
				now = over(Compute{m.As, m.Of, m.Make}, now, add(now.Cols[:len(now.Cols):len(now.Cols)], m.As), now.Rows)
				delete(g.late, m.As)
				g.makes = append(g.makes[:i:i], g.makes[i+1:]...)
				again = true
				break
			}
		}
		for i, s := range g.semis {
			on := shared(s.With.Columns(), now.Cols)
			if !again && len(on) == len(g.everShared(s, now)) {
				kind := Having
				if s.Not {
					kind = Lacking
				}
				now = g.p.attachTo(now, s.With, on, kind)
				g.semis = append(g.semis[:i:i], g.semis[i+1:]...)
				again = true
				break
			}
		}
	}
	return now
}

// everShared are the columns of a semi-join's other side that the group will have.
func (g *group) everShared(s SemiJoin, now *Plan) []Var {
	all := add(nil, now.Cols...)
	all = add(all, columns(g.members)...)
	for v := range g.late {
		all = add(all, v)
	}
	return shared(s.With.Columns(), all)
}

func (p *planner) pass(t Test) float64 {
	switch t := t.(type) {
	case Bound:
		return 1
	case Equal:
		if t.Not {
			return 1
		}
		return .1
	}
	return .3
}

// left applies the first optional part whose columns are there.
func (g *group) left(now *Plan) *Plan {
	at := 0
	for i := range g.lefts {
		if now != nil && hasAll(now.Cols, g.shares[i]) {
			at = i
			break
		}
	}
	l, on := g.lefts[at], g.shares[at]
	g.lefts = append(g.lefts[:at:at], g.lefts[at+1:]...)
	g.shares = append(g.shares[:at:at], g.shares[at+1:]...)
	if now == nil {
		now = &Plan{Act: Listed{Values{nil, [][]quad.Value{nil}}}, Rows: 1}
	}
	for _, v := range l.Optional.Columns() {
		if !has(on, v) {
			delete(g.late, v)
		}
	}
	return g.p.attachTo(now, l.Optional, on, Outer)
}

// choose takes the member that leaves the fewest rows, and joins it. nil when there is none that can be.
func (g *group) choose(now *Plan) *Plan {
	if len(g.wholes) != len(g.members) {
		g.wholes = make([]*Plan, len(g.members))
	}
	best, score := -1, math.Inf(1)
	var plan func() *Plan
	for i, m := range g.members {
		if g.waits(m) {
			continue
		}
		rows, cost, make := g.candidate(now, i, m)
		if make == nil && g.force {
			rows, cost, make = g.p.crossed(now, m)
		}
		if make == nil {
			continue
		}
		apart := now != nil && len(shared(m.Columns(), now.Cols)) == 0 && len(m.Columns()) > 0
		if apart && now.Rows*rows > 1 { // a cross product comes last
			rows, cost = rows*1e6, cost*1e6
		}
		if s := rows + cost; s < score {
			best, score, plan = i, s, make
		}
	}
	if best < 0 {
		if len(g.lefts) == 0 {
			// What is left waits for itself: take it as it comes.
			for v := range g.late {
				delete(g.late, v)
			}
			g.force = true
		}
		return nil
	}
	m := g.members[best]
	g.members = append(g.members[:best:best], g.members[best+1:]...)
	g.wholes = append(g.wholes[:best:best], g.wholes[best+1:]...)
	out := plan()
	if f, ok := out.Act.(Find); ok && len(f.New) == 1 {
		_, first := m.(Quads)
		if first && f.Patterns[0].plain() {
			g.intersect(out, &f)
			out.Act = f
		}
	}
	return out
}

// candidate is planner.candidate for the member at i; one that is no pattern is planned for itself only once.
func (g *group) candidate(now *Plan, i int, m Operator) (rows, cost float64, make func() *Plan) {
	switch m.(type) {
	case Quads, Values, Nodes, Closure:
		return g.p.candidate(now, m)
	}
	if g.wholes[i] == nil {
		g.wholes[i] = g.p.plan(m, nil)
	}
	whole := g.wholes[i]
	if now == nil {
		return whole.Rows, whole.Cost, func() *Plan { return whole }
	}
	on := shared(m.Columns(), now.Cols)
	rows, cost = now.Rows*whole.Rows, whole.Cost
	if len(on) > 0 {
		rows = min(now.Rows, whole.Rows)
		if correlates(m, on) {
			cost = min(cost, now.Rows*eachCost)
		}
	}
	return rows, cost, func() *Plan { return g.p.attachWhole(now, m, whole, on, Inner) }
}

// eachCost is what a row is thought to cost when a member is asked for it anew, before that is planned.
const eachCost = 20

// waits tells whether a member mentions columns that an optional part is still to give.
func (g *group) waits(m Operator) bool {
	for _, v := range m.Columns() {
		if g.late[v] {
			return true
		}
	}
	return false
}

// plain tells whether a pattern's matches at a variable are a set: no place but the label is open besides.
func (q Quads) plain() bool {
	return q.Subject != (Term{}) && q.Predicate != (Term{}) && q.Object != (Term{}) && q.Label.Var == ""
}

// intersect takes into a Find the other patterns that leave open nothing but its variable.
func (g *group) intersect(out *Plan, f *Find) {
	bound := out.Cols
	var rest []Operator
	var wholes []*Plan
	for i, m := range g.members {
		q, ok := m.(Quads)
		if ok && q.plain() && hasAll(bound, q.Columns()) && has(q.Columns(), f.New[0]) && q.once(f.New[0]) && !g.waits(q) {
			f.Patterns = append(f.Patterns, q)
			out.Rows *= min(1, g.p.matches(q, bound))
			continue
		}
		rest, wholes = append(rest, m), append(wholes, g.wholes[i])
	}
	g.members, g.wholes = rest, wholes
}

// once tells whether a variable stands at one place of a pattern only.
func (q Quads) once(v Var) bool {
	n := 0
	for _, t := range q.terms() {
		if t.Var == v {
			n++
		}
	}
	return n == 1
}
