package exec_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quadrille/graph/algebra"
	"quadrille/graph/exec"
	"quadrille/graph/store"
	"quadrille/graph/store/mem"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

// flat are statistics of many triples with few terms.
type flat struct{}

func (flat) Count(algebra.Quads) float64         { return 1000 }
func (flat) Distinct(algebra.Quads, int) float64 { return 2 }

// sizes is a graph of numbers: a and b of two kinds, c without one.
func sizes(t *testing.T) store.Reader {
	m := mem.New()
	at := func(s, p string, o quad.Value) quad.Quad {
		return quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: o}
	}
	quads := []quad.Quad{
		at("a1", "kind", quad.IRI("a")), at("a2", "kind", quad.IRI("a")), at("b1", "kind", quad.IRI("b")), at("c1", "kind", quad.IRI("c")),
		at("a1", "size", quad.Int(2)), at("a2", "size", quad.Float(3.5)), at("a2", "size", quad.Int(2)), at("b1", "size", quad.Int(7)), at("c1", "size", quad.String("big")),
	}
	if err := m.Add(t.Context(), quads); err != nil {
		t.Fatal(err)
	}
	return reader(t, m)
}

func iriTerm(s string) algebra.Term                 { return algebra.Term{Value: quad.IRI(s)} }
func v(s algebra.Var) algebra.Term                  { return algebra.Term{Var: s} }
func join(ops ...algebra.Operator) algebra.Operator { return algebra.Join{Ops: ops} }

