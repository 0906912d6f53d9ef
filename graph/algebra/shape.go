package algebra

import (
	"fmt"
	"strconv"

	"github.com/cayleygraph/quad"
)

// Shape names what a small operator is, so that its plan can be kept: two operators of one shape are carried out by one plan.
// Of an operator that holds one list of one row, the listed value is no part of the name: Refill puts it into the plan. ok is
// false for operators that have no name, such as those with tests of values.
func Shape(o Operator) (name string, ok bool) {
	w := shaper{ok: true, refill: true}
	w.op(o)
	if w.ok && !w.refill {
		w = shaper{b: append(w.b[:0], '='), ok: true}
		w.op(o)
	}
	return string(w.b), w.ok
}

type shaper struct {
	b      []byte
	ok     bool
	refill bool // leave the list out
	listed bool
}

// mostListed is how many values the name of an operator may hold.
const mostListed = 32

func (w *shaper) vars(vars []Var) {
	for _, v := range vars {
		w.b = append(append(w.b, v...), ',')
	}
	w.b = append(w.b, ';')
}

func (w *shaper) value(v quad.Value) {
	if iri, ok := v.(quad.IRI); ok {
		w.b = append(append(append(w.b, '<'), iri...), '>')
		return
	}
	w.b = fmt.Appendf(w.b, "%T%q", v, v.String())
}

func (w *shaper) term(t Term) {
	if t.Value != nil {
		w.value(t.Value)
	} else {
		w.b = append(append(w.b, '?'), t.Var...)
	}
	w.b = append(w.b, ' ')
}

func (w *shaper) op(o Operator) {
	switch o := o.(type) {
	case Values:
		w.b = append(w.b, 'V')
		w.vars(o.Vars)
		if len(o.Rows) != 1 || len(o.Vars) != 1 || w.listed {
			w.refill = false
		}
		w.listed = true
		w.ok = w.ok && len(o.Rows)*len(o.Vars) <= mostListed
		if w.refill || !w.ok {
			return
		}
		for _, r := range o.Rows {
			for _, v := range r {
				w.term(Term{Value: v})
			}
			w.b = append(w.b, ';')
		}
	case Nodes:
		w.b = append(append(w.b, 'N'), o.Node...)
	case Quads:
		w.b = append(w.b, 'Q')
		for _, t := range o.terms() {
			w.term(t)
		}
		if o.Labels != nil {
			w.ok = false
		}
	case Join:
		w.b = append(w.b, 'J', '(')
		for _, op := range o.Ops {
			w.op(op)
		}
		w.b = append(w.b, ')')
	case LeftJoin:
		w.b = append(w.b, 'L')
		w.op(o.Op)
		w.op(o.Optional)
	case SemiJoin:
		w.b = append(w.b, 'S')
		if o.Not {
			w.b = append(w.b, '!')
		}
		w.op(o.Op)
		w.op(o.With)
	case All:
		w.b = append(w.b, 'A', '(')
		for _, op := range o.Ops {
			w.op(op)
		}
		w.b = append(w.b, ')')
	case Slice:
		w.b = append(strconv.AppendInt(append(strconv.AppendInt(append(w.b, 'C'), int64(o.Skip), 10), ' '), int64(o.Limit), 10), ' ')
		w.op(o.Op)
	case Sort:
		w.b = append(w.b, 'O')
		for _, k := range o.By {
			w.vars([]Var{k.Var})
			w.b = strconv.AppendBool(w.b, k.Descending)
		}
		w.op(o.Op)
	case Group:
		w.b = append(w.b, 'G')
		w.vars(o.By)
		for _, a := range o.Aggregates {
			w.b = strconv.AppendBool(append(w.b, '0'+byte(a.Kind)), a.Distinct)
			w.vars([]Var{a.Of, a.As})
		}
		w.op(o.Op)
	case Distinct:
		w.b = append(w.b, 'D')
		w.op(o.Op)
	case Project:
		w.b = append(w.b, 'P')
		w.vars(o.As)
		w.vars(o.From)
		w.op(o.Op)
	case Closure:
		w.b = append(w.b, 'R')
		w.term(o.From)
		w.term(o.To)
		w.vars([]Var{o.Depth, o.In, o.Out})
		w.vars(o.Keep)
		w.b = append(strconv.AppendInt(append(strconv.AppendInt(w.b, int64(o.Least), 10), ' '), int64(o.Most), 10), ' ')
		w.op(o.Step)
	default:
		w.ok = false
	}
}

// Refill is a plan for an operator of the same shape as the one it was made for.
func (p *Plan) Refill(o Operator) *Plan {
	var lists [][][]quad.Value
	listed(o, &lists)
	if len(lists) == 1 && len(lists[0]) == 1 && len(lists[0][0]) == 1 {
		return p.refill(lists[0])
	}
	return p
}

// listed collects the rows of an operator's lists.
func listed(o Operator, lists *[][][]quad.Value) {
	switch o := o.(type) {
	case Values:
		*lists = append(*lists, o.Rows)
	case Join:
		for _, op := range o.Ops {
			listed(op, lists)
		}
	case All:
		for _, op := range o.Ops {
			listed(op, lists)
		}
	case LeftJoin:
		listed(o.Op, lists)
		listed(o.Optional, lists)
	case SemiJoin:
		listed(o.Op, lists)
		listed(o.With, lists)
	case Distinct:
		listed(o.Op, lists)
	case Project:
		listed(o.Op, lists)
	case Slice:
		listed(o.Op, lists)
	case Sort:
		listed(o.Op, lists)
	case Group:
		listed(o.Op, lists)
	case Closure:
		listed(o.Step, lists)
	}
}

func (p *Plan) refill(rows [][]quad.Value) *Plan {
	out := *p
	if l, ok := p.Act.(Listed); ok && len(l.Values.Rows) > 0 && len(l.Values.Vars) > 0 {
		out.Act = Listed{Values{l.Values.Vars, rows}}
	}
	out.In = make([]*Plan, len(p.In))
	for i, q := range p.In {
		out.In[i] = q.refill(rows)
	}
	return &out
}
