package disk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"quadrille/graph/store/table"
)

const (
	manifestName = "MANIFEST"
	manifestNew  = "MANIFEST.new"
)

// manifest says which files make a store. The file holds it as a line of JSON and a line with the line's CRC-32C.
type manifest struct {
	Next   uint64       `json:"next"` // the number of the next file
	Log    uint64       `json:"log"`
	Terms  []termsEntry `json:"terms"`  // by ID; each begins where the one before ends
	Tables []tableEntry `json:"tables"` // the oldest first
}

type termsEntry struct {
	File  uint64 `json:"file"`
	Count uint32 `json:"count"`
}

type tableEntry struct {
	File  uint64 `json:"file"`
	Quads int    `json:"quads"`
	Dead  uint64 `json:"dead,omitempty"` // the file of what was removed; 0: nothing
}

// names are the files that a manifest names.
func (m *manifest) names() map[string]bool {
	names := map[string]bool{manifestName: true, fileName(m.Log, "log"): true}
	for _, t := range m.Terms {
		names[fileName(t.File, "terms")] = true
	}
	for _, t := range m.Tables {
		names[fileName(t.File, "table")] = true
		if t.Dead != 0 {
			names[fileName(t.Dead, "dead")] = true
		}
	}
	return names
}

// readManifest also gives the bytes of the file, which tell one state from another.
func readManifest(fs FS) (*manifest, []byte, error) {
	data, err := fs.Read(manifestName)
	if err != nil {
		return nil, nil, err
	}
	text, sum, _ := bytes.Cut(data, []byte("\n"))
	if string(sum) != fmt.Sprintf("%08x\n", table.Sum(text)) {
		return nil, nil, fmt.Errorf("%w: %s", ErrDamaged, manifestName)
	}
	m := new(manifest)
	if err := json.Unmarshal(text, m); err != nil {
		return nil, nil, fmt.Errorf("%w: %s: %w", ErrDamaged, manifestName, err)
	}
	return m, data, nil
}

// prepare writes the manifest beside the one in place. What it names must be synced; the folder is synced first, so that
// the names of those files last.
func (m *manifest) prepare(fs FS) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if err := fs.Sync(); err != nil {
		return err
	}
	f, err := fs.Create(manifestNew)
	if err != nil {
		return err
	}
	_, err = f.Write(fmt.Appendf(nil, "%s\n%08x\n", text, table.Sum(text)))
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// place puts what prepare wrote in the place of the manifest before. When it fails nobody knows which of them lasts.
func (m *manifest) place(fs FS) error {
	if err := fs.Rename(manifestNew, manifestName); err != nil {
		return err
	}
	return fs.Sync()
}

func (m *manifest) write(fs FS) error {
	if err := m.prepare(fs); err != nil {
		return err
	}
	return m.place(fs)
}
