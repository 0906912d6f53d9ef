package emit_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"quadrille/loader/emit"
)

// swaps replaces names by others of the same type and length, so that offsets stay what they are.
var swaps = [][2]string{
	{"Regula Baumann", "Ingrid Lindahl"}, {"Baumann", "Lindahl"},
	{"Levon Sarkisian", "Arvid Petterson"}, {"Anahit Petrosian", "Zelina Kowalczyk"},
	{"Elnur Hasanli", "Pawel Mironov"},
	{"Civic Front", "Rural Union"},
	{"Armenian", "Estonian"}, {"Armenia", "Estonia"}, {"Yerevan", "Tallinn"},
}

func swapped(s string, forms ...func(string) string) string {
	for _, p := range swaps {
		for _, f := range forms {
			s = strings.ReplaceAll(s, f(p[0]), f(p[1]))
		}
	}
	return s
}

var claims = regexp.MustCompile(`claim/[0-9a-f]+`)

// plain is a quad as text, without what the lexicon knows of a country, and with claims named in order of appearance:
// their hashes are of their words.
func plain(quads []quad.Quad) []string {
	var out []string
	for _, q := range quads {
		switch p := string(q.Predicate.(quad.IRI)); {
		case strings.HasSuffix(p, "rel/iso3166"), strings.HasSuffix(p, "rel/cameo"), strings.HasSuffix(p, "owl#sameAs"):
			continue
		}
		out = append(out, claims.ReplaceAllString(q.NQuad(), "claim/C"))
	}
	slices.Sort(out)
	return out
}

// Invariant 5: a name swapped for another of its type throughout an article is swapped in the graph, and nothing else
// changes.
func TestSwappedNamesAreSwappedInTheGraph(t *testing.T) {
	text := texts(t)["testdata/talks.txt"]
	same := func(s string) string { return s }
	slug := func(s string) string { return strings.ReplaceAll(strings.ToLower(s), " ", "-") }
	before := quadsOf(t, extracted(t, text))
	after := quadsOf(t, extracted(t, swapped(text, same)))
	want := plain(before)
	for i := range want {
		want[i] = swapped(want[i], same, slug)
	}
	slices.Sort(want)
	got := plain(after)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("missing: %s", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("not expected: %s", g)
		}
	}
	if len(want) < 100 {
		t.Errorf("only %d quads", len(want))
	}
}

// A sentence that says nothing of anybody removes no quad.
func TestIrrelevantSentenceRemovesNothing(t *testing.T) {
	for name, text := range texts(t) {
		text = strings.TrimRight(text, "\n")
		before := quadsOf(t, extracted(t, text))
		after := quadsOf(t, extracted(t, text+"\n\nIt rained in the afternoon and the streets were empty.\n"))
		for _, q := range before {
			if !slices.Contains(after, q) {
				t.Errorf("%s: gone: %v", name, q)
			}
		}
	}
}

// Invariant 4, as far as it is the loader's: an article's quads do not depend on what was read before it.
func TestOrderOfArticlesIsWithoutEffect(t *testing.T) {
	all := texts(t)
	first := quadsOf(t, extracted(t, all["testdata/talks.txt"]))
	quadsOf(t, extracted(t, all["testdata/strike.txt"]))
	if again := quadsOf(t, extracted(t, all["testdata/talks.txt"])); !slices.Equal(first, again) {
		t.Error("the same article gives other quads the second time")
	}
	if !slices.IsSortedFunc(first, func(a, b quad.Quad) int { return strings.Compare(a.Label.String(), b.Label.String()) }) {
		t.Error("quads are not sorted by label")
	}
	if _, err := emit.JSON(extracted(t, all["testdata/strike.txt"])); err != nil {
		t.Error(err)
	}
}
