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

	"github.com/gofrs/flock"
	"quadrille/graph/cayley"
	"quadrille/graph/store/disk"
)

// What lies in a store's folder.
const (
	formatFile = "quadrille.json" // says that the folder is a store, and which; written last
	lockFile   = "lock"           // locked by the process that writes the store, and names it
	quadsDir   = "quads"          // the store itself
	oldDir     = "quads.old"      // what version 1 kept there, while it is read into a new one
	freshDir   = "quads.new"      // the new one, until it is whole
)

// format is what formatFile holds.
type format struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Backend string `json:"backend"`
}

// current is the format that this program writes. Version changes with the quads' meaning as much as with their layout.
var current = format{Format: "quadrille store", Version: 2, Backend: "sorted tables and a log"}

// first is the format of the first program, which kept the quads in Cayley's layout. It is read into a new store.
var first = format{Format: "quadrille store", Version: 1, Backend: "cayley 0.7.7 on leveldb, four indexes"}

// folder is an open folder of a store: for reading alone, until somebody writes.
type folder struct {
	dir     string
	relaxed bool
	lock    *flock.Flock // nil while it is open for reading alone
	disk    *disk.Store
}

func openFolder(ctx context.Context, o Options) (*folder, error) {
	dir := o.Dir
	f := &folder{dir: dir, relaxed: o.Relaxed}
	found, err := checkFormat(dir)
	fresh := errors.Is(err, ErrNoStore) && o.Create
	if err != nil && !fresh {
		return nil, err
	}
	if fresh {
		if err := mayCreate(dir); err != nil {
			return nil, err
		}
		if err := makeFolder(dir); err != nil {
			return nil, fmt.Errorf("make the folder of a store: %w", err)
		}
	}
	if o.Create || found == first {
		if f.lock, err = takeLock(filepath.Join(dir, lockFile), dir); err != nil {
			return nil, err
		}
		// Another process may have been faster.
		if found, err = checkFormat(dir); errors.Is(err, ErrNoStore) && fresh {
			err = makeStore(dir)
		} else if err == nil && found == first {
			err = renew(ctx, dir, o.Notice)
		}
		if err != nil {
			return nil, errors.Join(explain(err, dir), f.lock.Unlock())
		}
	}
	if err := f.open(ctx); err != nil {
		err = explain(err, dir)
		if f.lock != nil {
			err = errors.Join(err, f.lock.Unlock())
		}
		return nil, err
	}
	return f, nil
}

func (f *folder) open(ctx context.Context) (err error) {
	f.disk, err = disk.Open(ctx, disk.Dir(filepath.Join(f.dir, quadsDir)), disk.Options{ReadOnly: f.lock == nil, Relaxed: f.relaxed})
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w: %w", disk.ErrDamaged, err)
	}
	return err
}

// write makes sure that the store is open for writing, and that nobody else writes it.
func (f *folder) write(ctx context.Context) error {
	if f.lock != nil {
		return nil
	}
	lock, err := takeLock(filepath.Join(f.dir, lockFile), f.dir)
	if err != nil {
		return err
	}
	was := f.disk
	f.lock = lock
	if err := f.open(ctx); err != nil {
		f.lock, f.disk = nil, was
		return errors.Join(err, lock.Unlock())
	}
	return was.Close()
}

func (f *folder) Close() error {
	err := f.disk.Close()
	if f.lock != nil {
		err = errors.Join(err, f.lock.Unlock())
	}
	return err
}

// checkFormat tells which store that this program reads dir holds.
func checkFormat(dir string) (found format, err error) {
	path := filepath.Join(dir, formatFile)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return found, fmt.Errorf("%s: %w: load articles into it first (quadrille load PATH… --db %s)", dir, ErrNoStore, dir)
	}
	if err != nil {
		if info, e := os.Stat(dir); e == nil && !info.IsDir() {
			return found, fmt.Errorf("%s: %w: it is a file, and a store is a folder", dir, ErrNoStore)
		}
		return found, fmt.Errorf("read what kind of store it is: %w", err)
	}
	if err := json.Unmarshal(data, &found); err != nil || found.Format == "" {
		return found, fmt.Errorf("%s: %w: the file does not say which format the store has, as {\"format\":%q,…} does: put the file back from a copy, or load the articles into a new folder",
			path, ErrDamaged, current.Format)
	}
	if found != current && found != first {
		return found, fmt.Errorf("%s: %w: found %s version %d (%s), expected %s version %d (%s): use the program that wrote it, or load the articles into a new folder",
			path, ErrVersion, found.Format, found.Version, found.Backend, current.Format, current.Version, current.Backend)
	}
	return found, nil
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
		if e.Name() != lockFile && e.Name() != quadsDir && e.Name() != freshDir {
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
func makeStore(dir string) error {
	quads := filepath.Join(dir, quadsDir)
	if err := os.RemoveAll(quads); err != nil { // left by a making that was cut short
		return err
	}
	if err := os.Mkdir(quads, 0o755); err != nil {
		return err
	}
	if err := disk.Create(disk.Dir(quads)); err != nil {
		return err
	}
	return writeFormat(dir)
}

func writeFormat(dir string) error {
	data, err := json.Marshal(current)
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(dir, formatFile), append(data, '\n'))
}

