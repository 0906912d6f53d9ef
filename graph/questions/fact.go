package questions

import (
	"cmp"
	"fmt"
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
	Facts []*Fact
	More  int // facts left out
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
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y))
}

func written(v quad.Value) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

func (f *Fact) compare(g *Fact) int {
	return cmp.Or(f.Since.Compare(g.Since), f.Until.Compare(g.Until), compareLabels(f.places[0].quad.Label, g.places[0].quad.Label),
		strings.Compare(written(f.Subject), written(g.Subject)), strings.Compare(f.Relation, g.Relation),
		strings.Compare(string(f.How), string(g.How)), strings.Compare(written(f.Object), written(g.Object)),
		strings.Compare(written(f.Voice.Speaker), written(g.Voice.Speaker)))
}

// byDate sorts facts by the first article that states them.
func byDate(list []*Fact) { slices.SortFunc(list, (*Fact).compare) }

// part keeps the facts that most places state, the latest of them where it is the same, and sorts them by date.
func part(name string, facts []*Fact, most int) Part {
	p := Part{Name: name, Facts: facts}
	if most > 0 && len(facts) > most {
		p.Facts, p.More = slices.Clone(facts), len(facts)-most
		slices.SortStableFunc(p.Facts, func(a, b *Fact) int {
			return cmp.Or(b.Places-a.Places, b.Until.Compare(a.Until), a.compare(b))
		})
		p.Facts = p.Facts[:most]
	}
	byDate(p.Facts)
	return p
}

// own tells whether the article itself states it, or the subject says it of himself: not what others say of him.
func (f *Fact) own() bool {
	return f.Voice.Speaker == nil || f.Voice.Speaker == f.Subject && f.Voice.How == Asserted
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
	told, err := r.s.Told(r.ctx, quads)
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
