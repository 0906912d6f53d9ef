package relate

import (
	"quadrille/loader/document"
)

// fronted tells whether the noun at piece g ends a phrase that goes before the clause: "according to A, B and C", "in A, B and C".
func (s *sentence) fronted(g int) bool {
	if s.kind(g-1) != preposition {
		return false
	}
	if s.word(g-2) == "according" {
		return true
	}
	return fronting[s.word(g-1)] && (s.kind(g-2) == brk || s.kind(g-2) == comma || s.kind(g-2) == subordinate)
}

var fronting = set("in at on after before during since under with for like unlike despite amid within without from besides")

// insidePair tells whether "A and B" at pieces i and j stand together under the preposition before A: "between A and B"
// always, "officials of A and B" when A and B are of one kind.
func (s *sentence) insidePair(i, j int) bool {
	if s.kind(i-1) != preposition || s.kind(i-2) != nominal {
		return false
	}
	if s.word(i-1) == "between" {
		return true
	}
	a, b := s.token(s.pieces[i].head), s.token(s.pieces[j].head)
	if a.Tag == document.PROPN && b.Tag == document.PROPN {
		return s.token(s.pieces[i-2].head).Tag != document.PROPN
	}
	return a.Tag == b.Tag && s.pieces[i].Len() == 1 && s.pieces[j].Len() == 1
}

// coordinationLeft is the list of nouns that ends at piece j: "A, B and C". first is the piece where it begins.
func (s *sentence) coordinationLeft(j int) (list []phrase, first int) {
	h := s.chainHead(j)
	list = []phrase{s.phraseTo(h, j)}
	first = h
	k := h - 1
	if s.word(k) == "not" && s.kind(k-1) == conjunction { // "the line and not the gas"
		list[0].not = true
	}
	if s.kind(k) == adverb { // "and, more quietly, B"; "as well as B"
		k = s.skipLeft(k)
	}
	if s.kind(k) == comma && s.kind(k-1) == conjunction {
		k--
	}
	if s.kind(k) != conjunction || s.word(k) == "but" || s.kind(k-1) != nominal && s.kind(k-1) != comma {
		return list, first
	}
	for n := 0; n < reach; n++ {
		m := k - 1
		if s.kind(m) == comma && s.kind(m-1) == nominal { // the comma before "and"
			m--
		}
		if s.kind(m) != nominal {
			break
		}
		g := s.chainHead(m)
		if s.governedNoun(g) && !list[len(list)-1].not {
			break
		}
		if s.kind(k) == comma && s.fronted(g) {
			break
		}
		list = append([]phrase{s.phraseTo(g, m)}, list...)
		first = g
		if s.kind(g-1) != comma || s.kind(g-2) != nominal {
			break
		}
		k = g - 1
	}
	return list, first
}

// governedNoun tells whether the noun at piece g is the object of a verb before it, so that what is conjoined after it begins a
// clause of its own.
func (s *sentence) governedNoun(g int) bool {
	k := s.skipLeft(g - 1)
	if s.kind(k) != verbal {
		return false
	}
	return s.verb(k).busy || len(s.verb(k).subjects) > 0
}

// phraseTo is the noun at piece h with all up to piece j.
func (s *sentence) phraseTo(h, j int) phrase {
	p := s.phrase(h)
	e := s.pieces[j].End
	p.End, p.chain, p.core = max(p.End, e), max(p.chain, e), min(p.core, max(p.chain, e))
	return p
}

// coordinationRight is the list of nouns that begins at piece j: "A, B and C". A noun that opens a clause of its own is no
// part of it.
func (s *sentence) coordinationRight(j int) []phrase {
	list := []phrase{s.phrase(j)}
	end := s.pieceAfter(list[0])
	denied := s.negatedBefore(j)
	var held []phrase // after commas, kept when an "and" comes
	for n := 0; n < reach; n++ {
		k := s.overBrackets(end)
		if s.kind(k) == comma {
			k++
		}
		and := false
		switch {
		case s.kind(k) == conjunction && s.word(k) != "but":
			and = true
			k++
		case s.word(k) == "as" && s.word(k+1) == "well" && s.word(k+2) == "as":
			and = true
			k += 3
		case s.word(k) == "but" && end == k-1 && s.kind(end) == comma && !denied:
			return list
		case k == end && s.contrast(k) < 0:
			return list
		}
		if n := s.contrast(k); n >= 0 && (denied || s.word(k) != "but") { // "rather than the maps", "but the border"
			p := s.phrase(n)
			p.not = true
			return append(list, p)
		}
		if s.word(k) == "not" || s.word(k) == "rather" || s.word(k) == "but" {
			return list
		}
		k = s.skip(k)
		if s.kind(k) != nominal {
			break
		}
		p := s.phrase(k)
		next := s.skip(s.pieceAfter(p))
		if s.kind(next) == verbal && !s.reduced(next) && !s.gerund(next) && !s.infinitive(next) {
			break
		}
		if s.kind(next) == comma && !and && s.kind(next+1) == verbal {
			break // an apposition
		}
		held = append(held, p)
		end = s.pieceAfter(p)
		if and {
			return append(list, held...)
		}
	}
	return list
}

// negatedBefore tells whether the predicate that the noun at piece j begins is denied: "is no longer tariffs but …".
func (s *sentence) negatedBefore(j int) bool {
	for k := j - 1; k >= 0 && j-k <= 2; k-- {
		switch s.kind(k) {
		case adverb:
			if s.word(k) == "not" {
				return true
			}
		case verbal:
			return s.group(k).Negated
		default:
			return false
		}
	}
	return false
}

// overBrackets is the piece after what stands in brackets at piece k.
func (s *sentence) overBrackets(k int) int {
	if s.word(k) != "(" {
		return k
	}
	for n := k + 1; n < len(s.pieces) && n-k < reach/2; n++ {
		if s.word(n) == ")" {
			return n + 1
		}
	}
	return k
}

// contrast is the noun that stands against what precedes piece k: after "not", "rather than", "and not", "but"; -1 for none.
func (s *sentence) contrast(k int) int {
	switch s.word(k) {
	case "rather":
		if s.word(k+1) != "than" {
			return -1
		}
		k += 2
	case "and":
		if s.word(k+1) != "not" {
			return -1
		}
		k += 2
	case "not", "but":
		k++
	default:
		return -1
	}
	if s.kind(k) != nominal {
		return -1
	}
	if n := s.skip(s.pieceAfter(s.phrase(k))); s.kind(n) == verbal && s.group(n).Finite {
		return -1
	}
	return k
}

// contrasted is the list of those set against the noun before comma k: "this question, rather than the plates or the dinar".
func (s *sentence) contrasted(k int) []phrase {
	if s.kind(k) != comma {
		return nil
	}
	n := s.contrast(k + 1)
	if n < 0 {
		return nil
	}
	list := s.coordinationRight(n)
	for i := range list {
		list[i].not = true
	}
	return list
}
