package mention

import (
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// group appends the mentions that noun group g makes beside its names: a pronoun, a role, an institution, a thing; of a
// group with a possessor ("the bloc's foreign service") one for each part.
func (f *finder) group(g int) {
	group := f.d.NounGroups[g]
	t := f.d.Tokens
	first := group.First
	for i := group.First; i < group.End; i++ {
		if f.hidden[i] {
			first = i + 1
			continue
		}
		if pronouns[t[i].Lower] && (t[i].Tag == document.PRON || t[i].Tag == document.DET) {
			f.add(document.Mention{Range: document.Range{First: i, End: i + 1}, Head: i, Form: document.Pronoun})
		}
		if t[i].Kind == document.Clitic && i > first {
			f.nominal(document.Range{First: first, End: i}, i-1, -1)
		}
	}
	if first < group.End {
		f.nominal(document.Range{First: first, End: group.End}, group.Head, g)
	}
}

var pronouns = set("he she him her his hers they them their theirs it its we us our ours i me my mine himself herself themselves itself")

// nominal appends the mention of the noun phrase r with its head, which is noun group g as far as g >= 0.
func (f *finder) nominal(r document.Range, head, g int) {
	t := f.d.Tokens
	if f.named[head] > 0 && f.pieces[f.named[head]-1].Contains(head) {
		f.lowerRole(r, head)
		return
	}
	if t[head].Tag != document.NOUN && t[head].Tag != document.PROPN && t[head].Tag != document.NUM && t[head].Tag != document.ADJ && t[head].Tag != document.DET || f.hidden[head] {
		return
	}
	if f.lex.Is(lexicon.Calendar, t[head].Text) || head > 1 && t[head].Lower == "state" && t[head-1].Lower == "of" && f.lex.Is(lexicon.RoleNoun, t[head-2].Lower) {
		return // "March"; "secretary of state"
	}
	if n := f.named[r.First]; n > 0 && f.pieces[n-1].Contains(r.First) && f.pieces[n-1].kind == knownName {
		r.First = f.pieces[n-1].First // a group that begins within a name: "United [Nations envoy]"
	}
	w := t[head].Lower
	plural := f.lex.IsPlural(w)
	m := document.Mention{Range: r, Head: head, Form: document.Nominal}
	var preps map[string]bool
	switch {
	case sides[w] || w == "two" && r.Len() == 2:
		m.Form, m.Type, preps = document.Role, document.Group, rolesComplements
	case f.lex.Is(lexicon.RoleNoun, w):
		m.Form, m.Type, preps = document.Role, document.Person, roleComplements
		if plural {
			m.Type, preps = document.Group, rolesComplements
		}
	case f.lex.Is(lexicon.ProcessNoun, w):
		m.Type, preps = document.Process, processComplements
	case f.lex.Is(lexicon.TreatyNoun, w):
		m.Type, preps = document.Treaty, thingComplements
	case f.lex.Is(lexicon.Institution, w):
		m.Type, preps = document.Organization, roleComplements
		if plural {
			m.Form, m.Type = document.Role, document.Group
		}
	case f.lex.Is(lexicon.GroupNoun, w):
		m.Form, m.Type, preps = document.Role, document.Group, rolesComplements
	case f.lex.Is(lexicon.EventNoun, w):
		m.Type, preps = document.Event, processComplements
	case f.lex.Is(lexicon.IssueNoun, w):
		m.Type, preps = document.Issue, thingComplements
	case strings.HasSuffix(w, "ist") && len(w) > 5 && !strings.HasSuffix(w, "klist") && !strings.HasSuffix(w, "tlist"):
		m.Form, m.Type, preps = document.Role, document.Person, roleComplements // "bassoonist"
	case persons(w):
		m.Form, m.Type, preps = document.Role, document.Group, rolesComplements
	default:
		return
	}
	if g >= 0 {
		m.End = max(m.End, f.complemented(g, preps))
		if m.Form == document.Role {
			m.End = f.described(m.End, m.First)
		}
	}
	f.add(m)
}

// lowerRole appends the role in small letters before a person's name: "foreign minister Sergey Lavrov".
func (f *finder) lowerRole(r document.Range, head int) {
	p := &f.pieces[f.named[head]-1]
	if !p.person && p.typ != document.Person || p.First <= r.First {
		return
	}
	i := p.First - 1
	if !f.lex.Is(lexicon.RoleNoun, f.d.Tokens[i].Lower) || f.named[i] > 0 && f.pieces[f.named[i]-1].kind == rolePhrase {
		return
	}
	m := document.Mention{Range: document.Range{First: r.First, End: p.First}, Head: i, Form: document.Role, Type: document.Person}
	f.add(m)
}

var sides = set("side sides parties")

var thingComplements = set("of between on over about with against for among")
var processComplements = set("of between on over about with against for among in")

// persons tells by its ending whether a plural noun that the lexicon lacks names people: "hydrologists".
func persons(w string) bool {
	for _, end := range []string{"ists", "ologists", "icians", "women", "smen"} {
		if len(w) > len(end)+2 && w[len(w)-len(end):] == end {
			return true
		}
	}
	return false
}
