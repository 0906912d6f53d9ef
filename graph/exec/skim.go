package exec

import (
	"quadrille/graph/algebra"
	"quadrille/graph/store"
)

// skim leaps from one value to the next.
type skim struct {
	q      *Query
	cursor store.Cursor
	order  store.Order
	at     int // which of the order's parts is wanted
	buf    [1]store.Quad
	out    batch
	target int
}

func (b *builder) skim(act algebra.Skim) (operator, error) {
	pat, ok, err := b.q.pattern(act.Pattern, nil)
	if err != nil || !ok {
		return empty{}, err
	}
	bound, _ := pat.bind(nil, 0)
	s := &skim{q: b.q}
	for i, pl := range pat.places[:3] {
		if pl.open == act.At {
			// The order begins with what is bound before the place, if anything is.
			s.order = [...]store.Order{store.SPO, store.POS, store.OSP}[i]
			if pat.places[(i+2)%3].id != 0 {
				s.order, s.at = [...]store.Order{store.OSP, store.SPO, store.POS}[i], 1
			}
		}
	}
	s.cursor = b.q.r.Cursor(b.q.ctx, store.Range{Pattern: bound, Order: s.order, Triples: true})
	b.closers = append(b.closers, s.cursor.Close)
	return s, nil
}

func (s *skim) next() (*batch, error) {
	s.target = min(max(2*s.target, 32), batchSize)
	s.out.reset(1)
	for s.out.n < s.target {
		if err := s.q.tick(); err != nil {
			return nil, err
		}
		if s.cursor.Next(s.buf[:]) == 0 {
			if err := s.cursor.Err(); err != nil {
				return nil, err
			}
			break
		}
		a, b, _ := s.order.Parts(s.buf[0])
		id := a
		if s.at == 1 {
			id = b
			s.cursor.Seek(s.order.Quad(a, b+1, 0, 0))
		} else {
			s.cursor.Seek(s.order.Quad(a+1, 0, 0, 0))
		}
		s.out.cols[0] = append(s.out.cols[0], id)
		s.out.n++
	}
	if s.out.n == 0 {
		return nil, nil
	}
	return &s.out, nil
}
