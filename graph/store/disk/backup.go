package disk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
)

// Backup writes the state of this moment into an empty folder, which is then a store; with an error it leaves the folder
// empty, as far as it can. The store may be in use, by this process or another, and closed meanwhile: files that a manifest
// names never change but the log, which is copied up to its last whole record.
func (s *Store) Backup(ctx context.Context, to FS) error {
	if !s.options.ReadOnly {
		s.writing.Lock() // no other log while this one is copied
		defer s.writing.Unlock()
	}
	for try := 0; ; try++ {
		m, text, err := readManifest(s.fs)
		if err != nil {
			return err
		}
		gone, err := s.backup(ctx, m, to)
		if err == nil {
			return nil
		}
		for name := range m.names() {
			err = errors.Join(err, ignoreMissing(to.Remove(name)))
		}
		err = errors.Join(err, ignoreMissing(to.Remove(manifestNew)))
		if !gone || try == 20 || ctx.Err() != nil {
			return err
		}
		// A file may be gone because another process has replaced this state.
		if _, now, e := readManifest(s.fs); e != nil || bytes.Equal(now, text) {
			return err
		}
	}
}

// backup also tells whether a file of the store is not there.
func (s *Store) backup(ctx context.Context, m *manifest, to FS) (gone bool, err error) {
	for name := range m.names() {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		if name == manifestName {
			continue
		}
		data, release, err := s.bytes(name, m.Log)
		if err == nil {
			err = errors.Join(writeFile(to, name, data), release())
		} else {
			gone = errors.Is(err, fs.ErrNotExist)
		}
		if err != nil {
			return gone, fmt.Errorf("copy %s: %w", name, err)
		}
	}
	return false, m.write(to)
}

// bytes gives what is to be copied of a file.
func (s *Store) bytes(name string, log uint64) (data []byte, release func() error, err error) {
	if name != fileName(log, "log") {
		return s.fs.Map(name)
	}
	// A log that grows is read, not mapped: only its whole records count.
	if data, err = s.fs.Read(name); err != nil {
		return nil, nil, err
	}
	size, err := readLog(name, log, data, func(*record) error { return nil })
	return data[:size], func() error { return nil }, err
}

func writeFile(to FS, name string, data []byte) error {
	f, err := to.Create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// Refresh makes a store that is open for reading alone see what another process has written since, and tells whether
// that was anything. Snapshots keep their state.
func (s *Store) Refresh(ctx context.Context) (changed bool, err error) {
	if !s.options.ReadOnly {
		return false, nil
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.state == nil {
		return false, ErrClosed
	}
	text, err := s.fs.Read(manifestName)
	if err != nil {
		return false, err
	}
	if bytes.Equal(text, s.state.text) {
		size, err := s.fs.Size(fileName(s.state.manifest.Log, "log"))
		if err == nil && size == s.logSize {
			return false, nil
		}
	}
	st, size, err := readState(ctx, s.fs, true)
	if err != nil {
		return false, err
	}
	s.mu.Lock()
	old := s.state
	s.state, s.logSize = st, size
	s.mu.Unlock()
	return true, old.files.release()
}
