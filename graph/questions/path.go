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

// Step is one hop of a path.
type Step struct {
	Fact    *Fact
	Forward bool // the path goes from the fact's subject to its object
}

// Connections are the shortest paths between two nodes over what is asserted.
type Connections struct {
	A, B  quad.IRI
	Paths [][]Step // all of the same length; paths over relations before paths over claims
	More  int      // others as short that were left out, at most mostPaths
}

const (
	// longest is the most steps of a path; a claim between its speaker and what it is about counts two.
	longest = 6
	// mostNodes bounds the nodes that a search visits: beyond it no path is found.
	mostNodes = 20_000
	// mostPaths bounds how many paths of the shortest length are looked at.
	mostPaths = 500
)

// Paths finds the shortest paths between two nodes. Only what is asserted ties: a denied or hedged relation is no
// connection. Facts in somebody's words count, and have his voice. None is found beyond six steps.
func Paths(ctx context.Context, s *graph.Snapshot, a, b quad.IRI, o Options) (*Connections, error) {
	r := newReader(ctx, s)
	out := &Connections{A: a, B: b}
	if a == b {
		return out, nil
	}
	from, to := newSearch(a), newSearch(b)
	var meet []quad.Value
	for from.depth+to.depth < longest && len(meet) == 0 {
		x, other := from, to
		if len(to.front) < len(from.front) {
			x, other = to, from
		}
		if len(x.front) == 0 || len(from.edges)+len(to.edges) > mostNodes {
			break
		}
		if err := x.advance(r); err != nil {
			return nil, err
		}
		for _, n := range x.front {
			if _, ok := other.edges[n]; ok {
				meet = append(meet, n)
			}
		}
	}
	slices.SortFunc(meet, func(a, b quad.Value) int { return compareValues(a, b) })
	var paths []route
	for _, m := range meet {
		for _, head := range from.ways(m, mostPaths) {
			for _, tail := range to.ways(m, mostPaths) {
				if len(paths) < mostPaths {
					slices.Reverse(head.hops)
					paths = append(paths, route{slices.Concat(head.hops, tail.hops)})
					slices.Reverse(head.hops)
				}
			}
		}
	}
	slices.SortStableFunc(paths, func(a, b route) int { return cmp.Or(a.cost()-b.cost(), b.places()-a.places()) })
	if o.Facts > 0 && len(paths) > o.Facts {
		paths, out.More = paths[:o.Facts], len(paths)-o.Facts
	}
	var shown []*Fact
	for _, p := range paths {
		var steps []Step
		at := quad.Value(a)
		for _, h := range p.hops {
			facts, err := r.groups(h.quads)
			if err != nil {
				return nil, err
			}
			f := strongest(facts)
			steps = append(steps, Step{f, f.Subject == at})
			shown = append(shown, f)
			at = h.end(at)
		}
		out.Paths = append(out.Paths, steps)
	}
	return out, r.fill(shown, o.Places)
}

// strongest is the fact that the article states itself, or the subject of himself, and most often.
func strongest(facts []*Fact) *Fact {
	return slices.MinFunc(facts, compareStrength)
}

func compareStrength(a, b *Fact) int {
	return cmp.Or(truth(b.Voice.of(b.Subject))-truth(a.Voice.of(a.Subject)), b.Places-a.Places, a.compare(b))
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// hop is the quads of one relation between two nodes, in one direction.
type hop struct{ quads []quad.Quad }

// end is the other node of a hop.
func (h hop) end(at quad.Value) quad.Value {
	if h.quads[0].Subject == at {
		return h.quads[0].Object
	}
	return h.quads[0].Subject
}

type route struct{ hops []hop }

// cost prefers doings to words, and both to what is only party to a thing.
func (p route) cost() int {
	n := 0
	for _, h := range p.hops {
		switch _, relation, _ := relationOf(h.quads[0].Predicate); relation {
		case schema.Said, schema.About:
			n += 2
		case schema.Party:
			n++
		}
	}
	return n
}

func (p route) places() int {
	n := 0
	for _, h := range p.hops {
		n += len(h.quads)
	}
	return n
}

// search is a breadth-first search from one end.
type search struct {
	depth int
	front []quad.Value
	level map[quad.Value]int
	edges map[quad.Value][]hop // of each node that was reached, the hops by which it was, towards the start
}

func newSearch(start quad.Value) *search {
	return &search{front: []quad.Value{start}, level: map[quad.Value]int{start: 0}, edges: map[quad.Value][]hop{start: nil}}
}

// advance goes one step further.
func (x *search) advance(r *reader) error {
	x.depth++
	var next []quad.Value
	for _, node := range x.front {
		if len(x.edges) > mostNodes {
			break
		}
		for _, p := range []graph.Pattern{{Subject: node}, {Object: node}} {
			quads, err := r.relations(p, []How{Asserted}, leading(node, p.Subject != nil))
			if err != nil {
				return err
			}
			type key struct{ other, predicate quad.Value }
			at := map[key]int{}
			var hops []hop
			var order []key
			for _, q := range quads {
				k := key{q.Object, q.Predicate}
				if p.Subject == nil {
					k.other = q.Subject
				}
				i, ok := at[k]
				if !ok {
					i = len(hops)
					at[k] = i
					hops, order = append(hops, hop{}), append(order, k)
				}
				hops[i].quads = append(hops[i].quads, q)
			}
			for i, k := range order {
				l, seen := x.level[k.other]
				if seen && l < x.depth {
					continue
				}
				if !seen {
					x.level[k.other] = x.depth
					next = append(next, k.other)
				}
				x.edges[k.other] = append(x.edges[k.other], hops[i])
			}
		}
	}
	x.front = next
	return nil
}

// leading are the relations that can lead from a node, or to it. Claims are many, and stand in two alone.
func leading(node quad.Value, from bool) []string {
	if strings.HasPrefix(text(node), schema.Base+"claim/") {
		if from {
			return []string{schema.About}
		}
		return []string{schema.Said}
	}
	return allRelations()
}

// ways lists the ways from a node back to the start, at most so many.
func (x *search) ways(node quad.Value, most int) []route {
	if x.level[node] == 0 {
		return []route{{}}
	}
	var out []route
	for _, h := range x.edges[node] {
		for _, rest := range x.ways(h.end(node), most-len(out)) {
			out = append(out, route{append([]hop{h}, rest.hops...)})
		}
		if len(out) >= most {
			return out[:most]
		}
	}
	return out
}
