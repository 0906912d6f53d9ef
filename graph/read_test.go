package graph_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func TestWhy(t *testing.T) {
	onStores(t, func(t *testing.T, g *graph.Graph) {
		for _, w := range talks() {
			w.load(t, g)
		}
		s := snapshot(t, g)
		defer s.Close()
		for _, c := range []struct {
			name       string
			values     []quad.Value
			predicates []quad.IRI
			want       []string
		}{
			{"direct", []quad.Value{iri("actor:united-states"), iri("process:peace-talks")}, nil,
				[]string{"a1 mediates in the talks", "b2 Washington mediates in the talks again"}},
			{"either way", []quad.Value{iri("process:peace-talks"), quad.String("x"), nil, iri("actor:russia")}, nil,
				[]string{"c3 does not mediate", "a1 Russia could mediate in the talks"}},
			{"one predicate", []quad.Value{iri("actor:russia"), iri("process:peace-talks")}, []quad.IRI{iri("may:mediates")},
				[]string{"a1 Russia could mediate in the talks"}},
			{"over a node", []quad.Value{iri("actor:lavrov"), iri("treaty:peace-treaty")}, nil,
				[]string{"a1 Russia could mediate in the talks, a checkpoint blocks the peace treaty", "a1 Russia could mediate in the talks, a checkpoint blocks the peace treaty"}},
			{"single", []quad.Value{iri("issue:checkpoint")}, nil, []string{"a1 a checkpoint blocks the peace treaty"}},
			{"a claim", []quad.Value{iri("claim:c1")}, nil, []string{"a1 Russia could mediate in the talks, a checkpoint blocks the peace treaty"}},
			{"an evidence", []quad.Value{schema.EvidenceIRI("b2", 2)}, nil, []string{"b2 mediates"}},
			{"nothing between", []quad.Value{iri("issue:checkpoint"), iri("actor:united-states")}, nil,
				[]string{"a1 mediates in the talks", "a1 a checkpoint blocks the peace treaty", "b2 Washington mediates in the talks again", "b2 mediates"}},
			{"unknown", []quad.Value{iri("actor:nobody")}, nil, nil},
			{"nothing", nil, nil, nil},
		} {
			found, err := s.Why(t.Context(), c.values, c.predicates)
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			var got []string
			for _, e := range found {
				words := string([]rune(e.Sentence)[e.Words[0]:e.Words[1]])
				got = append(got, strings.TrimPrefix(schema.Shorten(e.Article), "article:")+" "+words)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("%s (-want +got):\n%s", c.name, d)
			}
		}
		found, err := s.Why(t.Context(), []quad.Value{iri("actor:russia"), iri("process:peace-talks")}, []quad.IRI{iri("may:mediates")})
		if err != nil || len(found) != 1 {
			t.Fatal(found, err)
		}
		begin := len([]rune("Naïve hopes, Lavrov said: "))
		want := graph.Evidence{
			Quad:     quad.Quad{Subject: iri("actor:russia"), Predicate: iri("may:mediates"), Object: iri("process:peace-talks"), Label: schema.EvidenceIRI("a1", 3)},
			Sentence: "Naïve hopes, Lavrov said: Russia could mediate in the talks, a checkpoint blocks the peace treaty.",
			Before:   "The United States mediates in the talks.",
			Words:    [2]int{begin, begin + len("Russia could mediate in the talks")},
			Article:  schema.ArticleIRI("a1"), Title: "Talks resume", Date: day(2023, 6, 26), Publisher: "The Courier",
			Source: "https://courier.example/a1", Speaker: iri("actor:lavrov"), Cue: "Russia", Tense: "present", Confidence: 0.75,
		}
		if d := cmp.Diff(want, found[0]); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	})
}

func TestNamesAndCounts(t *testing.T) {
	onStores(t, func(t *testing.T, g *graph.Graph) {
		s := snapshot(t, g)
		if found, err := s.Entities(t.Context(), "", 0); err != nil || len(found) > 0 {
			t.Errorf("an empty graph has entities: %v, %v", found, err)
		}
		s.Close()
		for _, w := range talks() {
			w.load(t, g)
		}
		s = snapshot(t, g)
		defer s.Close()
		for prefix, want := range map[string][]string{
			"":             {"actor:russia 4", "process:peace-talks 4", "actor:united-states 3", "treaty:peace-treaty 2", "actor:lavrov 1", "issue:checkpoint 1"},
			"MOS":          {"actor:russia 4"},
			"the":          {"actor:russia 4", "process:peace-talks 4"},
			"peace t":      {"process:peace-talks 4", "treaty:peace-treaty 2"},
			"peace treaty": {"treaty:peace-treaty 2"},
			"actor:":       {"actor:russia 4", "actor:united-states 3", "actor:lavrov 1"},
			"zzz":          nil,
		} {
			found, err := s.Entities(t.Context(), prefix, 0)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range found {
				got = append(got, fmt.Sprint(schema.Shorten(e.IRI), " ", e.Relations))
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%q (-want +got):\n%s", prefix, d)
			}
		}
		if found, err := s.Entities(t.Context(), "", 2); err != nil || len(found) != 2 || found[0].Label != "Russia" || found[0].Type != schema.CountryType {
			t.Errorf("the first two: %v, %v", found, err)
		}
		labels, err := s.Labels(t.Context(), []quad.IRI{iri("actor:lavrov"), iri("actor:nobody"), iri("claim:c1")})
		if d := cmp.Diff(map[quad.IRI]string{iri("actor:lavrov"): "Sergey Lavrov"}, labels); d != "" || err != nil {
			t.Error(d, err)
		}
		articles, err := s.Articles(t.Context())
		want := []graph.ArticleInfo{
			{IRI: schema.ArticleIRI("c3"), Title: "Undated", Publisher: "The Courier"},
			{IRI: schema.ArticleIRI("a1"), Title: "Talks resume", Date: day(2023, 6, 26), Publisher: "The Courier"},
			{IRI: schema.ArticleIRI("b2"), Title: "Washington goes on", Date: day(2023, 12, 8), Publisher: "The Courier"},
		}
		if d := cmp.Diff(want, articles); d != "" || err != nil {
			t.Error(d, err)
		}
		st, err := s.Stats(t.Context())
		count := graph.Stats{Quads: len(nquads(talks()...)), Articles: 3, Actors: 3, Things: 3, Claims: 1, Evidence: 7, Predicates: map[quad.IRI]int{
			iri("rel:mediates"): 2, iri("may:mediates"): 1, iri("not:mediates"): 1, iri("rel:said"): 1, iri("rel:about"): 2, iri("rel:blocks"): 1, iri("rel:meets"): 1,
		}}
		if d := cmp.Diff(count, st); d != "" || err != nil {
			t.Error(d, err)
		}
		if articles, quads, err := s.Extent(t.Context()); articles != count.Articles || quads != count.Quads || err != nil {
			t.Errorf("%d articles, %d quads, %v", articles, quads, err)
		}
	})
}

