package questions

import (
	"context"
	"slices"
	"strings"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Actor is who or what an answer is about.
type Actor struct {
	IRI     quad.IRI
	Kind    quad.IRI     // its class, "" for none
	Names   []string     // other names, sorted
	Country []quad.Value // its countries
	SameAs  []quad.Value // other identifiers
}

// Profile tells of an actor.
type Profile struct {
	Actor       Actor
	Parts       []Part // by what the relations mean, each by date; empty ones are left out
	Allies      []Tie
	Adversaries []Tie
	MoreAllies  int
	MoreAdverse int
}

// ProfileOf tells who an actor is and what the articles tell of him.
func ProfileOf(ctx context.Context, s *graph.Snapshot, of quad.IRI, o Options) (*Profile, error) {
	r := newReader(ctx, s)
	p := &Profile{}
	var err error
	if p.Actor, err = r.actor(of); err != nil {
		return nil, err
	}
	var doubtful []quad.Quad
	add := func(name string, quads []quad.Quad) error {
		x, err := r.part(name, quads, o.Facts)
		if len(x.Facts) > 0 {
			p.Parts = append(p.Parts, x)
		}
		return err
	}
	outward := func(relations ...string) ([]quad.Quad, error) { return r.out(of, relations...) }
	inward := func(relations ...string) ([]quad.Quad, error) { return r.in(of, relations...) }
	for _, x := range []struct {
		name string
		read func(relations ...string) ([]quad.Quad, error)
		of   []string
		both bool
	}{
		{"represents", outward, []string{schema.Represents}, false},
		{"represented by", inward, []string{schema.Represents}, false},
		{"says", outward, []string{schema.Said}, false},
		{"supports", outward, []string{schema.Supports, schema.Signs}, false},
		{"opposes", outward, []string{schema.Rejects, schema.Blocks, schema.Accuses, schema.Threatens}, false},
		{"demands", outward, []string{schema.Demands}, false},
		{"mediates", outward, []string{schema.Mediates}, false},
		{"meets and hosts", outward, []string{schema.Meets, schema.Hosts}, true},
		{"does", outward, []string{schema.Does}, false},
		{"is party to", inward, []string{schema.Party}, false},
		{"is supported by", inward, []string{schema.Supports}, false},
		{"is opposed by", inward, []string{schema.Rejects, schema.Blocks, schema.Accuses, schema.Threatens}, false},
		{"is acted on by", inward, []string{schema.Mediates, schema.Signs, schema.Demands, schema.Does}, false},
	} {
		quads, err := x.read(x.of...)
		if err == nil && x.both {
			var more []quad.Quad
			more, err = inward(x.of...)
			quads = append(quads, more...)
		}
		if err != nil {
			return nil, err
		}
		// What is denied or hedged stands under no heading that states it.
		var plain []quad.Quad
		for _, q := range quads {
			if how, _, _ := relationOf(q.Predicate); how == Asserted {
				plain = append(plain, q)
			} else {
				doubtful = append(doubtful, q)
			}
		}
		if err := add(x.name, plain); err != nil {
			return nil, err
		}
	}
	if err := add("denied or uncertain", doubtful); err != nil {
		return nil, err
	}
	if isActor(of) {
		if err := r.ties(p, o); err != nil {
			return nil, err
		}
	}
	var lists [][]*Fact
	for _, x := range p.Parts {
		lists = append(lists, x.Facts)
	}
	for _, t := range slices.Concat(p.Allies, p.Adversaries) {
		lists = append(lists, t.Shown...)
	}
	return p, r.fill(distinct(lists...), o.Places)
}

// actor reads what a node is.
func (r *reader) actor(of quad.IRI) (Actor, error) {
	a := Actor{IRI: of}
	kind, err := r.first(of, schema.Type) // every article states it again
	if err != nil {
		return a, err
	}
	a.Kind, _ = kind.(quad.IRI)
	values := func(p quad.IRI) ([]quad.Value, error) {
		list, err := r.list(graph.Pattern{Subject: of, Predicate: p})
		var out []quad.Value
		for _, q := range list {
			if !slices.Contains(out, q.Object) {
				out = append(out, q.Object)
			}
		}
		slices.SortFunc(out, func(a, b quad.Value) int { return strings.Compare(written(a), written(b)) })
		return out, err
	}
	other, err := values(schema.AltLabel)
	if err != nil {
		return a, err
	}
	for _, v := range other {
		a.Names = append(a.Names, text(v))
	}
	if a.Country, err = values(schema.Country); err != nil {
		return a, err
	}
	a.SameAs, err = values(schema.SameAs)
	return a, err
}
