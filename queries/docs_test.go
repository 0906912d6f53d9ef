package queries_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"quadrille/data"
	"quadrille/graph"
	"quadrille/loader"
	"quadrille/loader/article"
	"quadrille/loader/model"
	"quadrille/queries"

	"github.com/google/go-cmp/cmp"
)

// sampleGraph is the graph of the sample articles.
func sampleGraph(t testing.TB) *graph.Graph {
	t.Helper()
	encoder, err := model.Open(data.Model())
	if err != nil {
		t.Fatal(err)
	}
	relations, err := model.Open(data.Relations())
	if err != nil {
		t.Fatal(err)
	}
	models := loader.Models{Encoder: encoder, Relations: relations, Attribution: data.Attribution()}
	p, err := loader.New(loader.Parts{Lexicon: data.Lexicon(), Models: models, Program: "quadrille"})
	if err != nil {
		t.Fatal(err)
	}
	g := openGraph(t, nil)
	report, err := p.Run(t.Context(), article.Sources([]string{"../data/articles"}, nil), g)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Failed {
		t.Error(f.Err)
	}
	return g
}

// docs/queries.md is written by this test: UPDATE=1 rewrites it.
func TestDocumentation(t *testing.T) {
	const path = "../docs/queries.md"
	g := sampleGraph(t)
	intro, err := os.ReadFile("testdata/docs.md")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	got.Write(intro)
	got.WriteString("\n| query | what it answers |\n|---|---|\n")
	for _, q := range queries.List() {
		fmt.Fprintf(&got, "| [`%s`](#%s) | %s |\n", q.Name, q.Name, q.About)
	}
	for _, q := range queries.List() {
		section(t, &got, g, q)
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got.String()); d != "" {
		t.Errorf("%s is not what the queries say and answer; UPDATE=1 go test ./queries rewrites it (-want +got):\n%s", path, d)
	}
}

const shown = 8 // rows of an answer in the documentation

// section writes what a reader needs of one query.
func section(t *testing.T, w *bytes.Buffer, g *graph.Graph, q queries.Query) {
	fmt.Fprintf(w, "\n## %s\n\n%s\n", q.Name, q.About)
	if len(q.Notes) > 0 {
		fmt.Fprintf(w, "%s\n", strings.Join(q.Notes, "\n"))
	}
	if len(q.Params) > 0 {
		w.WriteString("\n| parameter | takes | default | |\n|---|---|---|---|\n")
	}
	for _, p := range q.Params {
		takes, def := p.Type.String(), "`"+p.Default+"`"
		if p.Type == queries.Enum {
			takes = strings.Join(p.Choices, ", ")
		}
		switch {
		case p.Required:
			def = "required"
		case p.Default == "":
			def = "any"
		}
		fmt.Fprintf(w, "| `%s` | %s | %s | %s |\n", p.Name, takes, def, p.Help)
	}
	command := []string{"quadrille run", q.Name}
	for _, a := range q.Example {
		command = append(command, a.String())
	}
	rows := ask(t, g, q, q.ExampleArgs())
	fmt.Fprintf(w, "\n    $ %s\n\n", strings.Join(append(command, "--articles data/articles"), " "))
	if len(rows) == 1 {
		fmt.Fprintf(w, "(columns %s; the samples have no such rows)\n", strings.Join(q.Columns, ", "))
		return
	}
	for i, row := range rows {
		if i > shown {
			fmt.Fprintf(w, "\n… and %d more\n", len(rows)-1-shown)
			break
		}
		for j, c := range row {
			row[j] = cell(c)
		}
		fmt.Fprintf(w, "| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			w.WriteString(strings.Repeat("|---", len(row)) + "|\n")
		}
	}
}

// cell escapes what Markdown would read in a cell of a table.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;", "*", `\*`, "_", `\_`).Replace(text)
}
