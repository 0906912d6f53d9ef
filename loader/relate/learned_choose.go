package relate

import (
	"slices"

	"quadrille/loader/document"
)

// learnedName is the name under which measuring shows what the learned source states.
const learnedName = "learned"

// learn weighs what the rules have stated in s and states what the learned source adds.
func (l *learner) learn(s *sentence) {
	w := l.learned
	chances := map[int]float64{} // relation of the rules -> chance
	var fresh []candidate
	for _, c := range l.candidates(s) {
		if i := l.ruled(s, c); i >= 0 {
			chances[i] = max(chances[i], w.chanceOf(l.doc.Relations[i].Confidence, c.score))
			continue
		}
		k := slices.Index(w.kinds, c.kind)
		if c.chance = w.chance(k, c.score); c.chance >= float64(w.least[k]) && l.sound(s, c) {
			fresh = append(fresh, c)
		}
	}
	slices.SortStableFunc(fresh, func(a, b candidate) int {
		switch {
		case a.chance > b.chance:
			return -1
		case a.chance < b.chance:
			return 1
		}
		return 0
	})
	var taken []candidate
	for _, c := range fresh {
		if slices.ContainsFunc(taken, func(b candidate) bool { return c.rivals(s, b) }) {
			continue
		}
		against := l.against(s, c)
		if slices.ContainsFunc(against, func(i int) bool { p, ok := chances[i]; return !ok || p+outweighs > c.chance }) {
			continue
		}
		for _, i := range against {
			l.dropped[i] = true
		}
		taken = append(taken, c)
		l.put(s, c)
	}
	for i, p := range chances {
		l.doc.Relations[i].Confidence = p
		l.doc.Relations[i].Origin = originOf(l.trace[i]) + ", weighed by the network"
		if p < leastRuled {
			l.dropped[i] = true
		}
	}
}

const (
	outweighs  = .2  // how much likelier than what the rules read off a word another reading of it must be to take its place
	leastRuled = .12 // what the rules state and the scores hold for less likely is dropped
)

// drop takes out what learn has dropped.
func (l *learner) drop() {
	kept, trace := l.doc.Relations[:0], l.trace[:0]
	for i := range l.doc.Relations {
		if !l.dropped[i] {
			kept, trace = append(kept, l.doc.Relations[i]), append(trace, l.trace[i])
		}
	}
	l.doc.Relations, l.trace = kept, trace
}

// ruled is the relation that the rules have read in s between the ends of c, -1 for none.
func (l *learner) ruled(s *sentence, c candidate) int {
	for _, i := range l.stated[s.index] {
		r := &l.doc.Relations[i]
		if r.Kind == c.kind && (r.Subject == c.subject.entity && r.Object == c.object.entity ||
			r.Kind == document.Meets && r.Subject == c.object.entity && r.Object == c.subject.entity) {
			return i
		}
	}
	return -1
}

// against are the relations that the rules have read off the cue of c and that cannot stand beside it: c does not just add what
// is joined to one of their ends.
func (l *learner) against(s *sentence, c candidate) (out []int) {
	for _, i := range l.stated[s.index] {
		r := &l.doc.Relations[i]
		if r.Kind != c.kind || l.dropped[i] {
			continue
		}
		carried := slices.ContainsFunc(r.Cue, func(x document.Span) bool { return x.Overlaps(s.token(c.view.token).Span) })
		switch {
		case c.kind == document.Represents:
			if carried || r.Subject == c.subject.entity {
				out = append(out, i)
			}
		case !carried:
		case c.kind != document.Meets && (r.Subject == c.subject.entity && l.joinedTo(s, r.Object, c.object) ||
			r.Object == c.object.entity && l.joinedTo(s, r.Subject, c.subject)):
		default:
			out = append(out, i)
		}
	}
	return out
}

// joinedTo tells whether e is joined to a mention of entity in s.
func (l *learner) joinedTo(s *sentence, entity int, e end) bool {
	return slices.ContainsFunc(l.mentions[s.index], func(i int) bool {
		n := &l.doc.Mentions[i]
		return n.Entity-1 == entity && s.joined(end{Range: n.Range, head: n.Head}, e)
	})
}

// rivals tells whether b, which is likelier, leaves no place for c: two objects of one word and subject, or two subjects, are
// meant only where they are joined, and an office has one holder and one body.
func (c candidate) rivals(s *sentence, b candidate) bool {
	if b.kind != c.kind {
		return false
	}
	if b.subject.same(c.subject) && b.object.same(c.object) {
		return true
	}
	if c.kind == document.Represents {
		return b.view.token == c.view.token || b.subject.same(c.subject)
	}
	return b.view.token == c.view.token &&
		(b.subject.same(c.subject) && !s.joined(b.object, c.object) || b.object.same(c.object) && !s.joined(b.subject, c.subject))
}

// joined tells whether a and b are members of one list: "A and B", "A, B and C". Two names for one actor, "a consumer group,
// Fair Price", are none.
func (s *sentence) joined(a, b end) bool {
	if a.overlaps(b) {
		return false
	}
	if a.First > b.First {
		a, b = b, a
	}
	i, ok := s.at[a.head]
	j, ok2 := s.at[b.head]
	if !ok || !ok2 {
		return false
	}
	list := s.kind(j+1) == conjunction || s.kind(j+1) == comma && s.kind(j+2) == conjunction
	for k := i + 1; k < j; k++ {
		switch s.kind(k) {
		case conjunction:
			list = true
		case comma, nominal, preposition, adjective, adverb:
		default:
			return false
		}
	}
	return list
}

func (e end) overlaps(f end) bool { return e.First < f.End && f.First < e.End }

// put states c.
func (l *learner) put(s *sentence, c candidate) {
	subject, ok := l.filled(s, c.subject)
	object, ok2 := l.filled(s, c.object)
	if !ok || !ok2 {
		return
	}
	p := phrase{Range: document.Range{First: c.view.token, End: c.view.token + 1}}
	st := statement{
		kind: c.kind, subject: subject, object: object, polarity: c.reading.polarity, reading: c.reading,
		cue: []document.Span{l.doc.Span(p.Range)}, trust: c.chance, name: learnedName,
	}
	if c.kind == document.Represents {
		st.role = l.doc.Phrase(l.role(s, c))
	}
	l.state(s, st)
}

// role is the words of the office that c is about, without the body they belong to: "regional officer".
func (l *learner) role(s *sentence, c candidate) document.Range {
	r := document.Range{First: s.pieces[c.view.piece].First, End: c.view.token + 1}
	if c.object.First >= r.First && c.object.End < r.End {
		r.First = c.object.End
	}
	for r.Len() > 1 && (s.possessive(r.First) || ownPronoun[s.lower(r.First)]) {
		r.First++
	}
	return r
}

// filled gives e an entity, a new one where the article has none.
func (l *learner) filled(s *sentence, e end) (filled, bool) {
	f := filled{entity: e.entity, phrase: e.phrase}
	if f.entity < 0 {
		switch s.token(e.head).Tag {
		case document.PRON, document.DET:
			return f, false
		}
		f.entity = l.add(s, e.phrase, e.kind)
	}
	return f, true
}
