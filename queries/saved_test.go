package queries_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quadrille/graph"
	"quadrille/graph/schema"
	"quadrille/queries"
	"quadrille/queries/sketch"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

// openGraph loads articles into a graph in memory.
func openGraph(t testing.TB, articles []sketch.Article) *graph.Graph {
	t.Helper()
	g, err := graph.Open(t.Context(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, a := range articles {
		if _, err := g.Load(t.Context(), a.IRI, a.Quads); err != nil {
			t.Fatal(err)
		}
	}
	return g
}

// resolver finds entities of the graph by name.
func resolver(g *graph.Graph) queries.Resolve {
	return func(ctx context.Context, text string) (quad.IRI, error) {
		s, err := g.Snapshot(ctx)
		if err != nil {
			return "", err
		}
		defer s.Close()
		found, err := s.Entities(ctx, text, 10)
		if err != nil {
			return "", err
		}
		for _, e := range found {
			if e.Label == text {
				return e.IRI, nil
			}
		}
		return "", fmt.Errorf("nothing is called %q", text)
	}
}

// ask runs a saved query and gives its columns and rows as texts.
func ask(t testing.TB, g *graph.Graph, q queries.Query, args map[string]string) [][]string {
	t.Helper()
	params, err := q.Bind(t.Context(), args, resolver(g))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := g.Query(t.Context(), graph.Request{Text: q.Script(), Lang: graph.Language(q.Lang), Params: params, Columns: q.Columns})
	if err != nil {
		t.Fatalf("%s: %v", q.Name, err)
	}
	out := [][]string{slices.Clone(rows.Columns())}
	for rows.Next() {
		out = append(out, queries.Cells(rows.Row()))
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", q.Name, err)
	}
	if err := rows.Close(); err != nil {
		t.Error(err)
	}
	return out
}

// Each saved query has a file of cases: "> arguments", the columns, and the rows that answer. UPDATE=1 rewrites the
// answers.
func TestSavedQueries(t *testing.T) {
	g := openGraph(t, readGraph(t, "graph.txt"))
	for _, q := range queries.Builtin().List() {
		t.Run(q.Name, func(t *testing.T) {
			path := filepath.Join("testdata", "expect", q.Name+".txt")
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			for line := range strings.Lines(string(want)) {
				if strings.HasPrefix(line, "#") {
					got.WriteString(line)
				}
				args, isCase := strings.CutPrefix(strings.TrimSpace(line), ">")
				if !isCase {
					continue
				}
				fmt.Fprintf(&got, ">%s\n", args)
				for _, row := range ask(t, g, q, parseArgs(t, q, args)) {
					got.WriteString(strings.TrimRight(strings.Join(row, " | "), " ") + "\n")
				}
				got.WriteString("\n")
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(string(want), got.String()); d != "" {
				t.Errorf("%s (-want +got):\n%s", path, d)
			}
			if !strings.Contains(got.String(), " | ") {
				t.Errorf("%s: no case shows a row", path)
			}
		})
	}
}

// parseArgs reads arguments as a header's example has them.
func parseArgs(t *testing.T, q queries.Query, text string) map[string]string {
	t.Helper()
	read, err := queries.Parse("case", strings.Replace(header(q), "EXAMPLE", text, 1))
	if err != nil {
		t.Fatal(err)
	}
	return read.ExampleArgs()
}

func TestExamplesAnswer(t *testing.T) {
	g := openGraph(t, readGraph(t, "graph.txt"))
	for _, q := range queries.Builtin().List() {
		rows := ask(t, g, q, q.ExampleArgs())
		if len(rows) < 2 {
			t.Errorf("%s: its example has no rows", q.Name)
		}
		if d := cmp.Diff(q.Columns, rows[0]); d != "" {
			t.Errorf("%s: columns other than the header's: %s", q.Name, d)
		}
		seen := map[string]bool{}
		for _, row := range rows {
			if key := strings.Join(row, "\n"); seen[key] {
				t.Errorf("%s: a row comes twice: %q", q.Name, row)
			} else {
				seen[key] = true
			}
		}
		if again := ask(t, g, q, q.ExampleArgs()); cmp.Diff(rows, again) != "" {
			t.Errorf("%s: asked again, it answers otherwise", q.Name)
		}
	}
}

// No saved query cares in which order the articles were loaded.
func TestOrderOfArticlesDoesNotMatter(t *testing.T) {
	articles := readGraph(t, "graph.txt")
	g := openGraph(t, articles)
	slices.Reverse(articles)
	reversed := openGraph(t, articles)
	for _, q := range queries.Builtin().List() {
		if d := cmp.Diff(ask(t, g, q, q.ExampleArgs()), ask(t, reversed, q, q.ExampleArgs())); d != "" {
			t.Errorf("%s: %s", q.Name, d)
		}
	}
}

// A graph that says nothing gets an empty answer, not an error.
func TestEmptyGraph(t *testing.T) {
	g := openGraph(t, nil)
	for _, q := range queries.Builtin().List() {
		args := map[string]string{}
		for _, p := range q.Params {
			switch {
			case p.Required && p.Type == queries.Entity:
				args[p.Name] = "actor:nobody"
			case p.Required:
				args[p.Name] = q.ExampleArgs()[p.Name]
			}
		}
		params, err := q.Bind(t.Context(), args, nil)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := g.Query(t.Context(), graph.Request{Text: q.Script(), Lang: graph.Language(q.Lang), Params: params, Columns: q.Columns})
		if err != nil {
			t.Errorf("%s: %v", q.Name, err)
			continue
		}
		if rows.Next() {
			t.Errorf("%s: a row from nowhere: %v", q.Name, rows.Row())
		}
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestHandWrittenGraphIsSound(t *testing.T) {
	g := openGraph(t, readGraph(t, "graph.txt"))
	report, err := g.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Faults {
		t.Error(f)
	}
}

// What a script throws is found where the file has it, although the library goes with it.
func TestFaultsKeepTheirLines(t *testing.T) {
	g := openGraph(t, nil)
	for text, line := range map[string]int{
		"\n\nvar x = 1;\nnothing(x);": 8,
		"g.V(undefined).all();":       5,
		"value(undefined, null);":     -1, // in the library, below the file
	} {
		source := "// name: x\n// about: y\n// columns: z\n// example:\n" + text
		q, err := queries.Parse("x.gizmo", source)
		if err != nil {
			t.Fatal(err)
		}
		_, err = g.Query(t.Context(), graph.Request{Text: q.Script(), Columns: q.Columns})
		var fault *graph.QueryError
		if !errors.As(err, &fault) {
			t.Errorf("%q: got %v, want a QueryError", text, err)
			continue
		}
		if below := fault.Line > strings.Count(source, "\n")+1; line != fault.Line && !(line < 0 && below) {
			t.Errorf("%q: a fault in line %d, want %d: %v", text, fault.Line, line, err)
		}
	}
}

// An argument is a value and never a part of the script.
func TestArgumentsAreNotCode(t *testing.T) {
	g := openGraph(t, nil)
	q, err := queries.Parse("x.gizmo", `// name: x
// about: It gives back what it gets.
// param: word string = ""
// columns: word
// example:
answer([{ word: word }], []);
`)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{`"); throw "up"; ("`, `\u0022`, "`${1}`", "</script>", "a\tb", "ß 日本"} {
		got := ask(t, g, q, map[string]string{"word": word})
		if d := cmp.Diff([][]string{{"word"}, {strings.Join(strings.Fields(word), " ")}}, got); d != "" {
			t.Errorf("%q: %s", word, d)
		}
	}
}

// What articles call themselves and their actors can look like anything, JavaScript's own names included.
func TestNamesAreOnlyNames(t *testing.T) {
	for _, name := range []string{"constructor", "__proto__", "actor:russia", "<script>", `"; drop`} {
		articles := readGraph(t, "graph.txt")
		for _, a := range articles {
			for i, q := range a.Quads {
				if q.Predicate == schema.Publisher {
					a.Quads[i].Object = quad.String(name)
				}
			}
		}
		g := openGraph(t, articles)
		for _, q := range queries.Builtin().List() {
			if rows := ask(t, g, q, q.ExampleArgs()); len(rows) < 2 {
				t.Errorf("%s: no rows when the publisher is called %q", q.Name, name)
			} else if i := slices.Index(q.Columns, "source"); i >= 0 && !slices.ContainsFunc(rows[1:], func(r []string) bool { return r[i] == name }) {
				t.Errorf("%s: no row has the source %q", q.Name, name)
			}
		}
	}
}

// The tests in the headers hold; "quadrille queries test" runs the same. UPDATE=1 rewrites their rows.
func TestOfEachHeader(t *testing.T) {
	g := openGraph(t, readGraph(t, "graph.txt"))
	for _, q := range queries.Builtin().List() {
		var all [][][]string
		for _, c := range q.Tests {
			got := ask(t, g, q, c.Arguments())[1:]
			all = append(all, got)
			if os.Getenv("UPDATE") != "" {
				continue
			}
			if d := cmp.Diff(c.Rows, got); d != "" || len(got) == 0 {
				t.Errorf("%s, line %d: %d rows (-want +got):\n%s", q.Name, c.Line, len(got), d)
			}
		}
		if len(all) == 0 {
			t.Errorf("%s has no test", q.Name)
		}
		if text := q.WithRows(all); os.Getenv("UPDATE") != "" && text != q.Source {
			if err := os.WriteFile(q.Name+".gizmo", []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// What "quadrille queries new" writes is a query whose test holds.
func TestTemplate(t *testing.T) {
	q, err := queries.Parse("visits.gizmo", queries.Template("visits"))
	if err != nil {
		t.Fatal(err)
	}
	g := openGraph(t, readGraph(t, "graph.txt"))
	for _, c := range q.Tests {
		if d := cmp.Diff(c.Rows, ask(t, g, q, c.Arguments())[1:]); d != "" {
			t.Error(d)
		}
	}
	if again, err := queries.Parse("other.gizmo", q.Renamed("other")); err != nil || again.Name != "other" || again.About != q.About {
		t.Errorf("renamed: %q, %v", again.Name, err)
	}
}
