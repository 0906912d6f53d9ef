package questions

import (
	"context"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Name is what a node is called.
type Name struct {
	Label string   // "" when it has none
	Kind  quad.IRI // its class; of several the first that is found
	// Speaker is who made it, of a claim; nil when nobody is told to have.
	Speaker quad.Value
}

// Names looks up what nodes are called.
func Names(ctx context.Context, s *graph.Snapshot, nodes []quad.Value) (map[quad.Value]Name, error) {
	var iris []quad.IRI
	out := map[quad.Value]Name{}
	r := newReader(ctx, s)
	for _, v := range nodes {
		iri, ok := v.(quad.IRI)
		if !ok {
			continue
		}
		if _, done := out[iri]; done {
			continue
		}
		kind, err := r.first(iri, schema.Type)
		if err != nil {
			return nil, err
		}
		k, _ := kind.(quad.IRI)
		name := Name{Kind: k}
		if k == schema.Claim {
			if name.Speaker, err = r.speaker(iri); err != nil {
				return nil, err
			}
			if speaker, ok := name.Speaker.(quad.IRI); ok {
				iris = append(iris, speaker)
			}
		}
		out[iri] = name
		iris = append(iris, iri)
	}
	labels, err := s.Labels(ctx, iris)
	if err != nil {
		return nil, err
	}
	for iri, label := range labels {
		name := out[iri]
		name.Label = label
		out[iri] = name
	}
	return out, nil
}

// speaker is who is told to have made a claim.
func (r *reader) speaker(claim quad.Value) (quad.Value, error) {
	for q, err := range r.s.Quads(r.ctx, graph.Pattern{Predicate: predicate(Asserted, schema.Said), Object: claim}) {
		return q.Subject, err
	}
	return nil, nil
}
