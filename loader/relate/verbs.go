package relate

import (
	"quadrille/loader/document"
)

// verb is what is known of a verbal piece: who does it, and what governs it.
type verb struct {
	subjects []phrase // conjoined; empty when none was found
	governor int      // piece of the verb, noun or adjective that governs it, -1 for none
	intro    string   // the subordinator of its clause: "if", "that", "whether"
	rel      bool     // it is the verb of a relative clause or a reduced one; subjects holds the antecedent
	relPrep  string   // the preposition before that pronoun: "to" of "to which"
	relObj   *phrase  // the antecedent when the relative pronoun is its object
	passive  bool
	piece    int
	busy     bool
}

// reduced tells whether the verb of piece i is a participle without an auxiliary: "talks brokered by Qatar". A form that could
// be a past tense is read as a participle before "by" when its noun stands right before it.
func (s *sentence) reduced(i int) bool {
	g := s.group(i)
	for t := g.First; t < g.End; t++ {
		if s.token(t).Tag == document.AUX || s.lower(t) == "to" {
			return false
		}
	}
	switch s.token(g.Head).Verb {
	case document.Participle:
		if s.finites == 0 && s.kind(s.skipLeft(i-1)) == nominal && s.word(i+1) != "by" {
			return false // the only verb of its sentence
		}
		return !g.Finite
	case document.PastTense:
		return s.word(i+1) == "by" && s.kind(i+2) == nominal && s.kind(i-1) == nominal && !times[s.lemma(s.pieces[i+2].head)] && i >= 1 && s.verbAhead(i+2)
	}
	return false
}

// verbAhead tells whether a finite verb follows piece i within its clause.
func (s *sentence) verbAhead(i int) bool {
	for k := i + 1; k < len(s.pieces) && k-i < reach/2; k++ {
		switch s.kind(k) {
		case verbal:
			if s.group(k).Finite {
				return true
			}
		case subordinate, relative, brk:
			return false
		}
	}
	return false
}

// infinitive tells whether piece i is an infinitive with "to".
func (s *sentence) infinitive(i int) bool {
	g := s.group(i)
	return !g.Finite && s.lower(g.First) == "to" || !g.Finite && s.word(i-1) == "to" && s.token(g.Head).Verb == document.Base
}

// gerund tells whether piece i is a gerund or present participle without an auxiliary.
func (s *sentence) gerund(i int) bool {
	g := s.group(i)
	return !g.Finite && s.token(g.Head).Verb == document.Gerund && !s.infinitive(i) || s.lower(g.First) == "having" && !g.Finite
}

// verb works out the subject and governor of verbal piece i, once.
func (s *sentence) verb(i int) *verb {
	if v, ok := s.verbs[i]; ok {
		return v
	}
	v := &verb{governor: -1, busy: true}
	s.verbs[i] = v
	g := s.group(i)
	v.passive = g.Passive && g.Len() > 1
	v.piece = i
	switch {
	case s.infinitive(i):
		s.governed(i, v)
	case s.gerund(i):
		s.participial(i, v)
	case s.reduced(i):
		v.passive = true
		s.participial(i, v)
	default:
		s.finite(i, v)
	}
	s.treeSubject(i, v)
	v.busy = false
	return v
}

// subjectsOf is the subjects of the verb of piece i, nil for no verb and in a circle.
func (s *sentence) subjectsOf(i int) []phrase {
	if i < 0 || i >= len(s.pieces) || s.pieces[i].kind != verbal {
		return nil
	}
	if v := s.verb(i); !v.busy {
		return v.subjects
	}
	return nil
}

// finite finds the subject of a finite verb to its left.
func (s *sentence) finite(i int, v *verb) {
	j := s.skipLeft(i - 1)
	switch s.kind(j) {
	case relative:
		s.relativeClause(i, j, v)
	case nominal:
		s.nominalSubject(s.behindRelative(j), v)
	case verbal: // "the order in which things happen is"
		if k := s.behindVerb(j); k >= 0 {
			s.nominalSubject(k, v)
		}
	case conjunction:
		s.shared(j, v)
	case comma, brk:
		if j < 0 {
			return
		}
		if k := s.parenthesis(j); k >= 0 {
			s.nominalSubject(k, v)
			v.subjects = append(v.subjects, s.contrasted(k+1)...)
			return
		}
		s.shared(j, v)
	case subordinate:
		v.intro = s.word(j)
	}
}

