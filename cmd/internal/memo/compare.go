package memo

import (
	"context"

	"quadrille/graph"
	"quadrille/graph/questions"

	"github.com/cayleygraph/quad"
)

// Compare tells what two share and where they are opposed.
func Compare(ctx context.Context, s *graph.Snapshot, x, y quad.IRI, o questions.Options) (*Memo, error) {
	a, err := questions.Compare(ctx, s, x, y, o)
	if err != nil {
		return nil, err
	}
	m := &Memo{Columns: columns("part", "about")}
	facts := append([]*questions.Fact{}, a.Between.Facts...)
	others := []quad.Value{x, y}
	for _, list := range [][]questions.Match{a.Shared, a.Opposed, a.Toward} {
		for _, t := range list {
			facts = append(facts, t.A, t.B)
			others = append(others, t.Thing)
		}
	}
	if err := m.name(ctx, s, facts, others...); err != nil {
		return nil, err
	}
	m.Title = m.names.of(x) + " and " + m.names.of(y)
	if len(facts) == 0 {
		m.Lead = []string{"They stand on nothing in common, and nothing is told between them."}
	}
	m.matches("What they share", "shared", a.Shared, a.MoreShared)
	m.matches("Where they are opposed", "opposed", a.Opposed, a.MoreOpposed)
	m.section("Between the two", a.Between)
	for _, f := range a.Between.Facts {
		m.rows(f, quad.String("between"), nil)
	}
	m.matches("What others do to both", "toward both", a.Toward, a.MoreToward)
	return m, nil
}

func (m *Memo) matches(title, part string, list []questions.Match, more int) {
	if len(list) == 0 {
		return
	}
	s := Section{Title: title, More: more}
	var before *questions.Fact
	for _, t := range list {
		for _, f := range []*questions.Fact{t.A, t.B} {
			if f == before { // it is opposed to several
				continue
			}
			i := m.fact(f)
			i.Gap = f == t.A && len(s.Items) > 0
			s.Items = append(s.Items, i)
			m.rows(f, quad.String(part), t.Thing)
		}
		before = t.A
	}
	m.Sections = append(m.Sections, s)
}
