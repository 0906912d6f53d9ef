package memo

import (
	"context"
	"fmt"

	"quadrille/graph"
	"quadrille/graph/questions"

	"github.com/cayleygraph/quad"
)

// Path tells how two are connected.
func Path(ctx context.Context, s *graph.Snapshot, x, y quad.IRI, o questions.Options) (*Memo, error) {
	a, err := questions.Paths(ctx, s, x, y, o)
	if err != nil {
		return nil, err
	}
	m := &Memo{Columns: columns("path", "step", "direction")}
	var facts []*questions.Fact
	for _, p := range a.Paths {
		for _, step := range p {
			facts = append(facts, step.Fact)
		}
	}
	if err := m.name(ctx, s, facts, x, y); err != nil {
		return nil, err
	}
	m.Title = "How " + m.names.of(x) + " and " + m.names.of(y) + " are connected"
	switch {
	case x == y:
		m.Lead = []string{"They are one."}
	case len(a.Paths) == 0:
		m.Lead = []string{"Nothing that is asserted connects them in six steps."}
	default:
		m.Lead = []string{"The shortest connections, of " + plural(len(a.Paths[0]), "step") + ":"}
	}
	for n, p := range a.Paths {
		section := Section{Title: fmt.Sprintf("%d. %s", n+1, m.names.of(x))}
		for i, step := range p {
			f, end, direction := step.Fact, step.Fact.Object, "forward"
			if !step.Forward {
				end, direction = f.Subject, "back"
			}
			section.Title += " — " + m.names.of(end)
			section.Items = append(section.Items, m.fact(f))
			m.rows(f, quad.Int(n+1), quad.Int(i+1), quad.String(direction))
		}
		m.Sections = append(m.Sections, section)
	}
	if last := len(m.Sections) - 1; a.More > 0 && last >= 0 {
		m.Sections[last].More = a.More
	}
	return m, nil
}
