package export_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"quadrille/graph/export"
	"quadrille/graph/format/nquads"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// sample reads the quads of testdata/sample.nq.
func sample(t *testing.T) []quad.Quad {
	t.Helper()
	f, err := os.Open("testdata/sample.nq")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var quads []quad.Quad
	for r := nquads.NewReader(f, nquads.Options{}); ; {
		q, err := r.ReadQuad()
		if errors.Is(err, io.EOF) {
			return quads
		} else if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
}

func sequence(quads []quad.Quad) func(func(quad.Quad, error) bool) {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

func build(t *testing.T, quads []quad.Quad, f export.Filter) *export.Network {
	t.Helper()
	n, err := export.Build(sequence(quads), f)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// lines describes edges and nodes in short.
func lines(n *export.Network) []string {
	var out []string
	for _, e := range n.Edges {
		first, last := export.Span(e.Dates)
		out = append(out, fmt.Sprintf("%s ×%d %d+%d %.2f %s/%s", e.ID(), e.Weight, e.Author, e.Claim, e.Confidence, first, last))
	}
	for _, v := range n.Nodes {
		out = append(out, fmt.Sprintf("%s %s %q %q ×%d", v.ID, v.Kind, v.Label, v.Aliases, v.Weight))
	}
	return out
}

func TestBuild(t *testing.T) {
	want := []string{
		"actor:arland..rel:mediates..process:border-talks ×3 3+0 0.95 2023-06-17/2023-07-02",
		"actor:dockers..may:supports..treaty:river-accord ×1 1+0 0.50 2023-07-02/2023-07-02",
		"actor:ina-olt..rel:represents..actor:arland ×1 1+0 0.80 2023-06-17/2023-06-17",
		"actor:union-of-ports..not:supports..treaty:river-accord ×1 1+0 0.85 2023-07-02/2023-07-02",
		"issue:dam..rel:blocks..event:vessa-summit ×1 1+0 0.70 /",
		"issue:dam..not:blocks..treaty:river-accord ×1 0+1 0.70 2023-06-17/2023-06-17",
		"issue:dam..rel:blocks..treaty:river-accord ×1 1+0 0.90 2023-07-02/2023-07-02",
		`actor:arland country "Arland" ["Vessa" "the Republic of Arland"] ×4`,
		`actor:dockers group "+dockers" [] ×1`,
		`actor:ina-olt person "Ina \"Iron\" Olt\\N" ["=HYPERLINK(\"http://x\")" "Olt"] ×1`,
		`actor:union-of-ports organization "Union of Ports" [] ×1`,
		`event:vessa-summit event "summit in Vessa" [] ×1`,
		`issue:dam issue "the dam \\x1b[31m\\u202eissue" ["&lt;dam&gt;"] ×3`,
		`process:border-talks process "border talks" ["the talks"] ×3`,
		`treaty:river-accord treaty "River Accord & Protocol" [] ×4`,
	}
	quads := sample(t)
	if d := cmp.Diff(want, lines(build(t, quads, export.Filter{}))); d != "" {
		t.Error(d)
	}
	n := build(t, quads, export.Filter{})
	e := n.Edges[0]
	wantSentences := []string{
		"Arland led the talks again, and the dam delayed the summit.",
		"2023-06-17: Arland, which \"knows both banks\", is mediating the border talks.",
		"… and 1 more",
	}
	if d := cmp.Diff(wantSentences, e.Sentences(2)); d != "" {
		t.Error(d)
	}
	if e.Articles() != 3 || e.Evidence[2].Title != "Talks & <doubts>" || e.Evidence[2].ID != "evidence:b2/2" {
		t.Errorf("evidence %+v", e.Evidence)
	}
	if v := n.Nodes[0]; v.Country != "ARL" || v.Wikidata != "http://www.wikidata.org/entity/Q999999999" {
		t.Errorf("%+v", v)
	}
}

func TestFilter(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		name   string
		filter export.Filter
		want   string
	}{
		{"relations", export.Filter{Relations: []string{"mediates", "represents"}}, "actor:arland..rel:mediates..process:border-talks ×3, actor:ina-olt..rel:represents..actor:arland ×1"},
		{"polarity", export.Filter{Polarities: []export.Polarity{export.Negated, export.Hedged}}, "actor:dockers..may:supports..treaty:river-accord ×1, actor:union-of-ports..not:supports..treaty:river-accord ×1, issue:dam..not:blocks..treaty:river-accord ×1"},
		{"weight", export.Filter{MinWeight: 2}, "actor:arland..rel:mediates..process:border-talks ×3"},
		{"since", export.Filter{Since: day("2023-07-01"), Relations: []string{"mediates", "blocks"}}, "actor:arland..rel:mediates..process:border-talks ×1, issue:dam..rel:blocks..treaty:river-accord ×1"},
		{"until", export.Filter{Until: day("2023-06-17"), Relations: []string{"mediates"}}, "actor:arland..rel:mediates..process:border-talks ×1"},
		{"claims", export.Filter{Claims: true, Relations: []string{"said", "about"}}, "actor:ina-olt..rel:said..claim:c1 ×1, claim:c1..rel:about..issue:dam ×1, claim:c1..rel:about..treaty:river-accord ×1"},
		{"nothing", export.Filter{Relations: []string{"signs"}}, ""},
	} {
		var got []string
		n := build(t, sample(t), c.filter)
		for _, e := range n.Edges {
			got = append(got, fmt.Sprintf("%s ×%d", e.ID(), e.Weight))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, s, c.want)
		}
		if len(n.Edges) == 0 && len(n.Nodes) > 0 {
			t.Errorf("%s: nodes without edges", c.name)
		}
	}
}

// TestOrderDoesNotMatter: quads in any order make the same network.
func TestOrderDoesNotMatter(t *testing.T) {
	quads := sample(t)
	all := export.Filter{Claims: true}
	want := lines(build(t, quads, all))
	for seed := range uint64(20) {
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(quads), func(i, j int) { quads[i], quads[j] = quads[j], quads[i] })
		if d := cmp.Diff(want, lines(build(t, quads, all))); d != "" {
			t.Fatal(d)
		}
	}
}

