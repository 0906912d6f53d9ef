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
// polarity; "" for all of them; how is "" for all.
func WhyOf(ctx context.Context, s *graph.Snapshot, subject, object quad.IRI, relation string, how How, o Options) (*Why, error) {
	r := newReader(ctx, s)
	out := &Why{Subject: subject, Object: object}
	var predicates []quad.IRI
	for _, h := range everyHow() {
		if relation != "" && (how == "" || how == h) {
			predicates = append(predicates, predicate(h, relation))
		}
	}
	list, err := s.Why(ctx, []quad.Value{subject, object}, predicates)
	if err != nil {
		return nil, err
	}
	var straight, over []quad.Quad
	for _, e := range list {
		from, to := e.Quad.Subject, e.Quad.Object
		switch {
		case from == subject && to == object || from == object && to == subject:
			straight = append(straight, e.Quad)
		case relation == "":
			over = append(over, e.Quad)
		}
	}
	out.Straight = len(straight) > 0
	if !out.Straight {
		straight = between(over, subject, object)
	}
	facts, err := r.groups(straight)
	if err != nil {
		return nil, err
	}
	p := part("", facts, o.Facts)
	out.Facts, out.More = p.Facts, p.More
	return out, r.fill(out.Facts, o.Places)
}

// between keeps the quads that lie on a way of two steps from a to b. (Where there is none, Snapshot.Why tells of each
// by itself, which is no answer here.)
func between(quads []quad.Quad, a, b quad.Value) []quad.Quad {
	near := map[quad.Value]int{}
	const ofA, ofB = 1, 2
	mark := func(q quad.Quad, end quad.Value, bit int) {
		switch end {
		case q.Subject:
			near[q.Object] |= bit
		case q.Object:
			near[q.Subject] |= bit
		}
	}
	for _, q := range quads {
		mark(q, a, ofA)
		mark(q, b, ofB)
	}
	var out []quad.Quad
	for _, q := range quads {
		other := q.Object
		if other == a || other == b {
			other = q.Subject
		}
		if near[other] == ofA|ofB {
			out = append(out, q)
		}
	}
	return out
}
