package relate

// pseudoCleft is what the verb at piece i is said of in "what holds up the treaty is the maps" and "the maps are what holds up
// the treaty". what is the piece of "what".
func (s *sentence) pseudoCleft(i, what int) []phrase {
	if k := s.skipLeft(what - 1); s.kind(k) == verbal && linking[s.lemma(s.pieces[k].head)] {
		return s.subjectsOf(k)
	}
	for k := i + 1; k < len(s.pieces) && k-i < reach/2; k++ {
		switch s.kind(k) {
		case brk, relative, subordinate:
			return nil
		case verbal:
			if s.infinitive(k) || s.gerund(k) || s.reduced(k) {
				continue
			}
			if !linking[s.lemma(s.pieces[k].head)] {
				return nil
			}
			c := s.skip(k + 1)
			neither := false
			if s.word(c) == "neither" {
				neither = true
				c++
			}
			if s.kind(c) == nominal {
				list := s.coordinationRight(c)
				if neither || s.group(k).Negated || s.negatedBefore(c) {
					for n := range list {
						list[n].not = !list[n].not
					}
				}
				return list
			}
			if s.kind(c) == subordinate && (s.word(c) == "that" || s.word(c) == "whether") {
				if p, ok := s.clause(c); ok {
					return []phrase{p}
				}
			}
			return nil
		}
	}
	return nil
}

// lightVerb is the verb that has the noun at piece j as its object and lends it its subject: "made an offer". -1 for none.
func (s *sentence) lightVerb(j int) int {
	v := s.governing(j)
	if v < 0 {
		return -1
	}
	l := s.lemma(s.pieces[v].head)
	if lightVerbs[l] || dropVerbs[l] {
		return v
	}
	return -1
}

// governing is the verb right before the noun at piece j, or that whose passive subject it is; -1 for none.
func (s *sentence) governing(j int) int {
	k := s.skipLeft(j - 1)
	if s.kind(k) == verbal && !linking[s.lemma(s.pieces[k].head)] && !s.reduced(k) {
		return k
	}
	if s.kind(k-1) == verbal && (s.word(k) == "up" || particles[s.word(k)]) { // "gave up its mediation"
		return k - 1
	}
	if s.kind(k) == preposition && s.kind(k-1) == verbal && withNoun[s.lemma(s.pieces[k-1].head)+" "+s.word(k)] {
		return k - 1
	}
	return -1
}

// isOther is the other side of a copula: its subject when the noun at piece j is the predicate, else its predicate.
func (s *sentence) isOther(j int) []phrase {
	if k := s.copula(j); k >= 0 {
		return s.subjectsOf(k)
	}
	if k := s.skipLeft(j - 1); s.word(k) == "as" && s.kind(k-1) == verbal { // "is seen as an obstacle", "regard it as"
		switch l := s.lemma(s.pieces[k-1].head); {
		case !viewing[l]:
		case s.passive(k - 1):
			return s.subjectsOf(k - 1)
		case l == "remain" || l == "emerge":
			return s.subjectsOf(k - 1)
		default:
			for n := k - 2; n >= 0 && k-n < 8; n-- { // "the fund is what chiefs regard as the obstacle"
				if s.word(n) == "what" {
					return s.pseudoCleft(k-1, n)
				}
			}
		}
	}
	// The noun as subject: "the main obstacle to an agreement is the maps".
	n := s.predicate(j)
	if n < 0 || s.kind(n) != verbal || !linking[s.lemma(s.pieces[n].head)] {
		return nil
	}
	c := s.skip(n + 1)
	if s.kind(c) == adverb || s.word(c) == "not" {
		c++
	}
	if s.kind(c) == nominal {
		return s.coordinationRight(c)
	}
	if s.kind(c) == verbal && (s.gerund(c) || s.infinitive(c)) {
		return []phrase{s.action(c)}
	}
	if s.kind(c) == subordinate && (s.word(c) == "that" || s.word(c) == "whether") {
		if p, ok := s.clause(c); ok {
			return []phrase{p}
		}
	}
	return nil
}

// isVerb is the copula between the noun at piece j and its other side, -1 for none.
func (s *sentence) isVerb(j int) int {
	if k := s.copula(j); k >= 0 {
		return k
	}
	if n := s.predicate(j); n >= 0 && linking[s.lemma(s.pieces[n].head)] {
		return n
	}
	return -1
}

// predicate is the verb whose subject the noun at piece j is, over an aside between commas; -1 for none.
func (s *sentence) predicate(j int) int {
	n := s.skip(s.pieceAfter(s.phrase(j)))
	if s.kind(n) == comma { // "the sticking point, the sources said, is"
		for k := n + 1; k < len(s.pieces) && k-n < reach/4; k++ {
			if s.kind(k) == comma {
				n = s.skip(k + 1)
				break
			}
		}
	}
	if s.kind(n) != verbal || s.reduced(n) || s.infinitive(n) || s.gerund(n) {
		return -1
	}
	return n
}

// apposed is the noun that stands in apposition to the noun at piece j: "the maps, the main obstacle to a deal".
func (s *sentence) apposed(j int) []phrase {
	if k := s.skipLeft(j - 1); s.kind(k) == nominal && s.word(k-1) == "with" { // "with the share once more the sticking point"
		return []phrase{s.phrase(k)}
	}
	if s.kind(j-1) == comma && s.kind(j-2) == nominal {
		return []phrase{s.phrase(s.chainHead(j - 2))}
	}
	n := s.pieceAfter(s.phrase(j))
	if s.kind(n) == comma && s.kind(n+1) == nominal {
		ph := s.phrase(n + 1)
		if s.kind(s.skip(s.pieceAfter(ph))) == verbal { // "facilitators, she said"
			return nil
		}
		return []phrase{ph}
	}
	if s.kind(n) == brk && s.word(n) != "." && s.kind(n+1) == nominal {
		return []phrase{s.phrase(n + 1)}
	}
	return nil
}

// including is the list after "including" that follows the noun at piece j.
func (s *sentence) including(j int) []phrase {
	for k := j + 1; k < len(s.pieces) && k-j < reach/2; k++ {
		switch s.kind(k) {
		case brk, subordinate, relative:
			return nil
		}
		if w := s.word(k); w != "including" && w != "notably" && w != "particularly" {
			continue
		}
		for n := k + 1; n < k+4 && n < len(s.pieces); n++ {
			if s.kind(n) == nominal {
				return s.coordinationRight(n)
			}
		}
	}
	return nil
}

// done is the object of the verb that the noun at piece j goes with as a means: of "the ceasefire concluded with the mediation of
// France" the ceasefire.
func (s *sentence) done(j int) []phrase {
	k := s.skipLeft(j - 1)
	if s.kind(k) != preposition || !means[s.word(k)] {
		return nil
	}
	for n := k - 1; n >= 0 && k-n < 10; n-- {
		switch s.kind(n) {
		case brk, subordinate:
			return nil
		case verbal:
			if v := s.verb(n); v.passive {
				return v.subjects
			} else if v.relObj != nil {
				return []phrase{*v.relObj}
			}
			return s.objects(n)
		}
	}
	return nil
}
