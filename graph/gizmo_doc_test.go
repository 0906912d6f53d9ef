package graph_test

import (
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quadrille/graph"
	nq "quadrille/graph/format/nquads"
	"quadrille/graph/lang/gizmo"

	"github.com/google/go-cmp/cmp"
)

const reference = "../docs/gizmo.md"

var (
	given   = regexp.MustCompile("(?s)```nquads\n(.*?)```")
	example = regexp.MustCompile("(?s)```js\n(.*?)```\n\n```\n(.*?)```")
	heading = regexp.MustCompile("(?m)^### `(?:(g|path)\\.)?([A-Za-z]+)\\(.*\n")
)

// Every example of the reference gives the answer that stands below it; every name of the language has one.
func TestGizmoReference(t *testing.T) {
	text, err := os.ReadFile(reference)
	if err != nil {
		t.Fatal(err)
	}
	g := open(t, graph.Options{})
	quads := given.FindSubmatch(text)
	if quads == nil {
		t.Fatal("no graph")
	}
	if _, err := g.Import(t.Context(), nq.NewReader(strings.NewReader(string(quads[1])), nq.Options{Relative: true})); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	n := 0
	got := example.ReplaceAllStringFunc(string(text), func(block string) string {
		n++
		query := example.FindStringSubmatch(block)[1]
		return "```js\n" + query + "```\n\n```\n" + show(g.Query(t.Context(), graph.Request{Text: query})) + "```"
	})
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(reference, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if d := cmp.Diff(string(text), got); d != "" {
		t.Errorf("(-page +run):\n%s", d)
	}
	var told [3][]string
	for _, m := range heading.FindAllStringSubmatch(got, -1) {
		i := slices.Index([]string{"path", "g", ""}, m[1])
		told[i] = append(told[i], m[2])
	}
	var want [3][]string
	want[0], want[1], want[2] = gizmo.Names()
	total := 0
	for i := range want {
		slices.Sort(told[i])
		if d := cmp.Diff(want[i], told[i]); d != "" {
			t.Errorf("names that the page lacks (-) or has too many (+):\n%s", d)
		}
		total += len(want[i])
	}
	if n < total {
		t.Errorf("%d examples for %d names", n, total)
	}
}

// Both spellings of a method are one.
func TestBothSpellings(t *testing.T) {
	g := open(t, graph.Options{})
	filled(t, g)
	ofPaths, _, _ := gizmo.Names()
	for _, name := range ofPaths {
		upper := strings.ToUpper(name[:1]) + name[1:]
		text := "g.emit(typeof g.V()." + name + " + (g.V()." + name + " === g.M()." + name + ") + typeof g.V()." + upper + ")"
		if got := show(g.Query(t.Context(), graph.Request{Text: text})); got != "value\n\"functiontruefunction\"\n" {
			t.Errorf("%s: %s", text, got)
		}
	}
}
