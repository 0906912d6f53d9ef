package questions

import (
	"cmp"
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
	Roles  []*Fact      // that he represents Whom
	Claims int          // places that tell what he said
	Latest *Fact        // the latest of them, nil for none
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
	doubts, err := r.groups(quads)
	if err != nil {
		return nil, err
	}
	out.Denied = part("denied or hedged", doubts, o.Facts)
	shown := [][]*Fact{out.Denied.Facts}
	for i := range out.List {
		sp := &out.List[i]
		if err := r.heard(sp); err != nil {
			return nil, err
		}
		shown = append(shown, sp.Roles)
		if sp.Latest != nil {
			if err := r.fillLast(sp.Latest); err != nil {
				return nil, err
			}
		}
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
			facts, err := r.groups(quads)
			if err != nil {
				return nil, err
			}
			at := map[quad.Value]int{}
			var found []Speaker
			for _, f := range facts {
				if slices.Contains(l.via, f.Subject) {
					continue
				}
				i, ok := at[f.Subject]
				if !ok {
					i = len(found)
					at[f.Subject] = i
					found = append(found, Speaker{Who: f.Subject, Whom: l.via[0], Via: l.via})
					if !seen[f.Subject] {
						seen[f.Subject] = true
						next = append(next, level{append([]quad.Value{f.Subject}, l.via...)})
					}
				}
				found[i].Roles = append(found[i].Roles, f)
			}
			slices.SortStableFunc(found, func(a, b Speaker) int { return cmp.Or(places(b.Roles) - places(a.Roles)) })
			out = append(out, found...)
		}
		now = next
	}
	return out, nil
}

func places(facts []*Fact) int {
	n := 0
	for _, f := range facts {
		n += f.Places
	}
	return n
}

// heard counts what somebody said.
func (r *reader) heard(sp *Speaker) error {
	quads, err := r.relations(graph.Pattern{Subject: sp.Who}, []How{Asserted}, []string{schema.Said})
	if err != nil {
		return err
	}
	facts, err := r.groups(quads)
	if err != nil {
		return err
	}
	sp.Claims = places(facts)
	for _, f := range facts {
		if sp.Latest == nil || !f.Until.Before(sp.Latest.Until) {
			sp.Latest = f
		}
	}
	return nil
}

// fillLast reads the sentence of a fact's last place.
func (r *reader) fillLast(f *Fact) error {
	f.places = f.places[len(f.places)-1:]
	return r.fill([]*Fact{f}, 1)
}
