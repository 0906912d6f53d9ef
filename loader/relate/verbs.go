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

// behindRelative is the noun that a relative clause ending at noun j belongs to: of "the bomb that wounded two teachers" the
// bomb. j itself when no relative clause ends there.
func (s *sentence) behindRelative(j int) int {
	_, first := s.coordinationLeft(j)
	k := s.skipLeft(first - 1)
	if s.kind(k) == preposition {
		k = s.skipLeft(k - 1)
	}
	if s.kind(k) != verbal {
		return j
	}
	if h := s.behindVerb(k); h >= 0 {
		return h
	}
	return j
}

// behindVerb is the noun that the relative clause with the verb at piece k belongs to, -1 for no relative clause.
func (s *sentence) behindVerb(k int) int {
	v := s.verb(k)
	if v.busy || !v.rel || saying[s.lemma(s.pieces[k].head)] {
		return -1
	}
	if v.passive && !s.group(k).Finite { // "talks hosted by Qatar"
		if n := s.skipLeft(k - 1); s.kind(n) == nominal {
			return n
		}
		return -1
	}
	for n := k - 1; n >= 0 && k-n < 8; n-- {
		switch s.kind(n) {
		case relative:
			n = n - 1
			if s.kind(n) == preposition {
				n--
			}
			if s.kind(n) == nominal {
				return n
			}
			return -1
		case comma, brk, verbal:
			return -1
		}
	}
	if v.relObj != nil {
		return v.relObj.piece
	}
	return -1
}

