package questions

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Match is a fact of one actor beside one of another on the same thing, or from the same third one.
type Match struct {
	Thing quad.Value
	A, B  *Fact
}

// Comparison tells what two actors share and where they are opposed.
type Comparison struct {
	A, B        quad.IRI
	Shared      []Match // the same relation to the same thing, or both for it, or both against it
	Opposed     []Match // one for it, the other against it
	Toward      []Match // a third one does the same to both
	Between     Part    // what the two do to each other
	MoreShared  int
	MoreOpposed int
	MoreToward  int
}

// Compare sets two actors side by side.
func Compare(ctx context.Context, s *graph.Snapshot, a, b quad.IRI, o Options) (*Comparison, error) {
	r := newReader(ctx, s)
	c := &Comparison{A: a, B: b}
	var relations []string
	for _, x := range everything() {
		if x != schema.Said {
			relations = append(relations, x)
		}
	}
	read := func(f func(quad.Value, ...string) ([]quad.Quad, error), node, other quad.IRI) (facts, between []*Fact, err error) {
		quads, err := f(node, relations...)
		if err != nil {
			return nil, nil, err
		}
		all, err := r.groups(quads)
		for _, x := range all {
			if x.Subject == other || x.Object == other {
				between = append(between, x)
			} else if x.Subject != x.Object {
				facts = append(facts, x)
			}
		}
		return facts, between, err
	}
	fromA, between, err := read(r.out, a, b)
	if err != nil {
		return nil, err
	}
	fromB, back, err := read(r.out, b, a)
	if err != nil {
		return nil, err
	}
	toA, _, err := read(r.in, a, b)
	if err != nil {
		return nil, err
	}
	toB, _, err := read(r.in, b, a)
	if err != nil {
		return nil, err
	}
	c.Between = part("between", append(between, back...), o.Facts)
	c.match(fromA, fromB)
	c.Toward = toward(toA, toB)
	c.Shared, c.MoreShared = cut(c.Shared, o.Facts)
	c.Opposed, c.MoreOpposed = cut(c.Opposed, o.Facts)
	c.Toward, c.MoreToward = cut(c.Toward, o.Facts)
	shown := [][]*Fact{c.Between.Facts}
	for _, m := range slices.Concat(c.Shared, c.Opposed, c.Toward) {
		shown = append(shown, []*Fact{m.A, m.B})
	}
	return c, r.fill(distinct(shown...), o.Places)
}

// match finds the things on which both have a fact.
func (c *Comparison) match(fromA, fromB []*Fact) {
	byThing := map[quad.Value][]*Fact{}
	for _, f := range fromB {
		byThing[f.Object] = append(byThing[f.Object], f)
	}
	for _, f := range fromA {
		for _, g := range byThing[f.Object] {
			x, y := sign(f.How, f.Relation), sign(g.How, g.Relation)
			switch {
			case f.Relation == g.Relation && f.How == g.How || x != 0 && x == y:
				c.Shared = append(c.Shared, Match{f.Object, f, g})
			case x != 0 && x == -y:
				c.Opposed = append(c.Opposed, Match{f.Object, f, g})
			}
		}
	}
}

// toward finds third ones that do the same to both.
func toward(toA, toB []*Fact) []Match {
	type key struct {
		who      quad.Value
		how      How
		relation string
	}
	by := map[key][]*Fact{}
	for _, f := range toB {
		by[key{f.Subject, f.How, f.Relation}] = append(by[key{f.Subject, f.How, f.Relation}], f)
	}
	var out []Match
	for _, f := range toA {
		for _, g := range by[key{f.Subject, f.How, f.Relation}] {
			out = append(out, Match{f.Subject, f, g})
		}
	}
	return out
}

// cut keeps the matches that most places state, and sorts them by thing and date.
func cut(list []Match, most int) (kept []Match, more int) {
	if most > 0 && len(list) > most {
		slices.SortStableFunc(list, func(a, b Match) int {
			return cmp.Or(b.A.Places+b.B.Places-a.A.Places-a.B.Places, b.B.Until.Compare(a.B.Until))
		})
		list, more = list[:most], len(list)-most
	}
	slices.SortStableFunc(list, func(a, b Match) int {
		return cmp.Or(strings.Compare(written(a.Thing), written(b.Thing)), a.A.compare(b.A), a.B.compare(b.B))
	})
	return list, more
}
