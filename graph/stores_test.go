package graph_test

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// onStores runs a test on an empty graph in memory and one on disk. Each ends in a check of the whole store.
func onStores(t *testing.T, f func(t *testing.T, g *graph.Graph)) {
	for _, where := range []string{"memory", "disk"} {
		t.Run(where, func(t *testing.T) {
			o := graph.Options{Create: true}
			if where == "disk" {
				o.Dir = quickDir(t)
			}
			g := open(t, o)
			f(t, g)
			report, err := g.Check(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range report.Faults {
				t.Errorf("check: %s", fault)
			}
			if err := g.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func open(t testing.TB, o graph.Options) *graph.Graph {
	t.Helper()
	g, err := graph.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// quickDir is a folder in memory where there is one: syncing many small batches to a disk takes long.
func quickDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "quadrille")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func snapshot(t testing.TB, g *graph.Graph) *graph.Snapshot {
	t.Helper()
	s, err := g.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// content is every quad of the graph, in order.
func content(t testing.TB, g *graph.Graph) []string {
	t.Helper()
	s := snapshot(t, g)
	defer s.Close()
	var out []string
	for q, err := range s.Quads(t.Context(), graph.Pattern{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q.NQuad())
	}
	slices.Sort(out)
	return out
}

func nquads(ws ...*writer) []string {
	set := map[string]bool{}
	for _, w := range ws {
		for _, q := range w.quads {
			set[q.NQuad()] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}

func TestLoadAndRemove(t *testing.T) {
	onStores(t, func(t *testing.T, g *graph.Graph) {
		articles := talks()
		for _, w := range articles {
			w.load(t, g)
		}
		if d := cmp.Diff(nquads(articles...), content(t, g)); d != "" {
			t.Fatalf("loaded (-want +got):\n%s", d)
		}
		for _, w := range articles {
			if added, err := g.Load(t.Context(), w.article, w.quads); added || err != nil {
				t.Errorf("loaded again: added %v, %v", added, err)
			}
		}
		if d := cmp.Diff(nquads(articles...), content(t, g)); d != "" {
			t.Errorf("loaded again (-want +got):\n%s", d)
		}
		n, err := g.Remove(t.Context(), articles[0].article)
		if want := len(nquads(articles[0])); err != nil || n != want {
			t.Errorf("removed %d, %v; want %d", n, err, want)
		}
		if d := cmp.Diff(nquads(articles[1:]...), content(t, g)); d != "" {
			t.Errorf("removed one (-want +got):\n%s", d)
		}
		if _, err := g.Remove(t.Context(), articles[0].article); !errors.Is(err, graph.ErrNoArticle) {
			t.Errorf("removed again: %v", err)
		}
		articles[0].load(t, g)
		if d := cmp.Diff(nquads(articles...), content(t, g)); d != "" {
			t.Errorf("back again (-want +got):\n%s", d)
		}
	})
}

func TestLoadRefuses(t *testing.T) {
	a := schema.ArticleIRI("a1")
	p, o := iri("rel:mediates"), iri("process:x")
	at := func(l quad.Value) quad.Quad {
		return quad.Quad{Subject: iri("actor:x"), Predicate: p, Object: o, Label: l}
	}
	for name, c := range map[string]struct {
		article quad.IRI
		quads   []quad.Quad
		says    string
	}{
		"another's label":     {a, []quad.Quad{at(a), at(schema.ArticleIRI("a2"))}, "quad 2"},
		"another's evidence":  {a, []quad.Quad{at(schema.EvidenceIRI("a12", 1))}, "label"},
		"no label":            {a, []quad.Quad{at(nil)}, "label"},
		"unknown evidence":    {a, []quad.Quad{at(a), at(schema.EvidenceIRI("a1", 1))}, "nothing is said of its label"},
		"a sentence as label": {a, []quad.Quad{at(schema.SpanIRI("a1", 0, 5))}, "label"},
		"no quads":            {a, nil, "without quads"},
		"no article":          {iri("actor:x"), []quad.Quad{at(iri("actor:x"))}, "not the name of an article"},
		"a sentence":          {schema.SpanIRI("a1", 0, 5), []quad.Quad{at(schema.SpanIRI("a1", 0, 5))}, "not the name of an article"},
		"a text as subject":   {a, []quad.Quad{{Subject: quad.String("x"), Predicate: p, Object: o, Label: a}}, "subject"},
		"no predicate":        {a, []quad.Quad{{Subject: o, Object: o, Label: a}}, "predicate"},
		"no object":           {a, []quad.Quad{{Subject: o, Predicate: p, Label: a}}, "object"},
	} {
		t.Run(name, func(t *testing.T) {
			g := open(t, graph.Options{})
			added, err := g.Load(t.Context(), c.article, c.quads)
			if added || err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("added %v, %v; want an error with %q", added, err, c.says)
			}
			if got := content(t, g); len(got) > 0 {
				t.Errorf("something was stored: %v", got)
			}
		})
	}
}

// Any sequence of loading and removing leaves what a set in memory holds; loading in another order gives the same.
func TestModel(t *testing.T) {
	onStores(t, func(t *testing.T, g *graph.Graph) {
		articles := append(talks(), generated(1))
		have := map[int]bool{}
		rapid.Check(t, func(rt *rapid.T) {
			for range rapid.IntRange(1, 4).Draw(rt, "steps") {
				i := rapid.IntRange(0, len(articles)-1).Draw(rt, "article")
				w := articles[i]
				if rapid.Bool().Draw(rt, "load") {
					added, err := g.Load(t.Context(), w.article, w.quads)
					if err != nil || added == have[i] {
						rt.Fatalf("load %d: added %v, %v", i, added, err)
					}
					have[i] = true
				} else {
					n, err := g.Remove(t.Context(), w.article)
					switch {
					case have[i] && (err != nil || n != len(nquads(w))):
						rt.Fatalf("remove %d: %d, %v", i, n, err)
					case !have[i] && !errors.Is(err, graph.ErrNoArticle):
						rt.Fatalf("remove %d, which is not there: %v", i, err)
					}
					delete(have, i)
				}
			}
			var there []*writer
			for i := range have {
				there = append(there, articles[i])
			}
			if d := cmp.Diff(nquads(there...), content(t, g)); d != "" {
				rt.Fatalf("(-want +got):\n%s", d)
			}
		})
	})
}

// reader reads quads from memory and may fail in the end.
type reader struct {
	quads []quad.Quad
	err   error
}

func (r *reader) ReadQuad() (quad.Quad, error) {
	if len(r.quads) == 0 {
		return quad.Quad{}, r.err
	}
	q := r.quads[0]
	r.quads = r.quads[1:]
	return q, nil
}

var errTorn = errors.New("torn")

func TestImport(t *testing.T) {
	onStores(t, func(t *testing.T, g *graph.Graph) {
		articles := talks()
		articles[0].load(t, g)
		bare := quad.Quad{Subject: iri("actor:x"), Predicate: iri("rdfs:label"), Object: quad.String("X")}
		labelled := bare
		labelled.Label = quad.IRI("urn:elsewhere")
		all := append([]quad.Quad{bare, labelled, bare}, articles[1].quads...)
		all = append(all, articles[0].quads...)
		want := 2 + len(nquads(articles[1]))
		before := content(t, g)
		n, err := g.Import(t.Context(), &reader{all, fmt.Errorf("torn: %w", errTorn)})
		if n != 0 || !errors.Is(err, errTorn) {
			t.Errorf("imported %d, %v; want none and the reader's error", n, err)
		}
		if d := cmp.Diff(before, content(t, g)); d != "" {
			t.Errorf("a torn import changed the graph: %s", d)
		}
		if n, err := g.Import(t.Context(), &reader{all, io.EOF}); n != want || err != nil {
			t.Errorf("imported %d, %v; want %d", n, err, want)
		}
		if n, err := g.Import(t.Context(), &reader{all, io.EOF}); n != 0 || err != nil {
			t.Errorf("imported again: %d, %v", n, err)
		}
		if added, err := g.Load(t.Context(), articles[1].article, articles[1].quads); added || err != nil {
			t.Errorf("an article that was imported: added %v, %v", added, err)
		}
		if n, err := g.Remove(t.Context(), articles[1].article); n != want-2 || err != nil {
			t.Errorf("removed %d, %v", n, err)
		}
		bad := quad.Quad{Subject: quad.String("x"), Predicate: iri("rdfs:label"), Object: quad.String("X")}
		if n, err := g.Import(t.Context(), &reader{[]quad.Quad{{Subject: iri("actor:y"), Predicate: iri("rdfs:label"), Object: quad.Int(1)}, bad}, io.EOF}); n != 0 || err == nil || !strings.Contains(err.Error(), "quad 2") {
			t.Errorf("a text as subject: %d, %v", n, err)
		}
	})
}

// A snapshot holds one state, whatever is written beside it, and keeps no writer waiting.
func TestSnapshotDoesNotChange(t *testing.T) {
	onStores(t, func(t *testing.T, g *graph.Graph) {
		articles := append(talks(), generated(1), generated(2))
		articles[0].load(t, g)
		s := snapshot(t, g)
		defer s.Close()
		want := content(t, g)
		read := func(when string) {
			t.Helper()
			var got []string
			for q, err := range s.Quads(t.Context(), graph.Pattern{}) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, q.NQuad())
			}
			slices.Sort(got)
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s (-want +got):\n%s", when, d)
			}
		}
		for _, w := range articles[1:] {
			w.load(t, g)
			read("beside a load")
		}
		if _, err := g.Remove(t.Context(), articles[0].article); err != nil {
			t.Fatal(err)
		}
		read("beside a removal")
		if err := g.Compact(t.Context()); err != nil {
			t.Fatal(err)
		}
		read("beside a compaction")
		if d := cmp.Diff(nquads(articles[1:]...), content(t, g)); d != "" {
			t.Errorf("now (-want +got):\n%s", d)
		}
	})
}

// Readers beside a writer: each sees whole articles, and as many of them as had been loaded when it began or more.
func TestReadersBesideAWriter(t *testing.T) {
	onStores(t, func(t *testing.T, g *graph.Graph) {
		const articles = 60
		var loaded atomic.Int64
		done := make(chan struct{})
		var readers sync.WaitGroup
		for range 3 {
			readers.Go(func() {
				for {
					least := int(loaded.Load())
					s, err := g.Snapshot(t.Context())
					if err != nil {
						t.Error(err)
						return
					}
					infos, err := s.Articles(t.Context())
					quads := 0
					for _, e := range s.Quads(t.Context(), graph.Pattern{}) {
						err = errors.Join(err, e)
						quads++
					}
					s.Close()
					want := 0
					for i := range infos {
						want += len(nquads(generated(i)))
					}
					if err != nil || len(infos) < least || quads != want {
						t.Errorf("%d articles of %d quads, %d expected at least, of %d quads, %v", len(infos), quads, least, want, err)
						return
					}
					select {
					case <-done:
						return
					default:
					}
				}
			})
		}
		for i := range articles {
			generated(i).load(t, g)
			loaded.Add(1)
			if i == articles/2 {
				if err := g.Compact(t.Context()); err != nil {
					t.Error(err)
				}
			}
		}
		close(done)
		readers.Wait()
	})
}
