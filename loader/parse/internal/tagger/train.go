package tagger

import (
	"math"
	"math/rand/v2"
)

// Example is a word with its label, for training.
type Example struct {
	Text, Lower string
	Label       Label
}

// TrainOptions say how to train.
type TrainOptions struct {
	Epochs int
	Rare   int     // features met fewer times are left out
	Scale  float64 // weights are stored as int8 of Scale times their average, cut at 127
	Seed   uint64
}

type trained struct{ value, sum, since [Labels]float32 }

// Train trains a model on sentences. It is deterministic for equal input and options.
func Train(sentences [][]Example, o TrainOptions) *Model {
	words := make([][]word, len(sentences))
	counts := map[Feature]int{}
	var f [Features]Feature
	for i, s := range sentences {
		words[i] = append(words[i], border, border)
		for _, e := range s {
			words[i] = append(words[i], wordOf(e.Text, e.Lower))
		}
		words[i] = append(words[i], border, border)
		b2, b1 := uint64(Labels), uint64(Labels)
		for j, e := range s {
			features(&f, (*[5]word)(words[i][j:j+5]), b2, b1)
			for _, x := range f {
				counts[x]++
			}
			b2, b1 = b1, uint64(e.Label)
		}
	}
	table := map[Feature]*trained{}
	for k, n := range counts {
		if n >= o.Rare {
			table[k] = &trained{}
		}
	}
	order := make([]int, len(sentences))
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(o.Seed, 1))
	now := float32(0)
	for range o.Epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			b2, b1 := uint64(Labels), uint64(Labels)
			for j, e := range sentences[i] {
				now++
				features(&f, (*[5]word)(words[i][j:j+5]), b2, b1)
				guess := bestOf(table, &f)
				if guess != e.Label {
					for _, x := range f {
						if t := table[x]; t != nil {
							t.add(e.Label, 1, now)
							t.add(guess, -1, now)
						}
					}
				}
				b2, b1 = b1, uint64(guess)
			}
		}
	}
	out := map[Feature][]Weight{}
	for k, t := range table {
		for l := range t.value {
			t.add(Label(l), 0, now)
			v := math.Round(float64(t.sum[l]) / float64(now) * o.Scale)
			if v != 0 {
				out[k] = append(out[k], Weight{Label(l), int8(max(-127, min(127, v)))})
			}
		}
	}
	return Build(out)
}

func (t *trained) add(l Label, v, now float32) {
	t.sum[l] += t.value[l] * (now - t.since[l])
	t.since[l] = now
	t.value[l] += v
}

func bestOf(table map[Feature]*trained, fs *[Features]Feature) Label {
	var scores [Labels]float32
	for _, f := range fs {
		if t := table[f]; t != nil {
			for l := range scores {
				scores[l] += t.value[l]
			}
		}
	}
	best := Label(0)
	for l := range scores {
		if scores[l] > scores[best] {
			best = Label(l)
		}
	}
	return best
}
