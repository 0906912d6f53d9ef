package memo

import (
	"context"
	"fmt"

	"quadrille/graph"
	"quadrille/graph/questions"

	"github.com/cayleygraph/quad"
)

// Why tells which sentences tie two nodes, with the sentences around them.
func Why(ctx context.Context, s *graph.Snapshot, subject, object quad.IRI, relation string, how questions.How, o questions.Options) (*Memo, error) {
	a, err := questions.WhyOf(ctx, s, subject, object, relation, how, o)
	if err != nil {
		return nil, err
	}
	m := &Memo{Columns: append(columns(), "before", "after")}
	if err := m.name(ctx, s, a.Facts, subject, object); err != nil {
		return nil, err
	}
	pair := m.names.of(subject) + " and " + m.names.of(object)
	by := ""
	if relation != "" {
		by = " by “" + relation + "”"
	}
	switch {
	case len(a.Facts) == 0:
		m.Title = fmt.Sprintf("No sentence ties %s%s.", pair, by)
		return m, nil
	case a.Straight:
		m.Title = fmt.Sprintf("What ties %s%s", pair, by)
	default:
		m.Title = fmt.Sprintf("No sentence ties %s straight; these do over one in between", pair)
	}
	section := Section{More: a.More}
	for _, f := range a.Facts {
		i := m.fact(f)
		i.Around = true
		section.Items = append(section.Items, i)
		for _, st := range f.Shown {
			m.Rows = append(m.Rows, append(row(f, st), word(st.Before), word(st.After)))
		}
	}
	m.Sections = []Section{section}
	return m, nil
}
