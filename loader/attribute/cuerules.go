package attribute

import "quadrille/loader/document"

// cueVerb is a verb group as a cue: its class, where what follows it begins, and its words.
type cueVerb struct {
	index int
	g     document.VerbGroup
	class class
	next  int // first token after the cue
	words []document.Range
}

// resolve finds out whether verb group index is a cue, with particles and adjectives.
func (r *reader) resolve(v *view, index int) (cueVerb, bool) {
	g := r.d.VerbGroups[index]
	k := cueVerb{index: index, g: g, class: r.classes[index], next: g.End, words: []document.Range{g.Range}}
	lemma := v.t[g.Head].Lemma
	if p := particles[lemma]; p != nil {
		for i := g.End; i < v.hi && i < g.End+5; i++ {
			if c, ok := p[v.t[i].Lower]; ok && !v.breaks(i) {
				k.class, k.next = c, i+1
				k.words = []document.Range{{First: g.First, End: i + 1}}
				return k, true
			}
		}
	}
	if lemma == "be" || lemma == "remain" || lemma == "feel" || lemma == "seem" || lemma == "sound" || lemma == "become" {
		i := g.End
		for v.tag(i) == document.ADV {
			i++
		}
		if i < v.hi && adjectives[v.t[i].Lower] {
			k.class, k.next = clauses|thinks, i+1
			k.words = []document.Range{{First: g.First, End: i + 1}}
			return k, true
		}
	}
	return k, k.class != 0
}

// verbCue reads verb group index as a cue.
func (r *reader) verbCue(v *view, index int) {
	k, ok := r.resolve(v, index)
	if !ok || v.asked() && !v.quoteBefore(k.g.First) {
		return
	}
	if k.g.Passive {
		r.passive(v, k)
		return
	}
	// Where the content precedes its cue, the subject may follow it.
	if k.class&(fronts|quotes) != 0 && k.g.Finite {
		if r.inversion(v, k) {
			return
		}
	}
	source, ok := r.source(v, k)
	if !ok || v.is(source.First, "nobody", "no", "none", "neither") || v.is(source.First-1, "not") {
		return
	}
	x := reading{source: []document.Range{source}, cue: k.words, polarity: v.polarity(k.g, source.First), trust: trustDenial}
	switch {
	case k.class&accuses != 0 && r.accusation(v, k, &x):
	case k.class&calls != 0 && r.naming(v, k, &x):
	case k.class&promises != 0 && r.promise(v, k, &x):
	case k.class&denies != 0 && r.denial(v, k, &x):
	case k.class&(clauses|quotes|told) != 0 && r.saying(v, k, source, &x):
	default:
		return
	}
	r.add(x)
}

// source is the subject of cue k.
func (r *reader) source(v *view, k cueVerb) (document.Range, bool) {
	if v.is(k.g.First-1, "as") && k.g.First-2 >= v.lo {
		// "was quoted as saying"
		if g, ok := v.verb(k.g.First - 2); ok && g.Passive {
			return v.subject(g.First, 3)
		}
	}
	if !k.g.Finite && v.is(k.g.First, "to") { // "went on to say", but not "refused to say"
		if k.g.Under > 0 {
			switch over := v.d.VerbGroups[k.g.Under-1]; v.t[over.Head].Lemma {
			case "go", "continue", "hasten", "proceed":
				return v.subject(over.First, 3)
			}
		}
		if v.is(k.g.First-1, "on") && v.verbs[max(k.g.First-2, 0)] > 0 {
			return v.subject(v.d.VerbGroups[v.verbs[k.g.First-2]-1].First, 3)
		}
		return document.Range{}, false
	}
	return v.subject(k.g.First, 3)
}

// inversion reads "“…,” said X" and "…, say X". It reports whether it is one.
func (r *reader) inversion(v *view, k cueVerb) bool {
	i := k.g.First
	for i > v.lo && v.tag(i-1) == document.ADV && v.groups[i-1] == 0 {
		i--
	}
	if i == v.lo {
		return r.leading(v, k)
	}
	source, ok := v.inverted(k.next)
	if !ok || v.tag(source.First) == document.PRON && !v.is(source.First, "he", "she") && source.Len() == 1 {
		return false
	}
	marks := v.quoteBefore(i) || v.closing(i-1)
	if !marks {
		if !v.comma(i-1) && !v.is(i-1, "–", "—", "--") || k.class&clauses == 0 {
			return false
		}
		if _, ok := v.aside(i-1, 2); ok && !v.finite(v.bound(i-1), i-1) {
			return false
		}
	}
	x := reading{source: []document.Range{source}, cue: k.words, polarity: v.polarity(k.g, i), trust: trustInverted}
	if !r.fronted(v, i, marks, source.End, &x) {
		return false
	}
	r.add(x)
	return true
}

