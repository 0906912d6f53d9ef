package attribute

// The parts that the words of a stretch play for one cue are read as a chain: each word outside, of the source, or of
// the content; each label scored by what is known of the word, each change of label by what stands at the edge.

// feature names one thing that is true of a word or an edge, as numbers: a template and its values.
type feature uint64

func feat(template uint8, a, b, c uint32) feature {
	return feature(template)<<56 | feature(a&0xffffff)<<32 | feature(b&0xffff)<<16 | feature(c&0xffff)
}

const labels = 3

// rowsOf holds the weights of features, each the number of its row.
type rowsOf[W any] struct {
	rows    map[feature]int32
	weights []W
	grows   bool // unknown features get a row
}

// row is the number of a feature's row, -1 for none.
func (t *rowsOf[W]) row(f feature) int32 {
	n, ok := t.rows[f]
	if !ok {
		if !t.grows {
			return -1
		}
		n = int32(len(t.weights))
		t.rows[f] = n
		var w W
		t.weights = append(t.weights, w)
	}
	return n
}

// ids are the rows of known features.
func (t *rowsOf[W]) ids(fs []feature) []int32 {
	out := make([]int32, 0, len(fs))
	for _, f := range fs {
		if n := t.row(f); n >= 0 {
			out = append(out, n)
		}
	}
	return out
}

type (
	labelWeights [labels]float32          // of a word by its label
	edgeWeights  [labels * labels]float32 // of an edge by the labels before and after it
)

// chain holds the weights of words and of edges.
type chain struct {
	words rowsOf[labelWeights]
	edges rowsOf[edgeWeights]
}

func newChain() *chain {
	return &chain{words: rowsOf[labelWeights]{rows: map[feature]int32{}}, edges: rowsOf[edgeWeights]{rows: map[feature]int32{}}}
}

// sequence is one stretch as rows of features: those of word i, and those of the edge before it.
type sequence struct {
	words, edges [][]int32
	fixed        []bool // the cue's own words are outside; nil for none
}

// decode is the best labelling of a sequence. cost, if not nil, is added to labels that differ from gold: training asks
// for the worst.
func (c *chain) decode(s *sequence, gold []uint8, cost float32) []uint8 {
	n := len(s.words)
	back := make([][labels]uint8, n)
	var sum [labels]float32
	for i := range n {
		var here [labels]float32
		for _, f := range s.words[i] {
			w := &c.words.weights[f]
			for y := range here {
				here[y] += w[y]
			}
		}
		if gold != nil {
			for y := range here {
				if uint8(y) != gold[i] {
					here[y] += cost
				}
			}
		}
		if s.fixed != nil && s.fixed[i] {
			here[inSource], here[inContent] = here[inSource]-1e6, here[inContent]-1e6
		}
		if i == 0 {
			sum = here
			continue
		}
		var edge [labels * labels]float32
		for _, f := range s.edges[i] {
			w := &c.edges.weights[f]
			for k := range edge {
				edge[k] += w[k]
			}
		}
		var next [labels]float32
		for y := range next {
			from, most := 0, sum[0]+edge[y]
			for b := 1; b < labels; b++ {
				if v := sum[b] + edge[b*labels+y]; v > most {
					from, most = b, v
				}
			}
			next[y], back[i][y] = most+here[y], uint8(from)
		}
		sum = next
	}
	last := 0
	for y := range sum {
		if sum[y] > sum[last] {
			last = y
		}
	}
	out := make([]uint8, n)
	for i := n - 1; i >= 0; i-- {
		out[i] = uint8(last)
		last = int(back[i][last])
	}
	return out
}
