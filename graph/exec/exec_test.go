package exec_test

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"testing"

	"quadrille/graph/algebra"
	"quadrille/graph/exec"
	"quadrille/graph/store"
	"quadrille/graph/store/mem"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

func iris(names ...string) []quad.Value {
	out := make([]quad.Value, len(names))
	for i, n := range names {
		out[i] = quad.IRI(n)
	}
	return out
}

var (
	nodes  = []string{"a", "b", "c", "d"}
	preds  = []string{"p", "q"}
	labels = []string{"l", "m"}
)

// smallGraph draws quads, some of which say the same under two labels.
func smallGraph(t *rapid.T) []quad.Quad {
	var out []quad.Quad
	for range rapid.IntRange(0, 14).Draw(t, "quads") {
		q := quad.Quad{
			Subject: quad.IRI(rapid.SampledFrom(nodes).Draw(t, "s")), Predicate: quad.IRI(rapid.SampledFrom(preds).Draw(t, "p")),
			Object: quad.IRI(rapid.SampledFrom(nodes).Draw(t, "o")), Label: quad.IRI(rapid.SampledFrom(labels).Draw(t, "l")),
		}
		if !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	return out
}

// path draws the steps of a path; those that stop early or order by chance are left out.
func path(t *rapid.T, depth int) []algebra.Step {
	set := func() algebra.Set {
		switch rapid.IntRange(0, 3).Draw(t, "via") {
		case 0:
			return algebra.Set{}
		case 1:
			return algebra.Set{Values: iris("p", "q", "p", "unknown")}
		}
		return algebra.Set{Values: iris(rapid.SampledFrom(preds).Draw(t, "pred"))}
	}
	some := func() []quad.Value { return iris(rapid.SliceOfN(rapid.SampledFrom(nodes), 1, 2).Draw(t, "nodes")...) }
	filter := []algebra.Filter{algebra.Match{Exp: regexp.MustCompile("[ab]"), Names: true}}
	sub := func() algebra.Path { return algebra.Path{Start: some(), Steps: path(t, depth-1)} }
	var out []algebra.Step
	for range rapid.IntRange(0, 3).Draw(t, "steps") {
		tag := rapid.SampledFrom([]string{"x", "y"}).Draw(t, "tag")
		var s algebra.Step
		switch k := rapid.IntRange(0, 19).Draw(t, "step"); {
		case k == 0:
			s = algebra.Is{Values: some()}
		case k <= 3:
			s = algebra.Hop{Dir: algebra.Direction(rapid.IntRange(0, 2).Draw(t, "dir")), Via: set()}
		case k == 4:
			s = algebra.Hop{Via: set(), Tags: []string{tag}}
		case k == 5:
			s = algebra.Tag{Names: []string{tag}}
		case k == 6:
			s = algebra.Has{Via: set(), Reverse: rapid.Bool().Draw(t, "reverse"), Values: some()}
		case k == 7:
			s = algebra.Has{Via: set(), Reverse: rapid.Bool().Draw(t, "reverse"), Filters: filter}
		case k == 8:
			s = algebra.Save{Via: set(), Tag: tag, Reverse: rapid.Bool().Draw(t, "reverse"), Optional: rapid.Bool().Draw(t, "optional")}
		case k == 9:
			s = algebra.Unique{}
		case k == 10:
			s = algebra.Where{Filters: filter}
		case k == 11 && depth > 0:
			s = algebra.Intersect{Path: sub()}
		case k == 12 && depth > 0:
			s = algebra.Union{Path: sub()}
		case k == 13 && depth > 0:
			s = algebra.Except{Path: sub()}
		case k == 14:
			s = algebra.Recurse{Path: algebra.Path{Steps: []algebra.Step{algebra.Hop{Dir: algebra.Direction(rapid.IntRange(0, 2).Draw(t, "dir")), Via: set()}}},
				Depth: rapid.IntRange(0, 3).Draw(t, "depth"), Tags: []string{tag}}
		case k == 15:
			s = algebra.Predicates{Reverse: rapid.Bool().Draw(t, "reverse"), Tag: rapid.SampledFrom([]string{"", tag}).Draw(t, "as")}
		case k == 16:
			s = algebra.Labels{}
		case k == 17:
			s = algebra.Within{Labels: algebra.Set{Values: iris(labels[:rapid.IntRange(1, 2).Draw(t, "labels")]...)}, Tags: []string{tag}}
		case k == 18 && depth > 0:
			s = algebra.Within{Labels: algebra.Set{Path: &algebra.Path{Start: iris(labels...), Steps: path(t, 0)}}}
		default:
			s = algebra.Within{Labels: algebra.Set{Values: iris(rapid.SampledFrom(labels).Draw(t, "label"))}}
		}
		out = append(out, s)
	}
	return out
}

func reader(t interface {
	Context() context.Context
	Fatal(...any)
}, m *mem.Store) store.Reader {
	s, err := m.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// run runs a path and gives its rows, sorted.
func run(t *rapid.T, m *mem.Store, p algebra.Path) []string {
	n := 0
	c, err := algebra.Compile(p, &n)
	if err != nil {
		t.Fatal(err)
	}
	out, err := carry(t, exec.New(t.Context(), reader(t, m), exec.Limits{}), nil, c.Op, []algebra.Var{c.Node, c.Tags["x"], c.Tags["y"]})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// carry runs a plan, or, when it is nil, the one that the planner makes.
func carry(t *rapid.T, q *exec.Query, p *algebra.Plan, o algebra.Operator, vars []algebra.Var) ([]string, error) {
	var err error
	if p == nil {
		if p, err = q.Plan(o, vars); err != nil {
			return nil, err
		}
	}
	var out []string
	err = q.Carry(p, vars, nil, func(r *exec.Rows) error {
		for row := range r.Len() {
			cells := make([]quad.Value, len(vars))
			for col := range cells {
				if cells[col], err = r.Value(row, col); err != nil {
					return err
				}
			}
			out = append(out, fmt.Sprint(cells))
		}
		return nil
	})
	slices.Sort(out)
	return out, err
}

func memory(t *rapid.T) (*mem.Store, []quad.Quad) {
	m := mem.New()
	quads := smallGraph(t)
	if err := m.Add(context.Background(), quads); err != nil {
		t.Fatal(err)
	}
	return m, quads
}

// skewed are statistics that lie: plans made by them are other plans of the same query.
type skewed struct{ seed uint64 }

func (s skewed) draw(q algebra.Quads, place int) float64 {
	h := fnv.New64a()
	fmt.Fprint(h, s.seed, q, place)
	return float64(h.Sum64() % 1000)
}

func (s skewed) Count(q algebra.Quads) float64               { return s.draw(q, 9) }
func (s skewed) Distinct(q algebra.Quads, place int) float64 { return s.draw(q, place) }

// Whatever plan it is carried out by, a path has the rows that its operators' definitions give.
func TestPlansAgainstDefinitions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, quads := memory(t)
		p := algebra.Path{Steps: path(t, 2)}
		if rapid.Bool().Draw(t, "somewhere") {
			p.Start = iris(rapid.SliceOfN(rapid.SampledFrom(nodes), 1, 3).Draw(t, "start")...)
		}
		n := 0
		c, err := algebra.Compile(p, &n)
		if err != nil {
			t.Fatal(err)
		}
		vars := []algebra.Var{c.Node, c.Tags["x"], c.Tags["y"]}
		var want []string
		for _, b := range (naive{quads}).eval(c.Op) {
			want = append(want, fmt.Sprint([]quad.Value{b[vars[0]], b[vars[1]], b[vars[2]]}))
		}
		slices.Sort(want)
		for seed := range uint64(4) {
			var plan *algebra.Plan
			q := exec.New(t.Context(), reader(t, m), exec.Limits{})
			if seed > 0 {
				plan = algebra.NewPlan(c.Op, vars, skewed{seed})
			}
			got, err := carry(t, q, plan, c.Op, vars)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, want) {
				if plan == nil {
					plan, _ = q.Plan(c.Op, vars)
				}
				t.Fatalf("%+v\nplan %d\n%sgot  %v\nwant %v", p, seed, plan, got, want)
			}
		}
		// A plan of the same shape, made for another start, does as well.
		q := exec.New(t.Context(), reader(t, m), exec.Limits{})
		for _, start := range [][]quad.Value{iris("unknown"), p.Start} {
			if p.Start == nil {
				break
			}
			n = 0
			other, err := algebra.Compile(algebra.Path{Start: start, Steps: p.Steps}, &n)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			if err := q.Run(other.Op, vars, func(r *exec.Rows) error {
				for row := range r.Len() {
					cells := make([]quad.Value, len(vars))
					for col := range cells {
						cells[col], err = r.Value(row, col)
					}
					got = append(got, fmt.Sprint(cells))
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
			slices.Sort(got)
			if len(start) == len(p.Start) && start[0] == p.Start[0] && !slices.Equal(got, want) {
				t.Fatalf("%+v\na plan kept gives %v\nwant %v", p, got, want)
			}
		}
		if got, err := q.Count(c.Op); err != nil || got != len(want) {
			plan, _ := q.Plan(algebra.Group{Op: c.Op, Aggregates: []algebra.Aggregate{{As: "n"}}}, []algebra.Var{"n"})
			t.Errorf("%+v\n%scounted %d, %v; want %d", p, plan, got, err, len(want))
		}
	})
}

// A hop gives what a reading of all quads gives: each triple once.
func TestHopAgainstQuads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, quads := memory(t)
		from, over := quad.IRI(rapid.SampledFrom(nodes).Draw(t, "from")), quad.IRI(rapid.SampledFrom(preds).Draw(t, "over"))
		for _, dir := range []algebra.Direction{algebra.Out, algebra.In} {
			want := map[quad.Value]bool{}
			for _, q := range quads {
				s, o := q.Subject, q.Object
				if dir == algebra.In {
					s, o = o, s
				}
				if s == from && q.Predicate == over {
					want[o] = true
				}
			}
			got := run(t, m, algebra.Path{Start: []quad.Value{from}, Steps: []algebra.Step{algebra.Hop{Dir: dir, Via: algebra.Set{Values: []quad.Value{over}}}}})
			if len(got) != len(want) {
				t.Errorf("direction %d: %v, want %v", dir, got, want)
			}
		}
	})
}

