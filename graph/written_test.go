package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// iri expands a prefixed name.
func iri(short string) quad.IRI {
	full, ok := schema.Expand(short)
	if !ok {
		panic("no prefix: " + short)
	}
	return full
}

func date(day string) quad.Value {
	return quad.TypedString{Value: quad.String(day), Type: iri("xsd:date")}
}

// writer writes the quads of one article as graph/schema/doc.go draws them.
type writer struct {
	hash     string
	article  quad.IRI
	quads    []quad.Quad
	offset   int // code points written
	evidence int
	sentence quad.IRI
	text     string
	from     int // where the sentence begins
}

func write(hash, day, title string) *writer {
	w := &writer{hash: hash, article: schema.ArticleIRI(hash)}
	w.fact(w.article, schema.Type, schema.NewsArticle)
	w.fact(w.article, schema.Title, quad.String(title))
	if day != "" {
		w.fact(w.article, schema.Issued, date(day))
	}
	w.fact(w.article, schema.Publisher, quad.String("The Courier"))
	w.fact(w.article, schema.Source, quad.String("https://courier.example/"+hash))
	return w
}

func (w *writer) add(s, p, o, l quad.Value) {
	w.quads = append(w.quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: l})
}

func (w *writer) fact(s quad.Value, p quad.IRI, o quad.Value) { w.add(s, p, o, w.article) }

func (w *writer) entity(short string, class quad.IRI, names ...string) {
	w.fact(iri(short), schema.Type, class)
	for i, n := range names {
		p := schema.AltLabel
		if i == 0 {
			p = schema.Label
		}
		w.fact(iri(short), p, quad.String(n))
	}
}

// say begins the next sentence.
func (w *writer) say(index int, text string) {
	n := utf8.RuneCountInString(text)
	w.from, w.text = w.offset, text
	w.sentence = schema.SpanIRI(w.hash, w.from, w.from+n)
	w.offset += n + 1
	w.fact(w.sentence, schema.Type, schema.Sentence)
	w.fact(w.sentence, schema.Text, quad.String(text))
	w.fact(w.sentence, schema.Of, w.article)
	w.fact(w.sentence, schema.Index, quad.Int(index))
}

// relate writes a relation that the words of the sentence state, in a voice (nil: the article's), and gives its evidence.
func (w *writer) relate(s, p, o string, words string, voice quad.Value) quad.IRI {
	at := strings.Index(w.text, words)
	if at < 0 {
		panic("the sentence does not say " + words)
	}
	begin := w.from + utf8.RuneCountInString(w.text[:at])
	w.evidence++
	e := schema.EvidenceIRI(w.hash, w.evidence)
	if voice == nil {
		voice = w.article
	}
	w.fact(e, schema.Type, schema.Evidence)
	w.fact(e, schema.In, w.sentence)
	w.fact(e, schema.Voice, voice)
	w.fact(e, schema.Cue, quad.String(strings.Fields(words)[0]))
	w.fact(e, schema.Confidence, quad.Float(0.75))
	w.fact(e, schema.Tense, quad.String("present"))
	w.fact(e, schema.Begins, quad.Int(begin))
	w.fact(e, schema.Ends, quad.Int(begin+utf8.RuneCountInString(words)))
	w.fact(e, schema.Text, quad.String(words))
	w.add(iri(s), iri(p), iri(o), e)
	return e
}

// claim writes what the speaker said, as words of the sentence.
func (w *writer) claim(speaker, claim, words string, about ...string) quad.IRI {
	e := w.relate(speaker, "rel:said", claim, words, nil)
	at := strings.Index(w.text, words)
	begin := w.from + utf8.RuneCountInString(w.text[:at])
	piece := schema.SpanIRI(w.hash, begin, begin+utf8.RuneCountInString(words))
	w.fact(piece, schema.Text, quad.String(words))
	w.fact(piece, schema.Of, w.article)
	c := iri(claim)
	w.add(c, schema.Type, schema.Claim, e)
	w.add(c, schema.Text, quad.String(words), e)
	w.add(c, schema.Style, quad.String("indirect"), e)
	w.add(c, schema.Piece, piece, e)
	for _, a := range about {
		w.add(c, iri("rel:about"), iri(a), e)
	}
	return e
}

