package path

import (
	"slices"
	"strconv"
	"strings"

	"quadrille/graph/algebra"
	"quadrille/graph/lang"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// compiler turns a query into an operator of the algebra, which has a row for each way its patterns can be met.
type compiler struct {
	names  lang.Names
	holds  func(quad.Value) (bool, error) // tells whether the graph holds a value; nil for not asking
	params map[string]quad.Value
	query  *Query
	number int // of the variables that the text does not name
}

// compile gives the operator, and its columns in the order in which the text names them.
func (c *compiler) compile() (algebra.Operator, []algebra.Var, error) {
	q := c.query
	var columns []algebra.Var
	var all []algebra.Operator
	for _, p := range q.Patterns {
		start, err := c.term(p.Start)
		if err != nil {
			return nil, nil, err
		}
		var end algebra.Term
		if of, ok := ofType(p); ok {
			end = c.fresh()
			all = append(all, classes(end.Var, of))
		} else if end, err = c.term(p.End); err != nil {
			return nil, nil, err
		}
		for _, e := range []End{p.Start, p.End} {
			if v := algebra.Var(e.Text); e.Kind == Variable && !slices.Contains(columns, v) {
				columns = append(columns, v)
			}
		}
		op, err := c.path(p.Path, start, end)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, op)
	}
	var op algebra.Operator = algebra.Join{Ops: all}
	if len(all) == 1 {
		op = all[0]
	}
	for _, w := range q.Where {
		var err error
		if op, err = c.condition(op, w); err != nil {
			return nil, nil, err
		}
	}
	if len(columns) == 0 {
		return algebra.Slice{Op: op, Limit: 1}, nil, nil
	}
	op = algebra.Distinct{Op: algebra.Keep(op, columns...)}
	if len(q.CountBy) > 0 {
		columns = nil
		for _, n := range q.CountBy {
			columns = append(columns, algebra.Var(n.Text))
		}
		op = algebra.Group{Op: op, By: slices.Clone(columns), Aggregates: []algebra.Aggregate{{Kind: algebra.Count, As: "count"}}}
		columns = append(columns, "count")
	}
	op = algebra.Sort{Op: op, By: c.order(columns)}
	if q.Limit > 0 {
		op = algebra.Slice{Op: op, Limit: q.Limit}
	}
	return op, columns, nil
}

// ofType tells whether a pattern asks for a type by its name: "?x a country". Types are those of the schema.
func ofType(p Pattern) ([]quad.Value, bool) {
	s, ok := p.Path.(Step)
	of, known := types[strings.ToLower(p.End.Text)]
	return of, ok && known && p.End.Kind == Bare && !s.Inverse && !s.Full && (s.Name == "a" || s.Name == "rdf:type")
}

// classes are the rows of a column of types.
func classes(v algebra.Var, of []quad.Value) algebra.Operator {
	out := algebra.Values{Vars: []algebra.Var{v}}
	for _, c := range of {
		out.Rows = append(out.Rows, []quad.Value{c})
	}
	return out
}

// order is what the text asks for, then the columns: the same graph gives the same rows. Counts go down.
func (c *compiler) order(columns []algebra.Var) []algebra.Key {
	var by []algebra.Key
	for _, k := range c.query.OrderBy {
		by = append(by, algebra.Key{Var: algebra.Var(k.Text), Descending: k.Descending})
	}
	if len(by) == 0 && len(c.query.CountBy) > 0 {
		by = append(by, algebra.Key{Var: "count", Descending: true})
	}
	for _, v := range columns {
		if !slices.ContainsFunc(by, func(k algebra.Key) bool { return k.Var == v }) {
			by = append(by, algebra.Key{Var: v})
		}
	}
	return by
}

// fresh is a variable that no text can name.
func (c *compiler) fresh() algebra.Term {
	c.number++
	return algebra.Term{Var: algebra.Var("." + strconv.Itoa(c.number))}
}

// term is an end's place in a pattern.
func (c *compiler) term(e End) (algebra.Term, error) {
	if e.Kind == Variable {
		return algebra.Term{Var: algebra.Var(e.Text)}, nil
	}
	values, err := c.values(e)
	if err != nil {
		return algebra.Term{}, err
	}
	return algebra.Term{Value: values[0]}, nil
}

