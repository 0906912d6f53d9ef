package exec

import (
	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

// IDs of what a query computes: whole numbers are in the ID itself, other values in Query.own.
const (
	ownBit    = store.ID(1) << 63
	numberBit = store.ID(1) << 62
	smallest  = -1 << 61
	largest   = 1<<61 - 1
)

// number is the ID of a whole number that was computed.
func (q *Query) number(n int) store.ID {
	if n < smallest || n > largest {
		return q.keep(quad.Int(n))
	}
	return ownBit | numberBit | store.ID(n-smallest)
}

func (q *Query) keep(v quad.Value) store.ID {
	key := quad.StringOf(v)
	if id, ok := q.owned[key]; ok {
		return id
	}
	if q.owned == nil {
		q.owned = map[string]store.ID{}
	}
	q.own = append(q.own, v)
	id := ownBit | store.ID(len(q.own)-1)
	q.owned[key] = id
	return id
}

// intern is the ID of a value that was computed: the store's when it holds the value.
func (q *Query) intern(v quad.Value) (store.ID, error) {
	if v == nil {
		return 0, nil
	}
	id, err := q.id(v)
	if err != nil || id != 0 {
		return id, err
	}
	if n, ok := v.(quad.Int); ok {
		return q.number(int(n)), nil
	}
	return q.keep(v), nil
}

func (q *Query) computed(id store.ID) quad.Value {
	if id&numberBit != 0 {
		return quad.Int(int64(id&^(ownBit|numberBit)) + smallest)
	}
	return q.own[id&^ownBit]
}

const maxMemo = 1 << 16

// Term is the value of an ID, nil for 0.
func (q *Query) Term(id uint64) (quad.Value, error) {
	i := store.ID(id)
	switch {
	case i == 0:
		return nil, nil
	case i&ownBit != 0:
		return q.computed(i), nil
	}
	if v, ok := q.terms[i]; ok {
		return v, nil
	}
	vs, err := q.r.Values(q.ctx, []store.ID{i})
	if err != nil {
		return nil, err
	}
	if len(q.terms) >= maxMemo || q.terms == nil {
		q.terms = map[store.ID]quad.Value{}
	}
	q.terms[i] = vs[0]
	return vs[0], nil
}

// values are the values of IDs. The store is asked once for each run of equal ones.
func (q *Query) values(ids []store.ID) ([]quad.Value, error) {
	plain := true
	for i, id := range ids {
		if id&ownBit != 0 || i > 0 && id == ids[i-1] {
			plain = false
			break
		}
	}
	if plain {
		return q.r.Values(q.ctx, ids)
	}
	var ask []store.ID
	for i, id := range ids {
		if id&ownBit == 0 && (i == 0 || id != ids[i-1]) {
			ask = append(ask, id)
		}
	}
	got, err := q.r.Values(q.ctx, ask)
	if err != nil {
		return nil, err
	}
	out := make([]quad.Value, len(ids))
	n := -1
	for i, id := range ids {
		switch {
		case id&ownBit != 0:
			out[i] = q.computed(id)
		case i > 0 && id == ids[i-1]:
			out[i] = out[i-1]
		default:
			n++
			out[i] = got[n]
		}
	}
	return out, nil
}

// id is the ID of a value, 0 when the store does not hold it.
func (q *Query) id(v quad.Value) (store.ID, error) {
	if id, ok := q.ids[v]; ok {
		return id, nil
	}
	id, err := q.r.ID(q.ctx, v)
	if err == nil {
		if q.ids == nil || len(q.ids) >= maxMemo {
			q.ids = map[quad.Value]store.ID{}
		}
		q.ids[v] = id
	}
	return id, err
}

// Known tells whether the store holds a value.
func (q *Query) Known(v quad.Value) (bool, error) {
	id, err := q.id(v)
	return id != 0, err
}