// leading reads "Said X: “…”" at the head of a sentence.
func (r *reader) leading(v *view, k cueVerb) bool {
	source, ok := v.inverted(k.next)
	if !ok {
		return false
	}
	for i := source.End; i < v.hi && i < source.End+4; i++ {
		if v.opening(i) {
			r.add(reading{source: []document.Range{source}, cue: k.words, content: r.quotation(v, i, k.index), trust: trustOpening})
			return true
		}
	}
	return false
}

// saying reads the content of a verb of speech or belief after or before it.
func (r *reader) saying(v *view, k cueVerb, source document.Range, x *reading) bool {
	class := k.class
	if class&thatOnly != 0 && r.text(v, source) { // "the poll shows Clinton ahead"
		class &^= thatOnly
	}
	s, f := v.start(k.next, class)
	quotesOnly := k.class&clauses == 0
	marks := v.closing(source.First-1) || v.quoteBefore(source.First)
	switch f {
	case that:
		if quotesOnly {
			return false
		}
	case bare:
		if quotesOnly || marks && v.comma(s-1) {
			f = none
		}
	case quoted:
		if k.class&quotes == 0 && s != v.forward(k.next) {
			return false
		}
		if k.class&thinks != 0 && !v.finiteIn(s) {
			return false
		}
	case question:
		if !marks {
			return false
		}
		f = none // “…,” she told a crowd where
	}
	front := f == none || f == quoted && marks && v.comma(s-1)
	if front {
		if k.class&(fronts|quotes) == 0 {
			return false
		}
		if !marks && !v.comma(source.First-1) && !v.is(source.First-1, "–", "—", "--", "(") && !v.is(source.First-1, "as") {
			return false
		}
		if !marks && k.class&clauses == 0 {
			return false
		}
		x.trust = trustFront
		if marks {
			x.trust = trustFrontQuoted
		}
		if f == quoted {
			s-- // the comma before the quotation that goes on
		}
		return r.fronted(v, source.First, marks, s, x)
	}
	switch f {
	case that:
		x.trust = trustThat
		if k.class&thinks != 0 {
			x.trust = trustBelief
		}
	case bare:
		x.trust = trustBare
	case quoted:
		// a word or a phrase in marks, "pledged “ironclad” support", is no content
		if !v.comma(s-1) && !v.is(s-1, ":") && !v.finiteIn(s) && v.t[k.g.Head].Lemma != "say" {
			if _, ok := v.clause(v.after(s)); !ok && v.after(s)-s < 8 {
				return false
			}
		}
		x.content = r.quotation(v, s, k.index)
		x.trust = trustQuoted
		return len(x.content) > 0
	}
	x.content = []document.Range{{First: s, End: r.end(v, s, k.index)}}
	return true
}

// text tells whether the source is a text or a survey rather than somebody.
func (r *reader) text(v *view, source document.Range) bool {
	for _, g := range r.heads(source) {
		return texts[v.t[g.Head].Lemma]
	}
	return false
}

// quotation is the content that begins with the opening mark at token i: the quotation, and the clause around it when it
// goes on after it.
func (r *reader) quotation(v *view, i, cue int) []document.Range {
	j := v.after(i)
	if j >= v.hi || v.comma(j) || v.breaks(j) || v.tag(j) == document.PUNCT || v.punctuated(j-1) {
		return []document.Range{{First: i, End: j}}
	}
	if e := r.end(v, i, cue); e > j {
		return []document.Range{{First: i, End: e}}
	}
	return []document.Range{{First: i, End: j}}
}

// punctuated tells whether a stop or comma stands before the closing mark at token i.
func (v *view) punctuated(i int) bool {
	return v.is(i, "\"", "”", "'", "’", "''", "»", "“") && (v.comma(i-1) || v.is(i-1, ".", "?", "!"))
}

// finite tells whether a finite verb of a main clause stands in the tokens.
func (v *view) finite(from, to int) bool {
	for i := from; i < to; i++ {
		if g, ok := v.verb(i); ok {
			if g.Finite && !v.within(max(from, g.First-1), g.First) {
				return true
			}
			i = max(i, g.End-1)
		}
	}
	return false
}

// finiteIn tells whether the quotation that opens at token i holds a finite verb.
func (v *view) finiteIn(i int) bool {
	for j := v.after(i); i < j; i++ {
		if g, ok := v.verb(i); ok && g.Finite {
			return true
		}
	}
	return false
}