// path has a row for each way from one term to the other.
func (c *compiler) path(p Path, from, to algebra.Term) (algebra.Operator, error) {
	switch p := p.(type) {
	case Step:
		v, err := relation(p)
		return c.hop(from, to, p.Inverse, v), err
	case Inverse:
		return c.path(inverse(p.Path), from, to)
	case Sequence:
		ops := make([]algebra.Operator, len(p))
		for i, x := range p {
			next := to
			if i < len(p)-1 {
				next = c.fresh()
			}
			var err error
			if ops[i], err = c.path(x, from, next); err != nil {
				return nil, err
			}
			from = next
		}
		return algebra.Join{Ops: ops}, nil
	case Choice:
		ops := make([]algebra.Operator, len(p))
		for i, x := range p {
			op, err := c.path(x, from, to)
			if err != nil {
				return nil, err
			}
			ops[i] = ends(op, from, to)
		}
		return algebra.All{Ops: ops}, nil
	case Except:
		return c.except(p, from, to)
	case Repeat:
		in, out := c.fresh(), c.fresh()
		step, err := c.path(p.Path, in, out)
		if err != nil {
			return nil, err
		}
		o := algebra.Closure{From: from, To: to, Step: algebra.Distinct{Op: ends(step, in, out)}, In: in.Var, Out: out.Var, Least: p.Least}
		if p.Once {
			o.Most = 1
		}
		if p.Least == 0 && from.Var != "" && to.Var != "" {
			// A path of no length leads from what is a subject or an object to itself, not from predicates and labels.
			return algebra.SemiJoin{Op: o, With: algebra.All{Ops: []algebra.Operator{
				ends(algebra.Quads{Subject: from}, from, from), ends(algebra.Quads{Object: from}, from, from),
			}}}, nil
		}
		return o, nil
	}
	return nil, fault(Pos{}, "no such path: %T", p)
}

// ends keeps the columns of a path's ends.
func ends(op algebra.Operator, from, to algebra.Term) algebra.Operator {
	var vars []algebra.Var
	for _, t := range []algebra.Term{from, to} {
		if t.Var != "" && !slices.Contains(vars, t.Var) {
			vars = append(vars, t.Var)
		}
	}
	return algebra.Keep(op, vars...)
}

// hop has a row for each triple over a relation, of those whose evidence counts.
func (c *compiler) hop(from, to algebra.Term, back bool, v quad.Value) algebra.Operator {
	return c.quads(from, algebra.Term{Value: v}, to, back)
}

func (c *compiler) quads(from, via, to algebra.Term, back bool) algebra.Operator {
	if back {
		from, to = to, from
	}
	q := c.query
	if q.Since == nil && q.Until == nil && q.Voice == AnyVoice && len(q.Confidence) == 0 {
		return algebra.Quads{Subject: from, Predicate: via, Object: to}
	}
	label := c.fresh()
	ops := append([]algebra.Operator{algebra.Quads{Subject: from, Predicate: via, Object: to, Label: label}}, c.evidence(label)...)
	var keep []algebra.Var
	for _, t := range []algebra.Term{from, via, to} {
		if t.Var != "" {
			keep = append(keep, t.Var)
		}
	}
	return algebra.Distinct{Op: algebra.Keep(algebra.Join{Ops: ops}, keep...)}
}

// evidence are the operators that keep evidence which meets the clauses of time, voice and confidence.
func (c *compiler) evidence(label algebra.Term) []algebra.Operator {
	q := c.query
	var ops []algebra.Operator
	fact := func(of algebra.Term, p quad.IRI, filters ...algebra.Filter) algebra.Term {
		value := c.fresh()
		var op algebra.Operator = algebra.Quads{Subject: of, Predicate: algebra.Term{Value: p}, Object: value}
		if len(filters) > 0 {
			op = algebra.Select{Op: op, Vars: []algebra.Var{value.Var}, Test: algebra.Filters(filters)}
		}
		ops = append(ops, op)
		return value
	}
	var bounds []algebra.Filter
	for _, b := range q.Confidence {
		bounds = append(bounds, algebra.Comparison{Op: operators[b.Op], Than: quad.Float(b.Of)})
	}
	if len(bounds) > 0 {
		fact(label, schema.Confidence, bounds...)
	}
	switch q.Voice {
	case Author:
		fact(label, schema.Voice, ofArticle)
	case Claim:
		fact(label, schema.Voice, ofClaim)
	}
	var dates []algebra.Filter
	if q.Since != nil {
		dates = append(dates, algebra.Comparison{Op: algebra.GreaterEqual, Than: day(q.Since.Text, false)})
	}
	if q.Until != nil {
		dates = append(dates, algebra.Comparison{Op: algebra.LessEqual, Than: day(q.Until.Text, true)})
	}
	if len(dates) > 0 {
		fact(fact(fact(label, schema.In), schema.Of), schema.Issued, dates...)
	}
	return ops
}

// except goes along every relation of the schema but those listed.
func (c *compiler) except(p Except, from, to algebra.Term) (algebra.Operator, error) {
	var but [2][]quad.Value // forwards, backwards
	var ways [2]bool
	for _, s := range p {
		v, err := relation(s)
		if err != nil {
			return nil, err
		}
		k := 0
		if s.Inverse {
			k = 1
		}
		but[k], ways[k] = append(but[k], v), true
	}
	var out []algebra.Operator
	for k := range ways {
		if !ways[k] {
			continue
		}
		via := c.fresh()
		one := algebra.Values{Vars: []algebra.Var{via.Var}}
		for _, r := range relations() {
			if !slices.Contains(but[k], r) {
				one.Rows = append(one.Rows, []quad.Value{r})
			}
		}
		out = append(out, ends(algebra.Join{Ops: []algebra.Operator{one, c.quads(from, via, to, k == 1)}}, from, to))
	}
	return algebra.All{Ops: out}, nil
}
