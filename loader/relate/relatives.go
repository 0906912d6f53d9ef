package relate

import "quadrille/loader/document"

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
