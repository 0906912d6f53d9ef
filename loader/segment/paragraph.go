package segment

import (
	"quadrille/loader/article"
	"quadrille/loader/document"
)

// A text counts as wrapped by hand when its longest line is no longer than this and most of its line breaks stand
// where the next word would not have fit. Lines of one-paragraph-a-line texts are longer.
const widest = 120

// paragraphs divides the text from code point begin on at its line breaks, or at blank and short lines when it is wrapped
// by hand.
func paragraphs(t *text, begin int) []document.Span {
	lines := lines(t, begin)
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
func lines(t *text, begin int) []document.Span {
	var out []document.Span
	for i := begin; i <= len(t.runes); i++ {
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

// headline is the index of the paragraph that is the article's title line, -1 for none.
func headline(t *text, paragraphs []document.Span, a *article.Article) int {
	if len(paragraphs) > 0 && (a.TitleLine ||
		a.Title == "" && len(paragraphs) > 1 && article.Headline(t.cut(paragraphs[0].Begin, paragraphs[0].End))) {
		return 0
	}
	return -1
}
