package questions

import (
	"cmp"
	"context"
	"slices"

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
	Shared      []Match // the same relation to the same thing, both for it, both against it, or both parties to it
	Opposed     []Match // one for it, the other against it
	Toward      []Match // a third one does the same to both
	Between     Part    // what the two do to each other, other verbs than those of the schema included
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
		if x != schema.Said && x != schema.Does { // what these hold differs from place to place
			relations = append(relations, x)
		}
	}
	var between []quad.Quad
	read := func(f func(quad.Value, ...string) ([]quad.Quad, error), node, other quad.IRI, keep bool) ([]*triple, error) {
		quads, err := f(node, relations...)
		if err != nil {
			return nil, err
		}
		var rest []quad.Quad
		for _, q := range quads {
			switch {
			case q.Subject == q.Object:
			case q.Subject != other && q.Object != other:
				rest = append(rest, q)
			case keep:
				between = append(between, q)
			}
		}
		return r.triples(rest)
	}
	fromA, err := read(r.out, a, b, true)
	if err != nil {
		return nil, err
	}
	fromB, err := read(r.out, b, a, true)
	if err != nil {
		return nil, err
	}
	toA, err := read(r.in, a, b, false)
	if err != nil {
		return nil, err
	}
	toB, err := read(r.in, b, a, false)
	if err != nil {
		return nil, err
	}
	for _, p := range []graph.Pattern{{Subject: a, Object: b}, {Subject: b, Object: a}} {
		quads, err := r.relations(p, everyHow(), []string{schema.Does})
		if err != nil {
			return nil, err
		}
		between = append(between, quads...)
	}
	if c.Between, err = r.part("between", between, o.Facts); err != nil {
		return nil, err
	}
	shared, opposed := onSame(fromA, fromB)
	parties, err := c.parties(r)
	if err != nil {
		return nil, err
	}
	shared = append(shared, parties...)
	if c.Shared, c.MoreShared, err = r.matches(shared, o.Facts); err != nil {
		return nil, err
	}
	if c.Opposed, c.MoreOpposed, err = r.matches(opposed, o.Facts); err != nil {
		return nil, err
	}
	if c.Toward, c.MoreToward, err = r.matches(toward(toA, toB), o.Facts); err != nil {
		return nil, err
	}
	shown := [][]*Fact{c.Between.Facts}
	for _, m := range slices.Concat(c.Shared, c.Opposed, c.Toward) {
		shown = append(shown, []*Fact{m.A, m.B})
	}
	return c, r.fill(distinct(shown...), o.Places)
}

// parties finds the treaties and processes that both are parties to.
func (c *Comparison) parties(r *reader) ([]couple, error) {
	var sides [2][]*triple
	for i, of := range []quad.IRI{c.A, c.B} {
		quads, err := r.in(of, schema.Party)
		if err == nil {
			sides[i], err = r.triples(quads)
		}
		if err != nil {
			return nil, err
		}
	}
	return toward(sides[0], sides[1]), nil
}

// couple is a triple of each of two actors.
type couple struct {
	thing quad.Value
	a, b  *triple
}

// onSame finds the things on which both stand.
func onSame(fromA, fromB []*triple) (shared, opposed []couple) {
	byThing := map[quad.Value][]*triple{}
	for _, t := range fromB {
		byThing[t.object] = append(byThing[t.object], t)
	}
	for _, t := range fromA {
		for _, u := range byThing[t.object] {
			x, y := t.sign(), u.sign()
			switch {
			case t.predicate == u.predicate || x != 0 && x == y:
				shared = append(shared, couple{t.object, t, u})
			case x != 0 && x == -y:
				opposed = append(opposed, couple{t.object, t, u})
			}
		}
	}
	return shared, opposed
}

// toward finds third ones that do the same to both.
func toward(toA, toB []*triple) []couple {
	type key struct{ who, predicate quad.Value }
	by := map[key]*triple{}
	for _, t := range toB {
		by[key{t.subject, t.predicate}] = t
	}
	var out []couple
	for _, t := range toA {
		if u := by[key{t.subject, t.predicate}]; u != nil {
			out = append(out, couple{t.subject, t, u})
		}
	}
	return out
}

// matches keeps the couples that most places state and reads whose voice they have: of each actor the strongest fact.
func (r *reader) matches(list []couple, most int) (out []Match, more int, err error) {
	slices.SortStableFunc(list, func(x, y couple) int {
		return cmp.Or(len(y.a.quads)+len(y.b.quads)-len(x.a.quads)-len(x.b.quads), y.b.latest.Compare(x.b.latest))
	})
	if most > 0 && len(list) > most {
		list, more = list[:most], len(list)-most
	}
	made := map[*triple]*Fact{}
	for _, c := range list {
		for _, t := range []*triple{c.a, c.b} {
			if made[t] != nil {
				continue
			}
			facts, err := r.facts([]*triple{t})
			if err != nil {
				return nil, 0, err
			}
			made[t] = strongest(facts)
		}
		out = append(out, Match{c.thing, made[c.a], made[c.b]})
	}
	slices.SortStableFunc(out, func(x, y Match) int {
		return cmp.Or(compareValues(x.Thing, y.Thing), x.A.compare(y.A), x.B.compare(y.B))
	})
	return out, more, nil
}
