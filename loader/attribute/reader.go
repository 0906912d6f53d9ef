package attribute

import (
	"quadrille/loader/document"
	"quadrille/loader/mood"
)

// reading is an attribution as a rule reads it, before speakers are looked up.
type reading struct {
	source   []document.Range // the source's noun phrase; more than one when the rule knows of several
	cue      []document.Range
	content  []document.Range
	sentence int
	quote    int // the quotation whose words it stands in, 0 for the author's
	polarity document.Polarity
	verbatim bool // what an interview's transcript gives as said
	trust    rule
	sure     float64 // how often the encoder is right here, 0 where it has no part
	whole    int     // the same number for the pieces of one attribution, 0 for one that has a single piece
}

// reader reads one document.
type reader struct {
	d        *document.Document
	groups   []int32
	verbs    []int32
	classes  []class // of each verb group, 0 for no cue
	readings []reading
	wholes   int // numbers given to attributions of several pieces
	moods    *mood.Moods
}

func newReader(d *document.Document) *reader {
	r := &reader{d: d, moods: mood.Of(d), groups: make([]int32, len(d.Tokens)), verbs: make([]int32, len(d.Tokens)), classes: make([]class, len(d.VerbGroups))}
	for i, g := range d.NounGroups {
		for j := g.First; j < g.End; j++ {
			r.groups[j] = int32(i + 1)
		}
	}
	for i, g := range d.VerbGroups {
		for j := g.First; j < g.End; j++ {
			r.verbs[j] = int32(i + 1)
		}
		r.classes[i] = verbs[d.Tokens[g.Head].Lemma]
	}
	return r
}

// cueAt is the class of the verb group that begins at token i.
func (r *reader) cueAt(v *view, i int) (class, bool) {
	g, ok := v.verb(i)
	if !ok || g.First != i {
		return 0, false
	}
	return r.classes[v.verbs[i]-1], true
}

// longest is the number of tokens from which on a sentence is a list or a table rather than a sentence. Nothing is read in
// it, which also keeps the work linear: rules look back and forth within a sentence.
const longest = 512

// read reads a sentence: the author's words, then those of each quotation in it.
func (r *reader) read(sentence int) {
	s := r.d.Sentences[sentence]
	if s.Tokens.Len() > longest {
		return
	}
	v := view{d: r.d, t: r.d.Tokens, groups: r.groups, verbs: r.verbs, lo: s.Tokens.First, hi: s.Tokens.End}
	if q := r.whole(s.Tokens); q > 0 {
		v.quote = q
		r.rules(&v, sentence)
		return
	}
	r.rules(&v, sentence)
	for i := v.lo; i < v.hi; {
		q := v.t[i].Quote
		j := v.after(i)
		if q > 0 && !r.d.Quotations[q-1].Scare && j-i > 4 {
			inner := v
			inner.lo, inner.hi, inner.quote = i, j, q
			r.rules(&inner, sentence)
		}
		i = max(j, i+1)
	}
}

// whole is the quotation that all of the tokens stand in, 0 when there is none.
func (r *reader) whole(tokens document.Range) int {
	q := r.d.Tokens[tokens.First].Quote
	for i := tokens.First; i < tokens.End; i++ {
		if r.d.Tokens[i].Quote != q {
			return 0
		}
	}
	return q
}

func (r *reader) rules(v *view, sentence int) {
	from := len(r.readings)
	for i := v.lo; i < v.hi; i++ {
		if !v.own(i) {
			continue
		}
		if v.is(i, "according") && v.is(i+1, "to") { // which the tagger takes for a verb
			r.according(v, i)
			continue
		}
		if g, ok := v.verb(i); ok && g.First == i {
			r.verbCue(v, int(v.verbs[i])-1)
			i = g.End - 1
			continue
		}
		if nouns[v.t[i].Lemma] && v.is(i+1, "that") && v.that(i+1) {
			r.nounCue(v, i)
		}
	}
	for i := from; i < len(r.readings); i++ {
		r.readings[i].sentence = sentence
		r.readings[i].quote = v.quote
	}
}

func (r *reader) add(x reading) { r.readings = append(r.readings, x) }

// number gives an attribution of several pieces its number.
func (r *reader) number() int {
	r.wholes++
	return r.wholes
}

// asked tells whether the view's own words are a question.
func (v *view) asked() bool {
	for i := v.hi - 1; i >= v.lo && i >= v.hi-2; i-- {
		if v.is(i, "?") && v.own(i) {
			return true
		}
	}
	return false
}

// polarity of what a verb group states, given where its clause begins.
func (v *view) polarity(g document.VerbGroup, clause int) document.Polarity {
	for i := clause - 1; i >= v.lo && i >= clause-2; i-- {
		if v.is(i, "if", "unless", "whether", "until", "lest") {
			return document.Hedged
		}
	}
	switch {
	case g.Negated:
		return document.Negated
	case g.Modal == "may" || g.Modal == "might" || g.Modal == "could" || g.Modal == "ready" || g.Modal == "likely" || g.Modal == "expected" || g.Modal == "willing":
		return document.Hedged
	}
	return document.Asserted
}