// renew reads a store of the first version into one of the current, beside it, and puts that in its place. Until the
// format file is replaced the old store is whole, and goes only when the new one has been opened; where it is cut short, it
// goes on, or begins anew.
func renew(ctx context.Context, dir string, notice func(string)) (err error) {
	if notice != nil {
		notice(fmt.Sprintf("%s: the store was written by an earlier version: it is read into the new layout", dir))
	}
	quads, old, fresh := filepath.Join(dir, quadsDir), filepath.Join(dir, oldDir), filepath.Join(dir, freshDir)
	aside, err := isThere(old)
	if err != nil {
		return err
	}
	placed, err := isThere(quads)
	if err != nil {
		return err
	}
	if aside && !placed {
		// The old one was put aside. The new one is whole, unless a crash lost what came before.
		err := opens(ctx, fresh)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, disk.ErrDamaged) {
			if err = os.Rename(old, quads); err == nil {
				err = syncDir(dir)
			}
			aside, placed = false, true
		}
		if err != nil {
			return err
		}
	}
	if !aside {
		if !placed {
			return fmt.Errorf("%w: %s is gone", disk.ErrDamaged, quads)
		}
		if err := os.RemoveAll(fresh); err != nil {
			return err
		}
		if err := os.Mkdir(fresh, 0o755); err != nil {
			return err
		}
		if err := copyFirst(ctx, quads, fresh); err != nil {
			return err
		}
		// The new one's name must last before the old one's goes.
		if err := syncDir(dir); err != nil {
			return err
		}
		if err := os.Rename(quads, old); err != nil {
			return err
		}
	}
	// From here on the new one is whole: in its place, or beside it.
	beside, err := isThere(fresh)
	if err != nil {
		return err
	}
	if beside {
		if err := os.Rename(fresh, quads); err != nil {
			return err
		}
	}
	if err := syncDir(dir); err != nil {
		return err
	}
	if err := opens(ctx, quads); err != nil {
		return fmt.Errorf("%w: open the new store; the old one is whole in %s", err, old)
	}
	if err := writeFormat(dir); err != nil {
		return err
	}
	return os.RemoveAll(old)
}

func isThere(path string) (bool, error) {
	_, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// opens tells whether a folder holds a store of the current version.
func opens(ctx context.Context, dir string) error {
	s, err := disk.Open(ctx, disk.Dir(dir), disk.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	return s.Close()
}

// copyFirst reads Cayley's store at from into an empty folder.
func copyFirst(ctx context.Context, from, to string) (err error) {
	was, err := cayley.OpenDisk(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, was.Close()) }()
	if err := disk.Create(disk.Dir(to)); err != nil {
		return err
	}
	now, err := disk.Open(ctx, disk.Dir(to), disk.Options{})
	if err != nil {
		return err
	}
	quads := cayley.Reader(was.Quads(ctx))
	_, err = now.Load(ctx, quads.ReadQuad)
	return errors.Join(err, quads.Close(), now.Close())
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

// makeFolder makes a folder and those above it, so that they last.
func makeFolder(dir string) error {
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	above := filepath.Dir(dir)
	if above != dir {
		if err := makeFolder(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncDir(above)
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
	case errors.Is(err, cayley.ErrCorrupted), errors.Is(err, disk.ErrDamaged):
		return fmt.Errorf("%s: %w: %v: keep a copy of the folder, and load the articles into a new one", dir, ErrDamaged, err)
	case diskFull(err):
		return fmt.Errorf("%s: the disk is full: free some space and try again; what was stored before is safe: %w", dir, err)
	}
	return err
}
