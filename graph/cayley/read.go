package cayley

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/kv/bolt"
	"github.com/cayleygraph/cayley/graph/kv/leveldb"
	"github.com/cayleygraph/quad"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// ErrBackend is for a backend that Open does not know.
var ErrBackend = errors.New("unknown backend of Cayley's")

// Backends lists what Open opens.
func Backends() []string { return []string{"bolt", "leveldb"} }

// Source is a store that Cayley wrote, open for reading.
type Source struct {
	qs cayley.QuadStore
}

// Open opens the store that Cayley keeps in a folder with one of its backends.
func Open(backend, dir string) (*Source, error) {
	var open func(string, cayley.Options) (hidalgo.KV, error)
	var file string
	switch backend {
	case "bolt":
		open, file = bolt.Open, "indexes.bolt"
	case "leveldb":
		open, file = leveldb.Open, "CURRENT"
	default:
		return nil, fmt.Errorf("%w %q: use one of %s", ErrBackend, backend, strings.Join(Backends(), ", "))
	}
	// Both would make a store where there is none.
	if _, err := os.Stat(filepath.Join(dir, file)); err != nil {
		return nil, fmt.Errorf("%s: no store of Cayley's %s backend there: %w", dir, backend, err)
	}
	db, err := open(dir, nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	qs, err := kv.New(db, noBloom)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", dir, err), db.Close())
	}
	return &Source{qs}, nil
}

// Close closes the store.
func (s *Source) Close() error { return s.qs.Close() }

// Quads yields all quads. It stops at the first error, which it yields.
func (s *Source) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] { return quadsOf(ctx, s.qs) }

// Reader reads quads as package quad wants. It must be closed.
func Reader(quads iter.Seq2[quad.Quad, error]) quad.ReadCloser {
	next, stop := iter.Pull2(quads)
	return pulled{next, stop}
}

type pulled struct {
	next func() (quad.Quad, error, bool)
	stop func()
}

// ReadQuad implements quad.Reader.
func (p pulled) ReadQuad() (quad.Quad, error) {
	q, err, ok := p.next()
	if !ok {
		return q, io.EOF
	}
	return q, err
}

// Close implements quad.Reader.
func (p pulled) Close() error {
	p.stop()
	return nil
}

// quadsOf yields all quads of a QuadStore.
func quadsOf(ctx context.Context, qs cayley.QuadStore) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		it := qs.QuadsAllIterator()
		defer it.Close()
		known := map[any]quad.Value{}
		for n := 0; it.Next(ctx); n++ {
			if n&63 == 0 && ctx.Err() != nil {
				break
			}
			q, err := quadOf(ctx, qs, it.Result(), known)
			if !yield(q, err) || err != nil {
				return
			}
		}
		if err := errors.Join(ctx.Err(), it.Err()); err != nil {
			yield(quad.Quad{}, err)
		}
	}
}

// quadOf reads a quad's terms; Cayley's own Quad gives no error. known are terms that were read.
func quadOf(ctx context.Context, qs cayley.QuadStore, ref cayley.Ref, known map[any]quad.Value) (quad.Quad, error) {
	var q quad.Quad
	for _, d := range quad.Directions {
		node := qs.QuadDirection(ref, d)
		if node == nil {
			continue
		}
		v, ok := known[node.Key()]
		if !ok {
			vs, err := cayley.ValuesOf(ctx, qs, []cayley.Ref{node})
			if err != nil {
				return q, err
			}
			if v = vs[0]; v == nil && d != quad.Label {
				return q, fmt.Errorf("a quad has a %s without a term", d)
			}
			if len(known) > 1<<16 {
				clear(known)
			}
			known[node.Key()] = v
		}
		q.Set(d, v)
	}
	if slices.Contains([]quad.Value{q.Subject, q.Predicate, q.Object}, nil) {
		return q, fmt.Errorf("a quad lacks a term: %v", q)
	}
	return q, nil
}
