package disk

import (
	"errors"
	"sync/atomic"
)

// mapping is a file in memory, held by the versions of the store that need it.
type mapping struct {
	data []byte
	free func() error
	held atomic.Int32
}

func (m *mapping) hold() { m.held.Add(1) }

func (m *mapping) release() error {
	if m.held.Add(-1) == 0 {
		return m.free()
	}
	return nil
}

// files are the mappings of a version. A version is held by the store while it is the latest, and by snapshots.
type files struct {
	list []*mapping
	held atomic.Int32
}

// newFiles holds the mappings, and is held once.
func newFiles(list []*mapping) *files {
	for _, m := range list {
		m.hold()
	}
	f := &files{list: list}
	f.held.Store(1)
	return f
}

func (f *files) hold() { f.held.Add(1) }

func (f *files) release() error {
	if f.held.Add(-1) > 0 {
		return nil
	}
	var err error
	for _, m := range f.list {
		err = errors.Join(err, m.release())
	}
	return err
}
