package disk

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"quadrille/graph/store"
	"quadrille/graph/store/table"
	"quadrille/graph/store/terms"

	"github.com/cayleygraph/quad"
	"github.com/cespare/xxhash/v2"
)

// Options say how a store is opened.
type Options struct {
	ReadOnly bool  // for reading alone: another process may write. What it writes shows after Refresh
	Relaxed  bool  // Add and Remove do not wait for the disk: a crash of the machine may lose the latest, whole
	LogSize  int64 // how long the log may grow before it becomes a table; 0: DefaultLogSize
}

const (
	// DefaultLogSize is the longest log while a store is open.
	DefaultLogSize = 32 << 20
	// closedLog is the longest that Close leaves: reading it again takes a few milliseconds.
	closedLog = 1 << 20
)

// ErrReadOnly is for a change of a store that is open for reading alone.
var ErrReadOnly = errors.New("the store is open for reading alone")

// ErrClosed is for the use of a store that was closed.
var ErrClosed = errors.New("the store is closed")

// errBroken is for a change after one that failed and could not be taken back.
var errBroken = errors.New("an earlier write failed and could not be taken back: open the store again")

// Store is a store in a folder.
type Store struct {
	fs      FS
	options Options

	writing sync.Mutex // held by who changes the store; guards what follows
	log     File
	logSize int64
	broken  error
	failed  int64 // how long the log was when it could not be made a table

	mu    sync.RWMutex // guards what follows
	state *state
}

// state is what the manifest names and the log has brought. Flushing replaces it; Add lets it grow.
type state struct {
	manifest manifest
	text     []byte // of the manifest's file, where one was read: install writes it
	gone     []int  // quads of each of its tables that its files say are removed
	dict     *dictionary
	tables   []*container // as the manifest names them
	levels   *table.Levels
	files    *files
}

var _ store.Store = (*Store)(nil)

// dictionary is the terms in files, and those of the log.
type dictionary struct {
	frozen []*frozen
	mu     sync.RWMutex // guards young
	young  *terms.Dict
}

// Find implements table.Dictionary.
func (d *dictionary) Find(term []byte) (uint32, error) {
	d.mu.RLock()
	id := d.young.Find(term)
	d.mu.RUnlock()
	if id != 0 {
		return id, nil
	}
	return d.old(term)
}

// old finds a term in the files, the largest first.
func (d *dictionary) old(term []byte) (uint32, error) {
	h := xxhash.Sum64(term)
	for _, f := range d.frozen {
		if id, err := f.find(term, h); id != 0 || err != nil {
			return id, err
		}
	}
	return 0, nil
}

// text gives a term. It must not be kept beyond the state.
func (d *dictionary) text(id uint32) ([]byte, error) {
	if id > d.young.Base() {
		if t := d.young.Bytes(id); t != nil {
			return t, nil
		}
	}
	for _, f := range d.frozen {
		if id > f.base && id-f.base <= f.count {
			return f.text(id)
		}
	}
	return nil, fmt.Errorf("%w: no term has the ID %d", ErrDamaged, id)
}

// Values implements table.Dictionary.
func (d *dictionary) Values(ids []store.ID, out []quad.Value) error {
	d.mu.RLock()
	defer d.mu.RUnlock()
	for i, id := range ids {
		if id == 0 {
			continue
		}
		t, err := d.text(uint32(id))
		if err != nil {
			return err
		}
		if out[i], err = terms.Decode(string(t)); err != nil {
			return fmt.Errorf("%w: term %d: %w", ErrDamaged, id, err)
		}
	}
	return nil
}

// snapshot is a state of the store.
type snapshot struct {
	table.View
	files *files
	once  sync.Once
}

// Close implements store.Snapshot.
func (s *snapshot) Close() {
	s.once.Do(func() {
		// Unmapping fails for addresses that are not mapped alone: that would be a fault of this package, and nobody could
		// do anything about it.
		_ = s.files.release()
	})
}

// Snapshot implements store.Store.
func (s *Store) Snapshot(context.Context) (store.Snapshot, error) {
	_, now, err := s.hold()
	if err != nil {
		return nil, err
	}
	return now, nil
}

// hold gives the state, whose files stay mapped until the snapshot of it is closed.
func (s *Store) hold() (*state, *snapshot, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	st := s.state
	if st == nil {
		return nil, nil, ErrClosed
	}
	st.files.hold()
	return st, &snapshot{View: table.View{Still: st.levels.Now(), Dict: st.dict}, files: st.files}, nil
}

