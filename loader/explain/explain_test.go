package explain_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"quadrille/data"
	"quadrille/loader"
	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/explain"
	"quadrille/loader/model"

	"github.com/google/go-cmp/cmp"
	"github.com/mattn/go-runewidth"
)

// read reads one source with the program's own stages.
func read(t *testing.T, s article.Source) *document.Document {
	t.Helper()
	encoder, err := model.Open(data.Model())
	if err != nil {
		t.Fatal(err)
	}
	relations, err := model.Open(data.Relations())
	if err != nil {
		t.Fatal(err)
	}
	p, err := loader.New(loader.Parts{Lexicon: data.Lexicon(), Models: loader.Models{Encoder: encoder, Relations: relations, Attribution: data.Attribution(), Names: data.Names()}, Program: "test"})
	if err != nil {
		t.Fatal(err)
	}
	for d, err := range p.Documents(context.Background(), []article.Source{s}) {
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	t.Fatal("no document")
	return nil
}

func page(t *testing.T, d *document.Document, o explain.Options) string {
	t.Helper()
	var b strings.Builder
	if err := explain.Write(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestSample holds the page of a sample article to its golden file, which UPDATE=1 rewrites.
func TestSample(t *testing.T) {
	const golden = "testdata/cyprus.txt"
	var got string
	for _, s := range article.Folder(data.Articles()) {
		if strings.Contains(s.Name, "cyprus") {
			got = page(t, read(t, s), explain.Options{Width: 100})
		}
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
	for _, part := range []string{"  tree\n", "  names\n", "  mentions\n", "  claim 1\n", "source    “", "cue       “", "content   “", "rel:", "confidence 0.", "rule ", "encoder", "── actors and things"} {
		if !strings.Contains(got, part) {
			t.Errorf("the page lacks %q", part)
		}
	}
}

// drawn is a document of words and heads alone.
func drawn(words string, heads ...int) *document.Document {
	d := document.New(&article.Article{Text: words, Title: "t", Hash: "h"})
	at := 0
	for i, w := range strings.Fields(words) {
		n := len([]rune(w))
		d.Tokens = append(d.Tokens, document.Token{Span: document.Span{Begin: at, End: at + n}, Text: w, Lower: w})
		d.Tree.Heads = append(d.Tree.Heads, heads[i])
		d.Tree.Labels = append(d.Tree.Labels, "dep")
		at += n + 1
	}
	all := document.Range{First: 0, End: len(d.Tokens)}
	d.Sentences = []document.Sentence{{Span: document.Span{Begin: 0, End: at - 1}, Tokens: all}}
	return d
}

// tree is what of a page draws the tree, without tags.
func tree(p string) string {
	_, p, _ = strings.Cut(p, "  tree\n")
	var out []string
	for l := range strings.Lines(p) {
		if !strings.HasPrefix(l, "    ") {
			break
		}
		l, _, _ = strings.Cut(strings.TrimPrefix(l, "    "), "  X")
		out = append(out, strings.TrimRight(l, " "))
	}
	return strings.Join(out, "\n")
}

func TestTree(t *testing.T) {
	for _, c := range []struct {
		words string
		heads []int
		want  string
	}{
		{"Go", []int{-1}, "╴Go"},
		{"We met them", []int{1, -1, 1}, "╭─╴We\n┼╴met\n╰─╴them"},
		{"the old man left", []int{2, 2, 3, -1}, "  ╭─╴the\n  ├─╴old\n╭─┴╴man\n┴╴left"},
		{"left without a word", []int{-1, 3, 3, 0}, "┬╴left\n│ ╭─╴without\n│ ├─╴a\n╰─┴╴word"},
		{"a b c d", []int{2, 3, -1, 2}, "╭─╴a\n│   ╭─╴b\n┼╴│\n"},
	} {
		got := tree(page(t, drawn(c.words, c.heads...), explain.Options{}))
		if strings.HasPrefix(c.words, "a b") { // lines cross: each word still has its row
			if n := strings.Count(got, "\n") + 1; n != 4 {
				t.Errorf("%s is drawn in %d rows:\n%s", c.words, n, got)
			}
			continue
		}
		if got != c.want {
			t.Errorf("%s is drawn as\n%s\nnot as\n%s", c.words, got, c.want)
		}
	}
}

// A page keeps to its width whatever the text, however deep its tree, and takes no more than linear room.
func TestWidth(t *testing.T) {
	const n = 4000
	heads := make([]int, n)
	for i := range heads {
		heads[i] = i - 1
	}
	for _, width := range []int{40, 80, 200} {
		p := page(t, drawn(strings.TrimSpace(strings.Repeat("deep ", n)), heads...), explain.Options{Width: width})
		for l := range strings.Lines(p) {
			if w := runewidth.StringWidth(strings.TrimRight(l, "\n")); w > width {
				t.Fatalf("a line of %d columns in a page of %d: %s", w, width, l)
			}
		}
		if len(p) > n*(4*width) {
			t.Errorf("%d words take %d bytes", n, len(p))
		}
	}
}

// Text of an article neither colours a terminal nor breaks a line, and colours come where they are wanted alone.
func TestUntrustedText(t *testing.T) {
	text := "Talks\x1b]0;owned\a end in Geneva\n\nThe minister of Kenya\u202e rejected the\u200b treaty, Anna\x1b[31m Koval said on Monday.\n"
	d := read(t, article.Stdin(strings.NewReader(text)))
	clean := func(s string) string { return strings.Trim(fmt.Sprintf("%+q", s), `"`) }
	plain := page(t, d, explain.Options{Clean: clean})
	if i := strings.IndexAny(plain, "\x1b\a\u202e\u200b"); i >= 0 {
		t.Errorf("the page holds %q", plain[i:min(len(plain), i+20)])
	}
	coloured := page(t, d, explain.Options{Color: true, Clean: clean})
	if !strings.Contains(coloured, "\x1b[1m") || strings.ContainsAny(coloured, "\a\u202e\u200b") || strings.Contains(coloured, "\x1b]") || strings.Contains(coloured, "\x1b[31m") {
		t.Errorf("%q", coloured)
	}
	for _, code := range []string{"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[32m", "\x1b[33m"} {
		coloured = strings.ReplaceAll(coloured, code, "")
	}
	if strings.Join(strings.Fields(coloured), " ") != strings.Join(strings.Fields(plain), " ") {
		t.Error("colours change the words")
	}
}

// A document without layers has a page too.
func TestWithoutLayers(t *testing.T) {
	if p := page(t, document.New(&article.Article{Title: "t", Text: "t"}), explain.Options{}); !strings.Contains(p, "0 sentences") {
		t.Error(p)
	}
}
