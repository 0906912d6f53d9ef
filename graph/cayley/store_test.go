package cayley_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"quadrille/graph/cayley"
	"quadrille/graph/store"
	"quadrille/graph/store/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, func(testing.TB) (store.Store, func() store.Store) { return cayley.NewMemory(), nil })
}

func TestDisk(t *testing.T) {
	storetest.Run(t, func(t testing.TB) (store.Store, func() store.Store) {
		dir := filepath.Join(quickDir(t), "quads")
		if err := cayley.CreateDisk(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
		s := reopen(t, dir)
		return s, func() store.Store {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			s = reopen(t, dir)
			return s
		}
	})
}

// quickDir is a folder in memory where there is one: syncing thousands of small batches to a disk takes minutes.
func quickDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "quadrille")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func reopen(t testing.TB, dir string) *cayley.Disk {
	t.Helper()
	s, err := cayley.OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// rerun runs the calling test in a process of its own.
func rerun(t *testing.T, env string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), env)
	out, err := cmd.CombinedOutput()
	return string(out), err
}
