package names_test

import (
	"context"
	"os"
	"testing"

	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/model"
	"quadrille/loader/names"
	"quadrille/loader/neural"
	"quadrille/loader/segment"
)

// The model must know plain names in plain sentences; what it is worth elsewhere, `quadrille eval names` measures.
func TestPlainNames(t *testing.T) {
	path := os.Getenv("QUADRILLE_MODEL")
	if path == "" {
		path = "../../data/models/news.model"
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := model.Open(raw)
	if err != nil {
		t.Fatal(err)
	}
	m, err := neural.New(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	d := document.New(&article.Article{Text: "Angela Merkel met Barack Obama in Berlin. The talks ended."})
	if err := segment.New().Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if names.In(d, d.Sentences[0].Tokens) != nil || names.Others(d, d.Sentences[0].Tokens) != nil {
		t.Error("names without scores")
	}
	if err := m.Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, s := range d.Sentences {
		for _, n := range names.In(d, s.Tokens) {
			got += "[" + n.Type + " " + d.Text(d.Span(n.Range)) + "]"
		}
	}
	if want := "[PER Angela Merkel][PER Barack Obama][LOC Berlin]"; got != want {
		t.Errorf("names are %s, want %s", got, want)
	}
	if others := names.Others(d, d.Sentences[1].Tokens); len(others) != 0 {
		t.Errorf("names in a sentence without one: %v", others)
	}
}
