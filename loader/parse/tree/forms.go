package tree

import (
	"math"
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/parse/internal/lemma"
)

// forms is a set of forms of verbs.
type forms uint16

func formsOf(list ...document.VerbForm) (s forms) {
	for _, f := range list {
		s |= 1 << f
	}
	return s
}

func (s forms) has(f document.VerbForm) bool { return s&(1<<f) != 0 }

// irregular are the forms of words that a rule of endings would not find.
var irregular = map[string]forms{
	"be": formsOf(document.Base), "am": formsOf(document.Base), "are": formsOf(document.Base), "'re": formsOf(document.Base), "'m": formsOf(document.Base),
	"is": formsOf(document.ThirdPerson), "'s": formsOf(document.ThirdPerson), "was": formsOf(document.PastTense), "were": formsOf(document.PastTense),
	"been": formsOf(document.Participle), "have": formsOf(document.Base), "'ve": formsOf(document.Base), "has": formsOf(document.ThirdPerson),
	"had": formsOf(document.PastTense, document.Participle), "do": formsOf(document.Base), "does": formsOf(document.ThirdPerson),
	"did": formsOf(document.PastTense), "done": formsOf(document.Participle), "says": formsOf(document.ThirdPerson), "goes": formsOf(document.ThirdPerson),
}

// possible are the forms that a lower-cased word can have by its ending.
func possible(lemmas *lemma.Lexicon, lower string) forms {
	if s, ok := irregular[lower]; ok {
		return s
	}
	base := lemmas.Verb(lower)
	switch {
	case base:
		// "put", "come" and "read" are past forms or participles too.
	case strings.HasSuffix(lower, "ing") && len(lower) > 4:
		return formsOf(document.Gerund)
	case strings.HasSuffix(lower, "ed") && len(lower) > 3:
		return formsOf(document.PastTense, document.Participle)
	case strings.HasSuffix(lower, "s") && lemmas.Verb(lemmas.Lemma(lower, document.VERB, document.ThirdPerson)):
		return formsOf(document.ThirdPerson)
	default:
		if l := lemmas.Lemma(lower, document.VERB, document.PastTense); l != lower && lemmas.Verb(l) { // "slept", "brought"
			return formsOf(document.PastTense, document.Participle)
		}
	}
	return formsOf(document.Base, document.ThirdPerson, document.PastTense, document.Participle, document.Gerund)
}

// form is the likeliest form of a verb or auxiliary, NoVerb for other words: the bundles of features that mean one form
// count together.
func (l *labels) form(lemmas *lemma.Lexicon, t *document.Token, scores []float32) document.VerbForm {
	if t.Tag != document.AUX && t.Tag != document.VERB {
		return document.NoVerb
	}
	can := possible(lemmas, t.Lower)
	var sum [document.Modal + 1]float64
	top := float32(math.Inf(-1))
	for _, s := range scores {
		top = max(top, s)
	}
	for i, s := range scores {
		sum[l.forms[i]] += math.Exp(float64(s - top))
	}
	best := document.NoVerb
	for f := document.Base; f < document.Modal; f++ {
		if can.has(f) && (best == document.NoVerb || sum[f] > sum[best]) {
			best = f
		}
	}
	if t.Tag == document.AUX && modal[t.Lower] && (t.Lower != "'d" || sum[document.PastTense] < sum[document.NoVerb]+sum[document.Base]) { // "'d" may be "had"
		return document.Modal
	}
	return best
}

// modal holds the modal auxiliaries, which treebanks give no features of their own.
var modal = map[string]bool{
	"can": true, "could": true, "may": true, "might": true, "must": true, "shall": true, "should": true, "will": true, "would": true,
	"ought": true, "need": true, "ca": true, "wo": true, "sha": true, "'ll": true, "'d": true, "cannot": true,
}

// settle tells auxiliaries from verbs by what they depend on, and past tenses from participles, and bases from both, by the
// auxiliaries that depend on a verb.
func settle(lemmas *lemma.Lexicon, d *document.Document, sentence document.Range) {
	for i := sentence.First; i < sentence.End; i++ {
		t := &d.Tokens[i]
		if helps := universal(d.Tree.Labels[i]) == "aux"; t.Lemma == "have" || t.Lemma == "do" {
			switch {
			case t.Tag == document.AUX && !helps:
				t.Tag = document.VERB // "have a plan"
			case t.Tag == document.VERB && helps:
				t.Tag = document.AUX
			}
		}
		h := d.Tree.Heads[i]
		if d.Tokens[i].Tag != document.AUX || h < i || universal(d.Tree.Labels[i]) != "aux" || d.Tokens[h].Tag != document.VERB {
			continue
		}
		// Only the last auxiliary says what form the verb has: "has been signed", "may have signed".
		if next := lastAuxiliary(d, h); next != i {
			continue
		}
		can := possible(lemmas, d.Tokens[h].Lower)
		switch a := &d.Tokens[i]; {
		case a.Verb == document.Modal || a.Lemma == "do":
			if can.has(document.Base) {
				d.Tokens[h].Verb = document.Base
			}
		case can.has(document.Participle) && d.Tokens[h].Verb != document.Gerund:
			d.Tokens[h].Verb = document.Participle
		}
	}
}

// lastAuxiliary is the auxiliary that stands nearest before verb h, -1 for none.
func lastAuxiliary(d *document.Document, h int) int {
	first := d.Sentences[d.Tokens[h].Sentence].Tokens.First
	for i := h - 1; i >= first; i-- {
		if d.Tree.Heads[i] == h && d.Tokens[i].Tag == document.AUX && universal(d.Tree.Labels[i]) == "aux" {
			return i
		}
	}
	return -1
}
