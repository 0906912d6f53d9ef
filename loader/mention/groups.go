package mention

import (
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// emitNames appends the mentions of the pieces.
func (f *finder) emitNames() {
	at := make([]int, len(f.pieces)) // index+1 of the mention of each piece
	for i := range f.pieces {
		p := &f.pieces[i]
		if p.typ == document.Unknown || p.use == lexicon.Capital && !p.person && f.isSite(p) {
			continue
		}
		m := document.Mention{Range: p.Range, Head: f.headOf(p), Form: document.Name, Type: p.typ, Key: p.key}
		switch p.kind {
		case rolePhrase:
			m.Form = document.Role
			m.Range = f.determined(p.Range)
			if p.End == m.End {
				m.End = f.extended(m.Range)
			}
		case demonym:
			m.Form = document.Demonym
		}
		if p.use == lexicon.People {
			m.Form = document.Demonym
		}
		if p.typ == document.Organization && p.kind == knownName && p.key == "" && f.generic(p.Range) {
			m.Range = f.possessed(p.Range)
		}
		if p.of > 0 {
			m.Of = at[p.of-1]
		}
		at[i] = f.add(m)
	}
}

// generic tells whether a body's name is made of common words, so that many bodies have it: "Foreign Ministry".
func (f *finder) generic(r document.Range) bool {
	for _, t := range f.d.Tokens[r.First:r.End] {
		if w := t.Lower; !portfolios[w] && !f.lex.Is(lexicon.RoleModifier, w) && !f.lex.Is(lexicon.Institution, w) && !f.lex.Is(lexicon.RoleNoun, w) && !f.lex.Is(lexicon.OrgSuffix, t.Text) {
			return false
		}
	}
	return true
}

// possessed is a name with its possessor in the same noun group: "Ukraine's Energy Ministry".
func (f *finder) possessed(r document.Range) document.Range {
	g := f.d.GroupAt(r.First)
	if g < 0 || r.First == 0 || f.d.Tokens[r.First-1].Kind != document.Clitic || !f.d.NounGroups[g].Contains(r.First-1) {
		return r
	}
	r.First = f.d.NounGroups[g].First
	if articleWords[f.d.Tokens[r.First].Lower] {
		r.First++
	}
	return r
}

// headOf is the last word of a name before "of".
func (f *finder) headOf(p *piece) int {
	if p.head > 0 {
		return p.head
	}
	for i := p.First + 1; i < p.End; i++ {
		if w := f.d.Tokens[i].Lower; w == "of" || w == "for" || w == "on" {
			return i - 1
		}
	}
	return p.End - 1
}

// isSite tells whether a capital stands for the place and not for the government: "in Baku", "Baku airport", "the Paris
// court".
func (f *finder) isSite(p *piece) bool {
	t := f.d.Tokens
	first := p.First
	s := f.d.Sentences[t[first].Sentence].Tokens
	if f.hidden[first] {
		return true
	}
	if g := f.d.GroupAt(first); g >= 0 {
		group := f.d.NounGroups[g]
		if p.End < group.End && t[p.End].Kind != document.Clitic {
			h := t[group.Head].Lower
			return !f.lex.Is(lexicon.RoleNoun, h) && !f.lex.Is(lexicon.Institution, h) && !f.lex.Is(lexicon.GroupNoun, h)
		}
		first = group.First
	}
	// "in Baku and Yerevan"
	for first-2 >= s.First && (t[first-1].Lower == "and" || t[first-1].Lower == "or" || t[first-1].Lower == ",") {
		g := f.d.GroupAt(first - 2)
		if g < 0 || f.d.NounGroups[g].End != first-1 || t[f.d.NounGroups[g].Head].Tag != document.PROPN {
			break
		}
		first = f.d.NounGroups[g].First
	}
	if first <= s.First {
		return false
	}
	w := t[first-1]
	if p.End < s.End && t[p.End].Kind == document.Clitic && t[p.End].Lower == "'s" {
		return false
	}
	if w.Tag == document.VERB && (w.Lemma == "visit" || w.Lemma == "leave" || w.Lemma == "reach") {
		return true
	}
	if w.Lower == "from" || w.Lower == "to" {
		// "demands from Baku", "proposals to Moscow": to the government, unless somebody goes there.
		return first-2 < s.First || motion[t[first-2].Lemma] || t[first-2].Tag == document.PROPN
	}
	return locative[w.Lower]
}

var motion = set("travel fly go come return arrive move drive trip visit journey flight way road train back send flee tour walk ship")

// determined is a role phrase with the determiner and the small words before it in its noun group.
func (f *finder) determined(r document.Range) document.Range {
	if g := f.d.GroupAt(r.First); g >= 0 {
		for i := f.d.NounGroups[g].First; i < r.First; i++ {
			if f.lex.Is(lexicon.Calendar, f.d.Tokens[i].Text) || f.d.Tokens[i].Kind == document.Clitic || f.named[i] > 0 && f.pieces[f.named[i]-1].Contains(i) && f.d.Tokens[r.First-1].Kind != document.Clitic {
				continue
			}
			r.First = i
			break
		}
	}
	return r
}

var roleComplements = set("of for to")
var rolesComplements = set("of for to in from at")

// extended is the end of the role phrase r with the complements after it: "spokesperson of the Department of State".
func (f *finder) extended(r document.Range) int {
	g := f.d.GroupAt(r.End - 1)
	if g < 0 || f.d.NounGroups[g].End != r.End {
		return r.End
	}
	return f.described(f.complemented(g, roleComplements), r.First)
}

// describing are adjectives that follow those they describe: "people familiar with the matter".
var describing = set("familiar close aware briefed involved loyal opposed present acquainted")

// described is the end of a role phrase that ends at token i with what describes it further: where the person is ("a
// diplomat in Kuala Lumpur"), how near to something ("sources close to the delegation").
func (f *finder) described(i, first int) int {
	t := f.d.Tokens
	end := f.d.Sentences[t[first].Sentence].Tokens.End
	if i+2 >= end {
		return i
	}
	at := i
	if describing[t[i].Lower] && t[i+1].Tag == document.ADP {
		at = i + 1
	} else if w := t[i].Lower; w != "in" && w != "at" && w != "from" {
		return i
	}
	g := f.d.GroupFrom(at + 1)
	if g < 0 || f.d.NounGroups[g].End > end {
		return i
	}
	h := t[f.d.NounGroups[g].Head]
	if at == i && h.Tag != document.PROPN && !f.lex.Is(lexicon.Institution, h.Lower) || f.lex.Is(lexicon.Calendar, h.Text) || h.Tag == document.NUM {
		return i
	}
	return f.complemented(g, roleComplements)
}

// complemented is the end of noun group g with its complements; a name that goes on after them is taken whole.
func (f *finder) complemented(g int, preps map[string]bool) int {
	end := f.d.NounPhrase(g, preps).End
	if end > f.d.NounGroups[g].End {
		if n := f.named[end-1]; n > 0 && f.pieces[n-1].Contains(end-1) {
			end = max(end, f.pieces[n-1].End)
		}
	}
	return end
}

// owner gives index+1 of the mention that a role or an institution belongs to: the actor after "of" or "for", else the
// possessor or the demonym before its head. 0 for none.
func (f *finder) owner(m document.Mention) int {
	of, before := 0, 0
	for _, i := range f.within(m.Range) {
		o := &f.found[i]
		if o.End > m.End || o.Range == m.Range || o.Form == document.Pronoun && o.Head > m.Head {
			continue
		}
		if o.Type != document.Country && o.Type != document.Organization && o.Type != document.Group && o.Form != document.Pronoun {
			continue
		}
		switch {
		case o.Head > m.Head:
			if of == 0 && f.afterOf(m, o) {
				of = i + 1
			}
		case before == 0 || o.Type == document.Organization && f.found[before-1].Type == document.Country && o.Head >= f.found[before-1].Head:
			before = i + 1
		}
	}
	if of > 0 {
		return of
	}
	return before
}

// afterOf tells whether o is the complement of m's head: "of" or "for" stands between them.
func (f *finder) afterOf(m document.Mention, o *document.Mention) bool {
	for i := m.Head + 1; i < o.First; i++ {
		switch f.d.Tokens[i].Lower {
		case "of", "for", "from", "at":
			return true
		case "to", "in", "with", "on":
			return false
		}
	}
	return false
}