// TestForeignQuads: relations without evidence, between nodes that nothing else is said of, are drawn too.
func TestForeignQuads(t *testing.T) {
	n := build(t, []quad.Quad{
		{Subject: quad.IRI("http://example.org/a"), Predicate: quad.IRI("urn:quadrille:rel/meets"), Object: quad.BNode("b")},
		{Subject: quad.IRI("urn:quadrille:actor/x"), Predicate: quad.IRI("urn:quadrille:rel/meets"), Object: quad.String("some\none"), Label: quad.IRI("urn:quadrille:evidence/gone/1")},
	}, export.Filter{})
	want := []string{
		`actor:x..rel:meets.."some\none" ×1 0+0 0.00 /`,
		"http://example.org/a..rel:meets.._:b ×1 0+0 0.00 /",
		`"some\none" other "some one" [] ×1`,
		`_:b other "_:b" [] ×1`,
		`actor:x other "actor:x" [] ×1`,
		`http://example.org/a other "http://example.org/a" [] ×1`,
	}
	if d := cmp.Diff(want, lines(n)); d != "" {
		t.Error(d)
	}
}

func TestBuildStopsAtAnError(t *testing.T) {
	broken := errors.New("broken")
	_, err := export.Build(func(yield func(quad.Quad, error) bool) { yield(quad.Quad{}, broken) }, export.Filter{})
	if !errors.Is(err, broken) {
		t.Error(err)
	}
}

// network makes a network of one edge with any text wherever text goes.
func network(t *rapid.T, text *rapid.Generator[string]) *export.Network {
	s := func(name string) quad.String { return quad.String(strings.ToValidUTF8(text.Draw(t, name), "")) }
	a, o := quad.IRI("urn:quadrille:actor/"+s("slug")), quad.IRI("urn:quadrille:treaty/t")
	article, evidence := quad.IRI("urn:quadrille:article/h"), quad.IRI("urn:quadrille:evidence/h/1")
	sentence := quad.IRI("urn:quadrille:article/h#char=0,9")
	n, err := export.Build(sequence([]quad.Quad{
		{Subject: a, Predicate: quad.IRI("urn:quadrille:not/signs"), Object: o, Label: evidence},
		{Subject: a, Predicate: schema.Label, Object: s("label"), Label: article},
		{Subject: a, Predicate: schema.AltLabel, Object: s("alias"), Label: article},
		{Subject: a, Predicate: schema.CountryID, Object: s("country"), Label: article},
		{Subject: a, Predicate: schema.SameAs, Object: quad.IRI("http://www.wikidata.org/" + s("wikidata")), Label: article},
		{Subject: sentence, Predicate: schema.Text, Object: s("sentence"), Label: article},
		{Subject: article, Predicate: schema.Title, Object: s("title"), Label: article},
		{Subject: evidence, Predicate: schema.In, Object: sentence, Label: article},
	}), export.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
