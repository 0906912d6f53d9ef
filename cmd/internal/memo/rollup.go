package memo

import (
	"context"

	"quadrille/graph"
	"quadrille/graph/questions"

	"github.com/cayleygraph/quad"
)

// Rollup tells what persons and organisations do for the countries that they represent, all or one ("").
func Rollup(ctx context.Context, s *graph.Snapshot, of quad.IRI, o questions.Options) (*Memo, error) {
	a, err := questions.RollupOf(ctx, s, of, o)
	if err != nil {
		return nil, err
	}
	m := &Memo{Columns: columns("whom", "by", "role", "claims")}
	var facts []*questions.Fact
	others := []quad.Value{of}
	for _, c := range a.Countries {
		others = append(others, c.Whom)
		for _, r := range c.Through {
			facts = append(append(facts, r.Roles...), r.Facts...)
			others = append(append(others, r.Who), r.Via...)
		}
	}
	if err := m.name(ctx, s, facts, others...); err != nil {
		return nil, err
	}
	m.Title = "What countries do through those who represent them"
	if of != "" {
		m.Title = "What " + m.names.of(of) + " does through those who represent it"
	}
	if len(a.Countries) == 0 {
		m.Lead = []string{"No article tells of anybody who represents one."}
		if of != "" {
			m.Lead = []string{"No article tells of anybody who represents it."}
		}
	}
	for _, c := range a.Countries {
		section := Section{Title: m.names.of(c.Whom), More: c.More}
		for _, r := range c.Through {
			head := Item{Head: "Through " + m.names.of(r.Who), Gap: len(section.Items) > 0}
			role := quad.Value(nil)
			for _, f := range r.Roles {
				head.Notes = append(head.Notes, m.names.sentence(f)+" ("+when(f)+").")
				if len(f.Shown) > 0 {
					role = word(f.Shown[0].Role)
				}
			}
			if len(r.Via) > 1 {
				head.Head += ", by way of " + m.names.list(r.Via[:len(r.Via)-1])
			}
			head.Head += ": " + plural(r.Claims, "claim") + ", " + plural(len(r.Facts)+r.More, "other fact") + "."
			section.Items = append(section.Items, head)
			m.Cut = m.Cut || r.More > 0
			for _, f := range r.Facts {
				section.Items = append(section.Items, m.fact(f))
			}
			if len(r.Facts) == 0 {
				m.Rows = append(m.Rows, append([]quad.Value{c.Whom, r.Who, role, quad.Int(r.Claims)}, make([]quad.Value, len(stated))...))
			}
			for _, f := range r.Facts {
				m.rows(f, c.Whom, r.Who, role, quad.Int(r.Claims))
			}
		}
		m.Sections = append(m.Sections, section)
	}
	if m.Cut = m.Cut || a.More > 0; a.More > 0 {
		m.Sections = append(m.Sections, Section{Note: "… and " + count(a.More) + " more countries"})
	}
	return m, nil
}
