package mood

import "quadrille/loader/document"

// own is how the words beside the verb at token i state it.
func (m *Moods) own(i int) Reading {
	if m.owned[i] == nil {
		r := m.beside(i)
		m.owned[i] = &r
	}
	return *m.owned[i]
}

func (m *Moods) beside(i int) Reading {
	m.reads++
	t := &m.d.Tokens[i]
	r := Reading{past: t.Verb == document.PastTense}
	negated, hedged, would, supposed := false, false, false, false
	subject, inverted := -1, -1
	for _, c := range m.children[i] {
		w := m.lower(c)
		base, _ := m.label(c)
		switch base {
		case "aux", "cop":
			r.past = r.past || m.d.Tokens[c].Verb == document.PastTense || m.lemma(c) == "have"
			switch {
			case possible[w]:
				hedged = true
			case w == "would" || w == "'d" && t.Verb == document.Base:
				would = !polite[t.Lemma] && m.lower(i+1) != "only" && m.lower(i-1) != "only"
			case obliging[w]:
				r.Silent = true
			case inverting[w] && subject < 0:
				inverted = c
			}
		case "nsubj":
			if subject < 0 {
				subject = c
			}
			negated = negated || m.negated(c) || m.denied(c, i)
		case "obj":
			negated = negated || m.negated(c)
		case "obl", "advmod":
			hedged = hedged || hedging[w] && (w != "almost" && w != "nearly" || c == i-1)
			negated = negated || m.means(c, i) || w == "longer" && m.lower(c-1) == "no"
		case "advcl":
			supposed = supposed || m.conditional(c)
		case "discourse":
			hedged = hedged || hedging[w]
		}
		if m.negates(c) {
			negated = true
		}
		if excluding[w] && (base == "mark" || base == "case" || base == "cc") {
			negated = true
		}
	}
	hedged = hedged || supposed && !r.past && !saying[t.Lemma]
	if m.excluded(i) || m.infinitive(i) && m.lower(m.before(i)) == "yet" {
		negated = true
	}
	if b := m.before(i); m.infinitive(i) && b >= 0 && m.lemma(b) == "have" && m.d.Tree.Heads[b] == i { // "has to"
		r.Silent = true
	}
	switch {
	case m.conditional(i) || inverted >= 0 && subject > inverted && subject < i && m.leftmost(i) == inverted && !m.asked[i]:
		r.Polarity = document.Hedged
	case negated && !(hedged && m.mayNot(i)):
		r.Polarity = document.Negated
	case hedged:
		r.Polarity = document.Hedged
	case would:
		r.Polarity, r.would = document.Hedged, true
	}
	return r
}

// negates tells whether token c is a word that denies its head: "not", but neither "not only" nor "neither" before a noun.
func (m *Moods) negates(c int) bool {
	if !negations[m.lower(c)] || m.lower(c+1) == "only" || m.lower(c+1) == "just" {
		return false
	}
	switch base, _ := m.label(c); base {
	case "advmod", "aux", "cc", "det", "discourse", "mark", "dep", "part":
		return m.lower(c) != "nor" || c < m.d.Tree.Heads[c]
	}
	return false
}

// negated tells whether the noun at token n denies its clause: "nobody", "no minister", "neither side".
func (m *Moods) negated(n int) bool {
	if nobody[m.lower(n)] {
		return true
	}
	for _, c := range m.children[n] {
		w := m.lower(c)
		if (w == "no" || w == "neither" || w == "few") && c < n && m.lower(c-1) != "a" {
			switch base, _ := m.label(c); base {
			case "det", "cc", "amod", "advmod", "nummod":
				return true
			}
		}
	}
	return false
}

// excluded tells whether "without", "instead of", "rather than" or "far from" stands before the verb at token i.
func (m *Moods) excluded(i int) bool {
	switch b := m.lower(i - 2); m.lower(i - 1) {
	case "without":
		return true
	case "of":
		return b == "instead"
	case "than":
		return b == "rather"
	case "from":
		return b == "far"
	}
	return false
}

// denied tells whether "neither" stands right before the subject at token c of the verb at token i.
func (m *Moods) denied(c, i int) bool {
	first := m.leftmost(c)
	return c < i && m.lower(first-1) == "neither"
}

// means tells whether c is "by no means", "at no time", "in no way", "under no circumstances" beside the verb at token i.
func (m *Moods) means(c, i int) bool {
	no, in := false, false
	for _, k := range m.children[c] {
		base, _ := m.label(k)
		no, in = no || m.lower(k) == "no", in || base == "case"
	}
	return no && in && c < i
}

// mayNot tells whether a denied verb is hedged all the same: "may not", "reportedly did not"; "cannot" and "could not" deny.
func (m *Moods) mayNot(i int) bool {
	for _, c := range m.children[i] {
		if w := m.lower(c); w == "can" || w == "could" || w == "cannot" {
			return false
		}
	}
	return true
}

