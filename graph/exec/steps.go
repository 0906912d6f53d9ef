package exec

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quadrille/graph/algebra"
	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

// chain builds the stages of steps, from the last to the first.
func (q *Query) chain(steps []algebra.Step, to sink) (stage, error) {
	// Within holds for the hops after it, so it is read in order before the stages are built in reverse.
	within := make([]*labels, len(steps))
	var now *labels
	for i, s := range steps {
		if w, ok := s.(algebra.Within); ok {
			ids, any, err := q.set(w.Labels)
			if err != nil {
				return nil, err
			}
			now = &labels{ids: ids, any: any, tags: w.Tags}
			if any && len(w.Tags) == 0 {
				now = nil
			}
		}
		within[i] = now
	}
	var next stage = last{to}
	for i, s := range slices.Backward(steps) {
		st, err := q.stage(s, within[i], next)
		if err != nil {
			return nil, err
		}
		next = st
	}
	return next, nil
}

// labels restricts hops.
type labels struct {
	ids  []store.ID
	any  bool
	tags []string
}

type last struct{ sink }

func (l last) push(r Row) error { return l.sink.push(r) }
func (last) end() error         { return nil }

// each is a stage that looks at one row at a time.
type each struct {
	stage
	f func(r Row, push func(Row) error) error
}

func (e each) push(r Row) error { return e.f(r, e.stage.push) }

func (q *Query) stage(s algebra.Step, in *labels, next stage) (stage, error) {
	keep := func(ok func(Row) (bool, error)) stage {
		return each{next, func(r Row, push func(Row) error) error {
			if err := q.tick(); err != nil {
				return err
			}
			if yes, err := ok(r); err != nil || !yes {
				return err
			}
			return push(r)
		}}
	}
	switch s := s.(type) {
	case algebra.Within:
		return next, nil
	case algebra.Tag:
		return each{next, func(r Row, push func(Row) error) error { return push(r.withAll(s.Names, r.Node)) }}, nil
	case algebra.Is:
		ids, err := q.idsOf(s.Values)
		return keep(func(r Row) (bool, error) { return slices.Contains(ids, r.Node), nil }), err
	case algebra.Where:
		memo := map[store.ID]bool{}
		return keep(func(r Row) (bool, error) { return q.passes(r.Node, s.Filters, memo) }), nil
	case algebra.Back:
		return each{next, func(r Row, push func(Row) error) error {
			if t := r.lookup(s.Tag); t != nil && t.node != 0 {
				return push(r.moved(t.node))
			}
			return nil
		}}, nil
	case algebra.Hop:
		return q.hopStage(s, in, next)
	case algebra.Save:
		return q.saveStage(s, in, next)
	case algebra.Has:
		return q.hasStage(s, in, keep)
	case algebra.Recurse:
		return &recurse{q: q, step: s, next: next, memo: map[store.ID][]Row{}}, nil
	case algebra.Labels:
		n := q.neighbours(algebra.Both, nil, true, &labels{any: true, tags: []string{""}})
		return each{next, func(r Row, push func(Row) error) error {
			return q.distinct(n, r, func(e edge) store.ID { return e.label }, push)
		}}, nil
	case algebra.Predicates:
		dir := algebra.Out
		if s.Reverse {
			dir = algebra.In
		}
		n := q.neighbours(dir, nil, true, in)
		pred := func(e edge) store.ID { return e.pred }
		if s.Tag != "" {
			return each{next, func(r Row, push func(Row) error) error {
				return q.distinct(n, r, pred, func(p Row) error { return push(r.with(s.Tag, p.Node)) })
			}}, nil
		}
		unique := &unique{q: q, next: next, seen: map[string]bool{}}
		return each{unique, func(r Row, push func(Row) error) error { return q.distinct(n, r, pred, push) }}, nil
	case algebra.Unique:
		return &unique{q: q, next: next, seen: map[string]bool{}}, nil
	case algebra.Limit:
		return &limit{n: s.N, next: next}, nil
	case algebra.Skip:
		left := s.N
		return keep(func(Row) (bool, error) { left--; return left < 0, nil }), nil
	case algebra.Order:
		return &order{q: q, next: next}, nil
	case algebra.Intersect:
		return &join{q: q, path: &s.Path, next: next}, nil
	case algebra.Except:
		return keep(func(r Row) (bool, error) {
			nodes, err := q.nodes(&s.Path)
			return err == nil && !nodes[r.Node], err
		}), nil
	case algebra.Union:
		return &union{q: q, path: s.Path, next: next}, nil
	}
	return nil, fmt.Errorf("exec: no such step: %T", s)
}

