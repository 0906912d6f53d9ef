package link_test

import (
	"context"
	"testing"

	"quadrille/data"
	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/link"
)

func linked(t testing.TB, entities ...document.Entity) []document.Entity {
	t.Helper()
	lex, err := lexicon.Read(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	d := document.New(&article.Article{})
	d.Entities = entities
	if err := link.New(lex).Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return d.Entities
}

func TestSlugs(t *testing.T) {
	got := linked(t,
		document.Entity{Type: document.Country, Name: "US", Known: document.Known{Key: "country:us"}},
		document.Entity{Type: document.Person, Name: "Jan Łoś"},
		document.Entity{Type: document.Person, Name: "Jan Los"},
		document.Entity{Type: document.Treaty, Name: "the agreement"},
		document.Entity{Type: document.Process, Name: "agreement"},
		document.Entity{Type: document.Organization, Name: "United States"},
	)
	for i, want := range []string{"united-states", "jan-los", "jan-los-2", "agreement", "agreement", "united-states-2"} {
		if got[i].Slug != want {
			t.Errorf("%s: slug %q, expected %q", got[i].Name, got[i].Slug, want)
		}
	}
}

// What the article calls a known actor has no influence on its IRI, and what nobody knows is not made up.
func TestKnown(t *testing.T) {
	got := linked(t,
		document.Entity{Type: document.Country, Name: "Washington", Known: document.Known{Key: "country:us"}},
		document.Entity{Type: document.Organization, Name: "U.N.", Known: document.Known{Key: "org:un"}},
		document.Entity{Type: document.Person, Name: "Edvin Sato", Known: document.Known{Key: "person:nobody"}},
	)
	if k := got[0].Known; k.Name != "United States" || k.ISO3 != "USA" || k.Wikidata != "Q30" || got[0].Slug != "united-states" {
		t.Errorf("%+v", got[0])
	}
	if got[1].Slug != "united-nations" || got[1].Known.Wikidata != "Q1065" {
		t.Errorf("%+v", got[1])
	}
	if got[2].Known != (document.Known{}) || got[2].Slug != "edvin-sato" {
		t.Errorf("%+v", got[2])
	}
}
