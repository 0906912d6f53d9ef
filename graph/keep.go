package graph

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"quadrille/graph/cayley"
	"quadrille/graph/store"
	"quadrille/graph/store/disk"
)

// Compact makes the store as small as it gets and quickest to read: one table, without what was removed. Damage to what
// can be made anew from the rest it mends.
func (g *Graph) Compact(ctx context.Context) error {
	if err := g.write(ctx, func(s store.Store) error { return s.Compact(ctx) }); err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	return nil
}

// ErrMemory is for what only a store in a folder can do.
var ErrMemory = errors.New("the graph is in memory alone")

// Backup writes the state of this moment into a new or empty folder, which is then a store. Others may write meanwhile.
func (g *Graph) Backup(ctx context.Context, dir string) error {
	g.mu.Lock()
	var from *disk.Store
	if g.folder != nil {
		from = g.folder.disk // a write may replace and close it: copying goes on
	}
	g.mu.Unlock()
	if from == nil {
		return fmt.Errorf("backup: %w", ErrMemory)
	}
	if err := backup(ctx, from, dir); err != nil {
		return fmt.Errorf("backup: %w", explain(err, g.dir))
	}
	return nil
}

func backup(ctx context.Context, from *disk.Store, dir string) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty: name a new folder", dir)
	}
	quads := filepath.Join(dir, quadsDir)
	if err := makeFolder(quads); err != nil {
		return err
	}
	if err := from.Backup(ctx, disk.Dir(quads)); err != nil {
		return errors.Join(err, os.Remove(quads)) // so that it can be tried again
	}
	if err := syncDir(dir); err != nil {
		return err
	}
	return writeFormat(dir)
}

// Examine says of each file of a store that is too damaged to open or to read what is wrong with it, and what is lost. It
// changes nothing.
func Examine(ctx context.Context, dir string) ([]string, error) {
	if _, err := checkFormat(dir); err != nil {
		return nil, err
	}
	faults, err := disk.Examine(ctx, disk.Dir(filepath.Join(dir, quadsDir)))
	return faults, explain(err, dir)
}

// Size gives how many bytes the files of the store take, 0 in memory, and how many quads it holds.
func (g *Graph) Size(ctx context.Context) (bytes int64, quads int, err error) {
	s, err := g.Snapshot(ctx)
	if err != nil {
		return 0, 0, err
	}
	defer s.Close()
	if quads, err = s.r.Len(ctx); err != nil || g.dir == "" {
		return 0, quads, explain(err, g.dir)
	}
	err = filepath.WalkDir(g.dir, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	})
	return bytes, quads, err
}

// ImportFrom adds the quads of a store that Cayley keeps, "cayley:BACKEND:DIR", as one batch, and reports how many were
// new.
func (g *Graph) ImportFrom(ctx context.Context, from string) (n int, err error) {
	kind, rest, _ := strings.Cut(from, ":")
	backend, dir, ok := strings.Cut(rest, ":")
	if kind != "cayley" || !ok || dir == "" {
		return 0, fmt.Errorf("%q is no store to read from: write cayley:BACKEND:DIR, with one of %s as the backend", from, strings.Join(cayley.Backends(), ", "))
	}
	source, err := cayley.Open(backend, dir)
	if err != nil {
		return 0, err
	}
	quads := cayley.Reader(source.Quads(ctx))
	defer func() { err = errors.Join(err, quads.Close(), source.Close()) }()
	return g.Import(ctx, quads)
}