// conditional tells whether the clause of token i is one of "if", "whether", "in case", "as if", or "were A to".
func (m *Moods) conditional(i int) bool {
	for _, c := range m.children[i] {
		if base, _ := m.label(c); (base == "mark" || base == "advmod" || base == "case") && conditions[m.lower(c)] {
			return true
		}
	}
	first := m.leftmost(i)
	if m.lower(first) == "that" {
		if w := m.lower(first - 1); w == "provided" || w == "assuming" || w == "supposing" {
			return true
		}
	}
	if m.lower(first) == "in" && m.lower(first+1) == "case" || m.lower(first-1) == "in" && m.lower(first) == "case" {
		return true
	}
	for _, k := range [...]int{first, first - 2, first - 3} { // all or the last of the words are of the clause, or they stand before it
		if w := m.lower(k); (w == "as" || w == "so") && m.lower(k+1) == "long" && m.lower(k+2) == "as" {
			return true
		}
	}
	switch m.lower(first - 1) {
	case "case":
		return m.lower(first-2) == "in"
	case "if", "though":
		return m.lower(first-2) == "as"
	}
	if conditions[m.lower(i)] && m.lower(i+1) == "that" {
		return m.lower(i) != "suppose"
	}
	s := m.d.Sentences[m.d.Tokens[i].Sentence].Tokens
	return m.infinitive(i) && m.lower(s.First) == "were" && i > s.First && !m.asked[i]
}

// before is the token before "to" of the infinitive at token i, i's own neighbour where it has none.
func (m *Moods) before(i int) int {
	for _, c := range m.children[i] {
		if base, _ := m.label(c); base == "mark" && m.lower(c) == "to" {
			return c - 1
		}
	}
	return i - 1
}

// infinitive tells whether token i is a verb with "to".
func (m *Moods) infinitive(i int) bool {
	for _, c := range m.children[i] {
		if m.lower(c) == "to" && c < i {
			if base, _ := m.label(c); base == "mark" || base == "aux" {
				return true
			}
		}
	}
	return false
}

// finite tells whether the clause of token i has a finite verb.
func (m *Moods) finite(i int) bool {
	if m.infinitive(i) {
		return false
	}
	switch m.d.Tokens[i].Verb {
	case document.ThirdPerson, document.PastTense, document.Modal:
		return true
	}
	subject := false
	for _, c := range m.children[i] {
		base, _ := m.label(c)
		switch m.d.Tokens[c].Verb {
		case document.ThirdPerson, document.PastTense, document.Modal, document.Base:
			if base == "aux" || base == "cop" {
				return true
			}
		}
		subject = subject || base == "nsubj"
	}
	base, _ := m.label(i)
	return subject && (m.d.Tokens[i].Verb == document.Base && base != "xcomp" || m.that(i))
}

// bare tells whether token i has the form of an infinitive; what the encoder takes a subjunctive for differs.
func (m *Moods) bare(i int) bool {
	t := &m.d.Tokens[i]
	return t.Verb == document.Base || t.Tag == document.VERB && t.Lower == t.Lemma && t.Verb != document.Participle
}

// subjunctive tells whether token i is a bare verb with a subject: "that Singapore act".
func (m *Moods) subjunctive(i int) bool {
	if !m.bare(i) || m.infinitive(i) {
		return false
	}
	subject := false
	for _, c := range m.children[i] {
		base, _ := m.label(c)
		if base == "aux" {
			return false
		}
		subject = subject || base == "nsubj"
	}
	return subject || m.that(i)
}

// oneSubject tells whether the subject of token i is one name, so that a bare verb after it is no plural.
func (m *Moods) oneSubject(i int) bool {
	for _, c := range m.children[i] {
		if base, _ := m.label(c); base != "nsubj" {
			continue
		}
		for _, k := range m.children[c] {
			if base, _ := m.label(k); base == "conj" {
				return false
			}
		}
		w := m.lower(c)
		return m.d.Tokens[c].Tag == document.PROPN && w != "" && w[len(w)-1] != 's'
	}
	return false
}

// passive tells whether token g is a verb in the passive.
func (m *Moods) passive(g int) bool {
	for _, c := range m.children[g] {
		base, sub := m.label(c)
		if (base == "aux" || base == "nsubj") && sub == "pass" || base == "aux" && m.lemma(c) == "be" && m.d.Tokens[g].Verb == document.Participle {
			return true
		}
	}
	return false
}

// ordered tells whether the bare verb at token i opens its clause: "Sign the treaty!", "do not sign".
func (m *Moods) ordered(i int) bool {
	if !m.bare(i) || m.infinitive(i) {
		return false
	}
	for _, c := range m.children[i] {
		base, _ := m.label(c)
		if base == "nsubj" || base == "csubj" || base == "expl" || base == "aux" && m.lemma(c) != "do" {
			return false
		}
	}
	const near = 4
	first := m.d.Sentences[m.d.Tokens[i].Sentence].Tokens.First
	for k := i - 1; k >= first && m.d.Tokens[k].Quote == m.d.Tokens[i].Quote && m.d.Tokens[k].Kind != document.QuoteMark; k-- {
		switch t := &m.d.Tokens[k]; {
		case i-k > near, t.Tag == document.NOUN, t.Tag == document.PROPN, t.Tag == document.PRON, t.Tag == document.VERB:
			return false
		}
	}
	return true
}
