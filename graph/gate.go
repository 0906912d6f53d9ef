package graph

import (
	"context"
	"sync"
)

// gate lets many read or one write. Readers may come in while a writer waits, so that one who reads may begin to read
// again. Waiting obeys a context.
type gate struct {
	mu      sync.Mutex
	readers int
	writing bool
	changed chan struct{} // closed when somebody leaves
}

func (g *gate) read(ctx context.Context) error {
	return g.enter(ctx, func() bool {
		if !g.writing {
			g.readers++
			return true
		}
		return false
	})
}

func (g *gate) write(ctx context.Context) error {
	return g.enter(ctx, func() bool {
		if !g.writing && g.readers == 0 {
			g.writing = true
			return true
		}
		return false
	})
}

func (g *gate) enter(ctx context.Context, try func() bool) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		g.mu.Lock()
		if try() {
			g.mu.Unlock()
			return nil
		}
		if g.changed == nil {
			g.changed = make(chan struct{})
		}
		changed := g.changed
		g.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
}

func (g *gate) endRead() { g.leave(func() { g.readers-- }) }

func (g *gate) endWrite() { g.leave(func() { g.writing = false }) }

func (g *gate) leave(f func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	f()
	if g.changed != nil {
		close(g.changed)
		g.changed = nil
	}
}
