package graph_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"quadrille/graph"

	"github.com/google/go-cmp/cmp"
)

func files(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		out = append(out, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// stored makes a store with the talks and closes it.
func stored(t *testing.T) (dir string, want []string) {
	t.Helper()
	dir = filepath.Join(quickDir(t), "made", "on the way")
	g := open(t, graph.Options{Dir: dir, Create: true})
	for _, w := range talks() {
		w.load(t, g)
	}
	want = content(t, g)
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, want
}

func TestReopen(t *testing.T) {
	dir, want := stored(t)
	for _, create := range []bool{false, true} {
		g := open(t, graph.Options{Dir: dir, Create: create})
		if d := cmp.Diff(want, content(t, g)); d != "" {
			t.Errorf("create %v: %s", create, d)
		}
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestNoStore(t *testing.T) {
	empty := t.TempDir()
	full := t.TempDir()
	put(t, filepath.Join(full, "thesis.txt"), "years of work")
	locked := t.TempDir()
	put(t, filepath.Join(locked, "lock"), "somebody else's")
	file := filepath.Join(full, "thesis.txt")
	for name, c := range map[string]struct {
		dir    string
		create bool
		says   string
	}{
		"no folder":             {filepath.Join(empty, "nothing"), false, "load articles"},
		"empty folder":          {empty, false, "load articles"},
		"other folder":          {full, false, "load articles"},
		"make in other folder":  {full, true, "not empty"},
		"make beside a lock":    {locked, true, "not empty"},
		"file":                  {file, false, "is a file"},
		"make at a file":        {file, true, ""},
		"make below a file":     {filepath.Join(file, "x"), true, ""},
		"folder beneath a file": {filepath.Join(file, "x"), false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			before := files(t, empty)
			before = append(before, files(t, full)...)
			g, err := graph.Open(t.Context(), graph.Options{Dir: c.dir, Create: c.create})
			if err == nil {
				g.Close()
				t.Fatal("it opened")
			}
			if c.says != "" && (!errors.Is(err, graph.ErrNoStore) || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("%v; want ErrNoStore with %q", err, c.says)
			}
			if !strings.Contains(err.Error(), c.dir) {
				t.Errorf("%v: does not name %s", err, c.dir)
			}
			if d := cmp.Diff(before, append(files(t, empty), files(t, full)...)); d != "" {
				t.Errorf("the folders changed: %s", d)
			}
		})
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "years of work" {
		t.Errorf("%q, %v", text, err)
	}
}

func TestVersionAndDamage(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(t *testing.T, dir string)
		want  error
		says  []string
	}{
		"newer version": {func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, "quadrille.json"), `{"format":"quadrille store","version":9,"backend":"own"}`)
		}, graph.ErrVersion, []string{"quadrille.json", "version 9", "expected", "version 2", "load the articles"}},
		"format file torn": {func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, "quadrille.json"), `{"form`)
		}, graph.ErrDamaged, []string{"quadrille.json"}},
		"format file empty": {func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, "quadrille.json"), "")
		}, graph.ErrDamaged, []string{"quadrille.json"}},
		"quads gone": {func(t *testing.T, dir string) {
			if err := os.RemoveAll(filepath.Join(dir, "quads")); err != nil {
				t.Fatal(err)
			}
		}, graph.ErrDamaged, []string{"keep a copy", "load the articles"}},
		"manifest gone": {func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, "quads", "MANIFEST")); err != nil {
				t.Fatal(err)
			}
		}, graph.ErrDamaged, []string{"load the articles"}},
		"manifest spoiled": {func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, "quads", "MANIFEST"), strings.Repeat("spoiled ", 100))
		}, graph.ErrDamaged, []string{"load the articles"}},
		"log spoiled": {func(t *testing.T, dir string) {
			for _, f := range glob(t, dir, "*.log") {
				data, err := os.ReadFile(f)
				if err != nil {
					t.Fatal(err)
				}
				data[len(data)/3] ^= 0xff
				put(t, f, string(data))
			}
		}, graph.ErrDamaged, []string{"load the articles"}},
		"log gone": {func(t *testing.T, dir string) {
			for _, f := range glob(t, dir, "*.log") {
				if err := os.Remove(f); err != nil {
					t.Fatal(err)
				}
			}
		}, graph.ErrDamaged, []string{"load the articles"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir, _ := stored(t)
			c.spoil(t, dir)
			for _, create := range []bool{false, true} {
				g, err := graph.Open(t.Context(), graph.Options{Dir: dir, Create: create})
				if err == nil {
					g.Close()
					t.Fatal("it opened")
				}
				if !errors.Is(err, c.want) {
					t.Errorf("%v; want %v", err, c.want)
				}
				for _, s := range append(c.says, dir) {
					if !strings.Contains(err.Error(), s) {
						t.Errorf("%v: does not say %q", err, s)
					}
				}
			}
		})
	}
}

