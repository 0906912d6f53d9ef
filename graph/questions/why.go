package questions

import (
	"context"

	"quadrille/graph"

	"github.com/cayleygraph/quad"
)

// Why are the sentences that tie two nodes.
type Why struct {
	Subject, Object quad.Value
	Facts           []*Fact // straight between the two, or, when there are none, over one node in between
	Straight        bool
	More            int
}

// WhyOf finds what vouches for a relation between two nodes, either way. relation is one of schema.Relations, in any
// polarity; "" for all of them; how is "" for all. Its statements have the sentences before and after them.
func WhyOf(ctx context.Context, s *graph.Snapshot, subject, object quad.IRI, relation string, how How, o Options) (*Why, error) {
	r := newReader(ctx, s)
	r.around = true
	out := &Why{Subject: subject, Object: object, Straight: true}
	var quads []quad.Quad
	for _, p := range []graph.Pattern{{Subject: subject, Object: object}, {Subject: object, Object: subject}} {
		list, err := r.list(p)
		if err != nil {
			return nil, err
		}
		for _, q := range list {
			if h, name, ok := relationOf(q.Predicate); ok && (relation == "" || relation == name) && (how == "" || how == h) {
				quads = append(quads, q)
			}
		}
	}
	if len(quads) == 0 && relation == "" && subject != object {
		out.Straight = false
		var err error
		if quads, err = r.between(subject, object); err != nil {
			return nil, err
		}
	}
	p, err := r.part("", quads, o.Facts)
	if err != nil {
		return nil, err
	}
	out.Facts, out.More = p.Facts, p.More
	return out, r.fill(out.Facts, o.Places)
}

// between gives the relations over which one node in between ties a and b.
func (r *reader) between(a, b quad.Value) ([]quad.Quad, error) {
	near := [2]map[quad.Value][]quad.Quad{{}, {}}
	for i, node := range []quad.Value{a, b} {
		out, err := r.out(node, allRelations()...)
		if err != nil {
			return nil, err
		}
		for _, q := range out {
			near[i][q.Object] = append(near[i][q.Object], q)
		}
		in, err := r.in(node, allRelations()...)
		if err != nil {
			return nil, err
		}
		for _, q := range in {
			near[i][q.Subject] = append(near[i][q.Subject], q)
		}
	}
	var out []quad.Quad
	for middle, quads := range near[0] {
		if others := near[1][middle]; len(others) > 0 && middle != a && middle != b {
			out = append(append(out, quads...), others...)
		}
	}
	return out, nil
}
