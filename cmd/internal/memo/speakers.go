package memo

import (
	"context"
	"fmt"

	"quadrille/graph"
	"quadrille/graph/questions"

	"github.com/cayleygraph/quad"
)

// Speakers tells who speaks for somebody.
func Speakers(ctx context.Context, s *graph.Snapshot, whom quad.IRI, o questions.Options) (*Memo, error) {
	a, err := questions.SpeakersFor(ctx, s, whom, o)
	if err != nil {
		return nil, err
	}
	m := &Memo{Columns: columns("whom", "through", "role", "claims")}
	facts := append([]*questions.Fact{}, a.Denied.Facts...)
	others := []quad.Value{whom}
	for _, sp := range a.List {
		facts = append(append(facts, sp.Roles...), sp.Latest)
		others = append(append(others, sp.Who), sp.Via...)
	}
	if err := m.name(ctx, s, facts, others...); err != nil {
		return nil, err
	}
	m.Title = "Who speaks for " + m.names.of(whom)
	if len(a.List) == 0 {
		m.Lead = []string{"No article tells of anybody who does."}
	}
	section := Section{More: a.More}
	for _, sp := range a.List {
		items := m.speaker(sp)
		items[0].Gap = len(section.Items) > 0
		section.Items = append(section.Items, items...)
		through := quad.Value(nil)
		if len(sp.Via) > 1 {
			through = sp.Whom
		}
		for _, f := range sp.Roles {
			for _, st := range f.Shown {
				m.Rows = append(m.Rows, append([]quad.Value{whom, through, word(st.Role), quad.Int(sp.Claims)}, row(f, st)...))
			}
		}
	}
	if len(section.Items) > 0 {
		m.Sections = append(m.Sections, section)
	}
	m.section("Denied or uncertain", a.Denied)
	for _, f := range a.Denied.Facts {
		m.rows(f, whom, nil, nil, nil)
	}
	return m, nil
}

// speaker gives the items of one: his roles, and the last thing that he is told to have said.
func (m *Memo) speaker(sp questions.Speaker) []Item {
	var out []Item
	for _, f := range sp.Roles {
		i := m.fact(f)
		if via := sp.Via[1:]; len(via) > 0 {
			i.Head += ", which represents " + m.names.of(via[0])
		}
		out = append(out, i)
	}
	switch {
	case sp.Latest != nil && len(sp.Latest.Shown) > 0:
		last := m.fact(sp.Latest)
		last.Head = fmt.Sprintf("%s of %s; the latest:", plural(sp.Claims, "claim"), m.names.of(sp.Who))
		last.Places = 0
		out = append(out, last)
	default:
		out = append(out, Item{Head: "No claim of " + m.names.of(sp.Who) + " is told."})
	}
	return out
}
