package neural

import (
	"quadrille/loader/document"
	"quadrille/loader/model"
	"quadrille/loader/neural/kernel"
)

// Scores are what the heads say about one document. Scores are logits unless a method says otherwise.
type Scores struct {
	m       *Model
	d       *document.Document
	vectors []float32          // [words, hidden]
	bytes   kernel.Activations // of the vectors, with room for a block of rows more
	linear  [linearHeads]table

	arcs, labels, mention, part projected   // memory of what is valid until the next call
	tables                      [][]float32 // of classes
}

// table is a matrix of scores, a row a word.
type table struct {
	numbers         []float32
	columns, stride int
}

func (t table) row(i int) []float32 { return t.numbers[i*t.stride:][:t.columns] }

// The heads that score words alone.
const (
	uposHead = iota
	featureHead
	namesHead
	silverHead
	cueHead
	linearHeads
)

// Of returns the scores that the stage has set on d, nil when it has not run.
func Of(d *document.Document) *Scores {
	s, _ := d.Scores.(*Scores)
	return s
}

// Labels are the names of the classes that the scores are of.
func (s *Scores) Labels() model.Labels { return s.m.labels }

// Vector is what the encoder makes of word i, for heads that live in other packages. It must not be changed.
func (s *Scores) Vector(i int) []float32 {
	h := s.m.encoder.hidden
	return s.vectors[i*h:][:h:h]
}

// UPOS scores the part-of-speech tags of word i, in the order of Labels.UPOS.
func (s *Scores) UPOS(i int) []float32 { return s.linear[uposHead].row(i) }

// Features scores the bundles of features of word i, in the order of Labels.Features.
func (s *Scores) Features(i int) []float32 { return s.linear[featureHead].row(i) }

// Names scores the BIO labels of names of word i, in the order of Labels.Names.
func (s *Scores) Names(i int) []float32 { return s.linear[namesHead].row(i) }

// Silver scores the BIO labels of names, dates and numbers of word i, in the order of Labels.Silver.
func (s *Scores) Silver(i int) []float32 { return s.linear[silverHead].row(i) }

// Cue scores outside, first and further word of an attribution's cue for word i.
func (s *Scores) Cue(i int) []float32 { return s.linear[cueHead].row(i) }

// rows are the vectors of words [first, end) as activations.
func (s *Scores) rows(r document.Range) *kernel.Activations {
	a := s.bytes.Slice(r.First, r.End)
	return &a
}

// Tree scores the dependencies within one sentence.
type Tree struct {
	s            *Scores
	arcs, labels *projected
	n            int
}

// Tree prepares the scores of a sentence's words; words are counted from the sentence's first. They are valid until the next call.
func (s *Scores) Tree(sentence document.Range) *Tree {
	words := s.rows(sentence)
	return &Tree{s: s, arcs: s.arcs.project(s.m, &s.m.arc, words, words, s.m.rootArc), labels: s.labels.project(s.m, &s.m.rel, words, words, s.m.rootRel), n: sentence.Len()}
}

// Arcs is the matrix of scores that word i's head is word j, or the root for j = n: row i begins at i·stride.
func (t *Tree) Arcs() (scores []float32, stride int) {
	t.s.tables[0] = t.arcs.table(t.s.tables[0], t.n, 0)
	return t.s.tables[0], t.arcs.columns()
}

// Label scores the relations of word i to its head, n for the root, in the order of Labels.Dependency.
func (t *Tree) Label(out []float32, i, head int) []float32 { return t.labels.scores(out, i, head) }

// Mentions scores the stretches of one sentence: (class, first, last) in the order of Labels.Mention, words counted from
// the sentence's first. scores[class][first·stride+last] holds for first <= last < first+WidestMention, until the next call.
func (s *Scores) Mentions(sentence document.Range) (scores [][]float32, stride int) {
	a := s.rows(sentence)
	p := s.mention.project(s.m, &s.m.mention, a, a, nil)
	for c := range s.tables[:p.head.classes] {
		s.tables[c] = p.table(s.tables[c], sentence.Len(), c)
	}
	return s.tables[:p.head.classes], p.columns()
}

// WidestMention is the number of words of the longest mention that training has seen.
const WidestMention = 24

// Parts scores, for each cue word, the words of a stretch as outside, source and content of its attribution:
// Parts(...)[cue][class][word - stretch.First].
func (s *Scores) Parts(cues []int, stretch document.Range) [][3][]float32 {
	if len(cues) == 0 || stretch.Len() == 0 {
		return nil
	}
	h := s.m.encoder.hidden
	from := make([]float32, 0, len(cues)*h)
	for _, c := range cues {
		from = append(from, s.vectors[c*h:][:h]...)
	}
	var left kernel.Activations
	left.Reset(len(cues), h)
	s.m.path.QuantiseRows(&left, from, h)
	p := s.part.project(s.m, &s.m.part, &left, s.rows(stretch), nil)
	out := make([][3][]float32, len(cues))
	for c := range 3 {
		t := p.table(nil, len(cues), c)
		for i := range cues {
			out[i][c] = t[i*p.columns():][:stretch.Len()]
		}
	}
	return out
}

// Pairs scores pairs of mentions.
type Pairs struct {
	m                     *Model
	rows                  kernel.Activations
	kind, polarity, chain *projected
}

// Pairs prepares the scores of mentions given as runs of words.
func (s *Scores) Pairs(mentions []document.Range) *Pairs {
	h := s.m.encoder.hidden
	x := make([]float32, len(mentions)*h)
	for i, r := range mentions {
		a, b := s.vectors[r.First*h:][:h], s.vectors[(r.End-1)*h:][:h]
		for j := range a {
			x[i*h+j] = (a[j] + b[j]) / 2
		}
	}
	p := &Pairs{m: s.m}
	p.rows.Reset(len(mentions), h)
	s.m.path.QuantiseRows(&p.rows, x, h)
	return p
}

// of gives the projections of head h, made when they are asked for first.
func (p *Pairs) of(of **projected, h *pairs) *projected {
	if *of == nil {
		*of = new(projected).project(p.m, h, &p.rows, &p.rows, nil)
	}
	return *of
}

// Kind scores the kinds of relation from mention i to mention j, each for itself (a positive score means more likely than
// not), in the order of Labels.Kind.
func (p *Pairs) Kind(out []float32, i, j int) []float32 {
	return p.of(&p.kind, &p.m.kind).scores(out, i, j)
}

// Polarity scores asserted, negated and hedged for a relation from mention i to mention j.
func (p *Pairs) Polarity(out []float32, i, j int) []float32 {
	return p.of(&p.polarity, &p.m.polarity).scores(out, i, j)
}

// Chain scores that mention i refers to what the earlier mention j refers to; 0 stands for a first mention.
func (p *Pairs) Chain(i, j int) float32 { return p.of(&p.chain, &p.m.chain).score(i, j, 0) }
