package mem

import (
	"context"
	"fmt"
	"sync"

	"quadrille/graph/store"
	"quadrille/graph/store/table"
	"quadrille/graph/store/terms"

	"github.com/cayleygraph/quad"
)

// Store is a store in memory.
type Store struct {
	writing sync.Mutex
	dict    dictionary
	levels  *table.Levels
}

var _ store.Store = (*Store)(nil)

// New makes an empty store.
func New() *Store {
	return &Store{dict: dictionary{dict: terms.NewDict(0)}, levels: table.NewLevels(nil, 0)}
}

// Snapshot implements store.Store.
func (s *Store) Snapshot(context.Context) (store.Snapshot, error) {
	return snapshot{table.View{Still: s.levels.Now(), Dict: &s.dict}}, nil
}

type snapshot struct{ table.View }

// Close implements store.Snapshot.
func (snapshot) Close() {}

// Add implements store.Store.
func (s *Store) Add(ctx context.Context, quads []quad.Quad) error {
	if err := ctx.Err(); err != nil || len(quads) == 0 {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	s.dict.mu.Lock()
	before := s.dict.dict.Max()
	ids, err := s.dict.put(quads)
	if err != nil {
		s.dict.dict.Cut(before)
	}
	max := s.dict.dict.Max()
	s.dict.mu.Unlock()
	if err != nil {
		return err
	}
	return s.levels.Add(ids, max)
}

// Load implements store.Store.
func (s *Store) Load(ctx context.Context, read func() (quad.Quad, error)) (added int, err error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	before := s.dict.dict.Max()
	defer func() {
		if err != nil {
			s.dict.mu.Lock()
			s.dict.dict.Cut(before)
			s.dict.mu.Unlock()
		}
	}()
	quads, err := table.Collect(ctx, read, s.dict.lockedPut)
	if err != nil {
		return 0, err
	}
	now := s.levels.Now()
	if now.Len() > 0 {
		if quads, err = now.Set().Missing(quads); err != nil {
			return 0, err
		}
	} else {
		quads = table.SortQuads(quads)
	}
	return len(quads), s.levels.Add(quads, s.dict.dict.Max())
}

// Remove implements store.Store.
func (s *Store) Remove(ctx context.Context, quads []quad.Quad) error {
	if err := ctx.Err(); err != nil || len(quads) == 0 {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	ids := make([]table.Quad, len(quads))
	for i, q := range quads {
		var err error
		if ids[i], err = table.Known(&s.dict, q); err != nil {
			return err
		}
	}
	return s.levels.Remove(ids)
}

// Check implements store.Store.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	return s.levels.Now().Set().Check(ctx)
}

// Compact implements store.Store: it makes one table. The terms stay as they are.
func (s *Store) Compact(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	return s.levels.Merge()
}

// Close does nothing.
func (s *Store) Close() error { return nil }

// dictionary is a Dict that is read while it grows.
type dictionary struct {
	mu   sync.RWMutex
	dict *terms.Dict
}

// Find implements table.Dictionary.
func (d *dictionary) Find(term []byte) (uint32, error) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.dict.Find(term), nil
}

// Values implements table.Dictionary.
func (d *dictionary) Values(ids []store.ID, out []quad.Value) error {
	d.mu.RLock()
	defer d.mu.RUnlock()
	for i, id := range ids {
		if id == 0 {
			continue
		}
		term := d.dict.Bytes(uint32(id))
		if term == nil {
			return fmt.Errorf("no term has the ID %d", id)
		}
		var err error
		if out[i], err = terms.Decode(string(term)); err != nil {
			return err
		}
	}
	return nil
}

// lockedPut is Put for one who does not hold the lock, so that those who read do not wait for long.
func (d *dictionary) lockedPut(term []byte) (uint32, error) {
	if id := d.dict.Find(term); id != 0 { // only who writes changes it
		return id, nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.dict.Put(term)
}

func (d *dictionary) put(quads []quad.Quad) ([]table.Quad, error) {
	var e table.Encoder
	ids := make([]table.Quad, len(quads))
	for i, q := range quads {
		var err error
		if ids[i], err = e.Quad(q, d.dict.Put); err != nil {
			return nil, err
		}
	}
	return ids, nil
}
