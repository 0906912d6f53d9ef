package graph

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"quadrille/graph/algebra"
	"quadrille/graph/schema"
	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

// Quads yields the quads that match p, in no particular order.
func (s *Snapshot) Quads(ctx context.Context, p Pattern) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		ids, ok, err := pattern(ctx, s.r, quad.Quad{Subject: p.Subject, Predicate: p.Predicate, Object: p.Object, Label: p.Label})
		if err != nil {
			yield(quad.Quad{}, explain(err, s.g.dir))
			return
		}
		if !ok {
			return
		}
		t := s.terms(ctx)
		for q, err := range store.Scan(ctx, s.r, ids) {
			var out quad.Quad
			if err == nil {
				out, err = t.quad(q)
			}
			if !yield(out, explain(err, s.g.dir)) || err != nil {
				return
			}
		}
	}
}

// facts are what quads say of one subject, by predicate.
type facts map[quad.Value][]quad.Value

func (f facts) first(p quad.IRI) quad.Value {
	if vs := f[p]; len(vs) > 0 {
		return vs[0]
	}
	return nil
}

func (f facts) text(p quad.IRI) string { return algebra.Text(f.first(p)) }

// date reads the first date; the zero time when there is none or it is no date.
func (f facts) date(p quad.IRI) time.Time { return dateOf(f.first(p)) }

func dateOf(v quad.Value) time.Time {
	if t, ok := v.(quad.Time); ok {
		return time.Time(t)
	}
	text := algebra.Text(v)
	for _, layout := range []string{time.DateOnly, time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01", "2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	return time.Time{}
}

// about gives what the quads say of a subject, all of them or those that one label vouches for.
func (s *Snapshot) about(ctx context.Context, t *terms, p store.Quad) (facts, error) {
	f := facts{}
	for q, err := range store.Scan(ctx, s.r, p) {
		if err != nil {
			return nil, err
		}
		pred, err := t.of(q.Predicate)
		if err != nil {
			return nil, err
		}
		obj, err := t.of(q.Object)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(f[pred], obj) {
			f[pred] = append(f[pred], obj)
		}
	}
	return f, nil
}

// instances gives the IDs of the subjects of a class.
func (s *Snapshot) instances(ctx context.Context, class quad.IRI) ([]store.ID, error) {
	p, ok, err := pattern(ctx, s.r, quad.Quad{Predicate: schema.Type, Object: class})
	if err != nil || !ok {
		return nil, err
	}
	seen := map[store.ID]bool{}
	var out []store.ID
	for q, err := range store.Scan(ctx, s.r, p) {
		if err != nil {
			return nil, err
		}
		if !seen[q.Subject] {
			seen[q.Subject] = true
			out = append(out, q.Subject)
		}
	}
	return out, nil
}

// ArticleInfo describes a stored article.
type ArticleInfo struct {
	IRI       quad.IRI
	Title     string
	Date      time.Time // zero when unknown
	Publisher string
}

// Articles lists the stored articles by date and title.
func (s *Snapshot) Articles(ctx context.Context) ([]ArticleInfo, error) {
	ids, err := s.instances(ctx, schema.NewsArticle)
	if err != nil {
		return nil, explain(err, s.g.dir)
	}
	t := s.terms(ctx)
	out := make([]ArticleInfo, 0, len(ids))
	for _, id := range ids {
		v, err := t.of(id)
		if err != nil {
			return nil, explain(err, s.g.dir)
		}
		iri, ok := v.(quad.IRI)
		if !ok {
			continue
		}
		f, err := s.about(ctx, t, store.Quad{Subject: id})
		if err != nil {
			return nil, explain(err, s.g.dir)
		}
		out = append(out, ArticleInfo{iri, f.text(schema.Title), f.date(schema.Issued), f.text(schema.Publisher)})
	}
	slices.SortFunc(out, func(a, b ArticleInfo) int {
		return firstOf(a.Date.Compare(b.Date), strings.Compare(a.Title, b.Title), strings.Compare(string(a.IRI), string(b.IRI)))
	})
	return out, nil
}

func firstOf(cs ...int) int {
	for _, c := range cs {
		if c != 0 {
			return c
		}
	}
	return 0
}

// Stats counts what a graph holds.
type Stats struct {
	Quads, Articles, Actors, Things, Claims, Evidence int
	Predicates                                        map[quad.IRI]int // quads of each relation predicate that has any
}

var (
	actorClasses = []quad.IRI{schema.Person, schema.Organization, schema.CountryType, schema.Group}
	thingClasses = []quad.IRI{schema.Process, schema.Treaty, schema.Issue, schema.Event}
)

// relationPredicates are the predicates of all relations in all polarities.
func relationPredicates() []quad.IRI {
	var out []quad.IRI
	for _, r := range schema.Relations() {
		for _, base := range []string{schema.Rel, schema.Not, schema.May} {
			out = append(out, quad.IRI(base+r.Name))
		}
	}
	return out
}

// Stats counts.
func (s *Snapshot) Stats(ctx context.Context) (Stats, error) {
	st, err := s.stats(ctx)
	return st, explain(err, s.g.dir)
}

// Extent counts the articles and the quads, as Stats does, without reading the rest.
func (s *Snapshot) Extent(ctx context.Context) (articles, quads int, err error) {
	ids, err := s.instances(ctx, schema.NewsArticle)
	if err == nil {
		quads, err = s.r.Len(ctx)
	}
	return len(ids), quads, explain(err, s.g.dir)
}

func (s *Snapshot) stats(ctx context.Context) (Stats, error) {
	st := Stats{Predicates: map[quad.IRI]int{}}
	var err error
	if st.Quads, err = s.r.Len(ctx); err != nil {
		return st, err
	}
	for _, c := range []struct {
		to      *int
		classes []quad.IRI
	}{
		{&st.Articles, []quad.IRI{schema.NewsArticle}}, {&st.Actors, actorClasses}, {&st.Things, thingClasses},
		{&st.Claims, []quad.IRI{schema.Claim}}, {&st.Evidence, []quad.IRI{schema.Evidence}},
	} {
		seen := map[store.ID]bool{}
		for _, class := range c.classes {
			ids, err := s.instances(ctx, class)
			if err != nil {
				return st, err
			}
			for _, id := range ids {
				seen[id] = true
			}
		}
		*c.to = len(seen)
	}
	for _, p := range relationPredicates() {
		ids, ok, err := pattern(ctx, s.r, quad.Quad{Predicate: p})
		if err != nil {
			return st, err
		}
		if !ok {
			continue
		}
		for _, err := range store.Scan(ctx, s.r, ids) {
			if err != nil {
				return st, err
			}
			st.Predicates[p]++
		}
	}
	return st, nil
}
