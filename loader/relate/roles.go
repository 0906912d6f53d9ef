package relate

import (
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// rolesName is the name under which the measured table keeps the constructions of this file.
const (
	rolesName  = "roles"
	besideName = "beside-name"
)

// roles states who represents whom: a noun for an office with the body or the state it is held in, and the person who holds it.
//
//	Russian Foreign Minister Sergey Lavrov; Sergey Lavrov, the Russian foreign minister; Russia's foreign minister;
//	Vedant Patel, deputy spokesperson of the US Department of State; the ministry, whose spokesman, X; a US official
func (m *run) roles(s *sentence) {
	for i := range s.pieces {
		p := s.pieces[i]
		if p.kind != nominal || s.asked > p.head {
			continue
		}
		t, ok := m.office(s, p)
		if !ok {
			m.besideName(s, i)
			continue
		}
		if g := s.governing(i); g >= 0 && appointing[s.lemma(s.pieces[g].head)] {
			continue // "was elected president": not yet, or who holds it stands elsewhere
		}
		bodies, last := m.bodies(s, i, t)
		if len(bodies) == 0 {
			continue
		}
		if pairs := m.conjoined(s, i, t, last, bodies); pairs != nil {
			for _, p := range pairs {
				m.represent(s, p.holder, p.body, t, words(s, i, t))
			}
			continue
		}
		holders := m.holders(s, i, t, last)
		for _, h := range holders {
			for _, b := range bodies {
				m.represent(s, h, b, t, words(s, i, t))
			}
		}
	}
}

// words are those of the office at token t of piece i.
func words(s *sentence, i, t int) document.Range {
	r := document.Range{First: s.pieces[i].First, End: t + 1}
	for ownPronoun[s.lower(r.First)] && r.Len() > 1 {
		r.First++
	}
	return r
}

// represent states that holder has the office at token t, whose words are role, for body.
func (m *run) represent(s *sentence, holder, body filled, t int, role document.Range) {
	if holder.entity == body.entity {
		return
	}
	m.state(s, statement{
		kind: document.Represents, subject: holder, object: body, cue: []document.Span{m.doc.Tokens[t].Span},
		role: m.doc.Phrase(role), trust: m.trustOf(rolesName), name: rolesName,
	})
}

// besideName states whom a name beside a name represents, without a noun for an office: "FTU's Alice Mak", "Alice Mak of the FTU".
func (m *run) besideName(s *sentence, i int) {
	p := s.pieces[i]
	n, ok := m.heads[p.head]
	if !ok || m.doc.Mentions[n].Form != document.Name || m.doc.Entities[m.doc.Mentions[n].Entity-1].Type != document.Person {
		return
	}
	who := filled{entity: m.doc.Mentions[n].Entity - 1, phrase: s.bareNoun(i)}
	var of phrase
	if s.kind(i+1) == preposition && (s.word(i+1) == "of" || s.word(i+1) == "from") && s.kind(i+2) == nominal {
		of = s.bareNoun(i + 2)
	} else if s.kind(i+1) == comma && s.word(i+2) == "of" && s.kind(i+3) == nominal {
		of = s.bareNoun(i + 3)
	} else if ph, ok := s.possessor(i); ok && ph.First >= p.First {
		of = ph
	} else {
		return
	}
	b, ok := m.heads[of.head]
	if !ok || of.Len() == 0 || m.doc.Mentions[b].Form != document.Name {
		return
	}
	e := m.doc.Mentions[b].Entity - 1
	ty := m.doc.Entities[e].Type
	if ty != document.Organization && (ty != document.Country || of.First > p.head) {
		return
	}
	m.state(s, statement{
		kind: document.Represents, subject: who, object: filled{entity: e, phrase: of}, cue: []document.Span{m.doc.Tokens[of.head].Span},
		trust: m.trustOf(besideName), name: besideName,
	})
}

// office is the token of the noun for an office in noun group p: its head, or a word before the name that is its head. A body's
// noun ("the Iranian delegation") counts when it stands for those who are sent.
func (m *run) office(s *sentence, p piece) (int, bool) {
	for t := p.head; t >= p.First; t-- {
		w := s.lower(t)
		if m.lex.Is(lexicon.RoleNoun, w) && !personal[m.lex.Singular(w)] || sent[w] {
			if t < p.head { // "Foreign Minister Sergey Lavrov": all after it is the name
				for k := t + 1; k <= p.head; k++ {
					if s.token(k).Tag != document.PROPN && s.token(k).Kind != document.Word {
						return 0, false
					}
				}
				n, ok := m.heads[p.head]
				if !ok || m.doc.Entities[m.doc.Mentions[n].Entity-1].Type != document.Person {
					return 0, false
				}
			}
			return t, true
		}
	}
	return 0, false
}

// sent are nouns for those whom a state or body sends; personal are nouns for a person that tell no office.
var (
	sent     = set("delegation officials diplomats negotiators representatives envoys ministers lawmakers mps members spokesmen delegates troops")
	personal = set("man woman boy girl person citizen subject resident villager neighbour neighbor friend partner rival opponent critic " +
		"supporter brother sister son daughter father mother husband wife uncle aunt cousin nephew niece grandfather grandmother widow " +
		"colleague successor predecessor relative witness victim survivor student pupil refugee prisoner hostage detainee customer client " +
		"consumer taxpayer visitor patient tenant reader viewer listener mum mom dad heir guest ally mediator facilitator broker " +
		"intermediary go-between guarantor author sponsor donor host winner writer")
)

var (
	// appointing verbs make somebody hold an office that is their object.
	appointing = set("elect appoint name choose nominate replace designate")

	// stateOffices are the nouns for those who stand for a state by its mere adjective: "the Russian envoy", unlike "a Russian farmer".
	stateOffices = set("minister president premier chancellor secretary ambassador spokesman spokeswoman spokesperson envoy negotiator " +
		"diplomat official leader chief head chairman chairwoman chair governor commander general colonel officer admiral marshal mp senator " +
		"lawmaker legislator deputy representative delegate delegation commissioner consul attaché attache king queen prince emir sultan " +
		"monarch emissary counterpart regent viceroy co-chair deputy-minister secretary-general mediator facilitator troops parliamentarian " +
		"prosecutor premier vice-president chargé nuncio commander-in-chief under-secretary undersecretary")

	// offices are the nouns for those who act for a body.
	offices = func() map[string]bool {
		m := set("executive director founder co-founder owner manager counsel lawyer attorney editor trustee adviser advisor economist analyst " +
			"member candidate nominee whip convener convenor coordinator administrator treasurer boss bishop archbishop rapporteur inspector " +
			"councillor councilor congressman congresswoman mep backbencher president-elect captain coach registrar dean rector principal " +
			"partner strategist pollster organiser organizer activist chairperson vice-chair vice-chairman vice-premier under-secretary source aide " +
			"mayor judge historian professor scientist researcher fellow lecturer")
		for w := range stateOffices {
			m[w] = true
		}
		return m
	}()
)

// bodies are those whom the office at token t of piece i is held for, and the last piece of the phrase that names them.
func (m *run) bodies(s *sentence, i, t int) (out []filled, last int) {
	p := s.pieces[i]
	last = i
	take := func(e int, ph phrase) {
		for _, o := range out {
			if o.entity == e {
				return
			}
		}
		out = append(out, filled{entity: e, phrase: ph})
	}
	noun := m.lex.Singular(s.lower(t))
	many := m.lex.IsPlural(s.lower(t)) || sent[s.lower(t)]
	// known gives the body that the mention at head token q names.
	known := func(q int) (int, bool) {
		n, ok := m.heads[q]
		if !ok {
			return 0, false
		}
		e := m.doc.Mentions[n].Entity - 1
		switch m.doc.Entities[e].Type {
		case document.Organization, document.Country:
			return e, true
		case document.Group:
			return e, m.doc.Mentions[n].Form == document.Name || m.doc.Mentions[n].Form == document.Pronoun
		}
		return 0, false
	}
	// After it: "spokesperson of the US Department of State", "ambassador to Russia" does not count.
	if s.word(i+1) == "of" && s.word(i+2) == "state" { // "head of state"
		return nil, last
	}
	for k := i + 1; t == p.head && (!many || offices[noun]) && s.kind(k) == preposition && ofBody[s.word(k)] && s.kind(k+1) == nominal && k < i+6; k += 2 {
		for _, ph := range s.coordinationRight(k + 1) {
			end := ph.piece
			if e, ok := m.stateBefore(s, ph); ok {
				take(e, ph)
				last = end
				continue
			}
			n, ok := m.heads[ph.head]
			if !ok {
				if m.namelessBody(s, ph) && (s.word(k) == "of" || s.word(k) == "for") {
					take(m.add(s, s.bareNoun(ph.piece), document.Organization), ph)
					last = end
				}
				continue
			}
			e, ok := known(ph.head)
			if ok && (m.doc.Entities[e].Type == document.Organization || s.word(k) == "of" || s.word(k) == "from" || s.word(k) == "for" && !posted[noun]) {
				take(e, ph)
				last = max(end, s.at[m.doc.Mentions[n].End-1])
			}
		}
		if len(out) > 0 {
			return out, last
		}
	}
	// Before it, within the group: "Russian Foreign Minister", "Iran's foreign minister", "US Department of State spokesman".
	for q := t - 1; q >= p.First; q-- {
		e, ok := known(q)
		if !ok {
			continue
		}
		if f, compound := m.peopleOf(s, q); compound {
			take(f, phrase{Range: document.Range{First: q - 1, End: q + 1}, core: q + 1, head: q, piece: i})
			return out, last
		}
		switch of := m.doc.Entities[e].Type; {
		case s.possessive(q+1) && (!many || offices[noun]):
		case of == document.Country && stateOffices[noun]:
		case of == document.Organization && offices[noun]:
		default:
			continue
		}
		take(e, phrase{Range: document.Range{First: q, End: q + 1}, core: q + 1, head: q, piece: i})
		if s.kind(q-1) != conjunction {
			return out, last
		}
	}
	if len(out) > 0 {
		return out, last
	}
	if ph, ok := s.possessor(i); ok { // "its foreign minister", "whose spokesman", "the army's chief"
		if s.lower(ph.head) == "whose" {
			ph, ok = s.antecedent(ph.piece)
			if !ok {
				return out, last
			}
		}
		if many && !offices[noun] {
			return out, last
		}
		if e, ok := known(ph.head); ok {
			take(e, ph)
		} else if _, taken := m.heads[ph.head]; !taken && m.namelessBody(s, ph) {
			take(m.add(s, ph, document.Organization), ph)
		}
	} else if s.kind(i-1) == relative && s.word(i-1) == "whose" {
		if a, ok := s.antecedent(i - 1); ok {
			if e, ok := known(a.head); ok {
				take(e, a)
			}
		}
	}
	return out, last
}

// namelessBody tells whether ph is one body without a name: "the army", "the city council".
func (m *run) namelessBody(s *sentence, ph phrase) bool {
	w := s.lower(ph.head)
	return m.lex.Is(lexicon.Institution, w) && !m.lex.IsPlural(w) && !vague[w]
}

// vague are nouns that the lexicon has for bodies and that mean other things as often.
var vague = set("state office force lodge house district order front league corps plant port market exchange mill centre center channel " +
	"station line service group movement opposition region province county community")

// ofBody are the prepositions between an office and its body.
var ofBody = set("of for at with from in to")

// posted are offices that are held for one and in or about another: "the United Nations envoy for Cyprus".
var posted = set("envoy ambassador representative emissary rapporteur coordinator commissioner adviser advisor expert analyst mediator " +
	"diplomat consul nuncio attaché attache correspondent minister secretary")

// holders are those who hold the office at token t of piece i: the name in the same group, a name in apposition, the subject of
// "is", else whoever the words themselves mean.
func (m *run) holders(s *sentence, i, t, last int) []filled {
	p := s.pieces[i]
	person := func(j int) (filled, bool) {
		if s.kind(j) != nominal {
			return filled{}, false
		}
		n, ok := m.heads[s.pieces[j].head]
		if !ok || m.doc.Mentions[n].Form != document.Name {
			return filled{}, false
		}
		e := m.doc.Mentions[n].Entity - 1
		return filled{entity: e, phrase: s.bareNoun(j)}, m.doc.Entities[e].Type == document.Person
	}
	if t < p.head {
		if f, ok := person(i); ok {
			return []filled{f}
		}
		return nil
	}
	// "the foreign minister of Russia, Sergey Lavrov," and "foreign minister of Russia Sergey Lavrov"
	k := last + 1
	many := m.lex.IsPlural(s.lower(t))
	if s.kind(k) == comma && !many {
		if f, ok := person(k + 1); ok && !s.listed(k+1) {
			return []filled{f}
		}
	}
	if f, ok := person(k); ok && !many {
		return []filled{f}
	}
	// "Sergey Lavrov, the Russian foreign minister"
	if !many && (s.kind(i-1) == comma || s.kind(i-1) == brk && s.word(i-1) != ".") {
		if f, ok := person(i - 2); ok {
			return []filled{f}
		}
	}
	// "Lavrov is the Russian foreign minister", "Lavrov, who is …", "as foreign minister of Russia"
	if c := s.copula(i); c >= 0 && s.read(c).polarity == document.Asserted {
		var out []filled
		for _, ph := range s.subjectsOf(c) {
			if e, ok := m.resolve(s, ph, nil, true, true); ok {
				out = append(out, filled{entity: e, phrase: ph})
			}
		}
		return out
	}
	if s.word(i-1) == "as" || s.copula(i) >= 0 {
		return nil
	}
	// "a US official said": the words themselves.
	ph := s.phrase(i)
	if n, ok := m.heads[p.head]; ok {
		e := m.doc.Mentions[n].Entity - 1
		switch m.doc.Entities[e].Type {
		case document.Person, document.Group, document.Organization, document.Unknown:
			return []filled{{entity: e, phrase: ph}}
		}
		return nil
	}
	ty := actorType(m.lex, s.lower(t))
	if ty == document.Unknown || s.lower(p.First) == "whose" || ty == document.Group && ownPronoun[s.lower(p.First)] {
		return nil
	}
	for ownPronoun[s.lower(ph.First)] && ph.First < p.head {
		ph.First++
	}
	if last > i {
		ph.core = s.pieces[last].End
	}
	return []filled{{entity: m.add(s, ph, ty), phrase: ph}}
}

// listed tells whether the noun at piece j goes on as a list of equals, so that it is no apposition: "the minister of A, B and C".
func (s *sentence) listed(j int) bool {
	return s.kind(j+1) == conjunction && s.kind(j+2) == nominal && s.kind(j-2) == nominal && !s.closed(j+2)
}

// closed tells whether a comma or a verb follows the noun at piece j.
func (s *sentence) closed(j int) bool { return s.kind(j+1) == comma }
