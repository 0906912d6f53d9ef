package segment

import (
	"unicode"

	"quadrille/loader/document"
)

// A text counts as wrapped by hand when its longest line is no longer than this and most of its line breaks stand
// where the next word would not have fit. Lines of one-paragraph-a-line texts are longer.
const widest = 120

// paragraphs divides the text at its line breaks, or at blank and short lines when it is wrapped by hand.
func paragraphs(t *text) []document.Span {
	lines := lines(t)
	soft := make([]bool, len(lines)) // the break after the line only wraps it
	longest := 0
	for _, l := range lines {
		longest = max(longest, l.Len())
	}
	if longest <= widest {
		wrapped, breaks := 0, 0
		for i := 0; i+1 < len(lines); i++ {
			if lines[i].Len() == 0 || lines[i+1].Len() == 0 {
				continue
			}
			breaks++
			if lines[i].Len()+1+firstWord(t, lines[i+1]) > longest-2 {
				soft[i] = true
				wrapped++
			}
		}
		if wrapped < 3 || wrapped*3 < breaks*2 {
			clear(soft)
		}
	}

	var out []document.Span
	open := false
	for i, l := range lines {
		if l.Len() == 0 {
			open = false
			continue
		}
		if open {
			out[len(out)-1].End = l.End
		} else {
			out = append(out, l)
		}
		open = soft[i]
	}
	return out
}

// lines are the lines without the blanks at their ends.
func lines(t *text) []document.Span {
	var out []document.Span
	begin := 0
	for i := 0; i <= len(t.runes); i++ {
		if i == len(t.runes) || t.runes[i] == '\n' || t.runes[i] == '\u2028' || t.runes[i] == '\u2029' || t.runes[i] == '\f' {
			out = append(out, t.trim(document.Span{Begin: begin, End: i}))
			begin = i + 1
		}
	}
	return out
}

func firstWord(t *text, s document.Span) int {
	for i := s.Begin; i < s.End; i++ {
		if blank(t.runes[i]) {
			return i - s.Begin
		}
	}
	return s.Len()
}

// A first line of more words than this is no headline.
const headlineWords = 25

// headline is the paragraph that is the article's title line, -1 for none: the first one when titled says so, or when it
// is short, is not the whole text, and either lacks a final point or is written Like a Title.
func headline(t *text, paragraphs []document.Span, titled bool) int {
	if len(paragraphs) == 0 {
		return -1
	}
	if titled {
		return 0
	}
	if len(paragraphs) == 1 {
		return -1
	}
	p := paragraphs[0]
	words, long, capitals := 0, 0, 0
	for i := p.Begin; i < p.End; {
		if !alnum(t.runes[i]) {
			i++
			continue
		}
		begin := i
		for i < p.End && (alnum(t.runes[i]) || apostrophe(t.runes[i])) {
			i++
		}
		words++
		if i-begin >= 5 {
			long++
			if unicode.IsUpper(t.runes[begin]) {
				capitals++
			}
		}
	}
	if words == 0 || words > headlineWords {
		return -1
	}
	switch last := t.runes[p.End-1]; {
	case last == '.' || last == '!' || last == '…':
		if long >= 2 && capitals*5 >= long*4 {
			return 0
		}
	case last == ':' || last == ',' || last == ';':
	case (last == '"' || last == '”' || last == '’') && t.opens(p.Begin) && (t.at(p.End-2) == '.' || t.at(p.End-2) == ','):
	default:
		return 0
	}
	return -1
}
