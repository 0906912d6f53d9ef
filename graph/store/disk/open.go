package disk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"quadrille/graph/store/table"
	"quadrille/graph/store/terms"
)

// Create makes an empty store in a folder that holds none. Files of a making that was cut short are written over.
func Create(folder FS) error {
	m := manifest{Next: 2, Log: 1}
	if err := createLog(folder, m.Log); err != nil {
		return err
	}
	return m.write(folder)
}

func createLog(folder FS, n uint64) error {
	f, err := folder.Create(fileName(n, "log"))
	if err != nil {
		return err
	}
	_, err = f.Write(logHeader(n))
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// Open opens the store in a folder. One that is not ReadOnly must be the only one of its kind; the caller sees to that.
// Errors: ErrDamaged, and what the file system says.
func Open(ctx context.Context, folder FS, o Options) (*Store, error) {
	if o.LogSize == 0 {
		o.LogSize = DefaultLogSize
	}
	s := &Store{fs: folder, options: o}
	st, size, err := readState(ctx, folder, o.ReadOnly)
	if err != nil {
		return nil, err
	}
	s.state = st
	if o.ReadOnly {
		s.logSize = size
		return s, nil
	}
	if err := s.begin(size); err != nil {
		return nil, errors.Join(err, st.files.release())
	}
	return s, nil
}

// begin opens the log for writing at its end, and removes the files that no manifest names.
func (s *Store) begin(size int64) error {
	name := fileName(s.state.manifest.Log, "log")
	f, err := s.fs.Append(name)
	if err != nil {
		return err
	}
	err = f.Truncate(size)
	if err == nil {
		err = f.Sync()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("cut %s where its writing was: %w", name, err), f.Close())
	}
	s.log, s.logSize = f, size
	_ = s.sweep() // what stays takes room alone
	return nil
}

// sweep removes the files that the manifest does not name.
func (s *Store) sweep() error {
	names, err := s.fs.Names()
	if err != nil {
		return err
	}
	keep := s.state.manifest.names()
	for _, n := range names {
		if !keep[n] && ours(n) {
			err = errors.Join(err, s.fs.Remove(n))
		}
	}
	return err
}

// ours tells whether a file is of a kind that this package writes.
func ours(name string) bool {
	number, kind, _ := strings.Cut(name, ".")
	switch kind {
	case "table", "terms", "dead", "log":
		return len(number) >= 6 && strings.Trim(number, "0123456789") == ""
	}
	return name == manifestNew
}

// readState reads the manifest, maps what it names and reads the log. Who only reads may find a file gone that another
// process has replaced: then there is a new manifest.
func readState(ctx context.Context, folder FS, reader bool) (st *state, logSize int64, err error) {
	for try := 0; ; try++ {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		m, text, err := readManifest(folder)
		if err != nil {
			return nil, 0, err
		}
		st, size, err := readFiles(folder, m)
		if err == nil {
			st.text = text
			return st, size, nil
		}
		if errors.Is(err, fs.ErrNotExist) {
			_, again, e := readManifest(folder)
			if reader && try < 100 && e == nil && !bytes.Equal(text, again) {
				continue
			}
			err = fmt.Errorf("%w: a file is gone: %w", ErrDamaged, err)
		}
		return nil, 0, err
	}
}

func readFiles(folder FS, m *manifest) (st *state, logSize int64, err error) {
	st = &state{manifest: *m, dict: new(dictionary)}
	var maps []*mapping
	defer func() {
		if err != nil {
			for _, m := range maps {
				err = errors.Join(err, m.free())
			}
		}
	}()
	base := uint32(0)
	for _, e := range m.Terms {
		f, err := openTerms(folder, e.File)
		if err != nil {
			return nil, 0, err
		}
		maps = append(maps, &f.mapping)
		if f.base != base || f.count != e.Count {
			return nil, 0, fmt.Errorf("%w: %s holds %d terms after %d, the manifest says %d after %d", ErrDamaged, f.name, f.count, f.base, e.Count, base)
		}
		base += f.count
		st.dict.frozen = append(st.dict.frozen, f)
	}
	var layers []table.Layer
	for _, e := range m.Tables {
		t, c, err := openTable(folder, e.File)
		if err != nil {
			return nil, 0, err
		}
		maps = append(maps, &c.mapping)
		st.tables = append(st.tables, c)
		if t.Quads() != e.Quads {
			return nil, 0, fmt.Errorf("%w: %s holds %d quads, the manifest says %d", ErrDamaged, c.name, t.Quads(), e.Quads)
		}
		var dead []uint64
		if e.Dead != 0 {
			if dead, err = readDead(folder, e.Dead, e.File); err != nil {
				return nil, 0, err
			}
		}
		l, err := table.WithDead(t, dead)
		if err != nil {
			return nil, 0, err
		}
		layers = append(layers, l)
		st.gone = append(st.gone, l.Gone)
	}
	st.dict.young = terms.NewDict(base)
	st.levels = table.NewLevels(layers, base)
	name := fileName(m.Log, "log")
	data, err := folder.Read(name)
	if err != nil {
		return nil, 0, err
	}
	size, err := readLog(name, m.Log, data, func(r *record) error { return r.replay(st.dict.young, st.levels) })
	if err != nil {
		return nil, 0, err
	}
	st.files = newFiles(maps)
	return st, size, nil
}
