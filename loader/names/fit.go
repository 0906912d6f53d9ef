package names

import (
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/neural"
)

// Fitter collects sentences with known names and fits a chain to them.
type Fitter struct {
	lex       *lexicon.Lexicon
	c         chain
	seen      []int // how often each row was seen
	sentences []example
}

type example struct {
	words []word
	gold  []uint8
}

// NewFitter makes a fitter.
func NewFitter(lex *lexicon.Lexicon) *Fitter {
	return &Fitter{lex: lex, c: chain{rows: map[feature]int32{}}}
}

// Add adds a document on which the encoder has run; label gives the label of a word by its index: "O", "B-PER" and so on.
func (f *Fitter) Add(d *document.Document, label func(token int) string) error {
	s := neural.Of(d)
	if s == nil {
		return fmt.Errorf("names: a document without the encoder's scores")
	}
	v := view(d, f.lex, s)
	for i := range d.Sentences {
		r := d.Sentences[i].Tokens
		if r.Len() == 0 {
			continue
		}
		e := example{words: make([]word, r.Len()), gold: make([]uint8, r.Len())}
		v.sentence(r, func(t int, x feature) {
			id, ok := f.c.rows[x]
			if !ok {
				id = int32(len(f.seen))
				f.c.rows[x] = id
				f.seen = append(f.seen, 0)
			}
			f.seen[id]++
			w := &e.words[t-r.First]
			w.seen = append(w.seen, id)
		})
		for t := r.First; t < r.End; t++ {
			e.words[t-r.First].heads = v.heads[t]
			for l, n := range labelNames {
				if n == label(t) {
					e.gold[t-r.First] = uint8(l)
				}
			}
			if g := e.gold[t-r.First]; g%2 == 0 && g > 0 && (t == r.First || !follows(int(e.gold[t-r.First-1]), int(g))) {
				e.gold[t-r.First]-- // an I that nothing begins is a beginning
			}
		}
		f.sentences = append(f.sentences, e)
	}
	return nil
}

// Options say how a chain is fitted.
type Options struct {
	Rounds int     // how often the sentences are gone through
	Least  int     // features seen less often are left out
	Rate   float64 // AdaGrad's first step
	Decay  float64 // of the weights, a sentence
	Blind  float64 // the share of sentences for which the head of Universal NER says nothing
	Drop   float64 // the share of a word's features that each step leaves out
	Trust  float32 // weight of that head that is given, not fitted; 0 fits it
}

// Fit fits the weights by the gradient of the sentences' likelihood with AdaGrad's steps (Duchi et al. 2011) and writes them.
//
// The encoder has learned from the same sentences, so its head of Universal NER is surer of them than of others: o.Blind and
// o.Trust keep the fit from believing it.
func (f *Fitter) Fit(ctx context.Context, o Options, log, out io.Writer) error {
	f.prune(o.Least)
	f.c.weights = make([]row, len(f.c.rows))
	s := steps{o: o, c: &f.c, weights: make([]row, len(f.c.rows)), random: rand.New(rand.NewPCG(1, 2))}
	order := s.random.Perm(len(f.sentences))
	for round := range o.Rounds {
		s.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss := 0.
		for _, at := range order {
			if err := ctx.Err(); err != nil {
				return err
			}
			loss += s.learn(&f.sentences[at])
		}
		fmt.Fprintf(log, "round %d: loss %.0f\n", round+1, loss)
	}
	for i := range f.c.weights {
		for l := range f.c.weights[i] {
			f.c.weights[i][l] *= float32(1 - o.Drop)
		}
	}
	if o.Trust > 0 {
		for i := range readNames {
			f.c.heads[i][i] = o.Trust
		}
	}
	return f.c.write(out)
}

// steps are the state of a fit: the sums of squared gradients of each weight.
type steps struct {
	o       Options
	c       *chain
	weights []row
	heads   [headScores]row
	edges   [labels]row
	random  *rand.Rand
	scores  []row
	words   []word
}

func (s *steps) step(w, square *float32, g float64) {
	g -= s.o.Decay * float64(*w)
	*square += float32(g * g)
	*w += float32(s.o.Rate * g / (1e-6 + math.Sqrt(float64(*square))))
}

// tiny is a gradient too small to follow.
const tiny = 1e-4

// learn follows one sentence's gradient and gives its loss before.
func (s *steps) learn(e *example) (loss float64) {
	words := append(s.words[:0], e.words...)
	s.words = words
	blind := s.o.Trust > 0 || s.random.Float64() < s.o.Blind
	for i := range words {
		if blind {
			clear(words[i].heads[:len(readNames)])
		}
		words[i].seen = s.kept(words[i].seen)
	}
	s.scores = s.c.scores(s.scores, words)
	var pairs [labels][labels]float64
	expected := s.c.expect(s.scores, &pairs)
	for i := range words {
		loss -= math.Log(max(1e-12, expected[i][e.gold[i]]))
		if i > 0 {
			pairs[e.gold[i-1]][e.gold[i]]--
		}
		for l, p := range expected[i] {
			g := -p
			if int(e.gold[i]) == l {
				g++
			}
			if math.Abs(g) > tiny {
				s.follow(&words[i], l, g)
			}
		}
	}
	for p := range pairs {
		for l, g := range pairs[p] {
			if math.Abs(g) > tiny {
				s.step(&s.c.edges[p][l], &s.edges[p][l], -g)
			}
		}
	}
	return loss
}

// kept is what is left of features when some are dropped, so that none relies on the company of another.
func (s *steps) kept(seen []int32) []int32 {
	if s.o.Drop == 0 {
		return seen
	}
	out := make([]int32, 0, len(seen))
	for _, r := range seen {
		if s.random.Float64() >= s.o.Drop {
			out = append(out, r)
		}
	}
	return out
}

// follow moves what a word says of label l by gradient g.
func (s *steps) follow(w *word, l int, g float64) {
	for _, r := range w.seen {
		s.step(&s.c.weights[r][l], &s.weights[r][l], g)
	}
	for h, x := range w.heads {
		if x != 0 {
			s.step(&s.c.heads[h][l], &s.heads[h][l], g*float64(x))
		}
	}
}

// prune leaves out features that were seen too seldom.
func (f *Fitter) prune(least int) {
	to := make([]int32, len(f.seen))
	n := int32(0)
	for i, k := range f.seen {
		to[i] = -1
		if k >= least {
			to[i] = n
			n++
		}
	}
	for x, id := range f.c.rows {
		if to[id] < 0 {
			delete(f.c.rows, x)
		} else {
			f.c.rows[x] = to[id]
		}
	}
	for s := range f.sentences {
		for w := range f.sentences[s].words {
			words := &f.sentences[s].words[w]
			kept := words.seen[:0]
			for _, id := range words.seen {
				if to[id] >= 0 {
					kept = append(kept, to[id])
				}
			}
			words.seen = kept
		}
	}
}
