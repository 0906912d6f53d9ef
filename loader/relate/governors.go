package relate

import (
	"quadrille/loader/document"
)

// governed finds the verb, noun or adjective that an infinitive hangs on, and through it the subject.
func (s *sentence) governed(i int, v *verb) {
	j := s.skipLeft(i - 1)
	if s.kind(j) == preposition && s.word(j) != "to" { // "for the parties to sign" has a noun there; "in order to"
		j = s.skipLeft(j - 1)
	}
	if s.kind(j) == subordinate && (s.word(j) == "whether" || s.word(j) == "how") { // "is considering whether to host"
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
	if s.word(h-1) == "for" && !willNoun[s.lemma(s.pieces[j].head)] { // "wait for the parties to sign"
		v.subjects, _ = s.coordinationLeft(j)
		v.intro = "for"
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
		} else if s.kind(gov) == preposition && s.kind(gov-1) == verbal { // "looks for a pretext to delay"
			v.subjects = s.subjectsOf(gov - 1)
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
		if s.kind(gov) == verbal && (chargeVerb[s.lemma(s.pieces[gov].head)] || s.word(j) == "in" && siding[s.lemma(s.pieces[gov].head)]) {
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
