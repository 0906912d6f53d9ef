package disk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
)

// Backup writes the state of this moment into an empty folder, which is then a store. The store may be in use, by this
// process or another: files that a manifest names never change but the log, which is copied up to its last whole record.
func (s *Store) Backup(ctx context.Context, to FS) error {
	for try := 0; ; try++ {
		err := s.backup(ctx, to)
		if err == nil || try == 20 || ctx.Err() != nil {
			return err
		}
		// The files of this state may be gone because another process has replaced it.
		if _, now, e := readManifest(s.fs); e != nil || bytes.Equal(now, s.manifestText()) {
			return err
		}
		if _, err := s.Refresh(ctx); err != nil {
			return err
		}
	}
}

func (s *Store) manifestText() []byte {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.state.text
}

func (s *Store) backup(ctx context.Context, to FS) error {
	if !s.options.ReadOnly {
		s.writing.Lock() // no other log while this one is copied
		defer s.writing.Unlock()
	}
	m, _, err := readManifest(s.fs)
	if err != nil {
		return err
	}
	for name := range m.names() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if name == manifestName {
			continue
		}
		if err := s.copy(name, m.Log, to); err != nil {
			return fmt.Errorf("copy %s: %w", name, err)
		}
	}
	return m.write(to)
}

func (s *Store) copy(name string, log uint64, to FS) (err error) {
	data, release, err := s.fs.Map(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	if name == fileName(log, "log") {
		// A log that grows is read, not mapped: only its whole records count.
		text, err := s.fs.Read(name)
		if err != nil {
			return err
		}
		size, err := readLog(name, log, text, func(*record) error { return nil })
		if err != nil {
			return err
		}
		data = text[:size]
	}
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
	text, err := s.fs.Read(manifestName)
	if err != nil {
		return false, err
	}
	if bytes.Equal(text, s.manifestText()) {
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
