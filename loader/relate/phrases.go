package relate

import (
	"quadrille/loader/document"
)

// phrase is a candidate argument: a noun with what belongs to it, an action with its objects, or a clause.
type phrase struct {
	document.Range      // all of it
	chain          int  // end of the noun with its prepositional phrases, before clauses that belong to it
	core           int  // end (a token) of the shortest part that explains itself
	head           int  // the token that carries the meaning
	piece          int  // the piece of the head
	action         bool // a verb phrase or a clause rather than a noun
	not            bool // set against the others: "not the lawsuit", "rather than the maps"
}

// phrase is the noun at piece j with the prepositional phrases and the clause that belong to it.
func (s *sentence) phrase(j int) phrase {
	p := s.pieces[j]
	ph := phrase{Range: p.Range, core: p.End, head: p.head, piece: j}
	narrow := true
	k := j + 1
	for ; k+1 < len(s.pieces) && k-j < reach; k += 2 {
		if s.kind(k) != preposition || s.kind(k+1) != nominal {
			break
		}
		w := s.lower(s.pieces[k].head)
		if !attaching[w] || times[s.lemma(s.pieces[k+1].head)] {
			break
		}
		ph.End = s.pieces[k+1].End
		if narrow = narrow && naming[w]; narrow {
			ph.core = ph.End
		}
		if w == "between" && s.kind(k+2) == conjunction && s.kind(k+3) == nominal {
			ph.End = s.pieces[k+3].End
			if narrow {
				ph.core = ph.End
			}
			k += 2
		}
	}
	ph.chain = ph.End
	s.complete(&ph, k)
	return ph
}

// complete lets the clause that begins at piece k belong to ph: "a proposal to rename the lane", "the idea that …", "a document
// signed in June". Of a noun that says little by itself it is part of the shortest name.
func (s *sentence) complete(ph *phrase, k int) {
	var c phrase
	switch {
	case s.kind(k) == verbal && s.infinitive(k) && s.lower(s.pieces[k].First) == "to" && (nounTakesClause[s.lemma(ph.head)] || willNoun[s.lemma(ph.head)]):
		c = s.action(k)
	case s.kind(k) == relative || s.kind(k) == subordinate && s.word(k) == "that", s.kind(k) == preposition && s.kind(k+1) == relative:
		v := k + 1
		for v < k+5 && s.kind(v) != verbal && s.kind(v) != brk && s.kind(v) != comma {
			v++
		}
		if s.kind(v) != verbal {
			return
		}
		c = s.action(v)
	case s.kind(k) == preposition && s.kind(k+1) == verbal && s.gerund(k+1) && attaching[s.word(k)] &&
		(willNoun[s.lemma(ph.head)] || nounTakesClause[s.lemma(ph.head)] || nounType(s.lex, s.lower(ph.head)) == document.Process ||
			nounType(s.lex, s.lower(ph.head)) == document.Issue):
		c = s.action(k + 1)
	default:
		return
	}
	ph.End = c.End
	if ph.core == s.pieces[ph.piece].End && s.pieces[ph.piece].Len() <= 2 && c.core > 0 {
		ph.core = c.core
	}
}

// nounTakesClause nouns have an infinitive of their own.
var nounTakesClause = set("agreement deal motion bill call law request application step idea need obligation duty freedom opportunity " +
	"scheme suggestion treaty resolution vote pact proposal petition invitation order referendum measure option")

// attaching prepositions tie a noun to the one before it; naming ones also belong to its shortest name.
var (
	attaching = set("of for on between with over about to against from in among under into towards toward regarding concerning")
	naming    = set("of for on between over about to with against")
)

// bareNoun is the noun at piece j alone.
func (s *sentence) bareNoun(j int) phrase {
	p := s.pieces[j]
	return phrase{Range: p.Range, chain: p.End, core: p.End, head: p.head, piece: j}
}

// chainHead is the piece of the first noun of the chain of prepositional phrases that ends with noun j: of "talks on the fate of
// the maps" the talks.
func (s *sentence) chainHead(j int) int {
	for n := 0; n < reach; n++ {
		k := j - 1
		if s.kind(k) == conjunction && s.kind(k-1) == nominal && s.insidePair(k-1, j) {
			k = k - 2
		}
		if s.kind(k) != preposition || s.kind(k-1) != nominal || !attaching[s.word(k)] && s.word(k) != "at" {
			return j
		}
		if s.word(k) == "to" && s.pieces[k-1].kind == nominal && s.kind(k-2) == verbal && s.token(s.pieces[j].head).Tag == document.PROPN {
			return j // "gave a letter to A"
		}
		j = k - 1
	}
	return j
}

// container tells whether ph is "the issue of …", whose meaning is what follows.
func (s *sentence) container(ph phrase) bool {
	return containers[s.lemma(ph.head)] && ph.head+1 < ph.End && s.lower(ph.head+1) == "of"
}

var containers = set("issue question matter problem idea fact possibility prospect")

