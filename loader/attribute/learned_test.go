package attribute_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"quadrille/data"
	"quadrille/loader"
	"quadrille/loader/article"
	"quadrille/loader/attribute"
	"quadrille/loader/model"
	"quadrille/loader/neural"
	"quadrille/loader/parse/tree"
)

// encoder is the program's own.
func encoder(t testing.TB) *model.File {
	t.Helper()
	f, err := model.Open(data.Model())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// learned are the stages up to attribute with the encoder.
func learned(t testing.TB) []loader.Stage {
	t.Helper()
	m, err := neural.New(encoder(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	parser, err := tree.New(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	stage, err := attribute.Learned(data.Attribution(), encoder(t))
	if err != nil {
		t.Fatal(err)
	}
	all := stages(t)
	out := []loader.Stage{all[0], m, parser}
	return append(append(out, all[2:len(all)-1]...), stage)
}

// Weights read the scores of one encoder alone: with another they would say anything.
func TestLearnedRefusesAnotherEncoder(t *testing.T) {
	f := *encoder(t)
	f.Sum[0]++
	if _, err := attribute.Learned(data.Attribution(), &f); !errors.Is(err, attribute.ErrOtherEncoder) {
		t.Errorf("%v, want ErrOtherEncoder", err)
	}
	if _, err := attribute.Learned(attribute.Header(&f)+"\nw 12 x\n", &f); err == nil {
		t.Error("a line that is none was read")
	}
}

// TestLearned reads the texts of testdata/learned with the encoder and compares what is attributed.
func TestLearned(t *testing.T) {
	all := learned(t)
	names, err := filepath.Glob("testdata/learned/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no texts", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) { golden(t, all, name) })
	}
}

// Without scores the stage reads by the rules alone.
func TestLearnedWithoutScores(t *testing.T) {
	stage, err := attribute.Learned(data.Attribution(), encoder(t))
	if err != nil {
		t.Fatal(err)
	}
	rules := stages(t)
	other := append(append([]loader.Stage{}, rules[:len(rules)-1]...), stage)
	text := "The minister said that the talks had failed. “We tried,” he added. “It rained.”"
	want, got := read(t, rules, &article.Article{Text: text}), read(t, other, &article.Article{Text: text})
	if show(want) != show(got) || len(got.Attributions) != 3 {
		t.Errorf("rules read\n%sthe other stage\n%s", show(want), show(got))
	}
}

// Whatever the text is, spans lie in it and in order, voices and speakers exist, and nothing is as sure as 1.
func TestLearnedIsSound(t *testing.T) {
	all := learned(t)
	for _, text := range []string{
		"", "said", "“", "said said said said said that that that", "He said: “", "X: Y: Z: “said”.",
		strings.Repeat("“The ", 60) + "minister said", strings.Repeat("he said that ", 300),
		"ACCORDING TO THE MINISTER, WHO SAID SO", "“A,” said B, “c,” said D. “E”? Said f! According to g: h.",
	} {
		sound(t, read(t, all, &article.Article{Text: text}))
	}
}
