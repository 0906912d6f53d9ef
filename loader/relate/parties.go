package relate

import (
	"strings"

	"quadrille/loader/document"
)

// partyTrust is the confidence of a party that the words "between A and B" state. Not measured: the gold has no parties.
const partyTrust = 0.8

// parties states between whom a process or treaty is: "talks between A and B", "Armenia-Azerbaijan talks", "the peace treaty with A".
func (m *run) parties(s *sentence) {
	for i := range s.pieces {
		p := s.pieces[i]
		if p.kind != nominal {
			continue
		}
		n, ok := m.heads[p.head]
		if !ok {
			continue
		}
		of := m.doc.Mentions[n].Entity - 1
		if t := m.doc.Entities[of].Type; t != document.Process && t != document.Treaty {
			continue
		}
		thing := filled{entity: of, phrase: s.bareNoun(i)}
		list, ok := s.adjacentPrep(i, "between", "among")
		if ok {
			for _, ph := range list {
				if h, ok := m.heads[ph.head]; ok {
					if e := m.doc.Mentions[h].Entity - 1; m.doc.Entities[e].Type.Actor() {
						m.party(s, thing, filled{entity: e, phrase: ph}, p.head)
					}
				}
			}
			continue
		}
		m.joined(s, thing, p)
	}
}

// joined reads the parties from a compound before the noun: "Armenian-Azerbaijani peace process".
func (m *run) joined(s *sentence, thing filled, p piece) {
	for t := p.First; t < p.head; t++ {
		w := s.token(t).Text
		parts := strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '–' || r == '/' })
		if len(parts) != 2 {
			continue
		}
		a, okA := m.actorNamed(parts[0])
		b, okB := m.actorNamed(parts[1])
		if okA && okB && a != b {
			ph := phrase{Range: document.Range{First: t, End: t + 1}, core: t + 1, head: t}
			m.party(s, thing, filled{entity: a, phrase: ph}, p.head)
			m.party(s, thing, filled{entity: b, phrase: ph}, p.head)
		}
	}
}

// pairs finds the process or treaty between those whom "between" names after the cue, as far as the article has said whom it is
// between.
func (m *run) pairs(s *sentence, c cue) (int, bool) {
	for k := c.piece + 1; k < len(s.pieces) && k-c.piece < reach/2; k++ {
		if s.kind(k) == brk {
			break
		}
		if s.word(k) != "between" || s.kind(k+1) != nominal {
			continue
		}
		want := map[int]bool{}
		for _, ph := range s.coordinationRight(k + 1) {
			if n, ok := m.heads[ph.head]; ok {
				want[m.doc.Mentions[n].Entity-1] = true
			}
		}
		if len(want) < 2 {
			return 0, false
		}
		for _, e := range m.between {
			of := m.partiesOf[e]
			all := true
			for w := range want {
				all = all && of[w]
			}
			if all {
				return e, true
			}
		}
		return 0, false
	}
	return 0, false
}

// actorNamed is the actor of the article with that name, or whose adjective it is.
func (m *run) actorNamed(word string) (int, bool) {
	if e, ok := m.names[strings.ToLower(word)]; ok && m.doc.Entities[e].Type.Actor() {
		return e, true
	}
	for _, sense := range m.lex.Senses(word) {
		if e, ok := m.names[foldName(sense.Actor.Name)]; ok && sense.Actor.Type == m.doc.Entities[e].Type {
			return e, true
		}
	}
	return 0, false
}

func (m *run) party(s *sentence, thing, who filled, token int) {
	if m.partiesOf[thing.entity] == nil {
		m.partiesOf[thing.entity] = map[int]bool{}
		if len(m.between) < reach {
			m.between = append(m.between, thing.entity)
		}
	}
	m.partiesOf[thing.entity][who.entity] = true
	m.state(s, statement{kind: document.Party, subject: thing, object: who, cue: []document.Span{m.doc.Tokens[token].Span}, trust: partyTrust, name: "party"})
}
