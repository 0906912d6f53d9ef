package relate

import (
	"quadrille/loader/document"
	"quadrille/loader/neural/kernel"
)

// field is a sentence with its ends, and what all its candidates share.
type field struct {
	*sentence
	ends  []end
	pairs []pair // of ends i and j at i·len(ends)+j

	row       map[int]int // token -> its row of projected
	projected []float32   // [rows, weights.columns]
}

// pair is how the second of two ends stands to the first.
type pair struct {
	done      bool
	path, way string
}

// between gives the pair of ends i and j.
func (l *learner) between(f *field, i, j int) *pair {
	p := &f.pairs[i*len(f.ends)+j]
	if !p.done {
		a, b := f.ends[i].head, f.ends[j].head
		*p = pair{true, f.path(f.at[a], f.at[b]), l.way(a, b)}
	}
	return p
}

// project multiplies the vectors of the tokens that candidates look at with the weights, all at once.
func (l *learner) project(f *field, cues map[document.Kind][]carrier) {
	w := l.learned
	var tokens []int
	f.row = map[int]int{}
	add := func(t int) {
		if _, ok := f.row[t]; !ok {
			f.row[t] = len(tokens)
			tokens = append(tokens, t)
		}
	}
	for _, e := range f.ends {
		add(e.First)
		add(e.End - 1)
		add(e.head)
	}
	for _, list := range cues {
		for _, c := range list {
			add(c.token)
		}
	}
	rows := kernel.Padded(len(tokens))
	l.vectors = sized(l.vectors, rows*w.vector)
	for i, t := range tokens {
		copy(l.vectors[i*w.vector:], l.scores.Vector(t))
	}
	f.projected = sized(l.projected, rows*w.columns)
	l.projected = f.projected
	w.path.MultiplyFloat(f.projected, w.columns, l.vectors, w.vector, len(tokens), w.packed, w.vector, w.columns/kernel.FloatWidth)
}

func sized(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}

// side adds to p what the vectors of an end say: the mean of its first and last, and its head, from columns at on.
func (f *field) side(p part, w *weights, e end, at int) {
	row := func(t, at int) []float32 { return f.projected[f.row[t]*w.columns+at:][:w.hidden] }
	first, last, head := row(e.First, at), row(e.End-1, at), row(e.head, at+w.hidden)
	for i := range head {
		p[i] += (first[i]+last[i])/2 + head[i]
	}
}

// cue adds to p what the vector of token t says as a cue.
func (f *field) cue(p part, w *weights, t int) {
	for i, v := range f.projected[f.row[t]*w.columns+4*w.hidden:][:w.hidden] {
		p[i] += v
	}
}

// features collects what is known of a candidate: what the weights say of it, or, for training, the names.
type features struct {
	w     *weights // nil for training
	sum   part
	names []string
	key   []byte
}

// add adds the feature whose name the parts make.
func (f *features) add(parts ...string) {
	f.key = f.key[:0]
	for _, p := range parts {
		f.key = append(f.key, p...)
	}
	if f.w == nil {
		f.names = append(f.names, string(f.key))
		return
	}
	if i, ok := f.w.features[string(f.key)]; ok {
		f.sum.add(f.w.perFeature[int(i)*len(f.sum):][:len(f.sum)])
	}
}

// next begins another list of features.
func (f *features) next(sum part) { f.sum, f.names = sum, nil }