// rowsOf runs an operator and prints its rows, in their order.
func rowsOf(t *testing.T, r store.Reader, o algebra.Operator) []string {
	t.Helper()
	var out []string
	err := exec.New(t.Context(), r, exec.Limits{}).Run(o, o.Columns(), func(b *exec.Rows) error {
		for row := range b.Len() {
			var cells []string
			for col := range o.Columns() {
				value, err := b.Value(row, col)
				if err != nil {
					return err
				}
				cells = append(cells, fmt.Sprint(value))
			}
			out = append(out, strings.Join(cells, " "))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

type twice struct{}

func (twice) Make(values []quad.Value) quad.Value {
	f, _, _, ok := algebra.Number(values[0])
	if !ok {
		return nil
	}
	return quad.Float(2 * f)
}

func (twice) String() string { return "twice" }

func TestAggregates(t *testing.T) {
	r := sizes(t)
	sized := join(algebra.Quads{Subject: v("x"), Predicate: iriTerm("kind"), Object: v("kind")}, algebra.Quads{Subject: v("x"), Predicate: iriTerm("size"), Object: v("size")})
	all := []algebra.Aggregate{
		{Kind: algebra.Count, As: "n"}, {Kind: algebra.Count, Of: "size", Distinct: true, As: "different"}, {Kind: algebra.Min, Of: "size", As: "least"},
		{Kind: algebra.Max, Of: "size", As: "most"}, {Kind: algebra.Sum, Of: "size", As: "sum"}, {Kind: algebra.Average, Of: "size", As: "mean"},
	}
	got := rowsOf(t, r, algebra.Sort{Op: algebra.Group{Op: sized, By: []algebra.Var{"kind"}, Aggregates: all}, By: []algebra.Key{{Var: "kind"}}})
	want := []string{
		`<a> "3"^^<xsd:integer> "2"^^<xsd:integer> "2"^^<xsd:integer> "3.5E+00"^^<xsd:double> "7.5E+00"^^<xsd:double> "2.5E+00"^^<xsd:double>`,
		`<b> "1"^^<xsd:integer> "1"^^<xsd:integer> "7"^^<xsd:integer> "7"^^<xsd:integer> "7"^^<xsd:integer> "7"^^<xsd:integer>`,
		`<c> "1"^^<xsd:integer> "1"^^<xsd:integer> "big" "big" "0"^^<xsd:integer> <nil>`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	nothing := algebra.Group{Op: algebra.Slice{Op: sized, Limit: 0}, Aggregates: all[:1]}
	if got := rowsOf(t, r, nothing); len(got) != 1 || !strings.HasPrefix(got[0], `"0"`) {
		t.Errorf("a count of nothing: %v", got)
	}
}

func TestExtendSortSlice(t *testing.T) {
	r := sizes(t)
	o := algebra.Operator(algebra.Quads{Subject: v("x"), Predicate: iriTerm("size"), Object: v("size")})
	o = algebra.Extend{Op: o, As: "double", Of: []algebra.Var{"size"}, Make: twice{}}
	got := rowsOf(t, r, algebra.Slice{Op: algebra.Sort{Op: o, By: []algebra.Key{{Var: "double", Descending: true}, {Var: "x"}}}, Skip: 1, Limit: 3})
	want := []string{
		`<a2> "3.5E+00"^^<xsd:double> "7E+00"^^<xsd:double>`,
		`<a1> "2"^^<xsd:integer> "4E+00"^^<xsd:double>`,
		`<a2> "2"^^<xsd:integer> "4E+00"^^<xsd:double>`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Triangles, stars, closures from either end and optional parts are what the naive evaluation says, whatever the plan.
func TestShapesOfJoins(t *testing.T) {
	p, q := iriTerm("p"), iriTerm("q")
	edge := func(from, to algebra.Var) algebra.Operator {
		return algebra.Quads{Subject: v(from), Predicate: p, Object: v(to)}
	}
	step := algebra.Quads{Subject: v("_in"), Predicate: p, Object: v("_out")}
	for name, o := range map[string]algebra.Operator{
		"triangle":   join(edge("a", "b"), edge("b", "c"), edge("c", "a")),
		"star":       join(algebra.Quads{Subject: v("x"), Predicate: p, Object: iriTerm("a")}, algebra.Quads{Subject: v("x"), Predicate: q, Object: iriTerm("b")}, algebra.Quads{Subject: v("x"), Predicate: p, Object: iriTerm("c")}),
		"loop":       edge("x", "x"),
		"reach":      algebra.Closure{From: iriTerm("a"), To: v("x"), Step: step, In: "_in", Out: "_out", Least: 1, Depth: "d"},
		"back":       algebra.Closure{From: v("x"), To: iriTerm("a"), Step: step, In: "_in", Out: "_out", Least: 1},
		"all":        algebra.Closure{From: v("x"), To: v("y"), Step: step, In: "_in", Out: "_out", Least: 1, Most: 2},
		"optional":   algebra.LeftJoin{Op: edge("a", "b"), Optional: join(edge("b", "c"), algebra.Quads{Subject: v("c"), Predicate: q})},
		"without":    algebra.SemiJoin{Op: edge("a", "b"), With: join(edge("b", "c"), edge("c", "b")), Not: true},
		"predicates": algebra.Distinct{Op: algebra.Keep(algebra.Quads{Subject: v("x"), Predicate: v("p"), Object: v("y")}, "p")},
		"objects":    algebra.Distinct{Op: algebra.Keep(edge("x", "y"), "y")},
		"subjects":   algebra.Distinct{Op: algebra.Keep(algebra.Quads{Subject: v("x"), Predicate: v("p"), Object: v("y")}, "x")},
		"labels":     algebra.Quads{Subject: v("x"), Predicate: p, Object: v("y"), Label: v("l")},
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				m, quads := memory(t)
				vars := o.Columns()
				var want []string
				for _, b := range (naive{quads}).eval(o) {
					cells := make([]quad.Value, len(vars))
					for i, v := range vars {
						cells[i] = b[v]
					}
					want = append(want, fmt.Sprint(cells))
				}
				slices.Sort(want)
				query := exec.New(t.Context(), reader(t, m), exec.Limits{})
				for seed := range uint64(3) {
					var plan *algebra.Plan
					if seed > 0 {
						plan = algebra.NewPlan(o, vars, skewed{seed})
					}
					if seed == 2 {
						plan = algebra.NewPlan(o, vars, flat{})
					}
					got, err := carry(t, query, plan, o, vars)
					if err != nil {
						t.Fatal(err)
					}
					if !slices.Equal(got, want) {
						t.Fatalf("%v\ngot  %v\nwant %v", plan, got, want)
					}
				}
			})
		})
	}
	few := algebra.NewPlan(algebra.Distinct{Op: algebra.Keep(edge("x", "y"), "y")}, []algebra.Var{"y"}, flat{})
	if _, ok := few.Act.(algebra.Skim); !ok {
		t.Errorf("few values of many are not leapt over:\n%s", few)
	}
	var found bool
	plan := algebra.NewPlan(join(edge("a", "b"), edge("b", "c"), edge("c", "a")), []algebra.Var{"a"}, skewed{1})
	for line := range strings.Lines(plan.String()) {
		found = found || strings.Contains(line, "intersect")
	}
	if !found {
		t.Errorf("triangles are not found by intersection:\n%s", plan)
	}
}
