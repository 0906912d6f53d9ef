package exec

import (
	"slices"

	"quadrille/graph/algebra"
	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

// arrange sorts.
type arrange struct {
	q    *Query
	in   operator
	by   []algebra.Key
	of   []int
	most int
	at   []int
	rows *rows
	keys map[store.ID]quad.Value
	from int
	perm []int32
	out  batch
	done bool
}

func (a *arrange) next() (*batch, error) {
	if !a.done {
		if err := a.read(); err != nil {
			return nil, err
		}
		a.done = true
	}
	n := min(batchSize, len(a.perm)-a.from)
	if n <= 0 {
		return nil, nil
	}
	a.out.reset(len(a.at))
	for _, r := range a.perm[a.from : a.from+n] {
		for i, c := range a.at {
			a.out.cols[i] = append(a.out.cols[i], a.rows.cols[c][r])
		}
	}
	a.out.n = n
	a.from += n
	return &a.out, nil
}

func (a *arrange) read() error {
	for {
		b, err := a.in.next()
		if err != nil {
			return err
		}
		if b == nil {
			break
		}
		if a.most >= 0 && a.rows.n > 2*a.most+4*batchSize {
			if err := a.shorten(); err != nil {
				return err
			}
		}
		if err := a.q.hold(8*len(a.rows.cols)*b.n + 4*b.n); err != nil {
			return err
		}
		a.rows.putAll(b)
	}
	return a.sort()
}

// shorten drops rows that are not among the first.
func (a *arrange) shorten() error {
	if err := a.sort(); err != nil {
		return err
	}
	kept := newRows(len(a.rows.cols))
	for i := range a.rows.cols {
		for _, r := range a.perm {
			kept.cols[i] = append(kept.cols[i], a.rows.cols[i][r])
		}
	}
	kept.n = len(a.perm)
	a.q.held -= (a.rows.n - kept.n) * (8*len(a.rows.cols) + 4)
	a.rows = kept
	return nil
}

// sort makes perm: the first most rows in order.
func (a *arrange) sort() error {
	a.keys = map[store.ID]quad.Value{}
	var ask []store.ID
	for _, c := range a.of {
		for _, id := range a.rows.cols[c] {
			if err := a.q.tick(); err != nil {
				return err
			}
			if _, ok := a.keys[id]; !ok {
				a.keys[id] = nil
				ask = append(ask, id)
			}
		}
	}
	if err := a.q.hold(64 * len(ask)); err != nil {
		return err
	}
	defer func() { a.q.held -= 64 * len(ask) }()
	for chunk := range slices.Chunk(ask, 4*batchSize) {
		if err := a.q.ctx.Err(); err != nil {
			return err
		}
		values, err := a.q.values(chunk)
		if err != nil {
			return err
		}
		for i, id := range chunk {
			a.keys[id] = values[i]
		}
	}
	a.perm = make([]int32, a.rows.n)
	for i := range a.perm {
		a.perm[i] = int32(i)
	}
	steps := 0
	slices.SortStableFunc(a.perm, func(x, y int32) int {
		if steps++; steps&1023 == 0 && a.q.ctx.Err() != nil {
			return 0
		}
		for i, c := range a.of {
			u, v := a.rows.cols[c][x], a.rows.cols[c][y]
			if u == v {
				continue
			}
			if d := algebra.Compare(a.keys[u], a.keys[v]); d != 0 {
				if a.by[i].Descending {
					return -d
				}
				return d
			}
		}
		return 0
	})
	if a.most >= 0 {
		a.perm = a.perm[:min(a.most, len(a.perm))]
	}
	return a.q.ctx.Err()
}
