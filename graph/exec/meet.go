package exec

import (
	"slices"

	"quadrille/graph/store"
)

// meet finds what all patterns allow at the one place that each leaves open.
type meet struct {
	finding
	pats   []*pattern
	at     int
	common []store.ID
	left   []store.ID
	buf    [1]store.Quad
}

func (m *meet) next() (*batch, error) {
	m.begin()
	for !m.full() {
		if len(m.left) == 0 {
			ok, err := m.advance()
			if err != nil {
				return nil, err
			}
			if !ok {
				break
			}
			if m.left, err = m.match(); err != nil {
				return nil, err
			}
		}
		n := min(len(m.left), batchSize)
		m.repeat(n)
		if m.at >= 0 {
			m.out.cols[m.at] = append(m.out.cols[m.at], m.left[:n]...)
		}
		m.left = m.left[n:]
	}
	return m.result()
}

// match intersects the lists of the row, the shortest first; a list that is much longer than what is left is asked, not
// read.
func (m *meet) match() ([]store.ID, error) {
	type part struct {
		p  *pattern
		at store.Quad
		n  int
	}
	var few [8]part
	parts := few[:0]
	for _, p := range m.pats {
		at, ok := p.bind(m.cur, m.row)
		if !ok {
			return nil, nil
		}
		n := len(p.ends)
		switch {
		case p.last == at:
		case p.fixed(): // perhaps a long list, and it is asked for once
			var err error
			if n, _, err = m.q.r.Count(m.q.ctx, at); err != nil || n == 0 {
				return nil, err
			}
		default:
			list, err := p.remembered(m.q, at)
			if err != nil || len(list) == 0 {
				return nil, err
			}
			n = len(list)
		}
		parts = append(parts, part{p, at, n})
	}
	slices.SortFunc(parts, func(a, b part) int { return a.n - b.n })
	first, err := parts[0].p.endsOf(m.q, parts[0].at)
	if err != nil {
		return nil, err
	}
	m.common = append(m.common[:0], first...)
	for _, p := range parts[1:] {
		if len(m.common) == 0 {
			return nil, nil
		}
		if p.p.last != p.at && p.n > setFactor*len(m.common) {
			if m.common, err = m.ask(p.p, p.at, m.common); err != nil {
				return nil, err
			}
			continue
		}
		list, err := p.p.endsOf(m.q, p.at)
		if err != nil {
			return nil, err
		}
		m.common = intersect(m.common, m.common, list)
	}
	return m.common, nil
}

// ask keeps what a pattern holds at its open place.
func (m *meet) ask(p *pattern, at store.Quad, ids []store.ID) ([]store.ID, error) {
	kept := ids[:0]
	var cursor store.Cursor
	for _, id := range ids {
		if err := m.q.tick(); err != nil {
			return nil, err
		}
		full := at
		switch {
		case at.Subject == 0:
			full.Subject = id
		case at.Predicate == 0:
			full.Predicate = id
		default:
			full.Object = id
		}
		if cursor == nil {
			cursor = m.q.r.Cursor(m.q.ctx, store.Range{Pattern: full, Order: store.SPO, Triples: true})
			defer cursor.Close()
		} else {
			cursor.Reset(full)
		}
		if cursor.Next(m.buf[:]) > 0 {
			kept = append(kept, id)
		}
		if err := cursor.Err(); err != nil {
			return nil, err
		}
	}
	return kept, nil
}
