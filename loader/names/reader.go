package names

import (
	"errors"
	"fmt"
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/model"
	"quadrille/loader/neural"
)

// Reader reads names with a chain that was fitted to both of the encoder's heads, the lexicon and the words. It may be used by
// several goroutines.
type Reader struct {
	c   *chain
	lex *lexicon.Lexicon
}

// ErrOtherEncoder means that weights were made for another encoder than the one that runs.
var ErrOtherEncoder = errors.New("the weights belong to another encoder")

// Header is the first line of weights that were made for the encoder.
func Header(encoder *model.File) string { return fmt.Sprintf("encoder %x", encoder.Sum[:4]) }

// NewReader makes a reader of weights that Fitter.Fit wrote under Header. Weights of another encoder are ErrOtherEncoder.
func NewReader(weights string, encoder *model.File, lex *lexicon.Lexicon) (*Reader, error) {
	head, rest, _ := strings.Cut(weights, "\n")
	if want := Header(encoder); head != want {
		return nil, fmt.Errorf("names: %w: the weights begin with %.40q, not with %q", ErrOtherEncoder, head, want)
	}
	c, err := readChain(rest)
	if err != nil {
		return nil, fmt.Errorf("names: the weights are damaged: %w", err)
	}
	return &Reader{c, lex}, nil
}

// Read gives the names of persons ("PER"), organisations ("ORG") and places ("LOC") of a document, in order; nil when the
// encoder has not run on it.
func (r *Reader) Read(d *document.Document) []Name {
	s := neural.Of(d)
	if s == nil {
		return nil
	}
	v := view(d, r.lex, s)
	var out []Name
	var words []word
	var scores []row
	for i := range d.Sentences {
		at := d.Sentences[i].Tokens
		words = words[:0]
		for t := at.First; t < at.End; t++ {
			words = append(words, word{heads: v.heads[t]})
		}
		v.sentence(at, func(t int, x feature) {
			if id, ok := r.c.rows[x]; ok {
				w := &words[t-at.First]
				w.seen = append(w.seen, id)
			}
		})
		scores = r.c.scores(scores, words)
		for k, l := range r.c.best(scores) {
			switch kind, begins := strings.CutPrefix(labelNames[l], "B-"); {
			case begins:
				out = append(out, Name{document.Range{First: at.First + k, End: at.First + k + 1}, kind})
			case l != outside:
				out[len(out)-1].End++ // a path never continues what nothing began
			}
		}
	}
	return out
}