func glob(t *testing.T, dir, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "quads", pattern))
	if err != nil || len(found) == 0 {
		t.Fatalf("no %s: %v", pattern, err)
	}
	return found
}

// What a power failure cuts off the log is an article that nobody was told is stored; the others stay.
func TestTornLog(t *testing.T) {
	articles := talks()
	for _, cut := range []int64{1, 50, 200} {
		dir, _ := stored(t)
		for _, f := range glob(t, dir, "*.log") {
			info, err := os.Stat(f)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Truncate(f, info.Size()-cut); err != nil {
				t.Fatal(err)
			}
		}
		g := open(t, graph.Options{Dir: dir})
		if d := cmp.Diff(nquads(articles[:2]...), content(t, g)); d != "" {
			t.Errorf("cut %d bytes: %s", cut, d)
		}
		if report, err := g.Check(t.Context()); err != nil || len(report.Faults) > 0 {
			t.Errorf("cut %d bytes: check: %v, %v", cut, report.Faults, err)
		}
		articles[2].load(t, g)
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	}
}

// A store whose making was cut short is made anew.
func TestMakingCutShort(t *testing.T) {
	dir, _ := stored(t)
	if err := os.Remove(filepath.Join(dir, "quadrille.json")); err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Open(t.Context(), graph.Options{Dir: dir}); !errors.Is(err, graph.ErrNoStore) {
		t.Errorf("opened: %v", err)
	}
	g := open(t, graph.Options{Dir: dir, Create: true})
	defer g.Close()
	if got := content(t, g); len(got) != 0 {
		t.Errorf("a new store holds %d quads", len(got))
	}
}

// One process writes at a time, which the others' message names; they may read.
func TestInUse(t *testing.T) {
	dir, want := stored(t)
	g := open(t, graph.Options{Dir: dir, Create: true})
	refused := func(err error) {
		t.Helper()
		if !errors.Is(err, graph.ErrInUse) || !strings.Contains(err.Error(), fmt.Sprint("process ", os.Getpid())) {
			t.Errorf("a second writer: %v", err)
		}
	}
	_, err := graph.Open(t.Context(), graph.Options{Dir: dir, Create: true})
	refused(err)
	other := open(t, graph.Options{Dir: dir})
	defer other.Close()
	if d := cmp.Diff(want, content(t, other)); d != "" {
		t.Errorf("beside a writer: %s", d)
	}
	w := generated(1)
	_, err = other.Load(t.Context(), w.article, w.quads)
	refused(err)
	w.load(t, g)
	want = content(t, g)
	time.Sleep(250 * time.Millisecond) // a reader looks again after 200
	if d := cmp.Diff(want, content(t, other)); d != "" {
		t.Errorf("what another process wrote: %s", d)
	}
	if err := g.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	time.Sleep(250 * time.Millisecond)
	if d := cmp.Diff(want, content(t, other)); d != "" {
		t.Errorf("what another process compacted: %s", d)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	generated(2).load(t, other) // free by now
	g = open(t, graph.Options{Dir: dir})
	defer g.Close()
	_, err = g.Load(t.Context(), w.article, w.quads)
	refused(err)
}

// What Cayley keeps is read, such as the folder of version 1, which is in its layout.
func TestImportFrom(t *testing.T) {
	dir := quickDir(t)
	if err := os.CopyFS(dir, os.DirFS("testdata/version1/quads")); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("testdata/version1.nq")
	if err != nil {
		t.Fatal(err)
	}
	onStores(t, func(t *testing.T, g *graph.Graph) {
		want := strings.Count(string(text), "\n")
		for _, n := range []int{want, 0} {
			if got, err := g.ImportFrom(t.Context(), "cayley:leveldb:"+dir); got != n || err != nil {
				t.Errorf("%d imported, %v; want %d", got, err, n)
			}
		}
		var out strings.Builder
		if err := g.Export(t.Context(), &out, graph.ExportOptions{Format: "nquads"}); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(text), out.String()); d != "" {
			t.Error(d)
		}
		for _, from := range []string{"", "cayley", "cayley:leveldb", "cayley:leveldb:", "kuzu:x:" + dir, "cayley:mongo:" + dir, "cayley:bolt:" + dir} {
			if _, err := g.ImportFrom(t.Context(), from); err == nil {
				t.Errorf("%q was read", from)
			}
		}
	})
}

