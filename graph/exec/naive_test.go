package exec_test

import (
	"fmt"
	"slices"
	"strings"

	"quadrille/graph/algebra"

	"github.com/cayleygraph/quad"
)

// binding is a row of the naive evaluation: values by column.
type binding map[algebra.Var]quad.Value

// naive evaluates an operator from its definition: no plan, no index, no batches.
type naive struct{ quads []quad.Quad }

func (n naive) known(v quad.Value) bool {
	return slices.ContainsFunc(n.nodes(), func(w quad.Value) bool { return w == v })
}

func (n naive) nodes() []quad.Value {
	var out []quad.Value
	for _, q := range n.quads {
		for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if v != nil && !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	return out
}

// merge puts two rows together when they agree.
func merge(a, b binding) (binding, bool) {
	out := binding{}
	for v, x := range a {
		out[v] = x
	}
	for v, x := range b {
		if y, ok := out[v]; ok && y != x {
			return nil, false
		}
		out[v] = x
	}
	return out, true
}

func (n naive) join(a, b []binding) []binding {
	var out []binding
	for _, x := range a {
		for _, y := range b {
			if m, ok := merge(x, y); ok {
				out = append(out, m)
			}
		}
	}
	return out
}

func key(b binding, vars []algebra.Var) string {
	var w strings.Builder
	for _, v := range vars {
		fmt.Fprintf(&w, "%s=%v ", v, b[v])
	}
	return w.String()
}

func (n naive) eval(o algebra.Operator) []binding {
	var out []binding
	switch o := o.(type) {
	case algebra.Values:
		for _, r := range o.Rows {
			b := binding{}
			for i, v := range o.Vars {
				b[v] = r[i]
			}
			if !slices.ContainsFunc(r, func(v quad.Value) bool { return v != nil && !n.known(v) }) {
				out = append(out, b)
			}
		}
	case algebra.Nodes:
		for _, v := range n.nodes() {
			out = append(out, binding{o.Node: v})
		}
	case algebra.Quads:
		return n.match(o)
	case algebra.Join:
		out = []binding{{}}
		for _, op := range o.Ops {
			out = n.join(out, n.eval(op))
		}
	case algebra.LeftJoin:
		right := n.eval(o.Optional)
		for _, x := range n.eval(o.Op) {
			both := n.join([]binding{x}, right)
			if both == nil {
				for _, v := range o.Optional.Columns() {
					if _, ok := x[v]; !ok {
						x[v] = nil
					}
				}
				both = []binding{x}
			}
			out = append(out, both...)
		}
	case algebra.SemiJoin:
		right := n.eval(o.With)
		for _, x := range n.eval(o.Op) {
			if (n.join([]binding{x}, right) != nil) != o.Not {
				out = append(out, x)
			}
		}
	case algebra.All:
		for _, op := range o.Ops {
			out = append(out, n.eval(op)...)
		}
	case algebra.Distinct:
		seen := map[string]bool{}
		for _, x := range n.eval(o.Op) {
			if k := key(x, o.Columns()); !seen[k] {
				seen[k] = true
				out = append(out, x)
			}
		}
	case algebra.Project:
		for _, x := range n.eval(o.Op) {
			b := binding{}
			for i, v := range o.As {
				b[v] = x[o.From[i]]
			}
			out = append(out, b)
		}
	case algebra.Select:
		for _, x := range n.eval(o.Op) {
			var values []quad.Value
			for _, v := range o.Vars {
				values = append(values, x[v])
			}
			if o.Test.Pass(values) {
				out = append(out, x)
			}
		}
	case algebra.Closure:
		return n.closure(o)
	default:
		panic(fmt.Sprintf("naive: %T", o))
	}
	return out
}

func (n naive) match(o algebra.Quads) []binding {
	var out []binding
	seen := map[string]bool{}
next:
	for _, q := range n.quads {
		if o.Labels != nil && !slices.Contains(o.Labels, q.Label) {
			continue
		}
		b := binding{}
		for _, p := range []struct {
			t algebra.Term
			v quad.Value
		}{{o.Subject, q.Subject}, {o.Predicate, q.Predicate}, {o.Object, q.Object}, {o.Label, q.Label}} {
			switch {
			case p.t.Value != nil && p.t.Value != p.v:
				continue next
			case p.t.Var != "":
				if w, ok := b[p.t.Var]; ok && w != p.v {
					continue next
				}
				b[p.t.Var] = p.v
			}
		}
		triple := fmt.Sprint(q.Subject, q.Predicate, q.Object)
		if o.Label.Var == "" {
			if seen[triple] {
				continue
			}
			seen[triple] = true
		}
		out = append(out, b)
	}
	return out
}

func (n naive) closure(o algebra.Closure) []binding {
	steps := n.eval(o.Step)
	var starts []quad.Value
	if o.From.Value != nil {
		starts = []quad.Value{o.From.Value}
	} else {
		starts = n.nodes()
	}
	var out []binding
	for _, s := range starts {
		seen := map[quad.Value]bool{}
		front := []quad.Value{s}
		for depth := 1; len(front) > 0 && (o.Most == 0 || depth <= o.Most); depth++ {
			var ahead []quad.Value
			for _, f := range front {
				for _, st := range steps {
					to := st[o.Out]
					if st[o.In] != f || seen[to] {
						continue
					}
					seen[to] = true
					ahead = append(ahead, to)
					b := binding{}
					if o.From.Var != "" {
						b[o.From.Var] = s
					}
					if o.To.Var != "" {
						b[o.To.Var] = to
					} else if o.To.Value != to {
						continue
					}
					if o.Depth != "" {
						b[o.Depth] = quad.Int(depth)
					}
					out = append(out, b)
				}
			}
			front = ahead
		}
	}
	return out
}
