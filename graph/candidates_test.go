package graph_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

// told is the quads of an article that names nodes, and ties them: "actor:a", "schema:Person", "A Name".
func told(hash string, nodes [][3]string, ties ...[3]string) []quad.Quad {
	article := schema.ArticleIRI(hash)
	sentence := schema.SpanIRI(hash, 0, 4)
	fact := func(s quad.Value, p quad.IRI, o quad.Value) quad.Quad {
		return quad.Quad{Subject: s, Predicate: p, Object: o, Label: article}
	}
	out := []quad.Quad{fact(article, schema.Type, schema.NewsArticle), fact(sentence, schema.Type, schema.Sentence),
		fact(sentence, schema.Of, article), fact(sentence, schema.Text, quad.String("Text"))}
	for _, n := range nodes {
		out = append(out, fact(iri(n[0]), schema.Type, iri(n[1])), fact(iri(n[0]), schema.Label, quad.String(n[2])))
	}
	for i, t := range ties {
		e := schema.EvidenceIRI(hash, i+1)
		out = append(out, fact(e, schema.Type, schema.Evidence), fact(e, schema.In, sentence), fact(e, schema.Voice, article),
			fact(e, schema.Confidence, quad.Float(0.8)), fact(e, schema.Begins, quad.Int(0)), fact(e, schema.Ends, quad.Int(4)), fact(e, schema.Text, quad.String("Text")),
			quad.Quad{Subject: iri(t[0]), Predicate: iri(t[1]), Object: iri(t[2]), Label: e})
	}
	return out
}

func doubtful() [][]quad.Quad {
	const person, body, treaty = "schema:Person", "schema:Organization", "type:Treaty"
	return [][]quad.Quad{
		told("d1", [][3]string{{"actor:vera-holm", person, "Vera Holm"}, {"actor:norland", "schema:Country", "Norland"}, {"actor:union-of-harbour-workers", body, "Union of Harbour Workers"},
			{"treaty:norland-fisheries-accord", treaty, "Norland fisheries accord"}}, [3]string{"actor:vera-holm", "rel:represents", "actor:norland"}),
		told("d2", [][3]string{{"actor:holm-d2", person, "Holm"}, {"actor:norland", "schema:Country", "Norland"}, {"actor:uhw", body, "UHW"}},
			[3]string{"actor:holm-d2", "rel:represents", "actor:norland"}, [3]string{"actor:holm-d2", "rel:possiblySame", "actor:vera-holm"}),
		told("d3", [][3]string{{"actor:arne-holm", person, "Arne Holm"}, {"actor:vera-holmm", person, "Vera Holmm"}, {"actor:a-holm", person, "A. Holm"},
			{"treaty:draft-fisheries-accord-d3", treaty, "draft Norland fisheries accord"}, {"actor:envoy-d3", person, "envoy"}}),
		told("d4", [][3]string{{"actor:envoy-d4", person, "envoy"}, {"actor:vera-lund", person, "Vera Lund"}, {"actor:norland", "schema:Country", "Norland"}},
			[3]string{"actor:vera-lund", "rel:represents", "actor:norland"}),
		told("d5", [][3]string{{"actor:vera-lund", person, "Vera Lund"}, {"actor:ostia", "schema:Country", "Ostia"}},
			[3]string{"actor:vera-lund", "rel:represents", "actor:ostia"}),
	}
}

func printedCandidates(t *testing.T, g *graph.Graph, of quad.IRI) []string {
	t.Helper()
	s := snapshot(t, g)
	defer s.Close()
	found, err := s.Candidates(t.Context(), of, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range found {
		out = append(out, fmt.Sprintf("%.2f %s %s: %s", c.Score, schema.Shorten(c.A.IRI), schema.Shorten(c.B.IRI), c.Why))
	}
	return out
}

func TestCandidates(t *testing.T) {
	want := []string{
		"0.86 actor:holm-d2 actor:vera-holm: noted in an article, have to do with the same",
		"0.70 actor:uhw actor:union-of-harbour-workers: its acronym",
		"0.60 actor:vera-holm actor:vera-holmm: spelt alike",
		"0.60 actor:a-holm actor:arne-holm: an initial",
		"0.45 treaty:draft-fisheries-accord-d3 treaty:norland-fisheries-accord: words in common",
		"0.40 actor:vera-lund actor:vera-lund: one article tells of Norland, another of Ostia: perhaps two",
		"0.30 actor:envoy-d3 actor:envoy-d4: the same words",
		"0.20 actor:holm-d2 actor:a-holm: the family name",
		"0.20 actor:holm-d2 actor:arne-holm: the family name",
	}
	onStores(t, func(t *testing.T, g *graph.Graph) {
		for i, quads := range doubtful() {
			if _, err := g.Load(t.Context(), schema.ArticleIRI(fmt.Sprint("d", i+1)), quads); err != nil {
				t.Fatal(err)
			}
		}
		if d := cmp.Diff(want, printedCandidates(t, g, "")); d != "" {
			t.Errorf("(-want +got)\n%s", d)
		}
		if got := printedCandidates(t, g, iri("actor:uhw")); len(got) != 1 || !strings.Contains(got[0], "acronym") {
			t.Errorf("of one: %q", got)
		}
		// What the graph says of a pair settles it.
		decisions := []quad.Quad{
			{Subject: iri("actor:uhw"), Predicate: schema.SameAs, Object: iri("actor:union-of-harbour-workers")},
			{Subject: iri("actor:envoy-d4"), Predicate: iri("owl:differentFrom"), Object: iri("actor:envoy-d3")},
		}
		if _, err := g.Import(t.Context(), &reader{decisions, io.EOF}); err != nil {
			t.Fatal(err)
		}
		got := printedCandidates(t, g, "")
		if len(got) != len(want)-2 || slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "uhw") || strings.Contains(s, "envoy") }) {
			t.Errorf("after decisions: %q", got)
		}
	})
}

// The pairs are those of the quads, in whatever order the articles came.
func TestCandidatesOfAnyOrder(t *testing.T) {
	var first []string
	for _, order := range [][]int{{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {2, 4, 0, 3, 1}} {
		g := open(t, graph.Options{Create: true})
		for _, i := range order {
			if _, err := g.Load(t.Context(), schema.ArticleIRI(fmt.Sprint("d", i+1)), doubtful()[i]); err != nil {
				t.Fatal(err)
			}
		}
		got := printedCandidates(t, g, "")
		if first == nil {
			first = got
		}
		if len(got) == 0 || !slices.Equal(first, got) {
			t.Errorf("order %v: %q, before %q", order, got, first)
		}
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	}
}
