package when

import (
	"strings"
	"unicode"

	"quadrille/loader/document"
)

// atom is a word, a number or a mark as the grammar sees it. A token of the document may be several: "mid-June".
type atom struct {
	document.Span
	token   int // index into document.Tokens
	last    int // that of the last token that it holds: a date in digits may be several
	text    string
	lower   string
	class   class
	number  int // of a month, a weekday, a season, a numeral, a decade's first year
	unit    unit
	capital bool
	glued   bool    // no blank before it
	ymd     *[3]int // of a date in digits; b/c/y where the order of the first two is open
}

// is tells whether a is the word.
func (a *atom) is(words ...string) bool {
	for _, w := range words {
		if a.lower == w {
			return true
		}
	}
	return false
}

// atoms cuts the tokens of r.
func atoms(d *document.Document, r document.Range) []atom {
	out := make([]atom, 0, r.Len())
	for i := r.First; i < r.End; i++ {
		t := &d.Tokens[i]
		runes := []rune(t.Text)
		if len(runes) != t.Len() { // a token is what stands in the text; be safe where one is not
			runes = []rune(d.Text(t.Span))
		}
		for at := 0; at < len(runes); {
			n := cut(runes[at:])
			a := atom{Span: document.Span{Begin: t.Begin + at, End: t.Begin + at + n}, token: i, last: i, text: string(runes[at : at+n])}
			a.glued = len(out) > 0 && out[len(out)-1].End == a.Begin
			at += n
			if unicode.IsSpace(runes[at-n]) {
				continue
			}
			a.capital = unicode.IsUpper([]rune(a.text)[0])
			a.lower = strings.ToLower(strings.ReplaceAll(a.text, "’", "'"))
			out = append(out, a)
		}
	}
	out = joinDigits(out)
	for i := range out {
		classify(&out[i])
	}
	return out
}

// cut is the length of the first atom of runes: letters with inner points ("a.m", "U.S"), digits with their ordinal's
// letters, or one rune.
func cut(runes []rune) int {
	n := 1
	switch c := runes[0]; {
	case unicode.IsLetter(c):
		for n < len(runes) && (unicode.IsLetter(runes[n]) || runes[n] == '.' && n+1 < len(runes) && unicode.IsLetter(runes[n+1])) {
			n++
		}
	case isDigit(c):
		for n < len(runes) && (isDigit(runes[n]) || (runes[n] == ',' || runes[n] == '.') && n+1 < len(runes) && isDigit(runes[n+1])) {
			n++
		}
		for n < len(runes) && unicode.IsLetter(runes[n]) {
			n++
		}
	case c == '\'' || c == '’':
		for n < len(runes) && unicode.IsLetter(runes[n]) {
			n++
		}
	case unicode.IsSpace(c):
		for n < len(runes) && unicode.IsSpace(runes[n]) {
			n++
		}
	}
	return n
}

func isDigit(c rune) bool { return '0' <= c && c <= '9' }

// joinDigits makes one atom of a date in digits: 2023-06-17, 17/06/2023, 9/11. Points are in the atom already: 17.06.2023.
func joinDigits(in []atom) []atom {
	out := in[:0]
	for i := 0; i < len(in); i++ {
		a := in[i]
		if parts := strings.Split(a.text, "."); len(parts) == 3 {
			a.ymd = digits(parts[0], parts[1], parts[2])
		} else if n := sequence(in[i:]); n == 5 {
			if a.ymd = digits(a.text, in[i+2].text, in[i+4].text); a.ymd != nil {
				a.text += in[i+1].text + in[i+2].text + in[i+3].text + in[i+4].text
				a.lower, a.End, a.last = a.text, in[i+4].End, in[i+4].last
				i += 4
			}
		} else if n == 3 && in[i+1].text == "/" {
			a.text += in[i+1].text + in[i+2].text
			a.lower, a.End, a.last = a.text, in[i+2].End, in[i+2].last
			i += 2
		}
		out = append(out, a)
	}
	return out
}

// sequence counts the atoms at the head of in that are numbers with the same mark between them, without blanks.
func sequence(in []atom) int {
	if !allDigits(in[0].text) {
		return 0
	}
	n := 1
	for n+1 < len(in) && in[n].glued && in[n+1].glued && (in[n].text == "/" || in[n].text == "-") && in[n].text == in[min(n, 1)].text && allDigits(in[n+1].text) {
		n += 2
	}
	return n
}

func allDigits(s string) bool {
	for _, c := range s {
		if !isDigit(c) {
			return false
		}
	}
	return s != ""
}

// digits reads a date from its three numbers: year, month, day, or in the order 0, first, second, year kept apart as
// {-1-first, second, year} when both could be the month.
func digits(a, b, c string) *[3]int {
	x, y, z := number(a), number(b), number(c)
	switch {
	case len(a) == 4 && len(b) <= 2 && len(c) <= 2:
		return valid(x, y, z)
	case len(a) > 2 || len(b) > 2 || len(c) != 4 || !allDigits(a) || !allDigits(b) || !allDigits(c):
		return nil
	case x > 12 || x == y:
		return valid(z, y, x)
	case y > 12:
		return valid(z, x, y)
	case valid(z, x, y) == nil || valid(z, y, x) == nil:
		return nil
	}
	return &[3]int{-x, y, z}
}

func valid(y, m, d int) *[3]int {
	if y < 1000 || y > 2199 || m < 1 || m > 12 || d < 1 || date(y, monthOf(m), d).Day() != d {
		return nil
	}
	return &[3]int{y, m, d}
}

// number is the value of up to nine digits, -1 for anything else.
func number(s string) int {
	if len(s) > 9 || !allDigits(s) {
		return -1
	}
	n := 0
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}
