package article

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// shift says that from a code point of the stored text on, the file has the same text further on.
type shift struct {
	at int // code point of the stored text
	by int // what to add there for the file's code point
}

// InFile gives the code point of the file, once decoded, that code point n of Text is: the two differ where the file has a
// byte order mark, two characters for a line end, or letters and their marks apart. Where one code point is made of several,
// its first counts. In Markdown, whose lines are joined, n is given back.
func (a *Article) InFile(n int) int {
	i, exact := slices.BinarySearchFunc(a.shifts, n, func(s shift, n int) int { return s.at - n })
	if exact {
		i++
	}
	if i == 0 {
		return n
	}
	return n + a.shifts[i-1].by
}

// shiftsOf are the shifts between a decoded file and what normalise makes of it.
func shiftsOf(file string) []shift {
	plain := strings.IndexByte(file, '\r') < 0 && norm.NFC.IsNormalString(file)
	body, cut := strings.CutPrefix(file, "\ufeff")
	if plain && !cut {
		return nil
	}
	var out []shift
	stored, read := 0, 0
	move := func(s, r int) {
		by := read - stored
		stored, read = stored+s, read+r
		if now := read - stored; now != by {
			out = append(out, shift{stored, now})
		}
	}
	if cut {
		move(0, 1)
	}
	for len(body) > 0 {
		if strings.HasPrefix(body, "\r\n") {
			move(1, 2)
			body = body[2:]
			continue
		}
		n := norm.NFC.NextBoundaryInString(body, true)
		if n <= 0 {
			n = len(body)
		}
		if k := strings.Index(body[:n], "\r\n"); k > 0 { // marks never join a line end, but be sure of progress
			n = k
		}
		segment := body[:n]
		move(utf8.RuneCountInString(norm.NFC.String(segment)), utf8.RuneCountInString(segment))
		body = body[n:]
	}
	return out
}
