package queries_test

import (
	"bytes"
	"io"
	"os"
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
	models := loader.Models{Encoder: encoder, Relations: relations, Attribution: data.Attribution(), Names: data.Names()}
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
	got.WriteByte('\n')
	err = queries.Builtin().WritePage(&got, func(w io.Writer, q queries.Query) error {
		return q.WriteAnswer(w, ask(t, g, q, q.ExampleArgs())[1:], shown, "--articles data/articles")
	})
	if err != nil {
		t.Fatal(err)
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
