package exec

import (
	"quadrille/graph/algebra"
	"quadrille/graph/store"
)

type source = func(push func(Row) error) error

// source decides where p's rows come from, and which steps are left to do.
func (q *Query) source(p algebra.Path) (source, []algebra.Step, error) {
	if p.Start != nil {
		ids, err := q.idsOf(p.Start)
		return q.listed(ids), p.Steps, err
	}
	var tags []string
	steps := p.Steps
	for len(steps) > 0 {
		t, ok := steps[0].(algebra.Tag)
		if !ok {
			break
		}
		tags, steps = append(tags, t.Names...), steps[1:]
	}
	if len(steps) > 0 {
		from, ok, err := q.lookedUp(steps[0], tags)
		if err != nil {
			return nil, nil, err
		}
		if ok {
			return from, steps[1:], nil
		}
	}
	return q.everywhere, p.Steps, nil
}

func (q *Query) listed(ids []store.ID) source {
	return func(push func(Row) error) error {
		for _, id := range ids {
			if err := push(Row{Node: id}); err != nil {
				return err
			}
		}
		return nil
	}
}

func (q *Query) everywhere(push func(Row) error) error {
	for id, err := range q.r.Nodes(q.ctx) {
		if err != nil {
			return err
		}
		if err := push(Row{Node: id}); err != nil {
			return err
		}
	}
	return nil
}

// lookedUp makes a source of the first step of a path that starts everywhere, where the store can look that step up.
func (q *Query) lookedUp(s algebra.Step, tags []string) (source, bool, error) {
	switch s := s.(type) {
	case algebra.Is:
		ids, _, err := q.set(algebra.Set{Values: s.Values})
		return func(push func(Row) error) error {
			return q.listed(ids)(func(r Row) error { return push(r.withAll(tags, r.Node)) })
		}, true, err
	case algebra.Intersect:
		return func(push func(Row) error) error {
			seen := map[string]bool{} // a node of everywhere meets equal rows once, as in join
			return q.run(s.Path, sink{push: func(r Row) error {
				k := r.key()
				if seen[k] {
					return nil
				}
				seen[k] = true
				if err := q.hold(); err != nil {
					return err
				}
				return push(Row{Node: r.Node}.withAll(tags, r.Node).joined(r.tags))
			}})
		}, true, nil
	case algebra.Hop:
		via, any, err := q.set(s.Via)
		if err != nil || any || s.Dir == algebra.Both {
			return nil, false, err
		}
		return func(push func(Row) error) error {
			return q.links(via, s.Dir == algebra.In, false, func(from, pred, to store.ID) error {
				return push(Row{Node: from}.withAll(tags, from).moved(to).withAll(s.Tags, pred))
			})
		}, true, nil
	case algebra.Save:
		via, any, err := q.set(s.Via)
		if err != nil || any || s.Optional {
			return nil, false, err
		}
		return func(push func(Row) error) error {
			return q.links(via, s.Reverse, true, func(from, _, to store.ID) error {
				return push(Row{Node: from}.withAll(tags, from).with(s.Tag, to))
			})
		}, true, nil
	case algebra.Has:
		via, any, err := q.set(s.Via)
		if err != nil || any && s.Values == nil {
			return nil, false, err
		}
		return q.having(s, via, any, tags), true, nil
	}
	return nil, false, nil
}

func (r Row) moved(to store.ID) Row { r.Node = to; return r }

// links calls f with every distinct triple over one of the predicates, turned round when reverse; with pairs, once for
// two ends whatever the predicates between them.
func (q *Query) links(via []store.ID, reverse, pairs bool, f func(from, pred, to store.ID) error) error {
	seen := map[[2]store.ID]bool{}
	held := q.held
	defer func() { q.held = held }()
	for _, p := range via {
		if !pairs {
			clear(seen)
			q.held = held
		}
		for t, err := range store.Scan(q.ctx, q.r, store.Quad{Predicate: p}) {
			if err != nil {
				return err
			}
			key := [2]store.ID{t.Subject, t.Object}
			if seen[key] {
				continue
			}
			seen[key] = true
			if err := q.hold(); err != nil {
				return err
			}
			from, to := t.Subject, t.Object
			if reverse {
				from, to = to, from
			}
			if err := f(from, p, to); err != nil {
				return err
			}
		}
	}
	return nil
}

// having is the source of all nodes that pass a Has.
func (q *Query) having(s algebra.Has, via []store.ID, anyVia bool, tags []string) source {
	return func(push func(Row) error) error {
		values, err := q.idsOf(s.Values)
		if err != nil {
			return err
		}
		var patterns []store.Quad
		if anyVia {
			via = []store.ID{0}
		}
		for _, p := range via {
			switch {
			case s.Values == nil:
				patterns = append(patterns, store.Quad{Predicate: p})
			case s.Reverse:
				for _, v := range values {
					patterns = append(patterns, store.Quad{Predicate: p, Subject: v})
				}
			default:
				for _, v := range values {
					patterns = append(patterns, store.Quad{Predicate: p, Object: v})
				}
			}
		}
		seen := map[store.ID]bool{}
		passes := map[store.ID]bool{}
		for _, p := range patterns {
			for t, err := range store.Scan(q.ctx, q.r, p) {
				if err != nil {
					return err
				}
				node, value := t.Subject, t.Object
				if s.Reverse {
					node, value = value, node
				}
				if seen[node] {
					continue
				}
				if ok, err := q.passes(value, s.Filters, passes); err != nil {
					return err
				} else if !ok {
					continue
				}
				seen[node] = true
				if err := q.hold(); err != nil {
					return err
				}
				if err := push(Row{Node: node}.withAll(tags, node)); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

// passes tells whether the term of id passes all filters, remembering the answer.
func (q *Query) passes(id store.ID, filters []algebra.Filter, memo map[store.ID]bool) (bool, error) {
	if len(filters) == 0 {
		return true, nil
	}
	if ok, known := memo[id]; known {
		return ok, nil
	}
	if err := q.tick(); err != nil {
		return false, err
	}
	v, err := q.Term(id)
	if err != nil {
		return false, err
	}
	ok := true
	for _, f := range filters {
		ok = ok && f.Keep(v)
	}
	if len(memo) >= maxMemo {
		clear(memo)
	}
	memo[id] = ok
	return ok, nil
}
