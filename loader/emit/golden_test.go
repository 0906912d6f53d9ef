package emit_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/emit"
)

// layered is a text of two sentences with layers made by hand: a claim, a relation within it, and one that two
// sentences state.
func layered() *document.Document {
	const text = "Ostia “can mediate the talks”, envoy Ann Roe said. Ostia mediates the talks; the talks have Ostia as mediator."
	d := document.New(&article.Article{
		Hash: "00aa00aa00aa00aa", Text: text, Title: "Ostia mediates", Date: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC),
		Authors: []string{"A. Writer"}, Publisher: "The Paper", Source: "https://example.org/1", Language: "en", File: "one.txt",
	})
	span := func(s string) document.Span {
		b := len([]rune(text[:strings.Index(text, s)]))
		return document.Span{Begin: b, End: b + len([]rune(s))}
	}
	d.Sentences = []document.Sentence{{Span: span("Ostia “can mediate the talks”, envoy Ann Roe said.")}, {Span: span("Ostia mediates the talks; the talks have Ostia as mediator.")}}
	d.Entities = []document.Entity{
		{Type: document.Country, Name: "Ostia", Slug: "ostia", Known: document.Known{Key: "country:os", Name: "Republic of Ostia", ISO3: "OST", Wikidata: "Q1", CAMEO: "OST"}},
		{Type: document.Process, Name: "talks", Slug: "talks"},
		{Type: document.Person, Name: "Ann Roe", Aliases: []string{"envoy"}, Slug: "ann-roe"},
		{Type: document.Organization, Name: "Nobody's Club", Slug: "nobodys-club"},
		{Type: document.Organization, Name: "Senate of Ostia", Slug: "senate-of-ostia", Known: document.Known{Key: "org:os", Name: "Senate of Ostia", Country: "Republic of Ostia"}},
	}
	d.Attributions = []document.Attribution{{
		Speaker: 2, Source: []document.Span{span("envoy Ann Roe")}, Cue: []document.Span{span("said")},
		Content: []document.Span{span("Ostia “can mediate the talks”")}, Style: document.Mixed, Confidence: 0.9,
	}, {
		Speaker: 2, Source: []document.Span{span("envoy Ann Roe")}, Cue: []document.Span{span("said")}, Sentence: 1, Continues: 1,
		Content: []document.Span{span("the talks have Ostia as mediator")}, Style: document.Indirect, Confidence: 0.6,
	}}
	d.Doubts = []document.Doubt{{Entity: 2, Type: document.Person, Name: "Ann-Marie Roe", Slug: "ann-marie-roe", Score: 0.4, Span: span("Ann Roe")}}
	d.Relations = []document.Relation{
		{Kind: document.Mediates, Subject: 0, Object: 1, Sentence: 1, Evidence: span("the talks have Ostia as mediator"), Cue: []document.Span{span("mediator")}, Confidence: 0.6},
		{Kind: document.Mediates, Subject: 0, Object: 1, Sentence: 1, Evidence: span("Ostia mediates the talks"), Cue: []document.Span{span("mediates")}, Confidence: 0.8},
		{Kind: document.Mediates, Subject: 0, Object: 1, Polarity: document.Hedged, Voice: 1, Sentence: 0, Evidence: span("Ostia “can mediate the talks"), Cue: []document.Span{span("mediate")}, Confidence: 0.7},
		{Kind: document.Represents, Subject: 2, Object: 4, Sentence: 0, Evidence: span("envoy Ann Roe"), Role: "envoy", Confidence: 0.5},
	}
	day := func(d int) time.Time { return time.Date(2024, 2, d, 0, 0, 0, 0, time.UTC) }
	d.Times = []document.Time{{Span: span("talks;"), Value: "2024-W09", Days: document.Days{Begins: day(26), Ends: day(29)}}, {Span: span("Ostia as"), Form: document.Duration, Value: "P3W"}}
	d.Whens = []document.When{
		{Attribution: 1, Times: []int{0}, Days: document.Days{Ends: day(26)}},
		{Relation: 2, Times: []int{0, 1}, Days: d.Times[0].Days, Lasts: "P3W"},
	}
	return d
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	path := "testdata/" + file
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (UPDATE=1 rewrites it):\n%s", path, diff)
	}
}

func TestQuadsGolden(t *testing.T) {
	var b strings.Builder
	for _, q := range quadsOf(t, layered()) {
		b.WriteString(q.NQuad() + "\n")
	}
	golden(t, "layered.nq", []byte(b.String()))
}

func TestJSONGolden(t *testing.T) {
	line, err := emit.JSON(layered())
	if err != nil {
		t.Fatal(err)
	}
	if bytes.ContainsRune(line, '\n') {
		t.Error("JSON is more than one line")
	}
	var b bytes.Buffer
	if err := json.Indent(&b, line, "", " "); err != nil {
		t.Fatal(err)
	}
	golden(t, "layered.json", append(b.Bytes(), '\n'))
}

func TestLayersThatDoNotFit(t *testing.T) {
	for name, spoil := range map[string]func(*document.Document){
		"no hash":             func(d *document.Document) { d.Article.Hash = "" },
		"speaker":             func(d *document.Document) { d.Attributions[0].Speaker = 5 },
		"no content":          func(d *document.Document) { d.Attributions[0].Content = nil },
		"voice of itself":     func(d *document.Document) { d.Attributions[0].Voice = 1 },
		"content outside":     func(d *document.Document) { d.Attributions[0].Content[0].End = 1000 },
		"empty cue":           func(d *document.Document) { d.Attributions[0].Cue[0].End = d.Attributions[0].Cue[0].Begin },
		"object":              func(d *document.Document) { d.Relations[0].Object = -1 },
		"addressee":           func(d *document.Document) { d.Relations[0].To = 6 },
		"sentence":            func(d *document.Document) { d.Relations[0].Sentence = 2 },
		"voice":               func(d *document.Document) { d.Relations[0].Voice = 3 },
		"goes on itself":      func(d *document.Document) { d.Attributions[1].Continues = 2 },
		"evidence backwards":  func(d *document.Document) { d.Relations[0].Evidence.End = 0 },
		"time of nothing":     func(d *document.Document) { d.Whens[0].Attribution = 0 },
		"time of two":         func(d *document.Document) { d.Whens[0].Relation = 1 },
		"relation of a time":  func(d *document.Document) { d.Whens[1].Relation = 9 },
		"expression":          func(d *document.Document) { d.Whens[1].Times[0] = 2 },
		"a doubt's entity":    func(d *document.Document) { d.Doubts[0].Entity = 9 },
		"a doubt's words":     func(d *document.Document) { d.Doubts[0].Span = document.Span{} },
		"entity without slug": func(d *document.Document) { d.Entities[3].Slug = "" },
	} {
		t.Run(name, func(t *testing.T) {
			d := layered()
			spoil(d)
			if _, err := emit.Quads(d, run); !errors.Is(err, emit.ErrLayers) {
				t.Errorf("Quads: %v, expected ErrLayers", err)
			}
			if _, err := emit.JSON(d); !errors.Is(err, emit.ErrLayers) {
				t.Errorf("JSON: %v, expected ErrLayers", err)
			}
		})
	}
}