// Add implements store.Store.
func (s *Store) Add(ctx context.Context, quads []quad.Quad) error {
	if err := ctx.Err(); err != nil || len(quads) == 0 {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.writable(); err != nil {
		return err
	}
	d := s.state.dict
	r := record{kind: kindAdd, base: d.young.Max(), quads: make([]table.Quad, len(quads))}
	var e table.Encoder
	d.mu.Lock()
	var err error
	for i, q := range quads {
		if r.quads[i], err = e.Quad(q, d.put); err != nil {
			break
		}
	}
	last := d.young.Max()
	for id := r.base + 1; id <= last && err == nil; id++ {
		r.terms = append(r.terms, d.young.Bytes(id))
	}
	d.mu.Unlock()
	if err == nil {
		err = s.write(&r)
	}
	if err != nil {
		d.mu.Lock()
		d.young.Cut(r.base)
		d.mu.Unlock()
		return err
	}
	if err := s.state.levels.Add(r.quads, last); err != nil {
		s.broken = err
		return err
	}
	s.shorten()
	return nil
}

// put gives a term an ID. The dictionary is locked.
func (d *dictionary) put(term []byte) (uint32, error) {
	if id := d.young.Find(term); id != 0 {
		return id, nil
	}
	if id, err := d.old(term); id != 0 || err != nil {
		return id, err
	}
	return d.young.Put(term)
}

// Remove implements store.Store.
func (s *Store) Remove(ctx context.Context, quads []quad.Quad) error {
	if err := ctx.Err(); err != nil || len(quads) == 0 {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.writable(); err != nil {
		return err
	}
	r := record{kind: kindRemove, base: s.state.dict.young.Max(), quads: make([]table.Quad, len(quads))}
	set := s.state.levels.Now().Set()
	for i, q := range quads {
		var err error
		if r.quads[i], err = table.Known(s.state.dict, q); err != nil {
			return err
		}
		there, err := set.Has(r.quads[i])
		if err != nil {
			return err
		}
		if !there {
			return fmt.Errorf("a quad that is to be removed is not there: %v", q)
		}
	}
	if err := s.write(&r); err != nil {
		return err
	}
	if err := s.state.levels.Remove(r.quads); err != nil {
		s.broken = err
		return err
	}
	s.shorten()
	return nil
}

func (s *Store) writable() error {
	if s.options.ReadOnly {
		return ErrReadOnly
	}
	if s.state == nil {
		return ErrClosed
	}
	return s.broken
}

// write appends a record to the log. With an error the log is as it was, or the store is broken.
func (s *Store) write(r *record) error {
	data := r.append(nil)
	if len(data) > 1<<32-1 {
		return fmt.Errorf("a batch of %d bytes is larger than 4 GiB", len(data))
	}
	_, err := s.log.Write(data)
	if err == nil && !s.options.Relaxed {
		err = s.log.Sync()
	}
	if err != nil {
		back := s.log.Truncate(s.logSize)
		if back == nil {
			back = s.log.Sync()
		}
		if back != nil {
			s.broken = fmt.Errorf("%w (%v)", errBroken, back)
		}
		return fmt.Errorf("write the log: %w", err)
	}
	s.logSize += int64(len(data))
	return nil
}

// shorten makes a table of a long log. When that fails the batches stay in the log, where they are as safe, and it is
// tried again once the log has grown by as much.
func (s *Store) shorten() {
	if s.logSize-s.failed < s.options.LogSize {
		return
	}
	if err := s.flush(); err != nil {
		s.failed = s.logSize
	}
}

// Close implements store.Store. Snapshots that are open, and a Check or Backup that runs, go on; the other methods give
// ErrClosed from then on.
func (s *Store) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.state == nil {
		return nil
	}
	var err error
	if s.log != nil {
		if s.broken == nil && s.logSize > min(closedLog, s.options.LogSize) {
			_ = s.flush() // the log keeps what does not become a table
		}
		if s.options.Relaxed { // a broken store too: what it acknowledged may lie in the log alone
			if err = s.log.Sync(); err != nil {
				err = fmt.Errorf("sync the log: the latest articles may be lost: %w", err)
			}
		}
		err = errors.Join(err, s.log.Close())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	err = errors.Join(err, s.state.files.release())
	s.state = nil
	return err
}