// doing is the noun ph with what it is said to be doing right after: "foreign troops patrolling the line".
func (s *sentence) doing(ph phrase) (phrase, bool) {
	k := s.pieceAfter(ph)
	if ph.action || s.kind(k) != verbal || !s.gerund(k) {
		return ph, false
	}
	a := s.action(k)
	ph.End, ph.core, ph.action = a.End, a.core, true
	return ph, true
}

// pieceAfter is the first piece after the noun of phrase p and its prepositional phrases.
func (s *sentence) pieceAfter(p phrase) int {
	end := p.End
	if p.chain > 0 {
		end = p.chain
	}
	if i, ok := s.at[end-1]; ok {
		return i + 1
	}
	return p.piece + 1
}

// possessor is the noun that owns the noun at piece j: "Russia's" in "Russia's rejection". Inside the noun group, or a group
// of its own before it.
func (s *sentence) possessor(j int) (phrase, bool) {
	p := s.pieces[j]
	for t := p.head - 1; t >= p.First; t-- {
		if s.possessive(t) && t > p.First {
			return s.inner(p.First, t, j), true
		}
		if s.token(t).Tag == document.PRON || s.token(t).Tag == document.DET && ownPronoun[s.lower(t)] {
			if ownPronoun[s.lower(t)] {
				return phrase{Range: document.Range{First: t, End: t + 1}, core: t + 1, head: t, piece: j}, true
			}
		}
	}
	if t := p.First - 1; t > 0 && s.possessive(t) {
		if k, ok := s.at[t]; ok {
			if s.kind(k) == nominal && s.pieces[k].First < t { // the clitic ended the group before
				return s.inner(s.pieces[k].First, t, k), true
			}
			if s.kind(k-1) == nominal {
				return s.phraseTo(k-1, k-1), true
			}
		}
	}
	if t := p.First; s.possessive(t) && s.kind(j-1) == nominal {
		return s.bareNoun(j - 1), true
	}
	if k := j - 1; s.kind(k) == nominal && s.pieces[k].Len() == 1 && ownPronoun[s.word(k)] {
		return s.bareNoun(k), true
	}
	return phrase{}, false
}

// possessive tells whether token t is the clitic of a genitive.
func (s *sentence) possessive(t int) bool {
	switch s.lower(t) {
	case "'s", "'":
		return s.token(t).Tag == document.PART || s.token(t).Kind == document.Clitic || s.token(t).Tag == document.X
	}
	return false
}

var ownPronoun = set("his her its their our my your whose")

// inner is a phrase of the tokens [first, end) inside piece j.
func (s *sentence) inner(first, end, j int) phrase {
	for first < end-1 && (s.token(first).Tag == document.DET || s.token(first).Kind == document.QuoteMark) {
		first++
	}
	return phrase{Range: document.Range{First: first, End: end}, core: end, head: end - 1, piece: j}
}

// prepOf finds the nouns after one of the given prepositions that belongs to the noun or verb at piece i.
func (s *sentence) prepOf(i int, words ...string) ([]phrase, bool) {
	start := i + 1
	for k := start; k+1 < len(s.pieces) && k-start < reach/2; k++ {
		switch s.kind(k) {
		case brk, subordinate, relative:
			return nil, false
		case comma:
			if s.kind(k+1) != preposition && s.kind(k+1) != adverb {
				return nil, false
			}
			continue
		case conjunction:
			if s.kind(s.skip(k+1)) == verbal {
				return nil, false
			}
		case verbal:
			if k > start && (!s.reduced(k) && !s.gerund(k)) {
				return nil, false
			}
		case preposition:
			for _, w := range words {
				if s.word(k) != w {
					continue
				}
				n := s.skip(k + 1)
				if s.kind(n) == nominal && !times[s.lemma(s.pieces[n].head)] {
					return s.coordinationRight(n), true
				}
				if s.kind(n) == verbal && s.gerund(n) {
					return []phrase{s.action(n)}, true
				}
			}
		}
	}
	return nil, false
}

// adjacentPrep is prepOf for a preposition right after the noun at piece i: "opposition to the plan".
func (s *sentence) adjacentPrep(i int, words ...string) ([]phrase, bool) {
	k := i + 1
	for n := 0; n < 4; n++ { // step over "of the mediators" to reach "to the plan"
		if s.kind(k) != preposition {
			return nil, false
		}
		for _, w := range words {
			if s.word(k) != w {
				continue
			}
			m := s.skip(k + 1)
			if w == "between" && s.kind(m) == nominal && s.kind(s.pieceAfter(s.bareNoun(m))) == conjunction { // whatever follows
				if n := s.pieceAfter(s.bareNoun(m)) + 1; s.kind(n) == nominal {
					return []phrase{s.bareNoun(m), s.phrase(n)}, true
				}
			}
			if s.kind(m) == nominal && !times[s.lemma(s.pieces[m].head)] {
				return s.coordinationRight(m), true
			}
			if s.kind(m) == verbal && s.gerund(m) {
				return []phrase{s.action(m)}, true
			}
			return nil, false
		}
		if s.kind(k+1) != nominal {
			return nil, false
		}
		k += 2
	}
	return nil, false
}

