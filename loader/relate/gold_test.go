package relate

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quadrille/loader/article"
	"quadrille/loader/document"
)

// goldArticle is one annotated article of the gold, as GUIDELINES.md describes its file.
type goldArticle struct {
	id     string
	text   string
	Actors []goldEntity
	Things []goldEntity

	Assertions []goldAssertion
}

type goldEntity struct {
	ID, Type, Name string
	Aliases        []string
}

type goldAssertion struct {
	ID, Kind, Subject, Object, Polarity, Voice, Style, Cue string
	Spans                                                  [][2]int
	Sentences                                              []int
	Evidence                                               [][2]int
	used                                                   bool
}

// readGold reads the articles of a folder whose texts are there.
func readGold(t testing.TB, dir string) []*goldArticle {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var out []*goldArticle
	for _, f := range files {
		text, err := os.ReadFile(strings.TrimSuffix(f, ".json") + ".txt")
		if err != nil {
			continue // sentences.json, and PolNeAR's texts lie elsewhere
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		g := &goldArticle{id: strings.TrimSuffix(filepath.Base(f), ".json"), text: string(text)}
		if err := json.Unmarshal(raw, g); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		out = append(out, g)
	}
	return out
}

func (g *goldArticle) article() *article.Article {
	return &article.Article{Text: g.text, File: g.id + ".txt", Hash: g.id, Language: "en"}
}

func (g *goldArticle) entity(id string) goldEntity {
	for _, e := range g.Actors {
		if e.ID == id {
			return e
		}
	}
	for _, e := range g.Things {
		if e.ID == id {
			return e
		}
	}
	return goldEntity{}
}

// The scorer's notion of one entity: see /work/shared/tools/score_assertions.py.

var (
	word = regexp.MustCompile(`[\p{L}\p{N}_]+`)
	idle = set("a an the of to for in on at by with and or its his her their this that between from over as is are was were be been mr mrs ms dr")
)

func contentWords(name string) map[string]bool {
	out := map[string]bool{}
	for _, w := range word.FindAllString(strings.ToLower(name), -1) {
		if idle[w] {
			continue
		}
		for _, end := range []string{"ies", "es", "s"} {
			if len(w) > 4 && strings.HasSuffix(w, end) && !strings.HasSuffix(w, "ss") {
				w = w[:len(w)-len(end)]
				if end == "ies" {
					w += "y"
				}
				break
			}
		}
		out[w] = true
	}
	return out
}

func sameEntity(a document.Entity, b goldEntity) bool {
	for _, x := range append([]string{a.Name}, a.Aliases...) {
		for _, y := range append([]string{b.Name}, b.Aliases...) {
			if sameWords(contentWords(x), contentWords(y)) {
				return true
			}
		}
	}
	return false
}

func sameWords(x, y map[string]bool) bool {
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	return 2*both >= len(x)+len(y)-both
}

// cause tells what keeps r from being the gold assertion that is nearest to it.
func (g *goldArticle) cause(d *document.Document, r *document.Relation) string {
	best := "nothing like it"
	for i := range g.Assertions {
		a := &g.Assertions[i]
		if a.Kind != r.Kind.String() {
			continue
		}
		s, o := sameEntity(d.Entities[r.Subject], g.entity(a.Subject)), sameEntity(d.Entities[r.Object], g.entity(a.Object))
		near := false // in the same place
		for _, e := range a.Evidence {
			near = near || r.Evidence.Overlaps(document.Span{Begin: e[0], End: e[1]})
		}
		for _, n := range a.Sentences {
			near = near || len(a.Evidence) == 0 && n == r.Sentence
		}
		same := a.Polarity == r.Polarity.String()
		switch {
		case s && o && same:
			return "said already"
		case s && o:
			best = "polarity"
		case s && near && best != "polarity":
			best = "object"
		case o && near && best != "polarity" && best != "object":
			best = "subject"
		case near && best == "nothing like it":
			best = "both ends"
		}
	}
	return best
}

// states tells whether the gold has r, however often r was found before.
func (g *goldArticle) states(d *document.Document, r *document.Relation) bool {
	fresh := goldArticle{Actors: g.Actors, Things: g.Things, Assertions: slices.Clone(g.Assertions)}
	for i := range fresh.Assertions {
		fresh.Assertions[i].used = false
	}
	return fresh.match(d, r, false)
}

// match finds an unused gold assertion that says what r says, and marks it used.
func (g *goldArticle) match(d *document.Document, r *document.Relation, spend bool) bool {
	for i := range g.Assertions {
		a := &g.Assertions[i]
		if a.used || a.Kind != r.Kind.String() || a.Polarity != r.Polarity.String() {
			continue
		}
		s, o := g.entity(a.Subject), g.entity(a.Object)
		x, y := d.Entities[r.Subject], d.Entities[r.Object]
		if sameEntity(x, s) && sameEntity(y, o) || r.Kind == document.Meets && sameEntity(x, o) && sameEntity(y, s) {
			a.used = spend
			return true
		}
	}
	return false
}
