package memo

import (
	"context"

	"quadrille/graph"
	"quadrille/graph/questions"

	"github.com/cayleygraph/quad"
)

// Timeline tells what happened when, of all or of one ("").
func Timeline(ctx context.Context, s *graph.Snapshot, of quad.IRI, o questions.Options) (*Memo, error) {
	a, err := questions.TimelineOf(ctx, s, of, o)
	if err != nil {
		return nil, err
	}
	m := &Memo{Columns: columns("from", "to", "dated")}
	var facts []*questions.Fact
	for _, e := range a.Entries {
		facts = append(facts, e.Fact)
	}
	if err := m.name(ctx, s, facts, of); err != nil {
		return nil, err
	}
	m.Title, m.Cut = "Timeline", a.More != 0
	if of != "" {
		m.Title += " of " + m.names.of(of)
	}
	m.Lead = []string{"A date in brackets is the article's, where its sentence does not tell when."}
	if len(a.Entries) == 0 {
		m.Lead = []string{"No article tells anything."}
	}
	if a.More > 0 {
		m.Lead = append(m.Lead, plural(a.More, "earlier place")+" left out; all shows them.")
	} else if a.More < 0 {
		m.Lead = append(m.Lead, "The latest alone; all shows the others.")
	}
	section := Section{}
	for i, e := range a.Entries {
		head := ""
		switch e.Dated {
		case questions.ByText:
			head = span(e.From, e.To)
		case questions.ByArticle:
			head = "[" + span(e.From, e.To) + "]"
		default:
			head = "[undated]"
		}
		item := Item{Head: head + " " + m.names.sentence(e.Fact), Shown: e.Fact.Shown}
		// Several relations of one sentence stand above it together.
		if last := len(section.Items) - 1; i > 0 && sameSentence(a.Entries[i-1].Fact, e.Fact) {
			section.Items[last].Shown = nil
		}
		section.Items = append(section.Items, item)
		m.rows(e.Fact, day(e.From), day(e.To), word(string(e.Dated)))
	}
	if len(section.Items) > 0 {
		m.Sections = []Section{section}
	}
	return m, nil
}

// sameSentence tells whether two facts are told by one sentence in one voice.
func sameSentence(a, b *questions.Fact) bool {
	if len(a.Shown) != 1 || len(b.Shown) != 1 {
		return false
	}
	x, y := a.Shown[0], b.Shown[0]
	return x.Article == y.Article && x.Sentence == y.Sentence && x.Voice == y.Voice && x.Words == y.Words && x.When == y.When &&
		x.Role == y.Role && x.Confidence == y.Confidence
}
