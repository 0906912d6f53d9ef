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

// Obstacle is what is said to block a thing, or not to block it.
type Obstacle struct {
	What     quad.Value
	Blocks   []*Fact // each voice that says so, denies it or thinks it possible
	Demanded []*Fact // who demands it
	Rejected []*Fact // who rejects it, and who supports it
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
	facts := func(f func(quad.Value, ...string) ([]quad.Quad, error), node quad.Value, relations ...string) ([]*Fact, error) {
		quads, err := f(node, relations...)
		if err != nil {
			return nil, err
		}
		return r.groups(quads)
	}
	blocks, err := facts(r.in, of, schema.Blocks)
	if err != nil {
		return nil, err
	}
	out.List = byWhat(blocks)
	if o.Facts > 0 && len(out.List) > o.Facts {
		out.List, out.More = out.List[:o.Facts], len(out.List)-o.Facts
	}
	var shown [][]*Fact
	for i := range out.List {
		b := &out.List[i]
		if b.Demanded, err = facts(r.in, b.What, schema.Demands); err != nil {
			return nil, err
		}
		if b.Rejected, err = facts(r.in, b.What, schema.Rejects, schema.Supports); err != nil {
			return nil, err
		}
		shown = append(shown, b.Blocks, b.Demanded, b.Rejected)
	}
	stands, err := facts(r.in, of, schema.Supports, schema.Signs, schema.Demands, schema.Rejects)
	if err != nil {
		return nil, err
	}
	out.Stands = part("positions", stands, o.Facts)
	mediators, err := facts(r.in, of, schema.Mediates)
	if err != nil {
		return nil, err
	}
	out.Mediators = part("mediators", mediators, o.Facts)
	shown = append(shown, out.Stands.Facts, out.Mediators.Facts)
	related, err := r.related(out)
	if err != nil {
		return nil, err
	}
	for _, thing := range related {
		t := Tied{Thing: thing}
		mediators, err := facts(r.in, thing, schema.Mediates)
		if err != nil {
			return nil, err
		}
		blocks, err := facts(r.in, thing, schema.Blocks)
		if err != nil {
			return nil, err
		}
		if len(mediators)+len(blocks) == 0 {
			continue
		}
		t.Mediators, t.Blocks = part("mediators", mediators, o.Facts), part("blocks", blocks, o.Facts)
		out.Related = append(out.Related, t)
		shown = append(shown, t.Mediators.Facts, t.Blocks.Facts)
	}
	return out, r.fill(distinct(shown...), o.Places)
}

// byWhat groups facts by their subject, those with the most places first.
func byWhat(facts []*Fact) []Obstacle {
	at := map[quad.Value]int{}
	places := map[quad.Value]int{}
	var out []Obstacle
	for _, f := range facts {
		i, ok := at[f.Subject]
		if !ok {
			i = len(out)
			at[f.Subject] = i
			out = append(out, Obstacle{What: f.Subject})
		}
		out[i].Blocks = append(out[i].Blocks, f)
		places[f.Subject] += f.Places
	}
	slices.SortStableFunc(out, func(a, b Obstacle) int { return places[b.What] - places[a.What] })
	return out
}

// most bounds how many of the other things of its parties are looked at.
const most = 50

// related finds the treaties and processes between the same two or more parties, and notes the parties.
func (r *reader) related(o *Obstacles) ([]quad.Value, error) {
	parties, err := r.parties(o.Thing)
	if err != nil {
		return nil, err
	}
	o.Parties = slices.SortedFunc(maps.Keys(parties), func(a, b quad.Value) int { return strings.Compare(written(a), written(b)) })
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
		return cmp.Or(times[b]-times[a], strings.Compare(written(a), written(b)))
	})
	var out []quad.Value
	for _, thing := range others[:min(len(others), most)] {
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
