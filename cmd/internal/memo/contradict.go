package memo

import (
	"context"

	"quadrille/graph"
	"quadrille/graph/questions"

	"github.com/cayleygraph/quad"
)

// Contradict sets side by side what conflicts, of all or of one ("").
func Contradict(ctx context.Context, s *graph.Snapshot, of quad.IRI, o questions.Options) (*Memo, error) {
	a, err := questions.Contradictions(ctx, s, of, o)
	if err != nil {
		return nil, err
	}
	m := &Memo{Columns: append(append([]string{"conflict", "about"}, prefixed("a_")...), prefixed("b_")...)}
	var facts []*questions.Fact
	others := []quad.Value{of}
	for _, p := range a.Pairs {
		facts = append(facts, p.A, p.B)
		others = append(others, p.About)
	}
	if err := m.name(ctx, s, facts, others...); err != nil {
		return nil, err
	}
	m.Title = "What conflicts"
	if of != "" {
		m.Title += " about " + m.names.of(of)
	}
	if len(a.Pairs) == 0 {
		m.Lead = []string{"Nothing that the articles state conflicts."}
		return m, nil
	}
	titles := map[questions.Conflict]string{
		questions.Denial:     "Stated and denied",
		questions.Turn:       "One actor on both sides",
		questions.Opposition: "One for it, another against it",
	}
	for _, p := range a.Pairs {
		if last := len(m.Sections) - 1; last < 0 || m.Sections[last].Title != titles[p.Kind] {
			m.Sections = append(m.Sections, Section{Title: titles[p.Kind], More: a.More[p.Kind]})
		}
		section := &m.Sections[len(m.Sections)-1]
		first, second := m.fact(p.A), m.fact(p.B)
		first.Head = "A. " + first.Head
		second.Head = "B. " + second.Head
		if len(section.Items) > 0 {
			first.Gap = true
		}
		section.Items = append(section.Items, first, second)
		// A row for the first place of each: the pair is one answer.
		if len(p.A.Shown) > 0 && len(p.B.Shown) > 0 {
			line := append([]quad.Value{quad.String(p.Kind), p.About}, row(p.A, p.A.Shown[0])...)
			m.Rows = append(m.Rows, append(line, row(p.B, p.B.Shown[0])...))
		}
	}
	return m, nil
}

func prefixed(prefix string) []string {
	var out []string
	for _, c := range columns() {
		out = append(out, prefix+c)
	}
	return out
}
