package questions

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Basis is what an entry of a timeline is dated by.
type Basis string

// Bases.
const (
	ByText    Basis = "text"    // the sentence tells when
	ByArticle Basis = "article" // it does not: the day on which the article was published
	Undated   Basis = ""
)

// Entry is one place in a timeline.
type Entry struct {
	From, To time.Time // the days, both inclusive; zero when Undated
	Dated    Basis
	Fact     *Fact // with this one place
	quad     quad.Quad
}

// Timeline lists what the articles report by when it happened.
type Timeline struct {
	Of      quad.IRI // "" for everything
	Entries []Entry  // by date, undated ones first
	More    int      // earlier ones that were left out, -1 for some, nobody knows how many
}

// TimelineOf lists what is told of an actor or a thing, and what was said about it; "" for all. Of more than o.Facts the
// latest are kept.
func TimelineOf(ctx context.Context, s *graph.Snapshot, of quad.IRI, o Options) (*Timeline, error) {
	r := newReader(ctx, s)
	t := &Timeline{Of: of}
	var quads []quad.Quad
	var err error
	switch {
	case of != "":
		quads, err = r.concerning(of)
	case o.Facts > 0:
		var whole bool
		if quads, whole, err = r.latest(o.Facts); !whole {
			t.More = -1
		}
	default:
		quads, err = r.relations(graph.Pattern{}, everyHow(), everything())
	}
	if err != nil {
		return nil, err
	}
	seen := map[quad.Quad]bool{}
	for _, q := range quads {
		if _, _, ok := relationOf(q.Predicate); !ok || seen[q] {
			continue
		}
		seen[q] = true
		e, err := r.entry(q)
		if err != nil {
			return nil, err
		}
		t.Entries = append(t.Entries, e)
	}
	slices.SortFunc(t.Entries, func(a, b Entry) int {
		if c := cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)); c != 0 {
			return c
		}
		if c := compareLabels(a.quad.Label, b.quad.Label); c != 0 {
			return c
		}
		return cmp.Or(compareValues(a.quad.Subject, b.quad.Subject), compareValues(a.quad.Predicate, b.quad.Predicate),
			compareValues(a.quad.Object, b.quad.Object))
	})
	if left := len(t.Entries) - o.Facts; o.Facts > 0 && left > 0 {
		t.Entries = t.Entries[left:]
		if t.More == 0 {
			t.More = left
		}
	}
	var facts []*Fact
	for i := range t.Entries {
		list, err := r.groups([]quad.Quad{t.Entries[i].quad})
		if err != nil {
			return nil, err
		}
		t.Entries[i].Fact = list[0]
		facts = append(facts, list[0])
	}
	return t, r.fill(facts, 1)
}

// concerning gives the quads of relations that a node stands in, and those of claims about it.
func (r *reader) concerning(of quad.Value) ([]quad.Quad, error) {
	out, err := r.out(of, everything()...)
	if err != nil {
		return nil, err
	}
	in, err := r.in(of, everything()...)
	if err != nil {
		return nil, err
	}
	about, err := r.in(of, schema.About)
	if err != nil {
		return nil, err
	}
	out = append(out, in...)
	done := map[quad.Value]bool{}
	for _, q := range about {
		if done[q.Subject] {
			continue
		}
		done[q.Subject] = true
		said, err := r.in(q.Subject, schema.Said)
		if err != nil {
			return nil, err
		}
		out = append(out, said...)
	}
	return out, nil
}

// latest gives quads enough to find the latest n: those whose sentence tells when, and those of the latest articles. whole
// tells that these are all there are.
func (r *reader) latest(n int) (out []quad.Quad, whole bool, err error) {
	when, err := r.list(graph.Pattern{Predicate: schema.When})
	if err != nil {
		return nil, false, err
	}
	type dated struct {
		node quad.Value
		day  time.Time
	}
	newest := func(list []dated) []dated {
		slices.SortFunc(list, func(a, b dated) int { return cmp.Or(b.day.Compare(a.day), compareLabels(a.node, b.node)) })
		return list
	}
	var told []dated
	for _, q := range when {
		if from, _, ok := daysOf(q.Object); ok {
			told = append(told, dated{q.Subject, from})
		}
	}
	told = newest(told)
	add := func(label quad.Value) error {
		list, err := r.list(graph.Pattern{Label: label})
		for _, q := range list {
			if _, relation, ok := relationOf(q.Predicate); ok && relation != schema.About && relation != schema.Party {
				out = append(out, q)
			}
		}
		return err
	}
	for i := 0; i < len(told) && len(out) < n; i++ {
		if err := add(told[i].node); err != nil {
			return nil, false, err
		}
	}
	written, err := r.list(graph.Pattern{Predicate: schema.Type, Object: schema.NewsArticle})
	if err != nil {
		return nil, false, err
	}
	var articles []dated // undated ones are the oldest
	for _, q := range written {
		d, err := r.date(q.Subject)
		if err != nil {
			return nil, false, err
		}
		articles = append(articles, dated{q.Subject, d})
	}
	articles = newest(articles)
	i := 0
	for enough := len(out) + n; i < len(articles) && len(out) < enough; i++ {
		labels, err := r.evidenceOf(articles[i].node)
		if err != nil {
			return nil, false, err
		}
		for _, l := range labels {
			if err := add(l); err != nil {
				return nil, false, err
			}
		}
	}
	return out, i == len(articles), nil
}

// evidenceOf gives the evidence that lies in the sentences of an article.
func (r *reader) evidenceOf(article quad.Value) ([]quad.Value, error) {
	sentences, err := r.list(graph.Pattern{Predicate: schema.Of, Object: article})
	if err != nil {
		return nil, err
	}
	var out []quad.Value
	for _, s := range sentences {
		list, err := r.list(graph.Pattern{Predicate: schema.In, Object: s.Subject})
		if err != nil {
			return nil, err
		}
		for _, q := range list {
			out = append(out, q.Subject)
		}
	}
	return out, nil
}

// entry dates a quad.
func (r *reader) entry(q quad.Quad) (Entry, error) {
	e := Entry{quad: q}
	if q.Label != nil {
		v, err := r.first(q.Label, schema.When)
		if err != nil {
			return e, err
		}
		if from, to, ok := daysOf(v); ok {
			e.From, e.To, e.Dated = from, to, ByText
			return e, nil
		}
	}
	d, err := r.date(q.Label)
	if err != nil {
		return e, err
	}
	if !d.IsZero() {
		e.From, e.To, e.Dated = d, d, ByArticle
	}
	return e, nil
}

// daysOf reads "2023-06-01/2023-06-30" or "2023-06-01".
func daysOf(v quad.Value) (from, to time.Time, ok bool) {
	begin, end, two := strings.Cut(text(v), "/")
	from, ok = parseDay(begin)
	if !ok || !two {
		return from, from, ok
	}
	to, ok = parseDay(end)
	return from, to, ok
}
