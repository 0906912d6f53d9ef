package parse

import "quadrille/loader/document"

// repair corrects slips of a greedy tagger that news is full of and that cost a clause its verb or its subject: a finite
// verb taken for a noun ("legal scholars doubt that"), a past tense taken for a participle ("and blamed the bank"), a noun
// after a possessor taken for an adjective ("the island's premier said").
func (s *Stage) repair(t []document.Token) {
	for i := range t {
		switch {
		case t[i].Tag == document.NOUN && i > 0 && i+2 < len(t) && s.finite(t, i):
			t[i].Tag, t[i].Verb = document.VERB, document.Base
			if base := s.lemmas.Lemma(t[i].Lower, document.VERB, document.ThirdPerson); base != t[i].Lower {
				t[i].Verb = document.ThirdPerson
			}
			t[i].Lemma = s.lemmas.Lemma(t[i].Lower, document.VERB, t[i].Verb)
		case t[i].Tag == document.VERB && t[i].Verb == document.Participle && past(t, i):
			t[i].Verb = document.PastTense
		case t[i].Tag == document.ADJ && i > 0 && i+1 < len(t) && t[i-1].Kind == document.Clitic && t[i-1].Tag == document.PART && verbal(&t[i+1]):
			t[i].Tag = document.NOUN
		}
	}
}

// finite tells whether the noun at i reads as a verb between its subject and a clause: its subject agrees, and what
// follows is "that" and no verb, or a pronoun that can only be a subject.
func (s *Stage) finite(t []document.Token, i int) bool {
	switch t[i+1].Lower {
	case "that":
		if verbal(&t[i+2]) {
			return false
		}
	case "he", "she", "they", "we", "it", "having":
	default:
		return false
	}
	third := s.lemmas.Lemma(t[i].Lower, document.VERB, document.ThirdPerson)
	before := &t[i-1]
	plural := before.Tag == document.NOUN && before.Lower != before.Lemma || before.Lower == "they" || before.Lower == "we" || before.Lower == "i" || before.Lower == "you"
	switch {
	case third != t[i].Lower && s.lemmas.Verb(third):
		return !plural && (before.Tag == document.PROPN || before.Tag == document.NOUN || before.Lower == "he" || before.Lower == "she" || before.Lower == "it")
	case s.lemmas.Verb(t[i].Lower):
		return plural
	}
	return false
}

// past tells whether the participle at i reads as a past tense: no auxiliary before it, joined to another verb or after
// a subject, and an object or a clause right behind it.
func past(t []document.Token, i int) bool {
	if i == 0 || i+1 >= len(t) {
		return false
	}
	j := i - 1
	for j > 0 && t[j].Tag == document.ADV {
		j--
	}
	if t[j].Tag == document.NOUN || t[j].Tag == document.PROPN {
		return alone(t, i)
	}
	if t[j].Tag != document.CCONJ && !(t[j].Tag == document.PRON && !possessive(&t[j]) && !relative(&t[j])) {
		return false
	}
	for k := j; k >= 0 && j-k < 12 && t[j].Tag == document.CCONJ; k-- {
		if t[k].Tag == document.AUX && (t[k].Lemma == "be" || t[k].Lemma == "have") { // "was beaten and robbed"
			return false
		}
		if t[k].Tag == document.VERB && t[k].Verb == document.PastTense {
			break
		}
		if k == 0 {
			return false
		}
	}
	switch next := &t[i+1]; {
	case t[j].Tag == document.PRON:
		return next.Tag != document.ADP && next.Tag != document.PUNCT
	case next.Tag == document.DET, next.Tag == document.PROPN, next.Tag == document.PRON:
		return true
	case next.Tag == document.SCONJ && next.Lower == "that":
		return true
	}
	return false
}

// alone tells whether the participle at i, right behind a noun, is the only word that can be its clause's finite verb, and
// has an object or an infinitive: "the company promised to sign".
func alone(t []document.Token, i int) bool {
	switch next := &t[i+1]; {
	case next.Lower == "to" && i+2 < len(t) && t[i+2].Verb == document.Base:
	case next.Tag == document.DET, next.Tag == document.PROPN, next.Tag == document.PRON, next.Tag == document.SCONJ && next.Lower == "that":
	default:
		return false
	}
	finite := func(k int) bool {
		return verbal(&t[k]) && t[k].Verb != document.Participle && t[k].Verb != document.Gerund && (t[k].Verb != document.Base || k == 0 || t[k-1].Lower != "to")
	}
	edge := func(k int) bool {
		return t[k].Tag == document.PUNCT || t[k].Tag == document.SCONJ || t[k].Tag == document.CCONJ || relative(&t[k])
	}
	for k := i - 1; k >= 0 && !edge(k); k-- {
		if finite(k) {
			return false
		}
	}
	for k := i + 1; k < len(t) && !edge(k); k++ {
		if finite(k) {
			return false
		}
	}
	return true
}
