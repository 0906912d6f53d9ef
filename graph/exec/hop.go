package exec

import (
	"slices"

	"quadrille/graph/algebra"
	"quadrille/graph/store"
)

// edge is a quad seen from one of its ends.
type edge struct{ to, pred, label store.ID }

// neighbours finds a node's edges and remembers them.
type neighbours struct {
	q    *Query
	dir  algebra.Direction
	via  []store.ID
	any  bool // every predicate
	in   *labels
	memo map[store.ID][]edge
	held int
}

func (q *Query) neighbours(dir algebra.Direction, via []store.ID, any bool, in *labels) *neighbours {
	return &neighbours{q: q, dir: dir, via: via, any: any, in: in, memo: map[store.ID][]edge{}}
}

// of gives the distinct edges of a node. Edges that differ in the label alone are one unless labels are tagged.
func (n *neighbours) of(node store.ID) ([]edge, error) {
	if err := n.q.tick(); err != nil {
		return nil, err
	}
	if edges, ok := n.memo[node]; ok {
		return edges, nil
	}
	var edges []edge
	var err error
	if n.dir != algebra.In {
		edges, err = n.scan(edges, node, false)
	}
	if n.dir != algebra.Out && err == nil {
		edges, err = n.scan(edges, node, true)
	}
	if err != nil {
		return nil, err
	}
	if n.held += 1 + len(edges); n.held > maxMemo {
		clear(n.memo)
		n.held = 1 + len(edges)
	}
	n.memo[node] = edges
	return edges, nil
}

func (n *neighbours) scan(edges []edge, node store.ID, reverse bool) ([]edge, error) {
	p := store.Quad{Subject: node}
	if reverse {
		p = store.Quad{Object: node}
	}
	seen := map[edge]bool{}
	add := func(p store.Quad) error {
		for t, err := range store.Scan(n.q.ctx, n.q.r, p) {
			if err != nil {
				return err
			}
			if n.in != nil && !n.in.any && !slices.Contains(n.in.ids, t.Label) {
				continue
			}
			e := edge{to: t.Object, pred: t.Predicate}
			if reverse {
				e.to = t.Subject
			}
			if n.in != nil && len(n.in.tags) > 0 {
				e.label = t.Label
			}
			if !seen[e] {
				seen[e] = true
				edges = append(edges, e)
			}
		}
		return nil
	}
	if n.any {
		return edges, add(p)
	}
	for _, via := range n.via {
		p.Predicate = via
		if err := add(p); err != nil {
			return nil, err
		}
	}
	return edges, nil
}

func (q *Query) hopStage(s algebra.Hop, in *labels, next stage) (stage, error) {
	via, any, err := q.set(s.Via)
	if err != nil {
		return nil, err
	}
	n := q.neighbours(s.Dir, via, any, in)
	return each{next, func(r Row, push func(Row) error) error {
		edges, err := n.of(r.Node)
		if err != nil {
			return err
		}
		for _, e := range edges {
			to := r.moved(e.to).withAll(s.Tags, e.pred)
			if in != nil {
				to = to.withAll(in.tags, e.label)
			}
			if err := push(to); err != nil {
				return err
			}
		}
		return nil
	}}, nil
}

func (q *Query) saveStage(s algebra.Save, in *labels, next stage) (stage, error) {
	via, any, err := q.set(s.Via)
	if err != nil {
		return nil, err
	}
	dir := algebra.Out
	if s.Reverse {
		dir = algebra.In
	}
	n := q.neighbours(dir, via, any, untagged(in))
	return each{next, func(r Row, push func(Row) error) error {
		found := false
		err := q.distinct(n, r, func(e edge) store.ID { return e.to }, func(to Row) error {
			found = true
			return push(r.with(s.Tag, to.Node))
		})
		if err == nil && !found && s.Optional {
			return push(r)
		}
		return err
	}}, nil
}

func (q *Query) hasStage(s algebra.Has, in *labels, keep func(func(Row) (bool, error)) stage) (stage, error) {
	via, any, err := q.set(s.Via)
	if err != nil {
		return nil, err
	}
	values, err := q.idsOf(s.Values)
	if err != nil {
		return nil, err
	}
	if any {
		via = []store.ID{0}
	}
	in = untagged(in)
	memo, passes := map[store.ID]bool{}, map[store.ID]bool{}
	// found looks for a quad of the pattern that counts.
	found := func(p store.Quad) (bool, error) {
		for t, err := range store.Scan(q.ctx, q.r, p) {
			if err != nil {
				return false, err
			}
			if in != nil && !in.any && !slices.Contains(in.ids, t.Label) {
				continue
			}
			value := t.Object
			if s.Reverse {
				value = t.Subject
			}
			if ok, err := q.passes(value, s.Filters, passes); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	}
	return keep(func(r Row) (bool, error) {
		if ok, known := memo[r.Node]; known {
			return ok, nil
		}
		if len(memo) >= maxMemo {
			clear(memo)
		}
		for _, v := range via {
			p := store.Quad{Subject: r.Node, Predicate: v}
			end := &p.Object
			if s.Reverse {
				p = store.Quad{Object: r.Node, Predicate: v}
				end = &p.Subject
			}
			ends := values
			if s.Values == nil {
				ends = []store.ID{0}
			}
			for _, e := range ends {
				*end = e
				if ok, err := found(p); err != nil {
					return false, err
				} else if ok {
					memo[r.Node] = true
					return true, nil
				}
			}
		}
		memo[r.Node] = false
		return false, nil
	}), nil
}

// untagged is the restriction alone.
func untagged(in *labels) *labels {
	if in == nil || in.any {
		return nil
	}
	return &labels{ids: in.ids}
}

// recurse is Recurse: breadth first from each row.
type recurse struct {
	q    *Query
	step algebra.Recurse
	next stage
	memo map[store.ID][]Row // what one repetition makes of a node
}

func (c *recurse) push(r Row) error {
	seen := map[store.ID]bool{}
	front := []Row{r}
	held := c.q.held
	defer func() { c.q.held = held }()
	for depth := 1; len(front) > 0 && (c.step.Depth <= 0 || depth <= c.step.Depth); depth++ {
		var reached []Row
		for _, f := range front {
			once, err := c.once(f.Node)
			if err != nil {
				return err
			}
			for _, o := range once {
				if seen[o.Node] {
					continue
				}
				seen[o.Node] = true
				if err := c.q.hold(); err != nil {
					return err
				}
				to := f.moved(o.Node).joined(o.tags)
				reached = append(reached, to)
				for _, name := range c.step.Tags {
					to.tags = &tag{name: name, count: depth, next: to.tags}
				}
				if err := c.next.push(to); err != nil {
					return err
				}
			}
		}
		front = reached
	}
	return nil
}

func (c *recurse) once(node store.ID) ([]Row, error) {
	if err := c.q.tick(); err != nil {
		return nil, err
	}
	if rows, ok := c.memo[node]; ok {
		return rows, nil
	}
	var rows []Row
	err := c.q.follow(c.step.Path.Steps, Row{Node: node}, sink{push: func(r Row) error {
		rows = append(rows, r)
		return nil
	}})
	if err != nil {
		return nil, err
	}
	if len(c.memo) >= maxMemo {
		clear(c.memo)
	}
	c.memo[node] = rows
	return rows, nil
}

func (c *recurse) end() error { return c.next.end() }
