package questions_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"unicode/utf8"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// iri expands a prefixed name.
func iri(short string) quad.IRI {
	full, _ := schema.Expand(short)
	return full
}

// writer writes the quads of one article as graph/schema/doc.go draws them, a sentence for each relation.
type writer struct {
	hash    string
	article quad.IRI
	quads   []quad.Quad
	offset  int
	n       int // evidence so far
}

func write(hash, day, title string) *writer {
	w := &writer{hash: hash, article: schema.ArticleIRI(hash)}
	w.fact(w.article, schema.Type, schema.NewsArticle)
	w.fact(w.article, schema.Title, quad.String(title))
	if day != "" {
		w.fact(w.article, schema.Issued, quad.TypedString{Value: quad.String(day), Type: iri("xsd:date")})
	}
	w.fact(w.article, schema.Publisher, quad.String("The Courier"))
	return w
}

func (w *writer) add(s, p, o, l quad.Value) {
	w.quads = append(w.quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: l})
}

func (w *writer) fact(s quad.Value, p quad.IRI, o quad.Value) { w.add(s, p, o, w.article) }

func (w *writer) entity(short string, class quad.IRI, label string) {
	w.fact(iri(short), schema.Type, class)
	w.fact(iri(short), schema.Label, quad.String(label))
}

// relate writes a sentence and the relation that it states, in a voice (nil: the article's), and gives its evidence.
func (w *writer) relate(s, p, o, sentence string, voice quad.Value) quad.IRI {
	n := utf8.RuneCountInString(sentence)
	place := schema.SpanIRI(w.hash, w.offset, w.offset+n)
	w.fact(place, schema.Type, schema.Sentence)
	w.fact(place, schema.Text, quad.String(sentence))
	w.fact(place, schema.Of, w.article)
	w.fact(place, schema.Index, quad.Int(w.n))
	w.n++
	e := schema.EvidenceIRI(w.hash, w.n)
	if voice == nil {
		voice = w.article
	}
	w.fact(e, schema.Type, schema.Evidence)
	w.fact(e, schema.In, place)
	w.fact(e, schema.Voice, voice)
	w.fact(e, schema.Confidence, quad.Float(0.75))
	w.fact(e, schema.Tense, quad.String("present"))
	w.fact(e, schema.Begins, quad.Int(w.offset))
	w.fact(e, schema.Ends, quad.Int(w.offset+n))
	w.fact(e, schema.Cue, quad.String("says"))
	w.fact(e, schema.Text, quad.String(sentence))
	w.add(iri(s), iri(p), iri(o), e)
	w.offset += n + 1
	return e
}

// when dates an evidence.
func (w *writer) when(e quad.IRI, days string) { w.fact(e, schema.When, quad.String(days)) }

// claim writes what a speaker says.
func (w *writer) claim(speaker, claim, sentence string, about ...string) {
	e := w.relate(speaker, "rel:said", claim, sentence, nil)
	w.add(iri(claim), schema.Type, schema.Claim, e)
	w.add(iri(claim), schema.Text, quad.String(sentence), e)
	for _, a := range about {
		w.add(iri(claim), iri("rel:about"), iri(a), e)
	}
}

func (w *writer) load(t testing.TB, g *graph.Graph) {
	t.Helper()
	if added, err := g.Load(t.Context(), w.article, w.quads); err != nil || !added {
		t.Fatalf("load %s: added %v, %v", w.hash, added, err)
	}
}

// generated writes an article of about 400 quads. Of 600 actors and 400 things a few are in most articles, as in the news:
// the n-th is met about 1/n as often as the first.
func generated(n int, r *rand.Rand, actors, things *rand.Zipf) *writer {
	w := write(fmt.Sprintf("%016x", n), fmt.Sprintf("20%02d-%02d-%02d", 20+n%5, n%12+1, n%28+1), fmt.Sprintf("Article %d", n))
	actor := func() string {
		a := actors.Uint64()
		short := fmt.Sprintf("actor:a%d", a)
		class := []quad.IRI{schema.CountryType, schema.Organization, schema.Person, schema.Person}[a%4]
		w.entity(short, class, fmt.Sprintf("Actor %d", a))
		return short
	}
	thing := func() string {
		a := things.Uint64()
		kind := []string{"treaty", "process", "issue"}[a%3]
		class := map[string]quad.IRI{"treaty": schema.Treaty, "process": schema.Process, "issue": schema.Issue}[kind]
		short := fmt.Sprintf("%s:t%d", kind, a)
		w.entity(short, class, fmt.Sprintf("Thing %d", a))
		return short
	}
	polarity := func() string {
		return []string{"rel:", "rel:", "rel:", "rel:", "rel:", "rel:", "may:", "not:"}[r.IntN(8)]
	}
	for i := range 3 {
		claim := fmt.Sprintf("claim:%d-%d", n, i)
		w.claim(actor(), claim, fmt.Sprintf("Somebody said in article %d that all is well.", n), thing(), actor())
		w.relate(actor(), polarity()+"supports", thing(), "So he said.", iri(claim))
	}
	for _, relation := range []string{"mediates", "supports", "rejects", "demands", "supports", "signs"} {
		e := w.relate(actor(), polarity()+relation, thing(), fmt.Sprintf("Actor %s thing in article %d.", relation, n), nil)
		if r.IntN(4) == 0 {
			w.when(e, fmt.Sprintf("20%02d-03-01/20%02d-03-31", 20+n%5, 20+n%5))
		}
	}
	for _, relation := range []string{"accuses", "meets", "represents", "threatens"} {
		w.relate(actor(), polarity()+relation, actor(), fmt.Sprintf("Actor %s actor in article %d.", relation, n), nil)
	}
	w.relate(thing(), polarity()+"blocks", thing(), "One blocks the other.", nil)
	t := thing()
	w.relate(t, "rel:party", actor(), "It is between two.", nil)
	w.relate(t, "rel:party", actor(), "It is between two.", nil)
	return w
}

// crowd loads n generated articles.
func crowd(t testing.TB, n int) *graph.Graph {
	t.Helper()
	g, err := graph.Open(t.Context(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	})
	r := rand.New(rand.NewPCG(1, 2))
	actors, things := rand.NewZipf(r, 1.1, 1, 599), rand.NewZipf(r, 1.1, 1, 399)
	for i := range n {
		generated(i, r, actors, things).load(t, g)
	}
	return g
}
