package escape

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Controls replaces what a reader would obey or not see instead of showing it by a visible escape in Go's notation:
// C0, DEL and C1 control characters ("\x1b"), line and paragraph separators, and format characters, that is bidi marks,
// overrides and isolates, zero-width characters, soft hyphens, tags ("\u202e"), and Unicode's noncharacters. Bytes that are not UTF-8 become "\xff".
// Characters in keep stay as they are. The few format characters that are visible signs (Arabic number signs) stay too.
func Controls(s, keep string) string {
	i := unsafeAt(s, keep)
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i >= 0 {
		b.WriteString(s[:i])
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		s = s[i+n:]
		i = unsafeAt(s, keep)
	}
	b.WriteString(s)
	return b.String()
}

// unsafeAt is the index of the first character of s that Controls replaces, -1 when there is none.
func unsafeAt(s, keep string) int {
	for i, r := range s {
		if r >= 0x20 && r < 0x7f {
			continue
		}
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return i
			}
			continue
		}
		if Control(r) && !strings.ContainsRune(keep, r) {
			return i
		}
	}
	return -1
}

// Control tells whether r is one of the characters that Controls replaces.
func Control(r rune) bool {
	if r < 0x20 || r >= 0x7f && r < 0xa0 {
		return true
	}
	if r >= 0xfdd0 && r <= 0xfdef || r&0xfffe == 0xfffe { // no characters, and invalid in XML
		return true
	}
	return r >= 0xa0 && unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// Formula puts an apostrophe before text that a spreadsheet would run as a formula: text that begins with = + - @, their
// full-width forms, a tab or a line end (OWASP, CSV Injection). It is for text only: a negative number is no formula.
func Formula(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	if s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", r) {
		return "'" + s
	}
	return s
}
