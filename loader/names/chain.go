package names

import "math"

// The labels that a chain tells apart: those of Universal NER.
const (
	outside = iota
	beginPerson
	insidePerson
	beginOrganisation
	insideOrganisation
	beginPlace
	insidePlace
	labels
)

// labelNames are the labels' names, in the order of the constants.
var labelNames = [labels]string{"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"}

// row holds a number for each label.
type row [labels]float32

// chain is a linear-chain conditional random field (Lafferty et al. 2001): weights of what is seen at a word, of what the
// encoder's heads say of it, and of two labels in a row.
type chain struct {
	rows    map[feature]int32 // feature -> index into weights
	weights []row
	heads   [headScores]row
	edges   [labels]row // from the row's label to the column's
}

// word is what a chain sees of one word.
type word struct {
	seen  []int32             // rows of its features
	heads [headScores]float32 // logarithms of what the heads give their labels
}

// follows tells whether label b may stand after label a; a is outside at the beginning of a sentence.
func follows(a, b int) bool {
	switch b {
	case insidePerson, insideOrganisation, insidePlace:
		return a == b || a == b-1
	}
	return true
}

// score adds up the weights of one word.
func (c *chain) score(w *word) (s row) {
	for _, r := range w.seen {
		x := &c.weights[r]
		for l := range s {
			s[l] += x[l]
		}
	}
	for h, v := range w.heads {
		x := &c.heads[h]
		for l := range s {
			s[l] += v * x[l]
		}
	}
	return s
}

// scores are those of all words of a sentence.
func (c *chain) scores(out []row, words []word) []row {
	out = out[:0]
	for i := range words {
		out = append(out, c.score(&words[i]))
	}
	return out
}

// best is the well-formed sequence of labels with the highest sum, by Viterbi's algorithm.
func (c *chain) best(scores []row) []uint8 {
	if len(scores) == 0 {
		return nil
	}
	back := make([][labels]uint8, len(scores))
	var sum [labels]float64
	for l := range sum {
		sum[l] = float64(scores[0][l])
		if !follows(outside, l) {
			sum[l] = impossible
		}
	}
	for i := 1; i < len(scores); i++ {
		var next [labels]float64
		for l := range next {
			next[l] = 2 * impossible
			for p := range sum {
				if s := sum[p] + float64(c.edges[p][l]); follows(p, l) && s > next[l] {
					next[l], back[i][l] = s, uint8(p)
				}
			}
			next[l] += float64(scores[i][l])
		}
		sum = next
	}
	top := 0
	for l := range sum {
		if sum[l] > sum[top] {
			top = l
		}
	}
	out := make([]uint8, len(scores))
	for i := len(scores) - 1; i >= 0; i-- {
		out[i] = uint8(top)
		top = int(back[i][top])
	}
	return out
}

// expect gives the probabilities of each word's labels and adds those of each pair in a row to pairs, which may be nil: the
// forward-backward algorithm, in logarithms, over well-formed sequences.
func (c *chain) expect(scores []row, pairs *[labels][labels]float64) [][labels]float64 {
	n := len(scores)
	forward, backward := make([][labels]float64, n), make([][labels]float64, n)
	for l := range labels {
		forward[0][l] = float64(scores[0][l])
		if !follows(outside, l) {
			forward[0][l] = impossible
		}
	}
	for i := 1; i < n; i++ {
		for l := range labels {
			var in [labels]float64
			for p := range labels {
				in[p] = impossible
				if follows(p, l) {
					in[p] = forward[i-1][p] + float64(c.edges[p][l])
				}
			}
			forward[i][l] = logSum(&in) + float64(scores[i][l])
		}
	}
	for i := n - 2; i >= 0; i-- {
		for l := range labels {
			var in [labels]float64
			for q := range labels {
				in[q] = impossible
				if follows(l, q) {
					in[q] = backward[i+1][q] + float64(c.edges[l][q]) + float64(scores[i+1][q])
				}
			}
			backward[i][l] = logSum(&in)
		}
	}
	all := logSum(&forward[n-1])
	out := make([][labels]float64, n)
	for i := range out {
		for l := range labels {
			out[i][l] = math.Exp(forward[i][l] + backward[i][l] - all)
			if pairs == nil || i == 0 {
				continue
			}
			for p := range labels {
				if follows(p, l) {
					pairs[p][l] += math.Exp(forward[i-1][p] + float64(c.edges[p][l]) + float64(scores[i][l]) + backward[i][l] - all)
				}
			}
		}
	}
	return out
}

func logSum(x *[labels]float64) float64 {
	top := x[0]
	for _, v := range x {
		top = max(top, v)
	}
	sum := 0.
	for _, v := range x {
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum)
}