// Two saves give every combination; reversing a morphism twice changes nothing; recursion reaches what hops reach.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, _ := memory(t)
		start := iris(nodes...)
		p, q := algebra.Set{Values: iris("p")}, algebra.Set{Values: iris("q")}
		count := func(steps ...algebra.Step) map[string]int {
			out := map[string]int{}
			for _, n := range start {
				out[string(n.(quad.IRI))] = len(run(t, m, algebra.Path{Start: []quad.Value{n}, Steps: steps}))
			}
			return out
		}
		one, two := count(algebra.Save{Via: p, Tag: "x"}), count(algebra.Save{Via: q, Tag: "y"})
		for n, both := range count(algebra.Save{Via: p, Tag: "x"}, algebra.Save{Via: q, Tag: "y"}) {
			if both != one[n]*two[n] {
				t.Errorf("%s: %d × %d saves give %d rows", n, one[n], two[n], both)
			}
		}
		morphism := algebra.Path{Steps: []algebra.Step{algebra.Hop{Via: p}, algebra.Hop{Dir: algebra.In, Via: q}}}
		back, err := morphism.Reverse()
		if err != nil {
			t.Fatal(err)
		}
		again, err := back.Reverse()
		if err != nil {
			t.Fatal(err)
		}
		if got, want := run(t, m, algebra.Path{Start: start, Steps: again.Steps}), run(t, m, algebra.Path{Start: start, Steps: morphism.Steps}); !slices.Equal(got, want) {
			t.Errorf("twice reversed: %v, want %v", got, want)
		}
		recurse := run(t, m, algebra.Path{Start: start[:1], Steps: []algebra.Step{algebra.Recurse{Path: algebra.Path{Steps: []algebra.Step{algebra.Hop{Via: p}}}}}})
		reached := map[string]bool{}
		var steps []algebra.Step
		for range len(nodes) + 1 {
			steps = append(steps, algebra.Hop{Via: p})
			for _, r := range run(t, m, algebra.Path{Start: start[:1], Steps: steps}) {
				reached[r] = true
			}
		}
		if len(recurse) != len(reached) {
			t.Errorf("recursion reaches %v, hops %v", recurse, reached)
		}
	})
}

