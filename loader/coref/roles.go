package coref

import (
	"slices"
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// appositions ties role phrases to the names beside them: first "Foreign Minister Sergey Lavrov", then "the speaker of
// parliament, Mr Ghukasyan,", then "Vedant Patel, a spokesman," and "Patel is the spokesman".
func (r *resolver) appositions() {
	for i := range r.d.Mentions {
		if m := &r.d.Mentions[i]; m.Form == document.Name && m.Type == document.Person && r.of[i] >= 0 {
			r.nameEnds[m.End] = r.of[i]
		}
	}
	for _, apposed := range []func(m, n *document.Mention) bool{r.prefixed, r.announced, r.explained} {
		for i := range r.d.Mentions {
			m := &r.d.Mentions[i]
			if r.of[i] >= 0 || m.Form != document.Role && (m.Form != document.Nominal || m.Type != document.Organization) {
				continue
			}
			for _, j := range r.beside(i) {
				n := &r.d.Mentions[j]
				if n.Form != document.Name || n.Type != m.Type || r.of[j] < 0 || r.d.Tokens[n.First].Sentence != r.d.Tokens[m.First].Sentence {
					continue
				}
				if apposed(m, n) {
					r.bear(i, r.of[j])
					r.roled[r.of[j]] = true
					break
				}
			}
		}
	}
}

// beside lists the mentions around i that may be apposed to it, the nearest first.
func (r *resolver) beside(i int) []int {
	var out []int
	for k := 1; k <= 8; k++ {
		if i+k < len(r.d.Mentions) {
			out = append(out, i+k)
		}
		if i-k >= 0 {
			out = append(out, i-k)
		}
	}
	return out
}

// prefixed tells whether role m stands right before name n, titles aside: "minister Lavrov".
func (r *resolver) prefixed(m, n *document.Mention) bool {
	return n.First >= m.End && r.untitled(n.First, m.End) == m.End
}

// announced tells whether role m, a comma and name n follow each other: "the speaker, Mr Ghukasyan,". A role that just
// explained the name before it does not also announce the one after it.
func (r *resolver) announced(m, n *document.Mention) bool {
	begin := n.First
	if first, ok := r.roleEnds[begin]; ok && first > m.End {
		begin = first // "the chair, retired judge Malcolm Surette"
	}
	if n.First <= m.End || r.word(m.End) != "," || m.Form != document.Role || r.untitled(begin, m.End+1) != m.End+1 {
		return false
	}
	if r.word(m.First-1) == "," && r.untold(m.First-1) {
		return false
	}
	return r.closes(n.End) && (r.definite(m) || !r.enumerated(n.End))
}

// untold tells whether a person's name without a role ends at token i.
func (r *resolver) untold(i int) bool {
	e, ok := r.nameEnds[i]
	return ok && !r.roled[e]
}

// explained tells whether role m follows name n: "Patel, 54, a spokesman", "Marlow, who was the chaplain", "Patel is the
// spokesman".
func (r *resolver) explained(m, n *document.Mention) bool {
	d, w := r.d, r.word(n.End)
	switch {
	case m.First <= n.End:
		return false
	case m.First == n.End+1 && (w == "," || w == "(" || w == "–" || w == "—"):
		return r.closes(m.End) && !r.enumerated(m.End)
	case m.First == n.End+3 && w == "," && d.Tokens[n.End+1].Kind == document.Number && r.word(n.End+2) == ",":
		return true
	case m.Form != document.Role:
		return false
	case m.First == n.End+3 && w == "," && r.word(n.End+1) == "who" && d.Tokens[n.End+2].Lemma == "be":
		return true
	case m.First == n.End+1 && d.Tokens[n.End].Lemma == "be":
		return true
	}
	return false
}

// closes tells whether an apposition may end before token i.
func (r *resolver) closes(i int) bool {
	if i >= len(r.d.Tokens) || i > 0 && r.d.Tokens[i].Sentence != r.d.Tokens[i-1].Sentence {
		return true
	}
	t := &r.d.Tokens[i]
	switch t.Tag {
	case document.VERB, document.AUX, document.ADV, document.ADP, document.SCONJ, document.PRON:
		return true
	}
	return t.Kind == document.Punctuation || t.Kind == document.QuoteMark
}

// untitled is the first token of the titles before a name that begins at token i, not before token stop.
func (r *resolver) untitled(i, stop int) int {
	for i > stop {
		w := r.text(i - 1)
		switch {
		case r.lex.Is(lexicon.Title, w), r.lex.Is(lexicon.TitleM, w), r.lex.Is(lexicon.TitleF, w), w == "the" && i-1 > stop:
		case w == ")" && i-3 >= stop && r.text(i-3) == "(":
			i -= 2
		case w == "." && i-1 > stop:
		default:
			return i
		}
		i--
	}
	return i
}

// enumerated tells whether a list goes on at token i, so that its members are no apposition: "Lavrov, a minister and …".
func (r *resolver) enumerated(i int) bool {
	w := r.word(i)
	return w == "and" || w == "or" || w == "," && (r.word(i+1) == "and" || r.word(i+1) == "or")
}

// bear ties role mention i to entity e, which bears the role from now on.
func (r *resolver) bear(i, e int) {
	r.refer(i, e)
	m := &r.d.Mentions[i]
	if r.ents[e].typ == document.Person {
		r.bearing(e, r.roleOf(i))
	} else if h := r.head(m); h != "" {
		r.ents[e].heads = append(r.ents[e].heads, h)
		r.sameHead[h] = append(r.sameHead[h], e)
	}
	if r.ents[e].typ == document.Person && r.ents[e].gender == 0 {
		r.ents[e].gender = roleGender(r.word(m.Head))
	}
}

// bearing notes that person e has role x.
func (r *resolver) bearing(e int, x role) {
	r.ents[e].roles = append(r.ents[e].roles, x)
	if !slices.Contains(r.bearers[x.head], e) {
		r.bearers[x.head] = append(r.bearers[x.head], e)
	}
}

func roleGender(head string) byte {
	switch {
	case strings.HasSuffix(head, "woman"), head == "queen", head == "princess", head == "mother", head == "sister", head == "daughter", head == "wife", head == "girl", head == "actress", head == "widow":
		return 'f'
	case strings.HasSuffix(head, "man") && head != "woman" && head != "human", head == "king", head == "prince", head == "father", head == "brother", head == "son", head == "husband", head == "boy":
		return 'm'
	}
	return 0
}

// head is the singular of a mention's head, in lower case, with variants of one word made one.
func (r *resolver) head(m *document.Mention) string {
	h := r.lex.Singular(r.d.Tokens[m.Head].Lower)
	if v, ok := variants[h]; ok {
		return v
	}
	return h
}

// variants are words for the same office.
var variants = map[string]string{
	"spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman",
	"businesswoman": "businessman", "councillor": "councilman", "councilor": "councilman", "councilwoman": "councilman", "congresswoman": "congressman",
	"organizer": "organiser", "adviser": "advisor", "neighbor": "neighbour",
	"cease-fire": "ceasefire", "program": "programme", "organization": "organisation", "center": "centre",
}

// stop are words of a phrase that tell nothing of its referent.
var stop = set("the a an of to for in on at by with and or its his her their our my this that these those from over as is are was were be been 's ' both two new own another any each every such some other")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// content are the words of a mention but its head and what tells nothing, singular and in lower case.
func (r *resolver) content(m *document.Mention) map[string]bool {
	out := map[string]bool{}
	for i := m.First; i < m.End; i++ {
		t := &r.d.Tokens[i]
		if i == m.Head || stop[t.Lower] || t.Kind == document.Punctuation || t.Kind == document.QuoteMark {
			continue
		}
		out[r.lex.Singular(t.Lower)] = true
	}
	return out
}

// roleOf reads the role of mention i.
func (r *resolver) roleOf(i int) role {
	m := &r.d.Mentions[i]
	x := role{head: r.head(m), words: map[string]bool{}, owner: r.ownerOf(i)}
	for k := m.First; k < m.Head; k++ {
		t := &r.d.Tokens[k]
		if !stop[t.Lower] && t.Kind == document.Word && (r.lex.Is(lexicon.RoleModifier, t.Lower) || r.lex.Is(lexicon.RoleNoun, t.Lower)) {
			x.words[t.Lower] = true
		}
	}
	return x
}

// ownerOf is entity+1 of whom a role or an institution is of, 0 for none.
func (r *resolver) ownerOf(i int) int {
	if of := r.d.Mentions[i].Of; of > 0 && r.of[of-1] >= 0 {
		return r.of[of-1] + 1
	}
	return 0
}

// definite tells whether a phrase refers to something known: "the", "this", a possessor, or no article before a role with
// capitals ("Russian Foreign Minister").
func (r *resolver) definite(m *document.Mention) bool {
	switch w := r.word(m.First); w {
	case "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "both", "whose":
		return true
	case "a", "an", "one", "another", "some", "any", "no", "every", "each", "several", "many", "few", "two", "three", "four", "five":
		return false
	}
	if m.Form == document.Role && m.Type == document.Person {
		for i := m.First; i < m.Head; i++ {
			if r.d.Tokens[i].Kind == document.Clitic {
				return true
			}
		}
		return r.d.Tokens[m.Head].Text != r.d.Tokens[m.Head].Lower || r.headline(m)
	}
	return false
}

func (r *resolver) headline(m *document.Mention) bool {
	return r.d.Sentences[r.d.Tokens[m.First].Sentence].Headline
}

// office ties a role phrase without a name to the person who bears the role, or makes a person of it.
func (r *resolver) office(i int) {
	m := &r.d.Mentions[i]
	x := r.roleOf(i)
	best, bestFit := -1, 0
	if r.definite(m) {
		for _, e := range newest(r.bearers[x.head]) {
			fit := r.bears(e, x)
			if fit == 0 || r.othergender(e, i) {
				continue
			}
			if fit > bestFit || fit == bestFit && r.nearer(e, best, i) {
				best, bestFit = e, fit
			}
		}
	} else {
		best = r.sameText(i)
	}
	if best < 0 {
		best = r.add(entity{typ: document.Person, first: i})
	}
	r.bear(i, best)
}

// othergender tells whether mention i's head is of another gender than person e: "the spokesman" is no spokeswoman.
func (r *resolver) othergender(e, i int) bool {
	g := roleGender(r.word(r.d.Mentions[i].Head))
	return g != 0 && r.ents[e].gender != 0 && g != r.ents[e].gender
}

// bears tells how well entity e's roles fit x: 0 when none has the same head, no other owner and x's words among its
// own; 1 for a deputy where x names none; 2 else.
func (r *resolver) bears(e int, x role) int {
	best := 0
	for _, y := range r.ents[e].roles {
		if x.head != y.head || x.owner > 0 && y.owner > 0 && x.owner != y.owner {
			continue
		}
		fit := 2
		for w := range x.words {
			if !y.words[w] {
				fit = 0
			}
		}
		for w := range y.words {
			if (w == "deputy" || w == "vice" || w == "former" || w == "assistant") && !x.words[w] {
				// "the minister" may be the deputy minister; "the foreign minister" is not.
				fit = min(fit, 1)
				if len(x.words) > 0 {
					fit = 0
				}
			}
		}
		best = max(best, fit)
	}
	return best
}

// sameText finds the entity of an earlier mention with the same words, articles aside; -1 for none.
func (r *resolver) sameText(i int) int {
	m := &r.d.Mentions[i]
	if e, ok := r.byName["\x00"+strings.ToLower(r.d.Phrase(m.Range))]; ok && r.ents[e].typ == m.Type {
		return e
	}
	return -1
}
