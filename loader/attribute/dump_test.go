package attribute_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"quadrille/loader"
	"quadrille/loader/article"
	"quadrille/loader/attribute"
	"quadrille/loader/coref"
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/link"
	"quadrille/loader/mention"
	"quadrille/loader/parse"
	"quadrille/loader/segment"
)

// stages are the stages up to attribute.
func stages(t testing.TB) []loader.Stage {
	t.Helper()
	p, err := parse.New(os.DirFS("../../data/lexicon"))
	if err != nil {
		t.Fatal(err)
	}
	lex, err := lexicon.Read(os.DirFS("../../data/lexicon"))
	if err != nil {
		t.Fatal(err)
	}
	return []loader.Stage{segment.New(), p, mention.New(lex), coref.New(lex), link.New(lex), attribute.New()}
}

func read(t testing.TB, all []loader.Stage, a *article.Article) *document.Document {
	t.Helper()
	d := document.New(a)
	for _, s := range all {
		if err := s.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

type jsonEntity struct {
	ID      string   `json:"id"`
	Type    string   `json:"type"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
}

type jsonSaid struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"`
	Subject  string   `json:"subject"`
	Spans    [][2]int `json:"spans"`
	Source   [][2]int `json:"source"`
	Cue      [][2]int `json:"cue"`
	Style    string   `json:"style"`
	Polarity string   `json:"polarity"`
	Voice    string   `json:"voice"`
	Sentence int      `json:"sentence"`
	Trust    float64  `json:"confidence"`
}

type jsonArticle struct {
	File       string       `json:"file"`
	Actors     []jsonEntity `json:"actors"`
	Assertions []jsonSaid   `json:"assertions"`
}

// TestScoreDump writes what ../../../shared/tools/score_*.py read, for all .txt files of the folder QUADRILLE_TEXTS, to
// the file QUADRILLE_OUT. It is how this stage is measured by itself; it does nothing without them.
func TestScoreDump(t *testing.T) {
	dir, out := os.Getenv("QUADRILLE_TEXTS"), os.Getenv("QUADRILLE_OUT")
	if dir == "" || out == "" {
		t.Skip("QUADRILLE_TEXTS and QUADRILLE_OUT name no folder and file")
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(names) == 0 {
		t.Fatal("no texts in", dir, err)
	}
	f, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	all := stages(t)
	if os.Getenv("QUADRILLE_MODEL") != "" {
		all = learned(t)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d := read(t, all, &article.Article{Text: string(text), TitleLine: true})
		if err := json.NewEncoder(w).Encode(dump(name, d)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
}

func dump(name string, d *document.Document) jsonArticle {
	out := jsonArticle{File: name, Actors: []jsonEntity{}, Assertions: []jsonSaid{}}
	for i, e := range d.Entities {
		out.Actors = append(out.Actors, jsonEntity{id("A", i), e.Type.String(), e.Name, e.Aliases})
	}
	for i, a := range d.Attributions {
		voice := "author"
		if a.Voice > 0 {
			voice = id("S", a.Voice-1)
		}
		out.Assertions = append(out.Assertions, jsonSaid{id("S", i), "said", id("A", a.Speaker), pairs(a.Content), pairs(a.Source),
			pairs(a.Cue), a.Style.String(), a.Polarity.String(), voice, a.Sentence, a.Confidence})
	}
	return out
}

func pairs(spans []document.Span) [][2]int {
	out := [][2]int{}
	for _, s := range spans {
		out = append(out, [2]int{s.Begin, s.End})
	}
	return out
}

func id(prefix string, i int) string { return strings.Join([]string{prefix, strconv.Itoa(i + 1)}, "") }
