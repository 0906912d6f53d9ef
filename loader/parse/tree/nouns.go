package tree

import (
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/parse"
)

// nounGroups appends the noun groups of a sentence: those that the words' order gives, cut where the tree says that a phrase
// of time or measure follows ("[both leaders] [four times]", "[the table] [next week]"). To cut wherever no dependency joins
// the parts lost more than it won while the tree was weak: relations on gold/dev F1 .599, and .606 without any cut
// (2026-11-25, LAS 78.6; docs/quality-neural.md).
func nounGroups(d *document.Document, sentence document.Range) {
	first := len(d.NounGroups)
	parse.NounGroups(d, sentence)
	groups := append([]document.NounGroup(nil), d.NounGroups[first:]...)
	d.NounGroups = d.NounGroups[:first]
	for _, g := range groups {
		if !strings.HasSuffix(d.Tree.Labels[g.Head], ":unmarked") {
			d.NounGroups = append(d.NounGroups, g)
			continue
		}
		for i := g.First + 1; i < g.End; i++ {
			if head := lastNoun(d, document.Range{First: g.First, End: i}); head >= 0 && noun(d.Tokens[g.Head].Tag) && apart(d, g.Range, i) {
				d.NounGroups = append(d.NounGroups, document.NounGroup{Range: document.Range{First: g.First, End: i}, Head: head})
				g.First = i
			}
		}
		d.NounGroups = append(d.NounGroups, g)
	}
}

// apart tells whether no dependency joins the words of r before i to those from i on.
func apart(d *document.Document, r document.Range, i int) bool {
	t := &d.Tokens[i]
	if t.Kind == document.Clitic || t.Tag == document.PUNCT || t.Tag == document.PROPN || d.Tokens[i-1].Kind == document.Clitic {
		return false
	}
	for k := r.First; k < r.End; k++ {
		if h := d.Tree.Heads[k]; r.Contains(h) && (k < i) != (h < i) {
			return false
		}
	}
	return true
}

func lastNoun(d *document.Document, r document.Range) int {
	if i := r.End - 1; noun(d.Tokens[i].Tag) {
		return i
	}
	return -1
}

func noun(t document.Tag) bool { return t == document.NOUN || t == document.PROPN }
