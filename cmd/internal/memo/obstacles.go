package memo

import (
	"context"
	"fmt"
	"strings"

	"quadrille/graph"
	"quadrille/graph/questions"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Obstacles tells what stands in the way of a treaty or a process.
func Obstacles(ctx context.Context, s *graph.Snapshot, of quad.IRI, o questions.Options) (*Memo, error) {
	a, err := questions.ObstaclesOf(ctx, s, of, o)
	if err != nil {
		return nil, err
	}
	m := &Memo{Columns: columns("part", "obstacle")}
	others := append([]quad.Value{of}, a.Parties...)
	facts := append(append([]*questions.Fact{}, a.Stands.Facts...), a.Mediators.Facts...)
	for _, b := range a.List {
		others = append(others, b.What)
		facts = append(append(append(facts, b.Blocks.Facts...), b.Demanded.Facts...), b.Stands.Facts...)
	}
	for _, t := range a.Related {
		others = append(others, t.Thing)
		facts = append(append(facts, t.Blocks.Facts...), t.Mediators.Facts...)
	}
	if err := m.name(ctx, s, facts, others...); err != nil {
		return nil, err
	}
	m.Title = "What stands in the way: " + m.names.of(of)
	if len(a.Parties) > 0 {
		m.Lead = append(m.Lead, "Between "+m.names.list(a.Parties)+".")
	}
	if len(a.List) == 0 {
		m.Lead = append(m.Lead, "No sentence names an obstacle.")
	}
	for n, b := range a.List {
		s := Section{Title: fmt.Sprintf("Obstacle %d: %s", n+1, m.names.of(b.What))}
		for _, p := range []questions.Part{b.Blocks, b.Demanded, b.Stands} {
			for _, f := range p.Facts {
				s.Items = append(s.Items, m.fact(f))
				m.rows(f, quad.String(p.Name), b.What)
			}
			s.More += p.More
		}
		if len(b.Demanded.Facts) == 0 && !strings.HasPrefix(string(iri(b.What)), schema.Base+"actor/") { // nobody demands an actor
			s.Items = append(s.Items, Item{Head: "No sentence names who demands it."})
		}
		m.Sections = append(m.Sections, s)
	}
	if m.Cut = a.More > 0; m.Cut {
		m.Sections = append(m.Sections, Section{Note: "… and " + plural(a.More, "more obstacle")})
	}
	rest := func(title string, p questions.Part) {
		m.section(title, p)
		for _, f := range p.Facts {
			m.rows(f, quad.String(p.Name), nil)
		}
	}
	rest("Who stands where on it", a.Stands)
	rest("Who mediates in it", a.Mediators)
	for _, t := range a.Related {
		rest("What blocks another between the same parties, "+m.names.of(t.Thing), t.Blocks)
		rest("Who mediates in another between the same parties, "+m.names.of(t.Thing), t.Mediators)
	}
	return m, nil
}
