package eval

import (
	"context"

	"quadrille/loader/document"
)

// Stage is a stage of the loader.
type Stage interface {
	Run(ctx context.Context, d *document.Document) error
}

// run runs stages over a treebank's text.
func run(ctx context.Context, t Text, stages []Stage) (*document.Document, error) {
	d := t.Document()
	for _, s := range stages {
		if err := s.Run(ctx, d); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// ParseScore are the shares of words with the right head (UAS), with the right head and label, and with the right tag.
// Punctuation counts, and LAS compares the universal part of labels only, as in the CoNLL 2018 shared task
// (Zeman et al. 2018, section 4.2, conll18_ud_eval.py); Full compares whole labels.
type ParseScore struct {
	Sentences, Words     int
	UAS, LAS, Full, UPOS Figure
}

// Parse runs stages, which set Tags and Dependencies, over the words of treebanks and compares.
func Parse(ctx context.Context, texts []Text, stages []Stage) (ParseScore, error) {
	const (
		words = iota
		heads
		labels
		full
		tags
		counts
	)
	var units [][]float64
	for _, t := range texts {
		d, err := run(ctx, t, stages)
		if err != nil {
			return ParseScore{}, err
		}
		for i, s := range t.Sentences {
			u := make([]float64, counts)
			first := d.Sentences[i].Tokens.First
			for j, w := range s.Words {
				u[words]++
				if d.Tokens[first+j].Tag.String() == w.UPOS {
					u[tags]++
				}
				head := 0
				if h := d.Tree.Heads[first+j]; h >= 0 {
					head = h - first + 1
				}
				if head != w.Head {
					continue
				}
				u[heads]++
				got := d.Tree.Labels[first+j]
				if universal(got) == universal(w.Label) {
					u[labels]++
				}
				if got == w.Label {
					u[full]++
				}
			}
			units = append(units, u)
		}
	}
	f := figures(units, share(heads, words), share(labels, words), share(full, words), share(tags, words))
	out := ParseScore{Sentences: len(units), UAS: f[0], LAS: f[1], Full: f[2], UPOS: f[3]}
	for _, u := range units {
		out.Words += int(u[words])
	}
	return out, nil
}

func universal(label string) string {
	for i := range label {
		if label[i] == ':' {
			return label[:i]
		}
	}
	return label
}
