package docs

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "quadrille"

// rules say which of the module's packages a package may depend on, directly or not. The first rule whose pattern
// matches the package counts. A package that no rule names is a room that the plan does not know.
var rules = []struct {
	pkg   string   // pattern of the package, without the module's name
	needs []string // patterns of the packages it may depend on
}{
	{`docs`, nil},
	{`data`, nil},
	{`data/lexicon/.*`, []string{`loader/lexicon`}}, // programs that rebuild the lexicon
	{`queries(/sketch)?`, []string{`graph/schema`, `graph/export/escape`}},

	{`graph/schema`, nil},
	{`graph/store`, nil},
	{`graph/store/(table|mem|disk)`, []string{`graph/store(/(terms|table))?`}},
	{`graph/store/.*`, []string{`graph/store`}},
	{`graph/algebra`, nil},
	{`graph/exec`, []string{`graph/store`, `graph/algebra`}},
	{`graph/lang`, []string{`graph/algebra`}},
	{`graph/lang/.*`, []string{`graph/lang`, `graph/algebra`, `graph/schema`}},
	{`graph/format/.*`, []string{`graph/format`, `graph/schema`}},
	{`graph/export(/.*)?`, []string{`graph/export(/escape)?`, `graph/schema`}},
	{`graph/cayley`, []string{`graph/schema`, `graph/store`, `graph/algebra`, `graph/exec`}},
	{`graph/questions`, []string{`graph(/.*)?`}}, // above the façade
	{`graph`, []string{`graph/([^q].*)`}},

	{`loader/article`, nil},
	{`loader/document`, []string{`loader/article`}},
	{`loader/lexicon`, []string{`loader/document`, `loader/article`}},
	{`loader/mood`, []string{`loader/document`, `loader/article`}},
	{`loader/model`, nil},
	{`loader/neural/kernel(/gen)?`, nil},
	{`loader/neural`, []string{`loader/neural/kernel`, `loader/model`, `loader/document`, `loader/article`}},
	{`loader/names/train`, []string{`loader/(names|eval|lexicon|neural(/.*)?|model|document|article)`}},
	{`loader/names`, []string{`loader/neural(/.*)?`, `loader/lexicon`, `loader/model`, `loader/document`, `loader/article`}},
	{`loader/parse/internal/.*`, []string{`loader/document`, `loader/article`}},
	{`loader/parse/(train|tree)`, []string{`loader/(parse|neural)(/.*)?`, `loader/model`, `loader/document`, `loader/article`}},
	{`loader/parse`, []string{`loader/parse/internal/.*`, `loader/document`, `loader/article`}},
	{`loader/explain`, []string{`loader/(document|article|names|lexicon|model|neural(/.*)?)`}},
	{`loader/train/words`, []string{`loader/(segment|document|article)`}},
	{`loader/emit`, []string{`loader/document`, `loader/article`, `graph/schema`}},
	{`loader/open`, []string{`loader/document`, `loader/article`, `loader/mood`}},
	{`loader/segment`, []string{`loader/document`, `loader/article`}},
	{`loader/attribute/train`, []string{`loader/(attribute|segment|parse|neural)(/.*)?`, `loader/(article|document|lexicon|model|mood|names)`}},
	{`loader/(mention|coref|link|attribute|relate|when)`,
		[]string{`loader/(document|article|lexicon|mood|names|model|neural(/.*)?)`}},
	{`loader/eval`, []string{`loader/(names|lexicon|document|article|model|neural(/.*)?)`}},
	{`loader`, []string{`loader/([a-df-z].*|emit)`, `graph/schema`}}, // the pipeline knows no scores against gold

	{`cmd/internal/render`, []string{`graph/schema`, `graph/export/escape`}},
	{`cmd/internal/memo`, []string{`cmd/internal/render`, `graph(/.*)?`}},
	{`cmd/internal/shell`, []string{`cmd/internal/memo`, `cmd/internal/render`, `graph(/.*)?`, `queries`}},
	{`cmd/internal/cli`, []string{`cmd/internal/.*`, `graph(/.*)?`, `loader(/.*)?`, `queries(/sketch)?`, `data`}},
	{`cmd/quadrille`, []string{`.*`}},
}

