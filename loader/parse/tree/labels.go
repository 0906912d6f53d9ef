package tree

import (
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/model"
)

// labels tells what the classes of the model's heads mean.
type labels struct {
	tags  []document.Tag
	forms []document.VerbForm // of bundles of features; NoVerb for bundles that no verb has
	names []string            // of dependencies
	root  int                 // index of "root" in names, -1 for none
}

func newLabels(l model.Labels) *labels {
	out := &labels{names: l.Dependency, root: -1}
	byName := map[string]document.Tag{}
	for t := document.X; t <= document.VERB; t++ {
		byName[t.String()] = t
	}
	for _, name := range l.UPOS {
		out.tags = append(out.tags, byName[name])
	}
	for _, bundle := range l.Features {
		out.forms = append(out.forms, formOf(bundle))
	}
	for i, name := range l.Dependency {
		if name == "root" {
			out.root = i
		}
	}
	return out
}

// formOf is the form that a bundle of features names: "VerbForm=Fin|Mood=Ind|Tense=Past|Person=3|Number=Sing".
func formOf(bundle string) document.VerbForm {
	has := func(f string) bool { return strings.Contains("|"+bundle+"|", "|"+f+"|") }
	switch {
	case has("VerbForm=Inf"), has("Mood=Imp"):
		return document.Base
	case has("VerbForm=Ger"), has("VerbForm=Part") && has("Tense=Pres"):
		return document.Gerund
	case has("VerbForm=Part"):
		return document.Participle
	case has("VerbForm=Fin") && has("Tense=Past"):
		return document.PastTense
	case has("VerbForm=Fin") && has("Mood=Ind") && has("Person=3") && has("Number=Sing"):
		return document.ThirdPerson
	case has("VerbForm=Fin"):
		return document.Base
	}
	return document.NoVerb
}

// tag is the best-scored tag that the kind of a token allows.
func (l *labels) tag(t *document.Token, scores []float32) document.Tag {
	best, tag := float32(0), document.X
	found := false
	for i, s := range scores {
		if (!found || s > best) && allowed(t.Kind, l.tags[i]) {
			best, tag, found = s, l.tags[i], true
		}
	}
	return tag
}

// allowed tells whether a token of some kind can have a tag: words are no punctuation, quotation marks nothing else.
func allowed(k document.TokenKind, t document.Tag) bool {
	switch k {
	case document.Word, document.Clitic, document.Number:
		return t != document.PUNCT
	case document.QuoteMark:
		return t == document.PUNCT
	case document.Punctuation:
		return t == document.PUNCT || t == document.SYM || t == document.ADP || t == document.X || t == document.CCONJ
	}
	return true
}
