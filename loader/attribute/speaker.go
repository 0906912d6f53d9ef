package attribute

import "quadrille/loader/document"

// speakers gives the entities that the source of x names, one for each of joint speakers, with the tokens that name
// each. last is the speaker before, whom a pronoun without a referent means; -1 for none.
func (r *reader) speakers(source document.Range, last int) []speaker {
	var out []speaker
	for _, part := range r.parts(source) {
		if e, ok := r.entity(part, last); ok {
			out = append(out, speaker{part, e})
		}
	}
	return out
}

type speaker struct {
	document.Range
	entity int
}

// parts divides joint speakers: "Egypt, Ethiopia and Sudan". An apposition is no part.
func (r *reader) parts(source document.Range) []document.Range {
	groups := r.heads(source)
	if len(groups) < 2 {
		return []document.Range{source}
	}
	t := r.d.Tokens
	joint := false
	for i := 1; i < len(groups); i++ {
		between := t[groups[i-1].End:groups[i].First]
		switch {
		case len(between) == 1 && between[0].Lower == "and", len(between) == 2 && between[0].Text == "," && between[1].Lower == "and":
			joint = true
		case len(between) == 1 && between[0].Text == "," && !joint:
		default:
			groups = groups[:i]
		}
	}
	if !joint {
		return []document.Range{source}
	}
	out := make([]document.Range, 0, len(groups))
	for i, g := range groups {
		p := g.Range
		if i == len(groups)-1 {
			p.End = source.End
		}
		out = append(out, p)
	}
	return out
}

// heads are the noun groups within the source, as far as they stand in it whole.
func (r *reader) heads(source document.Range) []document.NounGroup {
	var out []document.NounGroup
	for i := source.First; i < source.End; i++ {
		if k := r.groups[i]; k > 0 {
			g := r.d.NounGroups[k-1]
			if g.First >= source.First && g.End <= source.End {
				out = append(out, g)
			}
			i = g.End - 1
		}
	}
	return out
}

// entity gives the entity of one source.
func (r *reader) entity(source document.Range, last int) (int, bool) {
	groups := r.heads(source)
	if len(groups) == 0 {
		return r.d.EntityAt(source)
	}
	head := groups[0]
	t := r.d.Tokens
	// A text speaks for whoever published it: "a statement by the ministry", "the ministry's statement".
	if texts[t[head.Head].Lemma] {
		for i := 1; i < len(groups); i++ {
			if w := t[groups[i].First-1].Lower; w == "by" || w == "from" || w == "of" {
				if e, ok := r.actorAt(groups[i].Range); ok {
					return e, true
				}
			}
		}
		for i := head.First; i < head.Head; i++ {
			if t[i].Kind == document.Clitic && i > head.First {
				if e, ok := r.actorAt(document.Range{First: head.First, End: i}); ok {
					return e, true
				}
			}
		}
	}
	if e, ok := r.actorAt(head.Range); ok {
		return e, true
	}
	if t[head.Head].Tag == document.PRON && head.Len() == 1 {
		switch t[head.Head].Lower {
		case "he", "she", "they", "it":
			if last >= 0 {
				return last, true
			}
		}
		if r.personal(head.Head) {
			return 0, false
		}
	}
	// An apposition may name whom the first group describes.
	for i := 1; i < len(groups); i++ {
		if t[groups[i].First-1].Text == "," {
			if e, ok := r.actorAt(groups[i].Range); ok {
				return e, true
			}
		}
	}
	return r.d.Resolve(r.name(source, groups), r.kind(head)), true
}

// personal tells whether a pronoun points at somebody rather than standing for itself, as "everybody" does.
func (r *reader) personal(i int) bool {
	switch r.d.Tokens[i].Lower {
	case "i", "you", "we", "he", "she", "it", "they", "this", "that", "me", "us", "them", "her", "him", "one":
		return true
	}
	return false
}

func (r *reader) actorAt(g document.Range) (int, bool) {
	e, ok := r.d.EntityAt(g)
	if !ok || r.d.Entities[e].Type.Thing() {
		return 0, false
	}
	return e, true
}

// name is the part of a source that names it: the first noun group with its prepositional phrases, without relative
// clauses and appositions.
func (r *reader) name(source document.Range, groups []document.NounGroup) document.Range {
	out := groups[0].Range
	for _, g := range groups[1:] {
		ok := g.First > out.End
		for i := out.End; i < g.First; i++ {
			t := r.d.Tokens[i].Tag
			ok = ok && (t == document.ADP || t == document.ADJ)
		}
		if !ok {
			break
		}
		out.End = g.End
	}
	return out
}

// kind guesses the type of a speaker that no mention knows.
func (r *reader) kind(head document.NounGroup) document.EntityType {
	t := &r.d.Tokens[head.Head]
	switch {
	case texts[t.Lemma]:
		return document.Organization
	case t.Tag == document.NOUN && t.Lower != t.Lemma:
		return document.Group
	}
	return document.Person
}
