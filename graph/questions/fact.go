package questions

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// How is a relation's polarity.
type How string

// Polarities.
const (
	Asserted How = "asserted"
	Hedged   How = "hedged"
	Denied   How = "denied"
)

// prefixes are the predicates' namespaces by polarity.
var prefixes = map[How]string{Asserted: schema.Rel, Hedged: schema.May, Denied: schema.Not}

// everyHow lists the polarities, the plain one first.
func everyHow() []How { return []How{Asserted, Hedged, Denied} }

// predicate is the predicate of a relation in a polarity.
func predicate(how How, relation string) quad.IRI { return quad.IRI(prefixes[how] + relation) }

// relationOf splits a predicate; ok is false when it is no relation.
func relationOf(p quad.Value) (how How, relation string, ok bool) {
	polarity, relation, ok := schema.Polarity(p)
	switch polarity {
	case "rel":
		how = Asserted
	case "may":
		how = Hedged
	case "not":
		how = Denied
	}
	return how, relation, ok
}

// Voice is who states something: the article, or somebody in a claim.
type Voice struct {
	Speaker quad.Value // nil: the article itself
	How     How        // of the speaker's rel:said: Denied where it is told that it was not said; "" for the article
}

// Statement is one place that states a fact.
type Statement struct {
	graph.Evidence
	Voice Voice
}

// Fact is what one voice states of two nodes, and where.
type Fact struct {
	Subject  quad.Value
	How      How
	Relation string // of schema.Relations, such as "mediates"
	Object   quad.Value
	Voice    Voice
	Places   int         // quads that state it
	Since    time.Time   // the first article's date, zero when unknown
	Until    time.Time   // the last one's
	Shown    []Statement // some of the places, by date: the first and the last before others

	places []place
}

// place is a quad that states a fact, and its article's date.
type place struct {
	quad quad.Quad
	date time.Time
}

// Part is a list of facts under a heading.
type Part struct {
	Name  string
	Facts []*Fact // by date
	More  int     // how many were left out: those that fewer places state, of these the earlier ones
}

// Options bound an answer.
type Options struct {
	Facts  int // most facts of a part, 0 for all
	Places int // most places shown of a fact, 0 for all
}

// groups makes facts of quads: those of one voice on the same relation are one.
func (r *reader) groups(quads []quad.Quad) ([]*Fact, error) {
	type key struct {
		subject, predicate, object quad.Value
		voice                      Voice
	}
	at := map[key]*Fact{}
	seen := map[quad.Quad]bool{}
	var out []*Fact
	for _, q := range quads {
		how, relation, ok := relationOf(q.Predicate)
		if !ok || seen[q] {
			continue
		}
		seen[q] = true
		voice, err := r.voice(q.Label)
		if err != nil {
			return nil, err
		}
		date, err := r.date(q.Label)
		if err != nil {
			return nil, err
		}
		k := key{q.Subject, q.Predicate, q.Object, voice}
		f := at[k]
		if f == nil {
			f = &Fact{Subject: q.Subject, How: how, Relation: relation, Object: q.Object, Voice: voice}
			at[k] = f
			out = append(out, f)
		}
		f.places = append(f.places, place{q, date})
	}
	for _, f := range out {
		slices.SortFunc(f.places, func(a, b place) int {
			return cmp.Or(a.date.Compare(b.date), compareLabels(a.quad.Label, b.quad.Label))
		})
		f.Places = len(f.places)
		f.Until = f.places[f.Places-1].date
		for _, p := range f.places {
			if f.Since.IsZero() {
				f.Since = p.date
			}
		}
	}
	byDate(out)
	return out, nil
}

// compareLabels orders evidence of one article by number.
func compareLabels(a, b quad.Value) int {
	x, y := written(a), written(b)
	if c := cmp.Compare(len(x), len(y)); c != 0 {
		return c
	}
	return strings.Compare(x, y)
}

// written is a value as text, to sort by.
func written(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.IRI:
		return string(v)
	}
	return v.String()
}

// compareValues orders values by their text.
func compareValues(a, b quad.Value) int { return strings.Compare(written(a), written(b)) }

func (f *Fact) compare(g *Fact) int {
	if c := cmp.Or(f.Since.Compare(g.Since), f.Until.Compare(g.Until)); c != 0 {
		return c
	}
	if c := compareLabels(f.places[0].quad.Label, g.places[0].quad.Label); c != 0 {
		return c
	}
	return cmp.Or(compareValues(f.Subject, g.Subject), strings.Compare(f.Relation, g.Relation),
		strings.Compare(string(f.How), string(g.How)), compareValues(f.Object, g.Object),
		compareValues(f.Voice.Speaker, g.Voice.Speaker))
}

