package table

import (
	"fmt"

	"quadrille/graph/store/terms"

	"github.com/cayleygraph/quad"
)

// Encoder turns quads of terms into quads of IDs. It remembers the last quad: what comes in order shares its terms.
type Encoder struct {
	term []byte
	last quad.Quad
	ids  Quad
}

// Quad gives the quad of the IDs that id gives to its terms.
func (e *Encoder) Quad(q quad.Quad, id func(term []byte) (uint32, error)) (Quad, error) {
	for _, part := range [4]struct {
		v, last quad.Value
		to      *uint32
	}{{q.Subject, e.last.Subject, &e.ids.S}, {q.Predicate, e.last.Predicate, &e.ids.P}, {q.Object, e.last.Object, &e.ids.O}, {q.Label, e.last.Label, &e.ids.L}} {
		if part.v == nil {
			*part.to = 0
			continue
		}
		if *part.to != 0 && part.v == part.last {
			continue
		}
		var err error
		if e.term, err = terms.Append(e.term[:0], part.v); err == nil {
			*part.to, err = id(e.term)
		}
		if err != nil {
			e.last, e.ids = quad.Quad{}, Quad{}
			return Quad{}, err
		}
	}
	e.last = q
	if e.ids.S == 0 || e.ids.P == 0 || e.ids.O == 0 {
		e.last, e.ids = quad.Quad{}, Quad{}
		return Quad{}, fmt.Errorf("a quad without a subject, a predicate or an object cannot be stored: %v", q)
	}
	return e.ids, nil
}

// Known gives the IDs of a quad whose terms the dictionary must know.
func Known(d Dictionary, q quad.Quad) (Quad, error) {
	var e Encoder
	return e.Quad(q, func(term []byte) (uint32, error) {
		id, err := d.Find(term)
		if err == nil && id == 0 {
			err = fmt.Errorf("a quad that is to be removed is not there: %v", q)
		}
		return id, err
	})
}
