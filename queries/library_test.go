package queries_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quadrille/queries"

	"github.com/google/go-cmp/cmp"
)

// put writes a small query of that name into dir.
func put(t *testing.T, dir, name, about string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	text := "// name: " + name + "\n// about: " + about + "\n// columns: id\n// example:\ng.V().all()\n"
	if err := os.WriteFile(filepath.Join(dir, name+".gizmo"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestLaterFoldersWin(t *testing.T) {
	user := queries.Folder{Name: "user", Dir: filepath.Join(t.TempDir(), "user")}
	store := queries.Folder{Name: "store", Dir: filepath.Join(t.TempDir(), "store")}
	put(t, user.Dir, "mediators", "Mine.")
	put(t, user.Dir, "own", "Mine too.")
	put(t, store.Dir, "own", "The store's.")
	missing := queries.Folder{Name: "missing", Dir: filepath.Join(t.TempDir(), "none")}
	l, err := queries.Open(user, store, missing)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []queries.Query{
		{Name: "blocks", From: queries.BuiltIn},
		{Name: "mediators", From: "user", Over: queries.BuiltIn, File: user.Path("mediators")},
		{Name: "own", From: "store", Over: "user", File: store.Path("own")},
	} {
		q, err := l.Lookup(want.Name)
		if err != nil || q.From != want.From || q.Over != want.Over || q.File != want.File {
			t.Errorf("%s: from %q over %q, %s, %v", want.Name, q.From, q.Over, q.File, err)
		}
	}
	if n := len(queries.Builtin().List()); len(l.List()) != n+1 {
		t.Errorf("%d queries on top of %d, want one more", len(l.List()), n)
	}
}

// A file at fault is told, and no other query answers in its place.
func TestFaultyFiles(t *testing.T) {
	f := queries.Folder{Name: "user", Dir: t.TempDir()}
	put(t, f.Dir, "mediators", "")
	put(t, f.Dir, "Upper", "It has a name of another kind.")
	put(t, f.Dir, "blocks", "Named otherwise.")
	if err := os.Rename(f.Path("blocks"), f.Path("offers")); err != nil {
		t.Fatal(err)
	}
	l, err := queries.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, fault := range l.Faults() {
		got = append(got, fault.Name)
	}
	if d := cmp.Diff([]string{"Upper", "mediators", "offers"}, got); d != "" {
		t.Error(d)
	}
	_, err = l.Lookup("mediators")
	if !errors.Is(err, queries.ErrFaulty) || !strings.Contains(err.Error(), "mediators.gizmo:2:11: expected what the query answers") {
		t.Errorf("got %v", err)
	}
	if _, err := l.Lookup("blocks"); err != nil {
		t.Error(err)
	}
}

// No name and no link leads out of the folder.
func TestNoWayOut(t *testing.T) {
	outside := t.TempDir()
	put(t, outside, "secret", "Somebody else's.")
	f := queries.Folder{Name: "user", Dir: t.TempDir()}
	if err := os.Symlink(filepath.Join(outside, "secret.gizmo"), f.Path("secret")); err != nil {
		t.Skip(err)
	}
	if err := os.WriteFile(filepath.Join(outside, "graph.nq"), []byte("<a> <b> <c> .\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(outside, "graph.nq"), filepath.Join(f.Dir, "graph.nq")); err != nil {
		t.Fatal(err)
	}
	put(t, f.Dir, "own", "Mine.")
	l, err := queries.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Lookup("secret"); !errors.Is(err, queries.ErrFaulty) {
		t.Errorf("a link out of the folder: %v", err)
	}
	own, err := l.Lookup("own")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"graph.nq", "../graph.nq", filepath.Join(outside, "graph.nq"), "none.nq"} {
		if text, err := l.Graph(own, queries.Test{Graph: name}); err == nil {
			t.Errorf("the graph %s was read: %q", name, text)
		}
	}
	for _, name := range []string{"", "..", "../up", "/tmp/x", "a/b", "a.b", "A", "-a", "ä", "a b", ".hidden"} {
		if err := f.Create(name, "text"); err == nil {
			t.Errorf("a query was made with the name %q", name)
		}
	}
	if err := f.Create("secret", "text"); !errors.Is(err, queries.ErrExists) {
		t.Errorf("got %v", err)
	}
	if err := f.Replace("secret", "text"); err != nil { // takes the place of the link, and leaves what it points at
		t.Error(err)
	}
	if text, err := os.ReadFile(filepath.Join(outside, "secret.gizmo")); err != nil || string(text) == "text" {
		t.Errorf("written through a link: %q, %v", text, err)
	}
}

const tested = `// name: x
// about: y
// param: how string = ""
// columns: a, b
// example:
// test: graph.txt how="a b"
// row: one | two \| three
// row: four
// test: other.nq
script
`

func TestTestsOfHeaders(t *testing.T) {
	q, err := queries.Parse("x.gizmo", tested)
	if err != nil {
		t.Fatal(err)
	}
	want := []queries.Test{
		{Graph: "graph.txt", Args: []queries.Arg{{Name: "how", Value: "a b"}}, Rows: [][]string{{"one", "two | three"}, {"four", ""}}, Line: 6},
		{Graph: "other.nq", Line: 9},
	}
	if d := cmp.Diff(want, q.Tests); d != "" {
		t.Error(d)
	}
	if again := q.WithRows([][][]string{q.Tests[0].Rows, nil}); again != tested {
		t.Errorf("written again:\n%s", again)
	}
	again := q.WithRows([][][]string{nil, {{"", `\`}}})
	if want := strings.Replace(strings.Replace(tested, "// row: one | two \\| three\n// row: four\n", "", 1), "other.nq\n", "other.nq\n// row:  | \\\\\n", 1); again != want {
		t.Errorf("written with other rows:\n%s", again)
	}
	for line, want := range map[string]string{
		"// row: one | two | three\n":     "x.gizmo:6:9: the row has 3 cells, the query 2 columns",
		"// test: ../graph.txt\n":         "x.gizmo:6:10: expected the name of a graph file",
		"// test: graph.txt who=me\n":     `x.gizmo:6:20: the query takes no parameter "who"`,
		"// test: graph.txt how\n":        "x.gizmo:6:20: expected an argument as name=value",
		"// test: .hidden.txt\n":          "x.gizmo:6:10: expected the name of a graph file",
		"// test: article.pdf how=sure\n": "x.gizmo:6:10: expected the name of a graph file",
	} {
		text := strings.Replace(tested, "// test: graph.txt how=\"a b\"\n", line, 1)
		if strings.HasPrefix(line, "// row") {
			text = strings.Replace(tested, "// row: one", "// row: x | y | z\n// row: one", 1)
			want = strings.Replace(want, ":6:", ":7:", 1)
		}
		if _, err := queries.Parse("x.gizmo", text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", line, err, want)
		}
	}
	if _, err := queries.Parse("x.gizmo", strings.Replace(tested, "// test: graph.txt how=\"a b\"\n", "", 1)); err == nil || !strings.Contains(err.Error(), "before its rows") {
		t.Errorf("rows without a test: %v", err)
	}
}

// A saved query may be a path; its parameters are values there too.
func TestPathQuery(t *testing.T) {
	const text = `// name: x
// about: Who mediates what.
// lang: path
// param: actor entity
// columns: what
// example: actor=Turkey
$actor mediates ?what
`
	q, err := queries.Parse("x.gizmo", text)
	if err != nil {
		t.Fatal(err)
	}
	g := openGraph(t, readGraph(t, "graph.txt"))
	want := [][]string{{"what"}, {"treaty:black-sea-grain-deal"}}
	if d := cmp.Diff(want, ask(t, g, q, map[string]string{"actor": "Turkey"})); d != "" {
		t.Error(d)
	}
	if lines := strings.Count(q.Script(), "\n"); lines != strings.Count(text, "\n") {
		t.Errorf("the script has %d lines, and its faults other places than the file's", lines)
	}
	for old, c := range map[string]struct{ instead, want string }{
		"lang: path":   {"lang: sql", "x.gizmo:3:10: expected gizmo or path"},
		"actor entity": {`actor entity = ""`, "x.gizmo:3:10: actor may be empty"},
	} {
		if _, err := queries.Parse("x.gizmo", strings.Replace(text, old, c.instead, 1)); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.instead, err, c.want)
		}
	}
}