// distinct pushes the row moved to each distinct end of its node's edges.
func (q *Query) distinct(n *neighbours, r Row, end func(edge) store.ID, push func(Row) error) error {
	edges, err := n.of(r.Node)
	if err != nil {
		return err
	}
	seen := map[store.ID]bool{}
	for _, e := range edges {
		id := end(e)
		if id == 0 || seen[id] {
			continue
		}
		seen[id] = true
		if err := push(r.moved(id)); err != nil {
			return err
		}
	}
	return nil
}

type limit struct {
	n    int
	next stage
}

func (l *limit) push(r Row) error {
	if l.n <= 0 {
		return ErrStop
	}
	l.n--
	if err := l.next.push(r); err != nil {
		return err
	}
	if l.n == 0 {
		return ErrStop
	}
	return nil
}
func (l *limit) end() error { return l.next.end() }

type unique struct {
	q    *Query
	next stage
	seen map[string]bool
}

func (u *unique) push(r Row) error {
	k := r.key()
	if u.seen[k] {
		return nil
	}
	u.seen[k] = true
	if err := u.q.hold(); err != nil {
		return err
	}
	return u.next.push(r)
}
func (u *unique) end() error { return u.next.end() }

// key names the row's node and tags.
func (r Row) key() string {
	b := strconv.AppendUint(nil, uint64(r.Node), 36)
	if r.tags == nil {
		return string(b)
	}
	var names []string
	for t := r.tags; t != nil; t = t.next {
		if !slices.Contains(names, t.name) {
			names = append(names, t.name)
		}
	}
	slices.Sort(names)
	for _, n := range names {
		t := r.lookup(n)
		b = append(b, 0)
		b = append(b, n...)
		b = append(b, 0)
		b = strconv.AppendUint(b, uint64(t.node), 36)
		b = append(b, '#')
		b = strconv.AppendInt(b, int64(t.count), 36)
	}
	return string(b)
}

type order struct {
	q    *Query
	rows []Row
	next stage
}

func (o *order) push(r Row) error {
	o.rows = append(o.rows, r)
	return o.q.hold()
}

func (o *order) end() error {
	terms := map[store.ID]quad.Value{}
	for _, r := range o.rows {
		if _, ok := terms[r.Node]; ok {
			continue
		}
		v, err := o.q.Term(r.Node)
		if err != nil {
			return err
		}
		terms[r.Node] = v
	}
	slices.SortStableFunc(o.rows, func(a, b Row) int {
		if a.Node == b.Node {
			return 0
		}
		return algebra.Compare(terms[a.Node], terms[b.Node])
	})
	for _, r := range o.rows {
		if err := o.next.push(r); errors.Is(err, ErrStop) {
			break
		} else if err != nil {
			return err
		}
	}
	o.q.held -= len(o.rows)
	o.rows = nil
	return o.next.end()
}

type union struct {
	q    *Query
	path algebra.Path
	next stage
	full bool // what follows wants no more
}

func (u *union) push(r Row) error {
	err := u.next.push(r)
	u.full = errors.Is(err, ErrStop)
	return err
}

func (u *union) end() error {
	if !u.full {
		if err := u.q.run(u.path, sink{push: u.next.push}); err != nil && !errors.Is(err, ErrStop) {
			return err
		}
	}
	return u.next.end()
}

// join is Intersect.
type join struct {
	q     *Query
	path  *algebra.Path
	next  stage
	right map[store.ID][]Row
}

func (j *join) push(r Row) error {
	if err := j.q.tick(); err != nil {
		return err
	}
	if j.right == nil {
		if err := j.load(); err != nil {
			return err
		}
	}
	for _, m := range j.right[r.Node] {
		if err := j.next.push(r.joined(m.tags)); err != nil {
			return err
		}
	}
	return nil
}

func (j *join) load() error {
	right := map[store.ID][]Row{}
	seen := map[string]bool{}
	err := j.q.run(*j.path, sink{push: func(r Row) error {
		k := r.key()
		if seen[k] {
			return nil
		}
		seen[k] = true
		right[r.Node] = append(right[r.Node], r)
		return j.q.hold()
	}})
	j.right = right
	return err
}

func (j *join) end() error { return j.next.end() }

// joined is the row with the tags of another chain added.
func (r Row) joined(t *tag) Row {
	if t == nil {
		return r
	}
	if r.tags == nil {
		return Row{r.Node, t}
	}
	var chain []*tag
	for ; t != nil; t = t.next {
		chain = append(chain, t)
	}
	for _, t := range slices.Backward(chain) {
		r.tags = &tag{name: t.name, node: t.node, count: t.count, next: r.tags}
	}
	return r
}

// String is for messages of failed tests.
func (r Row) String() string {
	return strings.ReplaceAll(r.key(), "\x00", " ")
}
