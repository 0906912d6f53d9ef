package coref

import "quadrille/loader/document"

// reach is how many mentions back a pronoun looks.
const reach = 60

// pronoun ties pronoun i to its antecedent, or leaves it.
func (r *resolver) pronoun(i int) {
	m := &r.d.Mentions[i]
	e := -1
	switch r.word(m.First) {
	case "he", "him", "his", "himself":
		e = r.singular(i, 'm')
	case "she", "her", "hers", "herself":
		e = r.singular(i, 'f')
	case "they", "them", "their", "theirs", "themselves":
		e = r.many(i)
	case "it", "its", "itself":
		e = r.it(i)
	case "i", "me", "my", "mine":
		e = r.speaker(i)
	case "we", "us", "our", "ours":
		if s := r.speaker(i); s >= 0 {
			e = r.stands(s)
		}
	}
	if e >= 0 {
		r.refer(i, e)
	}
}

// stands is whom a speaker's "we" means: the body or country of the speaker's role, a body or country itself.
func (r *resolver) stands(e int) int {
	x := &r.ents[e]
	if x.typ != document.Person {
		return e
	}
	for _, y := range x.roles {
		if y.owner > 0 && r.ents[y.owner-1].typ != document.Person {
			return y.owner - 1
		}
	}
	return -1
}

// quoted tells in which quotation token t stands, 0 for none.
func (r *resolver) quoted(t int) int { return r.d.Tokens[t].Quote }

// singular finds the person that "he" or "she" means. Subjects come before others, the same side of quotation marks
// before the other, the nearest before the farther.
func (r *resolver) singular(i int, gender byte) int {
	at := r.d.Mentions[i].First
	sentence := r.d.Tokens[at].Sentence
	best, bestScore := -1, -1000
	for k := i - 1; k >= 0 && k >= i-reach; k-- {
		e := r.of[k]
		if e < 0 || r.ents[e].typ != document.Person {
			continue
		}
		x := &r.ents[e]
		if x.gender != 0 && x.gender != gender {
			continue
		}
		n := &r.d.Mentions[k]
		back := sentence - r.d.Tokens[n.First].Sentence
		if back > 5 {
			break
		}
		score := -3 * back
		if x.gender == gender {
			score += 2
		}
		if r.subject(n) {
			score += 4
		}
		if (r.quoted(at) == 0) != (r.quoted(n.First) == 0) {
			score -= 4
		}
		if n.Form == document.Pronoun {
			score++
		}
		if score > bestScore {
			best, bestScore = e, score
		}
	}
	if best >= 0 && r.ents[best].gender == 0 {
		r.ents[best].gender = gender
	}
	return best
}

// subject tells whether a mention is the subject of a verb, before it or, of a verb of speech, after it.
func (r *resolver) subject(m *document.Mention) bool {
	t := r.d.Tokens
	end := r.d.Sentences[t[m.First].Sentence].Tokens.End
	for i := m.End; i < end && i < m.End+4; i++ {
		if t[i].Tag == document.VERB && t[i].Verb != document.Gerund || t[i].Tag == document.AUX {
			return true
		}
		if t[i].Tag != document.ADV {
			break
		}
	}
	// A subject with an apposition or a clause of its own: "Lehtola, a spokeswoman, said".
	if m.End < end && t[m.End].Lower == "," {
		for i := m.End + 1; i < end && i < m.End+25; i++ {
			if t[i].Lower == "," && i+1 < end && (t[i+1].Tag == document.VERB && t[i+1].Verb != document.Gerund || t[i+1].Tag == document.AUX) {
				return true
			}
		}
	}
	return m.First > 0 && t[m.First-1].Tag == document.VERB && t[m.First-1].Verb == document.PastTense && m.First > 1 && (t[m.First-2].Kind == document.QuoteMark || t[m.First-2].Lower == ",")
}

// many finds whom "they" means: the nearest group, else the nearest body or country that is a subject.
func (r *resolver) many(i int) int {
	sentence := r.d.Tokens[r.d.Mentions[i].First].Sentence
	other := -1
	for k := i - 1; k >= 0 && k >= i-reach; k-- {
		e := r.of[k]
		if e < 0 {
			continue
		}
		n := &r.d.Mentions[k]
		if sentence-r.d.Tokens[n.First].Sentence > 2 {
			break
		}
		switch r.ents[e].typ {
		case document.Group:
			return e
		case document.Organization, document.Country:
			if other < 0 && n.Form != document.Demonym && r.subject(n) {
				other = e
			}
		}
	}
	return other
}

