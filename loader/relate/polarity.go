package relate

import (
	"quadrille/loader/document"
	"quadrille/loader/mood"
)

// reading is how a clause states what it states.
type reading struct {
	polarity document.Polarity
	tense    document.Tense
	silent   bool // a question, a wish, an order: nothing is stated
	tried    bool // hedged only because it is an attempt
	future   bool // "would" that may be a reported "will"
}

// effect is what a governing word does to what it governs.
type effect = mood.Effect

const (
	keeps  = mood.Keeps
	flips  = mood.Flips
	hedges = mood.Hedges
	tries  = mood.Tries // a hedge, but for the kinds that an attempt is a case of
	drops  = mood.Drops
)

var effects = mood.Effects()

// Adverbs that weaken or reverse the clause they stand in.
var (
	hedgingAdverbs  = set("reportedly allegedly possibly perhaps maybe probably presumably apparently supposedly almost nearly potentially purportedly conceivably")
	negatingWords   = set("no neither none nobody nothing nor few hardly scarcely nowhere")
	saying          = set("say tell add state claim argue insist believe think note report announce declare write explain stress maintain suggest warn admit acknowledge concede confirm contend assert reiterate estimate predict")
	doubting        = set("doubt question dispute")
	wishing         = set("suggest propose recommend advise")
	denying         = set("deny refute reject dismiss disprove")
	conditional     = set("if unless whether provided lest until")
	noHedgeModal    = set("will shall")
	obligationModal = set("must should ought need supposed")
)

// compose is the polarity of what has polarity inner under something of polarity outer.
func compose(outer, inner document.Polarity) document.Polarity {
	switch {
	case outer == document.Asserted:
		return inner
	case inner == document.Asserted:
		return outer
	case outer == document.Negated && inner == document.Negated:
		return document.Hedged // "did not refuse to host" says little
	}
	return document.Hedged
}

// invert turns asserted and negated into each other, as contrast does: "not the maps but the border".
func invert(p document.Polarity) document.Polarity {
	switch p {
	case document.Asserted:
		return document.Negated
	case document.Negated:
		return document.Asserted
	}
	return p
}

// read is how the verb at piece i states its clause, with all that governs it. What the order of words leaves plain, the tree may
// still show denied, hedged, asked or supposed.
func (s *sentence) read(i int) reading {
	r := s.readUnder(i, 0)
	if s.kind(i) == verbal && r.polarity == document.Asserted && !r.silent && s.moods != nil {
		o := s.moods.At(s.pieces[i].head)
		r.polarity, r.silent = o.Polarity, o.Silent
	}
	return r
}

func (s *sentence) readUnder(i, depth int) reading {
	if s.kind(i) != verbal || depth > 8 {
		return reading{}
	}
	g := s.group(i)
	v := s.verb(i)
	r := reading{tense: g.Tense}
	if v.passive && g.Len() == 1 { // "talks hosted by Qatar"
		r.tense = document.Past
	}
	switch {
	case g.Modal == "" || noHedgeModal[g.Modal]:
		if g.Negated {
			r.polarity = document.Negated
		}
	case obligationModal[g.Modal]:
		r.silent = true
	case g.Negated && (g.Modal == "can" || g.Modal == "could" || g.Modal == "would"):
		r.polarity = document.Negated
	case g.Modal == "would":
		r.polarity, r.future = document.Hedged, true
	default:
		r.polarity = document.Hedged
	}
	for k := i - 1; k >= 0 && i-k <= 3 && s.pieces[k].kind == adverb; k-- {
		s.adverbEffect(s.lower(s.pieces[k].head), &r)
	}
	if g.Finite && s.doubted(i) {
		r.polarity = document.Hedged
	}
	for t := g.First; t < g.Head; t++ {
		if s.token(t).Tag == document.ADV {
			s.adverbEffect(s.lower(t), &r)
		}
	}
	for n, p := range v.subjects {
		if n == 0 && !v.rel && s.negative(p) {
			r.polarity = compose(document.Negated, r.polarity)
		}
	}
	if s.inCondition(s.pieces[i].head) || conditional[v.intro] && v.intro != "until" {
		r.polarity, r.silent = document.Hedged, r.silent || v.intro == "whether" || v.intro == "unless"
		r.future = false
	} else if g.Finite && g.Tense != document.Past && s.condition(s.pieces[i].head) && r.polarity == document.Asserted {
		r.polarity = document.Hedged
	}
	if v.intro == "for" && r.polarity == document.Asserted { // "it is hard for A to attack B"
		r.polarity = document.Hedged
	}
	if v.governor >= 0 && v.governor != i {
		s.climb(i, v, &r, depth)
	}
	return r
}

// doubted tells whether an adverb before the subject of the finite verb at piece i weakens its clause: "perhaps Latvia signed".
func (s *sentence) doubted(i int) bool {
	for k := i - 1; k >= 0 && i-k < reach; k-- {
		switch s.kind(k) {
		case brk, subordinate, relative:
			return false
		case verbal:
			if s.group(k).Finite {
				return false
			}
		case adverb:
			if hedgingAdverbs[s.lower(s.pieces[k].head)] {
				return true
			}
		}
	}
	return false
}

