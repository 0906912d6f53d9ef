package segment

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"quadrille/loader/article"
	"quadrille/loader/document"
)

// TestScore compares with sentences and tokens that others have marked; the texts may not be published, so it only runs
// where QUADRILLE_DATA names the folder that holds them. The floors are figures that have been reached.
func TestScore(t *testing.T) {
	data := os.Getenv("QUADRILLE_DATA")
	if data == "" {
		t.Skip("QUADRILLE_DATA is not set")
	}
	t.Run("gold", func(t *testing.T) {
		raw, err := os.ReadFile(filepath.Join(data, "gold/dev/sentences.json"))
		if err != nil {
			t.Fatal(err)
		}
		var want map[string][][2]int
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		var s score
		for id, spans := range want {
			text, err := os.ReadFile(filepath.Join(data, "gold/dev", id+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			gold := map[document.Span]bool{}
			for _, b := range spans {
				gold[document.Span{Begin: b[0], End: b[1]}] = true
			}
			s.add(t, id, run(t, string(text)), gold, sentences)
		}
		s.check(t, "sentences", .95)
	})
	for _, c := range []struct {
		file, genre   string
		tokens, sents float64
	}{
		{"ud/en_gum-open-dev.conllu", "GUM_news", .98, .9},
		{"ud/en_gum-open-train.conllu.gz", "GUM_news", .98, .9},
		{"ud/en_ewt-dev.conllu", "", .97, .6},
	} {
		t.Run(filepath.Base(c.file), func(t *testing.T) {
			var tokens, sents score
			for _, u := range treebank(t, filepath.Join(data, c.file)) {
				if !strings.HasPrefix(u.id, c.genre) {
					continue
				}
				d := run(t, u.text.String())
				tokens.add(t, u.id, d, u.tokens, words)
				sents.add(t, u.id, d, u.sentences, sentences)
			}
			tokens.check(t, "tokens", c.tokens)
			sents.check(t, "sentences", c.sents)
		})
	}
}

func run(t testing.TB, text string) *document.Document {
	t.Helper()
	d := document.New(&article.Article{Text: text})
	if err := New().Run(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	return d
}

func sentences(d *document.Document) (out []document.Span) {
	for _, s := range d.Sentences {
		out = append(out, s.Span)
	}
	return out
}

func words(d *document.Document) (out []document.Span) {
	for _, k := range d.Tokens {
		out = append(out, k.Span)
	}
	return out
}

type score struct{ hit, found, gold int }

func (s *score) add(t *testing.T, id string, d *document.Document, gold map[document.Span]bool, of func(*document.Document) []document.Span) {
	s.gold += len(gold)
	got := map[document.Span]bool{}
	for _, span := range of(d) {
		s.found++
		got[span] = true
		if gold[span] {
			s.hit++
		} else if testing.Verbose() {
			t.Logf("%s: not in gold: %q", id, d.Text(span))
		}
	}
	for span := range gold {
		if !got[span] && testing.Verbose() {
			t.Logf("%s: missed: %q", id, d.Text(span))
		}
	}
}

func (s *score) check(t *testing.T, what string, floor float64) {
	p, r := float64(s.hit)/float64(s.found), float64(s.hit)/float64(s.gold)
	f := 2 * p * r / (p + r)
	t.Logf("%s: precision %.4f, recall %.4f, F1 %.4f (%d)", what, p, r, f, s.gold)
	if !(f >= floor) {
		t.Errorf("%s: F1 %.4f, want at least %.3f", what, f, floor)
	}
}

// unit is one document of a treebank, its text put together again.
type unit struct {
	id        string
	text      strings.Builder
	runes     int
	tokens    map[document.Span]bool
	sentences map[document.Span]bool
}

// treebank reads a CoNLL-U file. Words around a hyphen are joined, as our tokens have it.
func treebank(t *testing.T, path string) []*unit {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	var out []*unit
	var u *unit
	type tok struct {
		document.Span
		text string
	}
	var toks []tok
	begin, skip, par, space := 0, 0, false, false
	flush := func() {
		if len(toks) == 0 {
			return
		}
		u.sentences[document.Span{Begin: begin, End: toks[len(toks)-1].End}] = true
		for i := 0; i < len(toks); i++ {
			k := toks[i]
			for i+2 < len(toks) && toks[i+1].text == "-" && toks[i+1].Begin == k.End && toks[i+2].Begin == toks[i+1].End &&
				alnum(last(k.text)) && alnum(first(toks[i+2].text)) && !(digit(last(k.text)) && digit(first(toks[i+2].text))) {
				k.End, k.text = toks[i+2].End, toks[i+2].text
				i += 2
			}
			u.tokens[k.Span] = true
		}
		toks = toks[:0]
	}
	put := func(s string) { u.text.WriteString(s); u.runes += utf8.RuneCountInString(s) }
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<22)
	for in.Scan() {
		line := in.Text()
		if id, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
			u = &unit{id: id, tokens: map[document.Span]bool{}, sentences: map[document.Span]bool{}}
			out = append(out, u)
			par, space = false, false
		}
		if strings.HasPrefix(line, "# newpar") && u.runes > 0 {
			par = true
		}
		if line == "" {
			flush()
			skip = 0
		}
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if strings.Contains(c[0], ".") {
			continue
		}
		if skip > 0 { // a word of a multiword token whose text is put already
			skip--
			n := utf8.RuneCountInString(c[1])
			at := u.runes
			if len(toks) > 0 {
				at = toks[len(toks)-1].End
			}
			toks = append(toks, tok{document.Span{Begin: at, End: at + n}, c[1]})
			continue
		}
		if par {
			put("\n")
		} else if space {
			put(" ")
		}
		par = false
		if len(toks) == 0 {
			begin = u.runes
		}
		space = !strings.Contains(c[9], "SpaceAfter=No")
		at := u.runes
		put(c[1])
		if a, b, ok := strings.Cut(c[0], "-"); ok {
			skip = atoi(b) - atoi(a) + 1
			toks = append(toks, tok{document.Span{Begin: at, End: at}, ""}) // where its words begin
			continue
		}
		toks = append(toks, tok{document.Span{Begin: at, End: u.runes}, c[1]})
	}
	for _, u := range out {
		for k := range u.tokens {
			if k.Len() == 0 {
				delete(u.tokens, k)
			}
		}
	}
	return out
}

func atoi(s string) (n int) {
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}

func first(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func last(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }
