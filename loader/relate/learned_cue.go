package relate

import (
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// carrier is the word that carries a proposed relation.
type carrier struct {
	cue
	pattern int // of the table; -1 when the word is none of its cues
}

// carriers are the words of s that the table has for each kind.
func (l *learner) carriers(s *sentence) map[document.Kind][]carrier {
	out := map[document.Kind][]carrier{}
	add := func(c cue, word string) {
		for _, n := range l.index[c.class][word] {
			p := &l.patterns[n]
			for _, w := range p.cues {
				if w.lemma == word && l.beside(s, c, w) {
					out[p.kind] = append(out[p.kind], carrier{cue: c, pattern: n})
					if p.also != document.Said {
						out[p.also] = append(out[p.also], carrier{cue: c, pattern: n})
					}
					break
				}
			}
		}
	}
	for i := range s.pieces {
		p := &s.pieces[i]
		switch p.kind {
		case verbal:
			add(cue{piece: i, token: p.head, class: verbCue}, s.lemma(p.head))
		case nominal:
			add(cue{piece: i, token: p.head, class: nounCue}, s.lemma(p.head))
			for t := p.First; t <= p.head; t++ {
				if w := s.lower(t); l.lex.Is(lexicon.RoleNoun, w) {
					out[document.Represents] = append(out[document.Represents], carrier{cue: cue{piece: i, token: t, class: nounCue}, pattern: -1})
				}
			}
		case adjective:
			add(cue{piece: i, token: p.head, class: adjectiveCue}, s.lower(p.head))
		}
	}
	return out
}

// clause is how s states a relation of a kind with c: the pattern's own polarity under that of the clause. ok is false for what is asked or wished.
func (l *learner) clause(s *sentence, kind document.Kind, c carrier) (r reading, ok bool) {
	if s.asked > c.token {
		return r, false
	}
	if kind == document.Represents {
		return r, true
	}
	subject := ""
	if c.class == nounCue {
		subject = "subj"
	}
	r = l.reading(s, c.cue, subject, "")
	if r.silent {
		return r, false
	}
	if c.pattern >= 0 {
		q := &l.patterns[c.pattern]
		if q.inverse {
			if r.polarity != document.Negated {
				return r, false
			}
			r.polarity = document.Asserted
		}
		r.polarity = compose(q.polarity, r.polarity)
		if r.tried && kind == document.Mediates {
			r.polarity = q.polarity
		}
	}
	return r, true
}
