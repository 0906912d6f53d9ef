package emit

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"quadrille/graph/schema"
	"quadrille/loader/document"
)

// ErrLayers is wrapped by errors about a document whose layers contradict each other: an entity, a sentence or a
// stretch of text that is not there.
var ErrLayers = errors.New("the document's layers do not fit together")

// evidence is one extraction: an attribution or a relation.
type evidence struct {
	relation    int // index into Document.Relations, -1 for an attribution
	attribution int // index into Document.Attributions, -1 for a relation
	span        document.Span
	sentence    int
	kind        document.Kind
	polarity    document.Polarity
	subject     int
	object      int // entity; -1 for an attribution
	voice       int // index+1 into Document.Attributions
	iri         quad.IRI
}

// plan is what is settled before quads are written.
type plan struct {
	d        *document.Document
	article  quad.IRI
	evidence []evidence
	claims   []quad.IRI             // of Document.Attributions
	nodes    []quad.IRI             // of Document.Entities
	said     map[int]*document.When // by index into Document.Attributions
	holds    map[int]*document.When // by index into Document.Relations
}

// when is when what an evidence states happens or holds, nil where the text does not say so.
func (p *plan) when(e *evidence) *document.When {
	if e.attribution >= 0 {
		return p.said[e.attribution]
	}
	return p.holds[e.relation]
}

func newPlan(d *document.Document) (*plan, error) {
	if d.Article == nil || d.Article.Hash == "" {
		return nil, fmt.Errorf("emit: %w: the article has no hash", ErrLayers)
	}
	if err := check(d); err != nil {
		return nil, fmt.Errorf("emit: article %s: %w", d.Article.Hash, err)
	}
	p := &plan{d: d, article: schema.ArticleIRI(d.Article.Hash), said: map[int]*document.When{}, holds: map[int]*document.When{}}
	for i := range d.Whens {
		if w := &d.Whens[i]; w.Attribution > 0 {
			p.said[w.Attribution-1] = w
		} else {
			p.holds[w.Relation-1] = w
		}
	}
	for i := range d.Entities {
		p.nodes = append(p.nodes, quad.IRI(schema.Base+d.Entities[i].Type.Namespace()+"/"+d.Entities[i].Slug))
	}
	for i := range d.Attributions {
		p.claims = append(p.claims, p.claim(&d.Attributions[i]))
		p.evidence = append(p.evidence, p.ofAttribution(i))
	}
	for i := range d.Relations {
		p.evidence = append(p.evidence, p.ofRelation(i))
	}
	p.number()
	return p, nil
}

// claim names a claim by its speaker, its words and its article.
func (p *plan) claim(a *document.Attribution) quad.IRI {
	h := sha256.Sum256([]byte(p.d.Article.Hash + "\x00" + string(p.nodes[a.Speaker]) + "\x00" + strings.Join(strings.Fields(joined(p.d, a.Content)), " ")))
	return quad.IRI(schema.Base + "claim/" + hex.EncodeToString(h[:8]))
}

func (p *plan) ofAttribution(i int) evidence {
	a := &p.d.Attributions[i]
	span := a.Content[0]
	for _, spans := range [][]document.Span{a.Source, a.Cue, a.Content} {
		for _, s := range spans {
			span.Begin, span.End = min(span.Begin, s.Begin), max(span.End, s.End)
		}
	}
	return evidence{relation: -1, attribution: i, span: span, sentence: a.Sentence, kind: document.Said, polarity: a.Polarity, subject: a.Speaker, object: -1, voice: a.Voice}
}

func (p *plan) ofRelation(i int) evidence {
	r := &p.d.Relations[i]
	return evidence{relation: i, attribution: -1, span: r.Evidence, sentence: r.Sentence, kind: r.Kind, polarity: r.Polarity, subject: r.Subject, object: r.Object, voice: r.Voice}
}

