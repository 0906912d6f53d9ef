package attribute

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"

	"quadrille/loader/document"
	"quadrille/loader/neural"
)

// Gold is one attribution of an annotated text, as spans.
type Gold struct{ Source, Cue, Content []document.Span }

// Fitter learns the weights of Learned from annotated documents that have passed the stages before attribute.
type Fitter struct {
	c         *chain
	instances []instance
}

type instance struct {
	s    *sequence
	gold []uint8
}

// NewFitter makes a fitter without documents.
func NewFitter() *Fitter {
	f := &Fitter{c: newChain()}
	f.c.words.grows, f.c.edges.grows = true, true
	return f
}

// Add takes in a document and its attributions: its sentences as sequences of cues, and for each cue of a source the
// words around it as sequences of parts. Cues of the annotation are taken for known.
func (f *Fitter) Add(d *document.Document, gold []Gold) {
	r := newReader(d)
	for i := range d.Sentences {
		if d.Sentences[i].Tokens.Len() > 0 {
			r.read(i)
		}
	}
	r.transcripts()
	scores, ruled := neural.Of(d), r.ruledCues()
	var cues []found
	for i := range d.Sentences {
		tokens := d.Sentences[i].Tokens
		if tokens.Len() == 0 || tokens.Len() > longest {
			continue
		}
		labels := cueLabels(d, tokens, gold)
		for k, y := range labels {
			switch at := tokens.First + k; y {
			case cueFirst:
				cues = append(cues, found{cue: document.Range{First: at, End: at + 1}})
			case cueFurther:
				cues[len(cues)-1].cue.End++
			}
		}
		f.instances = append(f.instances, instance{r.cueSequence(f.c, scores, tokens, ruled), labels})
	}
	for _, s := range r.scenes(scores, cues) {
		for _, g := range gold {
			if touches(d, s.cue, g.Cue) && len(g.Source) > 0 {
				f.instances = append(f.instances, instance{s.sequence(f.c), s.partLabels(g)})
				break
			}
		}
	}
}

func cueLabels(d *document.Document, tokens document.Range, gold []Gold) []uint8 {
	out := make([]uint8, tokens.Len())
	for _, g := range gold {
		before := false
		for k := range out {
			i := document.Range{First: tokens.First + k, End: tokens.First + k + 1}
			in := touches(d, i, g.Cue)
			switch {
			case in && before:
				out[k] = cueFurther
			case in:
				out[k] = cueFirst
			}
			before = in
		}
	}
	return out
}

func (s *scene) partLabels(g Gold) []uint8 {
	d := s.r.d
	out := make([]uint8, s.stretch.Len())
	for k := range out {
		i := document.Range{First: s.stretch.First + k, End: s.stretch.First + k + 1}
		switch {
		case s.cue.Contains(i.First):
		case touches(d, i, g.Source):
			out[k] = inSource
		case touches(d, i, g.Content):
			out[k] = inContent
		}
	}
	return out
}

func touches(d *document.Document, r document.Range, spans []document.Span) bool {
	at := d.Span(r)
	for _, s := range spans {
		if s.Overlaps(at) {
			return true
		}
	}
	return false
}

// What the fit was tuned with.
const (
	wrongCost = .5 // what a wrong label gains in training, so that right ones win by a margin
	leastSeen = 6  // features of words that are rarer are left out
)

// Fit runs the averaged structured perceptron for some rounds over all that was added, and writes the weights that
// Learned reads. The order is the same each time. It reports each round in a line.
func (f *Fitter) Fit(ctx context.Context, rounds int, report, out io.Writer) error {
	c := f.c
	seen := make([]int, len(c.words.weights))
	for _, x := range f.instances {
		for _, fs := range x.s.words {
			for _, k := range fs {
				seen[k]++
			}
		}
	}
	words, edges := make([]labelWeights, len(c.words.weights)), make([]edgeWeights, len(c.edges.weights))
	order, step := rand.New(rand.NewPCG(1, 1)), float32(0)
	for round := range rounds {
		order.Shuffle(len(f.instances), func(i, j int) { f.instances[i], f.instances[j] = f.instances[j], f.instances[i] })
		wrong, all := 0, 0
		for _, x := range f.instances {
			if err := ctx.Err(); err != nil {
				return err
			}
			step++
			got := c.decode(x.s, x.gold, wrongCost)
			all += len(got)
			for i, y := range got {
				g := x.gold[i]
				if y != g {
					wrong++
					for _, k := range x.s.words[i] {
						if seen[k] < leastSeen {
							continue
						}
						w, a := &c.words.weights[k], &words[k]
						w[g], a[g] = w[g]+1, a[g]+step
						w[y], a[y] = w[y]-1, a[y]-step
					}
				}
				if i == 0 || y == g && got[i-1] == x.gold[i-1] {
					continue
				}
				p, q := int(x.gold[i-1])*labels+int(g), int(got[i-1])*labels+int(y)
				for _, k := range x.s.edges[i] {
					w, a := &c.edges.weights[k], &edges[k]
					w[p], a[p] = w[p]+1, a[p]+step
					w[q], a[q] = w[q]-1, a[q]-step
				}
			}
		}
		fmt.Fprintf(report, "round %d: %d sequences, %.2f %% of %d words wrong\n", round+1, len(f.instances), 100*float64(wrong)/float64(all), all)
	}
	for k := range words {
		for y := range words[k] {
			c.words.weights[k][y] -= words[k][y] / (step + 1)
		}
	}
	for k := range edges {
		for y := range edges[k] {
			c.edges.weights[k][y] -= edges[k][y] / (step + 1)
		}
	}
	return c.write(out)
}
