package parse

import "quadrille/loader/document"

// verbGroups appends the verb groups of a sentence: "to", auxiliaries, negation, adverbs, a semi-modal and the main verb.
func verbGroups(d *document.Document, sentence document.Range) {
	t := d.Tokens
	first := len(d.VerbGroups)
	for i := sentence.First; i < sentence.End; {
		end := verbGroup(d, i, sentence)
		if end == i {
			i++
			continue
		}
		g := &d.VerbGroups[len(d.VerbGroups)-1]
		if n := len(d.VerbGroups) - 1; n > first && !g.Finite && t[g.First].Lower == "to" && d.VerbGroups[n-1].End == g.First {
			g.Under = n
		}
		i = end
	}
}

// semiModals are the words after be, or alone, whose infinitive is the main verb. The value is what Modal says; "" is
// for those that do not hedge.
var semiModals = map[string]string{
	"able": "", "going": "", "due": "", "about": "", "set": "", "scheduled": "", "slated": "", "bound": "",
	"ready": "ready", "willing": "willing", "prepared": "ready", "expected": "expected", "likely": "likely", "unlikely": "unlikely",
	"supposed": "supposed", "unable": "",
}

// Semi-modals that put the main verb into the future.
var ahead = map[string]bool{"going": true, "due": true, "about": true, "set": true, "scheduled": true, "slated": true, "bound": true, "expected": true, "likely": true}

// hedging modals; "will" and "shall" are tense.
var modals = map[string]string{
	"may": "may", "might": "might", "can": "can", "ca": "can", "cannot": "can", "could": "could", "would": "would", "'d": "would",
	"should": "should", "must": "must", "ought": "ought", "need": "need",
}

// verbGroup appends the group that begins at token i and returns its end; i when there is none.
func verbGroup(d *document.Document, i int, sentence document.Range) int {
	t, end := d.Tokens, sentence.End
	j := i
	g := document.VerbGroup{Head: -1, Finite: true}
	if negator(t, j, end) > 0 && t[j].Tag == document.ADV {
		n := negator(t, j, end)
		if j+n >= end || !verbal(&t[j+n]) {
			return i
		}
		g.Negated = true
		j += n
	}
	if t[j].Lower == "to" {
		g.Finite = false
		j++
		j = adverbs(t, j, end)
		if j >= end || !verbal(&t[j]) || t[j].Verb != document.Base {
			return i
		}
	} else if !verbal(&t[j]) {
		return i
	}
	be, have := false, false // the last auxiliary was a form of be, of have
	for started := false; j < end && verbal(&t[j]); started = true {
		w := &t[j]
		if !started && g.Finite && w.Verb != document.NoVerb {
			switch w.Verb {
			case document.Participle, document.Gerund:
				g.Finite = false
			case document.PastTense:
				g.Tense = document.Past
			}
		}
		g.Head = j
		g.Passive = w.Tag == document.VERB && w.Verb == document.Participle && (be || !have && !started)
		if w.Lower == "cannot" {
			g.Negated = true
		}
		if w.Verb == document.Modal {
			g.Modal = modals[w.Lower]
			if m := w.Lower; m == "will" || m == "shall" || m == "'ll" || m == "wo" || m == "sha" {
				g.Tense = document.Future
			}
		}
		was := w
		j++
		// What may stand between an auxiliary and what it helps.
		k := j
		for k < end {
			if n := negator(t, k, end); n > 0 {
				k += n
				if followed(t, k, end) || w.Tag == document.AUX {
					g.Negated = true
				}
			} else if t[k].Tag == document.ADV {
				k++
			} else {
				break
			}
		}
		auxiliary := was.Tag == document.AUX || was.Lemma == "have" || was.Lemma == "get"
		isBe, isHave := was.Lemma == "be", was.Lemma == "have"
		if was.Lower == "'s" && k < end && (t[k].Lower == "been" || t[k].Lower == "had") {
			isBe, isHave = false, true
		}
		if m, ok := semiModal(t, j, k, end, isBe, isHave); ok {
			if m.modal != "" && g.Modal == "" {
				g.Modal = m.modal
			}
			g.Negated = g.Negated || m.negates
			if m.future && g.Tense == document.Present {
				g.Tense = document.Future
			}
			j, be, have = m.next, false, false
			continue
		}
		if !auxiliary || k >= end || !verbal(&t[k]) || !helps(was, &t[k]) {
			if was.Tag == document.AUX && k > j && g.Negated {
				j = lastNegator(t, j, k)
			}
			break
		}
		if isHave && (t[k].Verb == document.Participle || t[k].Verb == document.PastTense) && g.Modal == "" && g.Tense == document.Present {
			g.Tense = document.Past
		}
		be, have = isBe, isHave
		j = k
	}
	g.Range = document.Range{First: i, End: j}
	d.VerbGroups = append(d.VerbGroups, g)
	return j
}

