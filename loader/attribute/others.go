package attribute

import "quadrille/loader/document"

// passive reads verbs whose source stands after "by": "said by friends to be on holiday".
func (r *reader) passive(v *view, k cueVerb) {
	if !v.is(k.next, "by") {
		return
	}
	source, ok := v.inverted(k.next + 1)
	if !ok {
		return
	}
	x := reading{source: []document.Range{source}, cue: append(k.words, document.Range{First: k.next, End: k.next + 1}), polarity: v.polarity(k.g, k.g.First), trust: trustPassive}
	i := source.End
	switch g, isVerb := v.verb(i); {
	case k.class&accuses != 0 && v.is(i, "of"):
		x.content = []document.Range{{First: i + 1, End: r.end(v, i+1, k.index)}}
	case k.class&(clauses|calls) == 0:
		return
	case isVerb && v.is(i, "to") && !g.Finite, v.is(i, "that") && v.that(i):
		if v.is(i, "that") {
			i++
		}
		x.content = []document.Range{{First: i, End: r.end(v, i, k.index)}}
	case k.class&calls != 0 && (v.opening(i) || v.is(i, "as") && v.opening(i+1)):
		if v.is(i, "as") {
			i++
		}
		x.content = []document.Range{{First: i, End: v.after(i)}}
	default:
		return
	}
	r.add(x)
}

// links are the prepositions of what somebody is accused of.
var links = map[string]string{
	"accuse": "of", "suspect": "of", "charge": "with", "blame": "for", "fault": "for", "reproach": "for", "criticise": "for",
	"criticize": "for", "condemn": "for", "denounce": "for", "attack": "for", "slam": "for", "rebuke": "for", "chide": "for",
}

// accusation reads "accused X of breaking the truce".
func (r *reader) accusation(v *view, k cueVerb, x *reading) bool {
	for i := k.next + 1; i < v.hi && i < k.next+25; i++ {
		if v.breaks(i) {
			return false
		}
		if v.opening(i) { // "accused the “mediators” of"
			i = v.after(i) - 1
			continue
		}
		if !v.is(i, links[v.t[k.g.Head].Lemma]) {
			continue
		}
		j := i + 1
		for v.tag(j) == document.ADV || v.is(j, "not") {
			j++
		}
		if v.opening(j) {
			x.content = r.quotation(v, j, k.index)
			x.trust = trustAccusedQuoted
			return true
		}
		if j < v.hi && v.t[j].Verb == document.Gerund || v.tag(j) == document.VERB && v.is(j, "having", "being") {
			x.content = []document.Range{{First: i + 1, End: r.end(v, i+1, k.index)}}
			x.trust = trustAccused
			return true
		}
	}
	return false
}

// naming reads "called the plan “daft”", "described it as a gift", "dismissed as “…”".
func (r *reader) naming(v *view, k cueVerb, x *reading) bool {
	x.trust = trustNamed
	verb := false
	for i := k.next; i < v.hi && i < k.next+16; i++ {
		if g, ok := v.verb(i); ok {
			verb = verb || g.Finite
		}
		switch {
		case v.opening(i):
			if verb {
				return false
			}
			x.content = []document.Range{{First: i, End: v.after(i)}}
			return true
		case v.breaks(i), v.comma(i):
			return r.plainName(v, k, i, x)
		case v.tag(i) == document.SCONJ && v.is(i, "that"):
			return r.plainName(v, k, i, x)
		}
	}
	return r.plainName(v, k, min(v.hi, k.next+16), x)
}

// plainName reads a name without quotation marks, up to token end.
func (r *reader) plainName(v *view, k cueVerb, end int, x *reading) bool {
	lemma := v.t[k.g.Head].Lemma
	for i := k.next; i < end; i++ {
		if v.is(i, "as") && v.tag(i) != document.ADV && i+1 < end && lemma != "compare" && lemma != "see" {
			x.content = []document.Range{{First: i + 1, End: r.end(v, i+1, k.index)}}
			return true
		}
	}
	if lemma != "call" && lemma != "brand" && lemma != "dub" && lemma != "term" && lemma != "consider" && lemma != "deem" {
		return false
	}
	object, ok := v.noun(k.next)
	i := k.next
	if ok && object.First == k.next {
		i = object.End
	}
	if i >= end || v.tag(i) == document.ADP {
		return false
	}
	name, isNoun := v.noun(i)
	switch {
	case isNoun && name.First == i && v.tag(i) == document.DET && v.is(i, "a", "an", "the") && !v.time(name) && (i > k.next || v.relative(x.source[0].End)):
	case v.tag(i) == document.ADJ && i > k.next:
	default:
		return false
	}
	x.content = []document.Range{{First: i, End: r.end(v, i, k.index)}}
	x.trust = trustNamedPlain
	return true
}

// promise reads "promised to sign".
func (r *reader) promise(v *view, k cueVerb, x *reading) bool {
	g, ok := v.verb(k.next)
	if !ok || g.First != k.next || g.Under != k.index+1 {
		return false
	}
	x.content = []document.Range{{First: g.First, End: r.end(v, g.First, k.index)}}
	x.trust = trustPromise
	return true
}

// denial reads "denied having signed", "denies wrongdoing".
func (r *reader) denial(v *view, k cueVerb, x *reading) bool {
	i := k.next
	if x.polarity != document.Asserted || i >= v.hi {
		return false
	}
	g, isNoun := v.noun(i)
	if v.tag(i) == document.VERB && v.t[i].Verb == document.Gerund || v.is(i, "having", "being") || isNoun && g.First == i && v.is(g.Head, "wrongdoing", "involvement", "responsibility") {
		x.content = []document.Range{{First: i, End: r.end(v, i, k.index)}}
		return true
	}
	return false
}
