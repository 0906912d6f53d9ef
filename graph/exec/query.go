package exec

import (
	"context"
	"errors"
	"fmt"

	"quadrille/graph/algebra"
	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

// ErrTooLarge is what a query that holds more than its limit in memory ends with, wrapped.
var ErrTooLarge = errors.New("the query needs too much memory")

// ErrStop ends Run early when its function returns it. Run then returns nil.
var ErrStop = errors.New("stop")

// Limits bound a query, and say what it shares with others.
type Limits struct {
	Memory int    // most bytes that the query may hold at a time; 0 for DefaultMemory
	Plans  *Plans // where plans are kept; nil for a place of the query's own
}

// DefaultMemory is how many bytes a query may hold at a time.
const DefaultMemory = 1 << 30

// Query runs the plans of one query text.
type Query struct {
	ctx    context.Context
	r      store.Reader
	limits Limits
	held   int
	steps  uint

	ids   map[quad.Value]store.ID
	terms map[store.ID]quad.Value
	own   []quad.Value // what the query computed
	owned map[string]store.ID
	stats *statistics
}

// New begins a query. What it runs ends with ctx's error when ctx is done.
func New(ctx context.Context, r store.Reader, l Limits) *Query {
	if l.Memory <= 0 {
		l.Memory = DefaultMemory
	}
	if l.Plans == nil {
		l.Plans = &Plans{}
	}
	q := &Query{ctx: ctx, r: r, limits: l}
	q.stats = &statistics{q: q}
	return q
}

// Plan plans an operator whose columns vars are wanted.
func (q *Query) Plan(o algebra.Operator, vars []algebra.Var) (*algebra.Plan, error) {
	p := algebra.NewPlan(o, vars, q.stats)
	return p, q.stats.err
}

// planned is Plan, remembering plans.
func (q *Query) planned(o algebra.Operator, vars []algebra.Var) (*algebra.Plan, error) {
	shape, ok := algebra.Shape(o)
	if !ok {
		return q.Plan(o, vars)
	}
	if p := q.limits.Plans.of(shape, vars); p != nil {
		return p.Refill(o), nil
	}
	p, err := q.Plan(o, vars)
	if err == nil {
		q.limits.Plans.keep(shape, vars, p)
	}
	return p, err
}

// Run plans an operator and calls yield with its rows, a batch at a time. yield must not keep a batch.
func (q *Query) Run(o algebra.Operator, vars []algebra.Var, yield func(*Rows) error) error {
	p, err := q.planned(o, vars)
	if err != nil {
		return err
	}
	return q.Carry(p, vars, nil, yield)
}

// Carry carries out a plan. What the actions did goes to m, unless it is nil.
func (q *Query) Carry(p *algebra.Plan, vars []algebra.Var, m *Measures, yield func(*Rows) error) error {
	if err := q.ctx.Err(); err != nil {
		return err
	}
	held := q.held
	defer func() { q.held = held }()
	b := builder{q: q, measures: m}
	root, err := b.build(p, nil)
	if err != nil {
		return err
	}
	defer b.close()
	rows := &Rows{q: q, cols: make([][]store.ID, len(vars))}
	at := places(p.Cols, vars)
	for {
		batch, err := root.next()
		if err != nil {
			return err
		}
		if batch == nil {
			return q.ctx.Err()
		}
		rows.n = batch.n
		for i, c := range at {
			rows.cols[i] = nil
			if c >= 0 {
				rows.cols[i] = batch.cols[c]
			}
		}
		if err := yield(rows); errors.Is(err, ErrStop) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// Count counts the rows of an operator.
func (q *Query) Count(o algebra.Operator) (int, error) {
	const n = algebra.Var("_count")
	counted := algebra.Group{Op: o, Aggregates: []algebra.Aggregate{{Kind: algebra.Count, As: n}}}
	total := 0
	err := q.Run(counted, []algebra.Var{n}, func(r *Rows) error {
		v, err := r.Value(0, 0)
		if i, ok := v.(quad.Int); ok {
			total = int(i)
		}
		return err
	})
	return total, err
}

// Rows is a batch of rows.
type Rows struct {
	q    *Query
	n    int
	cols [][]store.ID
}

// Len is the number of rows.
func (r *Rows) Len() int { return r.n }

// ID names what stands in a column of a row, 0 for nothing. Within a Query equal values have equal IDs.
func (r *Rows) ID(row, col int) uint64 {
	if r.cols[col] == nil {
		return 0
	}
	return uint64(r.cols[col][row])
}

// Value is what stands in a column of a row, nil for nothing.
func (r *Rows) Value(row, col int) (quad.Value, error) { return r.q.Term(r.ID(row, col)) }

// Values makes the terms of a column, nil where there is nothing.
func (r *Rows) Values(col int) ([]quad.Value, error) {
	if r.cols[col] == nil {
		return make([]quad.Value, r.n), nil
	}
	return r.q.values(r.cols[col])
}

// hold counts bytes that stay in memory.
func (q *Query) hold(bytes int) error {
	q.held += bytes
	if q.held > q.limits.Memory {
		return fmt.Errorf("%w: more than %d MiB. Narrow it, or add limit(n)", ErrTooLarge, q.limits.Memory>>20)
	}
	return nil
}

// tick notices, now and then, that the query's time is over.
func (q *Query) tick() error {
	q.steps++
	if q.steps&63 == 0 {
		return q.ctx.Err()
	}
	return nil
}
