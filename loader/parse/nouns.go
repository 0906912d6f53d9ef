package parse

import "quadrille/loader/document"

// nounGroups appends the noun groups of a sentence: determiner to head noun, a possessor included ("Russia's legitimate
// interests", "the “collective West”"), and pronouns, relative ones excepted.
func nounGroups(d *document.Document, sentence document.Range) {
	t := d.Tokens
	for i := sentence.First; i < sentence.End; {
		g, next := nounGroup(t, i, sentence.End)
		if g.Len() > 0 {
			d.NounGroups = append(d.NounGroups, g)
		}
		i = next
	}
}

// nounGroup reads one group that begins at token i. When there is none its range is empty; next is where to go on.
func nounGroup(t []document.Token, i, end int) (g document.NounGroup, next int) {
	if t[i].Tag == document.PRON && !possessive(&t[i]) {
		if relative(&t[i]) || t[i].Lower == "there" {
			return g, i + 1
		}
		return document.NounGroup{Range: document.Range{First: i, End: i + 1}, Head: i}, i + 1
	}
	head, j := -1, i
loop:
	for ; j < end; j++ {
		switch w := &t[j]; w.Tag {
		case document.DET:
			if head >= 0 {
				break loop
			}
		case document.PRON:
			if j > i && head >= 0 || !possessive(w) {
				break loop
			}
		case document.NOUN, document.PROPN:
			head = j
		case document.NUM, document.SYM:
			if head >= 0 && t[head].Tag != document.NUM && t[head].Tag != document.SYM && !before(t, j, end) {
				break loop
			}
			if head < 0 || t[head].Tag == document.NUM {
				head = j
			}
		case document.ADJ:
			if head >= 0 && t[head].Tag != document.NUM && !before(t, j, end) {
				break loop
			}
		case document.ADV:
			// "the newly elected president", "a very difficult question"
			if j == i || j+1 >= end || !modifier(&t[j+1]) || head >= 0 {
				break loop
			}
		case document.VERB:
			// a participle between determiner and noun: "the proposed treaty"
			if j == i || head >= 0 || w.Verb != document.Participle && w.Verb != document.Gerund || !before(t, j, end) {
				break loop
			}
		case document.CCONJ:
			// "the Armenian and Azerbaijani peoples"
			if j == i || j+1 >= end || t[j-1].Tag != document.ADJ || t[j+1].Tag != document.ADJ && t[j+1].Tag != document.PROPN || !before(t, j+1, end) {
				break loop
			}
		case document.PART:
			// the possessor's clitic goes on to its noun
			if w.Kind != document.Clitic || head != j-1 || !opens(t, j+1, end) {
				break loop
			}
		case document.PUNCT:
			// a word in marks inside the group
			if w.Kind != document.QuoteMark || j == i || j+1 >= end || !modifier(&t[j+1]) && !noun(&t[j+1]) || !before(t, j, end) {
				break loop
			}
		default:
			break loop
		}
	}
	if head < 0 {
		// "the latter", "the rich", "this": a determiner with or without an adjective and no noun
		if j > i && t[i].Tag == document.DET {
			return document.NounGroup{Range: document.Range{First: i, End: j}, Head: j - 1}, j
		}
		return g, max(j, i+1)
	}
	return document.NounGroup{Range: document.Range{First: i, End: head + 1}, Head: head}, head + 1
}

// before tells whether a noun follows token i over modifiers, so that i can belong to its group.
func before(t []document.Token, i, end int) bool {
	for j := i + 1; j < end && j < i+6; j++ {
		if noun(&t[j]) {
			return true
		}
		if !modifier(&t[j]) && t[j].Kind != document.QuoteMark && t[j].Tag != document.CCONJ {
			return false
		}
	}
	return false
}

func opens(t []document.Token, i, end int) bool {
	return i < end && (noun(&t[i]) || modifier(&t[i]) && before(t, i, end) || t[i].Kind == document.QuoteMark && before(t, i, end))
}

func noun(t *document.Token) bool { return t.Tag == document.NOUN || t.Tag == document.PROPN }

func modifier(t *document.Token) bool {
	switch t.Tag {
	case document.ADJ, document.NUM:
		return true
	case document.VERB:
		return t.Verb == document.Participle || t.Verb == document.Gerund
	}
	return false
}

func possessive(t *document.Token) bool {
	switch t.Lower {
	case "my", "your", "his", "her", "its", "our", "their", "whose":
		return t.Tag == document.PRON || t.Tag == document.DET
	}
	return false
}

func relative(t *document.Token) bool {
	switch t.Lower {
	case "who", "whom", "which", "that", "what", "whoever", "whatever":
		return true
	}
	return false
}
