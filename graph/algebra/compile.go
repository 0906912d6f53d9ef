package algebra

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/cayleygraph/quad"
)

// Compiled is a path as operators: where its rows stand, and what they tagged, are columns of Op.
type Compiled struct {
	Op   Operator
	Node Var
	Tags map[string]Var
}

// Compile makes operators of a path. The columns of two paths that share a number, which Compile counts up, are
// different ones. Op has the columns Node and those of Tags, and no others.
func Compile(p Path, number *int) (Compiled, error) {
	c := &compiler{number: number}
	ch, err := c.path(p)
	if err != nil {
		return Compiled{}, err
	}
	op := ch.sorted()
	return Compiled{Keep(op, ch.columns()...), ch.node, ch.tags}, nil
}

type compiler struct{ number *int }

func (c *compiler) fresh() Var {
	*c.number++
	return Var("_" + strconv.Itoa(*c.number))
}

// chain is the steps so far: rows of a join that stand at node.
type chain struct {
	ops    []Operator
	node   Var
	tags   map[string]Var
	loose  []Var // columns that may have no value
	order  Var   // what the rows are ordered by, "" for nothing
	labels *Within
}

func (ch *chain) join() Operator {
	if len(ch.ops) == 1 {
		return ch.ops[0]
	}
	return Join{ch.ops}
}

// columns are the node and the tags, those in the order of their names.
func (ch *chain) columns() []Var {
	out := []Var{ch.node}
	for _, name := range slices.Sorted(maps.Keys(ch.tags)) {
		out = add(out, ch.tags[name])
	}
	return out
}

// sorted are the rows in their order, if they have one. Rows at the same node are ordered by their tags.
func (ch *chain) sorted() Operator {
	if ch.order == "" {
		return ch.join()
	}
	by := []Key{{Var: ch.order}}
	for _, v := range ch.columns() {
		if v != ch.order {
			by = append(by, Key{Var: v})
		}
	}
	return Sort{Keep(ch.join(), ch.columns()...), by}
}

// cut are the rows in their order, and no columns but those that go on.
func (ch *chain) cut() Operator {
	if ch.order == "" {
		return Keep(ch.join(), ch.columns()...)
	}
	return ch.sorted()
}

// wrap makes the chain go on from rows that op makes of those so far.
func (ch *chain) wrap(op Operator) { ch.ops = []Operator{op} }

func (ch *chain) put(ops ...Operator) { ch.ops = append(slices.Clip(ch.ops), ops...) }

func (ch *chain) tag(name string, v Var) {
	tags := maps.Clone(ch.tags)
	if tags == nil {
		tags = map[string]Var{}
	}
	tags[name] = v
	ch.tags = tags
}

func (c *compiler) path(p Path) (*chain, error) {
	ch := &chain{node: c.fresh()}
	if p.Start == nil {
		ch.put(Nodes{ch.node})
	} else {
		ch.put(list(ch.node, p.Start))
	}
	return ch, c.steps(ch, p.Steps)
}

func list(v Var, values []quad.Value) Values {
	rows := make([][]quad.Value, len(values))
	for i, x := range values {
		rows[i] = []quad.Value{x}
	}
	return Values{[]Var{v}, rows}
}

// once is values without those that stand before.
func once(values []quad.Value) []quad.Value {
	var out []quad.Value
	for _, v := range values {
		if !slices.ContainsFunc(out, func(w quad.Value) bool { return Compare(v, w) == 0 }) {
			out = append(out, v)
		}
	}
	return out
}

func (c *compiler) steps(ch *chain, steps []Step) error {
	for _, s := range steps {
		if err := c.step(ch, s); err != nil {
			return err
		}
	}
	return nil
}

func (c *compiler) step(ch *chain, s Step) error {
	switch s := s.(type) {
	case Is:
		ch.put(list(ch.node, once(s.Values)))
	case Tag:
		for _, n := range s.Names {
			ch.tag(n, ch.node)
		}
	case Where:
		ch.wrap(Select{ch.join(), []Var{ch.node}, Filters(s.Filters)})
	case Back:
		v, ok := ch.tags[s.Tag]
		if !ok {
			ch.wrap(none(ch.join()))
			return nil
		}
		if slices.Contains(ch.loose, v) {
			ch.wrap(Select{ch.join(), []Var{v}, Bound{}})
		}
		ch.node, ch.order = v, ""
	case Within:
		ch.labels = &s
		if s.Labels.Any() && len(s.Tags) == 0 {
			ch.labels = nil
		}
	case Hop:
		return c.hop(ch, s)
	case Has:
		return c.has(ch, s)
	case Save:
		return c.save(ch, s)
	case Labels:
		l := c.fresh()
		at := Term{Var: ch.node}
		both := All{[]Operator{Keep(Quads{Subject: at, Label: Term{Var: l}}, ch.node, l), Keep(Quads{Object: at, Label: Term{Var: l}}, ch.node, l)}}
		ch.put(Distinct{Select{both, []Var{l}, Bound{}}})
		ch.node, ch.order = l, ""
		ch.wrap(Distinct{Keep(ch.join(), ch.columns()...)})
	case Predicates:
		return c.predicates(ch, s)
	case Unique:
		ch.wrap(Distinct{Keep(ch.join(), ch.columns()...)})
	case Limit:
		ch.wrap(Slice{ch.cut(), 0, max(s.N, 0)})
	case Skip:
		ch.wrap(Slice{ch.cut(), s.N, -1})
	case Order:
		ch.order = ch.node
	case Recurse:
		return c.recurse(ch, s)
	case Intersect:
		return c.intersect(ch, s)
	case Union:
		return c.union(ch, s)
	case Except:
		sub, err := c.path(s.Path)
		if err != nil {
			return err
		}
		ch.wrap(SemiJoin{ch.join(), Project{sub.join(), []Var{ch.node}, []Var{sub.node}}, true})
	default:
		return fmt.Errorf("algebra: no such step: %T", s)
	}
	return nil
}

