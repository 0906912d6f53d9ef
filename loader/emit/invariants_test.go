package emit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"

	"quadrille/graph/schema"
	"quadrille/loader/document"
	"quadrille/loader/emit"
)

var run = emit.Run{Program: "quadrille test", Model: "rules"}

func quadsOf(t testing.TB, d *document.Document) []quad.Quad {
	t.Helper()
	q, err := emit.Quads(d, run)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// facts indexes quads by subject and predicate.
type facts map[quad.Value]map[quad.Value][]quad.Value

func index(quads []quad.Quad) facts {
	f := facts{}
	for _, q := range quads {
		if f[q.Subject] == nil {
			f[q.Subject] = map[quad.Value][]quad.Value{}
		}
		if o := f[q.Subject][q.Predicate]; !slices.Contains(o, q.Object) {
			f[q.Subject][q.Predicate] = append(o, q.Object)
		}
	}
	return f
}

// one is the only object of subject and predicate.
func (f facts) one(s quad.Value, p quad.IRI) (quad.Value, error) {
	if o := f[s][p]; len(o) == 1 {
		return o[0], nil
	}
	return nil, fmt.Errorf("%v has %d objects of %v, expected one", s, len(f[s][p]), p)
}

// faults checks invariants 1 and 2 of the model and the order of the quads.
func faults(d *document.Document, quads []quad.Quad) (out []string) {
	fault := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	f := index(quads)
	article := emit.Article(d)
	seen := map[quad.Quad]bool{}
	for _, q := range quads {
		if seen[q] {
			fault("twice: %v", q)
		}
		seen[q] = true
		if !schema.OfArticle(q.Label, article) {
			fault("label of no place in the article: %v", q)
		}
	}
	text := []rune(d.Article.Text)
	for s, p := range f {
		iri, ok := s.(quad.IRI)
		var begin, end int
		if !ok {
			fault("subject is no IRI: %v", s)
			continue
		}
		if _, after, ok := strings.Cut(string(iri), "#char="); ok {
			if _, err := fmt.Sscanf(after, "%d,%d", &begin, &end); err != nil {
				fault("%v: %v", s, err)
				continue
			}
			if of, err := f.one(s, schema.Of); err != nil || of != article {
				fault("%v is of %v (%v)", s, of, err)
			}
		} else if p[schema.Begins] != nil {
			out = append(out, whenFaults(s, p)...)
			begin, end = int(p[schema.Begins][0].(quad.Int)), int(p[schema.Ends][0].(quad.Int))
		} else {
			continue
		}
		stored, err := f.one(s, schema.Text)
		if err != nil {
			fault("%v", err)
		} else if stored != quad.String(text[begin:end]) {
			fault("%v stores %v, the article has %q", s, stored, string(text[begin:end]))
		}
	}
	for _, q := range quads {
		if q.Predicate == schema.Type && q.Object == schema.Claim {
			out = append(out, claimFaults(f, q.Subject)...)
		}
		if _, _, ok := schema.Polarity(q.Predicate); ok {
			out = append(out, labelFaults(f, q, article)...)
		}
	}
	return out
}

// whenFaults checks that the days of an evidence are in order and that rel:when says the same as its ends.
func whenFaults(s quad.Value, p map[quad.Value][]quad.Value) (out []string) {
	ends := [2]string{"..", ".."}
	for i, predicate := range []quad.IRI{schema.WhenBegins, schema.WhenEnds} {
		if len(p[predicate]) > 1 {
			out = append(out, fmt.Sprintf("%v has several %v", s, predicate))
		}
		for _, v := range p[predicate] {
			ends[i] = string(v.(quad.TypedString).Value)
		}
	}
	want := ends[0] + "/" + ends[1]
	switch {
	case want == "../..":
		want = ""
	case ends[0] == ends[1]:
		want = ends[0]
	case ends[0] != ".." && ends[1] != ".." && ends[0] > ends[1]:
		out = append(out, fmt.Sprintf("%v ends before it begins: %s", s, want))
	}
	got := ""
	if len(p[schema.When]) > 0 {
		got = string(p[schema.When][0].(quad.String))
	}
	if got != want || len(p[schema.When]) > 1 {
		out = append(out, fmt.Sprintf("%v: rel:when %q, its ends say %q", s, got, want))
	}
	return out
}

// claimFaults checks that a claim's text is its pieces.
func claimFaults(f facts, claim quad.Value) (out []string) {
	stored, err := f.one(claim, schema.Text)
	if err != nil {
		return []string{err.Error()}
	}
	for _, part := range strings.Split(string(stored.(quad.String)), " … ") {
		if !slices.ContainsFunc(f[claim][schema.Piece], func(p quad.Value) bool {
			t := f[p][schema.Text]
			return len(t) == 1 && strings.Contains(string(t[0].(quad.String)), part)
		}) {
			out = append(out, fmt.Sprintf("%v: no piece says %q", claim, part))
		}
	}
	return out
}

// labelFaults checks that a relation's label has a sentence, an article, a voice and a confidence, and its ends a type
// and a name.
func labelFaults(f facts, q quad.Quad, article quad.IRI) (out []string) {
	sentence, err := f.one(q.Label, schema.In)
	if err != nil {
		return []string{err.Error()}
	}
	if of, err := f.one(sentence, schema.Of); err != nil || of != article {
		out = append(out, fmt.Sprintf("sentence %v is of %v (%v)", sentence, of, err))
	}
	voice, err := f.one(q.Label, schema.Voice)
	if err != nil {
		out = append(out, err.Error())
	} else if voice != article && !slices.Contains(f[voice][schema.Type], quad.Value(schema.Claim)) {
		out = append(out, fmt.Sprintf("%v speaks with the voice %v, which is no claim", q.Label, voice))
	}
	c, err := f.one(q.Label, schema.Confidence)
	if err != nil {
		out = append(out, err.Error())
	} else if v, ok := c.(quad.Float); !ok || v < 0 || v > 1 {
		out = append(out, fmt.Sprintf("%v has the confidence %v", q.Label, c))
	}
	for _, end := range []quad.Value{q.Subject, q.Object} {
		if _, err := f.one(end, schema.Type); err != nil {
			out = append(out, err.Error())
		}
		if !slices.Contains(f[end][schema.Type], quad.Value(schema.Claim)) {
			if _, err := f.one(end, schema.Label); err != nil {
				out = append(out, err.Error())
			}
		}
	}
	return out
}

func TestInvariantsOfArticles(t *testing.T) {
	relations := 0
	for name, text := range texts(t) {
		d := extracted(t, text)
		relations += len(d.Relations) + len(d.Attributions)
		for _, f := range faults(d, quadsOf(t, d)) {
			t.Errorf("%s: %s", name, f)
		}
	}
	if relations < 10 {
		t.Errorf("only %d extractions: the invariants were not tried", relations)
	}
}

// Any layers that fit together give quads that keep the invariants, whatever the order of attributions and relations.
func TestInvariantsOfAnyLayers(t *testing.T) {
	base := extracted(t, texts(t)["testdata/talks.txt"])
	rapid.Check(t, func(t *rapid.T) {
		d := *base
		d.Attributions, d.Relations, d.Whens = nil, nil, nil
		span := func(label string) document.Span {
			b := rapid.IntRange(0, d.Len()-2).Draw(t, label)
			return document.Span{Begin: b, End: rapid.IntRange(b+1, min(d.Len(), b+60)).Draw(t, label+" end")}
		}
		n := rapid.IntRange(0, 5).Draw(t, "attributions")
		for i := range n {
			d.Attributions = append(d.Attributions, document.Attribution{
				Speaker:    rapid.IntRange(0, len(d.Entities)-1).Draw(t, "speaker"),
				Source:     []document.Span{span("source")},
				Cue:        []document.Span{span("cue")},
				Content:    []document.Span{span("content"), span("content")},
				Style:      document.Style(rapid.IntRange(0, 2).Draw(t, "style")),
				Polarity:   document.Polarity(rapid.IntRange(0, 2).Draw(t, "polarity")),
				Voice:      rapid.IntRange(0, i).Draw(t, "voice"),
				Sentence:   rapid.IntRange(0, len(d.Sentences)-1).Draw(t, "sentence"),
				Confidence: rapid.Float64Range(0, 1).Draw(t, "confidence"),
			})
			if rapid.Bool().Draw(t, "dated") {
				first := time.Date(2024, 1, rapid.IntRange(1, 60).Draw(t, "first"), 0, 0, 0, 0, time.UTC)
				w := document.When{Attribution: i + 1, Days: document.Days{Begins: first, Ends: first.AddDate(0, 0, rapid.IntRange(0, 9).Draw(t, "days"))}}
				if rapid.Bool().Draw(t, "open") {
					w.Begins = time.Time{}
				}
				d.Whens = append(d.Whens, w)
			}
		}
		for range rapid.IntRange(0, 8).Draw(t, "relations") {
			d.Relations = append(d.Relations, document.Relation{
				Kind:       document.Kind(rapid.IntRange(1, int(document.Party)).Draw(t, "kind")),
				Subject:    rapid.IntRange(0, len(d.Entities)-1).Draw(t, "subject"),
				Object:     rapid.IntRange(0, len(d.Entities)-1).Draw(t, "object"),
				To:         rapid.IntRange(0, len(d.Entities)).Draw(t, "to"),
				Polarity:   document.Polarity(rapid.IntRange(0, 2).Draw(t, "polarity")),
				Voice:      rapid.IntRange(0, n).Draw(t, "voice"),
				Sentence:   rapid.IntRange(0, len(d.Sentences)-1).Draw(t, "sentence"),
				Evidence:   span("evidence"),
				Confidence: 0.5,
			})
		}
		quads, err := emit.Quads(&d, run)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range faults(&d, quads) {
			t.Error(f)
		}
		shuffled := d
		shuffled.Relations = rapid.Permutation(d.Relations).Draw(t, "order")
		again, err := emit.Quads(&shuffled, run)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(quads, again) {
			t.Error("another order of the relations gives other quads")
		}
		if _, err := emit.JSON(&d); err != nil {
			t.Error(err)
		}
	})
}