// Names that a write has made stale are read anew.
func TestNamesFollowTheGraph(t *testing.T) {
	g := open(t, graph.Options{})
	find := func() int {
		s := snapshot(t, g)
		defer s.Close()
		found, err := s.Entities(t.Context(), "mos", 0)
		if err != nil {
			t.Fatal(err)
		}
		return len(found)
	}
	w := talks()[0]
	before := find()
	w.load(t, g)
	loaded := find()
	if _, err := g.Remove(t.Context(), w.article); err != nil {
		t.Fatal(err)
	}
	if got := []int{before, loaded, find()}; !slices.Equal(got, []int{0, 1, 0}) {
		t.Errorf("found %v times", got)
	}
}

// Check finds what is wrong: each case spoils one article in one way.
func TestCheckFindsFaults(t *testing.T) {
	swap := func(p quad.IRI, o quad.Value) func(q quad.Quad) []quad.Quad {
		return func(q quad.Quad) []quad.Quad {
			if q.Subject == schema.EvidenceIRI("a1", 3) && q.Predicate == p {
				if o == nil {
					return nil
				}
				q.Object = o
			}
			return []quad.Quad{q}
		}
	}
	for name, c := range map[string]struct {
		change func(q quad.Quad) []quad.Quad
		says   string
	}{
		"no sentence":          {swap(schema.In, nil), "has no sentence"},
		"another's sentence":   {swap(schema.In, schema.SpanIRI("b2", 0, 5)), "none of the article's"},
		"no voice":             {swap(schema.Voice, nil), "has no voice"},
		"a voice from nowhere": {swap(schema.Voice, iri("claim:c9")), "neither the article nor a claim"},
		"no confidence":        {swap(schema.Confidence, nil), "confidence"},
		"too sure":             {swap(schema.Confidence, quad.Float(1.5)), "confidence"},
		"too short":            {swap(schema.Text, quad.String("Russia")), "code points"},
		"other words":          {swap(schema.Text, quad.String("Russia could mediate in the walks")), "where its sentence says"},
		"ends first":           {swap(schema.Ends, quad.Int(1)), "ends at"},
		"claim not its pieces": {func(q quad.Quad) []quad.Quad {
			if q.Subject == iri("claim:c1") && q.Predicate == schema.Text {
				q.Object = quad.String("something else")
			}
			return []quad.Quad{q}
		}, "its pieces'"},
		"sentence too long": {func(q quad.Quad) []quad.Quad {
			if q.Object == quad.String("Talks resume") && q.Predicate == schema.Text {
				q.Object = quad.String("Talks resume now")
			}
			return []quad.Quad{q}
		}, "the name says 12"},
		"relation under the article": {func(q quad.Quad) []quad.Quad {
			if q.Predicate == iri("rel:blocks") {
				q.Label = schema.ArticleIRI("a1")
			}
			return []quad.Quad{q}
		}, "not the article"},
		"evidence without its article": {func(q quad.Quad) []quad.Quad {
			if q.Subject == schema.EvidenceIRI("a1", 3) {
				return nil
			}
			return []quad.Quad{q}
		}, "found from the articles"},
		"relation without a label": {func(q quad.Quad) []quad.Quad {
			if q.Predicate == iri("rel:blocks") {
				q.Label = nil
			}
			return []quad.Quad{q}
		}, "no evidence of an article"},
		"nothing": {func(q quad.Quad) []quad.Quad { return []quad.Quad{q} }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			g := open(t, graph.Options{})
			var quads []quad.Quad
			for _, q := range talks()[0].quads {
				quads = append(quads, c.change(q)...)
			}
			if _, err := g.Import(t.Context(), &reader{quads, io.EOF}); err != nil {
				t.Fatal(err)
			}
			report, err := g.Check(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			all := strings.Join(report.Faults, "\n")
			if (c.says == "") != (all == "") || !strings.Contains(all, c.says) {
				t.Errorf("check says %q, want %q", all, c.says)
			}
			if report.Articles != 1 || report.Quads == 0 {
				t.Errorf("%d articles, %d quads", report.Articles, report.Quads)
			}
		})
	}
}
