package eval

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"quadrille/loader/document"
)

// ReadCaRBSentences gives the sentences of CaRB's gold, each a text of its own with the words that spaces set apart.
func ReadCaRBSentences(r io.Reader, file string) ([]Text, error) {
	var out []Text
	seen := map[string]bool{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		sentence, _, ok := strings.Cut(lines.Text(), "\t")
		sentence = strings.TrimSpace(sentence)
		if !ok && sentence != "" {
			return nil, fmt.Errorf("%s:%d: a sentence without a relation", file, n)
		}
		if sentence == "" || seen[sentence] {
			continue
		}
		seen[sentence] = true
		s := TreeSentence{Begins: true}
		for _, w := range strings.Fields(sentence) {
			s.Words = append(s.Words, Word{Form: w})
		}
		out = append(out, Text{ID: sentence, Sentences: []TreeSentence{s}})
	}
	return out, lines.Err()
}

// FindTuples reads the texts of ReadCaRBSentences with stages, and takes the open relations of each sentence.
func FindTuples(ctx context.Context, texts []Text, stages []Stage, tuples func(d *document.Document, sentence int) []Tuple) (Tuples, error) {
	out := Tuples{}
	for _, t := range texts {
		words := t.Sentences[0].Words
		plain := Text{ID: t.ID, Sentences: []TreeSentence{{Begins: true, Words: make([]Word, len(words))}}}
		for i, w := range words {
			plain.Sentences[0].Words[i] = Word{Form: unescaped.Replace(w.Form)}
		}
		d, err := run(ctx, plain, stages)
		if err != nil {
			return nil, err
		}
		for i, w := range words { // as the gold writes them
			d.Tokens[i].Text = w.Form
		}
		key := sentenceKey(t.ID)
		out[key] = append(out[key], tuples(d, 0)...)
	}
	return out, nil
}

// unescaped undoes the Penn Treebank's ways to write brackets.
var unescaped = strings.NewReplacer("-LRB-", "(", "-RRB-", ")", "-LSB-", "[", "-RSB-", "]", "-LCB-", "{", "-RCB-", "}")
