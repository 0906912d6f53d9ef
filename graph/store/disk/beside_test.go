package disk_test

import (
	"slices"
	"sync"
	"testing"

	"quadrille/graph/store/disk"
)

// Whoever checks a store beside one that writes it finds nothing wrong, whatever the other replaces and removes.
func TestCheckBesideAWriter(t *testing.T) {
	dir := quickDir(t)
	if err := disk.Create(disk.Dir(dir)); err != nil {
		t.Fatal(err)
	}
	w := open(t, dir, small)
	for n := range 12 {
		if err := w.Add(t.Context(), batch(n)); err != nil {
			t.Fatal(err)
		}
	}
	r := open(t, dir, disk.Options{ReadOnly: true})
	check := func(who string, s *disk.Store) {
		t.Helper()
		if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
			t.Errorf("%s: %q, %v", who, faults, err)
		}
	}
	if err := w.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	check("a reader whose files were removed", r)

	var others sync.WaitGroup
	done := make(chan struct{})
	for _, look := range []func(){
		func() { check("the writer", w) },
		func() {
			check("the reader", r)
			if _, err := r.Refresh(t.Context()); err != nil {
				t.Error(err)
			}
		},
		func() {
			if faults, err := disk.Examine(t.Context(), disk.Dir(dir)); err != nil || len(faults) > 0 {
				t.Errorf("examine: %q, %v", faults, err)
			}
		},
	} {
		others.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					look()
				}
			}
		})
	}
	for n := range 200 {
		quads := batch(12 + n%5)
		change := w.Add
		if n/5%2 == 1 {
			change = w.Remove
		}
		if err := change(t.Context(), slices.Clone(quads)); err != nil {
			t.Error(err)
		}
		if n%3 == 0 {
			if err := w.Compact(t.Context()); err != nil {
				t.Error(err)
			}
		}
	}
	close(done)
	others.Wait()
	for _, s := range []*disk.Store{r, w} {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