func (w *writer) load(t testing.TB, g *graph.Graph) {
	t.Helper()
	if added, err := g.Load(t.Context(), w.article, w.quads); err != nil || !added {
		t.Fatalf("load %s: added %v, %v", w.hash, added, err)
	}
}

// talks are three articles on one process. Names and outlets are invented, countries are not.
func talks() []*writer {
	actors := func(w *writer) {
		w.entity("actor:russia", schema.CountryType, "Russia", "Moscow", "the Kremlin")
		w.entity("actor:united-states", schema.CountryType, "United States", "Washington")
		w.entity("process:peace-talks", schema.Process, "peace talks", "the talks")
	}
	a := write("a1", "2023-06-26", "Talks resume")
	actors(a)
	a.entity("actor:lavrov", schema.Person, "Sergey Lavrov", "Lavrov")
	a.entity("issue:checkpoint", schema.Issue, "checkpoint")
	a.entity("treaty:peace-treaty", schema.Treaty, "peace treaty")
	a.say(0, "Talks resume")
	a.say(1, "The United States mediates in the talks.")
	a.relate("actor:united-states", "rel:mediates", "process:peace-talks", "mediates in the talks", nil)
	a.say(2, "Naïve hopes, Lavrov said: Russia could mediate in the talks, a checkpoint blocks the peace treaty.")
	a.claim("actor:lavrov", "claim:c1", "Russia could mediate in the talks, a checkpoint blocks the peace treaty", "actor:russia", "treaty:peace-treaty")
	a.relate("actor:russia", "may:mediates", "process:peace-talks", "Russia could mediate in the talks", iri("claim:c1"))
	a.relate("issue:checkpoint", "rel:blocks", "treaty:peace-treaty", "a checkpoint blocks the peace treaty", iri("claim:c1"))

	b := write("b2", "2023-12-08", "Washington goes on")
	actors(b)
	b.say(0, "Washington mediates in the talks again, and in no others.")
	b.relate("actor:united-states", "rel:mediates", "process:peace-talks", "Washington mediates in the talks again", nil)
	b.relate("actor:united-states", "rel:meets", "actor:russia", "mediates", nil)

	c := write("c3", "", "Undated")
	actors(c)
	c.say(0, "Russia does not mediate in the talks.")
	c.relate("actor:russia", "not:mediates", "process:peace-talks", "does not mediate", nil)
	return []*writer{a, b, c}
}

// generated writes an article of about 150 quads on some of 500 actors and 200 processes.
func generated(n int) *writer {
	w := write(fmt.Sprintf("%016x", n), fmt.Sprintf("2023-%02d-%02d", n%12+1, n%28+1), fmt.Sprintf("Article %d", n))
	for i := range 8 {
		a := (n*7 + i*i*31) % 500
		w.entity(fmt.Sprintf("actor:a%d", a), schema.Organization, fmt.Sprintf("Actor %d", a), fmt.Sprintf("A%d", a))
	}
	for i := range 6 {
		a, p := (n*7+i*i*31)%500, (n*3+i)%200
		w.say(i, fmt.Sprintf("Actor %d mediates in the process number %d of article %d.", a, p, n))
		w.relate(fmt.Sprintf("actor:a%d", a), "rel:mediates", fmt.Sprintf("process:p%d", p), "mediates in the process", nil)
	}
	for i := range 3 {
		a := (n*11 + i) % 500
		w.say(6+i, fmt.Sprintf("Actor %d said that all is well in article %d.", a, n))
		w.claim(fmt.Sprintf("actor:a%d", a), fmt.Sprintf("claim:%d-%d", n, i), "all is well", fmt.Sprintf("actor:a%d", (a+1)%500))
	}
	return w
}
