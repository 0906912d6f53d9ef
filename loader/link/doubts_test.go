package link_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"quadrille/loader/article"
	"quadrille/loader/document"
)

func read(t testing.TB, day, text string) *document.Document {
	t.Helper()
	a := &article.Article{Hash: "0123456789abcdef", Text: text, Language: "en"}
	if day != "" {
		var err error
		if a.Date, err = time.Parse(time.DateOnly, day); err != nil {
			t.Fatal(err)
		}
	}
	return extracted(t, stages(t, false), a)
}

// What the text leaves open is a doubt with a score, and the node stays the article's own.
func TestDoubts(t *testing.T) {
	for name, c := range map[string]struct {
		day, text, node string
		want            []string
	}{
		"a common family name": {"2022-03-04", "Johnson accused Moscow of lying. Britain supports Ukraine.",
			"actor/johnson-012345", []string{"boris-johnson 0.80 Johnson"}},
		"out of office": {"2011-03-04", "Blinken said on Friday that the accord was dead. The United States rejects it.",
			"actor/blinken-012345", nil},
		"on the day of a change of hands": {"2018-04-09", "The Armenian president rejected the bill.",
			"actor/armenian-president-012345", []string{"serzh-sargsyan 0.25 The Armenian president", "armen-sarkissian 0.25 The Armenian president"}},
		"a former holder": {"2024-09-09", "The former Armenian president rejected the bill.",
			"actor/former-armenian-president-012345", nil},
		"an article without a date": {"", "The Moldovan president rejected the bill.",
			"actor/moldovan-president-012345", []string{"maia-sandu 0.20 The Moldovan president"}},
		"another bearer in the text": {"2023-11-20", "Armenian Prime Minister Levon Sarkisian met the press. \"We wait,\" the Armenian prime minister, Levon Sarkisian, said.",
			"actor/levon-sarkisian", nil},
		"sure": {"2023-11-20", "The Armenian prime minister rejected the bill.", "actor/nikol-pashinyan", nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := read(t, c.day, c.text)
			i := slices.IndexFunc(d.Entities, func(e document.Entity) bool { return e.Type.Namespace()+"/"+e.Slug == c.node })
			if i < 0 {
				t.Fatalf("no %s in %+v", c.node, d.Entities)
			}
			var got []string
			for _, x := range d.Doubts {
				if x.Entity != i || x.Type != document.Person || !d.Sentences[x.Sentence].Span.Contains(x.Span) {
					t.Errorf("%+v", x)
				}
				got = append(got, fmt.Sprintf("%s %.2f %s", x.Slug, x.Score, d.Text(x.Span)))
			}
			if c.want == nil {
				got = slices.DeleteFunc(got, func(s string) bool { return strings.Contains(s, " 0.1") || strings.Contains(s, " 0.0") })
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, expected %q", got, c.want)
			}
		})
	}
}

// Two entities that turn out to be one known actor become one, and what pointed at either points at it.
func TestMerging(t *testing.T) {
	d := read(t, "2023-04-26", "Britain's prime minister met the French president on Monday. Rishi Sunak supports the plan. The French president said that Emmanuel Macron was the same man.")
	seen := map[string]bool{}
	for _, e := range d.Entities {
		if id := e.Type.Namespace() + "/" + e.Slug; seen[id] {
			t.Errorf("%s twice", id)
		} else {
			seen[id] = true
		}
	}
	if !seen["actor/rishi-sunak"] || !seen["actor/emmanuel-macron"] {
		t.Errorf("%v", seen)
	}
	for _, m := range d.Mentions {
		if m.Entity < 0 || m.Entity > len(d.Entities) {
			t.Errorf("mention of entity %d of %d", m.Entity, len(d.Entities))
		}
	}
	for _, r := range d.Relations {
		if max(r.Subject, r.Object, r.To-1) >= len(d.Entities) {
			t.Errorf("%+v of %d entities", r, len(d.Entities))
		}
	}
}

// Invariant 5: a name that is swapped for another in the text is swapped in the names of the nodes.
func TestSwappedNames(t *testing.T) {
	all := stages(t, true)
	swap := func(s string) string {
		for _, p := range [][2]string{{"Gevorg", "Tobias"}, {"Petrosyan", "Hovhannisyan"}, {"Odhiambo", "Lindqvist"}, {"Harbour Workers", "Railway Porters"}, {"Vedant Rao", "Conor Wiel"}} {
			for _, f := range []func(string) string{strings.Clone, func(s string) string { return strings.ReplaceAll(strings.ToLower(s), " ", "-") }} {
				s = strings.ReplaceAll(s, f(p[0]), f(p[1]))
			}
		}
		return s
	}
	swapped := 0
	for _, s := range shorts(t) {
		other := *s.article
		if other.Text = swap(other.Text); other.Text == s.article.Text {
			continue
		}
		swapped++
		d, e := extracted(t, all, s.article), extracted(t, all, &other)
		for _, a := range s.answers {
			if got, want := node(e, swap(a.name)), swap(node(d, a.name)); got != want {
				t.Errorf("%s: %q is %s, expected %s", a.article, swap(a.name), got, want)
			}
		}
	}
	if swapped < 6 {
		t.Errorf("only %d articles were swapped", swapped)
	}
}
