package graph

import (
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"quadrille/graph/exec"
	"quadrille/graph/lang"
	"quadrille/graph/store"
	"quadrille/graph/store/mem"

	"github.com/cayleygraph/quad"
)

// Options say where a graph lives.
type Options struct {
	Dir     string       // folder of a durable store; "" keeps the graph in memory
	Create  bool         // make the store when Dir holds none, and keep other processes from writing it from now on; without it Open fails with ErrNoStore, and others are kept out once something is written
	Relaxed bool         // do not wait for the disk after each article: when the machine crashes, the latest may be lost, each whole
	Notice  func(string) // called with what the user should know; may be nil
}

// Graph is an open graph. Its methods may be called by several goroutines. One writes at a time; who reads waits for
// nobody and keeps nobody waiting.
type Graph struct {
	dir     string
	writing chan struct{} // holds a token while somebody writes
	readers atomic.Int64  // snapshots whose state is in use
	workers workers
	texts   lang.Compiled

	mu      sync.Mutex // guards what follows
	store   store.Store
	folder  *folder // nil in memory
	version int     // of the state; changes with each write
	looked  time.Time
	plans   *exec.Plans // of the version planned
	planned int

	naming sync.Mutex // guards what follows, beside mu: reading names takes a while
	names  *names     // made when first asked for, of the version named
	named  int
}

// plansOf is where the plans of a version of the state are kept.
func (g *Graph) plansOf(version int) *exec.Plans {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.plans == nil || g.planned != version {
		g.plans, g.planned = &exec.Plans{}, version
	}
	return g.plans
}

// Open opens a graph. Errors: ErrNoStore, ErrInUse, ErrVersion, ErrDamaged, and what the file system says.
func Open(ctx context.Context, o Options) (*Graph, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	g := &Graph{dir: o.Dir, writing: make(chan struct{}, 1)}
	if o.Dir == "" {
		g.store = mem.New()
		return g, nil
	}
	f, err := openFolder(ctx, o)
	if err != nil {
		return nil, err
	}
	g.folder, g.store = f, f.disk
	return g, nil
}

// closeWait is how long Close waits for a query that its context has ended but that is stuck in a call of JavaScript's
// library (package gizmo tells which).
const closeWait = time.Second

// Close releases the store. Snapshots must be closed before.
func (g *Graph) Close() error {
	deadline := time.Now().Add(closeWait)
	for g.readers.Load() > 0 && time.Now().Before(deadline) {
		time.Sleep(time.Millisecond)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	var err error
	if g.folder != nil {
		err = g.folder.Close()
	} else {
		err = g.store.Close()
	}
	if err != nil {
		return fmt.Errorf("close the store: %w", explain(err, g.dir))
	}
	return nil
}

// write runs f on the store while nobody else writes.
func (g *Graph) write(ctx context.Context, f func(store.Store) error) error {
	select {
	case g.writing <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-g.writing }()
	if err := ctx.Err(); err != nil {
		return err
	}
	s, err := g.writable(ctx)
	if err == nil {
		err = f(s)
	}
	g.mu.Lock()
	g.version++
	g.mu.Unlock()
	return explain(err, g.dir)
}

func (g *Graph) writable(ctx context.Context) (store.Store, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.folder != nil {
		if err := g.folder.write(ctx); err != nil {
			return nil, err
		}
		g.store = g.folder.disk
	}
	return g.store, nil
}

// lookAgain is how old a state may be of which another process has written the next.
const lookAgain = 200 * time.Millisecond

// Snapshot is a state of the graph for reading: it does not change while it is open. It must be closed. What other
// processes write shows within lookAgain.
func (g *Graph) Snapshot(ctx context.Context) (*Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.folder != nil && g.folder.lock == nil && time.Since(g.looked) > lookAgain {
		changed, err := g.folder.disk.Refresh(ctx)
		if err != nil {
			return nil, explain(err, g.dir)
		}
		if changed {
			g.version++
		}
		g.looked = time.Now()
	}
	r, err := g.store.Snapshot(ctx)
	if err != nil {
		return nil, explain(err, g.dir)
	}
	s := &Snapshot{g: g, r: r, version: g.version}
	s.hold()
	return s, nil
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
	g       *Graph
	r       store.Snapshot
	version int
	once    sync.Once
	held    atomic.Int64 // by its user, until Close, and by queries that still run
}

func (s *Snapshot) hold() {
	s.held.Add(1)
	s.g.readers.Add(1)
}

func (s *Snapshot) release() {
	if s.held.Add(-1) == 0 {
		s.r.Close()
	}
	s.g.readers.Add(-1)
}

// Close releases the snapshot.
func (s *Snapshot) Close() { s.once.Do(s.release) }

// Pattern selects quads; nil matches anything.
type Pattern struct{ Subject, Predicate, Object, Label quad.Value }
