package graph_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quadrille/graph"

	"github.com/google/go-cmp/cmp"
)

// A store of the first version is read into a new one, once, and says so. Its making may be cut short.
func TestFirstVersion(t *testing.T) {
	text, err := os.ReadFile("testdata/version1.nq")
	if err != nil {
		t.Fatal(err)
	}
	for _, cut := range []string{"", "quads.new"} {
		dir := quickDir(t)
		if err := os.CopyFS(dir, os.DirFS("testdata/version1")); err != nil {
			t.Fatal(err)
		}
		if cut != "" {
			if err := os.Mkdir(filepath.Join(dir, cut), 0o755); err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Join(dir, cut, "000001.log"), "torn")
		}
		for _, notices := range []int{1, 0} {
			said := 0
			g := open(t, graph.Options{Dir: dir, Notice: func(string) { said++ }})
			var out strings.Builder
			if err := g.Export(t.Context(), &out, graph.ExportOptions{Format: "nquads"}); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(text), out.String()); d != "" {
				t.Error(d)
			}
			if said != notices {
				t.Errorf("%d notices, want %d", said, notices)
			}
			report, err := g.Check(t.Context())
			if err != nil || len(report.Faults) > 0 {
				t.Errorf("check: %v, %v", report.Faults, err)
			}
			if err := g.Close(); err != nil {
				t.Error(err)
			}
		}
		if names, err := filepath.Glob(filepath.Join(dir, "quads.*")); err != nil || len(names) > 0 {
			t.Errorf("left: %v, %v", names, err)
		}
	}
}

// A crash may cut the making of the new store anywhere: what was stored is there, or the old store is left as it was.
func TestFirstVersionCut(t *testing.T) {
	text, err := os.ReadFile("testdata/version1.nq")
	if err != nil {
		t.Fatal(err)
	}
	whole := quickDir(t)
	copyTo(t, whole, "testdata/version1")
	if err := open(t, graph.Options{Dir: whole}).Close(); err != nil {
		t.Fatal(err)
	}
	whole = filepath.Join(whole, "quads")
	torn := t.TempDir()
	put(t, filepath.Join(torn, "000001.log"), "torn")
	spoiled := t.TempDir()
	copyTo(t, spoiled, whole)
	put(t, filepath.Join(spoiled, "MANIFEST"), "torn")
	const first, loop = "testdata/version1/quads", "loop" // loop cannot be looked at
	for name, c := range map[string]struct {
		quads, fresh, old string
		fails             bool
	}{
		"while the new one is made":             {quads: first, fresh: torn},
		"before the old one is put aside":       {quads: first, fresh: whole},
		"between the renamings":                 {fresh: whole, old: first},
		"between them, and the new one is lost": {old: first},
		"between them, and the new one is torn": {fresh: torn, old: first},
		"between them, and it is spoiled":       {fresh: spoiled, old: first},
		"before the format is written":          {quads: whole, old: first},
		"then, and the new one is torn":         {quads: torn, old: first, fails: true},
		"then, and the new one is spoiled":      {quads: spoiled, old: first, fails: true},
		"the new one cannot be looked at":       {fresh: loop, old: first, fails: true},
		"nor where it is in place":              {quads: loop, old: first, fails: true},
		"everything is lost":                    {fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := quickDir(t)
			data, err := os.ReadFile("testdata/version1/quadrille.json")
			if err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Join(dir, "quadrille.json"), string(data))
			for to, from := range map[string]string{"quads": c.quads, "quads.new": c.fresh, "quads.old": c.old} {
				switch from {
				case "":
				case loop:
					if err := os.Symlink(to, filepath.Join(dir, to)); err != nil {
						t.Skip(err)
					}
				default:
					copyTo(t, filepath.Join(dir, to), from)
				}
			}
			g, err := graph.Open(t.Context(), graph.Options{Dir: dir})
			if c.fails {
				if err == nil {
					t.Error("it opens")
					_ = g.Close()
				}
				left, err := os.ReadFile(filepath.Join(dir, "quadrille.json"))
				if err != nil || string(left) != string(data) {
					t.Errorf("the format is now %s, %v", left, err)
				}
				if c.old == "" {
					return
				}
				for _, path := range files(t, c.old)[1:] {
					if _, err := os.Stat(filepath.Join(dir, "quads.old", filepath.Base(path))); err != nil {
						t.Error(err)
					}
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			if err := g.Export(t.Context(), &out, graph.ExportOptions{Format: "nquads"}); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(text), out.String()); d != "" {
				t.Error(d)
			}
			if err := g.Close(); err != nil {
				t.Error(err)
			}
			if names, err := filepath.Glob(filepath.Join(dir, "quads.*")); err != nil || len(names) > 0 {
				t.Errorf("left: %v, %v", names, err)
			}
		})
	}
}

func copyTo(t *testing.T, to, from string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}
