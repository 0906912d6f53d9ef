package attribute

import "quadrille/loader/document"

// form tells how a content is tied to its cue.
type form uint8

const (
	none     form = iota
	that          // a clause after "that"
	bare          // a clause without it
	quoted        // begins with a quotation
	question      // "whether": nothing is asserted
	verbal        // an infinitive or a gerund
)

// start finds where the content after a cue begins, from token i on.
func (v *view) start(i int, c class) (int, form) {
	addressee := c&told != 0
	for steps := 0; i < v.hi && steps < 8; steps++ {
		i = v.forward(i)
		g, isNoun := v.noun(i)
		switch {
		case i >= v.hi:
			return i, none
		case v.is(i, "whether", "if", "why", "how", "when", "where", "what", "who", "which") && !(v.is(i, "what", "how", "if", "when") && c&told == 0 && v.main(i)):
			return i, question
		case v.is(i, "that") && v.that(i):
			return i + 1, that
		case v.opening(i):
			return i, quoted
		case v.is(i, "to") && v.groups[min(i+1, v.hi-1)] > 0 && v.verbs[i] == 0: // a preposition that the tagger took for the particle
			i = max(v.phrase(i), i+1)
			continue
		case v.is(i, ":") || v.comma(i):
			if v.opening(i + 1) {
				return i + 1, quoted
			}
			if v.is(i, ":") && v.hi-i > 3 {
				return i + 1, bare
			}
			if next, ok := v.parenthesis(i); ok {
				i = next
				continue
			}
			return i, none
		case addressee && v.is(i, "her") && v.groups[i] == 0:
			i++
			addressee = false
			continue
		case isNoun && g.First == i && v.is(v.addressee(g), "that") && v.that(v.addressee(g)):
			i = v.addressee(g)
			continue
		case addressee && isNoun && g.First == i:
			if _, ok := v.clause(i); ok && v.pronoun(i, "it", "they", "he", "she") {
				return i, bare
			}
			i = v.addressee(g)
			addressee = false
			continue
		case v.is(i, "as") && v.tag(i+1) == document.VERB:
			return i, none
		}
		if c&thatOnly != 0 {
			return i, none
		}
		if _, ok := v.clause(i); ok {
			return i, bare
		}
		if v.is(i, "no", "yes") && v.verbs[i] == 0 {
			return i, none
		}
		return i, none
	}
	return i, none
}

// main tells whether a wh-clause at token i is the subject of the clause that follows: "what matters is peace".
func (v *view) main(i int) bool {
	n := 0
	for j := i + 1; j < v.hi && !v.breaks(j) && n < 2; j++ {
		if g, ok := v.verb(j); ok {
			if g.Finite {
				n++
			}
			j = g.End - 1
		}
	}
	return n >= 2
}

func (v *view) pronoun(i int, words ...string) bool {
	return v.tag(i) == document.PRON && v.is(i, words...)
}

// that tells whether "that" at token i opens a clause: it is no determiner of the noun after it and no pronoun before a
// verb alone.
func (v *view) that(i int) bool {
	if v.tag(i) == document.SCONJ {
		return true
	}
	if g, ok := v.noun(i); ok && g.Len() > 1 { // "that plan": a determiner, unless its noun has a verb
		_, ok := v.clause(i)
		return ok
	}
	_, ok := v.clause(i + 1)
	return ok
}

// addressee is the end of the noun phrase of those who are told.
func (v *view) addressee(g document.NounGroup) int {
	i := g.End
	for i < v.hi {
		h, ok := v.noun(i + 1)
		if !(ok && h.First == i+1 && !v.time(h)) {
			break
		}
		if v.is(i, "of", "and", "at", "from") || v.tag(i) == document.CCONJ {
			i = h.End
			continue
		}
		if v.comma(i) && v.tag(h.Head) == document.PROPN && v.comma(h.End) {
			i = h.End + 1
			continue
		}
		break
	}
	return i
}

// parenthesis skips what stands between two commas after a cue: ", after a meeting in Moscow, that". ok is false when
// there is no second comma with a content behind it.
func (v *view) parenthesis(i int) (int, bool) {
	for j := i + 1; j < v.hi && j < i+30; j++ {
		switch {
		case v.breaks(j), v.opening(j):
			return 0, false
		case v.comma(j):
			if v.is(j+1, "that") || v.opening(j+1) && j-i < 12 {
				return j + 1, true
			}
		}
		if g, ok := v.verb(j); ok && g.Finite && !v.within(i, j) {
			return 0, false
		}
	}
	return 0, false
}

