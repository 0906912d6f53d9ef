package graph

import (
	"context"
	"slices"
	"strings"
	"time"

	"quadrille/graph/schema"
	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

// Evidence is one place that vouches for a quad.
type Evidence struct {
	Quad       quad.Quad
	Sentence   string // the whole sentence
	Before     string // the sentence before it, "" at the start
	After      string // the sentence after it
	Words      [2]int // the stating words, in code points of Sentence (clipped to it)
	Article    quad.IRI
	Title      string
	Date       time.Time // zero when unknown
	Publisher  string
	Source     string
	Speaker    quad.Value // whose claim it stands in; nil when the article itself states it
	Cue        string
	Role       string
	Tense      string
	When       string // the days on which it is so, "2023-06-01/2023-06-30"; "" where the text does not say
	Confidence float64
}

// Why gives the evidence for an answer: the quads that connect the given values with each other by the given
// predicates (all relations when empty), directly or, for two that no quad connects, over one further node; each with
// its sentence. Values that nothing connects, and a single value, give the quads they are subject or object of; a claim
// the place where it was said; an evidence the quads it vouches for. Ordered by date, article and place.
func (s *Snapshot) Why(ctx context.Context, values []quad.Value, predicates []quad.IRI) ([]Evidence, error) {
	w, err := s.newWhy(ctx, predicates)
	if err == nil {
		err = w.find(values)
	}
	if err != nil {
		return nil, explain(err, s.g.dir)
	}
	out := make([]located, 0, len(w.found))
	for _, q := range w.found {
		e, err := w.evidence(q)
		if err != nil {
			return nil, explain(err, s.g.dir)
		}
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b located) int {
		return firstOf(a.Date.Compare(b.Date), strings.Compare(string(a.Article), string(b.Article)),
			a.place-b.place, a.begins-b.begins, strings.Compare(key(a.Quad), key(b.Quad)))
	})
	plain := make([]Evidence, len(out))
	for i, e := range out {
		plain[i] = e.Evidence
	}
	return plain, nil
}

// why is one search for evidence.
type why struct {
	s          *Snapshot
	ctx        context.Context
	t          *terms
	predicates map[store.ID]bool // what counts as a relation
	said       map[store.ID]bool
	seen       map[store.Quad]bool
	found      []store.Quad
	facts      map[store.ID]facts
	articles   map[quad.Value][]sentence
	alone      bool // the sentences before and after are not asked for
}

func (s *Snapshot) newWhy(ctx context.Context, predicates []quad.IRI) (*why, error) {
	w := &why{s: s, ctx: ctx, t: s.terms(ctx), predicates: map[store.ID]bool{}, said: map[store.ID]bool{},
		seen: map[store.Quad]bool{}, facts: map[store.ID]facts{}, articles: map[quad.Value][]sentence{}}
	if len(predicates) == 0 {
		predicates = relationPredicates()
	}
	for _, p := range predicates {
		id, err := s.r.ID(ctx, p)
		if err != nil {
			return nil, err
		}
		if id != 0 {
			w.predicates[id] = true
		}
	}
	for _, base := range []string{schema.Rel, schema.Not, schema.May} {
		id, err := s.r.ID(ctx, quad.IRI(base+schema.Said))
		if err != nil {
			return nil, err
		}
		if id != 0 {
			w.said[id] = true
		}
	}
	return w, nil
}

func (w *why) find(values []quad.Value) error {
	var ids []store.ID
	for _, v := range values {
		if v == nil {
			continue
		}
		id, err := w.s.r.ID(w.ctx, v)
		if err != nil {
			return err
		}
		if id != 0 && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for i, a := range ids {
		for _, b := range ids[i+1:] {
			before := len(w.found)
			if err := w.direct(a, b); err != nil {
				return err
			}
			if len(w.found) > before {
				continue
			}
			if err := w.between(a, b); err != nil {
				return err
			}
		}
	}
	if len(w.found) > 0 {
		return nil
	}
	for _, id := range ids {
		if err := w.single(id); err != nil {
			return err
		}
	}
	return nil
}

func (w *why) add(q store.Quad) {
	if !w.seen[q] {
		w.seen[q] = true
		w.found = append(w.found, q)
	}
}

// direct adds the quads between a and b, either way.
func (w *why) direct(a, b store.ID) error {
	for _, p := range []store.Quad{{Subject: a, Object: b}, {Subject: b, Object: a}} {
		for q, err := range store.Scan(w.ctx, w.s.r, p) {
			if err != nil {
				return err
			}
			if w.predicates[q.Predicate] {
				w.add(q)
			}
		}
	}
	return nil
}

// between adds the quads that connect a and b over one further node.
func (w *why) between(a, b store.ID) error {
	near := map[store.ID][]store.Quad{}
	if err := w.around(a, func(q store.Quad, other store.ID) { near[other] = append(near[other], q) }); err != nil {
		return err
	}
	return w.around(b, func(q store.Quad, other store.ID) {
		for _, p := range near[other] {
			w.add(p)
			w.add(q)
		}
	})
}

// around calls f with each relation's quad that a stands in, and its other end.
func (w *why) around(a store.ID, f func(q store.Quad, other store.ID)) error {
	for q, err := range store.Scan(w.ctx, w.s.r, store.Quad{Subject: a}) {
		if err != nil {
			return err
		}
		if w.predicates[q.Predicate] {
			f(q, q.Object)
		}
	}
	for q, err := range store.Scan(w.ctx, w.s.r, store.Quad{Object: a}) {
		if err != nil {
			return err
		}
		if w.predicates[q.Predicate] {
			f(q, q.Subject)
		}
	}
	return nil
}

// single adds the quads that one value stands in, by what it is.
func (w *why) single(id store.ID) error {
	for q, err := range store.Scan(w.ctx, w.s.r, store.Quad{Label: id}) {
		if err != nil {
			return err
		}
		if w.predicates[q.Predicate] {
			w.add(q)
		}
	}
	said := false
	for q, err := range store.Scan(w.ctx, w.s.r, store.Quad{Object: id}) {
		if err != nil {
			return err
		}
		if w.said[q.Predicate] {
			said = true
			w.add(q)
		}
	}
	if said {
		return nil
	}
	return w.around(id, func(q store.Quad, _ store.ID) { w.add(q) })
}
