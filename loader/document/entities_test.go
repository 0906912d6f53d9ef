package document_test

import (
	"context"
	"regexp"
	"testing"

	"quadrille/data"
	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/parse"
	"quadrille/loader/segment"
)

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"United States": "united-states", "the West": "west", "The Hague": "hague", "Côte d’Ivoire": "cote-divoire",
		"Recep Tayyip Erdoğan": "recep-tayyip-erdogan", "Łukasz Żak": "lukasz-zak", "Ærø": "aero", "U.N.": "un",
		"Сергей Лавров": "sergei-lavrov", "Подольск": "podolsk", "Μητσοτάκης": "mitsotakis", "İlham Əliyev": "ilham-aliyev",
		"  peace -- process  ": "peace-process", "A": "a", "1922 compact": "1922-compact",
	} {
		if got := document.Slug(name); got != want {
			t.Errorf("Slug(%q) is %q, expected %q", name, got, want)
		}
	}
	if a, b := document.Slug("王毅"), document.Slug("李强"); a == b {
		t.Errorf("two names without Latin letters have the slug %q", a)
	}
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func FuzzSlug(f *testing.F) {
	for _, s := range []string{"", "the", "Łoś", "\xff\xfe", "王毅", "a\u0301", "--", "the  the"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := document.Slug(s)
		if !slug.MatchString(got) {
			t.Errorf("Slug(%q) is %q", s, got)
		}
		if got != document.Slug(got) && !regexp.MustCompile(`^(the|a|an)-`).MatchString(got) {
			t.Errorf("Slug(%q) is %q, and its slug %q", s, got, document.Slug(got))
		}
	})
}

// tagged runs the stages up to parse on a text.
func tagged(t testing.TB, text string) *document.Document {
	t.Helper()
	d := document.New(&article.Article{Text: text})
	tags, err := parse.New(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	if err := segment.New().Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if err := tags.Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestNounPhraseTakesItsComplements(t *testing.T) {
	preps := map[string]bool{"of": true, "between": true, "on": true}
	for text, want := range map[string]string{
		"The talks between Peru, Chile and Bolivia resumed.":                               "The talks between Peru, Chile and Bolivia",
		"The choice of maps of the border remains open.":                                   "The choice of maps of the border",
		"The talks on Monday ended.":                                                       "The talks",
		"The role of France and Italy was small.":                                          "The role of France and Italy",
		"The friend of Peru and Chile met.":                                                "The friend of Peru and Chile",
		"The role of Peru helped and Chile backs the role of France and Italy rejects it.": "The role of Peru",
		"The talks with Peru ended.":                                                       "The talks",
	} {
		d := tagged(t, text)
		if got := d.Text(d.Span(d.NounPhrase(0, preps))); got != want {
			t.Errorf("%q: %q, expected %q", text, got, want)
		}
	}
}

func TestResolveFindsBeforeItAppends(t *testing.T) {
	d := tagged(t, "The talks on fish stalled. Norland welcomes the talks on fish. The talks on fish end.")
	first := document.Range{First: 0, End: 4}
	d.Entities = []document.Entity{{Type: document.Process, Name: "talks on fish", Slug: "talks-on-fish", First: d.Span(first)}}
	d.Mentions = []document.Mention{{Range: first, Head: 1, Form: document.Nominal, Type: document.Process, Entity: 1}}

	if e, ok := d.EntityAt(document.Range{First: 0, End: 2}); !ok || e != 0 {
		t.Errorf("a part of a mention with its head: %d, %v", e, ok)
	}
	second := document.Range{First: 8, End: 12}
	if got := d.Phrase(second); got != "talks on fish" {
		t.Fatalf("second mention is %q", got)
	}
	if e := d.Resolve(second, document.Issue); e != 0 {
		t.Errorf("the same words made entity %d", e)
	}
	fish := document.Range{First: 3, End: 4}
	e := d.Resolve(fish, document.Issue)
	if e != 1 || d.Entities[1].Name != "fish" || d.Entities[1].Slug != "fish" || d.Entities[1].Type != document.Issue {
		t.Errorf("entity %d: %+v", e, d.Entities)
	}
	if again := d.Resolve(fish, document.Issue); again != e {
		t.Errorf("resolving once more gave %d", again)
	}
	if n := d.AddEntity(document.Entity{Type: document.Issue, Name: "Fish"}); d.Entities[n].Slug != "fish-2" {
		t.Errorf("a clash of slugs gave %q", d.Entities[n].Slug)
	}
	if n := d.AddEntity(document.Entity{Type: document.Person, Name: "Fish"}); d.Entities[n].Slug != "fish" {
		t.Errorf("another namespace gave %q", d.Entities[n].Slug)
	}
}
