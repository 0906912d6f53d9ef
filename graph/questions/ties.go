package questions

import (
	"cmp"
	"slices"
	"strings"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Tie is what speaks for or against the friendship of two actors. Only what the articles state themselves, or what an
// actor says of himself, counts.
type Tie struct {
	Who     quad.Value
	Grounds int       // how many there are
	Shown   [][]*Fact // some of them: one fact between the two, or one of each on the same thing

	grounds [][]*triple
	latest  *triple
}

// mostThings bounds how many of an actor's things are asked for the positions of others: those on which most places say
// where he stands.
const mostThings = 12

// ties finds allies and adversaries: by what the two do to each other, and by where they stand on the same things.
type ties struct {
	*reader
	of                  quad.Value
	allies, adversaries map[quad.Value]*Tie
}

func (r *reader) ties(p *Profile, o Options) error {
	t := &ties{r, p.Actor.IRI, map[quad.Value]*Tie{}, map[quad.Value]*Tie{}}
	direct := []string{schema.Supports, schema.Rejects, schema.Accuses, schema.Threatens}
	mine, err := r.out(t.of, append(direct, schema.Signs, schema.Demands)...)
	if err != nil {
		return err
	}
	theirs, err := r.in(t.of, direct...)
	if err != nil {
		return err
	}
	list, err := r.triples(append(mine, theirs...))
	if err != nil {
		return err
	}
	var things []*triple
	for _, x := range list {
		other := x.object
		if other == t.of {
			other = x.subject
		}
		if other == t.of {
			continue
		}
		own, err := r.own(x)
		if err != nil {
			return err
		}
		if !own {
			continue
		}
		if x.subject == t.of && x.sign() != 0 && len(things) < mostThings {
			things = append(things, x)
		}
		if how, relation, _ := relationOf(x.predicate); how == Asserted && isActor(other) {
			switch relation {
			case schema.Supports:
				t.note(t.allies, other, x)
			case schema.Rejects, schema.Accuses, schema.Threatens:
				t.note(t.adversaries, other, x)
			}
		}
	}
	for _, x := range things {
		if err := t.on(x); err != nil {
			return err
		}
	}
	if p.Allies, p.MoreAllies, err = t.sorted(t.allies, o); err != nil {
		return err
	}
	p.Adversaries, p.MoreAdverse, err = t.sorted(t.adversaries, o)
	return err
}

// on finds who else stands on a thing: one ground for each other actor.
func (t *ties) on(mine *triple) error {
	quads, err := t.relations(graph.Pattern{Object: mine.object}, []How{Asserted, Denied}, positions())
	if err != nil {
		return err
	}
	list, err := t.triples(quads)
	if err != nil {
		return err
	}
	done := map[quad.Value]bool{}
	for _, x := range list {
		if x.subject == t.of || x.sign() == 0 || done[x.subject] || !isActor(x.subject) {
			continue
		}
		own, err := t.own(x)
		if err != nil {
			return err
		}
		if !own {
			continue
		}
		done[x.subject] = true
		if x.sign() == mine.sign() {
			t.note(t.allies, x.subject, mine, x)
		} else {
			t.note(t.adversaries, x.subject, mine, x)
		}
	}
	return nil
}

// own tells whether an article states it itself, or the subject says it of himself, not only others of him.
func (r *reader) own(t *triple) (bool, error) {
	for _, q := range t.quads {
		v, err := r.voice(q.Label)
		if err != nil {
			return false, err
		}
		if v.of(t.subject) {
			return true, nil
		}
	}
	return false, nil
}

// of tells whether a voice is the article's, or the subject's who says it.
func (v Voice) of(subject quad.Value) bool {
	return v.Speaker == nil || v.Speaker == subject && v.How == Asserted
}

func (t *ties) note(m map[quad.Value]*Tie, who quad.Value, ground ...*triple) {
	tie := m[who]
	if tie == nil {
		tie = &Tie{Who: who}
		m[who] = tie
	}
	tie.Grounds++
	tie.grounds = append(tie.grounds, ground)
	if last := ground[len(ground)-1]; tie.latest == nil || last.latest.After(tie.latest.latest) {
		tie.latest = last
	}
}

// isActor tells by its name whether a node is an actor.
func isActor(v quad.Value) bool { return strings.HasPrefix(text(v), schema.Base+"actor/") }

// sorted lists those with the most grounds first, and reads what is shown of them.
func (t *ties) sorted(m map[quad.Value]*Tie, o Options) (out []Tie, more int, err error) {
	for _, tie := range m {
		out = append(out, *tie)
	}
	slices.SortFunc(out, func(a, b Tie) int {
		return cmp.Or(b.Grounds-a.Grounds, b.latest.latest.Compare(a.latest.latest), compareValues(a.Who, b.Who))
	})
	if o.Facts > 0 && len(out) > o.Facts {
		out, more = out[:o.Facts], len(out)-o.Facts
	}
	for i := range out {
		grounds := out[i].grounds
		if o.Places > 0 && len(grounds) > o.Places {
			grounds = grounds[:o.Places]
		}
		for _, g := range grounds {
			var shown []*Fact
			for _, x := range g {
				facts, err := t.facts([]*triple{x})
				if err != nil {
					return nil, 0, err
				}
				at := slices.IndexFunc(facts, func(f *Fact) bool { return f.Voice.of(f.Subject) })
				shown = append(shown, facts[at])
			}
			out[i].Shown = append(out[i].Shown, shown)
		}
	}
	return out, more, nil
}
