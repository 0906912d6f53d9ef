package disk_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"syscall"
	"testing"

	"quadrille/graph/store/disk"
)

// What a relaxed store was told is on the disk when Close returns nil, also where an earlier flush failed: then the log
// alone holds it.
func TestRelaxedCloseSyncs(t *testing.T) {
	for _, o := range []disk.Options{{Relaxed: true}, {LogSize: 700, Relaxed: true}, {LogSize: 1, Relaxed: true}} {
		for _, fails := range []string{"", "rename", "sync the folder", "sync"} {
			where := fmt.Sprintf("log of %d, %q fails", o.LogSize, fails)
			folder := newFaultFS()
			if err := disk.Create(folder); err != nil {
				t.Fatal(err)
			}
			s, err := disk.Open(t.Context(), folder, o)
			if err != nil {
				t.Fatal(err)
			}
			folder.fault = func(_ int, what string) error {
				if fails != "" && strings.HasPrefix(what, fails) {
					return syscall.EIO
				}
				return nil
			}
			m := model{}
			for n := range 12 {
				if err := s.Add(t.Context(), batch(n)); err != nil {
					break
				}
				m[n] = true
			}
			if len(m) == 0 {
				t.Fatalf("%s: nothing was added", where)
			}
			if err := s.Close(); (err != nil) != (fails == "sync") {
				t.Errorf("%s: close: %v", where, err)
			} else if err != nil {
				continue
			}
			for seed := range uint64(20) {
				left := folder.crash(rand.New(rand.NewPCG(seed, 4)))
				s, err := disk.Open(t.Context(), left, o)
				if err != nil {
					t.Fatalf("%s: %v", where, err)
				}
				sound(t, s, where, m)
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			}
		}
	}
}

// A backup into a full folder is tried once, whoever makes it, and leaves nothing there.
func TestBackupIntoFullFolder(t *testing.T) {
	folder, m := spoilt(t)
	for _, o := range []disk.Options{{ReadOnly: true}, small} {
		s, err := disk.Open(t.Context(), folder, o)
		if err != nil {
			t.Fatal(err)
		}
		if !o.ReadOnly {
			if err := s.Compact(t.Context()); err != nil { // another manifest than the one that was opened
				t.Fatal(err)
			}
		}
		to := newFaultFS()
		tries, full := 0, true
		to.fault = func(_ int, what string) error {
			if full && strings.HasPrefix(what, "write") && strings.HasSuffix(what, ".log") {
				tries++
				return syscall.ENOSPC
			}
			return nil
		}
		if err := s.Backup(t.Context(), to); !errors.Is(err, syscall.ENOSPC) || tries != 1 {
			t.Errorf("read only %v: %d tries, %v", o.ReadOnly, tries, err)
		}
		if names, err := to.Names(); err != nil || len(names) > 0 {
			t.Errorf("read only %v: left %q, %v", o.ReadOnly, names, err)
		}
		full = false
		if err := s.Backup(t.Context(), to); err != nil {
			t.Fatal(err)
		}
		b, err := disk.Open(t.Context(), to, small)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, b, "backup", m)
		if err := errors.Join(b.Close(), s.Close()); err != nil {
			t.Error(err)
		}
	}
}

// A backup by a reader whose files another replaces meanwhile is a state of the store, and has no other files.
func TestBackupBesideAWriter(t *testing.T) {
	folder, m := spoilt(t)
	r, err := disk.Open(t.Context(), folder, disk.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	w, err := disk.Open(t.Context(), folder, small)
	if err != nil {
		t.Fatal(err)
	}
	to := newFaultFS()
	compactions := 0
	to.fault = func(_ int, what string) error {
		if compactions < 3 && strings.HasPrefix(what, "create") {
			compactions++
			return w.Compact(context.Background())
		}
		return nil
	}
	if err := r.Backup(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	b, err := disk.Open(t.Context(), to, disk.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, b, "backup", m)
	if names, err := to.Names(); err != nil || len(names) != 4 { // terms, a table, a log, the manifest
		t.Errorf("it has %q, %v", names, err)
	}
	if err := errors.Join(b.Close(), r.Close(), w.Close()); err != nil {
		t.Error(err)
	}
}
