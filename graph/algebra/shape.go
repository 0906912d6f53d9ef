package algebra

import (
	"fmt"
	"strconv"

	"github.com/cayleygraph/quad"
)

// Shape names what a small operator is but for the values of its one list of one row, which Refill exchanges: two operators of one
// shape are carried out by one plan. ok is false for operators that have no name of theirs, such as those with tests or two lists.
func Shape(o Operator) (name string, ok bool) {
	w := shaper{ok: true}
	w.op(o)
	return string(w.b), w.ok
}

type shaper struct {
	b      []byte
	ok     bool
	listed bool
}

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
		if len(o.Rows) != 1 || w.listed {
			w.ok = false
		}
		w.listed = true
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
	case Distinct:
		w.b = append(w.b, 'D')
		w.op(o.Op)
	case Project:
		w.b = append(w.b, 'P')
		w.vars(o.As)
		w.vars(o.From)
		w.op(o.Op)
	case Closure:
		w.b = append(w.b, 'C')
		w.term(o.From)
		w.term(o.To)
		w.vars([]Var{o.Depth, o.In, o.Out})
		w.vars(o.Keep)
		w.b = strconv.AppendInt(strconv.AppendInt(w.b, int64(o.Least), 10), int64(o.Most), 20)
		w.op(o.Step)
	default:
		w.ok = false
	}
}

// Refill is a plan for an operator of the same shape as the one it was made for.
func (p *Plan) Refill(o Operator) *Plan {
	if rows := listed(o); rows != nil {
		return p.refill(rows)
	}
	return p
}

// listed are the rows of the operator's one list.
func listed(o Operator) [][]quad.Value {
	switch o := o.(type) {
	case Values:
		return o.Rows
	case Join:
		for _, op := range o.Ops {
			if rows := listed(op); rows != nil {
				return rows
			}
		}
	case Distinct:
		return listed(o.Op)
	case Project:
		return listed(o.Op)
	case Closure:
		return listed(o.Step)
	}
	return nil
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