// number sorts the evidence by place and numbers it from 1. What cannot be told apart by anything that is stored is one
// evidence.
func (p *plan) number() {
	key := func(e evidence) string {
		object := ""
		if e.object >= 0 {
			object = string(p.nodes[e.object])
		} else {
			object = string(p.claims[e.attribution])
		}
		voice := ""
		if e.voice > 0 {
			voice = string(p.claims[e.voice-1])
		}
		rest := ""
		if e.relation >= 0 {
			r := &p.d.Relations[e.relation]
			rest = fmt.Sprint(r.To, r.Tense, r.Role, r.Confidence, r.Cue)
		} else {
			a := &p.d.Attributions[e.attribution]
			rest = fmt.Sprint(a.Style, a.Confidence, a.Source, a.Cue, a.Content)
		}
		if w := p.when(&e); w != nil {
			rest += "\x00" + w.Days.String() + " " + w.Lasts
		}
		return string(p.nodes[e.subject]) + "\x00" + object + "\x00" + voice + "\x00" + rest
	}
	compare := func(a, b evidence) int {
		return cmp.Or(
			cmp.Compare(a.sentence, b.sentence), cmp.Compare(a.span.Begin, b.span.Begin), cmp.Compare(a.span.End, b.span.End),
			cmp.Compare(a.kind, b.kind), cmp.Compare(a.polarity, b.polarity), cmp.Compare(key(a), key(b)))
	}
	slices.SortStableFunc(p.evidence, compare)
	p.evidence = slices.CompactFunc(p.evidence, func(a, b evidence) bool { return compare(a, b) == 0 })
	for i := range p.evidence {
		p.evidence[i].iri = schema.EvidenceIRI(p.d.Article.Hash, i+1)
	}
}

// joined is the text of spans, joined as a claim's text is.
func joined(d *document.Document, spans []document.Span) string {
	texts := make([]string, len(spans))
	for i, s := range spans {
		texts[i] = d.Text(s)
	}
	return strings.Join(texts, " … ")
}

// check verifies that all that attributions and relations point at is there.
func check(d *document.Document) error {
	entity := func(i int, what string) error {
		if i < 0 || i >= len(d.Entities) {
			return fmt.Errorf("%w: %s is entity %d of %d", ErrLayers, what, i, len(d.Entities))
		}
		return nil
	}
	place := func(sentence, voice int, spans ...document.Span) error {
		if sentence < 0 || sentence >= len(d.Sentences) {
			return fmt.Errorf("%w: sentence %d of %d", ErrLayers, sentence, len(d.Sentences))
		}
		if voice < 0 || voice > len(d.Attributions) {
			return fmt.Errorf("%w: voice %d of %d", ErrLayers, voice, len(d.Attributions))
		}
		for _, s := range spans {
			if s.Begin < 0 || s.End <= s.Begin || s.End > d.Len() {
				return fmt.Errorf("%w: characters %d to %d of %d", ErrLayers, s.Begin, s.End, d.Len())
			}
		}
		return nil
	}
	for i := range d.Entities {
		if e := &d.Entities[i]; e.Slug == "" || e.Name == "" {
			return fmt.Errorf("%w: entity %d (%q) has no name or slug", ErrLayers, i, e.Name)
		}
	}
	for i := range d.Attributions {
		a := &d.Attributions[i]
		if len(a.Content) == 0 {
			return fmt.Errorf("%w: attribution %d has no content", ErrLayers, i)
		}
		if a.Voice == i+1 {
			return fmt.Errorf("%w: attribution %d stands in itself", ErrLayers, i)
		}
		if a.Continues < 0 || a.Continues > i {
			return fmt.Errorf("%w: attribution %d goes on %d", ErrLayers, i, a.Continues-1)
		}
		if err := errors.Join(entity(a.Speaker, "a speaker"), place(a.Sentence, a.Voice, slices.Concat(a.Source, a.Cue, a.Content)...)); err != nil {
			return err
		}
	}
	for _, w := range d.Whens {
		if (w.Attribution > 0) == (w.Relation > 0) || w.Attribution < 0 || w.Attribution > len(d.Attributions) || w.Relation < 0 || w.Relation > len(d.Relations) {
			return fmt.Errorf("%w: a time of attribution %d and relation %d", ErrLayers, w.Attribution-1, w.Relation-1)
		}
		for _, t := range w.Times {
			if t < 0 || t >= len(d.Times) {
				return fmt.Errorf("%w: expression of time %d of %d", ErrLayers, t, len(d.Times))
			}
		}
	}
	for _, x := range d.Doubts {
		if err := errors.Join(entity(x.Entity, "a doubt"), place(x.Sentence, 0, x.Span)); err != nil {
			return err
		}
	}
	for i := range d.Relations {
		r := &d.Relations[i]
		if r.To > 0 {
			if err := entity(r.To-1, "an addressee"); err != nil {
				return err
			}
		}
		if err := errors.Join(entity(r.Subject, "a subject"), entity(r.Object, "an object"), place(r.Sentence, r.Voice, append(slices.Clone(r.Cue), r.Evidence)...)); err != nil {
			return err
		}
	}
	return nil
}
