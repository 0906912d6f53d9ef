package emit

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"quadrille/graph/schema"
	"quadrille/loader/document"
)

// Run is the run of the program that made an extraction.
type Run struct {
	Program string // "quadrille 0.1.0"
	Model   string // version of the model or the rules
	Options string // what was set, in a fixed order; "" for defaults
}

// IRI names the run by what it was.
func (r Run) IRI() quad.IRI {
	h := sha256.Sum256([]byte(r.Program + "\x00" + r.Model + "\x00" + r.Options))
	return quad.IRI(schema.Base + "run/" + hex.EncodeToString(h[:8]))
}

// Label tells the run in words.
func (r Run) Label() string {
	return strings.Join(slices.DeleteFunc([]string{r.Program, r.Model, r.Options}, func(s string) bool { return s == "" }), ", ")
}

// Article is the IRI of d's article.
func Article(d *document.Document) quad.IRI { return schema.ArticleIRI(d.Article.Hash) }

// Quads are the quads of a document, sorted by label, subject, predicate and object, each once. Every label is the
// article or one of its evidence. An error wraps ErrLayers: a stage left layers that do not fit together.
func Quads(d *document.Document, run Run) ([]quad.Quad, error) {
	p, err := newPlan(d)
	if err != nil {
		return nil, err
	}
	w := &writer{plan: p}
	w.ofArticle(run)
	w.sentences()
	used := map[int]bool{}
	for i := range p.evidence {
		w.ofEvidence(&p.evidence[i], used)
	}
	for i := range d.Entities {
		if used[i] {
			w.node(i)
		}
	}
	w.doubts(used)
	slices.SortFunc(w.quads, compareQuads)
	return slices.Compact(w.quads), nil
}

func compareQuads(a, b quad.Quad) int {
	for _, v := range [4][2]quad.Value{{a.Label, b.Label}, {a.Subject, b.Subject}, {a.Predicate, b.Predicate}, {a.Object, b.Object}} {
		if c := strings.Compare(v[0].String(), v[1].String()); c != 0 {
			return c
		}
	}
	return 0
}

type writer struct {
	*plan
	quads []quad.Quad
}

func (w *writer) add(s, p, o, label quad.Value) {
	w.quads = append(w.quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: label})
}

// fact adds a node fact, whose label is the article.
func (w *writer) fact(s, p, o quad.Value) { w.add(s, p, o, w.article) }

// text adds a node fact with a string, left out when empty.
func (w *writer) text(s quad.IRI, p quad.IRI, text string) {
	if text != "" {
		w.fact(s, p, quad.String(text))
	}
}

const (
	xsdDate     = quad.IRI("http://www.w3.org/2001/XMLSchema#date")
	xsdDuration = quad.IRI("http://www.w3.org/2001/XMLSchema#duration")
)

func (w *writer) ofArticle(run Run) {
	a := w.d.Article
	w.fact(w.article, schema.Type, schema.NewsArticle)
	w.text(w.article, schema.Title, a.Title)
	for _, by := range a.Authors {
		w.text(w.article, schema.Creator, by)
	}
	w.text(w.article, schema.Publisher, a.Publisher)
	w.text(w.article, schema.Source, a.Source)
	w.text(w.article, schema.Language, a.Language)
	if !a.Date.IsZero() {
		w.day(w.article, schema.Issued, a.Date)
	}
	w.fact(w.article, schema.Generated, run.IRI())
	w.fact(run.IRI(), schema.Type, schema.Run)
	w.text(run.IRI(), schema.Label, run.Label())
}

// day adds a node fact with a day, left out when zero.
func (w *writer) day(s, p quad.IRI, day time.Time) {
	if !day.IsZero() {
		w.fact(s, p, quad.TypedString{Value: quad.String(day.Format(time.DateOnly)), Type: xsdDate})
	}
}

// when adds when what an evidence states happens or holds.
func (w *writer) when(e *evidence) {
	when := w.plan.when(e)
	if when == nil {
		return
	}
	w.text(e.iri, schema.When, when.Days.String())
	w.day(e.iri, schema.WhenBegins, when.Begins)
	w.day(e.iri, schema.WhenEnds, when.Ends)
	if lasts := duration(when.Lasts); lasts != "" {
		w.fact(e.iri, schema.Lasts, quad.TypedString{Value: quad.String(lasts), Type: xsdDuration})
	}
}

