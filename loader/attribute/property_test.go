package attribute_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quadrille/loader/article"
	"quadrille/loader/document"

	"pgregory.net/rapid"
)

// corpus is the texts of the goldens and the sample articles.
func corpus(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, pattern := range []string{"testdata/*.txt", "../../data/articles/*.txt", "../../data/articles/*.md"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range names {
			text, err := os.ReadFile(n)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, string(text))
		}
	}
	if len(out) < 20 {
		t.Fatal("only", len(out), "texts")
	}
	return out
}

// sound checks what must hold of the attributions of any text.
func sound(t testing.TB, d *document.Document) {
	t.Helper()
	for i, a := range d.Attributions {
		if len(a.Content) == 0 || len(a.Source) == 0 || a.Speaker < 0 || a.Speaker >= len(d.Entities) || a.Sentence < 0 || a.Sentence >= len(d.Sentences) {
			t.Fatalf("attribution %d is not whole: %+v", i+1, a)
		}
		if a.Voice < 0 || a.Voice > len(d.Attributions) || a.Voice == i+1 || a.Confidence <= 0 || a.Confidence > 1 {
			t.Fatalf("attribution %d: voice %d, confidence %v", i+1, a.Voice, a.Confidence)
		}
		for v, n := a.Voice, 0; v > 0; v = d.Attributions[v-1].Voice {
			if n++; n > len(d.Attributions) {
				t.Fatalf("attribution %d stands within itself", i+1)
			}
		}
		end := -1
		for _, s := range a.Content {
			if s.Begin >= s.End || s.Begin < end || s.End > d.Len() {
				t.Fatalf("attribution %d: content %v", i+1, a.Content)
			}
			if !d.Sentences[a.Sentence].Contains(s) {
				t.Fatalf("attribution %d: content outside its sentence", i+1)
			}
			end = s.End
		}
		for _, s := range append(append([]document.Span{}, a.Source...), a.Cue...) {
			if s.Begin >= s.End || s.Begin < 0 || s.End > d.Len() {
				t.Fatalf("attribution %d: %v lies outside the text", i+1, s)
			}
		}
	}
}

// Texts of any words, marks and breaks give sound attributions and no panic.
func TestAnyText(t *testing.T) {
	all := stages(t)
	words := strings.Fields(strings.Join(corpus(t), " ") + " “ ” \" ' « » , . ; : ? ! – ( ) as by to that who which of and said according saying called accused")
	rapid.Check(t, func(rt *rapid.T) {
		picked := rapid.SliceOfN(rapid.SampledFrom(words), 0, 60).Draw(rt, "words")
		var b strings.Builder
		for _, w := range picked {
			b.WriteString(w)
			b.WriteString(rapid.SampledFrom([]string{" ", " ", " ", "", "\n", "\n\n"}).Draw(rt, "gap"))
		}
		sound(t, read(t, all, &article.Article{Text: b.String(), TitleLine: true}))
	})
}

// A paragraph about something else at the end takes no attribution away.
func TestIrrelevantParagraph(t *testing.T) {
	all := stages(t)
	for _, text := range corpus(t) {
		d := read(t, all, &article.Article{Text: text})
		sound(t, d)
		e := read(t, all, &article.Article{Text: strings.TrimRight(text, "\n") + "\n\nThe weather on the coast stayed mild for a week.\n"})
		if a, b := show(d), show(e); a != b {
			t.Errorf("attributions changed:\n%s\nbecame\n%s", a, b)
		}
	}
}

// A text without a stop is no sentence; the same words with stops are read.
func TestEndlessSentence(t *testing.T) {
	all := stages(t)
	unit := "the minister said that the road was closed"
	if d := read(t, all, &article.Article{Text: strings.Repeat(unit+", and ", 2000)}); len(d.Attributions) != 0 {
		t.Error(len(d.Attributions), "attributions in an endless sentence")
	}
	if d := read(t, all, &article.Article{Text: strings.Repeat("T"+unit[1:]+". ", 200)}); len(d.Attributions) != 200 {
		t.Error(len(d.Attributions), "attributions in 200 sentences")
	}
}

func FuzzAttribute(f *testing.F) {
	for _, text := range corpus(f) {
		f.Add(text)
	}
	all := stages(f)
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ToValidUTF8(text, "") != text || len(text) > 1<<16 {
			t.Skip()
		}
		sound(t, read(t, all, &article.Article{Text: text}))
	})
}