func (s *sentence) adverbEffect(word string, r *reading) {
	switch {
	case hedgingAdverbs[word]:
		r.polarity = document.Hedged
	case word == "hardly" || word == "scarcely" || word == "neither" || word == "nor":
		r.polarity = compose(document.Negated, r.polarity)
	}
}

// negative tells whether the noun p carries a negation: "no official", "neither side".
func (s *sentence) negative(p phrase) bool {
	if !negatingWords[s.lower(p.First)] {
		return false
	}
	return p.First+1 >= p.End || s.lower(p.First+1) != "longer"
}

// climb lets what governs the verb at piece i weigh on r.
func (s *sentence) climb(i int, v *verb, r *reading, depth int) {
	k := v.governor
	l := s.lemma(s.pieces[k].head)
	finite, g0 := !s.infinitive(i) && !s.gerund(i), s.group(i)
	switch s.kind(k) {
	case verbal:
		outer := s.readUnder(k, depth+1)
		if finite { // a clause: "said that", "denied that"
			switch {
			case denying[l]:
				r.polarity = compose(document.Negated, r.polarity)
			case l == "doubt" && outer.polarity == document.Asserted:
				r.polarity = compose(document.Negated, r.polarity)
			case doubting[l] || effects[l] == hedges && !saying[l]:
				r.polarity = document.Hedged
			case wishing[l] && s.token(g0.Head).Verb == document.Base && s.token(g0.First).Tag != document.AUX:
				r.polarity = document.Hedged // "suggested that Singapore act"
			case saying[l]:
				if outer.polarity == document.Negated {
					r.silent = true
				}
				if r.future && (outer.tense == document.Past || s.token(s.pieces[k].head).Verb == document.PastTense) {
					r.polarity, r.tense = document.Asserted, document.Future
				}
				return
			case effects[l] == drops:
				r.silent = true
			}
			r.silent = r.silent || outer.silent
			return
		}
		r.silent = r.silent || outer.silent
		e := effects[l]
		if (l == "ask" || l == "invite") && s.passive(k) { // "was asked to mediate"
			e = hedges
		}
		r.under(e, outer)
		if s.infinitive(i) && r.tense == document.Present {
			r.tense = outer.tense
		}
	case nominal, adjective:
		outer := reading{}
		if s.kind(k) == adjective {
			if c := s.copula(k); c >= 0 {
				outer = s.readUnder(c, depth+1)
			}
		} else if g := s.governing(k); g >= 0 {
			outer = s.readUnder(g, depth+1)
			if dropVerbs[s.lemma(s.pieces[g].head)] || effects[s.lemma(s.pieces[g].head)] == flips {
				outer.polarity = compose(document.Negated, outer.polarity)
			}
		}
		if s.kind(k) == nominal && s.negative(s.bareNoun(k)) {
			outer.polarity = compose(document.Negated, outer.polarity)
		}
		r.silent = r.silent || outer.silent
		r.under(effects[l], outer)
	}
}

// under sets r below a governor of effect e that itself reads as outer.
func (r *reading) under(e effect, outer reading) {
	switch e {
	case flips:
		r.polarity = compose(outer.polarity, compose(document.Negated, r.polarity))
	case tries:
		if outer.polarity == document.Negated {
			r.polarity = compose(document.Negated, r.polarity)
		} else {
			r.tried = r.polarity == document.Asserted && outer.polarity == document.Asserted
			r.polarity = document.Hedged
		}
	case hedges:
		if outer.polarity == document.Negated {
			r.polarity = compose(document.Negated, r.polarity)
		} else {
			r.polarity = document.Hedged
		}
	case drops:
		r.silent = true
	default:
		r.polarity = compose(outer.polarity, r.polarity)
	}
	r.future = r.future && e == keeps
}

// inCondition tells whether token t stands in an if-clause: from "if" to the comma after its verb, or to the end.
func (s *sentence) inCondition(t int) bool {
	i, ok := s.at[t]
	return ok && s.pieces[i].ifs
}

// condition tells whether the sentence has an if-clause that token t does not stand in: then what t says is not stated outright.
func (s *sentence) condition(t int) bool { return s.ifs && !s.inCondition(t) }

// markConditions marks the pieces of if-clauses.
func (s *sentence) markConditions() {
	for i := 0; i < len(s.pieces); i++ {
		w := s.word(i)
		if !conditional[w] || w == "until" || s.kind(i) != subordinate {
			continue
		}
		s.ifs = s.ifs || w != "whether"
		seen := false
		for ; i < len(s.pieces); i++ {
			if k := s.kind(i); k == comma && seen || k == brk {
				break
			} else if k == verbal {
				seen = true
			}
			s.pieces[i].ifs = true
		}
	}
}
