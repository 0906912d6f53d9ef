package exec

import (
	"math"

	"quadrille/graph/algebra"
	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

// gather groups rows and computes over each group.
type gather struct {
	q      *Query
	in     operator
	from   []int // of the keys
	on     []int
	by     int
	aggs   []algebra.Aggregate
	of     []int
	table  *table
	states [][]state // by group
	at     []int     // columns of the output: keys, then aggregates
	row    int
	out    batch
	done   bool
}

// state is how far an aggregate of a group is.
type state struct {
	n     int
	whole bool // the sum is whole
	sum   int64
	float float64
	best  quad.Value
	id    store.ID // of best
	seen  map[store.ID]bool
}

func (b *builder) gather(p *algebra.Plan, act algebra.Gather, in operator, cols []algebra.Var) (operator, error) {
	g := &gather{q: b.q, in: in, from: places(cols, act.By), on: upTo(len(act.By)), by: len(act.By), aggs: act.Aggregates}
	g.table = newTable(g.by, g.on, false)
	all := append([]algebra.Var{}, act.By...)
	for _, a := range act.Aggregates {
		g.of = append(g.of, places(cols, []algebra.Var{a.Of})[0])
		all = append(all, a.As)
	}
	g.at = places(all, p.Cols)
	return g, nil
}

func (g *gather) next() (*batch, error) {
	if !g.done {
		if err := g.read(); err != nil {
			return nil, err
		}
		g.done = true
	}
	n := min(batchSize, len(g.states)-g.row)
	if n <= 0 {
		return nil, nil
	}
	g.out.reset(len(g.at))
	for r := g.row; r < g.row+n; r++ {
		for i, at := range g.at {
			id := store.ID(0)
			if at < g.by {
				id = g.table.rows.cols[at][r]
			} else {
				var err error
				if id, err = g.result(at-g.by, &g.states[r][at-g.by]); err != nil {
					return nil, err
				}
			}
			g.out.cols[i] = append(g.out.cols[i], id)
		}
	}
	g.out.n = n
	g.row += n
	return &g.out, nil
}

func (g *gather) result(i int, s *state) (store.ID, error) {
	switch g.aggs[i].Kind {
	case algebra.Count:
		return g.q.number(s.n), nil
	case algebra.Min, algebra.Max:
		return s.id, nil
	case algebra.Average:
		if s.n == 0 {
			return 0, nil
		}
		return g.q.intern(numeral((s.float) / float64(s.n)))
	}
	if s.whole || s.n == 0 {
		return g.q.number(int(s.sum)), nil
	}
	return g.q.intern(quad.Float(s.float))
}

// numeral is a number as a value: whole ones are quad.Int.
func numeral(f float64) quad.Value {
	if f == math.Trunc(f) && math.Abs(f) < 1<<53 {
		return quad.Int(f)
	}
	return quad.Float(f)
}

func (g *gather) read() error {
	if g.by == 0 {
		g.states = [][]state{make([]state, len(g.aggs))}
	}
	for {
		b, err := g.in.next()
		if b == nil || err != nil {
			return err
		}
		if err := g.q.ctx.Err(); err != nil {
			return err
		}
		if g.by == 0 && g.plainCount() {
			for i := range g.aggs {
				g.states[0][i].n += b.n
			}
			continue
		}
		keys := batch{b.n, pick(b.cols, g.from)}
		for r := range b.n {
			group := 0
			if g.by > 0 {
				found, _ := g.table.find(&keys, r, g.on)
				if found < 0 {
					g.table.add(&keys, r, g.on)
					found = g.table.rows.n - 1
					g.states = append(g.states, make([]state, len(g.aggs)))
					if err := g.q.hold(g.table.rowBytes() + 96*len(g.aggs)); err != nil {
						return err
					}
				}
				group = found
			}
			for i := range g.aggs {
				if err := g.add(i, &g.states[group][i], b, r); err != nil {
					return err
				}
			}
		}
	}
}

// plainCount tells whether all that is wanted is the number of rows.
func (g *gather) plainCount() bool {
	for _, a := range g.aggs {
		if a.Kind != algebra.Count || a.Of != "" {
			return false
		}
	}
	return true
}

func (g *gather) add(i int, s *state, b *batch, row int) error {
	a := g.aggs[i]
	if a.Of == "" {
		s.n++
		return nil
	}
	id := store.ID(0)
	if g.of[i] >= 0 {
		id = b.cols[g.of[i]][row]
	}
	if id == 0 {
		return nil
	}
	if a.Distinct {
		if s.seen == nil {
			s.seen = map[store.ID]bool{}
		}
		if s.seen[id] {
			return nil
		}
		s.seen[id] = true
		if err := g.q.hold(16); err != nil {
			return err
		}
	}
	if a.Kind == algebra.Count {
		s.n++
		return nil
	}
	if err := g.q.tick(); err != nil {
		return err
	}
	v, err := g.q.Term(uint64(id))
	if err != nil {
		return err
	}
	if a.Kind == algebra.Min || a.Kind == algebra.Max {
		if s.best == nil || (algebra.Compare(v, s.best) < 0) == (a.Kind == algebra.Min) {
			s.best, s.id = v, id
		}
		return nil
	}
	f, n, whole, ok := algebra.Number(v)
	if !ok {
		return nil
	}
	if s.n == 0 {
		s.whole = true
	}
	s.n++
	s.whole = s.whole && whole
	s.sum += n
	s.float += f
	return nil
}
