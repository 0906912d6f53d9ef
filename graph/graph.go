package graph

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"quadrille/graph/store"
	"quadrille/graph/store/mem"

	"github.com/cayleygraph/quad"
)

// Options say where a graph lives.
type Options struct {
	Dir    string // folder of a durable store; "" keeps the graph in memory
	Create bool   // make the store when Dir holds none; without it Open fails with ErrNoStore
}

// Graph is an open graph. Its methods may be called by several goroutines. One writes at a time, and waits until no
// Snapshot is open: who holds a Snapshot must not write.
type Graph struct {
	store store.Store
	close func() error
	dir   string
	gate  gate

	mu    sync.Mutex // guards names
	names *names     // made when first asked for, dropped by a write
}

// Open opens a graph. Errors: ErrNoStore, ErrInUse, ErrVersion, ErrDamaged, and what the file system says.
func Open(ctx context.Context, o Options) (*Graph, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if o.Dir == "" {
		m := mem.New()
		return &Graph{store: m, close: m.Close}, nil
	}
	f, err := openFolder(ctx, o.Dir, o.Create)
	if err != nil {
		return nil, err
	}
	return &Graph{store: f.disk, close: f.Close, dir: o.Dir}, nil
}

// closeWait is how long Close waits for a query that its context has ended but that is stuck in a call of JavaScript's
// library (package gizmo tells which).
const closeWait = time.Second

// Close releases the store. Snapshots must be closed before.
func (g *Graph) Close() error {
	deadline := time.Now().Add(closeWait)
	for !g.idle() && time.Now().Before(deadline) {
		time.Sleep(time.Millisecond)
	}
	if err := g.close(); err != nil {
		return fmt.Errorf("close the store: %w", explain(err, g.dir))
	}
	return nil
}

func (g *Graph) idle() bool {
	g.gate.mu.Lock()
	defer g.gate.mu.Unlock()
	return g.gate.readers == 0 && !g.gate.writing
}

// write runs f while nobody reads.
func (g *Graph) write(ctx context.Context, f func() error) error {
	if err := g.gate.write(ctx); err != nil {
		return err
	}
	defer g.gate.endWrite()
	g.mu.Lock()
	g.names = nil
	g.mu.Unlock()
	return explain(f(), g.dir)
}

// Snapshot is a state of the graph for reading: it does not change while it is open. It must be closed. Until then
// writers in this process wait.
func (g *Graph) Snapshot(ctx context.Context) (*Snapshot, error) {
	if err := g.gate.read(ctx); err != nil {
		return nil, err
	}
	r, err := g.store.Snapshot(ctx)
	if err != nil {
		g.gate.endRead()
		return nil, explain(err, g.dir)
	}
	return &Snapshot{g: g, r: r}, nil
}

// Query is Snapshot.Query on the state of this moment.
func (g *Graph) Query(ctx context.Context, q Request) (*Rows, error) {
	s, err := g.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return s.Query(ctx, q)
}

// Export is Snapshot.Export on the state of this moment.
func (g *Graph) Export(ctx context.Context, w io.Writer, o ExportOptions) error {
	s, err := g.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Export(ctx, w, o)
}

// Snapshot is a state of the graph. Its methods may be called by several goroutines.
type Snapshot struct {
	g    *Graph
	r    store.Snapshot
	once sync.Once
}

// Close releases the snapshot.
func (s *Snapshot) Close() {
	s.once.Do(func() {
		s.r.Close()
		s.g.gate.endRead()
	})
}

// Pattern selects quads; nil matches anything.
type Pattern struct{ Subject, Predicate, Object, Label quad.Value }
