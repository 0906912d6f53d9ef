package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"quadrille/graph/cayley"

	"github.com/gofrs/flock"
)

// What lies in a store's folder.
const (
	formatFile = "quadrille.json" // says that the folder is a store, and which; written last
	lockFile   = "lock"           // locked by the process that has the store open, and names it
	quadsDir   = "quads"          // the store itself
)

// format is what formatFile holds.
type format struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Backend string `json:"backend"`
}

// current is the format that this program reads and writes. Version changes with the quads' meaning as much as with
// their layout.
var current = format{Format: "quadrille store", Version: 1, Backend: "cayley 0.7.7 on leveldb, four indexes"}

// folder is an open folder of a store.
type folder struct {
	lock *flock.Flock
	disk *cayley.Disk
}

func openFolder(ctx context.Context, dir string, create bool) (*folder, error) {
	err := checkFormat(dir)
	fresh := errors.Is(err, ErrNoStore) && create
	if err != nil && !fresh {
		return nil, err
	}
	if fresh {
		if err := mayCreate(dir); err != nil {
			return nil, err
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, fmt.Errorf("make the folder of a store: %w", err)
		}
	}
	lock, err := takeLock(filepath.Join(dir, lockFile), dir)
	if err != nil {
		return nil, err
	}
	if fresh {
		// Another process may have been faster.
		if err := checkFormat(dir); errors.Is(err, ErrNoStore) {
			err = makeStore(ctx, dir)
			if err != nil {
				return nil, errors.Join(explain(err, dir), lock.Unlock())
			}
		}
	}
	disk, err := cayley.OpenDisk(filepath.Join(dir, quadsDir))
	if err != nil {
		return nil, errors.Join(explain(err, dir), lock.Unlock())
	}
	return &folder{lock, disk}, nil
}

func (f *folder) Close() error { return errors.Join(f.disk.Close(), f.lock.Unlock()) }

// checkFormat tells whether dir holds a store that this program reads.
func checkFormat(dir string) error {
	path := filepath.Join(dir, formatFile)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w: load articles into it first (quadrille load PATH… --db %s)", dir, ErrNoStore, dir)
	}
	if err != nil {
		if info, e := os.Stat(dir); e == nil && !info.IsDir() {
			return fmt.Errorf("%s: %w: it is a file, and a store is a folder", dir, ErrNoStore)
		}
		return fmt.Errorf("read what kind of store it is: %w", err)
	}
	var found format
	if err := json.Unmarshal(data, &found); err != nil || found.Format == "" {
		return fmt.Errorf("%s: %w: the file does not say which format the store has, as {\"format\":%q,…} does: put the file back from a copy, or load the articles into a new folder",
			path, ErrDamaged, current.Format)
	}
	if found != current {
		return fmt.Errorf("%s: %w: found %s version %d (%s), expected %s version %d (%s): use the program that wrote it, or load the articles into a new folder",
			path, ErrVersion, found.Format, found.Version, found.Backend, current.Format, current.Version, current.Backend)
	}
	return nil
}

// mayCreate refuses folders that hold anything but a store whose making was cut short.
func mayCreate(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if info, e := os.Stat(dir); e == nil && !info.IsDir() {
		return fmt.Errorf("%s: %w: it is a file, and a store is a folder: name a new or an empty folder", dir, ErrNoStore)
	}
	if err != nil {
		return fmt.Errorf("look into the folder of a store: %w", err)
	}
	for _, e := range entries {
		if e.Name() != lockFile && e.Name() != quadsDir {
			return fmt.Errorf("%s: %w, and the folder is not empty (%s): name a new or an empty folder", dir, ErrNoStore, e.Name())
		}
	}
	if len(entries) > 0 && !ourLock(filepath.Join(dir, lockFile)) {
		return fmt.Errorf("%s: %w, and the folder is not empty: name a new or an empty folder", dir, ErrNoStore)
	}
	return nil
}

const lockHead = "quadrille process "

func ourLock(path string) bool {
	data, err := os.ReadFile(path)
	return err == nil && bytes.HasPrefix(data, []byte(lockHead))
}

// takeLock locks a store for this process. The lock goes with the process, however it ends; the file stays.
func takeLock(path, dir string) (*flock.Flock, error) {
	lock := flock.New(path)
	ok, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock the store: %w; check the permissions of the folder", err)
	}
	if !ok {
		holder := "another process"
		if data, err := os.ReadFile(path); err == nil && bytes.HasPrefix(data, []byte(lockHead)) {
			holder = strings.TrimSpace(string(data))
		}
		return nil, fmt.Errorf("%s: %w: %s has it open: wait for it to end, or end it", dir, ErrInUse, holder)
	}
	name := filepath.Base(os.Args[0])
	if err := os.WriteFile(path, fmt.Appendf(nil, "%s%d (%s)\n", lockHead, os.Getpid(), name), 0o644); err != nil {
		return nil, errors.Join(fmt.Errorf("lock the store: %w", err), lock.Unlock())
	}
	return lock, nil
}

// makeStore makes an empty store in a folder that is locked and holds nothing else.
func makeStore(ctx context.Context, dir string) error {
	quads := filepath.Join(dir, quadsDir)
	if err := os.RemoveAll(quads); err != nil { // left by a making that was cut short
		return err
	}
	if err := cayley.CreateDisk(ctx, quads); err != nil {
		return err
	}
	data, err := json.Marshal(current)
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(dir, formatFile), append(data, '\n'))
}

// writeWhole writes a file so that it is there whole or not at all.
func writeWhole(path string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// explain turns what a store says into what a user can act on.
func explain(err error, dir string) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, cayley.ErrCorrupted):
		return fmt.Errorf("%s: %w: %v: keep a copy of the folder, and load the articles into a new one", dir, ErrDamaged, err)
	case diskFull(err):
		return fmt.Errorf("%s: the disk is full: free some space and try again; what was stored before is safe: %w", dir, err)
	}
	return err
}