// none has the columns of an operator and no rows.
func none(o Operator) Operator { return Slice{o, 0, 0} }

// set makes a place of a pattern of s, and the operator, if there is need of one, that binds its variable. With named, or
// when s is more than one value, the place is a variable.
func (c *compiler) set(s Set, named bool) (Term, Operator, error) {
	values := once(s.Values)
	switch {
	case s.Path != nil:
		sub, err := c.path(*s.Path)
		if err != nil {
			return Term{}, nil, err
		}
		v := c.fresh()
		return Term{Var: v}, Distinct{Project{sub.join(), []Var{v}, []Var{sub.node}}}, nil
	case s.Values == nil:
		if named {
			return Term{Var: c.fresh()}, nil, nil
		}
		return Term{}, nil, nil
	case len(values) == 1 && !named:
		return Term{Value: values[0]}, nil, nil
	}
	v := c.fresh()
	return Term{Var: v}, list(v, values), nil
}

// quads is a join of the triples from a subject over via to an object that the label context lets pass. tags keep labels
// when named is set.
func (c *compiler) quads(ch *chain, s, via, o Term, bind Operator, named bool) (Operator, Var, error) {
	q := Quads{Subject: s, Predicate: via, Object: o}
	var label Var
	var context Operator
	if in := ch.labels; in != nil {
		named = named && len(in.Tags) > 0
		switch {
		case in.Labels.Path != nil:
			l, op, err := c.set(in.Labels, true)
			if err != nil {
				return nil, "", err
			}
			q.Label, context = l, op
			label = l.Var
		case in.Labels.Values != nil:
			q.Labels = once(in.Labels.Values)
		}
		if named && label == "" {
			label = c.fresh()
			q.Label.Var = label
		}
	} else {
		named = false
	}
	var op Operator = q
	if context != nil {
		op = Join{[]Operator{q, context}}
		if !named { // triples, not quads
			op = Distinct{Keep(op, s.Var, via.Var, o.Var)}
			label = ""
		}
	}
	if bind != nil {
		op = Join{[]Operator{op, bind}}
	}
	return op, label, nil
}

func (c *compiler) hop(ch *chain, s Hop) error {
	via, bind, err := c.set(s.Via, len(s.Tags) > 0)
	if err != nil {
		return err
	}
	if ch.labels != nil && ch.labels.Labels.Path != nil && via == (Term{}) {
		via.Var = c.fresh() // Distinct must tell triples apart
	}
	at, to := Term{Var: ch.node}, Term{Var: c.fresh()}
	var op Operator
	var label Var
	switch s.Dir {
	case Out:
		op, label, err = c.quads(ch, at, via, to, bind, true)
	case In:
		op, label, err = c.quads(ch, to, via, at, bind, true)
	default:
		var out, in Operator
		var l1, l2 Var
		if out, l1, err = c.quads(ch, at, via, to, bind, true); err != nil {
			return err
		}
		if in, l2, err = c.quads(ch, to, via, at, bind, true); err != nil {
			return err
		}
		as := add(nil, ch.node, via.Var, to.Var)
		first, second := slices.Clone(as), slices.Clone(as)
		if l1 != "" {
			label = c.fresh()
			as, first, second = append(as, label), append(first, l1), append(second, l2)
		}
		op = All{[]Operator{Project{out, as, first}, Project{in, as, second}}}
	}
	if err != nil {
		return err
	}
	ch.put(op)
	ch.node, ch.order = to.Var, ""
	for _, t := range s.Tags {
		ch.tag(t, via.Var)
	}
	if label != "" {
		for _, t := range ch.labels.Tags {
			ch.tag(t, label)
			ch.loose = append(ch.loose, label)
		}
	}
	return nil
}