// nominalSubject takes the coordination that ends at nominal piece j as v's subject, and looks at what introduces the clause.
func (s *sentence) nominalSubject(j int, v *verb) {
	list, first := s.coordinationLeft(j)
	v.subjects = list
	k := s.skipLeft(first - 1)
	switch s.kind(k) {
	case subordinate:
		v.intro = s.word(k)
		if v.intro == "that" && s.kind(k-1) == nominal && s.bareVerb(v.piece) { // "the truce that Qatar brokered"
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

// bareVerb tells whether nothing stands after the verb at piece i that could be its object.
func (s *sentence) bareVerb(i int) bool {
	switch k := s.skip(i + 1); s.kind(k) {
	case nominal, subordinate:
		return false
	case verbal:
		return !s.infinitive(k)
	}
	return true
}

// nounOnly is the noun at piece j without a clause that belongs to it.
func (s *sentence) nounOnly(j int) phrase {
	p := s.phrase(j)
	p.End = p.chain
	p.core = min(p.core, p.End)
	if p.core < s.pieces[j].End {
		p.core = s.pieces[j].End
	}
	return p
}

// relativeClause sets the antecedent of relative pronoun j as the subject of verb i.
func (s *sentence) relativeClause(i, j int, v *verb) {
	a, ok := s.antecedent(j)
	if !ok {
		return
	}
	v.rel = true
	if s.denied(a.piece) { // "it is not the maps that hold up the treaty"
		a.not = true
	}
	v.subjects = []phrase{a}
	if s.kind(j-1) == comma {
		if k := s.parenthesis(j - 1); k >= 0 {
			if against := s.contrasted(k + 1); against != nil {
				v.subjects = append([]phrase{s.phrase(s.chainHead(k))}, against...)
				return
			}
		}
	}
	if list, _ := s.coordinationLeft(a.piece); s.kind(j-1) != comma && len(list) > 1 && list[len(list)-1].not { // "the line and not the gas that"
		v.subjects = list
		return
	}
	if s.kind(j-1) != comma { // "A and B, which": all of them; "A and the B that": the last
		return
	}
	if list, _ := s.coordinationLeft(j - 2); len(list) > 1 && !s.singular(i) {
		v.subjects = list
	}
}

// denied tells whether the noun at piece j is what "it" is said not to be.
func (s *sentence) denied(j int) bool {
	k := s.copula(j)
	return k >= 0 && s.group(k).Negated && s.word(s.skipLeft(k-1)) == "it"
}

// singular tells whether the verb of piece i is third person singular.
func (s *sentence) singular(i int) bool {
	g := s.group(i)
	for t := g.First; t < g.End; t++ {
		switch s.lower(t) {
		case "has", "is", "was", "does":
			return true
		}
	}
	return s.token(g.Head).Verb == document.ThirdPerson
}

// antecedent is the noun that relative pronoun j refers to.
func (s *sentence) antecedent(j int) (phrase, bool) {
	k := j - 1
	if s.kind(k) == preposition { // "under which", "in whose"
		k--
	}
	if s.kind(k) == comma {
		k--
	}
	if s.kind(k) != nominal {
		return phrase{}, false
	}
	if s.word(j) == "who" || s.word(j) == "whom" || s.word(j) == "whose" {
		return s.nounOnly(k), true
	}
	// "the talks between A and B, which": the head of the chain; "a minister of A, which": a country takes no "who".
	h := s.chainHead(k)
	if h != k && s.kind(j-1) == comma && s.token(s.pieces[k].head).Tag == document.PROPN && s.word(k-1) != "between" {
		return s.nounOnly(k), true
	}
	return s.nounOnly(h), true
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

// governed finds the verb, noun or adjective that an infinitive hangs on, and through it the subject.
func (s *sentence) governed(i int, v *verb) {
	j := s.skipLeft(i - 1)
	if s.kind(j) == preposition && s.word(j) != "to" { // "for the parties to sign" has a noun there; "in order to"
		j = s.skipLeft(j - 1)
	}
	switch s.kind(j) {
	case verbal:
		v.governor = j
		v.subjects = s.subjectsOf(j)
		if objectControl[s.lemma(s.pieces[j].head)] && s.passive(j) {
			v.subjects = s.subjectsOf(j) // "was asked to mediate": the one asked
		}
	case adjective:
		v.governor = j
		v.subjects = s.copulaSubject(j)
	case conjunction, comma: // "to host and to mediate"
		for k := j - 1; k >= 0 && j-k < reach; k-- {
			if s.pieces[k].kind == verbal && s.infinitive(k) {
				if p := s.verb(k); !p.busy {
					v.subjects, v.governor, v.intro = p.subjects, p.governor, p.intro
				}
				return
			}
			if s.pieces[k].kind == verbal {
				if s.kind(j) == comma {
					v.governor, v.subjects = k, s.subjectsOf(k)
				}
				return
			}
		}
	case nominal:
		s.infinitiveAfterNoun(j, v)
	}
}

func (s *sentence) passive(i int) bool {
	if v := s.verb(i); v != nil {
		return v.passive || s.group(i).Passive
	}
	return false
}

// infinitiveAfterNoun: "urged both sides to sign" (the object acts), "its offer to mediate" (the owner acts), "sent an envoy to
// mediate" (the object acts), "used the visit to press" (the subject acts).
func (s *sentence) infinitiveAfterNoun(j int, v *verb) {
	h := s.chainHead(j)
	if s.word(h-1) == "for" { // "wait for the parties to sign"
		v.subjects, _ = s.coordinationLeft(j)
		return
	}
	gov := s.skipLeft(h - 1)
	if s.kind(gov) == preposition && s.kind(gov-1) == verbal { // "called on A to sign"
		gov--
		if callOn[s.lemma(s.pieces[gov].head)+" "+s.word(gov+1)] {
			v.governor = gov
			v.subjects, _ = s.coordinationLeft(j)
			return
		}
	}
	for _, n := range []int{j, h} {
		if !willNoun[s.lemma(s.pieces[n].head)] {
			continue
		}
		v.governor = n
		if p, ok := s.possessor(n); ok {
			v.subjects = []phrase{p}
		} else if s.kind(gov) == verbal {
			v.subjects = s.subjectsOf(gov)
		} else if a, ok := s.prepOf(n, "by", "of", "from"); ok && n < j {
			v.subjects = a
		}
		return
	}
	list, first := s.coordinationLeft(j)
	gov = s.skipLeft(first - 1)
	if s.kind(gov) != verbal {
		if s.kind(gov) == preposition {
			for k := gov - 1; k >= 0 && gov-k < 6; k-- {
				if s.pieces[k].kind == verbal {
					v.governor, v.subjects = k, s.subjectsOf(k)
					return
				}
			}
		}
		return
	}
	v.governor = gov
	if objectControl[s.lemma(s.pieces[gov].head)] && !s.passive(gov) {
		v.subjects = list
		return
	}
	v.subjects = s.subjectsOf(gov)
}

// participial finds the noun that a gerund or participle belongs to.
func (s *sentence) participial(i int, v *verb) {
	j := s.skipLeft(i - 1)
	switch s.kind(j) {
	case nominal: // "a bomb killing two", "talks brokered by Qatar"
		h := s.chainHead(j)
		if v.passive && h != j && s.agrees(j) {
			h = j
		}
		v.rel = true
		v.subjects = []phrase{s.phrase(h)}
	case comma: // ", citing", ", brokered by Qatar,"
		if v.passive && s.kind(j-1) == nominal {
			v.rel = true
			v.subjects = []phrase{s.phrase(s.chainHead(j - 1))}
			return
		}
		s.shared(j, v)
	case verbal: // "stopped mediating", "denied blocking"
		v.governor = j
		v.subjects = s.subjectsOf(j)
	case preposition:
		s.afterPreposition(j, v)
	case subordinate, conjunction: // "while mediating", "and blocking"
		v.intro = s.word(j)
		if s.kind(j) == conjunction {
			v.intro = ""
			for k := j - 1; k >= 0 && j-k < reach; k-- {
				if s.pieces[k].kind == verbal {
					if p := s.verb(k); !p.busy && (s.gerund(k) || s.reduced(k)) {
						v.subjects, v.governor, v.rel = p.subjects, p.governor, p.rel
					} else if !p.busy {
						v.subjects = p.subjects
					}
					return
				}
			}
		}
		s.shared(j, v)
		if len(v.subjects) == 0 {
			v.subjects = s.nextSubject(i)
		}
	case brk:
		if j < 0 || s.word(j) != "." {
			v.subjects = s.nextSubject(i)
		}
	}
}

// agrees tells whether the noun at j, last of a chain, is a thing that a participle after it may describe.
func (s *sentence) agrees(j int) bool {
	return nounType(s.lex, s.lower(s.pieces[j].head)) != document.Unknown
}

// nextSubject is the subject of the first finite verb after i: a participle that opens the sentence shares it.
func (s *sentence) nextSubject(i int) []phrase {
	for k := i + 1; k < len(s.pieces) && k-i < reach; k++ {
		if s.pieces[k].kind == verbal && !s.infinitive(k) && !s.gerund(k) && !s.reduced(k) {
			return s.subjectsOf(k)
		}
	}
	return nil
}

// afterPreposition: "accused A of blocking" (A), "its role in brokering" (the owner), "refrained from blocking" (the subject).
func (s *sentence) afterPreposition(j int, v *verb) {
	k := s.skipLeft(j - 1)
	switch s.kind(k) {
	case verbal:
		v.governor = k
		v.subjects = s.subjectsOf(k)
	case adjective:
		v.governor = k
		v.subjects = s.copulaSubject(k)
	case nominal:
		list, first := s.coordinationLeft(k)
		h := s.pieces[first].head
		gov := s.skipLeft(first - 1)
		if s.kind(gov) == verbal && chargeVerb[s.lemma(s.pieces[gov].head)] {
			v.governor = gov
			v.subjects = list
			if s.passive(gov) {
				v.subjects = s.subjectsOf(gov)
			}
			return
		}
		if willNoun[s.lemma(h)] || s.kind(gov) != verbal {
			v.governor = first
		} else {
			v.governor = gov
		}
		if p, ok := s.possessor(first); ok {
			v.subjects = []phrase{p}
		} else {
			v.subjects = s.subjectsOf(gov)
		}
	case comma, brk:
		v.subjects = s.nextSubject(j)
	}
}

// copulaSubject is the subject of the "be" before predicative adjective or noun j.
func (s *sentence) copulaSubject(j int) []phrase {
	if k := s.copula(j); k >= 0 {
		return s.subjectsOf(k)
	}
	if k := s.skipLeft(j - 1); s.kind(k) == nominal { // "Russia, ready to help" and "a state ready to help"
		return []phrase{s.phrase(s.chainHead(k))}
	} else if s.kind(k) == comma && s.kind(k-1) == nominal {
		return []phrase{s.phrase(k - 1)}
	}
	return nil
}

// copula is the piece of the linking verb before predicate j, -1 for none.
func (s *sentence) copula(j int) int {
	k := s.skipLeft(j - 1)
	for s.kind(k) == adjective || s.kind(k) == conjunction && s.kind(k-1) == adjective {
		k = s.skipLeft(k - 1)
	}
	if s.kind(k) == verbal && linking[s.lemma(s.pieces[k].head)] {
		return k
	}
	return -1
}
