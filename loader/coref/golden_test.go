package coref_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quadrille/data"
	"quadrille/loader"
	"quadrille/loader/article"
	"quadrille/loader/coref"
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/mention"
	"quadrille/loader/parse"
	"quadrille/loader/segment"
)

// stages are those up to coref, read once for all tests.
var stages = sync.OnceValues(func() ([]loader.Stage, error) {
	lex, err := lexicon.Read(data.Lexicon())
	if err != nil {
		return nil, err
	}
	tags, err := parse.New(data.Lexicon())
	if err != nil {
		return nil, err
	}
	return []loader.Stage{segment.New(), tags, mention.New(lex), coref.New(lex)}, nil
})

// resolved runs the stages up to coref on a text whose first line is the headline if a blank line follows it.
func resolved(t testing.TB, text string) *document.Document {
	t.Helper()
	stages, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(text, "\n\n")
	d := document.New(&article.Article{Text: text, TitleLine: len(first) < 80})
	for _, s := range stages {
		if err := s.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// printed is the text form of the entities: each with its names and, indented, the words that refer to it in order.
func printed(d *document.Document) string {
	var b strings.Builder
	for i, e := range d.Entities {
		fmt.Fprintf(&b, "%s %q", e.Type, e.Name)
		for _, a := range e.Aliases {
			fmt.Fprintf(&b, ", %q", a)
		}
		b.WriteString("\n ")
		for _, m := range d.Mentions {
			if m.Entity == i+1 {
				fmt.Fprintf(&b, " [%d %s]", d.Tokens[m.First].Sentence, d.Text(d.Span(m.Range)))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			got := printed(resolved(t, string(text)))
			path := strings.TrimSuffix(f, ".txt") + ".golden"
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (UPDATE=1 rewrites it):\n%s", path, diff)
			}
		})
	}
}