// The first write of a graph that was opened for reading opens its store anew: who checks it or copies it meanwhile goes on.
func TestKeepingBesideTheFirstWrite(t *testing.T) {
	dir, _ := stored(t)
	for i := range 40 {
		g := open(t, graph.Options{Dir: dir})
		var all sync.WaitGroup
		start := make(chan struct{})
		run := func(f func() error) {
			all.Go(func() {
				<-start
				for range 3 {
					if err := f(); err != nil {
						t.Error(err)
					}
				}
			})
		}
		copies := quickDir(t)
		var made atomic.Int64
		for range 4 {
			run(func() error {
				return g.Backup(t.Context(), filepath.Join(copies, fmt.Sprint(made.Add(1))))
			})
			run(func() error {
				report, err := g.Check(t.Context())
				if err == nil && len(report.Faults) > 0 {
					err = fmt.Errorf("check: %q", report.Faults)
				}
				return err
			})
		}
		all.Go(func() {
			<-start
			time.Sleep(time.Duration(i) * 50 * time.Microsecond)
			if err := g.Compact(t.Context()); err != nil {
				t.Error(err)
			}
		})
		close(start)
		all.Wait()
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	}
}

// A backup that failed does not stand in the way of the next.
func TestBackupAgain(t *testing.T) {
	dir, want := stored(t)
	g := open(t, graph.Options{Dir: dir})
	defer g.Close()
	path := glob(t, dir, "*.log")[0]
	if err := os.Rename(path, path+".away"); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(quickDir(t), "copy")
	if err := g.Backup(t.Context(), to); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("with a file gone: %v", err)
	}
	if err := os.Rename(path+".away", path); err != nil {
		t.Fatal(err)
	}
	if err := g.Backup(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	b := open(t, graph.Options{Dir: to})
	defer b.Close()
	if d := cmp.Diff(want, content(t, b)); d != "" {
		t.Error(d)
	}
}

// A backup of a store in use is a store with what was there.
func TestBackup(t *testing.T) {
	dir, want := stored(t)
	g := open(t, graph.Options{Dir: dir, Create: true})
	defer g.Close()
	reader := open(t, graph.Options{Dir: dir})
	defer reader.Close()
	for name, from := range map[string]*graph.Graph{"by the writer": g, "by a reader": reader} {
		copy := filepath.Join(quickDir(t), "copy")
		if err := from.Backup(t.Context(), copy); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		b := open(t, graph.Options{Dir: copy})
		if d := cmp.Diff(want, content(t, b)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if report, err := b.Check(t.Context()); err != nil || len(report.Faults) > 0 {
			t.Errorf("%s: check: %v, %v", name, report.Faults, err)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
		if err := from.Backup(t.Context(), copy); err == nil || !strings.Contains(err.Error(), "not empty") {
			t.Errorf("%s: over another: %v", name, err)
		}
	}
	if err := open(t, graph.Options{}).Backup(t.Context(), filepath.Join(quickDir(t), "copy")); !errors.Is(err, graph.ErrMemory) {
		t.Errorf("of memory: %v", err)
	}
}
