package exec_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"testing"

	"quadrille/graph/algebra"
	"quadrille/graph/cayley"
	"quadrille/graph/exec"
	"quadrille/graph/store"

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
		switch k := rapid.IntRange(0, 14).Draw(t, "step"); {
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
		default:
			s = algebra.Within{Labels: algebra.Set{Values: iris(rapid.SampledFrom(labels).Draw(t, "label"))}}
		}
		out = append(out, s)
	}
	return out
}

func rows(t *rapid.T, m *cayley.Memory, p algebra.Path) []string {
	q := exec.New(context.Background(), m)
	var out []string
	err := q.Each(p, func(r exec.Row) error {
		node, tags, err := q.Values(r, []string{"x", "y"})
		out = append(out, fmt.Sprint(node, tags))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

func memory(t *rapid.T) (*cayley.Memory, []quad.Quad) {
	m := cayley.NewMemory()
	quads := smallGraph(t)
	if err := m.Add(context.Background(), quads); err != nil {
		t.Fatal(err)
	}
	return m, quads
}

// A path that starts everywhere gives the same rows whether its first step is looked up or every node is tried.
func TestLookedUpOrTried(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, _ := memory(t)
		steps := path(t, 2)
		var everywhere []quad.Value
		for id, err := range m.Nodes(context.Background()) {
			if err != nil {
				t.Fatal(err)
			}
			v, err := m.Values(context.Background(), []store.ID{id})
			if err != nil {
				t.Fatal(err)
			}
			everywhere = append(everywhere, v[0])
		}
		if everywhere == nil {
			return
		}
		got, want := rows(t, m, algebra.Path{Steps: steps}), rows(t, m, algebra.Path{Start: everywhere, Steps: steps})
		if !slices.Equal(got, want) {
			t.Errorf("%#v\nlooked up: %v\ntried: %v", steps, got, want)
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
			got := rows(t, m, algebra.Path{Start: []quad.Value{from}, Steps: []algebra.Step{algebra.Hop{Dir: dir, Via: algebra.Set{Values: []quad.Value{over}}}}})
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
				out[string(n.(quad.IRI))] = len(rows(t, m, algebra.Path{Start: []quad.Value{n}, Steps: steps}))
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
		if got, want := rows(t, m, algebra.Path{Start: start, Steps: again.Steps}), rows(t, m, algebra.Path{Start: start, Steps: morphism.Steps}); !slices.Equal(got, want) {
			t.Errorf("twice reversed: %v, want %v", got, want)
		}
		recurse := rows(t, m, algebra.Path{Start: start[:1], Steps: []algebra.Step{algebra.Recurse{Path: algebra.Path{Steps: []algebra.Step{algebra.Hop{Via: p}}}}}})
		reached := map[string]bool{}
		var steps []algebra.Step
		for range len(nodes) + 1 {
			steps = append(steps, algebra.Hop{Via: p})
			for _, r := range rows(t, m, algebra.Path{Start: start[:1], Steps: steps}) {
				reached[r] = true
			}
		}
		if len(recurse) != len(reached) {
			t.Errorf("recursion reaches %v, hops %v", recurse, reached)
		}
	})
}

func TestStopAndCancel(t *testing.T) {
	m := cayley.NewMemory()
	var quads []quad.Quad
	for i := range 500 {
		quads = append(quads, quad.Make(quad.IRI(fmt.Sprint("n", i)), quad.IRI("next"), quad.IRI(fmt.Sprint("n", i+1)), nil))
	}
	if err := m.Add(t.Context(), quads); err != nil {
		t.Fatal(err)
	}
	n := 0
	if err := exec.New(t.Context(), m).Each(algebra.Path{}, func(exec.Row) error { n++; return exec.ErrStop }); err != nil || n != 1 {
		t.Errorf("stopped after %d rows: %v", n, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n = 0
	err := exec.New(ctx, m).Each(algebra.Path{Steps: []algebra.Step{algebra.Hop{}}}, func(exec.Row) error { n++; cancel(); return nil })
	if !errors.Is(err, context.Canceled) || n > 200 {
		t.Errorf("went on for %d rows: %v", n, err)
	}
	torn := errors.New("torn")
	if err := exec.New(t.Context(), m).Each(algebra.Path{}, func(exec.Row) error { return torn }); !errors.Is(err, torn) {
		t.Errorf("the caller's error was lost: %v", err)
	}
}