func matches(pattern, pkg string) bool {
	return regexp.MustCompile("^(?:" + pattern + ")$").MatchString(pkg)
}

func TestWhoImportsWhom(t *testing.T) {
	for pkg, deps := range packages(t) {
		i := slices.IndexFunc(rules, func(r struct {
			pkg   string
			needs []string
		}) bool {
			return matches(r.pkg, pkg)
		})
		if i < 0 {
			t.Errorf("no rule names package %s: give it a place in docs/architecture.md and here", pkg)
			continue
		}
		for _, dep := range deps {
			if !slices.ContainsFunc(rules[i].needs, func(p string) bool { return matches(p, dep) }) {
				t.Errorf("%s depends on %s, which %q may not", pkg, dep, rules[i].pkg)
			}
		}
	}
}

// Cayley is one store behind the façade: nothing else may know of it.
func TestCayleyStaysBehindTheFacade(t *testing.T) {
	for pkg, imports := range list(t, "{{.ImportPath}} {{join .Imports \" \"}}") {
		for _, i := range imports {
			if strings.HasPrefix(i, "github.com/cayleygraph/cayley") && pkg != "graph/cayley" {
				t.Errorf("%s imports %s: only graph/cayley may", pkg, i)
			}
		}
	}
}

func TestEveryPackageIsOnTheMap(t *testing.T) {
	text, err := os.ReadFile("architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range packages(t) {
		if !strings.Contains(string(text), "`"+pkg+"`") {
			t.Errorf("docs/architecture.md does not name `%s`", pkg)
		}
	}
}

// Every package has a comment, and every library keeps it in doc.go.
func TestEveryPackageSaysWhatItIs(t *testing.T) {
	for pkg, doc := range list(t, "{{.ImportPath}} {{.Doc}}") {
		if len(doc) == 0 {
			t.Errorf("package %s has no comment", pkg)
		}
	}
	for pkg, files := range list(t, "{{.ImportPath}} {{.Name}} {{join .GoFiles \" \"}}") {
		if files[0] != "main" && !slices.Contains(files, "doc.go") {
			t.Errorf("package %s has no doc.go", pkg)
		}
	}
}

func TestFilesStayShort(t *testing.T) {
	const most = 500
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_gen.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if n := strings.Count(string(text), "\n"); n > most {
			t.Errorf("%s has %d lines, more than %d: it has more than one purpose", path, n, most)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestRootHoldsNothingElse(t *testing.T) {
	want := []string{"cmd", "graph", "loader", "queries", "data", "docs", "go.mod", "go.sum", "README.md", "LICENSE", "NOTICE"}
	out, err := exec.Command("git", "ls-tree", "--full-tree", "--name-only", "HEAD").Output()
	if err != nil {
		t.Skipf("not a git checkout: %v", err)
	}
	for _, name := range strings.Fields(string(out)) {
		if !strings.HasPrefix(name, ".") && !slices.Contains(want, name) {
			t.Errorf("%s lies at the root, where only %v belong", name, want)
		}
	}
}

// packages maps each package of the module to those of the module that it depends on.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	all := list(t, "{{.ImportPath}} {{join .Deps \" \"}}")
	for pkg, deps := range all {
		var own []string
		for _, d := range deps {
			if rest, ok := strings.CutPrefix(d, module+"/"); ok {
				own = append(own, rest)
			}
		}
		all[pkg] = own
	}
	return all
}

func list(t *testing.T, format string) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-f", format, "./...")
	cmd.Dir = ".."
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(fmt.Errorf("go list: %w: %s", err, stderr.String()))
	}
	all := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		if pkg, ok := strings.CutPrefix(fields[0], module+"/"); ok {
			all[pkg] = fields[1:]
		}
	}
	return all
}
