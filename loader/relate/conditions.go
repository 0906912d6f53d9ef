package relate

import "quadrille/loader/document"

// conditionName is the name under which the measured table keeps the construction of this file.
const conditionName = "condition"

// waiting words open the clause that something waits for.
var waiting = set("until unless")

// conditions states what somebody makes depend on something else: who "will not sign the treaty until the maps are shown" demands that
// the maps be shown, and that they have not been blocks the treaty.
func (m *run) conditions(s *sentence) {
	for k := range s.pieces {
		if s.kind(k) != subordinate || !waiting[s.word(k)] || s.asked > s.pieces[k].head {
			continue
		}
		i := s.withheld(k)
		if i < 0 {
			continue
		}
		ph, ok := s.clause(k)
		if !ok || s.token(ph.First).Tag == document.PRON && s.kind(k+1) == nominal && s.pieces[k+1].Len() == 1 {
			continue // "until it is settled" names nothing
		}
		var who, what []filled
		for _, p := range s.subjectsOf(i) {
			if e, ok := m.resolve(s, p, nil, true, true); ok && m.doc.Entities[e].Type.Actor() {
				who = append(who, filled{entity: e, phrase: p})
			}
		}
		for _, p := range s.objects(i) {
			if e, ok := m.resolve(s, p, nil, false, true); ok && (m.doc.Entities[e].Type == document.Treaty || m.doc.Entities[e].Type == document.Process) {
				what = append(what, filled{entity: e, phrase: p})
			}
		}
		if len(who) == 0 {
			continue
		}
		thing := filled{entity: m.add(s, ph, document.Issue), phrase: ph}
		st := statement{cue: []document.Span{s.token(s.pieces[k].head).Span}, trust: m.trustOf(conditionName), name: conditionName}
		if s.group(i).Tense == document.Past {
			st.reading.tense = document.Past
		}
		st.kind, st.object = document.Demands, thing
		for _, st.subject = range who {
			m.state(s, st)
		}
		st.kind, st.subject = document.Blocks, thing
		for _, st.object = range what {
			m.state(s, st)
		}
	}
}

// withheld is the piece of the verb that is denied before the clause that piece k opens, so that the clause is what it waits for; -1
// for none. "refused to sign until" counts as "will not sign until".
func (s *sentence) withheld(k int) int {
	for i := k - 1; i >= 0 && k-i < reach/2; i-- {
		switch s.kind(i) {
		case brk, subordinate, relative:
			return -1
		case verbal:
			if s.reduced(i) || s.gerund(i) {
				continue
			}
			if g := s.group(i); g.Negated && (g.Tense == document.Future || g.Modal == "would" || g.Modal == "will") {
				return i
			}
			if gov := s.verb(i).governor; s.infinitive(i) && gov >= 0 && s.kind(gov) == verbal {
				if l := s.lemma(s.pieces[gov].head); (l == "refuse" || l == "decline") && !s.group(gov).Negated {
					return i
				}
			}
			return -1
		}
	}
	return -1
}
