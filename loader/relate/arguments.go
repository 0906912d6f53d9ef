package relate

import (
	"slices"
	"strings"

	"quadrille/loader/document"
)

// fill finds the entities of an argument: the first of its slots that gives any.
func (m *run) fill(s *sentence, c cue, a argument, p *pattern, subject bool) []filled {
	for _, place := range a {
		if place.slot[0] == "topic" {
			if e, ok := m.topics.near(m, s, c.token, place.types); ok {
				return []filled{{entity: e, phrase: phrase{Range: document.Range{First: c.token, End: c.token + 1}}, place: "topic"}}
			}
			continue
		}
		if place.slot[0] == "pair" {
			if e, ok := m.pairs(s, c); ok {
				return []filled{{entity: e, phrase: phrase{Range: document.Range{First: c.token, End: c.token + 1}}, place: "pair"}}
			}
			continue
		}
		var out []filled
		for _, ph := range m.at(s, c, place.slot) {
			if subject && p.kind == document.Blocks {
				if owners := m.owners(s, ph); len(owners) > 0 {
					out = append(out, owners...)
					continue
				}
				if announcing[s.lemma(ph.head)] && !ph.action { // "X remains the issue on which the talks founder"
					if k := s.copula(ph.piece); k >= 0 && len(s.subjectsOf(k)) == 1 {
						ph = s.subjectsOf(k)[0]
					}
				}
				ph = m.antecedent(s, ph)
			}
			e, ok := m.resolve(s, ph, place.types, subject && p.kind != document.Blocks, p.weak && !subject)
			if !ok && !subject { // "against other players trying their hand": what they do, not they
				if ph, ok = s.doing(ph); ok {
					e, ok = m.resolve(s, ph, place.types, false, p.weak)
				}
			}
			if !ok {
				continue
			}
			out = append(out, filled{entity: e, phrase: ph, place: place.slot[0], no: ph.not || s.negative(ph) && !subject})
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// ownActs are nouns for what an actor does against a treaty: "Islamabad's veto holds up the text" has Islamabad block it.
var ownActs = set("veto objection opposition")

// owners are the actors whose act ph names, none when it names no act.
func (m *run) owners(s *sentence, ph phrase) (out []filled) {
	if ph.action || !ownActs[s.lemma(ph.head)] {
		return nil
	}
	list, _ := s.adjacentPrep(ph.piece, "from", "by", "of")
	if p, ok := s.possessor(ph.piece); ok {
		list = []phrase{p}
	} else if p, ok := m.nameBefore(s, ph.piece); ok {
		list = []phrase{p}
	}
	for _, p := range list {
		if n, ok := m.heads[p.head]; ok {
			if e := m.doc.Mentions[n].Entity - 1; m.doc.Entities[e].Type.Actor() {
				out = append(out, filled{entity: e, phrase: p, place: "subj"})
			}
		}
	}
	return out
}

// antecedent is the subject of the clause before when ph is a pronoun for a thing that nothing else resolves: "the exchange has not
// taken place, and officials said it was now the hurdle".
func (m *run) antecedent(s *sentence, ph phrase) phrase {
	if ph.action || !thingPronouns[s.lower(ph.head)] && s.lower(ph.head) != "which" {
		return ph
	}
	if _, ok := m.heads[ph.head]; ok {
		return ph
	}
	for k := ph.piece - 1; k >= 0 && ph.piece-k < reach; k-- {
		if s.kind(k) != verbal || s.infinitive(k) || s.gerund(k) || s.aside(k) {
			continue
		}
		for _, c := range s.subjectsOf(k) {
			if c.action || s.token(c.head).Tag == document.PRON {
				continue
			}
			if n, ok := m.heads[c.head]; ok && m.doc.Entities[m.doc.Mentions[n].Entity-1].Type.Actor() {
				continue
			}
			if actorType(m.lex, s.lower(c.head)) == document.Unknown {
				return c
			}
		}
	}
	return ph
}

// enumerated puts the list after a colon for a subject that only announces it: "two questions stand in the way: A and B".
func (m *run) enumerated(s *sentence, c cue, subjects []filled, p *pattern) []filled {
	if len(subjects) != 1 || !announcing[s.lemma(subjects[0].phrase.head)] {
		return subjects
	}
	for k := c.piece + 1; k < len(s.pieces) && k-c.piece < reach; k++ {
		if s.word(k) != ":" {
			continue
		}
		var out []filled
		n := s.skip(k + 1)
		if s.kind(n) != nominal {
			break
		}
		for _, ph := range s.coordinationRight(n) {
			if e, ok := m.resolve(s, ph, nil, false, false); ok {
				out = append(out, filled{entity: e, phrase: ph, place: subjects[0].place})
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return subjects
}

// announcing are nouns that stand for the list after a colon.
var announcing = set("question issue thing point obstacle problem condition matter another")

// resolve gives the entity that phrase ph names. actor asks for one who acts; known takes no thing that the article
// does not know yet, unless the lexicon has its noun.
func (m *run) resolve(s *sentence, ph phrase, types map[document.EntityType]bool, actor, known bool) (int, bool) {
	fits := func(t document.EntityType) bool {
		return types == nil && (!actor || t.Actor() || t == document.Unknown) || types[t]
	}
	if !ph.action {
		ph = s.counted(ph)
	} else if s.token(ph.First).Tag == document.PRON && clausePronouns[s.lower(ph.First)] { // "that it come first" names nothing
		if ph.First++; ph.Len() < 3 {
			return 0, false
		}
	}
	if !ph.action && !s.container(ph) {
		if n, ok := m.heads[ph.head]; ok {
			e := m.doc.Mentions[n].Entity - 1
			if f, ok := m.fuller(s, ph, n); ok {
				return f, fits(m.doc.Entities[f].Type)
			}
			m.alias(s, ph, n)
			return e, fits(m.doc.Entities[e].Type)
		}
		if e, ok := m.firstPart(s, ph); ok {
			return e, fits(m.doc.Entities[e].Type)
		}
		switch s.token(ph.head).Tag {
		case document.PRON, document.DET, document.SYM, document.ADV:
			if !actor && !known && thingPronouns[s.lower(ph.head)] {
				return m.topics.near(m, s, ph.head, types)
			}
			return 0, false
		}
		if e, ok := m.stateBefore(s, ph); ok && fits(m.doc.Entities[e].Type) {
			return e, true
		}
		if e, ok := m.ownBody(s, ph); ok && fits(m.doc.Entities[e].Type) {
			return e, true
		}
	}
	if known && (ph.action || nounType(m.lex, s.lower(ph.head)) == document.Unknown) {
		return 0, false
	}
	t := document.Issue
	if !ph.action {
		if a := actorType(m.lex, s.lower(ph.head)); a != document.Unknown {
			t = a
		} else if n := nounType(m.lex, s.lower(ph.head)); n != document.Unknown {
			t = n
		}
	}
	if !fits(t) {
		return 0, false
	}
	return m.add(s, ph, t), true
}

// clausePronouns are subjects of a clause that say nothing out of its sentence.
var clausePronouns = set("it he she they we i you this that these those")

// fuller gives a thing of its own to "attempts by third parties to discredit the talks" where the article's only mention n of it is the
// bare "attempts", which says nothing by itself.
func (m *run) fuller(s *sentence, ph phrase, n int) (int, bool) {
	mention := &m.doc.Mentions[n]
	e := mention.Entity - 1
	known := &m.doc.Entities[e]
	if known.Type != document.Issue || m.count[e] != 1 || mention.Form == document.Pronoun || ph.End <= mention.End || mention.First < ph.First ||
		strings.Contains(known.Name, " ") {
		return 0, false
	}
	if ph.core <= mention.End {
		ph.core = ph.End
	}
	return m.add(s, ph, known.Type), true
}

// alias lets the thing of mention n have what belongs to its noun here as another name: "a plan to rebuild the blocks" for "plan".
func (m *run) alias(s *sentence, ph phrase, n int) {
	mention := &m.doc.Mentions[n]
	e := &m.doc.Entities[mention.Entity-1]
	if e.Type.Actor() || e.Type == document.Unknown || mention.Form == document.Pronoun || ph.not || ph.End <= mention.End || ph.First > mention.First || ph.Len() > longestName {
		return
	}
	name := m.doc.Title(document.Range{First: mention.First, End: ph.End})
	if name != e.Name && !slices.Contains(e.Aliases, name) {
		e.Aliases = append(e.Aliases, name)
	}
}

// longestName is the number of words of the longest phrase that is taken for a name of a thing.
const longestName = 14

// counted is the noun that a number counts: the associations of "nine of 13 associations".
func (s *sentence) counted(ph phrase) phrase {
	if s.token(ph.head).Tag != document.NUM || s.kind(ph.piece+1) != preposition || s.word(ph.piece+1) != "of" || s.kind(ph.piece+2) != nominal {
		return ph
	}
	ph.piece += 2
	ph.head = s.pieces[ph.piece].head
	ph.End = max(ph.End, s.pieces[ph.piece].End)
	ph.core = max(ph.core, s.pieces[ph.piece].End)
	return ph
}

// thingPronouns are pronouns for a thing named before.
var thingPronouns = set("it them")

// firstPart resolves the word before the hyphen of a compound: "Malaysia" of "Malaysia-brokered".
func (m *run) firstPart(s *sentence, ph phrase) (int, bool) {
	if ph.Len() != 1 {
		return 0, false
	}
	w := s.token(ph.head).Text
	i := strings.LastIndexByte(w, '-')
	if i <= 0 {
		return 0, false
	}
	e, ok := m.actorNamed(w[:i])
	return e, ok
}

// states are nouns that stand for the state before them: "the Russian side", "the government of Russia".
var states = set("government side authority authorities leadership administration regime state republic")

// stateBefore resolves "the Russian government" to Russia where the article has no entity for the words themselves.
func (m *run) stateBefore(s *sentence, ph phrase) (int, bool) {
	if !states[s.lemma(ph.head)] && !states[s.lower(ph.head)] {
		return 0, false
	}
	for t := ph.head - 1; t >= ph.First; t-- {
		if n, ok := m.heads[t]; ok {
			e := m.doc.Mentions[n].Entity - 1
			return e, m.doc.Entities[e].Type == document.Country
		}
	}
	for t := ph.head + 1; t < ph.End; t++ {
		if n, ok := m.heads[t]; ok && s.lower(ph.head+1) == "of" {
			e := m.doc.Mentions[n].Entity - 1
			return e, m.doc.Entities[e].Type == document.Country
		}
	}
	return 0, false
}

// bodyNouns are nouns that after "his", "her" or "our" mean the body that the person stands for.
var bodyNouns = set("country government party company firm group union ministry side state nation organisation organization delegation army")

// ownBody resolves "her country" to the body that she represents, as far as the article has said so.
func (m *run) ownBody(s *sentence, ph phrase) (int, bool) {
	if ph.action || !bodyNouns[s.lower(ph.head)] || ph.head-ph.First != 1 || !ownPronoun[s.lower(ph.First)] {
		return 0, false
	}
	if n, ok := m.heads[ph.First]; ok {
		e := m.doc.Mentions[n].Entity - 1
		if b, ok := m.bodyOf[e]; ok {
			return b, true
		}
		if m.doc.Entities[e].Type != document.Person {
			return e, true
		}
		return 0, false
	}
	if v := m.claims.At(s.index, s.token(ph.head).Span); v > 0 {
		b, ok := m.bodyOf[m.doc.Attributions[v-1].Speaker]
		return b, ok
	}
	return 0, false
}

// nameBefore is the name of an actor within the noun group at piece j before its head: "Russian" in "the Russian veto".
func (m *run) nameBefore(s *sentence, j int) (phrase, bool) {
	p := s.pieces[j]
	for t := p.First; t < p.head; t++ {
		n, ok := m.heads[t]
		if !ok {
			continue
		}
		e := m.doc.Mentions[n].Entity - 1
		if m.doc.Entities[e].Type.Actor() && !s.possessive(t+1) {
			return phrase{Range: document.Range{First: t, End: t + 1}, core: t + 1, head: t, piece: j}, true
		}
	}
	return phrase{}, false
}

// add gives the entity that ph's words name, a new one of type t when the article has none of these words.
func (m *run) add(s *sentence, ph phrase, t document.EntityType) int {
	d := m.doc
	core := document.Range{First: ph.First, End: ph.core}
	name := d.Title(core)
	if e, ok := m.names[foldName(name)]; ok {
		return e
	}
	e := document.Entity{Type: t, Name: name, First: d.Span(core), Slug: document.Unique(d.SlugOf(name), m.slugs)}
	for _, r := range m.otherNames(s, ph) {
		if a := d.Title(r); a != name {
			e.Aliases = append(e.Aliases, a)
		}
	}
	d.Entities = append(d.Entities, e)
	n := len(d.Entities) - 1
	m.name(name, n)
	d.Mentions = append(d.Mentions, document.Mention{Range: core, Head: ph.head, Form: document.Nominal, Type: t, Entity: n + 1})
	if _, ok := m.heads[ph.head]; !ok {
		m.heads[ph.head] = len(d.Mentions) - 1
	}
	return n
}

// otherNames are the longer and the shorter words for ph: with all that belongs to it, and the bare noun when it says enough.
func (m *run) otherNames(s *sentence, ph phrase) []document.Range {
	var out []document.Range
	if ph.End > ph.core {
		out = append(out, document.Range{First: ph.First, End: ph.End})
	}
	if p := s.pieces[ph.piece]; !ph.action && p.End < ph.core && p.First == ph.First && p.Len() >= 2 {
		out = append(out, p.Range)
	}
	return out
}

func (m *run) name(name string, entity int) {
	if f := foldName(name); f != "" {
		if _, ok := m.names[f]; !ok {
			m.names[f] = entity
		}
	}
}

// foldName is a name as names are compared: lower case, without a leading article.
func foldName(name string) string {
	f := strings.Fields(strings.ToLower(name))
	for len(f) > 1 && (f[0] == "the" || f[0] == "a" || f[0] == "an") {
		f = f[1:]
	}
	return strings.Join(f, " ")
}
