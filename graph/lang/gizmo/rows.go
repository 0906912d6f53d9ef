package gizmo

import (
	"errors"
	"fmt"
	"slices"

	"quadrille/graph/algebra"
	"quadrille/graph/lang"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// result is a path about to run: its operator and its columns, the tags in the order in which the path sets them, and
// after them the node.
type result struct {
	op      algebra.Operator
	vars    []algebra.Var
	tags    []string
	at      int // where among the tags the node stands
	here    bool
	ordered bool
}

func (s *script) result(p *path) result {
	s.started(p)
	n := 0
	c, err := algebra.Compile(p.Path, &n)
	s.check(err)
	r := result{op: c.Op, ordered: p.Ordered()}
	r.tags, r.at, r.here = p.Columns()
	for _, t := range r.tags {
		r.vars = append(r.vars, c.Tags[t])
	}
	r.vars = append(r.vars, c.Node)
	return r
}

var errEnough = errors.New("enough")

// row is a row of a path: its IDs, in the order of a result's vars, and, where they were asked for, its values.
type row struct {
	ids    []uint64
	values []quad.Value
}

// each calls f with the rows of a result, at most most of them, the first in their order, 0 for all. Rows that have no order
// are sorted, unless the query takes them as they come; enough, unless it is 0, is how many of them suffice, whichever they
// are. values says whether f wants the values.
func (s *script) each(r result, most, enough int, values bool, f func(row) error) error {
	asCome := s.anyOrder || r.ordered
	n := 0
	var held []row
	cols := make([][]quad.Value, len(r.vars))
	err := s.exec.Run(r.op, r.vars, func(b lang.Rows) error {
		if values || !asCome {
			for c := range cols {
				var err error
				if cols[c], err = b.Values(c); err != nil {
					return err
				}
			}
		}
		width := len(r.vars)
		ids := make([]uint64, b.Len()*width) // of all rows at once: callbacks and sorting keep them
		var made []quad.Value
		if cols[0] != nil {
			made = make([]quad.Value, len(ids))
		}
		for i := range b.Len() {
			x := row{ids: ids[i*width : (i+1)*width : (i+1)*width]}
			for c := range x.ids {
				x.ids[c] = b.ID(i, c)
			}
			if made != nil {
				x.values = made[i*width : (i+1)*width : (i+1)*width]
				for c := range cols {
					x.values[c] = cols[c][i]
				}
			}
			if n++; asCome {
				if err := f(x); err != nil {
					return err
				}
				if n == most {
					return errEnough
				}
				continue
			}
			held = append(held, x)
			if n == enough {
				return errEnough
			}
			if most > 0 && len(held) > 2*most+1000 {
				held = r.first(held, most) // so that a few of many need no room for all
			}
			if len(held) > lang.MaxRows {
				return fmt.Errorf("the path has more than %d rows: narrow it, or add limit(n)", lang.MaxRows)
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	if most <= 0 {
		most = len(held)
	}
	for _, x := range r.first(held, most) {
		if err := f(x); err != nil {
			return err
		}
	}
	return nil
}

// first sorts rows by their columns and leaves the first n.
func (r result) first(rows []row, n int) []row {
	node := len(r.tags)
	slices.SortStableFunc(rows, func(a, b row) int {
		for i := range len(r.tags) + 1 {
			col := i
			switch {
			case i == r.at:
				col = node
			case i > r.at:
				col = i - 1
			}
			if a.ids[col] == b.ids[col] {
				continue
			}
			if c := algebra.Compare(a.values[col], b.values[col]); c != 0 {
				return c
			}
		}
		return 0
	})
	return rows[:min(n, len(rows))]
}

// all adds the rows of a path to the answer, at most most of them, 0 for all.
func (s *script) all(p *path, most int) {
	s.answered = true
	r := s.result(p)
	node := len(r.tags)
	var from, places []int // columns that go out, and where
	for i := range len(r.tags) + 1 {
		if i == r.at && !r.here {
			from, places = append(from, node), append(places, s.out.Place("id"))
		}
		if i < len(r.tags) {
			from, places = append(from, i), append(places, s.out.Place(r.tags[i]))
		}
	}
	err := s.each(r, most, s.out.Room()+1, true, func(x row) error {
		cells := make([]quad.Value, len(s.out.Columns))
		for i, c := range from {
			cells[places[i]] = x.values[c]
		}
		return s.out.Add(cells)
	})
	s.check(err)
}

// value is what stands for an ID in the script.
func (s *script) valueOf(id uint64) goja.Value {
	if v, ok := s.byID[id]; ok {
		return v
	}
	v, err := s.exec.Term(id)
	s.check(err)
	js := s.toJS(v)
	if len(s.byID) >= 1<<18 {
		clear(s.byID)
	}
	s.byID[id] = js
	return js
}

// record is a row as a script sees it: an object whose values are made when they are asked for.
type record struct {
	s     *script
	tags  []string
	ids   []uint64 // of the tags, then of the node
	own   map[string]goja.Value
	order []string // keys of own
	gone  []string // deleted keys
}

var _ goja.DynamicObject = (*record)(nil)

func (r *record) id(key string) (uint64, bool) {
	if slices.Contains(r.gone, key) {
		return 0, false
	}
	if i := slices.Index(r.tags, key); i >= 0 {
		return r.ids[i], r.ids[i] != 0
	}
	return r.ids[len(r.tags)], key == "id"
}

// Get implements goja.DynamicObject.
func (r *record) Get(key string) goja.Value {
	if v, ok := r.own[key]; ok {
		return v
	}
	if id, ok := r.id(key); ok {
		return r.s.valueOf(id)
	}
	return nil
}

// Set implements goja.DynamicObject.
func (r *record) Set(key string, v goja.Value) bool {
	if r.own == nil {
		r.own = map[string]goja.Value{}
	}
	if _, ok := r.own[key]; !ok {
		r.order = append(r.order, key)
	}
	r.own[key] = v
	return true
}

// Has implements goja.DynamicObject.
func (r *record) Has(key string) bool {
	if _, ok := r.own[key]; ok {
		return true
	}
	_, ok := r.id(key)
	return ok
}

// Delete implements goja.DynamicObject.
func (r *record) Delete(key string) bool {
	delete(r.own, key)
	r.order = slices.DeleteFunc(r.order, func(k string) bool { return k == key })
	r.gone = append(r.gone, key)
	return true
}

// Keys implements goja.DynamicObject.
func (r *record) Keys() []string {
	var keys []string
	for _, k := range append([]string{"id"}, r.tags...) {
		if _, ok := r.id(k); ok && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	for _, k := range r.order {
		if !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

func (s *script) record(r result, x row) goja.Value {
	return s.vm.NewDynamicObject(&record{s: s, tags: r.tags, ids: x.ids})
}
