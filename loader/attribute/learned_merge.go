package attribute

import (
	"maps"
	"slices"

	"quadrille/loader/document"
)

// combine turns what the encoder has found into readings in the place of those that the rules have of the same cues. Where
// the encoder sees no cue the rules are wrong twice as often as right, and only what stands beneath a name and a colon stays.
func (r *reader) combine(all []found) {
	var out []reading
	taken := make([]bool, len(r.readings))
	at := make(map[int][]int, len(r.readings)) // readings by the words of their cues
	for k, x := range r.readings {
		for _, c := range x.cue {
			for i := c.First; i < c.End; i++ {
				at[i] = append(at[i], k)
			}
		}
	}
	for _, f := range all {
		var rule *reading
		for i := f.cue.First; i < f.cue.End; i++ {
			for _, k := range at[i] {
				taken[k] = true
				if rule == nil {
					rule = &r.readings[k]
				}
			}
		}
		out = append(out, r.joined(f, rule)...)
	}
	for k, x := range r.readings {
		if !taken[k] && (x.verbatim || len(x.cue) == 0 || r.d.Tokens[x.cue[0].First].Lower == ":" || r.accused(&x)) {
			out = append(out, x)
		}
	}
	r.readings = out
}

// accused tells whether a rule's reading is somebody's accusation of doing something.
func (r *reader) accused(x *reading) bool {
	g := r.verbs[x.cue[0].First]
	return g > 0 && r.classes[g-1]&accuses != 0
}

// joined are the readings of one attribution, one for each sentence of its content. rule is what the rules make of its
// cue, nil for nothing. They know better where the content of an accusation, a name or a promise begins.
func (r *reader) joined(f found, rule *reading) []reading {
	x := reading{cue: []document.Range{f.cue}, sure: f.trust(rule != nil, r.asserts(f)), whole: r.number()}
	source := r.sourceOf(f)
	if rule != nil {
		x.trust = byBoth
		x.polarity, x.quote, x.source = rule.polarity, rule.quote, rule.source
		if g := r.verbs[rule.cue[0].First]; g > 0 && r.classes[g-1]&(accuses|calls|promises) != 0 {
			f.content = rule.content
		}
	} else {
		x.polarity, x.quote = r.polarityAt(f, source)
	}
	if rule == nil && r.bareAccusation(f) {
		return nil
	}
	if source.Len() > 0 {
		x.source = []document.Range{source}
	}
	if len(x.source) == 0 || len(f.content) == 0 {
		return nil
	}
	by := map[int][]document.Range{}
	for _, c := range f.content {
		for first := c.First; first < c.End; {
			s := r.d.Tokens[first].Sentence
			last := min(c.End, r.d.Sentences[s].Tokens.End)
			by[s] = append(by[s], document.Range{First: first, End: last})
			first = last
		}
	}
	var out []reading
	home := r.d.Tokens[f.cue.First].Sentence
	for _, s := range slices.Sorted(maps.Keys(by)) {
		if s != home && len(by) > 1 && r.words(by[s]) < leastPiece {
			continue
		}
		y := x
		y.content, y.sentence = by[s], s
		out = append(out, y)
	}
	return out
}

// leastPiece is the number of words from which what stands in another sentence than the cue is a piece of its content.
const leastPiece = 3

// trust is how often attributions like f are right (learned_trust.go).
func (f *found) trust(ruled, asserts bool) float64 {
	row := 0
	switch {
	case ruled:
	case asserts:
		row = 1
	default:
		row = 2
	}
	column := 0
	for column < len(sureFrom) && f.sure.cue < sureFrom[column] {
		column++
	}
	return trusts[row][column]
}

func (r *reader) words(rs []document.Range) int {
	n := 0
	for _, c := range rs {
		for i := c.First; i < c.End; i++ {
			if k := r.d.Tokens[i].Kind; k == document.Word || k == document.Number {
				n++
			}
		}
	}
	return n
}

// sourceOf is the run of the source nearest to the cue, with what hangs on it.
func (r *reader) sourceOf(f found) document.Range {
	best, size := document.Range{}, 0
	for _, s := range f.source {
		for s.Len() > 0 && marked(&r.d.Tokens[s.First]) {
			s.First++
		}
		for s.Len() > 0 && marked(&r.d.Tokens[s.End-1]) {
			s.End--
		}
		if s.Len() == 0 {
			continue
		}
		n := s.First - f.cue.End
		if s.End <= f.cue.First {
			n = f.cue.First - s.End
		}
		if best.Len() == 0 || n < size {
			best, size = s, n
		}
	}
	return best
}

func marked(t *document.Token) bool {
	return t.Kind == document.Punctuation || t.Kind == document.QuoteMark
}

// asserts tells whether an attribution's content is a claim as the guidelines have it: it holds a finite clause or a
// quotation. What somebody wants, supports or asks for does not.
func (r *reader) asserts(f found) bool {
	t := r.d.Tokens
	if t[f.cue.First].Lower == "according" {
		return true
	}
	for _, c := range f.content {
		quoted := 0
		for i := c.First; i < c.End; i++ {
			if g := r.verbs[i]; g > 0 && r.d.VerbGroups[g-1].Finite {
				return true
			}
			if t[i].Quote > 0 && !r.d.Quotations[t[i].Quote-1].Scare && t[i].Quote != t[f.cue.First].Quote {
				quoted++
			}
		}
		if quoted > 2 {
			return true
		}
	}
	return false
}

// bareAccusation tells whether a cue accuses somebody of a thing: that is a relation and no claim, which "of" and a verb would be.
func (r *reader) bareAccusation(f found) bool {
	for i := f.cue.First; i < f.cue.End; i++ {
		g := r.verbs[i]
		if g == 0 || r.classes[g-1]&accuses == 0 {
			continue
		}
		for _, c := range f.content {
			for k := c.First; k < c.End; k++ {
				if v := r.verbs[k]; v > 0 && v != g {
					return false
				}
			}
		}
		return !r.asserts(f)
	}
	return false
}

// polarityAt is the polarity of the cue's verb, and the quotation that the cue stands in.
func (r *reader) polarityAt(f found, source document.Range) (document.Polarity, int) {
	t := r.d.Tokens
	s := r.d.Sentences[t[f.cue.First].Sentence].Tokens
	v := &view{d: r.d, t: t, groups: r.groups, verbs: r.verbs, lo: s.First, hi: s.End}
	quote := t[f.cue.First].Quote
	if quote > 0 && r.d.Quotations[quote-1].Scare {
		quote = 0
	}
	for i := f.cue.First; i < f.cue.End; i++ {
		if g, ok := v.verb(i); ok {
			clause := g.First
			if source.Len() > 0 && source.First < clause && source.First >= v.lo {
				clause = source.First
			}
			return v.polarity(g, clause), quote
		}
	}
	return document.Asserted, quote
}
