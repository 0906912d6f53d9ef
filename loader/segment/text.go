package segment

import (
	"unicode"
	"unicode/utf8"

	"quadrille/loader/document"
)

// text is a string that can be cut at code points without copying.
type text struct {
	whole string
	runes []rune
	bytes []int // bytes[i] is where code point i begins in whole; one more for the end
}

func newText(s string) *text {
	n := utf8.RuneCountInString(s)
	t := &text{whole: s, runes: make([]rune, 0, n), bytes: make([]int, 0, n+1)}
	for i, r := range s {
		t.runes = append(t.runes, r)
		t.bytes = append(t.bytes, i)
	}
	t.bytes = append(t.bytes, len(s))
	return t
}

func (t *text) cut(begin, end int) string { return t.whole[t.bytes[begin]:t.bytes[end]] }

// at is the code point at i, 0 outside the text.
func (t *text) at(i int) rune {
	if i < 0 || i >= len(t.runes) {
		return 0
	}
	return t.runes[i]
}

// opens tells whether an opening quotation mark stands at i, or a straight one that can only open there.
func (t *text) opens(i int) bool {
	switch t.at(i) {
	case '“', '‘', '«', '„', '‟', '‹', '"', '\'', '`':
		return !blank(t.at(i + 1))
	}
	return false
}

// blank tells what no token covers: space, control and format characters.
func blank(r rune) bool {
	return r == ' ' || r == '\n' || r > 0x7f && (unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)) || unicode.IsControl(r)
}

// alnum tells what words and numbers are made of.
func alnum(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

func digit(r rune) bool { return r >= '0' && r <= '9' || r > 0x7f && unicode.IsDigit(r) }

func letter(r rune) bool { return alnum(r) && !digit(r) }

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '＇' }

// trim cuts blanks off both ends of s.
func (t *text) trim(s document.Span) document.Span {
	for s.Begin < s.End && blank(t.runes[s.Begin]) {
		s.Begin++
	}
	for s.Begin < s.End && blank(t.runes[s.End-1]) {
		s.End--
	}
	return s
}
