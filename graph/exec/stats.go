package exec

import (
	"quadrille/graph/algebra"
	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

// statistics are the store's, as the planner asks for them. An error of the store is kept and ends the query.
type statistics struct {
	q   *Query
	err error
}

func (s *statistics) id(v quad.Value) (store.ID, bool) {
	if v == nil {
		return 0, true
	}
	id, err := s.q.id(v)
	if err != nil && s.err == nil {
		s.err = err
	}
	return id, id != 0
}

// pattern is a pattern of the values of q; false when the store lacks one of them.
func (s *statistics) pattern(q algebra.Quads) (p store.Quad, ok bool) {
	var a, b, c, d bool
	p.Subject, a = s.id(q.Subject.Value)
	p.Predicate, b = s.id(q.Predicate.Value)
	p.Object, c = s.id(q.Object.Value)
	p.Label, d = s.id(q.Label.Value)
	return p, a && b && c && d
}

// Count implements algebra.Statistics.
func (s *statistics) Count(q algebra.Quads) float64 {
	p, ok := s.pattern(q)
	if !ok {
		return 0
	}
	n, _, err := s.q.r.Count(s.q.ctx, p)
	if err != nil && s.err == nil {
		s.err = err
	}
	return float64(n)
}

// Distinct implements algebra.Statistics.
func (s *statistics) Distinct(q algebra.Quads, place int) float64 {
	pred, _ := s.id(q.Predicate.Value)
	shape, err := s.q.r.Shape(s.q.ctx, pred)
	if err != nil && s.err == nil {
		s.err = err
	}
	switch place {
	case 0:
		return float64(shape.Subjects)
	case 2:
		return float64(shape.Objects)
	case 1:
		if pred != 0 {
			return 1
		}
		return 20 // a guess: vocabularies are small
	}
	return float64(shape.Triples) / 2 // a label names one place of an article
}

var _ algebra.Statistics = (*statistics)(nil)
