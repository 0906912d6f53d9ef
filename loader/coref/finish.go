package coref

import (
	"cmp"
	"slices"
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// finish writes the entities into the document, in order of first mention, with their names.
func (r *resolver) finish() {
	mentions := make([][]int, len(r.ents))
	for i, e := range r.of {
		if e >= 0 {
			mentions[e] = append(mentions[e], i)
		}
	}
	order := make([]int, 0, len(r.ents))
	for e := range r.ents {
		// What only pronouns and adjectives mention is kept: "Emirati-brokered" names the Emirates.
		if len(mentions[e]) > 0 {
			order = append(order, e)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		x, y := mentions[a][0], mentions[b][0]
		return cmp.Or(cmp.Compare(r.d.Mentions[x].First, r.d.Mentions[y].First), cmp.Compare(x, y))
	})
	r.d.Entities = r.d.Entities[:0]
	for at, e := range order {
		r.d.Entities = append(r.d.Entities, r.named(e, mentions[e]))
		for _, i := range mentions[e] {
			r.d.Mentions[i].Entity = at + 1
			if r.d.Mentions[i].Type == document.Unknown {
				r.d.Mentions[i].Type = r.ents[e].typ
			}
		}
	}
}

// named is entity e as the document keeps it: its fullest proper name, or its plainest phrase, and its other names.
func (r *resolver) named(e int, mentions []int) document.Entity {
	x := &r.ents[e]
	out := document.Entity{Type: x.typ, Known: document.Known{Key: x.key}, First: r.d.Span(r.d.Mentions[mentions[0]].Range)}
	var names []string
	best, bestRank := "", -1
	for _, i := range mentions {
		m := &r.d.Mentions[i]
		if m.Form == document.Pronoun {
			continue
		}
		name := r.phrase(m, x.typ)
		for _, n := range []string{name, r.inFull(m, x.typ, name)} {
			if !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
		if rank := r.rank(m, x, name); rank > bestRank {
			best, bestRank = name, rank
		}
	}
	if a, ok := r.lex.Actor(x.key); ok && (bestRank < proper || x.typ == document.Country && best == "") {
		best = a.Name
	}
	out.Name = best
	out.Aliases = slices.DeleteFunc(names, func(n string) bool { return n == best })
	return out
}

// inFull is a thing's name with the clause that explains it, name itself where none does.
func (r *resolver) inFull(m *document.Mention, t document.EntityType, name string) string {
	if !t.Thing() || m.Form != document.Nominal {
		return name
	}
	return r.d.Title(r.clause(m.Range, false))
}

const proper = 1000 // the lowest rank of a proper name

// rank orders the names of an entity: full proper names first, the longest of them; of a thing's phrases the shortest
// that says more than its head.
func (r *resolver) rank(m *document.Mention, x *entity, name string) int {
	words := len(strings.Fields(name))
	if m.Form == document.Name {
		rank := proper + 10*words
		if x.key != "" {
			// Of a country's names its own stands before its capital's and its acronym's.
			for _, s := range r.lex.Senses(name) {
				if s.Actor.Key == x.key && s.Use != lexicon.Name {
					rank -= 800
					if s.Use != lexicon.Code {
						rank -= 190
					}
				}
			}
		}
		return rank
	}
	if m.Form == document.Demonym {
		return 0
	}
	if x.typ.Thing() {
		if len(r.content(m)) == 0 {
			return 1
		}
		return max(2, 100-words)
	}
	return min(words, 50) + 1
}

// phrase is a mention as a name: a person's without a title, a phrase without its article, other words as they stand.
func (r *resolver) phrase(m *document.Mention, t document.EntityType) string {
	if m.Form == document.Demonym && t == document.Group {
		if g := r.d.GroupAt(m.First); g >= 0 && r.d.NounGroups[g].Head == m.Head {
			return r.d.Title(r.d.NounGroups[g].Range)
		}
	}
	if m.Form == document.Demonym && m.Len() == 1 {
		// The part of a compound that names it is not cut out: "Emirati-brokered" stays the adjective it is.
		text := r.d.Tokens[m.First].Text
		if a, ok := r.lex.Actor(m.Key); ok && len(r.lex.Senses(text)) == 0 {
			return a.Name
		}
	}
	if m.Form == document.Role && (m.Type == document.Group || !r.definite(m)) {
		return r.d.Title(r.clause(m.Range, true))
	}
	return r.d.Title(m.Range)
}

// clause is a phrase with what follows and tells what it means, as far as that ends at a comma or the end of the
// sentence: "four people who were in the room", "any deal that left butter out", "a bill to overhaul broadcasting", "the
// arrangement reached in July".
func (r *resolver) clause(rng document.Range, people bool) document.Range {
	t := r.d.Tokens
	end := r.d.Sentences[t[rng.First].Sentence].Tokens.End
	if rng.End+1 >= end {
		return rng
	}
	switch w := &t[rng.End]; {
	case w.Lower == "who":
	case people:
		return rng
	case w.Lower == "that" && (t[rng.End+1].Tag == document.VERB || t[rng.End+1].Tag == document.AUX):
	case w.Lower == "to" && w.Tag == document.PART && t[rng.End+1].Tag == document.VERB:
	case w.Tag == document.VERB && w.Verb == document.Participle:
	default:
		return rng
	}
	for i := rng.End + 1; i < end && i < rng.End+12; i++ {
		if t[i].Kind == document.QuoteMark {
			return rng
		}
		if t[i].Kind == document.Punctuation {
			return document.Range{First: rng.First, End: i}
		}
	}
	return rng
}
