package mention_test

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
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/mention"
	"quadrille/loader/parse"
	"quadrille/loader/segment"
)

// stages are those up to mention, read once for all tests.
var stages = sync.OnceValues(func() ([]loader.Stage, error) {
	lex, err := lexicon.Read(data.Lexicon())
	if err != nil {
		return nil, err
	}
	tags, err := parse.New(data.Lexicon())
	if err != nil {
		return nil, err
	}
	return []loader.Stage{segment.New(), tags, mention.New(lex)}, nil
})

// found runs the stages up to mention on a text.
func found(t testing.TB, text string, headline bool) *document.Document {
	t.Helper()
	stages, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	d := document.New(&article.Article{Text: text, TitleLine: headline})
	for _, s := range stages {
		if err := s.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// printed is the text form of the mentions: under each sentence, one mention a line.
func printed(d *document.Document) string {
	var b strings.Builder
	next := 0
	for _, s := range d.Sentences {
		fmt.Fprintf(&b, "%s\n", d.Text(s.Span))
		for ; next < len(d.Mentions) && d.Mentions[next].First < s.Tokens.End; next++ {
			m := d.Mentions[next]
			fmt.Fprintf(&b, "  %s %s %q", m.Form, m.Type, d.Text(d.Span(m.Range)))
			if h := d.Tokens[m.Head].Text; m.Len() > 1 {
				fmt.Fprintf(&b, " head %s", h)
			}
			if m.Key != "" {
				fmt.Fprintf(&b, " %s", m.Key)
			}
			if m.Of > 0 {
				fmt.Fprintf(&b, " of %q", d.Text(d.Span(d.Mentions[m.Of-1].Range)))
			}
			b.WriteByte('\n')
		}
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
			got := printed(found(t, string(text), strings.Contains(string(text), "\n\nLISBON")))
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
