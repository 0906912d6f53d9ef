package questions

import (
	"context"
	"slices"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Speaker is somebody who represents somebody.
type Speaker struct {
	Who    quad.Value
	Whom   quad.Value   // whom he represents himself
	Via    []quad.Value // from Whom on up to the one that was asked for, which is the last; one when it is Whom
	Roles  []*Fact      // that he represents Whom, one for each voice
	Claims int          // places that tell what he said
	Latest *Fact        // the latest of them, nil for none

	role *triple
}

// Speakers tells who speaks for somebody.
type Speakers struct {
	Whom   quad.IRI
	List   []Speaker // straight first, then through others; the one who was heard most first
	More   int
	Denied Part // who does not, or may, represent him
}

// levels bounds how many steps of rel:represents lead from a person to a country.
const levels = 3

// SpeakersFor tells who represents somebody, by himself or through those who represent him.
func SpeakersFor(ctx context.Context, s *graph.Snapshot, whom quad.IRI, o Options) (*Speakers, error) {
	r := newReader(ctx, s)
	out := &Speakers{Whom: whom}
	var err error
	if out.List, err = r.speakers(whom); err != nil {
		return nil, err
	}
	if o.Facts > 0 && len(out.List) > o.Facts {
		out.List, out.More = out.List[:o.Facts], len(out.List)-o.Facts
	}
	quads, err := r.relations(graph.Pattern{Object: whom}, []How{Hedged, Denied}, []string{schema.Represents})
	if err != nil {
		return nil, err
	}
	if out.Denied, err = r.part("denied or hedged", quads, o.Facts); err != nil {
		return nil, err
	}
	shown := [][]*Fact{out.Denied.Facts}
	for i := range out.List {
		sp := &out.List[i]
		if err := r.heard(sp); err != nil {
			return nil, err
		}
		shown = append(shown, sp.Roles, []*Fact{sp.Latest})
	}
	return out, r.fill(distinct(shown...), o.Places)
}

// speakers finds those who represent somebody, level by level. Each is there once for each whom he represents.
func (r *reader) speakers(whom quad.Value) ([]Speaker, error) {
	var out []Speaker
	type level struct{ via []quad.Value }
	now := []level{{[]quad.Value{whom}}}
	seen := map[quad.Value]bool{whom: true}
	for range levels {
		var next []level
		for _, l := range now {
			quads, err := r.relations(graph.Pattern{Object: l.via[0]}, []How{Asserted}, []string{schema.Represents})
			if err != nil {
				return nil, err
			}
			list, err := r.triples(quads) // those with the most places come first
			if err != nil {
				return nil, err
			}
			for _, t := range list {
				if slices.Contains(l.via, t.subject) {
					continue
				}
				out = append(out, Speaker{Who: t.subject, Whom: l.via[0], Via: l.via, role: t})
				if !seen[t.subject] {
					seen[t.subject] = true
					next = append(next, level{append([]quad.Value{t.subject}, l.via...)})
				}
			}
		}
		now = next
	}
	return out, nil
}

// heard reads a speaker's roles, counts what he said, and finds the latest of it.
func (r *reader) heard(sp *Speaker) (err error) {
	if sp.Roles, err = r.facts([]*triple{sp.role}); err != nil {
		return err
	}
	quads, err := r.relations(graph.Pattern{Subject: sp.Who}, []How{Asserted}, []string{schema.Said})
	if err != nil || len(quads) == 0 {
		return err
	}
	sp.Claims = len(quads)
	var last place
	for _, q := range quads {
		d, err := r.date(q.Label)
		if err != nil {
			return err
		}
		if c := d.Compare(last.date); last.quad.Subject == nil || c > 0 || c == 0 && compareLabels(q.Label, last.quad.Label) > 0 {
			last = place{q, d}
		}
	}
	facts, err := r.groups([]quad.Quad{last.quad})
	if err == nil {
		sp.Latest = facts[0]
	}
	return err
}
