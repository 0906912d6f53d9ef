package disk_test

import (
	"errors"
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

// A store that was closed says so, whatever it is asked, and who still reads it reads on.
func TestClosed(t *testing.T) {
	folder, m := spoilt(t)
	for _, o := range []disk.Options{{ReadOnly: true}, small} {
		s, err := disk.Open(t.Context(), folder, o)
		if err != nil {
			t.Fatal(err)
		}
		now, err := s.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := len(m.lines())
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if n, err := now.Len(t.Context()); n != want || err != nil {
			t.Errorf("read only %v: %d quads, %v; want %d", o.ReadOnly, n, err, want)
		}
		now.Close()
		for name, f := range map[string]func() error{
			"snapshot": func() error { _, err := s.Snapshot(t.Context()); return err },
			"check":    func() error { _, err := s.Check(t.Context()); return err },
			"refresh":  func() error { _, err := s.Refresh(t.Context()); return err },
			"add":      func() error { return s.Add(t.Context(), batch(30)) },
			"remove":   func() error { return s.Remove(t.Context(), batch(20)) },
			"compact":  func() error { return s.Compact(t.Context()) },
			"load":     func() error { _, err := s.Load(t.Context(), nil); return err },
		} {
			want := disk.ErrClosed
			if o.ReadOnly && slices.Contains([]string{"add", "remove", "compact", "load"}, name) {
				want = disk.ErrReadOnly
			} else if !o.ReadOnly && name == "refresh" {
				want = nil
			}
			if err := f(); !errors.Is(err, want) {
				t.Errorf("read only %v: %s: %v, want %v", o.ReadOnly, name, err, want)
			}
		}
	}
}
