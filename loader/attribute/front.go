package attribute

import "quadrille/loader/document"

// fronted reads a content that precedes its source and cue, which begin at token i, and what of it follows them. after
// is where the cue's own words end; marks tells that a quotation ends before i.
func (r *reader) fronted(v *view, i int, marks bool, after int, x *reading) bool {
	e := i
	if v.is(e-1, "as") {
		e--
	}
	for e > v.lo && (v.comma(e-1) || v.is(e-1, "–", "—", "--", "(")) {
		e--
	}
	if e == v.lo {
		if v.is(i-1, "as") { // "As X said, …"
			return r.following(v, after, x)
		}
		return false
	}
	b := r.lead(v, v.bound(e), e)
	if b >= e {
		return false
	}
	more, ok := r.continuation(v, b, e, after, marks)
	if !marks {
		if !ok && !v.finite(b, e) && !v.closing(e-1) || v.subordinate(b, e) {
			return false
		}
	}
	x.content = []document.Range{{First: b, End: e}}
	if ok {
		x.content = append(x.content, more...)
	}
	return true
}

// following reads the content after a comma: "As X said, the talks failed".
func (r *reader) following(v *view, i int, x *reading) bool {
	i = v.forward(i)
	if !v.comma(i) && !v.is(i, ":") || i+2 >= v.hi {
		return false
	}
	x.content = []document.Range{{First: i + 1, End: r.end(v, i+1, -1)}}
	return true
}

// continuation reads the part of a fronted content that follows its cue: "“…,” Patel said at the briefing, “but …”",
// "Bern, its ambassador said, has no position".
func (r *reader) continuation(v *view, b, e, after int, marks bool) ([]document.Range, bool) {
	i := v.forward(after)
	if !v.comma(i) && !v.is(i, "–", "—", "--", ":", ";") {
		return nil, false
	}
	n := i + 1
	if n >= v.hi {
		return nil, false
	}
	if v.opening(n) {
		return r.quotation(v, n, -1), true
	}
	whole := v.finite(b, e)
	if marks && whole && v.is(i, ",") {
		return nil, false
	}
	if v.is(i, ":") || v.is(i, ";") {
		return nil, false
	}
	j := n
	if v.tag(j) == document.CCONJ {
		j++
	}
	for v.tag(j) == document.ADV {
		j++
	}
	g, isVerb := v.verb(j)
	switch {
	case isVerb && g.Finite && v.groups[j] == 0:
	case v.is(n, "that", "because", "unless", "if", "provided"):
	case !whole && !v.relative(n) && !(isVerb && !g.Finite):
	default:
		return nil, false
	}
	return []document.Range{{First: n, End: r.end(v, n, -1)}}, true
}

// bound is where a content that ends before token e can begin at the earliest: the start of the view, or after the
// semicolon before.
func (v *view) bound(e int) int {
	for i := e - 1; i >= v.lo; i-- {
		if v.is(i, ";") && v.own(i) {
			return i + 1
		}
	}
	return v.lo
}

// lead skips what opens a sentence without belonging to the content, and what earlier readings have of it.
func (r *reader) lead(v *view, b, e int) int {
	for k := len(r.readings) - 1; k >= 0 && k >= len(r.readings)-4; k-- {
		x := &r.readings[k]
		if x.cue[0].First < v.lo || x.cue[0].First >= v.hi || x.quote != v.quote {
			break
		}
		for _, c := range append(append(append([]document.Range{}, x.content...), x.cue...), x.source...) {
			if c.End <= e && c.End > b {
				b = c.End
			}
		}
	}
	for b < e {
		switch {
		case v.opening(b):
			return b
		case v.tag(b) == document.CCONJ, v.comma(b), v.is(b, "–", "—", "•", "-", ".", ";"), v.closing(b) && b+1 < e:
			b++
		case v.tag(b) == document.ADV && v.comma(b+1):
			b += 2
		default:
			return b
		}
	}
	return b
}

// subordinate tells whether the tokens are one clause that a subordinator opens: "When the talks ended".
func (v *view) subordinate(b, e int) bool {
	if v.tag(b) != document.SCONJ && !v.is(b, "when", "while", "as", "after", "before", "since", "although", "though", "because") {
		return false
	}
	n := 0
	for i := b; i < e; i++ {
		if g, ok := v.verb(i); ok {
			if g.Finite {
				n++
			}
			i = max(i, g.End-1)
		}
	}
	return n < 2
}

// according reads "according to X" at token i.
func (r *reader) according(v *view, i int) {
	source, ok := v.inverted(i + 2)
	if !ok {
		return
	}
	x := reading{source: []document.Range{source}, cue: []document.Range{{First: i, End: i + 2}}, trust: trustAccording}
	b := r.lead(v, v.bound(i), i)
	e := i
	for e > b && (v.comma(e-1) || v.is(e-1, "–", "—", "--", "(")) {
		e--
	}
	if e <= b || !v.finite(b, e) && !v.comma(i-1) {
		if r.following(v, source.End, &x) {
			r.add(x)
		}
		return
	}
	x.content = []document.Range{{First: b, End: e}}
	if more, ok := r.continuation(v, b, e, source.End, false); ok {
		x.content = append(x.content, more...)
	} else if !v.finite(b, e) {
		return
	} else if v.is(source.End, ":") && source.End+2 < v.hi {
		x.content = append(x.content, document.Range{First: source.End + 1, End: v.hi})
	}
	r.add(x)
}

// nounCue reads "X's claim that …", "expressed the hope that …" at the noun i.
func (r *reader) nounCue(v *view, i int) {
	g, ok := v.noun(i)
	if !ok || g.Head != i {
		return
	}
	x := reading{cue: []document.Range{{First: i, End: i + 1}}, trust: trustNoun}
	for j := i - 1; j >= g.First; j-- {
		if v.t[j].Kind == document.Clitic && v.tag(j) == document.PART {
			x.source = []document.Range{{First: g.First, End: j}}
		} else if v.is(j, "his", "her", "their", "its", "our") {
			x.source = []document.Range{{First: j, End: j + 1}}
		}
	}
	if h, ok := v.verb(g.First - 1); ok && x.source == nil {
		if !light[v.t[h.Head].Lemma] || h.Passive {
			return
		}
		source, ok := v.subject(h.First, 3)
		if !ok {
			return
		}
		x.source = []document.Range{source}
		x.cue = []document.Range{{First: h.First, End: i + 1}}
		x.polarity = v.polarity(h, source.First)
		if x.polarity == document.Negated {
			return
		}
	}
	if x.source == nil {
		return
	}
	x.content = []document.Range{{First: i + 2, End: v.subjectClause(i+2, r.end(v, i+2, -1))}}
	r.add(x)
}

// subjectClause is where a clause that belongs to a subject ends: before the finite verb that has no noun before it, as in
// "the claim that the road was mined was not checked". end when there is none.
func (v *view) subjectClause(i, end int) int {
	seen := false
	for ; i < end; i++ {
		g, ok := v.verb(i)
		if !ok {
			continue
		}
		if g.Finite && seen && v.verbs[i-1] > 0 {
			return i
		}
		seen = seen || g.Finite
		i = g.End - 1
	}
	return end
}
