package cayley

import (
	"context"
	"fmt"
	"iter"
	"reflect"
	"strings"
	"sync"

	"quadrille/graph/store"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
)

// Memory is a store in memory.
type Memory struct {
	qs  *memstore.QuadStore
	ref reflect.Type // memstore's type of node references, an integer that it does not export
	all sync.Mutex   // guards the making of iterators over everything
}

// Snapshot implements store.Store. Nobody may write while it is open.
func (m *Memory) Snapshot(ctx context.Context) (store.Snapshot, error) {
	s, err := newSorted(ctx, m)
	if err != nil {
		return nil, err
	}
	return still{memoryReader{m, s}}, nil
}

type memoryReader struct {
	*Memory
	*sorted
}

// Nodes implements store.Reader.
func (r memoryReader) Nodes(ctx context.Context) iter.Seq2[store.ID, error] {
	return r.Memory.Nodes(ctx)
}

func (r memoryReader) scanAll(ctx context.Context, p store.Quad) iter.Seq2[store.Quad, error] {
	return r.Memory.scanAll(ctx, p)
}

var _ store.Store = (*Memory)(nil)

// NewMemory makes an empty store.
func NewMemory() *Memory {
	return &Memory{qs: memstore.New()}
}

// Close does nothing.
func (m *Memory) Close() error { return m.qs.Close() }

// Len implements store.Store.
func (m *Memory) Len(ctx context.Context) (int, error) {
	st, err := m.qs.Stats(ctx, true)
	return int(st.Quads.Size), err
}

// ID implements store.Reader.
func (m *Memory) ID(_ context.Context, v quad.Value) (store.ID, error) {
	if v == nil {
		return 0, nil
	}
	return idOf(m.qs.ValueOf(v)), nil
}

func idOf(ref cayley.Ref) store.ID {
	if ref == nil {
		return 0
	}
	return store.ID(reflect.ValueOf(ref).Int())
}

func (m *Memory) refOf(id store.ID) cayley.Ref {
	return reflect.ValueOf(int64(id)).Convert(m.ref).Interface().(cayley.Ref)
}

// Values implements store.Reader.
func (m *Memory) Values(_ context.Context, ids []store.ID) ([]quad.Value, error) {
	out := make([]quad.Value, len(ids))
	for i, id := range ids {
		if id == 0 {
			continue
		}
		if out[i] = m.qs.NameOf(m.refOf(id)); out[i] == nil {
			return nil, fmt.Errorf("no term has the ID %d", id)
		}
	}
	return out, nil
}

// scanAll reads the shortest index of one of the pattern's terms.
func (m *Memory) scanAll(ctx context.Context, p store.Quad) iter.Seq2[store.Quad, error] {
	return func(yield func(store.Quad, error) bool) {
		it, err := m.iterator(ctx, p)
		if err != nil {
			yield(store.Quad{}, err)
			return
		}
		defer it.Close()
		for n := 0; it.Next(ctx); n++ {
			if n&255 == 0 && ctx.Err() != nil {
				break
			}
			ref := it.Result()
			q := store.Quad{
				Subject:   idOf(m.qs.QuadDirection(ref, quad.Subject)),
				Predicate: idOf(m.qs.QuadDirection(ref, quad.Predicate)),
				Object:    idOf(m.qs.QuadDirection(ref, quad.Object)),
				Label:     idOf(m.qs.QuadDirection(ref, quad.Label)),
			}
			if p.Matches(q) && !yield(q, nil) {
				return
			}
		}
		if err := cmpErr(ctx.Err(), it.Err()); err != nil {
			yield(store.Quad{}, err)
		}
	}
}

func cmpErr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (m *Memory) iterator(ctx context.Context, p store.Quad) (cayley.Iterator, error) {
	var best cayley.Ref
	var dir quad.Direction
	least := int64(-1)
	for _, t := range []struct {
		id  store.ID
		dir quad.Direction
	}{{p.Subject, quad.Subject}, {p.Predicate, quad.Predicate}, {p.Object, quad.Object}, {p.Label, quad.Label}} {
		if t.id == 0 {
			continue
		}
		ref := m.refOf(t.id)
		size, err := m.qs.QuadIteratorSize(ctx, t.dir, ref)
		if err != nil {
			return nil, err
		}
		if least < 0 || size.Size < least {
			best, dir, least = ref, t.dir, size.Size
		}
	}
	if best != nil {
		return m.qs.QuadIterator(dir, best), nil
	}
	m.all.Lock()
	defer m.all.Unlock()
	it := m.qs.QuadsAllIterator()
	return it, nil
}

// Nodes implements store.Reader.
func (m *Memory) Nodes(ctx context.Context) iter.Seq2[store.ID, error] {
	return func(yield func(store.ID, error) bool) {
		m.all.Lock()
		it := m.qs.NodesAllIterator()
		m.all.Unlock()
		defer it.Close()
		for it.Next(ctx) {
			if ctx.Err() != nil {
				break
			}
			if !yield(idOf(it.Result()), nil) {
				return
			}
		}
		if err := cmpErr(ctx.Err(), it.Err()); err != nil {
			yield(0, err)
		}
	}
}

// Add implements store.Store.
func (m *Memory) Add(_ context.Context, quads []quad.Quad) error {
	for _, q := range quads {
		for _, d := range quad.Directions {
			if b, ok := q.Get(d).(quad.BNode); ok && strings.HasPrefix(string(b), "memnode") {
				return fmt.Errorf("blank nodes cannot be called memnode…, as %s: rename it", b)
			}
		}
	}
	if err := m.qs.ApplyDeltas(deltas(cayley.Add, quads), cayley.IgnoreOpts{}); err != nil {
		return err
	}
	if m.ref == nil && len(quads) > 0 {
		m.ref = reflect.TypeOf(m.qs.ValueOf(quads[0].Subject))
	}
	return nil
}

// Remove implements store.Store.
func (m *Memory) Remove(_ context.Context, quads []quad.Quad) error {
	return m.qs.ApplyDeltas(deltas(cayley.Delete, quads), cayley.IgnoreOpts{})
}

func deltas(what cayley.Procedure, quads []quad.Quad) []cayley.Delta {
	out := make([]cayley.Delta, len(quads))
	for i, q := range quads {
		out[i] = cayley.Delta{Quad: q, Action: what}
	}
	return out
}

// Check implements store.Store: what each direction indexes adds up to all quads.
func (m *Memory) Check(ctx context.Context) ([]string, error) {
	total := [4]int64{}
	quads, unlabelled := int64(0), int64(0)
	for q, err := range m.scanAll(ctx, store.Quad{}) {
		if err != nil {
			return nil, err
		}
		quads++
		if q.Label == 0 {
			unlabelled++
		}
	}
	for id, err := range m.Nodes(ctx) {
		if err != nil {
			return nil, err
		}
		for i, d := range quad.Directions {
			size, err := m.qs.QuadIteratorSize(ctx, d, m.refOf(id))
			if err != nil {
				return nil, err
			}
			total[i] += size.Size
		}
	}
	var faults []string
	for i, d := range quad.Directions {
		want := quads
		if d == quad.Label {
			want -= unlabelled
		}
		if total[i] != want {
			faults = append(faults, fmt.Sprintf("the index by %s holds %d quads, the store %d", d, total[i], want))
		}
	}
	return faults, nil
}
