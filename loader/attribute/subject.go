package attribute

import "quadrille/loader/document"

// subject finds the subject before the verb group that begins at token i: the range of its noun phrase with what
// belongs to it. hops bounds how often a coordinated or participial verb is traced to the verb before it.
func (v *view) subject(i, hops int) (document.Range, bool) {
	end := i
	for end > v.lo && (v.tag(end-1) == document.ADV || v.is(end-1, "both", "all", "each", "not")) && v.groups[end-1] == 0 {
		end--
	}
	if end == v.lo || hops == 0 {
		return document.Range{}, false
	}
	last := end - 1
	switch {
	case v.is(last, "who", "which", "that") && v.own(last):
		return v.antecedent(last)
	case v.tag(last) == document.CCONJ:
		return v.before(last, hops)
	case v.comma(last) || v.is(last, "–", "—", "--", ")"):
		if g, ok := v.verb(i); ok && !g.Finite {
			return v.before(last, hops)
		}
		if r, ok := v.aside(last, hops); ok {
			return r, true
		}
		return v.before(last, hops)
	case v.closing(last) && v.own(last):
		last--
	case !v.own(last):
		return document.Range{}, false
	}
	first := v.stretch(last)
	// A fronted prepositional phrase: the subject is the first noun group after it.
	at := first
	for at <= last {
		switch g, ok := v.noun(at); {
		case v.tag(at) == document.ADP && !v.is(at, "with"):
			next := v.phrase(at)
			at = max(next, at+1)
			if v.comma(at) {
				at++
			}
		case ok && v.time(g) && g.End <= last:
			at = g.End
		case ok && at == g.First:
			return document.Range{First: at, End: last + 1}, true
		default:
			at++
		}
	}
	if v.tag(first-1) == document.CCONJ && first > v.lo { // "and in turn charged"
		return v.before(first-1, hops)
	}
	if v.relative(first-1) && v.own(first-1) { // "who in May demanded"
		return v.antecedent(first - 1)
	}
	return document.Range{}, false
}

// stretch is the first token of the noun phrase that ends with token last, as far as punctuation and verbs tell: the
// token after the comma, the conjunction or the verb before it.
func (v *view) stretch(last int) int {
	i := last
	for ; i > v.lo; i-- {
		p := i - 1
		switch {
		case v.breaks(p) || !v.own(p) || v.closing(p) && !v.d.Quotations[v.t[p].Quote-1].Scare:
			return i
		case v.tag(p) == document.SCONJ || v.is(p, "that") && v.tag(p) != document.DET:
			if v.relative(p) && v.relativeVerb(p, last) {
				continue
			}
			return i
		case v.verbs[p] > 0 && v.groups[p] == 0:
			g := v.d.VerbGroups[v.verbs[p]-1]
			if r := g.First - 1; v.relative(r) || !g.Finite && v.groups[max(r, 0)] > 0 && r >= v.lo {
				i = g.First
				continue
			}
			return i
		case v.comma(p):
			if !v.listed(p, last) {
				return i
			}
		case v.is(p, "both", "either"):
		case v.tag(p) == document.CCONJ:
			if v.groups[max(p-1, 0)] == 0 && !v.comma(p-1) || p == v.lo || v.comma(p-1) && !v.listed(p-1, last) {
				return i
			}
			if v.groups[i] == 0 || !v.comma(p-1) && v.object(p-1) {
				return i
			}
		}
	}
	return i
}

// object tells whether the noun group that ends with token i stands right behind a finite verb.
func (v *view) object(i int) bool {
	if i < v.lo || v.groups[i] == 0 {
		return false
	}
	g, ok := v.verb(v.d.NounGroups[v.groups[i]-1].First - 1)
	return ok && g.Finite
}

// relativeVerb tells whether a verb stands between the relative word at r and token last.
func (v *view) relativeVerb(r, last int) bool {
	for i := r + 1; i <= last; i++ {
		if v.verbs[i] > 0 {
			return true
		}
	}
	return false
}

