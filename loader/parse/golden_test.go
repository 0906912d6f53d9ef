package parse_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/parse"
	"quadrille/loader/segment"

	"github.com/google/go-cmp/cmp"
)

func read(t testing.TB, s *parse.Stage, text string) *document.Document {
	t.Helper()
	d := document.New(&article.Article{Text: text})
	if err := segment.New().Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if err := s.Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return d
}

func stage(t testing.TB) *parse.Stage {
	t.Helper()
	s, err := parse.New(os.DirFS("../../data/lexicon"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestGolden compares the tags and groups of sentences with what the goldens hold. UPDATE=1 rewrites them.
func TestGolden(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no texts", err)
	}
	s := stage(t)
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for line := range strings.Lines(string(text)) {
			b.WriteString(show(read(t, s, line)))
		}
		golden := strings.TrimSuffix(name, ".txt") + ".golden"
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// show writes word/TAG for each token, then each group with what is known of it.
func show(d *document.Document) string {
	var b strings.Builder
	for i, t := range d.Tokens {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Text + "/" + t.Tag.String())
	}
	b.WriteByte('\n')
	for _, g := range d.NounGroups {
		fmt.Fprintf(&b, "  noun %s (%s)\n", d.Text(d.Span(g.Range)), d.Tokens[g.Head].Lemma)
	}
	for _, g := range d.VerbGroups {
		fmt.Fprintf(&b, "  verb %s (%s) %s", d.Text(d.Span(g.Range)), d.Tokens[g.Head].Lemma, g.Tense)
		for _, x := range []struct {
			is   bool
			name string
		}{{g.Finite, "finite"}, {g.Passive, "passive"}, {g.Negated, "negated"}, {g.Modal != "", "modal:" + g.Modal}, {g.Under > 0, "under:" + fmt.Sprint(g.Under)}} {
			if x.is {
				b.WriteString(" " + x.name)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// FuzzParse: any text gives groups that are in order, do not overlap and stay within their sentence.
func FuzzParse(f *testing.F) {
	f.Add("Talks to resume, “says” minister's aide\n\nHe hasn't yet been able to not go.")
	f.Add("to to to 's n't not never no longer cannot")
	s := stage(f)
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ToValidUTF8(text, "") != text || len(text) > 1<<14 {
			t.Skip()
		}
		d := read(t, s, text)
		end := 0
		for _, g := range d.NounGroups {
			if g.First < end || g.Len() < 1 || !g.Contains(g.Head) || d.Tokens[g.First].Sentence != d.Tokens[g.End-1].Sentence {
				t.Fatalf("noun group %+v after %d", g, end)
			}
			end = g.End
		}
		end = 0
		for i, g := range d.VerbGroups {
			if g.First < end || g.Len() < 1 || !g.Contains(g.Head) || g.Under > i || d.Tokens[g.First].Sentence != d.Tokens[g.End-1].Sentence {
				t.Fatalf("verb group %+v after %d", g, end)
			}
			end = g.End
		}
	})
}

// A file that is missing, empty or something else is named in the error.
func TestBadFiles(t *testing.T) {
	model, err := os.ReadFile("../../data/lexicon/tags.model")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		files fstest.MapFS
	}{
		{parse.ModelFile, fstest.MapFS{}},
		{parse.ModelFile, fstest.MapFS{parse.ModelFile: {Data: model[:len(model)/2]}, parse.LemmaFile: {}}},
		{parse.LemmaFile, fstest.MapFS{parse.ModelFile: {Data: model}, parse.LemmaFile: {Data: []byte("v\tgoes")}}},
	} {
		name, files := c.name, c.files
		if _, err := parse.New(files); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
