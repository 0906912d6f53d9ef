package relate

import "quadrille/loader/document"

// holding is one who holds an office, and the body it is held for.
type holding struct{ holder, body filled }

// conjoined reads several names beside one plural office: each holds it for the body at the same place in its list ("the foreign
// ministers of A and B, X and Y"), all for the only body. Nil when no such list stands beside the office at token t of piece i, whose
// phrase ends with piece last; empty when the lists do not match.
func (m *run) conjoined(s *sentence, i, t, last int, bodies []filled) []holding {
	if !m.lex.IsPlural(s.lower(t)) || t != s.pieces[i].head {
		return nil
	}
	names := m.namesFrom(s, last+1)
	if names == nil && s.kind(last+1) == comma {
		names = m.namesFrom(s, last+2)
	}
	if names == nil && s.kind(i-1) == comma {
		names = m.namesBefore(s, i-2)
	}
	if names == nil {
		return nil
	}
	out := []holding{}
	for n, who := range names {
		switch {
		case len(bodies) == 1:
			out = append(out, holding{who, bodies[0]})
		case len(bodies) == len(names):
			out = append(out, holding{who, bodies[n]})
		}
	}
	return out
}

// namesFrom is the list of two or more people by name that begins at piece j, nil for none.
func (m *run) namesFrom(s *sentence, j int) []filled {
	if s.kind(j) != nominal {
		return nil
	}
	return m.people(s.coordinationRight(j))
}

// namesBefore is the list of two or more people by name that ends at piece j, nil for none.
func (m *run) namesBefore(s *sentence, j int) []filled {
	if s.kind(j) != nominal {
		return nil
	}
	list, _ := s.coordinationLeft(j)
	return m.people(list)
}

// people are the people whom all phrases of a list name, nil when one names none or the list is not one.
func (m *run) people(list []phrase) (out []filled) {
	if len(list) < 2 {
		return nil
	}
	for _, ph := range list {
		n, ok := m.heads[ph.head]
		if !ok || m.doc.Mentions[n].Form != document.Name || m.doc.Mentions[n].Type != document.Person {
			return nil
		}
		out = append(out, filled{entity: m.doc.Mentions[n].Entity - 1, phrase: ph})
	}
	return out
}

// peopleOf tells whether the adjective of a country at token q is the second of two that together mean a people and no state
// ("Turkish Cypriot leader", "Bosnian Serb commander"), and gives that people.
func (m *run) peopleOf(s *sentence, q int) (entity int, compound bool) {
	adjective := func(t int) (int, bool) {
		n, ok := m.heads[t]
		if !ok {
			return 0, false
		}
		of := &m.doc.Mentions[n]
		return of.Entity - 1, of.Form == document.Demonym && of.Len() == 1 && of.Type == document.Country
	}
	first := s.doc.Sentences[s.index].Tokens.First
	a, ok := adjective(q)
	if !ok || q == first {
		return 0, false
	}
	if b, ok := adjective(q - 1); !ok || a == b {
		return 0, false
	}
	if e, ok := m.names[s.lower(q-1)+" "+s.lower(q)+"s"]; ok {
		return e, true
	}
	return m.add(s, phrase{Range: document.Range{First: q - 1, End: q + 1}, core: q + 1, head: q, piece: s.at[q]}, document.Group), true
}