// listed tells whether the comma at i parts members of a list whose last member ends at last: "Egypt, Ethiopia and
// Sudan". The members are noun groups side by side.
func (v *view) listed(i, last int) bool {
	g, ok := v.noun(i + 1)
	if v.tag(i+1) == document.CCONJ {
		g, ok = v.noun(i + 2)
		return ok && v.groups[max(i-1, 0)] > 0 && g.End == last+1 && v.comma(v.d.NounGroups[v.groups[i-1]-1].First-1)
	}
	if !ok || i == v.lo || v.groups[i-1] == 0 {
		return false
	}
	before := v.d.NounGroups[v.groups[i-1]-1]
	if v.time(before) || v.tag(before.First-1) == document.ADP {
		return false
	}
	for g.End <= last {
		switch {
		case v.tag(g.End) == document.CCONJ:
			return true
		case v.comma(g.End) && v.tag(g.End+1) == document.CCONJ:
			return true
		case v.comma(g.End):
			if g, ok = v.noun(g.End + 1); !ok {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// antecedent is the noun phrase that the relative word at r refers to.
func (v *view) antecedent(r int) (document.Range, bool) {
	last := r - 1
	if v.tag(last) == document.CCONJ { // "…, and who was afraid"
		last--
	}
	if v.tag(last) == document.ADP { // "of which"
		return document.Range{}, false
	}
	if v.comma(last) {
		last--
	}
	if last < v.lo || v.groups[last] == 0 {
		return document.Range{}, false
	}
	g := v.d.NounGroups[v.groups[last]-1]
	first := g.First
	// "the head of the delegation, who": up to the noun that "of" hangs on
	for v.is(first-1, "of") && first-2 >= v.lo && v.groups[first-2] > 0 {
		first = v.d.NounGroups[v.groups[first-2]-1].First
	}
	return document.Range{First: first, End: last + 1}, true
}

// aside is the subject of a verb that follows a comma: the noun phrase that the apposition or relative clause before the
// comma belongs to.
func (v *view) aside(comma, hops int) (document.Range, bool) {
	// back to the start of the clause
	start := comma
	for start > v.lo && !v.breaks(start-1) && v.own(start-1) && !(v.tag(start-1) == document.SCONJ && !v.relative(start-1)) {
		start--
	}
	at := start
loop:
	for at < comma {
		if g, ok := v.verb(at); ok && g.Finite && v.own(at) && !v.relative(g.First-1) {
			// another clause: the subject stands behind the comma that ends it
			for at = g.End; at < comma && !v.comma(at); at++ {
			}
			at++
			continue
		}
		if v.is(at, "whose") && !v.finite(at, comma) {
			return document.Range{First: at, End: comma}, true
		}
		switch g, ok := v.noun(at); {
		case v.tag(at) == document.ADP:
			next := max(v.phrase(at), at+1)
			if v.comma(next) {
				next++
			}
			at = next
		case ok && v.time(g):
			at = g.End
		case ok && g.First == at:
			// A finite verb between that is not a relative clause's has a subject of its own: then the noun
			// phrase after it, or the same subject when a conjunction joins the verbs.
			for i := g.End; i < comma; i++ {
				h, isVerb := v.verb(i)
				if !isVerb || !h.Finite || v.relative(h.First-1) || v.within(g.End, h.First) {
					continue
				}
				next := i
				for next < comma && !v.comma(next) {
					next++
				}
				if next >= comma {
					return document.Range{}, false
				}
				at = next + 1
				continue loop
			}
			return document.Range{First: at, End: comma}, true
		default:
			at++
		}
	}
	return document.Range{}, false
}

// within tells whether a relative word or a subordinator stands between two tokens.
func (v *view) within(from, to int) bool {
	for i := from; i < to; i++ {
		if v.relative(i) || v.tag(i) == document.SCONJ || v.is(i, "when", "where", "while", "as") {
			return true
		}
	}
	return false
}

// before is the subject of the finite verb before token i that the verb after i shares it with: of a cue in the same
// form, of a verb in the same form, of any, the nearest.
func (v *view) before(i, hops int) (document.Range, bool) {
	form := document.NoVerb
	if g, ok := v.verb(i + 1); ok && g.Finite {
		form = v.t[g.First].Verb
	}
	best, rank := -1, 0
	for j := i - 1; j >= v.lo; j-- {
		g, ok := v.verb(j)
		if !ok || !v.own(j) {
			continue
		}
		j = g.First
		if !g.Finite || v.relative(g.First-1) {
			continue
		}
		n := 1
		if form == document.NoVerb || v.t[g.First].Verb == form {
			n = 2
			if verbs[v.t[g.Head].Lemma]&(clauses|quotes|told) != 0 {
				n = 3
			}
		}
		if n > rank {
			best, rank = int(v.verbs[j])-1, n
		}
	}
	if best < 0 {
		return document.Range{}, false
	}
	g := v.d.VerbGroups[best]
	if r, ok := v.subject(g.First, hops-1); ok {
		return r, true
	}
	if v.quoteBefore(g.First) {
		return v.inverted(g.End)
	}
	return document.Range{}, false
}

// quoteBefore tells whether a quotation ends just before token i.
func (v *view) quoteBefore(i int) bool {
	for v.comma(i - 1) {
		i--
	}
	return v.closing(i - 1)
}

// inverted is the subject after a verb that ends before token i: a noun phrase with its apposition.
func (v *view) inverted(i int) (document.Range, bool) {
	g, ok := v.noun(i)
	if !ok || g.First != i || v.time(g) {
		return document.Range{}, false
	}
	end := g.End
	for end < v.hi {
		switch h, ok := v.noun(end + 1); {
		case (v.tag(end) == document.ADP && !v.is(end, "after", "before", "during", "in", "on", "at") || v.tag(end) == document.CCONJ) && ok && h.First == end+1 && !v.time(h):
			end = h.End
		case v.comma(end) && ok && h.First == end+1 && v.appositive(h):
			end = h.End
		case v.comma(end) && v.relative(end+1), v.relative(end):
			for end++; end < v.hi && !v.comma(end) && !v.breaks(end) && !v.is(end, ".") && v.own(end); end++ {
			}
			return document.Range{First: i, End: end}, true
		default:
			return document.Range{First: i, End: end}, true
		}
	}
	return document.Range{First: i, End: end}, true
}

// appositive tells whether the noun group after a comma renames what stands before it: a comma or the end comes before
// a finite verb does.
func (v *view) appositive(h document.NounGroup) bool {
	relative := false
	for i := h.End; i < v.hi; i++ {
		if v.comma(i) || v.breaks(i) {
			return true
		}
		if v.opening(i) {
			i = v.after(i) - 1
			if v.comma(i - 1) { // "the “West,” that is": the comma belongs outside
				return v.comma(i + 1)
			}
			continue
		}
		relative = relative || v.relative(i)
		if g, ok := v.verb(i); ok && g.Finite && !relative {
			return false
		}
	}
	return true
}
