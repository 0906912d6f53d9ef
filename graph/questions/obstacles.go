package questions

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Obstacle is what is said to block a thing, or not to block it.
type Obstacle struct {
	What     quad.Value
	Blocks   Part // each voice that says so, denies it or thinks it possible
	Demanded Part // who demands it
	Stands   Part // who rejects it, and who supports it
}

// Obstacles tells what stands in the way of a treaty or a process.
type Obstacles struct {
	Thing     quad.IRI
	Parties   []quad.Value // between whom it is
	List      []Obstacle   // the most often stated first
	More      int
	Stands    Part   // who supports, signs, demands or rejects the thing
	Mediators Part   // who mediates in it
	Related   []Tied // what is between the same parties
}

// Tied is another treaty or process between the same parties.
type Tied struct {
	Thing     quad.Value
	Blocks    Part
	Mediators Part
}

// ObstaclesOf tells what stands in the way of a treaty or a process.
func ObstaclesOf(ctx context.Context, s *graph.Snapshot, of quad.IRI, o Options) (*Obstacles, error) {
	r := newReader(ctx, s)
	out := &Obstacles{Thing: of}
	read := func(name string, node quad.Value, most int, relations ...string) (Part, error) {
		quads, err := r.in(node, relations...)
		if err != nil {
			return Part{}, err
		}
		return r.part(name, quads, most)
	}
	few := fewer(o.Facts)
	var err error
	if out.List, out.More, err = r.obstacles(of, o.Facts); err != nil {
		return nil, err
	}
	var shown [][]*Fact
	for i := range out.List {
		b := &out.List[i]
		if b.Demanded, err = read("demanded", b.What, few, schema.Demands); err != nil {
			return nil, err
		}
		if b.Stands, err = read("positions on it", b.What, few, schema.Rejects, schema.Supports); err != nil {
			return nil, err
		}
		shown = append(shown, b.Blocks.Facts, b.Demanded.Facts, b.Stands.Facts)
	}
	if out.Stands, err = read("positions", of, o.Facts, schema.Supports, schema.Signs, schema.Demands, schema.Rejects); err != nil {
		return nil, err
	}
	if out.Mediators, err = read("mediates", of, o.Facts, schema.Mediates); err != nil {
		return nil, err
	}
	shown = append(shown, out.Stands.Facts, out.Mediators.Facts)
	related, err := r.related(out)
	if err != nil {
		return nil, err
	}
	for _, thing := range related {
		t := Tied{Thing: thing}
		if t.Mediators, err = read("mediates related", thing, few, schema.Mediates); err != nil {
			return nil, err
		}
		if t.Blocks, err = read("blocks related", thing, few, schema.Blocks); err != nil {
			return nil, err
		}
		if len(t.Mediators.Facts)+len(t.Blocks.Facts) > 0 {
			out.Related = append(out.Related, t)
			shown = append(shown, t.Mediators.Facts, t.Blocks.Facts)
		}
	}
	return out, r.fill(distinct(shown...), o.Places)
}

// obstacles gathers what blocks a thing, that with the most places first.
func (r *reader) obstacles(of quad.Value, most int) (out []Obstacle, more int, err error) {
	blocks, err := r.in(of, schema.Blocks)
	if err != nil {
		return nil, 0, err
	}
	by := map[quad.Value][]quad.Quad{}
	for _, q := range blocks {
		by[q.Subject] = append(by[q.Subject], q)
	}
	what := slices.SortedFunc(maps.Keys(by), func(a, b quad.Value) int {
		return cmp.Or(len(by[b])-len(by[a]), compareValues(a, b))
	})
	if most > 0 && len(what) > most {
		what, more = what[:most], len(what)-most
	}
	for _, w := range what {
		p, err := r.part("blocks", by[w], fewer(most))
		if err != nil {
			return nil, 0, err
		}
		out = append(out, Obstacle{What: w, Blocks: p})
	}
	slices.SortStableFunc(out, func(a, b Obstacle) int {
		return cmp.Or(len(by[b.What])-len(by[a.What]), a.Blocks.Facts[0].compare(b.Blocks.Facts[0]))
	})
	return out, more, nil
}

// mostOthers bounds how many of the other things of its parties are looked at.
const mostOthers = 50

// related finds the treaties and processes between the same two or more parties, and notes the parties.
func (r *reader) related(o *Obstacles) ([]quad.Value, error) {
	parties, err := r.parties(o.Thing)
	if err != nil {
		return nil, err
	}
	o.Parties = slices.SortedFunc(maps.Keys(parties), func(a, b quad.Value) int { return compareValues(a, b) })
	if len(parties) < 2 {
		return nil, nil
	}
	times := map[quad.Value]int{}
	list, err := r.relations(graph.Pattern{Object: o.Parties[0]}, []How{Asserted}, []string{schema.Party})
	if err != nil {
		return nil, err
	}
	for _, q := range list {
		times[q.Subject]++
	}
	delete(times, o.Thing)
	others := slices.SortedFunc(maps.Keys(times), func(a, b quad.Value) int {
		return cmp.Or(times[b]-times[a], compareValues(a, b))
	})
	var out []quad.Value
	for _, thing := range others[:min(len(others), mostOthers)] {
		theirs, err := r.parties(thing)
		if err != nil {
			return nil, err
		}
		if maps.Equal(theirs, parties) {
			out = append(out, thing)
		}
	}
	return out, nil
}

func (r *reader) parties(thing quad.Value) (map[quad.Value]bool, error) {
	list, err := r.relations(graph.Pattern{Subject: thing}, []How{Asserted}, []string{schema.Party})
	out := map[quad.Value]bool{}
	for _, q := range list {
		out[q.Object] = true
	}
	return out, err
}
