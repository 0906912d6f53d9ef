package relate

import (
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/model"
	"quadrille/loader/neural/kernel"
)

// ErrOtherEncoder means that the weights for relations were trained on the vectors of another encoder.
var ErrOtherEncoder = errors.New("the weights for relations belong to another encoder")

// weights score a candidate: a hidden layer over the encoder's vectors of the subject, the cue and the object and over the
// features of how they stand to each other, and what each feature says of each kind by itself.
type weights struct {
	hidden, vector       int
	kinds                []document.Kind
	features             map[string]int32
	perFeature           []float32 // [features, hidden + kinds]
	subject, cue, object []float32 // [hidden, 2 vectors], [hidden, vector], [hidden, 2 vectors]
	hiddenBias           []float32
	kind, kindBias       []float32 // [kinds, hidden], [kinds]
	slope, shift         []float32 // per kind: log odds = slope·score + shift
	least                []float32 // per kind: the probability from which a relation is stated

	path    *kernel.Path
	packed  []float32 // subject, cue and object side by side (pack)
	columns int       // of packed

	agree []float32 // log odds of what a rule states = agree·(log odds of the pattern, score, 1)
}

// Learned is New with a learned source of relations beside the rules: it proposes what no pattern reads, and weighs what
// they state. f is the file of its weights, encoder the model whose vectors they were trained on. On a document without
// scores the stage is New's. Errors: model.ErrDamaged, ErrOtherEncoder, and New's.
func Learned(lex *lexicon.Lexicon, f, encoder *model.File) (*Stage, error) {
	st, err := New(lex)
	if err != nil {
		return nil, err
	}
	if sum := hex.EncodeToString(encoder.Sum[:4]); !strings.HasSuffix(f.Name, "@"+sum) {
		return nil, fmt.Errorf("relate: %w: %s, and the encoder is %s", ErrOtherEncoder, f.Name, sum)
	}
	if st.learned, err = readWeights(f); err != nil {
		return nil, fmt.Errorf("relate: %w", err)
	}
	return st, nil
}

func readWeights(f *model.File) (*weights, error) {
	w := &weights{vector: f.Sizes.Hidden, hidden: f.Rows("hidden.bias"), features: map[string]int32{}}
	for _, name := range f.Labels.Kind {
		w.kinds = append(w.kinds, kindNamed(name))
	}
	names, err := f.Lines("features")
	if err != nil {
		return nil, err
	}
	for i, n := range names {
		w.features[n] = int32(i)
	}
	k, h := len(w.kinds), w.hidden
	for _, t := range []struct {
		to    *[]float32
		name  string
		shape []int
	}{
		{&w.perFeature, "features.weight", []int{len(names), h + k}},
		{&w.subject, "subject.weight", []int{h, 2 * w.vector}}, {&w.cue, "cue.weight", []int{h, w.vector}}, {&w.object, "object.weight", []int{h, 2 * w.vector}},
		{&w.hiddenBias, "hidden.bias", []int{h}}, {&w.kind, "kind.weight", []int{k, h}}, {&w.kindBias, "kind.bias", []int{k}},
		{&w.slope, "slope", []int{k}}, {&w.shift, "shift", []int{k}}, {&w.least, "least", []int{k}}, {&w.agree, "agree", []int{3}},
	} {
		if *t.to, err = f.Floats(t.name, t.shape...); err != nil {
			return nil, err
		}
	}
	w.pack()
	return w, nil
}

func kindNamed(name string) document.Kind {
	for _, k := range document.Kinds() {
		if k.String() == name {
			return k
		}
	}
	return document.Said
}

// part is what one side adds to the hidden layer and to the scores of the kinds.
type part []float32

// pack lays the matrices that vectors are multiplied with side by side, as kernel.MultiplyFloat takes them: hidden columns each for
// the mean of a subject's ends, its head, the mean of an object's ends, its head, and the cue.
func (w *weights) pack() {
	w.path = kernel.Best()
	w.columns = (5*w.hidden + kernel.FloatWidth - 1) / kernel.FloatWidth * kernel.FloatWidth
	w.packed = make([]float32, w.columns*w.vector)
	put := func(block int, matrix []float32, stride, from int) {
		for i := range w.hidden {
			c := block*w.hidden + i
			panel := w.packed[c/kernel.FloatWidth*kernel.FloatWidth*w.vector+c%kernel.FloatWidth:]
			for k, v := range matrix[i*stride+from:][:w.vector] {
				panel[k*kernel.FloatWidth] = v
			}
		}
	}
	put(0, w.subject, 2*w.vector, 0)
	put(1, w.subject, 2*w.vector, w.vector)
	put(2, w.object, 2*w.vector, 0)
	put(3, w.object, 2*w.vector, w.vector)
	put(4, w.cue, w.vector, 0)
}

func (p part) add(q part) {
	p = p[:len(q)]
	for i, v := range q {
		p[i] += v
	}
}

// score is the score of kind k for the sum of the parts of a candidate.
func (w *weights) score(k int, cue, subject, object, pair part) float32 {
	n := w.hidden + k
	sum := w.kindBias[k] + cue[n] + subject[n] + object[n] + pair[n]
	cue, subject, object, pair = cue[:w.hidden], subject[:w.hidden], object[:w.hidden], pair[:w.hidden]
	bias, kind := w.hiddenBias[:w.hidden], w.kind[k*w.hidden:][:w.hidden]
	for i, v := range kind {
		sum += float32(max(bias[i]+cue[i]+subject[i]+object[i]+pair[i], 0) * v)
	}
	return sum
}

// chance is the probability that a candidate of kind k with that score is right.
func (w *weights) chance(k int, score float32) float64 {
	return logistic(float64(float32(w.slope[k]*score) + w.shift[k]))
}

// chanceOf is the probability that what a rule states is right, for the confidence of its pattern and the score.
func (w *weights) chanceOf(trust float64, score float32) float64 {
	return logistic(float64(float64(w.agree[0])*math.Log(trust/(1-trust))) + float64(w.agree[1]*score) + float64(w.agree[2]))
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
