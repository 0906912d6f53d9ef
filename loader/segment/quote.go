package segment

import (
	"slices"
	"strings"

	"quadrille/loader/document"
)

// mark is the part that a quotation mark plays.
type mark uint8

const (
	noMark      mark = iota // no quotation mark, or one without a part
	openDouble              // “ « „ `` and " where a quotation begins
	closeDouble             // ” » '' and " where it ends
	openSingle              // ‘ ` and ' where a quotation begins
	closeSingle             // ’ and ' where it ends
)

func (m mark) opens() bool  { return m == openDouble || m == openSingle }
func (m mark) closes() bool { return m == closeDouble || m == closeSingle }

// roles decides for each token of a paragraph what part it plays as a quotation mark, and turns the marks that are
// apostrophes into clitics ("the drivers’ union").
func roles(out []mark, t *text, tokens []document.Token) []mark {
	out = append(out, make([]mark, len(tokens))...)
	singles := false
	var opened rune // the double mark that is open
	for i := range tokens {
		k := &tokens[i]
		if k.Kind != document.QuoteMark {
			continue
		}
		before, after := bare(t.at(k.Begin-1), true), bare(t.at(k.End), false)
		r := t.runes[k.Begin]
		switch r {
		case '“':
			out[i] = openDouble
			if opened == '„' || opened == '‟' {
				out[i] = closeDouble
			}
		case '„', '‟':
			out[i] = openDouble
		case '”':
			out[i] = closeDouble
		case '«', '‹':
			out[i] = openDouble
			if opened == '»' || opened == '›' {
				out[i] = closeDouble
			}
		case '»', '›':
			out[i] = closeDouble
			if opened == 0 && before && !after {
				out[i] = openDouble
			}
		case '"', '＂':
			out[i] = straight(before, after, opened != 0)
		case '`', '\'':
			if k.Len() == 2 && r == '`' {
				out[i] = openDouble
			} else if k.Len() == 2 {
				out[i] = straight(before && opened == 0, after, opened != 0)
			} else {
				singles = true
			}
		default:
			singles = true
		}
		switch out[i] {
		case openDouble:
			opened = r
		case closeDouble:
			opened = 0
		}
	}
	if singles {
		singleRoles(out, t, tokens)
	}
	return out
}

// straight is the part of a mark whose shape does not tell: bare space before it or after it does, else whether a
// quotation is open.
func straight(before, after, open bool) mark {
	if before != after && before || before == after && !open {
		return openDouble
	}
	return closeDouble
}

// bare tells whether r, next to a mark, leaves that side of it bare: a space, the text's edge, a bracket, a dash, and after
// the mark other punctuation too.
func bare(r rune, before bool) bool {
	if r == 0 || blank(r) || strings.ContainsRune("—–-―/", r) {
		return true
	}
	if before {
		return strings.ContainsRune("([{“‘«„`'\"", r)
	}
	return strings.ContainsRune(")]}.,;:!?…”’»'\"", r)
}

// singleRoles decides on single marks, which may be apostrophes.
func singleRoles(out []mark, t *text, tokens []document.Token) {
	const (
		none = iota
		opening
		weak   // an apostrophe after "s", or the end of a quotation
		strong // the end of a quotation if one is open
	)
	shape := make([]uint8, len(tokens))
	for i := range tokens {
		k := &tokens[i]
		if k.Kind != document.QuoteMark || k.Len() != 1 {
			continue
		}
		prev, next := t.at(k.Begin-1), t.at(k.End)
		before, after := bare(prev, true), bare(next, false)
		switch r := t.runes[k.Begin]; {
		case r == '‘' || r == '‛' || r == '‚' || r == '`':
			shape[i] = opening
		case !apostrophe(r):
		case before && !after:
			if r != '’' {
				shape[i] = opening
			}
		case before && after && !strings.ContainsRune("—–-", prev) && !blank(prev) && prev != 0:
			shape[i] = strong // straight marks heaped: '"Yes"'
		case before && (blank(prev) || prev == 0):
		case (prev == 's' || prev == 'S' || prev == 'z' || prev == 'x') && blank(next) && i+1 < len(tokens) && tokens[i+1].Kind == document.Word:
			shape[i] = weak
		default:
			shape[i] = strong
		}
	}

	// later[i] is the first shape after token i that is strong or opening.
	later := make([]uint8, len(tokens))
	anyClose := make([]bool, len(tokens))
	var first uint8
	closing := false
	for i := len(tokens) - 1; i >= 0; i-- {
		later[i], anyClose[i] = first, closing
		switch shape[i] {
		case opening:
			first, closing = opening, false
		case strong:
			first, closing = strong, true
		case weak:
			closing = true
		}
	}

	open := false
	for i := range tokens {
		k := &tokens[i]
		switch shape[i] {
		case opening:
			if t.runes[k.Begin] == '\'' && !anyClose[i] && i > 0 {
				break // no partner: an apostrophe that begins a word
			}
			out[i], open = openSingle, true
		case weak, strong:
			if open && (shape[i] == strong || later[i] != strong) {
				out[i], open = closeSingle, false
			} else if i > 0 && tokens[i-1].End == k.Begin && tokens[i-1].Kind <= document.Number {
				k.Kind = document.Clitic
			}
		}
	}
}

