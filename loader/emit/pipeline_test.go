package emit_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"quadrille/data"
	"quadrille/loader"
	"quadrille/loader/article"
	"quadrille/loader/attribute"
	"quadrille/loader/coref"
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/link"
	"quadrille/loader/mention"
	"quadrille/loader/parse"
	"quadrille/loader/relate"
	"quadrille/loader/segment"
	"quadrille/loader/when"
)

// stages are those of the program, read once for all tests.
var stages = sync.OnceValues(func() ([]loader.Stage, error) {
	lex, err := lexicon.Read(data.Lexicon())
	if err != nil {
		return nil, err
	}
	tags, err := parse.New(data.Lexicon())
	if err != nil {
		return nil, err
	}
	relations, err := relate.New(lex)
	if err != nil {
		return nil, err
	}
	return []loader.Stage{segment.New(), tags, when.NewExpressions(), mention.New(lex), coref.New(lex), attribute.New(), relations, link.New(lex), when.NewAssertions()}, nil
})

// extracted runs all stages on a text. All texts have the same hash, so that quads of variants can be compared.
func extracted(t testing.TB, text string) *document.Document {
	t.Helper()
	all, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	title, _, _ := strings.Cut(text, "\n")
	d := document.New(&article.Article{Text: text, Title: title, TitleLine: true, Hash: "0123456789abcdef", Language: "en", Date: time.Date(2024, 6, 12, 0, 0, 0, 0, time.UTC)})
	for _, s := range all {
		if err := s.Run(context.Background(), d); err != nil {
			t.Fatalf("%s: %v", s.Name(), err)
		}
	}
	return d
}

// texts are the articles of testdata, and those of the development gold where the checkout has it beside.
func texts(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, pattern := range []string{"testdata/*.txt", "../../data/articles/*.txt", "../../../shared/data/gold/dev/*.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			out[f] = string(b)
		}
	}
	if len(out) < 2 {
		t.Fatal("testdata has no articles")
	}
	return out
}
