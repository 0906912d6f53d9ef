package relate

import (
	"math"

	"quadrille/loader/document"
)

// sound tells whether the words of c can be read as they stand: its ends are in the reach of its cue, no other subject has the
// cue's clause, and no negation, hedge or wish among its words is left out of the reading.
func (l *learner) sound(s *sentence, c candidate) bool {
	if c.kind == document.Represents {
		return l.office(s, c)
	}
	v := c.view
	if !l.reaches(s, v, c.subject, 1) || !l.reaches(s, v, c.object, 0) || l.usurps(c) {
		return false
	}
	if c.reading.polarity != document.Asserted {
		return true
	}
	lo, hi := v.piece, v.piece
	for _, e := range []end{c.subject, c.object} {
		if i, ok := s.at[e.head]; ok {
			lo, hi = min(lo, i), max(hi, i)
		}
	}
	for i := lo; i <= hi; i++ {
		if i == v.piece {
			continue
		}
		switch p := s.pieces[i]; p.kind {
		case verbal:
			inside := c.object.Contains(p.head)
			if inside && c.kind != document.Supports { // what is demanded need not be so
				continue
			}
			if r := s.read(i); r.silent || r.polarity != document.Asserted {
				return false
			}
			if inside {
				continue
			}
			if e := effects[s.lemma(p.head)]; e == flips || e == hedges || e == drops {
				return false
			}
		case nominal:
			if s.negative(s.bareNoun(i)) {
				return false
			}
		default:
			if w := s.word(i); w == "not" || w == "without" || w == "never" || conditional[w] || hedgingAdverbs[w] || negatingWords[w] {
				return false
			}
		}
	}
	return l.mood(c) >= doubtful
}

// usurps tells whether the subject of c stands beneath a verb that has a subject of its own: "the paramilitaries accuse the army of
// sheltering officials of X" has no X that accuses.
func (l *learner) usurps(c candidate) bool {
	v := c.view
	if v.carrier.class != verbCue || !l.beneath(v.token, c.subject.head) {
		return false
	}
	for head, role := range v.roles {
		if role == "subj" && head != c.subject.head && head != c.object.head {
			return true
		}
	}
	return false
}

// office tells whether what c takes for an office is one: somebody in a place does not stand for it ("a consultant in Rotterdam"), and
// the members of a body are no holders of an office.
func (l *learner) office(s *sentence, c candidate) bool {
	if m := l.marked(c.object.head); (m == ":in" || m == ":near") && c.object.kind != document.Organization {
		return false
	}
	return c.subject.head != c.view.token || !memberNouns[s.lemma(c.view.token)] && !memberNouns[s.lemma(max(c.view.token-1, 0))]
}

// memberNouns are what belongs to a body without speaking for it.
var memberNouns = set("member member-state")

// doubtful is the least probability that a relation is asserted, as the encoder has it, for stating it so.
const doubtful = .3

// mood is the probability, as the encoder has it, that the relation between the ends of c is asserted.
func (l *learner) mood(c candidate) float64 {
	z := l.scores.Pairs([]document.Range{c.subject.Range, c.object.Range}).Polarity(nil, 0, 1)
	sum := 0.0
	for _, x := range z {
		sum += math.Exp(float64(x - z[0]))
	}
	return 1 / sum
}

// reaches tells whether end e is what the rules take for an end of the cue's clause, or stands no more than so many finite
// verbs from it.
func (l *learner) reaches(s *sentence, v *view, e end, most int) bool {
	if _, ok := v.roles[e.head]; ok {
		return true
	}
	i, ok := s.at[e.head]
	if !ok {
		return false
	}
	lo, hi := min(i, v.piece), max(i, v.piece)
	verbs := 0
	for k := lo + 1; k < hi; k++ {
		if s.kind(k) == verbal && s.group(k).Finite {
			verbs++
		}
	}
	return verbs <= most
}
