package attribute_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quadrille/loader"
	"quadrille/loader/article"
	"quadrille/loader/document"

	"github.com/google/go-cmp/cmp"
)

// TestGolden reads a small text for each phenomenon and compares what is attributed. UPDATE=1 rewrites the goldens.
func TestGolden(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no texts", err)
	}
	all := stages(t)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) { golden(t, all, name) })
	}
}

// golden compares what stages make of a text with the golden beside it.
func golden(t *testing.T, all []loader.Stage, name string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	d := read(t, all, &article.Article{Text: string(text), TitleLine: strings.Contains(name, "headline")})
	got := show(d)
	file := strings.TrimSuffix(name, ".txt") + ".golden"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

// show is the text form of a document's attributions: sentence, speaker, source, cue, content, and what is unusual.
func show(d *document.Document) string {
	var b strings.Builder
	for i, a := range d.Attributions {
		fmt.Fprintf(&b, "%d. sentence %d: %s [%s]", i+1, a.Sentence, d.Entities[a.Speaker].Name, texts(d, a.Source))
		fmt.Fprintf(&b, " (%s) %s %s", texts(d, a.Cue), a.Style, a.Polarity)
		if a.Voice > 0 {
			fmt.Fprintf(&b, ", in %d", a.Voice)
		}
		if a.Continues > 0 {
			fmt.Fprintf(&b, ", goes on %d", a.Continues)
		}
		fmt.Fprintf(&b, "\n\t%s\n", texts(d, a.Content))
	}
	return b.String()
}

func texts(d *document.Document, spans []document.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, d.Text(s))
	}
	return strings.Join(out, " … ")
}