// duration is a duration of TIMEX3 as XML Schema has them, which knows neither weeks nor quarters; "" for one without a
// number.
func duration(value string) string {
	head := strings.TrimRight(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	unit := value[len(head):]
	digits, ofClock := strings.CutPrefix(head, "PT")
	n, err := strconv.Atoi(strings.TrimPrefix(digits, "P"))
	switch {
	case err != nil || n <= 0 || n > 10000:
		return ""
	case ofClock:
		return value
	}
	days := map[string]struct {
		times int
		unit  string
	}{"D": {1, "D"}, "W": {7, "D"}, "WE": {2, "D"}, "M": {1, "M"}, "Q": {3, "M"}, "Y": {1, "Y"}, "DE": {10, "Y"}, "CE": {100, "Y"}}[unit]
	if days.unit == "" {
		return ""
	}
	return "P" + strconv.Itoa(n*days.times) + days.unit
}

func (w *writer) span(s document.Span) quad.IRI {
	return schema.SpanIRI(w.d.Article.Hash, s.Begin, s.End)
}

func (w *writer) sentences() {
	for i, s := range w.d.Sentences {
		iri := w.span(s.Span)
		w.fact(iri, schema.Type, schema.Sentence)
		w.text(iri, schema.Text, w.d.Text(s.Span))
		w.fact(iri, schema.Of, w.article)
		w.fact(iri, schema.Index, quad.Int(i))
	}
}

var classes = map[document.EntityType]quad.IRI{
	document.Person: schema.Person, document.Organization: schema.Organization, document.Country: schema.CountryType,
	document.Group: schema.Group, document.Process: schema.Process, document.Treaty: schema.Treaty,
	document.Issue: schema.Issue, document.Event: schema.Event, document.Unknown: schema.Issue,
}

// node adds the facts of entity i. A known actor is labelled by its canonical name in every article; the fullest name of
// this article is then one of its other names.
func (w *writer) node(i int) {
	e, iri := &w.d.Entities[i], w.nodes[i]
	label := e.Name
	if e.Known.Name != "" {
		label = e.Known.Name
	}
	w.fact(iri, schema.Type, classes[e.Type])
	w.text(iri, schema.Label, label)
	for _, a := range append([]string{e.Name}, e.Aliases...) {
		if a != label {
			w.text(iri, schema.AltLabel, a)
		}
	}
	if k := e.Known; k.Wikidata != "" {
		w.fact(iri, schema.SameAs, quad.IRI("http://www.wikidata.org/entity/"+k.Wikidata))
	}
	w.text(iri, schema.CountryID, e.Known.ISO3)
	w.text(iri, schema.CAMEO, e.Known.CAMEO)
	if c := e.Known.Country; c != "" {
		country := quad.IRI(schema.Base + document.Country.Namespace() + "/" + document.Slug(c))
		w.fact(iri, schema.Country, country)
		w.fact(country, schema.Type, schema.CountryType)
		w.text(country, schema.Label, c)
	}
}

var polarities = [...]string{document.Asserted: schema.Rel, document.Negated: schema.Not, document.Hedged: schema.May}

// ofEvidence adds an evidence, its relation and, of a said, its claim. It notes the entities that are named.
func (w *writer) ofEvidence(e *evidence, used map[int]bool) {
	d := w.d
	w.fact(e.iri, schema.Type, schema.Evidence)
	w.fact(e.iri, schema.In, w.span(d.Sentences[e.sentence].Span))
	voice := w.article
	if e.voice > 0 {
		voice = w.claims[e.voice-1]
	}
	w.fact(e.iri, schema.Voice, voice)
	w.fact(e.iri, schema.Begins, quad.Int(e.span.Begin))
	w.fact(e.iri, schema.Ends, quad.Int(e.span.End))
	w.text(e.iri, schema.Text, d.Text(e.span))
	w.when(e)
	used[e.subject] = true
	predicate := quad.IRI(polarities[e.polarity] + e.kind.String())
	if e.attribution >= 0 {
		a := &d.Attributions[e.attribution]
		w.text(e.iri, schema.Cue, joined(d, a.Cue))
		w.fact(e.iri, schema.Confidence, quad.Float(a.Confidence))
		w.text(e.iri, schema.CAMEO, cameo(e.kind, e.polarity, d.Entities[e.subject].Type, joined(d, a.Cue)))
		w.add(w.nodes[e.subject], predicate, w.claims[e.attribution], e.iri)
		w.claimOf(e, a, used)
		return
	}
	r := &d.Relations[e.relation]
	used[e.object] = true
	w.text(e.iri, schema.Cue, joined(d, r.Cue))
	w.fact(e.iri, schema.Confidence, quad.Float(r.Confidence))
	w.fact(e.iri, schema.Tense, quad.String(r.Tense.String()))
	w.text(e.iri, schema.CAMEO, cameo(e.kind, e.polarity, d.Entities[e.subject].Type, joined(d, r.Cue)))
	w.text(e.iri, schema.Role, r.Role)
	if r.To > 0 {
		used[r.To-1] = true
		w.fact(e.iri, schema.To, w.nodes[r.To-1])
	}
	w.add(w.nodes[e.subject], predicate, w.nodes[e.object], e.iri)
}

// claimOf adds the claim of an attribution, labelled with its evidence.
func (w *writer) claimOf(e *evidence, a *document.Attribution, used map[int]bool) {
	d, claim := w.d, w.claims[e.attribution]
	w.add(claim, schema.Type, schema.Claim, e.iri)
	w.add(claim, schema.Text, quad.String(joined(d, a.Content)), e.iri)
	w.add(claim, schema.Style, quad.String(a.Style.String()), e.iri)
	if len(a.Cue) > 0 {
		w.add(claim, schema.Cue, quad.String(joined(d, a.Cue)), e.iri)
	}
	if a.Continues > 0 && w.claims[a.Continues-1] != claim {
		w.add(claim, schema.Continues, w.claims[a.Continues-1], e.iri)
	}
	for _, s := range a.Content {
		piece := w.span(s)
		w.add(claim, schema.Piece, piece, e.iri)
		w.fact(piece, schema.Of, w.article)
		w.text(piece, schema.Text, d.Text(s))
	}
	for _, i := range about(d, a) {
		used[i] = true
		w.add(claim, quad.IRI(schema.Rel+schema.About), w.nodes[i], e.iri)
	}
}

// about lists the entities that a claim's content mentions, its speaker aside.
func about(d *document.Document, a *document.Attribution) []int {
	var out []int
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Entity == 0 || m.Entity-1 == a.Speaker || m.Len() == 0 {
			continue
		}
		head := d.Tokens[m.Head].Span
		for _, s := range a.Content {
			if s.Contains(head) && !slices.Contains(out, m.Entity-1) {
				out = append(out, m.Entity-1)
			}
		}
	}
	slices.Sort(out)
	return out
}
