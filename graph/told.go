package graph

import (
	"context"

	"github.com/cayleygraph/quad"
)

// Told gives of each quad the evidence that its label names, in the order of quads. The sentences before and after are
// read where around is true alone, since for these the whole article has to be read. A quad that the graph does not
// hold gives an Evidence of its parts alone.
func (s *Snapshot) Told(ctx context.Context, quads []quad.Quad, around bool) ([]Evidence, error) {
	w, err := s.newWhy(ctx, nil)
	if err != nil {
		return nil, explain(err, s.g.dir)
	}
	w.alone = !around
	out := make([]Evidence, len(quads))
	for i, q := range quads {
		ids, ok, err := pattern(ctx, s.r, q)
		if err != nil {
			return nil, explain(err, s.g.dir)
		}
		if !ok {
			out[i] = Evidence{Quad: q}
			continue
		}
		e, err := w.evidence(ids)
		if err != nil {
			return nil, explain(err, s.g.dir)
		}
		out[i] = e.Evidence
		out[i].Quad = q
	}
	return out, nil
}
