package attribute

import "quadrille/loader/document"

// view is a stretch of one sentence that rules look at: the sentence, or the part of it within a quotation.
type view struct {
	d      *document.Document
	t      []document.Token
	groups []int32 // token -> index+1 of the noun group it stands in
	verbs  []int32 // token -> index+1 of the verb group it stands in
	lo, hi int     // tokens [lo, hi)
	quote  int     // Token.Quote of the quotation the view lies within, 0 for the author's own words
}

// own tells whether token i is in the view's own voice: in no quotation that opens within the view. A word or a phrase
// in scare quotes is the author's all the same.
func (v *view) own(i int) bool {
	q := v.t[i].Quote
	return q == 0 || q == v.quote || v.d.Quotations[q-1].Scare
}

func (v *view) noun(i int) (document.NounGroup, bool) {
	if i < v.lo || i >= v.hi || v.groups[i] == 0 {
		return document.NounGroup{}, false
	}
	return v.d.NounGroups[v.groups[i]-1], true
}

func (v *view) verb(i int) (document.VerbGroup, bool) {
	if i < v.lo || i >= v.hi || v.verbs[i] == 0 {
		return document.VerbGroup{}, false
	}
	return v.d.VerbGroups[v.verbs[i]-1], true
}

// is tells whether token i is one of the words, lower-cased.
func (v *view) is(i int, words ...string) bool {
	if i < v.lo || i >= v.hi {
		return false
	}
	for _, w := range words {
		if v.t[i].Lower == w {
			return true
		}
	}
	return false
}

func (v *view) tag(i int) document.Tag {
	if i < v.lo || i >= v.hi {
		return document.PUNCT
	}
	return v.t[i].Tag
}

// breaks tells whether token i parts clauses whatever stands around it.
func (v *view) breaks(i int) bool {
	return v.is(i, ";", ":", "–", "—", "--", "(", ")", "[", "]", "…", "?", "!")
}

func (v *view) comma(i int) bool { return v.is(i, ",") }

// opening tells whether token i is the mark that opens a quotation, closing whether it is the one that closes it.
func (v *view) opening(i int) bool {
	if i < v.lo || i >= v.hi || v.t[i].Kind != document.QuoteMark {
		return false
	}
	q := v.t[i].Quote
	return q > 0 && q != v.quote && v.d.Quotations[q-1].Begin == v.t[i].Begin
}

func (v *view) closing(i int) bool {
	if i < v.lo || i >= v.hi || v.t[i].Kind != document.QuoteMark {
		return false
	}
	q := v.t[i].Quote
	return q > 0 && q != v.quote && v.d.Quotations[q-1].End == v.t[i].End
}

// after is the first token from i that does not belong to the quotation that token i stands in.
func (v *view) after(i int) int {
	q := v.t[i].Quote
	for i < v.hi && v.t[i].Quote == q {
		i++
	}
	return i
}

// relative tells whether token i begins a relative clause. "that" does after a noun, when a verb follows.
func (v *view) relative(i int) bool {
	if v.is(i, "who", "which", "whom", "whose", "where") {
		return true
	}
	return v.is(i, "that") && v.tag(i) == document.PRON && i > v.lo && v.groups[i-1] > 0 && v.tag(i+1) != document.PUNCT
}

// time tells whether the noun group is one of time.
func (v *view) time(g document.NounGroup) bool {
	for i := g.First; i < g.End; i++ {
		if times[v.t[i].Lemma] || times[v.t[i].Lower] {
			return g.End-g.First < 5
		}
	}
	return false
}

// forward skips what may stand between a cue and its content: adverbs, phrases of time, prepositional phrases. It stops
// at anything else.
func (v *view) forward(i int) int {
	for i < v.hi {
		switch g, ok := v.noun(i); {
		case v.opening(i):
			return i
		case v.tag(i) == document.ADV && !v.is(i, "how", "why", "when", "where", "there"):
			i++
		case v.is(i, "not"):
			i++
		case ok && i == g.First && v.time(g) && v.tag(g.Head) != document.PRON:
			i = g.End
			for v.tag(i) == document.NUM || v.tag(i) == document.DET && v.is(i-1, "later") {
				i++
			}
		case v.tag(i) == document.ADP && !v.is(i, "as", "like", "of") || v.is(i, "of") && i > v.lo && v.groups[i-1] > 0:
			next := v.phrase(i)
			if next == i {
				return i
			}
			i = next
		default:
			return i
		}
	}
	return i
}

// phrase is the end of the prepositional phrase at i: its noun group, and what "of" or "and" ties to it. i itself when
// there is no noun group.
func (v *view) phrase(i int) int {
	j := i + 1
	for v.tag(j) == document.ADP || v.tag(j) == document.ADV {
		j++
	}
	g, ok := v.noun(j)
	if !ok || g.First != j {
		if v.tag(j) == document.NUM {
			return j + 1
		}
		return i
	}
	j = g.End
	for {
		if v.is(j, "of") {
			if h, ok := v.noun(j + 1); ok && h.First == j+1 {
				j = h.End
				continue
			}
		}
		if v.tag(j) == document.NUM { // "on June 14"
			j++
			continue
		}
		return j
	}
}

// clause tells whether a clause begins at token i: a noun group, or "there", and a finite verb that is not a relative
// clause's, with no break between. verb is its first token.
func (v *view) clause(i int) (verb int, ok bool) {
	j := i
	if v.is(j, "there") {
		j++
	} else if g, isNoun := v.noun(j); isNoun && g.First == j {
		j = g.End
	} else if v.tag(j) == document.VERB && v.t[j].Verb == document.Gerund || v.is(j, "what", "who", "this", "that", "these", "those", "both", "all", "some", "many", "most", "neither", "none") {
		j++
	} else {
		return 0, false
	}
	relative, commas, joined := false, 0, false
	for ; j < v.hi; j++ {
		if v.breaks(j) {
			return 0, false
		}
		if v.comma(j) {
			commas++
		}
		joined = joined || v.tag(j) == document.CCONJ
		if v.relative(j) {
			relative = true
			continue
		}
		if g, isVerb := v.verb(j); isVerb && v.own(j) {
			if g.Finite && !relative {
				// one comma alone parts the verb from another subject, unless it stands in a list
				return g.First, commas != 1 || joined
			}
			if g.Finite {
				relative = false
			}
			j = max(j, g.End-1)
			continue
		}
		if v.opening(j) { // the verb may stand within the quotation: "the text “remains closed”"
			for k := v.after(j) - 1; j < k; j++ {
				if g, isVerb := v.verb(j); isVerb && g.Finite {
					return g.First, true
				}
			}
			continue
		}
		if v.is(j, "because", "although", "though", "while", "whether", "if") {
			return 0, false
		}
	}
	return 0, false
}
