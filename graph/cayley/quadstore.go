package cayley

import (
	"context"
	"errors"
	"io"
	"sync"

	"quadrille/graph/store"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// QuadStore is one of our stores as a QuadStore, for programs that use Cayley.
//
// References are IDs, and quads of IDs: they hold until the store is compacted. An iterator walks the state of the moment
// at which it begins. Methods that Cayley gives no context and no error use the context of NewQuadStore, and answer as if
// nothing were there when reading fails; Err of an iterator tells.
type QuadStore struct {
	ctx   context.Context
	store store.Store

	mu  sync.Mutex // one change at a time
	now sync.RWMutex
	at  store.Snapshot // the state that references are looked up in
}

var _ cayley.QuadStore = (*QuadStore)(nil)

// NewQuadStore makes a QuadStore of a store, which Close closes.
func NewQuadStore(ctx context.Context, s store.Store) (*QuadStore, error) {
	at, err := s.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	return &QuadStore{ctx: ctx, store: s, at: at}, nil
}

// node and link are references.
type (
	node store.ID
	link store.Quad
)

// Key implements Ref.
func (n node) Key() any { return n }

// Key implements Ref.
func (l link) Key() any { return l }

// read runs f on the latest state.
func (q *QuadStore) read(f func(r store.Reader)) {
	q.now.RLock()
	defer q.now.RUnlock()
	f(q.at)
}

// ValueOf implements Namer: nil when no quad holds the value.
func (q *QuadStore) ValueOf(v quad.Value) (ref cayley.Ref) {
	q.read(func(r store.Reader) {
		if id, err := r.ID(q.ctx, v); err == nil && id != 0 {
			ref = node(id)
		}
	})
	return ref
}

// NameOf implements Namer.
func (q *QuadStore) NameOf(ref cayley.Ref) (v quad.Value) {
	switch ref := ref.(type) {
	case cayley.PreFetchedValue:
		return ref.NameOf()
	case node:
		vs, err := q.ValuesOf(q.ctx, []cayley.Ref{ref})
		if err == nil {
			v = vs[0]
		}
	}
	return v
}

// ValuesOf implements BatchQuadStore.
func (q *QuadStore) ValuesOf(ctx context.Context, refs []cayley.Ref) (vs []quad.Value, err error) {
	ids := make([]store.ID, len(refs))
	for i, ref := range refs {
		if n, ok := ref.(node); ok {
			ids[i] = store.ID(n)
		}
	}
	q.read(func(r store.Reader) { vs, err = r.Values(ctx, ids) })
	if err != nil {
		return nil, err
	}
	for i, ref := range refs {
		if v, ok := ref.(cayley.PreFetchedValue); ok {
			vs[i] = v.NameOf()
		}
	}
	return vs, nil
}

// RefsOf implements BatchQuadStore.
func (q *QuadStore) RefsOf(ctx context.Context, vs []quad.Value) (refs []cayley.Ref, err error) {
	refs = make([]cayley.Ref, len(vs))
	q.read(func(r store.Reader) {
		for i, v := range vs {
			var id store.ID
			if id, err = r.ID(ctx, v); err != nil {
				return
			}
			if id == 0 {
				err = cayley.ErrNodeNotExists
				return
			}
			refs[i] = node(id)
		}
	})
	return refs, err
}

// Quad implements QuadIndexer.
func (q *QuadStore) Quad(ref cayley.Ref) (out quad.Quad) {
	l, ok := ref.(link)
	if !ok {
		return out
	}
	vs, err := q.ValuesOf(q.ctx, []cayley.Ref{node(l.Subject), node(l.Predicate), node(l.Object), node(l.Label)})
	if err != nil {
		return out
	}
	return quad.Quad{Subject: vs[0], Predicate: vs[1], Object: vs[2], Label: vs[3]}
}

// QuadDirection implements QuadIndexer.
func (q *QuadStore) QuadDirection(ref cayley.Ref, d quad.Direction) cayley.Ref {
	l, ok := ref.(link)
	if !ok {
		return nil
	}
	id := map[quad.Direction]store.ID{quad.Subject: l.Subject, quad.Predicate: l.Predicate, quad.Object: l.Object, quad.Label: l.Label}[d]
	if id == 0 {
		return nil
	}
	return node(id)
}

// bound is the pattern with one part bound; ok is false when the reference is none of a node.
func bound(d quad.Direction, ref cayley.Ref) (p store.Quad, ok bool) {
	n, ok := ref.(node)
	switch id := store.ID(n); d {
	case quad.Subject:
		p.Subject = id
	case quad.Predicate:
		p.Predicate = id
	case quad.Object:
		p.Object = id
	default:
		p.Label = id
	}
	return p, ok && n != 0
}

// QuadIterator implements QuadIndexer.
func (q *QuadStore) QuadIterator(d quad.Direction, ref cayley.Ref) cayley.Iterator {
	p, ok := bound(d, ref)
	return (&shape{q: q, pattern: p, none: !ok}).AsLegacy()
}

// QuadsAllIterator implements QuadStore.
func (q *QuadStore) QuadsAllIterator() cayley.Iterator { return (&shape{q: q}).AsLegacy() }

// NodesAllIterator implements QuadStore.
func (q *QuadStore) NodesAllIterator() cayley.Iterator { return (&shape{q: q, nodes: true}).AsLegacy() }

// QuadIteratorSize implements QuadIndexer.
func (q *QuadStore) QuadIteratorSize(ctx context.Context, d quad.Direction, ref cayley.Ref) (cayley.Size, error) {
	p, ok := bound(d, ref)
	if !ok {
		return cayley.Size{Exact: true}, nil
	}
	return q.count(ctx, p)
}

// count counts quads. A triple that several labels vouch for is several of Cayley's, so that what Count gives is an estimate
// unless a label is bound.
func (q *QuadStore) count(ctx context.Context, p store.Quad) (size cayley.Size, err error) {
	q.read(func(r store.Reader) {
		var n int
		if p == (store.Quad{}) {
			n, err = r.Len(ctx)
			size.Exact = true
		} else {
			n, size.Exact, err = r.Count(ctx, p)
			size.Exact = size.Exact && p.Label != 0
		}
		size.Size = int64(n)
	})
	return size, err
}

// Stats implements QuadStore.
func (q *QuadStore) Stats(ctx context.Context, exact bool) (st cayley.Stats, err error) {
	q.read(func(r store.Reader) {
		var n int
		if n, err = r.Len(ctx); err != nil {
			return
		}
		st.Quads = cayley.Size{Size: int64(n), Exact: true}
		st.Nodes = cayley.Size{Size: int64(r.MaxID())}
		if exact {
			st.Nodes = cayley.Size{Exact: true}
			for _, err = range r.Nodes(ctx) {
				if err != nil {
					return
				}
				st.Nodes.Size++
			}
		}
	})
	return st, err
}

// ApplyDeltas implements QuadStore. The changes are looked at in their order; what is left of them is removed as one batch
// and added as another: a crash between them leaves the removals alone.
func (q *QuadStore) ApplyDeltas(in []cayley.Delta, opts cayley.IgnoreOpts) (err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	was, is := map[quad.Quad]bool{}, map[quad.Quad]bool{}
	var order []quad.Quad
	for _, d := range in {
		there, seen := is[d.Quad]
		if !seen {
			q.read(func(r store.Reader) { there, err = holds(q.ctx, r, d.Quad) })
			if err != nil {
				return err
			}
			was[d.Quad], is[d.Quad] = there, there
			order = append(order, d.Quad)
		}
		switch d.Action {
		case cayley.Add:
			if there && !opts.IgnoreDup {
				return &cayley.DeltaError{Delta: d, Err: cayley.ErrQuadExists}
			}
			is[d.Quad] = true
		case cayley.Delete:
			if !there && !opts.IgnoreMissing {
				return &cayley.DeltaError{Delta: d, Err: cayley.ErrQuadNotExist}
			}
			is[d.Quad] = false
		default:
			return &cayley.DeltaError{Delta: d, Err: cayley.ErrInvalidAction}
		}
	}
	var add, remove []quad.Quad
	for _, x := range order {
		switch {
		case is[x] && !was[x]:
			add = append(add, x)
		case !is[x] && was[x]:
			remove = append(remove, x)
		}
	}
	err = q.store.Remove(q.ctx, remove)
	if err == nil {
		err = q.store.Add(q.ctx, add)
	}
	return errors.Join(err, q.renew())
}

// holds tells whether the store has that very quad.
func holds(ctx context.Context, r store.Reader, x quad.Quad) (bool, error) {
	var p store.Quad
	for _, part := range []struct {
		v  quad.Value
		to *store.ID
	}{{x.Subject, &p.Subject}, {x.Predicate, &p.Predicate}, {x.Object, &p.Object}, {x.Label, &p.Label}} {
		id, err := r.ID(ctx, part.v)
		if err != nil || id == 0 && part.v != nil {
			return false, err
		}
		*part.to = id
	}
	for found, err := range store.Scan(ctx, r, p) {
		if err != nil || found.Label == p.Label {
			return err == nil, err
		}
	}
	return false, nil
}

// renew looks references up in the latest state from now on.
func (q *QuadStore) renew() error {
	at, err := q.store.Snapshot(q.ctx)
	if err != nil {
		return err
	}
	q.now.Lock()
	defer q.now.Unlock()
	q.at.Close()
	q.at = at
	return nil
}

// NewQuadWriter implements QuadStore.
func (q *QuadStore) NewQuadWriter() (quad.WriteCloser, error) { return &writer{q: q}, nil }

// BulkLoad implements BulkLoader.
func (q *QuadStore) BulkLoad(r quad.Reader) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	_, err := q.store.Load(q.ctx, func() (quad.Quad, error) {
		x, err := r.ReadQuad()
		if errors.Is(err, io.EOF) {
			err = io.EOF
		}
		return x, err
	})
	return errors.Join(err, q.renew())
}

// writer adds quads, those of each call as one batch.
type writer struct{ q *QuadStore }

func (w *writer) WriteQuad(x quad.Quad) error {
	_, err := w.WriteQuads([]quad.Quad{x})
	return err
}

func (w *writer) WriteQuads(quads []quad.Quad) (int, error) {
	deltas := make([]cayley.Delta, len(quads))
	for i, x := range quads {
		deltas[i] = cayley.Delta{Quad: x, Action: cayley.Add}
	}
	if err := w.q.ApplyDeltas(deltas, cayley.IgnoreOpts{IgnoreDup: true}); err != nil {
		return 0, err
	}
	return len(quads), nil
}

func (w *writer) Close() error { return nil }

// Close implements QuadStore.
func (q *QuadStore) Close() error {
	q.now.Lock()
	defer q.now.Unlock()
	q.at.Close()
	return q.store.Close()
}
