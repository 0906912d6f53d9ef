package tagger

import "quadrille/loader/document"

// Label is a part of speech together with a form for verbs.
type Label uint8

type label struct {
	tag  document.Tag
	form document.VerbForm
}

// The order is part of the model file's format.
var labels = [...]label{
	{document.X, 0}, {document.ADJ, 0}, {document.ADP, 0}, {document.ADV, 0}, {document.CCONJ, 0}, {document.DET, 0},
	{document.INTJ, 0}, {document.NOUN, 0}, {document.NUM, 0}, {document.PART, 0}, {document.PRON, 0},
	{document.PROPN, 0}, {document.PUNCT, 0}, {document.SCONJ, 0}, {document.SYM, 0},
	{document.VERB, document.Base}, {document.VERB, document.ThirdPerson}, {document.VERB, document.PastTense},
	{document.VERB, document.Participle}, {document.VERB, document.Gerund},
	{document.AUX, document.Base}, {document.AUX, document.ThirdPerson}, {document.AUX, document.PastTense},
	{document.AUX, document.Participle}, {document.AUX, document.Gerund}, {document.AUX, document.Modal},
}

// Labels is the number of labels.
const Labels = len(labels)

// Tag is the label's part of speech.
func (l Label) Tag() document.Tag { return labels[l].tag }

// Form is the label's verb form.
func (l Label) Form() document.VerbForm { return labels[l].form }

// Of is the label of a tag and a form. Verbs without a known form count as base forms, other tags have none.
func Of(tag document.Tag, form document.VerbForm) Label {
	if tag != document.VERB && tag != document.AUX {
		form = document.NoVerb
	} else if form == document.NoVerb || tag == document.VERB && form == document.Modal {
		form = document.Base
	}
	for i, l := range labels {
		if l.tag == tag && l.form == form {
			return Label(i)
		}
	}
	return 0
}