func (c *compiler) has(ch *chain, s Has) error {
	via, bind, err := c.set(s.Via, false)
	if err != nil {
		return err
	}
	at, value := Term{Var: ch.node}, Term{}
	single := via.Value != nil && (ch.labels == nil || ch.labels.Labels.Path == nil)
	var ops []Operator
	values := once(s.Values)
	switch {
	case s.Values != nil && len(values) == 1:
		value.Value = values[0]
	case s.Values != nil:
		value.Var, single = c.fresh(), false
		ops = append(ops, list(value.Var, values))
	default:
		single = false
		if len(s.Filters) > 0 {
			value.Var = c.fresh()
		}
	}
	from, to := at, value
	if s.Reverse {
		from, to = to, from
	}
	op, _, err := c.quads(ch, from, via, to, bind, false)
	if err != nil {
		return err
	}
	if single { // one triple or none
		ch.put(op)
		return nil
	}
	op = Join{append(ops, op)}
	if len(s.Filters) > 0 {
		op = Select{op, []Var{value.Var}, Filters(s.Filters)}
	}
	ch.put(Distinct{Keep(op, ch.node)})
	return nil
}

func (c *compiler) save(ch *chain, s Save) error {
	via, bind, err := c.set(s.Via, false)
	if err != nil {
		return err
	}
	v := c.fresh()
	from, to := Term{Var: ch.node}, Term{Var: v}
	if s.Reverse {
		from, to = to, from
	}
	op, _, err := c.quads(ch, from, via, to, bind, false)
	if err != nil {
		return err
	}
	if via.Value == nil || ch.labels != nil && ch.labels.Labels.Path != nil {
		op = Distinct{Keep(op, ch.node, v)}
	}
	if s.Optional {
		ch.wrap(LeftJoin{ch.join(), op})
		ch.loose = append(ch.loose, v)
	} else {
		ch.put(op)
	}
	ch.tag(s.Tag, v)
	return nil
}

func (c *compiler) predicates(ch *chain, s Predicates) error {
	p := Term{Var: c.fresh()}
	from, to := Term{Var: ch.node}, Term{}
	if s.Reverse {
		from, to = to, from
	}
	op, _, err := c.quads(ch, from, p, to, nil, false)
	if err != nil {
		return err
	}
	ch.put(Distinct{Keep(op, ch.node, p.Var)})
	if s.Tag != "" {
		ch.tag(s.Tag, p.Var)
		return nil
	}
	ch.node, ch.order = p.Var, ""
	ch.wrap(Distinct{Keep(ch.join(), ch.columns()...)})
	return nil
}

// morphism compiles steps that are followed from a node.
func (c *compiler) morphism(from Var, steps []Step) (*chain, error) {
	sub := &chain{node: from}
	return sub, c.steps(sub, steps)
}

func (c *compiler) recurse(ch *chain, s Recurse) error {
	in := c.fresh()
	sub, err := c.morphism(in, s.Path.Steps)
	if err != nil {
		return err
	}
	cl := Closure{From: Term{Var: ch.node}, To: Term{Var: c.fresh()}, Step: sub.join(), In: in, Out: sub.node, Least: 1, Most: max(0, s.Depth)}
	names := slices.Sorted(maps.Keys(sub.tags))
	as := map[Var]Var{}
	for _, name := range names {
		v := sub.tags[name]
		if as[v] == "" {
			as[v] = c.fresh()
			cl.Keep = append(cl.Keep, as[v])
		}
		ch.tag(name, as[v])
		ch.loose = append(ch.loose, as[v])
	}
	if len(cl.Keep) > 0 { // the columns of the step get the names that they have outside
		out := c.fresh()
		from, to := []Var{in, sub.node}, []Var{in, out}
		for v, w := range as {
			from, to = append(from, v), append(to, w)
		}
		cl.Step, cl.Out = Project{cl.Step, to, from}, out
	}
	if len(s.Tags) > 0 {
		cl.Depth = c.fresh()
		for _, t := range s.Tags {
			ch.tag(t, cl.Depth)
		}
	}
	ch.put(cl)
	ch.node, ch.order = cl.To.Var, ""
	return nil
}

func (c *compiler) intersect(ch *chain, s Intersect) error {
	sub, err := c.path(s.Path)
	if err != nil {
		return err
	}
	as, from := []Var{ch.node}, []Var{sub.node}
	for _, name := range slices.Sorted(maps.Keys(sub.tags)) {
		v := c.fresh()
		as, from = append(as, v), append(from, sub.tags[name])
		ch.tag(name, v)
		if slices.Contains(sub.loose, sub.tags[name]) {
			ch.loose = append(ch.loose, v)
		}
	}
	ch.put(Distinct{Project{sub.join(), as, from}})
	return nil
}

func (c *compiler) union(ch *chain, s Union) error {
	sub, err := c.path(s.Path)
	if err != nil {
		return err
	}
	names := maps.Clone(ch.tags)
	if names == nil {
		names = map[string]Var{}
	}
	maps.Copy(names, sub.tags)
	node := c.fresh()
	as, one, two := []Var{node}, []Var{ch.node}, []Var{sub.node}
	tags := map[string]Var{}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		tags[name] = c.fresh()
		as, one, two = append(as, tags[name]), append(one, ch.tags[name]), append(two, sub.tags[name])
		ch.loose = append(ch.loose, tags[name])
	}
	ch.wrap(All{[]Operator{Project{ch.join(), as, one}, Project{sub.join(), as, two}}})
	ch.node, ch.tags, ch.order = node, tags, ""
	return nil
}
