package tree

import (
	"slices"

	"quadrille/loader/document"
	"quadrille/loader/parse"
)

// verbGroups appends the verb groups of a sentence: those that the words' order gives, mended by the tree where
// something stands between a verb and its auxiliary or its negation ("Will Oslo mediate?", "has, in recent weeks, not signed").
func verbGroups(d *document.Document, sentence document.Range) {
	first := len(d.VerbGroups)
	parse.VerbGroups(d, sentence)
	groups := d.VerbGroups[first:]
	negate(d, sentence, groups)
	var joined []int // groups that are auxiliaries of another
	for i := range groups {
		a := &groups[i]
		verb := d.Tree.Heads[a.Head]
		if d.Tokens[a.Head].Tag != document.AUX || universal(d.Tree.Labels[a.Head]) != "aux" || verb < a.End {
			continue
		}
		j := slices.IndexFunc(groups, func(g document.VerbGroup) bool { return g.Head == verb })
		if j <= i || groups[j].Under > 0 {
			continue
		}
		join(d, a, &groups[j])
		joined = append(joined, i)
	}
	if len(joined) == 0 {
		return
	}
	// Under counts groups: it moves down by the groups before it that go.
	for i := range groups {
		if u := groups[i].Under; u > 0 {
			for _, j := range joined {
				if first+j+1 < u {
					groups[i].Under--
				}
			}
		}
	}
	for k := len(joined) - 1; k >= 0; k-- {
		d.VerbGroups = slices.Delete(d.VerbGroups, first+joined[k], first+joined[k]+1)
	}
}

// negate marks the groups whose verb a negation depends on, wherever it stands before it.
func negate(d *document.Document, sentence document.Range, groups []document.VerbGroup) {
	for i := sentence.First; i < sentence.End; i++ {
		switch d.Tokens[i].Lower {
		case "not", "n't", "never":
		default:
			continue
		}
		for k := range groups {
			if groups[k].Head == d.Tree.Heads[i] && groups[k].Head > i && d.Tree.Labels[i] == "advmod" {
				groups[k].Negated = true
			}
		}
	}
}

// join gives g what its auxiliary, standing apart, says.
func join(d *document.Document, a, g *document.VerbGroup) {
	aux, verb := &d.Tokens[a.Head], &d.Tokens[g.Head]
	if g.First == g.Head || !g.Finite || d.Tokens[g.First].Verb == document.Participle {
		g.Finite = a.Finite
		g.Tense = a.Tense
		if aux.Lemma == "have" && g.Tense == document.Present && a.Modal == "" {
			g.Tense = document.Past
		}
	}
	g.Negated = g.Negated || a.Negated
	if g.Modal == "" {
		g.Modal = a.Modal
	}
	if verb.Verb == document.Participle && verb.Tag == document.VERB {
		g.Passive = aux.Lemma == "be" || aux.Lemma == "get" || g.Passive && g.First < g.Head
	}
}

func universal(label string) string {
	for i := range label {
		if label[i] == ':' {
			return label[:i]
		}
	}
	return label
}
