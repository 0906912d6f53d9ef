package tree_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"quadrille/data"
	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/model"
	"quadrille/loader/neural"
	"quadrille/loader/parse/tree"
	"quadrille/loader/segment"
)

// encoder is the model that loader/neural's tests use.
func encoder(t *testing.T) *neural.Model {
	t.Helper()
	path := os.Getenv("QUADRILLE_MODEL")
	if path == "" {
		path = "../../../data/models/news.model"
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := model.Open(raw)
	if err != nil {
		t.Fatal(err)
	}
	m, err := neural.New(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func parse(t *testing.T, m *neural.Model, text string) *document.Document {
	t.Helper()
	parser, err := tree.New(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	d := document.New(&article.Article{Text: text})
	for _, s := range []interface {
		Run(context.Context, *document.Document) error
	}{segment.New(), m, parser} {
		if err := s.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// Whatever the text: each sentence is one tree, and groups are in order, apart, and within their sentence.
func TestAnyTextGivesTreesAndGroups(t *testing.T) {
	m := encoder(t)
	for name, text := range map[string]string{
		"plain":     "The envoy said on Monday that neither side had signed. Will Oslo mediate again?",
		"capitals":  "TALKS COLLAPSE AS MINISTER WALKS OUT\n\nThey ended.",
		"one word":  "No",
		"marks":     "?! … — “” ()\n\n***\n- - -",
		"scripts":   "Президент 会谈 \u202eabc\u202c 😀 \u200b.",
		"list":      strings.Repeat("fish and nets, ", 3000),
		"no stop":   strings.Repeat("the ministers met again in the capital ", 1500),
		"quotation": "“We” — he said — “won’t sign, and they can’t make us.",
	} {
		t.Run(name, func(t *testing.T) {
			d := parse(t, m, text)
			for _, s := range d.Sentences {
				roots := 0
				for i := s.Tokens.First; i < s.Tokens.End; i++ {
					h := d.Tree.Heads[i]
					if h < 0 {
						roots++
					} else if !s.Tokens.Contains(h) || h == i {
						t.Fatalf("token %d depends on %d", i, h)
					}
					if (h < 0) != (d.Tree.Labels[i] == "root") {
						t.Fatalf("token %d under %d is %s", i, h, d.Tree.Labels[i])
					}
				}
				if roots != 1 {
					t.Fatalf("sentence %v has %d roots", s.Tokens, roots)
				}
			}
			acyclic(t, d)
			at := 0
			for _, g := range d.NounGroups {
				if g.First < at || g.Len() < 1 || !g.Contains(g.Head) || d.Tokens[g.First].Sentence != d.Tokens[g.End-1].Sentence {
					t.Fatalf("noun group %+v after token %d", g, at)
				}
				at = g.End
			}
			at = 0
			for _, g := range d.VerbGroups {
				if g.First < at || g.Len() < 1 || !g.Contains(g.Head) || d.Tokens[g.First].Sentence != d.Tokens[g.End-1].Sentence {
					t.Fatalf("verb group %+v after token %d", g, at)
				}
				at = g.End
			}
		})
	}
}

// acyclic checks that heads lead to a root. Trees of long sentences are deep, so that each word is walked once.
func acyclic(t *testing.T, d *document.Document) {
	t.Helper()
	const unknown, walking, fine = 0, 1, 2
	state := make([]uint8, len(d.Tokens))
	for i := range d.Tokens {
		j := i
		for j >= 0 && state[j] == unknown {
			state[j] = walking
			j = d.Tree.Heads[j]
		}
		if j >= 0 && state[j] == walking {
			t.Fatalf("token %d is above itself", j)
		}
		for j = i; j >= 0 && state[j] == walking; j = d.Tree.Heads[j] {
			state[j] = fine
		}
	}
}

func TestScoresMustBeThere(t *testing.T) {
	parser, err := tree.New(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	if err := parser.Run(context.Background(), document.New(&article.Article{})); !errors.Is(err, tree.ErrNoScores) {
		t.Errorf("error is %v", err)
	}
}
