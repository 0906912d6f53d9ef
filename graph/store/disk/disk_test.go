package disk_test

import (
	"os"
	"testing"

	"quadrille/graph/store"
	"quadrille/graph/store/disk"
	"quadrille/graph/store/storetest"
)

func TestDisk(t *testing.T) {
	for name, o := range map[string]disk.Options{"log": {}, "tables": {LogSize: 1}, "both": {LogSize: 600}} {
		t.Run(name, func(t *testing.T) {
			storetest.Run(t, func(t testing.TB) (store.Store, func() store.Store) {
				dir := quickDir(t)
				if err := disk.Create(disk.Dir(dir)); err != nil {
					t.Fatal(err)
				}
				s := open(t, dir, o)
				return s, func() store.Store {
					if err := s.Close(); err != nil {
						t.Fatal(err)
					}
					s = open(t, dir, o)
					return s
				}
			})
		})
	}
}

func open(t testing.TB, dir string, o disk.Options) *disk.Store {
	t.Helper()
	s, err := disk.Open(t.Context(), disk.Dir(dir), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
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
