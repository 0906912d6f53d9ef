package main

import (
	"fmt"
	"time"

	"quadrille/loader/parse/internal/tagger"
)

// score tells how much of a treebank a model tags right, with the treebank's own tokens.
func score(name string, m *tagger.Model) error {
	sentences, err := readFile(name)
	if err != nil {
		return err
	}
	d := tagger.NewDecoder(m)
	var out []tagger.Label
	var words, tags, forms, right int
	begin := time.Now()
	for _, s := range sentences {
		d.Begin()
		for _, r := range s {
			d.Add(r.form, lowerOf(r.form))
		}
		out = d.Tag(out[:0])
		for i, r := range s {
			words++
			if out[i].Tag() == r.label.Tag() {
				tags++
			}
			if r.label.Form() != 0 {
				forms++
				if out[i] == r.label {
					right++
				}
			}
		}
	}
	fmt.Printf("%s: %d words, tags %.4f, of verbs tag and form %.4f, %.0f words/s\n", name, words,
		float64(tags)/float64(words), float64(right)/float64(forms), float64(words)/time.Since(begin).Seconds())
	return nil
}
