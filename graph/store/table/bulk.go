package table

import (
	"context"
	"errors"
	"io"

	"github.com/cayleygraph/quad"
)

// Collect reads quads up to io.EOF, as quads of the IDs that id gives to their terms.
func Collect(ctx context.Context, read func() (quad.Quad, error), id func(term []byte) (uint32, error)) ([]Quad, error) {
	var e Encoder
	var out []Quad
	for {
		if len(out)&4095 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		q, err := read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		ids, err := e.Quad(q, id)
		if err != nil {
			return nil, err
		}
		out = append(out, ids)
	}
}

// Missing gives the quads that the state does not hold, sorted and each once. It sorts them in place.
func (s *Set) Missing(quads []Quad) ([]Quad, error) {
	quads = SortQuads(quads)
	if s.Len() == 0 {
		return quads, nil
	}
	n := 0
	for _, q := range quads {
		there, err := s.Has(q)
		if err != nil {
			return nil, err
		}
		if !there {
			quads[n] = q
			n++
		}
	}
	return quads[:n], nil
}