// it finds what "it" means: as a subject or a possessor the nearest body or country that is a subject, else the nearest
// treaty or process.
func (r *resolver) it(i int) int {
	m := &r.d.Mentions[i]
	t := r.d.Tokens
	sentence := t[m.First].Sentence
	acts := r.word(m.First) == "its" || r.subject(m)
	if r.word(m.First) == "it" && acts && m.End < len(t) && (t[m.End].Lemma == "be" || t[m.End].Lemma == "take" || t[m.End].Lemma == "seem") {
		return -1 // "it is time"
	}
	if acts && m.First == r.d.Sentences[sentence].Tokens.First {
		if e := r.opener(i); e >= 0 {
			return e
		}
	}
	other := -1
	for k := i - 1; k >= 0 && k >= i-reach; k-- {
		e := r.of[k]
		if e < 0 {
			continue
		}
		n := &r.d.Mentions[k]
		if sentence-t[n.First].Sentence > 1 {
			break
		}
		switch typ := r.ents[e].typ; {
		case acts && (typ == document.Organization || typ == document.Country) && n.Form != document.Demonym:
			if r.subject(n) {
				return e
			}
			if other < 0 && t[n.First].Sentence == sentence {
				other = e
			}
		case !acts && (typ == document.Treaty || typ == document.Process):
			return e
		}
	}
	return other
}

// opener is the body or country that the sentence before mention i, in its paragraph, begins with as its subject: what "It" at the head
// of the next sentence goes on about. -1 for none.
func (r *resolver) opener(i int) int {
	t := r.d.Tokens
	at := t[r.d.Mentions[i].First].Sentence
	if at == 0 || r.d.Sentences[at-1].Paragraph != r.d.Sentences[at].Paragraph {
		return -1
	}
	first := r.d.Sentences[at-1].Tokens.First
	for k := i - 1; k >= 0 && k >= i-reach && t[r.d.Mentions[k].First].Sentence >= at-1; k-- {
		n := &r.d.Mentions[k]
		if e := r.of[k]; e >= 0 && n.First <= first+1 && n.Form != document.Demonym && r.subject(n) &&
			(r.ents[e].typ == document.Organization || r.ents[e].typ == document.Country) {
			return e
		}
	}
	return -1
}

// speaker finds who says the quotation that mention i stands in: in its paragraph, best the subject of a verb of speech
// beside the quotation, -1 when i stands in none or nobody is named.
func (r *resolver) speaker(i int) int {
	t := r.d.Tokens
	at := r.d.Mentions[i].First
	q := r.quoted(at)
	if q == 0 {
		return -1
	}
	paragraph := r.d.Sentences[t[at].Sentence].Paragraph
	best, bestScore := -1, 0
	for k := max(0, i-reach); k < min(len(r.of), i+reach); k++ {
		n := &r.d.Mentions[k]
		e := r.of[k]
		if e < 0 || r.quoted(n.First) > 0 || !r.ents[e].typ.Actor() || n.Form == document.Demonym || r.d.Sentences[t[n.First].Sentence].Paragraph != paragraph {
			continue
		}
		score := 20 - 4*abs(t[n.First].Sentence-t[at].Sentence) - abs(k-i)/4
		switch {
		case r.says(n):
			score += 20
		case !r.subject(n):
			continue
		}
		if score > bestScore {
			best, bestScore = e, score
		}
	}
	return best
}

// saying are verbs of speech that stand beside quotations.
var saying = set("say tell add ask warn insist argue claim declare explain stress reply answer write note tweet state concede acknowledge admit maintain remark recall report comment observe contend joke quip continue conclude respond complain")

// says tells whether mention m is the subject of a verb of speech.
func (r *resolver) says(m *document.Mention) bool {
	t := r.d.Tokens
	s := r.d.Sentences[t[m.First].Sentence].Tokens
	if m.First > s.First && t[m.First-1].Tag == document.VERB && saying[t[m.First-1].Lemma] {
		return true
	}
	for i := m.End; i < s.End && i < m.End+25; i++ {
		if t[i].Tag == document.VERB {
			return saying[t[i].Lemma] && (i < m.End+3 || t[i-1].Lower == "," || t[i-1].Tag == document.ADV)
		}
		if i == m.End && t[i].Lower != "," && t[i].Tag != document.AUX && t[i].Tag != document.ADV {
			return false
		}
	}
	return false
}

func abs(n int) int { return max(n, -n) }
