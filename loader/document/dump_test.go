package document_test

import (
	"strings"
	"testing"

	"quadrille/loader/article"
	"quadrille/loader/document"
)

func TestDumpOfATree(t *testing.T) {
	d := document.New(&article.Article{Text: "Oslo \x1b[31m mediates"})
	d.Tokens = []document.Token{{Text: "Oslo"}, {Text: "\x1b[31m"}, {Text: "mediates"}}
	d.Tree = document.Tree{Heads: []int{2, 0, -1}, Labels: []string{"nsubj", "dep", "root"}}
	d.Scores = 1
	var b strings.Builder
	if err := document.Dump(&b, d, document.Dependencies|document.Scored); err != nil {
		t.Fatal(err)
	}
	want := "# dependencies\n" +
		`token 0 "Oslo" nsubj token 2 "mediates"` + "\n" +
		`token 1 "\x1b[31m" dep token 0 "Oslo"` + "\n" +
		`token 2 "mediates" root` + "\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

func TestEveryLayerHasItsName(t *testing.T) {
	want := "segments, quotations, tags, dependencies, chunks, times, mentions, chains, links, attributions, relations, whens, scores"
	if got := (document.All | document.Scored).String(); got != want {
		t.Errorf("layers are %s, want %s", got, want)
	}
}