// byDate sorts facts by the first article that states them.
func byDate(list []*Fact) { slices.SortFunc(list, (*Fact).compare) }

// part makes facts of quads and keeps the most of them. Whose voice they have is read of those alone that can be kept.
func (r *reader) part(name string, quads []quad.Quad, most int) (Part, error) {
	p := Part{Name: name}
	list, err := r.triples(quads)
	if err != nil {
		return p, err
	}
	if most > 0 && len(list) > most {
		p.More = len(list) - most
		list = list[:most]
	}
	if p.Facts, err = r.facts(list); err != nil {
		return p, err
	}
	if left := len(p.Facts) - most; most > 0 && left > 0 {
		slices.SortStableFunc(p.Facts, func(a, b *Fact) int {
			return cmp.Or(b.Places-a.Places, b.Until.Compare(a.Until))
		})
		p.Facts, p.More = p.Facts[:most], p.More+left
	}
	byDate(p.Facts)
	return p, nil
}

// triple is what quads state that differ in their labels alone.
type triple struct {
	subject, predicate, object quad.Value
	quads                      []quad.Quad
	latest                     time.Time
}

// sign is that of the relation.
func (t *triple) sign() int {
	how, relation, _ := relationOf(t.predicate)
	return sign(how, relation)
}

// triples gathers quads of relations, those that most of them state first, then the latest.
func (r *reader) triples(quads []quad.Quad) ([]*triple, error) {
	type key struct{ subject, predicate, object quad.Value }
	at := map[key]*triple{}
	var out []*triple
	for _, q := range quads {
		k := key{q.Subject, q.Predicate, q.Object}
		t := at[k]
		if t == nil {
			if _, _, ok := relationOf(q.Predicate); !ok {
				continue
			}
			t = &triple{subject: q.Subject, predicate: q.Predicate, object: q.Object}
			at[k] = t
			out = append(out, t)
		}
		date, err := r.date(q.Label)
		if err != nil {
			return nil, err
		}
		t.quads = append(t.quads, q)
		if date.After(t.latest) {
			t.latest = date
		}
	}
	slices.SortFunc(out, (*triple).compare)
	return out, nil
}

func (t *triple) compare(u *triple) int {
	if c := cmp.Or(len(u.quads)-len(t.quads), u.latest.Compare(t.latest)); c != 0 {
		return c
	}
	return cmp.Or(compareValues(t.subject, u.subject), compareValues(t.predicate, u.predicate), compareValues(t.object, u.object))
}

// facts makes facts of triples, one for each voice.
func (r *reader) facts(list []*triple) ([]*Fact, error) {
	var quads []quad.Quad
	for _, t := range list {
		quads = append(quads, t.quads...)
	}
	return r.groups(quads)
}

// fill reads the sentences of the places that are to be shown.
func (r *reader) fill(facts []*Fact, most int) error {
	var quads []quad.Quad
	for _, f := range facts {
		if f.Shown == nil {
			for _, p := range chosen(f.places, most) {
				quads = append(quads, p.quad)
			}
		}
	}
	told, err := r.s.Told(r.ctx, quads, r.around)
	if err != nil {
		return err
	}
	for _, f := range facts {
		if f.Shown == nil {
			n := len(chosen(f.places, most))
			for _, e := range told[:n] {
				f.Shown = append(f.Shown, Statement{e, f.Voice})
			}
			told = told[n:]
		}
	}
	return nil
}

// chosen picks the first and the last places.
func chosen(list []place, most int) []place {
	if most <= 0 || len(list) <= most {
		return list
	}
	out := slices.Clone(list[:most])
	out[most-1] = list[len(list)-1]
	return out
}

// fewer is how many facts a part holds that is one of many: a quarter.
func fewer(most int) int {
	if most <= 0 {
		return most
	}
	return max(1, most/4)
}

// distinct gives the facts of several lists, each once.
func distinct(lists ...[]*Fact) []*Fact {
	var out []*Fact
	seen := map[*Fact]bool{}
	for _, list := range lists {
		for _, f := range list {
			if f != nil && !seen[f] {
				seen[f] = true
				out = append(out, f)
			}
		}
	}
	return out
}
