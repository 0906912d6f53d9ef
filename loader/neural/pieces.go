package neural

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Limits that keep a word of any length cheap; loader/train/pieces.py has the same.
const (
	maxPieces = 16 // pieces of a word; the rest of it is not seen
	maxPart   = 64 // code points of a part between punctuation; a longer one is unknown
)

// pieces cuts words as BERT's uncased models do: lower case, no accents, punctuation apart, then the longest piece that
// the vocabulary has, again and again.
type pieces struct {
	ids                    map[string]int32
	cls, sep, unknown, pad int32
}

func newPieces(words []string) pieces {
	p := pieces{ids: make(map[string]int32, len(words))}
	for i, w := range words {
		p.ids[w] = int32(i)
	}
	p.cls, p.sep, p.unknown, p.pad = p.ids["[CLS]"], p.ids["[SEP]"], p.ids["[UNK]"], p.ids["[PAD]"]
	return p
}

// cut appends the ids of a word's pieces to out, at least one.
func (p pieces) cut(out []int32, word string) []int32 {
	if id, ok := p.ids[word]; ok && lowerASCII(word) {
		return append(out, id)
	}
	start := len(out)
	var part strings.Builder
	flush := func() {
		if part.Len() > 0 && len(out)-start < maxPieces {
			out = p.longest(out, part.String())
		}
		part.Reset()
	}
	for _, c := range norm.NFD.String(strings.ToLower(word)) {
		switch {
		case unicode.Is(unicode.Mn, c), unicode.IsSpace(c), unicode.Is(unicode.Cc, c), unicode.Is(unicode.Cf, c):
		case punctuation(c):
			flush()
			part.WriteRune(c)
			flush()
		default:
			part.WriteRune(c)
		}
	}
	flush()
	if len(out) == start {
		return append(out, p.unknown)
	}
	return out[:min(len(out), start+maxPieces)]
}

func (p pieces) longest(out []int32, part string) []int32 {
	if utf8.RuneCountInString(part) > maxPart {
		return append(out, p.unknown)
	}
	start, prefix := len(out), ""
	for part != "" {
		end := len(part)
		for end > 0 {
			if id, ok := p.ids[prefix+part[:end]]; ok {
				out = append(out, id)
				break
			}
			_, size := utf8.DecodeLastRuneInString(part[:end])
			end -= size
		}
		if end == 0 {
			return append(out[:start], p.unknown)
		}
		part, prefix = part[end:], "##"
	}
	return out
}

func lowerASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

func punctuation(c rune) bool {
	return c < 128 && c > 32 && !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == 127) || unicode.IsPunct(c)
}

// The shapes of words, which the uncased pieces do not show.
const (
	lower = iota
	title
	upper
	mixed
	digits
	noLetter
	noWord // the marks at the ends of a window
)

func shape(word string) int {
	letters, uppers, first := 0, 0, false
	for _, c := range word {
		if unicode.IsDigit(c) {
			return digits
		}
		if unicode.IsLetter(c) {
			if unicode.IsUpper(c) {
				uppers++
				first = first || letters == 0
			}
			letters++
		}
	}
	switch {
	case letters == 0:
		return noLetter
	case uppers == 0:
		return lower
	case uppers == letters && letters > 1:
		return upper
	case first && (uppers == 1 || partsAreTitles(word)):
		return title
	}
	return mixed
}

// partsAreTitles tells whether each part of a hyphenated or contracted word is lower-case or begins with a capital.
func partsAreTitles(word string) bool {
	for part := range strings.FieldsFuncSeq(word, func(c rune) bool { return c == '-' || c == '\'' || c == '’' }) {
		c, _ := utf8.DecodeRuneInString(part)
		if !unicode.IsUpper(c) && strings.ToLower(part) != part {
			return false
		}
	}
	return true
}
