package when_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"quadrille/data"
	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/parse"
	"quadrille/loader/segment"
	"quadrille/loader/when"
)

type stage interface {
	Run(context.Context, *document.Document) error
}

// byRules are the stages before this one, without the encoder: what the table asks must not hang on a parse.
var byRules = sync.OnceValues(func() ([]stage, error) {
	p, err := parse.New(data.Lexicon())
	return []stage{segment.New(), p, when.NewExpressions()}, err
})

func read(t testing.TB, text string, day time.Time) *document.Document {
	t.Helper()
	stages, err := byRules()
	if err != nil {
		t.Fatal(err)
	}
	d := document.New(&article.Article{Text: text, Date: day, Hash: "0123456789abcdef"})
	for _, s := range stages {
		if err := s.Run(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// found is a text with its expressions in brackets, and their values and days.
func found(d *document.Document) string {
	var text, values strings.Builder
	at := 0
	for _, e := range d.Times {
		fmt.Fprintf(&text, "%s[%s]", d.Text(document.Span{Begin: at, End: e.Begin}), d.Text(e.Span))
		at = e.End
		fmt.Fprintf(&values, " | %s", strings.TrimSpace(e.Value+" "+e.Days.String()))
	}
	return text.String() + d.Text(document.Span{Begin: at, End: d.Len()}) + values.String()
}

// TestTable reads testdata/expressions.txt: a text a line, its expressions in brackets, then for each its value and, where it
// covers days, these. "@ DAY" is the day of the articles that follow, "@" for none. Lines with "#" in front are headings.
func TestTable(t *testing.T) {
	f, err := os.Open("testdata/expressions.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var today time.Time
	n := 0
	s := bufio.NewScanner(f)
	for s.Scan() {
		line := s.Text()
		if day, ok := strings.CutPrefix(line, "@"); ok {
			today = time.Time{}
			if day = strings.TrimSpace(day); day != "" {
				if today, err = time.Parse(time.DateOnly, day); err != nil {
					t.Fatal(err)
				}
			}
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		marked, _, _ := strings.Cut(line, " | ")
		plain := strings.NewReplacer("[", "", "]", "").Replace(marked)
		if got := found(read(t, plain, today)); got != line {
			t.Errorf("got  %s\nwant %s", got, line)
		}
		n += max(1, strings.Count(line, " | "))
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	if n < 300 {
		t.Errorf("only %d expressions", n)
	}
}
