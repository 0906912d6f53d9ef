package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quadrille/loader/document"
)

// How far ends looks back over closing marks and ahead over opening ones and a name.
const reach = 6

// ends tells whether a sentence ends after token i, which is not the last of its paragraph. begin is the first token of
// the sentence.
func ends(tokens []document.Token, marks []mark, begin, i int) bool {
	k := i // the token with the point
	for k > begin && i-k < reach && closer(tokens, marks, k) {
		k--
	}
	point := &tokens[k]
	abbreviated := false
	switch {
	case point.Kind == document.Punctuation && strings.ContainsAny(point.Text, ".!?…"):
	case point.Kind == document.Word && len(point.Text) > 1 && strings.HasSuffix(point.Text, "."):
		abbreviated = true
	default:
		return false
	}
	if closer(tokens, marks, i+1) && tokens[i+1].Begin == tokens[i].End {
		return false
	}
	n := i + 1 // the word that would begin the next sentence
	for n < len(tokens)-1 && n <= i+reach && (marks[n].opens() || tokens[n].Text == "(" || tokens[n].Text == "[") {
		n++
	}
	next := &tokens[n]
	first, _ := utf8.DecodeRuneInString(next.Text)
	if first == '\'' || first == '’' || first == '#' || first == '@' {
		first, _ = utf8.DecodeRuneInString(strings.TrimLeft(next.Text, "'’#@"))
	}
	quoted := marks[i+1].opens()
	closed := i > k

	if abbreviated {
		return endsAbbreviation(tokens, k, next, first, closed || quoted)
	}
	if next.Kind == document.Punctuation && !strings.ContainsAny(next.Text, "¿¡([") || next.Kind == document.Clitic {
		return false
	}
	if point.Text == "." && k == begin+1 && tokens[begin].Kind == document.Number {
		return false // "1. What it means"
	}
	if unicode.IsLower(first) {
		if point.Text != "." && !quoted {
			return false
		}
		return quoted || capitalWithin(next.Text) // "al-Bashir", "eBay"
	}
	if closed && point.Text != "." && speechTag(tokens, n) {
		return false
	}
	return true
}

// closer tells whether token i closes a quotation or a bracket.
func closer(tokens []document.Token, marks []mark, i int) bool {
	return marks[i].closes() || tokens[i].Text == ")" || tokens[i].Text == "]"
}

// endsAbbreviation tells whether the point of the abbreviation tokens[k] ends its sentence too. apart tells that a quotation
// mark stands between it and next, whose first letter is first.
func endsAbbreviation(tokens []document.Token, k int, next *document.Token, first rune, apart bool) bool {
	if !unicode.IsUpper(first) || next.Kind != document.Word {
		return false
	}
	w := strings.TrimSuffix(tokens[k].Lower, ".")
	class := abbreviations[w]
	switch {
	case class == title || class == numbered:
		return false
	case apart || w == "etc":
		return true
	case w == "a.m" || w == "p.m":
		return !dayWords[strings.TrimSuffix(next.Lower, ".")]
	}
	return starters[next.Lower]
}

func capitalWithin(w string) bool {
	for _, r := range w {
		if unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

// speechTag tells whether a name and a verb of saying begin at n: "Patel said".
func speechTag(tokens []document.Token, n int) bool {
	for i := n; i < len(tokens) && i < n+reach; i++ {
		k := &tokens[i]
		if k.Kind != document.Word && k.Kind != document.Clitic {
			return false
		}
		if i > n && speech[k.Lower] {
			return true
		}
	}
	return false
}
