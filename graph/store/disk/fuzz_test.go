package disk_test

import (
	"slices"
	"testing"

	"quadrille/graph/store/disk"
)

// FuzzOpen: whatever stands in the place of a file, opening, reading and checking end, and what was there is not turned
// into something else.
func FuzzOpen(f *testing.F) {
	folder, m := newFaultFS(), model{}
	if err := disk.Create(folder); err != nil {
		f.Fatal(err)
	}
	s, err := disk.Open(f.Context(), folder, small)
	if err != nil {
		f.Fatal(err)
	}
	for n := range 8 {
		m[n] = true
		if err := s.Add(f.Context(), batch(n)); err != nil {
			f.Fatal(err)
		}
	}
	want := m.lines()
	names, err := folder.Names()
	if err != nil {
		f.Fatal(err)
	}
	for i, name := range names {
		f.Add(uint8(i), folder.names[name].now)
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		name := names[int(which)%len(names)]
		now := folder.copyOf()
		now.names[name].now = slices.Clone(data)
		s, err := disk.Open(t.Context(), now, disk.Options{ReadOnly: true})
		if err != nil {
			return
		}
		got, err := lines(t.Context(), s)
		if _, e := s.Check(t.Context()); e != nil && err == nil {
			t.Errorf("%s: check: %v", name, e)
		}
		isLog := name[len(name)-4:] == ".log"
		if err == nil && !isLog && !slices.Equal(got, want) {
			t.Errorf("%s of %d bytes: the store reads otherwise", name, len(data))
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}