// quotation is a quotation with the tokens of its paragraph that it covers.
type quotation struct {
	document.Quotation
	tokens document.Range
}

// pair finds the outermost quotations of a paragraph. reopens tells whether the next paragraph begins with an opening mark,
// so that a quotation may stay open to the end of this one.
func pair(t *text, tokens []document.Token, marks []mark, reopens bool) []quotation {
	var found []document.Range // with both marks, or with the first one only
	closed := map[int]bool{}   // by First
	for _, family := range [...][2]mark{{openDouble, closeDouble}, {openSingle, closeSingle}} {
		var stack, lost []int
		for i, m := range marks {
			switch m {
			case family[0]:
				stack = append(stack, i)
			case family[1]:
				if n := len(stack); n > 0 {
					found = append(found, document.Range{First: stack[n-1], End: i + 1})
					closed[stack[n-1]] = true
					stack = stack[:n-1]
				}
			}
		}
		lost = stack
		next := len(tokens)
		for i := len(marks) - 1; i >= 0 && len(lost) > 0; i-- {
			if marks[i] != family[0] {
				continue
			}
			if i == lost[len(lost)-1] {
				lost = lost[:len(lost)-1]
				if end := openEnd(tokens, marks, i, next, reopens); end > i+1 {
					found = append(found, document.Range{First: i, End: end})
				}
			}
			next = i
		}
	}
	slices.SortFunc(found, func(a, b document.Range) int { return a.First - b.First })

	var out []quotation
	last := 0
	for _, r := range found {
		q := quotation{tokens: r}
		q.Closed = closed[r.First]
		if r.First < last || r.Len() < 2 || q.Closed && r.Len() < 3 {
			continue
		}
		last = r.End
		q.Begin, q.End = tokens[r.First].Begin, tokens[r.End-1].End
		q.Inner = document.Span{Begin: tokens[r.First+1].Begin, End: q.End}
		if q.Closed {
			q.Inner.End = tokens[r.End-2].End
		}
		out = append(out, q)
	}
	return out
}

// openEnd is the token before which the quotation opened at i ends although no mark closes it; next is where the next one
// of its kind opens, or len(tokens).
func openEnd(tokens []document.Token, marks []mark, i, next int, reopens bool) int {
	if next < len(tokens) {
		return next // typographers who reopen at each sentence or breath
	}
	if reopens || i == 0 {
		return len(tokens)
	}
	if marks[i] == openSingle {
		return 0 // more likely an apostrophe
	}
	if prev := tokens[i-1].Text; prev == ":" || prev == "," || ends(tokens, marks, 0, i-1) {
		return len(tokens)
	}
	for j := i + 1; j < len(tokens)-1; j++ {
		if ends(tokens, marks, i, j) {
			return j + 1
		}
	}
	return len(tokens)
}

// Quotations of at most this many words that are no utterance of their own count as scare quotes.
const scareWords = 5

// scare marks the quotations that are a word or a phrase in marks rather than speech.
func scare(d *document.Document) {
	t := 0
	for i := range d.Quotations {
		q := &d.Quotations[i]
		for t < len(d.Tokens) && d.Tokens[t].Begin < q.Begin {
			t++
		}
		words, final := 0, false
		begin := t
		for ; t < len(d.Tokens) && d.Tokens[t].End <= q.End; t++ {
			switch k := &d.Tokens[t]; {
			case k.Kind <= document.Number:
				words++
				final = false
			case strings.ContainsAny(k.Text, ".!?") || k.Text == ",":
				final = true
			}
		}
		if !q.Closed || q.Continues || words > scareWords {
			continue
		}
		s := d.Sentences[d.Tokens[begin].Sentence]
		leads := begin == s.Tokens.First || d.Tokens[begin-1].Text == ":" || d.Tokens[begin-1].Text == ","
		whole := leads && (final || t == len(d.Tokens) || d.Tokens[t].Sentence != d.Tokens[begin].Sentence || strings.ContainsAny(d.Tokens[t].Text, ".,!?"))
		q.Scare = !whole
	}
}
