package algebra

import "slices"

// naming says what columns are called instead.
type naming map[Var]Var

func (n naming) of(v Var) Var {
	if w, ok := n[v]; ok {
		return w
	}
	return v
}

func (n naming) all(vars []Var) []Var {
	out := make([]Var, len(vars))
	for i, v := range vars {
		out[i] = n.of(v)
	}
	return out
}

func (n naming) term(t Term) Term {
	if t.Var != "" {
		t.Var = n.of(t.Var)
	}
	return t
}

func (n naming) ops(ops []Operator) []Operator {
	out := make([]Operator, len(ops))
	for i, o := range ops {
		out[i] = n.op(o)
	}
	return out
}

func (n naming) keys(by []Key) []Key {
	out := slices.Clone(by)
	for i := range out {
		out[i].Var = n.of(out[i].Var)
	}
	return out
}

// op is the operator with its columns, and those within, renamed.
func (n naming) op(o Operator) Operator {
	if len(n) == 0 {
		return o
	}
	switch o := o.(type) {
	case Values:
		return Values{n.all(o.Vars), o.Rows}
	case Nodes:
		return Nodes{n.of(o.Node)}
	case Quads:
		return Quads{n.term(o.Subject), n.term(o.Predicate), n.term(o.Object), n.term(o.Label), o.Labels}
	case Join:
		return Join{n.ops(o.Ops)}
	case LeftJoin:
		return LeftJoin{n.op(o.Op), n.op(o.Optional)}
	case SemiJoin:
		return SemiJoin{n.op(o.Op), n.op(o.With), o.Not}
	case All:
		return All{n.ops(o.Ops)}
	case Distinct:
		return Distinct{n.op(o.Op)}
	case Project:
		return Project{n.op(o.Op), n.all(o.As), n.all(o.From)}
	case Select:
		return Select{n.op(o.Op), n.all(o.Vars), o.Test}
	case Extend:
		return Extend{n.op(o.Op), n.of(o.As), n.all(o.Of), o.Make}
	case Sort:
		return Sort{n.op(o.Op), n.keys(o.By)}
	case Slice:
		return Slice{n.op(o.Op), o.Skip, o.Limit}
	case Group:
		as := slices.Clone(o.Aggregates)
		for i := range as {
			as[i].Of, as[i].As = n.of(as[i].Of), n.of(as[i].As)
		}
		return Group{n.op(o.Op), n.all(o.By), as}
	case Closure:
		o.From, o.To, o.Depth = n.term(o.From), n.term(o.To), n.of(o.Depth)
		o.Step, o.In, o.Out, o.Keep = n.op(o.Step), n.of(o.In), n.of(o.Out), n.all(o.Keep)
		return o
	}
	return o
}

// renaming is how a projection renames columns of its operator, if that is all it does to those that it keeps.
func (o Project) renaming() (naming, bool) {
	n := naming{}
	inner := o.Op.Columns()
	for i, f := range o.From {
		if f == "" || has(o.From[:i], f) || f != o.As[i] && has(inner, o.As[i]) {
			return nil, false
		}
		if f != o.As[i] {
			n[f] = o.As[i]
		}
	}
	return n, true
}

// set is what Distinct is over, when its rows are distinct as they are.
func (o Distinct) set() (Operator, bool) {
	switch x := o.Op.(type) {
	case Distinct:
		return x, true
	case Project:
		if _, ok := x.renaming(); ok && isSet(x.Op, x.From) {
			return x, true
		}
		return nil, false
	}
	return o.Op, isSet(o.Op, o.Op.Columns())
}

// isSet tells whether no two rows of an operator agree in the columns kept.
func isSet(o Operator, kept []Var) bool {
	switch o := o.(type) {
	case Nodes:
		return has(kept, o.Node)
	case Values:
		return len(o.Rows) <= 1
	case Distinct:
		return hasAll(kept, o.Columns())
	case Quads:
		for i, t := range o.terms() {
			if t == (Term{}) && i < 3 || t.Var != "" && !has(kept, t.Var) {
				return false
			}
		}
		return true
	case Join:
		for _, op := range o.Ops {
			if !isSet(op, kept) {
				return false
			}
		}
		return true
	case Select:
		return isSet(o.Op, kept)
	case SemiJoin:
		return isSet(o.Op, kept)
	}
	return false
}