// chain is a long path of nodes.
func chain(t *testing.T, n int) store.Reader {
	m := mem.New()
	var quads []quad.Quad
	for i := range n {
		quads = append(quads, quad.Make(quad.IRI(fmt.Sprint("n", i)), quad.IRI("next"), quad.IRI(fmt.Sprint("n", i+1)), nil))
	}
	if err := m.Add(t.Context(), quads); err != nil {
		t.Fatal(err)
	}
	return reader(t, m)
}

func TestStopAndCancel(t *testing.T) {
	r := chain(t, 500)
	all := algebra.Nodes{Node: "x"}
	n := 0
	if err := exec.New(t.Context(), r, exec.Limits{}).Run(all, []algebra.Var{"x"}, func(*exec.Rows) error { n++; return exec.ErrStop }); err != nil || n != 1 {
		t.Errorf("stopped after %d batches: %v", n, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n = 0
	hop := algebra.Join{Ops: []algebra.Operator{all, algebra.Quads{Subject: algebra.Term{Var: "x"}, Object: algebra.Term{Var: "y"}}}}
	err := exec.New(ctx, r, exec.Limits{}).Run(hop, []algebra.Var{"y"}, func(r *exec.Rows) error { n += r.Len(); cancel(); return nil })
	if !errors.Is(err, context.Canceled) || n > 200 {
		t.Errorf("went on for %d rows: %v", n, err)
	}
	torn := errors.New("torn")
	if err := exec.New(t.Context(), r, exec.Limits{}).Run(all, nil, func(*exec.Rows) error { return torn }); !errors.Is(err, torn) {
		t.Errorf("the caller's error was lost: %v", err)
	}
}

// What a query holds is bounded, whatever holds it.
func TestMemoryLimit(t *testing.T) {
	r := chain(t, 3000)
	x, y := algebra.Term{Var: "x"}, algebra.Term{Var: "y"}
	edges := algebra.Quads{Subject: x, Object: y}
	for name, o := range map[string]algebra.Operator{
		"distinct": algebra.Distinct{Op: algebra.All{Ops: []algebra.Operator{edges, edges}}},
		"sort":     algebra.Sort{Op: edges, By: []algebra.Key{{Var: "y"}}},
		"group":    algebra.Group{Op: edges, By: []algebra.Var{"x", "y"}, Aggregates: []algebra.Aggregate{{As: "n"}}},
		"hash":     algebra.Join{Ops: []algebra.Operator{algebra.Slice{Op: edges, Limit: -1}, algebra.Slice{Op: algebra.Quads{Subject: y, Object: x}, Limit: -1}}},
	} {
		err := exec.New(t.Context(), r, exec.Limits{Memory: 20_000}).Run(o, o.Columns(), func(*exec.Rows) error { return nil })
		if !errors.Is(err, exec.ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
		if err := exec.New(t.Context(), r, exec.Limits{}).Run(o, o.Columns(), func(*exec.Rows) error { return nil }); err != nil {
			t.Errorf("%s without a limit: %v", name, err)
		}
	}
}
