package relate

import (
	"quadrille/loader/document"
)

// cue is one place where a pattern's words stand: piece, and the token of the lemma.
type cue struct {
	piece, token int
	class        cueClass
}

// at gives the phrases in slot a of the pattern at c, nil for none.
func (m *run) at(s *sentence, c cue, a slot) []phrase {
	list := m.step(s, c, a[0])
	for _, step := range a[1:] {
		switch {
		case len(list) == 0:
			return nil
		case step == "first":
			if len(list) < 2 {
				return nil
			}
			list = list[:1]
			continue
		case step == "rest":
			list = list[1:]
			continue
		}
		class := nounCue
		if list[0].action && s.kind(list[0].piece) == verbal {
			class = verbCue
		}
		list = m.step(s, cue{piece: list[0].piece, token: list[0].head, class: class}, step)
	}
	return list
}

func (m *run) step(s *sentence, c cue, step string) []phrase {
	switch c.class {
	case verbCue:
		return m.verbStep(s, c.piece, step)
	case nounCue:
		return m.nounStep(s, c.piece, step)
	case adjectiveCue:
		return m.adjectiveStep(s, c.piece, step)
	}
	return m.compoundStep(s, c, step)
}

func (m *run) verbStep(s *sentence, i int, step string) []phrase {
	v := s.verb(i)
	switch step {
	case "subj":
		if v.passive {
			list, _ := s.prepOf(i, "by")
			return list
		}
		if len(v.subjects) == 1 && s.lower(v.subjects[0].head) == "what" {
			return s.pseudoCleft(i, v.subjects[0].piece)
		}
		return v.subjects
	case "obj":
		if v.passive {
			return v.subjects
		}
		if list := s.objects(i); list != nil {
			return list
		}
		if v.relObj != nil && v.relPrep == "" {
			return []phrase{*v.relObj}
		}
	case "inf":
		return s.infinitiveOf(i)
	case "ger":
		if k := s.skip(i + 1); s.kind(k) == verbal && s.gerund(k) {
			return []phrase{s.action(k)}
		}
	case "that":
		return s.clauseOf(i)
	case "small":
		return s.smallClause(i)
	case "comp":
		return s.complement(i)
	case "adv":
		for k := i + 1; k < len(s.pieces) && k < i+5 && s.kind(k) != brk && s.kind(k) != verbal; k++ {
			if s.kind(k) == adverb {
				return []phrase{s.bareNoun(k)}
			}
		}
	default:
		if prepositions[step] || attaching[step] {
			if list, ok := s.prepOf(i, step); ok {
				return list
			}
			if v.relObj != nil && v.relPrep == step || s.word(i+1) == step && s.kind(s.skip(i+2)) != nominal && v.relObj != nil { // "the plan they object to"
				return []phrase{*v.relObj}
			}
		}
	}
	return nil
}

// smallClause is the object of the verb at piece i with what it is to become: "wanted the money released", "wants the hills to be
// dealt with".
func (s *sentence) smallClause(i int) []phrase {
	k := s.skip(i + 1)
	if s.kind(k) != nominal {
		return nil
	}
	ph := s.bareNoun(k)
	n := k + 1
	for s.kind(n) == preposition && s.kind(n+1) == nominal && !times[s.lemma(s.pieces[n+1].head)] {
		n += 2
	}
	n = s.skip(n)
	if s.kind(n) != verbal || !s.infinitive(n) && !s.reduced(n) && s.token(s.pieces[n].head).Verb != document.Participle {
		return nil
	}
	a := s.action(n)
	ph.End, ph.core, ph.action = a.End, a.core, true
	if s.reduced(n) {
		ph.core = s.pieces[n].End
	}
	return []phrase{ph}
}

// complement is what the verb at piece i says its object is: "called the plan unacceptable".
func (s *sentence) complement(i int) []phrase {
	k := s.skip(i + 1)
	if s.kind(k) == nominal && s.verb(i).relObj == nil && !s.verb(i).passive {
		k = s.skip(s.pieceAfter(s.bareChain(k)))
	}
	if s.word(k) == "as" {
		k++
	}
	if k < len(s.pieces) && (s.kind(k) == adjective || s.kind(k) == nominal || s.kind(k) == verbal) {
		return []phrase{s.bareNoun(k)}
	}
	return nil
}

// bareChain is the noun at piece j with its prepositional phrases but without clauses.
func (s *sentence) bareChain(j int) phrase {
	p := s.phrase(j)
	p.End = p.chain
	return p
}

// infinitiveOf is the infinitive that the verb or noun at piece i governs, as an action.
func (s *sentence) infinitiveOf(i int) []phrase {
	for k := i + 1; k < len(s.pieces) && k-i < reach/2; k++ {
		if w := s.word(k); w == "enough" || w == "too" { // "did not take the threat seriously enough to act"
			return nil
		}
		switch s.kind(k) {
		case brk, subordinate, relative:
			return nil
		case verbal:
			if !s.infinitive(k) {
				if s.reduced(k) || s.gerund(k) {
					continue
				}
				return nil
			}
			if g := s.verb(k).governor; g == i {
				return s.actions(k)
			}
			return nil
		}
	}
	return nil
}

