package questions

import (
	"context"
	"slices"
	"strings"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Country is what is told of those who represent a country, or another that was asked for.
type Country struct {
	Whom    quad.Value
	Through []Representative
	More    int // representatives left out
}

// Representative is somebody whose doings count as those of whom he represents.
type Representative struct {
	Speaker
	Facts []*Fact // what he does: all relations but said and represents
	More  int
}

// Rollup is what persons and organisations do, for the countries that they represent.
type Rollup struct {
	Countries []Country // those with the most representatives first
	More      int
}

// RollupOf rolls up through rel:represents, to all countries, or to one actor. For all, each holds a quarter of the
// representatives, and of the facts, that it holds for one.
func RollupOf(ctx context.Context, s *graph.Snapshot, of quad.IRI, o Options) (*Rollup, error) {
	r := newReader(ctx, s)
	out := &Rollup{}
	countries := []quad.Value{of}
	most := o.Facts
	if of == "" {
		var err error
		if countries, err = r.countries(); err != nil {
			return nil, err
		}
		if o.Facts > 0 && len(countries) > o.Facts {
			countries, out.More = countries[:o.Facts], len(countries)-o.Facts
		}
		most = fewer(o.Facts)
	}
	var relations []string
	for _, x := range everything() {
		if x != schema.Said && x != schema.Represents {
			relations = append(relations, x)
		}
	}
	reps := map[quad.Value]Representative{} // what each does, who may represent several
	var shown [][]*Fact
	for _, c := range countries {
		speakers, err := r.speakers(c)
		if err != nil {
			return nil, err
		}
		country := Country{Whom: c}
		if most > 0 && len(speakers) > most {
			speakers, country.More = speakers[:most], len(speakers)-most
		}
		done := map[quad.Value]bool{}
		for _, sp := range speakers {
			if done[sp.Who] { // he represents an organisation of the country as well
				continue
			}
			done[sp.Who] = true
			rep, known := reps[sp.Who]
			if !known {
				quads, err := r.out(sp.Who, relations...)
				if err != nil {
					return nil, err
				}
				p, err := r.part("", quads, most)
				if err != nil {
					return nil, err
				}
				rep = Representative{Facts: p.Facts, More: p.More}
				reps[sp.Who] = rep
			}
			if err := r.heard(&sp); err != nil {
				return nil, err
			}
			sp.Latest = nil
			rep.Speaker = sp
			country.Through = append(country.Through, rep)
			shown = append(shown, sp.Roles, rep.Facts)
		}
		if len(country.Through) > 0 {
			out.Countries = append(out.Countries, country)
		}
	}
	return out, r.fill(distinct(shown...), o.Places)
}

// countries lists the countries that somebody represents, or an organisation of theirs.
func (r *reader) countries() ([]quad.Value, error) {
	list, err := r.relations(graph.Pattern{}, []How{Asserted}, []string{schema.Represents})
	if err != nil {
		return nil, err
	}
	by := map[quad.Value]map[quad.Value]bool{}
	for _, q := range list {
		if by[q.Object] == nil {
			by[q.Object] = map[quad.Value]bool{}
		}
		by[q.Object][q.Subject] = true
	}
	var out []quad.Value
	for whom := range by {
		for _, err := range r.s.Quads(r.ctx, graph.Pattern{Subject: whom, Predicate: schema.Type, Object: schema.CountryType}) {
			if err != nil {
				return nil, err
			}
			out = append(out, whom)
			break
		}
	}
	slices.SortFunc(out, func(a, b quad.Value) int {
		if n := len(by[b]) - len(by[a]); n != 0 {
			return n
		}
		return strings.Compare(written(a), written(b))
	})
	return out, nil
}
