package exec

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"quadrille/graph/algebra"
	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

// MaxHeld is how many rows a query may hold in memory at a time, about 100 bytes each.
const MaxHeld = 5_000_000

// ErrTooLarge is what a query that holds more than MaxHeld rows ends with.
var ErrTooLarge = fmt.Errorf("the query keeps more than %d rows in memory: narrow it, or add limit(n)", MaxHeld)

// ErrStop ends Each early when its function returns it. Each then returns nil.
var ErrStop = errors.New("stop")

// Query runs the paths of one query text.
type Query struct {
	ctx   context.Context
	r     store.Reader
	ids   map[string]store.ID
	terms map[store.ID]quad.Value
	sets  map[*algebra.Path]map[store.ID]bool
	held  int
	steps uint
}

// New begins a query. Its paths end with ctx's error when ctx is done.
func New(ctx context.Context, r store.Reader) *Query {
	return &Query{ctx: ctx, r: r, ids: map[string]store.ID{}, terms: map[store.ID]quad.Value{},
		sets: map[*algebra.Path]map[store.ID]bool{}}
}

// Row is a row on its way: a node and tags.
type Row struct {
	Node store.ID
	tags *tag
}

// tag is a link of a row's chain of tags, the latest first; rows share the tails.
type tag struct {
	name  string
	node  store.ID
	count int // a quad.Int when node is 0
	next  *tag
}

func (r Row) with(name string, node store.ID) Row {
	return Row{r.Node, &tag{name: name, node: node, next: r.tags}}
}

func (r Row) withAll(names []string, node store.ID) Row {
	for _, n := range names {
		r = r.with(n, node)
	}
	return r
}

func (r Row) lookup(name string) *tag {
	for t := r.tags; t != nil; t = t.next {
		if t.name == name {
			return t
		}
	}
	return nil
}

// Each pushes the rows of a path to yield, in the path's order. yield must not keep the rows beyond the Query.
func (q *Query) Each(p algebra.Path, yield func(Row) error) error {
	if err := q.ctx.Err(); err != nil {
		return err
	}
	held := q.held
	defer func() { q.held = held }()
	err := q.run(p, sink{push: yield})
	if errors.Is(err, ErrStop) {
		err = nil
	}
	if err == nil {
		err = q.ctx.Err()
	}
	return err
}

// Values gives a row's node and the tags of the names, nil where the row has no such tag.
func (q *Query) Values(r Row, names []string) (node quad.Value, tags []quad.Value, err error) {
	if node, err = q.Term(r.Node); err != nil {
		return nil, nil, err
	}
	tags = make([]quad.Value, len(names))
	for i, n := range names {
		t := r.lookup(n)
		switch {
		case t == nil:
		case t.node == 0:
			tags[i] = quad.Int(t.count)
		default:
			if tags[i], err = q.Term(t.node); err != nil {
				return nil, nil, err
			}
		}
	}
	return node, tags, nil
}

// Term is the term of an ID.
func (q *Query) Term(id store.ID) (quad.Value, error) {
	if v, ok := q.terms[id]; ok {
		return v, nil
	}
	vs, err := q.r.Values(q.ctx, []store.ID{id})
	if err != nil {
		return nil, err
	}
	if len(q.terms) >= maxMemo {
		clear(q.terms)
	}
	q.terms[id] = vs[0]
	return vs[0], nil
}

const maxMemo = 1 << 18

func (q *Query) id(v quad.Value) (store.ID, error) {
	key := quad.StringOf(v)
	if id, ok := q.ids[key]; ok {
		return id, nil
	}
	id, err := q.r.ID(q.ctx, v)
	if err == nil {
		q.ids[key] = id
	}
	return id, err
}

// idsOf gives the IDs of the values that the store holds.
func (q *Query) idsOf(values []quad.Value) ([]store.ID, error) {
	var out []store.ID
	for _, v := range values {
		id, err := q.id(v)
		if err != nil {
			return nil, err
		}
		if id != 0 {
			out = append(out, id)
		}
	}
	return out, nil
}

// set resolves s. any is true when it is everything.
func (q *Query) set(s algebra.Set) (ids []store.ID, any bool, err error) {
	if s.Any() {
		return nil, true, nil
	}
	if s.Path != nil {
		nodes, err := q.nodes(s.Path)
		if err != nil {
			return nil, false, err
		}
		for id := range nodes {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		return ids, false, nil
	}
	ids, err = q.idsOf(s.Values)
	slices.Sort(ids)
	return slices.Compact(ids), false, err
}

// nodes is the set of nodes that a path ends on.
func (q *Query) nodes(p *algebra.Path) (map[store.ID]bool, error) {
	if nodes, ok := q.sets[p]; ok {
		return nodes, nil
	}
	nodes := map[store.ID]bool{}
	err := q.run(*p, sink{push: func(r Row) error {
		if !nodes[r.Node] {
			nodes[r.Node] = true
			return q.hold()
		}
		return nil
	}})
	if err == nil {
		q.sets[p] = nodes
	}
	return nodes, err
}

// hold counts a row that stays in memory.
func (q *Query) hold() error {
	q.held++
	if q.held > MaxHeld {
		return ErrTooLarge
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

// stage takes rows, one after the other, and hands on what it makes of them. push returns ErrStop when it wants no more.
// end is called once after the last row.
type stage interface {
	push(Row) error
	end() error
}

type sink struct {
	push func(Row) error
}

// run pushes the rows of p, from its start to its end.
func (q *Query) run(p algebra.Path, to sink) error {
	from, steps, err := q.source(p)
	if err != nil {
		return err
	}
	chain, err := q.chain(steps, to)
	if err != nil {
		return err
	}
	return feed(chain, from)
}

// follow pushes the rows that a morphism makes of one row.
func (q *Query) follow(steps []algebra.Step, r Row, to sink) error {
	chain, err := q.chain(steps, to)
	if err != nil {
		return err
	}
	return feed(chain, func(push func(Row) error) error { return push(r) })
}

// feed runs a source into a chain. The end of it is told even when the chain wants no more, since a step may hold rows.
func feed(chain stage, from func(push func(Row) error) error) error {
	if err := from(chain.push); err != nil && !errors.Is(err, ErrStop) {
		return err
	}
	if err := chain.end(); err != nil && !errors.Is(err, ErrStop) {
		return err
	}
	return nil
}