// actions is the infinitive at piece k and those conjoined with it.
func (s *sentence) actions(k int) []phrase {
	list := []phrase{s.action(k)}
	for n := k + 1; n < len(s.pieces) && n-k < reach/2; n++ {
		if s.kind(n) == brk || s.kind(n) == subordinate {
			break
		}
		if s.kind(n) == verbal && s.kind(s.skipLeft(n-1)) == conjunction && (s.infinitive(n) || s.token(s.pieces[n].head).Verb == document.Base) {
			list = append(list, s.action(n))
		}
	}
	return list
}

// clauseOf is the clause that the verb at piece i governs: "demanded that the maps be shown", "demanded the maps be shown".
func (s *sentence) clauseOf(i int) []phrase {
	for k := i + 1; k < len(s.pieces) && k-i < 8; k++ {
		switch s.kind(k) {
		case subordinate:
			if s.word(k) == "that" {
				if p, ok := s.clause(k); ok {
					return []phrase{p}
				}
			}
			return nil
		case brk, comma, verbal, relative:
			return nil
		case nominal:
			if n := s.skip(s.pieceAfter(s.phrase(k))); k == s.skip(i+1) && s.kind(n) == verbal && !s.infinitive(n) && !s.reduced(n) && !s.gerund(n) {
				if p, ok := s.clause(k - 1); ok {
					return []phrase{p}
				}
			}
		}
	}
	return nil
}

// wished tells whether the verb of the clause that the verb at piece i governs is a subjunctive: "that he be heard".
func (s *sentence) wished(i int) bool {
	for _, c := range s.clauseOf(i) {
		for t := c.First; t < c.End; t++ {
			switch tok := s.token(t); {
			case tok.Verb == document.NoVerb:
			case tok.Lower == "should" || tok.Lower == "must":
				return true
			default:
				return tok.Verb == document.Base && (tok.Tag == document.VERB || tok.Tag == document.AUX)
			}
		}
	}
	return false
}

func (m *run) nounStep(s *sentence, j int, step string) []phrase {
	switch step {
	case "poss":
		if p, ok := s.possessor(j); ok {
			return []phrase{p}
		}
	case "mod":
		if p, ok := m.nameBefore(s, j); ok {
			return []phrase{p}
		}
	case "light":
		if v := s.lightVerb(j); v >= 0 {
			return m.verbStep(s, v, "subj")
		}
	case "subj":
		if v := s.governing(j); v >= 0 {
			return s.subjectsOf(v)
		}
	case "won":
		if v := s.governing(j); v >= 0 && gaining[s.lemma(s.pieces[v].head)] {
			return s.subjectsOf(v)
		}
	case "done":
		return s.done(j)
	case "is":
		return s.isOther(j)
	case "appos":
		return s.apposed(j)
	case "inf":
		return s.infinitiveOf(j)
	case "that":
		if s.kind(j+1) == subordinate && s.word(j+1) == "that" || s.kind(j+1) == relative && s.word(j+1) == "that" && s.kind(j+2) == nominal {
			if p, ok := s.clause(j + 1); ok {
				return []phrase{p}
			}
		}
	case "incl":
		return s.including(j)
	default:
		if list, ok := s.adjacentPrep(j, step); ok {
			return list
		}
		if n := s.predicate(j); step == "from" && n >= 0 && s.lemma(s.pieces[n].head) == "come" { // "objections have been coming from A"
			list, _ := s.prepOf(n, "from")
			return list
		}
	}
	return nil
}

func (m *run) adjectiveStep(s *sentence, i int, step string) []phrase {
	switch step {
	case "subj":
		if s.kind(i) == verbal { // "is opposed to", read as a passive
			return s.subjectsOf(i)
		}
		return s.copulaSubject(i)
	case "inf":
		return s.infinitiveOf(i)
	default:
		list, _ := s.prepOf(i, step)
		return list
	}
}

// compoundStep reads "-brokered" in "Malaysia-brokered talks": subj is the word before the hyphen, obj the noun of the group.
func (m *run) compoundStep(s *sentence, c cue, step string) []phrase {
	switch step {
	case "subj":
		return []phrase{{Range: document.Range{First: c.token, End: c.token + 1}, core: c.token + 1, head: c.token, piece: c.piece}}
	case "obj":
		if p := s.pieces[c.piece]; p.head > c.token {
			return []phrase{s.phrase(c.piece)}
		}
	}
	return nil
}

// means are the prepositions before a means; viewing verbs say what somebody takes something for.
var (
	means   = set("with through under by via")
	viewing = set("see regard view consider describe remain cite emerge name identify treat")
)

// Verbs that lend their subject to a noun that is their object; dropVerbs do so and take back what the noun says.
var (
	lightVerbs = set("make take give have hold issue express voice raise offer play cast exercise use reiterate convey declare " +
		"announce show signal repeat register lodge file extend launch deliver impose place put submit conduct maintain pursue lead " +
		"continue provide begin start undertake resume pay step lend throw find face meet keep level renew enter reach strike " +
		"conclude complete confirm state present carry come join add bear win open")
	gaining   = set("have win enjoy get gain receive command draw earn secure keep lack need attract find retain lose")
	dropVerbs = set("drop lift withdraw abandon overcome waive suspend remove end retract deny reverse rescind cancel soften renounce")
	withNoun  = map[string]bool{
		"come with": true, "carry with": true, "persist in": true, "insist on": true, "continue with": true, "carry on": true,
		"go with": true, "engage in": true, "proceed with": true, "press with": true, "on with": true, "stick to": true, "lead to": true,
	}
)
