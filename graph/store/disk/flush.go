package disk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"quadrille/graph/store/table"
	"quadrille/graph/store/terms"

	"github.com/cayleygraph/quad"
)

// MaxMerge is the largest table that merging makes, in quads: its memory is 32 bytes a quad and as much as the table's.
const MaxMerge = 64 << 20

// flush makes a table and a dictionary of what the log brought, merges tables and dictionaries, and begins a new log. The
// caller holds s.writing.
func (s *Store) flush() error {
	still := s.state.levels.Now()
	return s.replace(still.Set().Layers, s.state.dict)
}

// mergeSmall gives the first of the layers that are to become one, len(layers) for none: each is to be at least twice the
// next, and one of which most was removed is made anew with what follows it.
func mergeSmall(layers []table.Layer, fresh int) int {
	first, sum := len(layers), 0
	for i := len(layers) - 1; i >= 0; i-- {
		n := layers[i].Live()
		hollow := 2*layers[i].Gone >= layers[i].Quads()
		if sum+n > MaxMerge || !hollow && (i < fresh && first == len(layers) || first < len(layers) && n >= 2*sum) {
			break
		}
		first = i
		sum += n
	}
	return first
}

// replace writes the store anew over layers and a dictionary. The layers that the manifest knows stay, unless they are to
// be one with younger ones.
func (s *Store) replace(layers []table.Layer, dict *dictionary) (err error) {
	old := s.state
	m := manifest{Next: old.manifest.Next, Terms: slices.Clone(old.manifest.Terms)}
	number := func() uint64 { m.Next++; return m.Next - 1 }
	var written []string
	defer func() {
		if err != nil {
			for _, name := range written {
				err = errors.Join(err, ignoreMissing(s.fs.Remove(name)))
			}
		}
	}()

	known := len(old.manifest.Tables)
	first := mergeSmall(layers, known)
	for i, l := range layers[:min(first, known)] {
		e := old.manifest.Tables[i]
		if l.Gone != old.gone[i] {
			e.Dead = number()
			written = append(written, fileName(e.Dead, "dead"))
			if err := writeDead(s.fs, e.Dead, e.File, l.Dead); err != nil {
				return err
			}
		}
		m.Tables = append(m.Tables, e)
	}
	add := func(t *table.Table) error {
		if t.Quads() == 0 {
			return nil
		}
		e := tableEntry{File: number(), Quads: t.Quads()}
		written = append(written, fileName(e.File, "table"))
		m.Tables = append(m.Tables, e)
		return writeTable(s.fs, e.File, t)
	}
	for _, l := range layers[min(first, known):first] { // young ones that are not merged
		if l.Gone > 0 {
			t, err := table.Merge([]table.Layer{l})
			if err != nil {
				return err
			}
			l.Table = t
		}
		if err := add(l.Table); err != nil {
			return err
		}
	}
	if merged := layers[first:]; len(merged) == 1 && merged[0].Gone == 0 && first >= known {
		if err := add(merged[0].Table); err != nil {
			return err
		}
	} else if len(merged) > 0 {
		t, err := table.Merge(merged)
		if err != nil {
			return err
		}
		if err := add(t); err != nil {
			return err
		}
	}
	if err := s.freeze(&m, dict, number, &written); err != nil {
		return err
	}
	return s.install(&m, number, &written)
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// freeze writes the young terms, together with the youngest files that are not twice as large.
func (s *Store) freeze(m *manifest, d *dictionary, number func() uint64, written *[]string) error {
	count := d.young.Max() - d.young.Base()
	if count == 0 {
		return nil
	}
	base := d.young.Base()
	size := d.young.Size()
	for i := len(m.Terms) - 1; i >= 0 && m.Terms[i].Count < 2*count; i-- {
		f := d.frozen[i]
		if size+len(f.texts) > 1<<32-1 {
			break
		}
		size += len(f.texts)
		count += f.count
		base = f.base
		m.Terms = m.Terms[:i]
	}
	n := number()
	*written = append(*written, fileName(n, "terms"))
	m.Terms = append(m.Terms, termsEntry{n, count})
	return writeTerms(s.fs, n, base, count, size, d.text)
}

// install begins a log, puts the manifest in place and opens what it names.
func (s *Store) install(m *manifest, number func() uint64, written *[]string) error {
	m.Log = number()
	name := fileName(m.Log, "log")
	*written = append(*written, name)
	if err := createLog(s.fs, m.Log); err != nil {
		return err
	}
	log, err := s.fs.Append(name)
	if err != nil {
		return err
	}
	if err := m.prepare(s.fs); err != nil {
		return errors.Join(err, log.Close())
	}
	*written = nil // from here on they must stay
	if err := m.place(s.fs); err != nil {
		s.broken = fmt.Errorf("%w (%v)", errBroken, err)
		return errors.Join(err, log.Close())
	}
	st, size, err := readFiles(s.fs, m)
	if err != nil {
		s.broken = fmt.Errorf("%w (%v)", errBroken, err)
		return errors.Join(err, log.Close())
	}
	old := s.state
	s.mu.Lock()
	s.state = st
	s.mu.Unlock()
	// The new state is in place: what cannot be tidied up now is tidied up when the store is opened.
	_ = s.log.Close()
	_ = old.files.release()
	s.log, s.logSize, s.failed = log, size, 0
	_ = s.sweep()
	return nil
}

// Compact makes one table and one dictionary of all: what was removed goes, terms that no quad holds go, and IDs change.
// It reads the order SPO and the terms alone: damage anywhere else is mended.
func (s *Store) Compact(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.writable(); err != nil {
		return err
	}
	set := s.state.levels.Now().Set()
	var quads []table.Quad
	for i := range set.Layers {
		var err error
		if quads, err = set.Layers[i].Append(quads); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	fresh := make([]uint32, set.Max+1)
	var ids []uint32 // the old ID of each new one, from 1
	size := 0
	for i := range quads {
		q := &quads[i]
		for _, id := range [4]*uint32{&q.S, &q.P, &q.O, &q.L} {
			if *id == 0 {
				continue
			}
			if *id > set.Max {
				return fmt.Errorf("%w: a quad of the term %d", ErrDamaged, *id)
			}
			if fresh[*id] == 0 {
				t, err := s.state.dict.text(*id)
				if err != nil {
					return err
				}
				size += len(t)
				ids = append(ids, *id)
				fresh[*id] = uint32(len(ids))
			}
			*id = fresh[*id]
		}
	}
	return s.rewrite(quads, uint32(len(ids)), size, func(id uint32) ([]byte, error) { return s.state.dict.text(ids[id-1]) })
}

// rewrite makes the store that of some quads and terms.
func (s *Store) rewrite(quads []table.Quad, count uint32, size int, text func(uint32) ([]byte, error)) (err error) {
	m := manifest{Next: s.state.manifest.Next}
	number := func() uint64 { m.Next++; return m.Next - 1 }
	var written []string
	defer func() {
		if err != nil {
			for _, name := range written {
				err = errors.Join(err, ignoreMissing(s.fs.Remove(name)))
			}
		}
	}()
	if count > 0 {
		n := number()
		written = append(written, fileName(n, "terms"))
		m.Terms = []termsEntry{{n, count}}
		if err := writeTerms(s.fs, n, 0, count, size, text); err != nil {
			return err
		}
	}
	if len(quads) > 0 {
		t := table.Build(quads)
		n := number()
		written = append(written, fileName(n, "table"))
		m.Tables = []tableEntry{{File: n, Quads: t.Quads()}}
		if err := writeTable(s.fs, n, t); err != nil {
			return err
		}
	}
	return s.install(&m, number, &written)
}

// Load implements store.Store: the quads become one table, past the log.
func (s *Store) Load(ctx context.Context, read func() (quad.Quad, error)) (added int, err error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.writable(); err != nil {
		return 0, err
	}
	// Who reads must not wait: terms are gathered aside.
	d := &dictionary{frozen: s.state.dict.frozen, young: terms.NewDict(s.state.dict.young.Base())}
	for id := d.young.Base() + 1; id <= s.state.dict.young.Max(); id++ {
		if _, err := d.young.Put(s.state.dict.young.Bytes(id)); err != nil {
			return 0, err
		}
	}
	set := s.state.levels.Now().Set()
	quads, err := table.Collect(ctx, read, d.put)
	if err != nil {
		return 0, err
	}
	if quads, err = set.Missing(quads); err != nil || len(quads) == 0 {
		return 0, err
	}
	layers := append(set.Layers[:len(set.Layers):len(set.Layers)], table.Layer{Table: table.Build(quads)})
	if err := s.replace(layers, d); err != nil {
		return 0, err
	}
	return len(quads), nil
}
