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

// mostNames is how many other names of an actor are told.
const mostNames = 8

// Profile tells who an actor is and what is told of him.
func Profile(ctx context.Context, s *graph.Snapshot, of quad.IRI, o questions.Options) (*Memo, error) {
	a, err := questions.ProfileOf(ctx, s, of, o)
	if err != nil {
		return nil, err
	}
	m := &Memo{Columns: columns("part", "with")}
	var facts []*questions.Fact
	others := append([]quad.Value{of}, a.Actor.Country...)
	for _, p := range a.Parts {
		facts = append(facts, p.Facts...)
	}
	for _, ties := range [][]questions.Tie{a.Allies, a.Adversaries} {
		for _, t := range ties {
			others = append(others, t.Who)
			for _, g := range t.Shown {
				facts = append(facts, g...)
			}
		}
	}
	if err := m.name(ctx, s, facts, others...); err != nil {
		return nil, err
	}
	m.Title = m.names.of(of)
	m.Lead = m.who(a.Actor)
	if len(a.Parts) == 0 {
		m.Lead = append(m.Lead, "No article tells anything of it.")
	}
	for _, p := range a.Parts {
		m.section(strings.ToUpper(p.Name[:1])+p.Name[1:], p)
		for _, f := range p.Facts {
			m.rows(f, quad.String(p.Name), nil)
		}
	}
	m.ties("Allies", "ally", a.Allies, a.MoreAllies)
	m.ties("Adversaries", "adversary", a.Adversaries, a.MoreAdverse)
	return m, nil
}

// who says what a node is, in a line or two.
func (m *Memo) who(a questions.Actor) []string {
	var parts []string
	if a.Kind != "" {
		name := schema.Shorten(a.Kind)
		if _, local, ok := strings.Cut(name, ":"); ok {
			name = strings.ToLower(local)
		}
		parts = append(parts, name)
	}
	if len(a.Country) > 0 {
		parts = append(parts, "of "+m.names.list(a.Country))
	}
	for _, v := range a.SameAs {
		parts = append(parts, m.names.of(v))
	}
	parts = append(parts, schema.Shorten(a.IRI))
	out := []string{oneLine([]rune(strings.Join(parts, " · ")))}
	label := m.names[a.IRI].Label
	var also []string
	for _, n := range a.Names {
		if n != label {
			also = append(also, oneLine([]rune(n)))
		}
	}
	if more := len(also) - mostNames; more > 1 {
		also = append(also[:mostNames], fmt.Sprintf("%d more", more))
	}
	if len(also) > 0 {
		out = append(out, "Also called "+strings.Join(also, ", ")+".")
	}
	return out
}

// ties adds a section of allies or adversaries.
func (m *Memo) ties(title, name string, ties []questions.Tie, more int) {
	if len(ties) == 0 {
		return
	}
	s := Section{Title: title, More: more}
	for _, t := range ties {
		i := Item{Head: fmt.Sprintf("%s (%s)", m.names.of(t.Who), plural(t.Grounds, "ground"))}
		for _, g := range t.Shown {
			var sides []string
			for _, f := range g {
				sides = append(sides, m.names.sentence(f)+" ("+when(f)+")")
				m.rows(f, quad.String(name), t.Who)
			}
			i.Notes = append(i.Notes, strings.Join(sides, "; ")+".")
		}
		s.Items = append(s.Items, i)
	}
	m.Sections = append(m.Sections, s)
}
