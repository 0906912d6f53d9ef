package questions

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Actor is who or what an answer is about.
type Actor struct {
	IRI     quad.IRI
	Kinds   []quad.IRI
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

// Tie is what speaks for or against the friendship of two actors. Only what the articles state themselves, or what an
// actor says of himself, counts.
type Tie struct {
	Who     quad.Value
	Grounds int       // how many there are
	Shown   [][]*Fact // some of them: one fact between the two, or one of each on the same thing
	latest  *Fact
}

// mostThings bounds how many of an actor's things are asked for the positions of others.
const mostThings = 200

// ProfileOf tells who an actor is and what the articles tell of him.
func ProfileOf(ctx context.Context, s *graph.Snapshot, of quad.IRI, o Options) (*Profile, error) {
	r := newReader(ctx, s)
	p := &Profile{}
	var err error
	if p.Actor, err = r.actor(of); err != nil {
		return nil, err
	}
	var doubtful []*Fact
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
		facts, err := r.groups(quads)
		if err != nil {
			return nil, err
		}
		// What is denied or hedged stands under no heading that states it.
		var plain []*Fact
		for _, f := range facts {
			if f.How == Asserted {
				plain = append(plain, f)
			} else {
				doubtful = append(doubtful, f)
			}
		}
		if len(plain) > 0 {
			p.Parts = append(p.Parts, part(x.name, plain, o.Facts))
		}
	}
	if len(doubtful) > 0 {
		p.Parts = append(p.Parts, part("denied or uncertain", doubtful, o.Facts))
	}
	if isActor(of) {
		if err := r.ties(p, o); err != nil {
			return nil, err
		}
	}
	lists := [][]*Fact{}
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
	kinds, err := r.kinds(of)
	if err != nil {
		return a, err
	}
	for k := range kinds {
		if iri, ok := k.(quad.IRI); ok {
			a.Kinds = append(a.Kinds, iri)
		}
	}
	slices.Sort(a.Kinds)
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

// ties finds allies and adversaries: by what the two do to each other, and by where they stand on the same things.
func (r *reader) ties(p *Profile, o Options) error {
	of := p.Actor.IRI
	allies, adversaries := map[quad.Value]*Tie{}, map[quad.Value]*Tie{}
	note := func(m map[quad.Value]*Tie, who quad.Value, facts ...*Fact) {
		t := m[who]
		if t == nil {
			t = &Tie{Who: who}
			m[who] = t
		}
		t.Grounds++
		t.Shown = append(t.Shown, facts)
		if f := facts[len(facts)-1]; t.latest == nil || f.Until.After(t.latest.Until) {
			t.latest = f
		}
	}
	direct := []string{schema.Supports, schema.Rejects, schema.Accuses, schema.Threatens}
	out, err := r.out(of, append(direct, schema.Signs, schema.Demands)...)
	if err != nil {
		return err
	}
	in, err := r.in(of, direct...)
	if err != nil {
		return err
	}
	mine, err := r.groups(out)
	if err != nil {
		return err
	}
	theirs, err := r.groups(in)
	if err != nil {
		return err
	}
	stands := map[quad.Value][]*Fact{}
	for _, f := range slices.Concat(mine, theirs) {
		if !f.own() || f.Subject == f.Object {
			continue
		}
		other := f.Object
		if other == of {
			other = f.Subject
		} else if sign(f.How, f.Relation) != 0 {
			stands[other] = append(stands[other], f)
		}
		if !isActor(other) {
			continue
		}
		switch {
		case f.How != Asserted:
		case f.Relation == schema.Supports:
			note(allies, other, f)
		case f.Relation == schema.Rejects || f.Relation == schema.Accuses || f.Relation == schema.Threatens:
			note(adversaries, other, f)
		}
	}
	things := slices.SortedFunc(maps.Keys(stands), func(a, b quad.Value) int {
		return cmp.Or(len(stands[b])-len(stands[a]), strings.Compare(written(a), written(b)))
	})
	for _, thing := range things[:min(len(things), mostThings)] {
		quads, err := r.in(thing, positions()...)
		if err != nil {
			return err
		}
		others, err := r.groups(quads)
		if err != nil {
			return err
		}
		done := map[quad.Value]bool{} // one ground for each other actor and thing
		for _, f := range others {
			side := sign(f.How, f.Relation)
			if f.Subject == of || side == 0 || !f.own() || !isActor(f.Subject) || done[f.Subject] {
				continue
			}
			done[f.Subject] = true
			for _, m := range stands[thing] {
				switch sign(m.How, m.Relation) {
				case side:
					note(allies, f.Subject, m, f)
				default:
					note(adversaries, f.Subject, m, f)
				}
				break
			}
		}
	}
	p.Allies, p.MoreAllies = sortedTies(allies, o)
	p.Adversaries, p.MoreAdverse = sortedTies(adversaries, o)
	return nil
}

// isActor tells by its name whether a node is an actor.
func isActor(v quad.Value) bool { return strings.HasPrefix(text(v), schema.Base+"actor/") }

// sortedTies lists those with the most grounds first.
func sortedTies(m map[quad.Value]*Tie, o Options) (out []Tie, more int) {
	for _, t := range m {
		if o.Places > 0 && len(t.Shown) > o.Places {
			t.Shown = t.Shown[:o.Places]
		}
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b Tie) int {
		return cmp.Or(b.Grounds-a.Grounds, b.latest.Until.Compare(a.latest.Until), strings.Compare(written(a.Who), written(b.Who)))
	})
	if o.Facts > 0 && len(out) > o.Facts {
		return out[:o.Facts], len(out) - o.Facts
	}
	return out, 0
}