// end finds where a content that begins at token s ends: before the next cue that the same speaker or another goes on
// with, before an aside about the claim, at a semicolon, at the end of the view. cue is the verb group it hangs on, -1
// for none.
func (r *reader) end(v *view, s, cue int) int {
	for i := s; i < v.hi; i++ {
		if v.opening(i) {
			i = v.after(i) - 1
			continue
		}
		if i == s {
			continue
		}
		switch {
		case v.is(i, ";", ")", "]"):
			return i
		case v.is(i, "–", "—", "--"), v.comma(i):
			if r.leaves(v, i+1, cue) || cue >= 0 && r.returns(v, i+1, cue) {
				return i
			}
		case v.tag(i) == document.CCONJ || v.is(i, "while", "although", "though", "before", "after") && v.tag(i) == document.SCONJ:
			if v.is(i, "before", "after") {
				if c, ok := r.cueAt(v, i+1); ok && c != 0 && v.t[i+1].Verb == document.Gerund {
					return i
				}
				continue
			}
			if r.joins(v, i, cue) {
				return i
			}
		case v.is(i, "according") && v.is(i+1, "to"):
			return i
		case v.is(i, "?") && i+1 < v.hi:
			return i
		}
	}
	return v.hi
}

// returns tells whether the main clause goes on at token i, after the relative or conditional clause of the cue.
func (r *reader) returns(v *view, i, cue int) bool {
	first := v.d.VerbGroups[cue].First
	if g, ok := v.verb(i); ok && g.First == i && g.Finite && v.relative(first-1) {
		return true
	}
	for k := first - 1; k >= v.lo && k >= first-6 && !v.comma(k) && v.verbs[k] == 0; k-- {
		if v.is(k, "if", "unless", "when") {
			_, ok := v.clause(i)
			return ok
		}
	}
	return false
}

// leaves tells whether a content ends at the comma or dash before token i.
func (r *reader) leaves(v *view, i, cue int) bool {
	if v.is(i, "according") {
		return true
	}
	if v.is(i, "a", "an", "the") && i+1 < v.hi {
		if g, ok := v.noun(i); ok && g.First == i && (nouns[v.t[g.Head].Lemma] || texts[v.t[g.Head].Lemma] || v.is(g.Head, "comment", "comments", "charge", "idea")) && (v.relative(g.End) || v.tag(g.End) == document.VERB || v.groups[min(g.End, v.hi-1)] > 0) {
			return true
		}
	}
	if v.is(i, "as", "though", "although") && i+2 < v.hi || v.is(i, "after") && v.is(i+1, "which") {
		return true
	}
	if cue >= 0 && v.is(i, "and", "but") && !v.is(i+1, "that") {
		if g, ok := v.noun(i + 1); ok && g.First == i+1 {
			if _, ok := v.clause(i + 1); ok && v.past(cue) == v.pastClause(i+1) {
				return true
			}
		}
	}
	j := i
	for v.tag(j) == document.ADV || v.tag(j) == document.CCONJ || v.is(j, "while", "before", "after", "when") {
		j++
	}
	if c, ok := r.cueAt(v, j); ok && c&^acts != 0 && v.t[j].Verb == document.Gerund {
		return true
	}
	if c, ok := r.cueAt(v, j); ok && j > i && c != 0 && r.parallel(v, j, cue) {
		return true
	}
	// ", X said": a cue with a subject that begins right here
	return r.clauseCue(v, j)
}

// past tells whether a verb group is a plain past tense.
func (v *view) past(group int) bool {
	g := v.d.VerbGroups[group]
	return v.t[g.First].Verb == document.PastTense && v.t[g.First].Tag == document.VERB
}

// pastClause tells whether the clause at token i has a verb in the plain past tense: what a past cue reports would
// mostly stand a tense further back.
func (v *view) pastClause(i int) bool {
	verb, ok := v.clause(i)
	return ok && v.past(int(v.verbs[verb])-1)
}

// joins tells whether the conjunction at token i joins another verb of the speaker, or another speaker's clause.
func (r *reader) joins(v *view, i, cue int) bool {
	j := i + 1
	for v.tag(j) == document.ADV {
		j++
	}
	if c, ok := r.cueAt(v, j); ok && c != 0 && r.parallel(v, j, cue) {
		return true
	}
	return v.is(i, "while", "although", "though") && r.clauseCue(v, j)
}

// parallel tells whether the verb at token j may be joined to the cue: both finite, in the same form.
func (r *reader) parallel(v *view, j, cue int) bool {
	if cue < 0 {
		return false
	}
	a, ok := v.verb(j)
	b := v.d.VerbGroups[cue]
	if !ok || a.First != j {
		return false
	}
	x, y := v.t[a.First].Verb, v.t[b.First].Verb
	return a.Finite == b.Finite && x == y || y == document.PastTense && x == document.Participle && a.Len() == 1 && v.groups[min(a.End, v.hi-1)] > 0
}

// clauseCue tells whether a noun phrase with a finite cue verb, whose content follows or has gone before, begins at i.
func (r *reader) clauseCue(v *view, i int) bool {
	g, ok := v.noun(i)
	if !ok || g.First != i {
		return false
	}
	for n := 0; n < 6 && g.End < v.hi; n++ {
		if h, isVerb := v.verb(g.End); isVerb {
			c, _ := r.cueAt(v, h.First)
			return h.Finite && c&(clauses|quotes|told|accuses) != 0 && c&thinks == 0 && v.own(h.Head)
		}
		next, ok := v.noun(g.End + 1)
		if !ok || next.First != g.End+1 || v.tag(g.End) != document.ADP {
			if v.tag(g.End) == document.ADV {
				g.End++
				continue
			}
			return false
		}
		g = next
	}
	return false
}