// objects is what follows the verb at piece i as its object: nouns, else nil.
func (s *sentence) objects(i int) []phrase {
	k := s.skip(i + 1)
	if s.kind(k) == nominal && times[s.lemma(s.pieces[k].head)] && s.pieces[k].Len() <= 2 { // "rejected on Monday", "Monday rejected"
		k = s.skip(k + 1)
	}
	if s.kind(k) == comma && s.kind(k+1) == preposition { // "turned down, in March, a proposal"
		for n := k + 2; n < k+6; n++ {
			if s.kind(n) == comma && s.kind(n+1) == nominal {
				k = n + 1
				break
			}
		}
	}
	if s.kind(k) != nominal {
		return nil
	}
	return s.coordinationRight(k)
}

// maxAction is the most tokens of an action's name.
const maxAction = 18

// action is the verb at piece i with its objects, to the end of its clause.
func (s *sentence) action(i int) phrase {
	p := s.pieces[i]
	first := p.First
	for first < p.head && (s.lower(first) == "to" || s.token(first).Tag == document.ADV) {
		first++
	}
	ph := phrase{Range: document.Range{First: first, End: p.End}, core: p.End, head: p.head, piece: i, action: true}
	nouns := 0
	for k := i + 1; k < len(s.pieces); k++ {
		q := s.pieces[k]
		if q.End-first > maxAction {
			break
		}
		switch q.kind {
		case brk, comma, subordinate, relative:
			return ph
		case conjunction:
			if n := s.kind(s.skip(k + 1)); n != nominal && n != adjective || s.verbSoon(k+1) {
				return ph
			}
			continue
		case preposition:
			if s.kind(k+1) == nominal && times[s.lemma(s.pieces[k+1].head)] {
				return ph
			}
			if n := s.kind(k + 1); n != nominal && n != verbal && n != adverb && n != adjective { // the particle of "step down"
				ph.End, ph.core = q.End, q.End
			}
			continue
		case verbal:
			if s.group(k).Finite && !(k == i+1 && s.group(k).Len() == 1 && s.token(q.head).Verb == document.Base) { // "let go of"
				return ph
			}
		case nominal:
			if s.lower(q.head) == "what" {
				if nouns == 0 { // "carry out what they had agreed"
					ph.End = s.clauseEnd(k)
					ph.core = ph.End
				}
				return ph
			}
			nouns++
			if nouns <= 2 {
				ph.core = q.End
			}
		}
		ph.End = q.End
		if ph.core == p.End && q.kind != nominal {
			ph.core = q.End
		}
	}
	return ph
}

// clauseEnd is the token after the clause that begins at piece k: up to its verb's first object or the next break.
func (s *sentence) clauseEnd(k int) int {
	end := s.pieces[k].End
	for seen := false; k < len(s.pieces) && s.pieces[k].End-end < maxAction; k++ {
		switch s.kind(k) {
		case comma, brk, subordinate, relative, conjunction:
			return s.pieces[k-1].End
		case verbal:
			if seen && s.group(k).Finite {
				return s.pieces[k-1].End
			}
			seen = true
		}
	}
	return s.pieces[k-1].End
}

// verbSoon tells whether a finite verb follows the noun at piece k.
func (s *sentence) verbSoon(k int) bool {
	k = s.skip(k)
	if s.kind(k) != nominal {
		return false
	}
	n := s.skip(s.pieceAfter(s.phrase(k)))
	return s.kind(n) == verbal && s.group(n).Finite && !s.reduced(n)
}

// overAside is the piece after a short apposition between commas that begins at comma k and that a verb follows; k where none begins.
func (s *sentence) overAside(k int) int {
	if s.kind(k) != comma || s.kind(k+1) != nominal {
		return k
	}
	for n := k + 2; n < k+7; n++ {
		switch s.kind(n) {
		case comma:
			if s.kind(s.skip(n+1)) == verbal {
				return n + 1
			}
			return k
		case nominal, preposition:
		default:
			return k
		}
	}
	return k
}

// clause is the clause that begins after subordinator piece i ("that the maps be shown").
func (s *sentence) clause(i int) (phrase, bool) {
	if i+1 >= len(s.pieces) {
		return phrase{}, false
	}
	first := s.pieces[i+1].First
	ph := phrase{Range: document.Range{First: first, End: first + 1}, head: first, piece: i + 1, action: true}
	for k := i + 1; k < len(s.pieces) && s.pieces[k].End-first <= maxAction; k++ {
		q := s.pieces[k]
		if n := s.overAside(k); n > k && ph.head == first { // "that the bank, Rosselkhozbank, be reconnected"
			k = n - 1
			continue
		}
		switch q.kind {
		case brk, comma, subordinate, relative:
			return ph, ph.Len() > 1
		case verbal:
			if ph.head == first {
				ph.head = q.head
			}
		}
		ph.End, ph.core = q.End, q.End
	}
	return ph, ph.Len() > 1
}