// helps tells whether auxiliary a can govern the form of b.
func helps(a, b *document.Token) bool {
	switch {
	case a.Verb == document.Modal:
		return b.Verb == document.Base
	case a.Lemma == "do":
		return b.Verb == document.Base
	case a.Lemma == "have":
		return b.Verb == document.Participle || b.Verb == document.PastTense
	case a.Lower == "'s":
		return b.Verb == document.Participle || b.Verb == document.PastTense || b.Verb == document.Gerund
	case a.Lemma == "be", a.Lemma == "get":
		return b.Verb == document.Participle || b.Verb == document.Gerund || b.Tag == document.VERB && b.Verb == document.PastTense
	}
	return false
}

type semi struct {
	modal           string
	negates, future bool
	next            int // the token of the infinitive's verb
}

// semiModal reads "able to", "ready to", "going to", "yet to" after a verb whose adverbs run from j to k. be and have
// tell which verb it was.
func semiModal(t []document.Token, j, k, end int, be, have bool) (semi, bool) {
	to := func(p int) (int, bool) {
		if p >= end || t[p].Lower != "to" {
			return 0, false
		}
		q := adverbs(t, p+1, end)
		return q, q < end && verbal(&t[q]) && t[q].Verb == document.Base
	}
	if have || be {
		// "has yet to sign", "has to sign", "is to meet"
		if next, ok := to(k); ok {
			yet := false
			for p := j; p < k; p++ {
				yet = yet || t[p].Lower == "yet"
			}
			switch {
			case yet:
				return semi{negates: true, next: next}, true
			case have:
				return semi{modal: "must", next: next}, true
			default:
				return semi{future: true, next: next}, true
			}
		}
	}
	if !be {
		return semi{}, false
	}
	// The adverb scan may have run over "likely", or the word follows it.
	for p := j; p <= k && p < end; p++ {
		modal, known := semiModals[t[p].Lower]
		if !known {
			continue
		}
		if next, ok := to(p + 1); ok {
			return semi{modal: modal, negates: t[p].Lower == "unable", future: ahead[t[p].Lower], next: next}, true
		}
	}
	return semi{}, false
}

// negator is the number of tokens of a negation that begins at token i: "not", "n't", "never", "no longer".
func negator(t []document.Token, i, end int) int {
	if i >= end {
		return 0
	}
	switch t[i].Lower {
	case "not", "n't", "never", "nt":
		return 1
	case "no":
		if i+1 < end && t[i+1].Lower == "longer" {
			return 2
		}
	}
	return 0
}

func lastNegator(t []document.Token, from, to int) int {
	out := from
	for i := from; i < to; i++ {
		if n := negator(t, i, to); n > 0 {
			out = i + n
		}
	}
	return out
}

func followed(t []document.Token, i, end int) bool {
	i = adverbs(t, i, end)
	return i < end && verbal(&t[i])
}

func adverbs(t []document.Token, i, end int) int {
	for i < end && t[i].Tag == document.ADV {
		i++
	}
	return i
}

func verbal(t *document.Token) bool { return t.Tag == document.VERB || t.Tag == document.AUX }