// nominalSubject takes the coordination that ends at nominal piece j as v's subject, and looks at what introduces the clause.
func (s *sentence) nominalSubject(j int, v *verb) {
	list, first := s.coordinationLeft(j)
	v.subjects = list
	k := s.skipLeft(first - 1)
	switch s.kind(k) {
	case subordinate:
		v.intro = s.word(k)
		if v.intro == "that" && s.kind(k-1) == nominal && s.bareVerb(v.piece) && !times[s.lemma(s.pieces[k-1].head)] { // "the truce that Qatar brokered"
			a := s.nounOnly(s.chainHead(k - 1))
			v.relObj, v.rel, v.intro = &a, true, ""
			return
		}
		if v.intro == "that" {
			if h := s.skipLeft(k - 1); s.kind(h) == verbal || s.kind(h) == nominal || s.kind(h) == adjective {
				v.governor = h
			}
		}
	case relative: // "which Qatar brokered", "to which Qatar objected", "whose minister rejected"
		if s.word(k) == "whose" {
			v.rel = true
			break
		}
		if a, ok := s.antecedent(k); ok {
			v.relObj = &a
			v.rel = true
			if s.kind(k-1) == preposition {
				v.relPrep = s.word(k - 1)
			}
		}
	case verbal: // "said Qatar would mediate"
		v.governor = k
	case nominal: // "the swap Qatar brokered"
		if s.word(k) != "that" && !times[s.lemma(s.pieces[k].head)] {
			h := s.chainHead(k)
			a := s.nounOnly(h)
			v.relObj, v.rel = &a, true
		}
	case comma, brk, conjunction:
		// A clause that starts with its subordinator before a fronted phrase is read as plain.
	}
}

// shared gives a conjoined verb the subject of the verb before it. j is the conjunction or comma before it.
func (s *sentence) shared(j int, v *verb) {
	for k := j - 1; k >= 0 && j-k < reach; k-- {
		if s.pieces[k].kind != verbal || s.infinitive(k) || s.gerund(k) || s.reduced(k) {
			continue
		}
		if s.aside(k) {
			continue
		}
		p := s.verb(k)
		if p.busy {
			return
		}
		v.subjects, v.intro, v.governor, v.rel = p.subjects, p.intro, p.governor, p.rel
		return
	}
}

// aside tells whether the verb at piece k only says who speaks, between commas: "…, two diplomats said, …".
func (s *sentence) aside(k int) bool {
	if !saying[s.lemma(s.pieces[k].head)] || s.kind(s.skip(k+1)) != comma {
		return false
	}
	v := s.verb(k)
	if v.busy || len(v.subjects) == 0 {
		return false
	}
	return s.kind(v.subjects[0].piece-1) == comma
}

// parenthesis finds the noun before what stands between commas and ends at comma j: an apposition, a relative clause, an
// aside. It gives the piece of the noun, -1 for none.
func (s *sentence) parenthesis(j int) int {
	if s.kind(j) == brk {
		switch s.word(j) {
		case ")", "—", "–", "-", "--":
		default:
			return -1
		}
	}
	for k := j - 1; k > 0 && j-k < reach; k-- {
		switch s.pieces[k].kind {
		case comma:
			if s.kind(j) != comma {
				continue
			}
		case brk:
			if s.kind(j) == comma || s.word(k) == "." || s.word(k) == ";" {
				return -1
			}
		default:
			continue
		}
		if s.kind(k-1) != nominal {
			continue
		}
		switch s.kind(k + 1) {
		case relative, nominal, adverb, preposition, adjective:
			return k - 1
		case verbal:
			if s.gerund(k+1) || s.reduced(k+1) || s.group(k+1).Passive {
				return k - 1
			}
		case subordinate:
			if w := s.word(k + 1); w != "that" {
				return k - 1
			}
		}
	}
	return -1
}
