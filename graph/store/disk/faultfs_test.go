package disk_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"sync"

	"quadrille/graph/store/disk"
)

// faultFS is a folder in memory that knows what a crash would leave. Its file system promises no more than POSIX does:
// what was not synced may be there whole, in part, or not at all, and renamings and removals that were not synced may
// have happened or not, each for itself.
type faultFS struct {
	mu    sync.Mutex
	names map[string]*inode // as they are now
	kept  map[string]*inode // as they are since the last Sync
	dirty []change          // of names, since then
	ops   int               // calls that change something, so far
	fault func(op int, what string) error
}

// inode is a file: what is synced, and what was done since.
type inode struct {
	synced  []byte
	pending []edit
	now     []byte
}

type edit struct {
	data []byte // appended
	size int    // or, with no data, the size that it was cut to
}

type change struct {
	name string
	to   *inode // nil: removed
}

func newFaultFS() *faultFS {
	return &faultFS{names: map[string]*inode{}, kept: map[string]*inode{}}
}

// step counts a call and asks for its fault.
func (f *faultFS) step(what string) error {
	f.ops++
	if f.fault == nil {
		return nil
	}
	return f.fault(f.ops, what)
}

func (f *faultFS) set(name string, to *inode) {
	if to == nil {
		delete(f.names, name)
	} else {
		f.names[name] = to
	}
	f.dirty = append(f.dirty, change{name, to})
}

func (f *faultFS) get(name string) (*inode, error) {
	n, ok := f.names[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return n, nil
}

func (f *faultFS) Create(name string) (disk.File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.step("create " + name); err != nil {
		return nil, err
	}
	n := new(inode)
	f.set(name, n)
	return &faultFile{f, n, name}, nil
}

func (f *faultFS) Append(name string) (disk.File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.step("append " + name); err != nil {
		return nil, err
	}
	n, err := f.get(name)
	return &faultFile{f, n, name}, err
}

func (f *faultFS) Read(name string) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.step("read " + name); err != nil {
		return nil, err
	}
	n, err := f.get(name)
	if err != nil {
		return nil, err
	}
	return slices.Clone(n.now), nil
}

func (f *faultFS) Size(name string) (int64, error) {
	data, err := f.Read(name)
	return int64(len(data)), err
}

// Map gives a copy that is as well aligned as a mapping, and that release spoils.
func (f *faultFS) Map(name string) ([]byte, func() error, error) {
	data, err := f.Read(name)
	return data, func() error {
		for i := range data {
			data[i] = 0xdb
		}
		return nil
	}, err
}

func (f *faultFS) Rename(from, to string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.step("rename " + from); err != nil {
		return err
	}
	n, err := f.get(from)
	if err != nil {
		return err
	}
	f.set(from, nil)
	f.set(to, n)
	return nil
}

func (f *faultFS) Remove(name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.step("remove " + name); err != nil {
		return err
	}
	if _, err := f.get(name); err != nil {
		return err
	}
	f.set(name, nil)
	return nil
}

func (f *faultFS) Names() ([]string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.step("list"); err != nil {
		return nil, err
	}
	var names []string
	for n := range f.names {
		names = append(names, n)
	}
	slices.Sort(names)
	return names, nil
}

func (f *faultFS) Sync() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.step("sync the folder"); err != nil {
		return err
	}
	f.kept = map[string]*inode{}
	for name, n := range f.names {
		f.kept[name] = n
	}
	f.dirty = nil
	return nil
}

type faultFile struct {
	fs   *faultFS
	n    *inode
	name string
}

// Write writes a part when it fails.
func (f *faultFile) Write(p []byte) (int, error) {
	f.fs.mu.Lock()
	defer f.fs.mu.Unlock()
	err := f.fs.step("write " + f.name)
	if err != nil {
		p = p[:len(p)/2]
	}
	p = slices.Clone(p)
	f.n.pending = append(f.n.pending, edit{data: p})
	f.n.now = append(f.n.now, p...)
	return len(p), err
}

func (f *faultFile) Truncate(size int64) error {
	f.fs.mu.Lock()
	defer f.fs.mu.Unlock()
	if err := f.fs.step("truncate " + f.name); err != nil {
		return err
	}
	f.n.pending = append(f.n.pending, edit{size: int(size)})
	f.n.now = cut(f.n.now, int(size))
	return nil
}

func cut(data []byte, size int) []byte {
	if size < len(data) {
		return slices.Clone(data[:size])
	}
	return append(data, make([]byte, size-len(data))...)
}

func (f *faultFile) Sync() error {
	f.fs.mu.Lock()
	defer f.fs.mu.Unlock()
	if err := f.fs.step("sync " + f.name); err != nil {
		return err
	}
	f.n.synced, f.n.pending = slices.Clone(f.n.now), nil
	return nil
}

func (f *faultFile) Close() error { return nil }

// crash gives the folder as a power failure leaves it.
func (f *faultFS) crash(r *rand.Rand) *faultFS {
	f.mu.Lock()
	defer f.mu.Unlock()
	names := map[string]*inode{}
	for name, n := range f.kept {
		names[name] = n
	}
	for _, c := range f.dirty {
		if r.IntN(2) == 0 {
			continue
		}
		if c.to == nil {
			delete(names, c.name)
		} else {
			names[c.name] = c.to
		}
	}
	out := newFaultFS()
	for name, n := range names {
		left := n.torn(r)
		out.names[name] = &inode{synced: left, now: slices.Clone(left)}
		out.kept[name] = out.names[name]
	}
	return out
}

// torn gives what may be left of a file: some of what was not synced, the last of it in part, perhaps with zeros where the
// file was made longer before its bytes were written.
func (n *inode) torn(r *rand.Rand) []byte {
	data := slices.Clone(n.synced)
	whole := r.IntN(len(n.pending) + 1)
	for i, e := range n.pending {
		if i > whole {
			break
		}
		if e.data == nil {
			data = cut(data, e.size)
			continue
		}
		p := e.data
		if i == whole {
			if p = slices.Clone(p[:r.IntN(len(p)+1)]); r.IntN(2) == 0 { // sectors that were not written read as zeros
				p = append(p, e.data[len(p):]...)
				for at := 0; at < len(p); {
					next := min(len(p), at+512-(len(data)+at)%512)
					if r.IntN(2) == 0 {
						clear(p[at:next])
					}
					at = next
				}
			}
		}
		data = append(data, p...)
	}
	return data
}

// copyOf gives a folder with the same files, all synced.
func (f *faultFS) copyOf() *faultFS {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := newFaultFS()
	for name, n := range f.names {
		out.names[name] = &inode{synced: slices.Clone(n.now), now: slices.Clone(n.now)}
		out.kept[name] = out.names[name]
	}
	return out
}

func (f *faultFS) String() string {
	out := ""
	for name, n := range f.names {
		out += fmt.Sprintf("%s:%d ", name, len(n.now))
	}
	return out
}
