package eval

import (
	"strings"
	"unicode"

	"quadrille/loader/document"
)

// wordChar tells whether r is a letter, a number or the underscore.
func wordChar(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.N, r) }

// wordSpans are the words of a text that scores compare: runs of letters and numbers, joined by inner hyphens, points and
// apostrophes.
func wordSpans(text []rune) []document.Span {
	var out []document.Span
	for i := 0; i < len(text); {
		if !wordChar(text[i]) {
			i++
			continue
		}
		j := i + 1
		for j < len(text) && (wordChar(text[j]) || j+1 < len(text) && strings.ContainsRune("-.’'", text[j]) && wordChar(text[j+1])) {
			j++
		}
		out = append(out, document.Span{Begin: i, End: j})
		i = j
	}
	return out
}

// set is a set of words by their index.
type set map[int]bool

// cover is the set of words that share a code point with one of spans.
func cover(spans []document.Span, words []document.Span) set {
	out := set{}
	for i, w := range words {
		for _, s := range spans {
			if w.Overlaps(s) {
				out[i] = true
			}
		}
	}
	return out
}

// common is the number of elements that a and b share.
func common(a, b set) (n int) {
	for i := range a {
		if b[i] {
			n++
		}
	}
	return n
}

func equal(a, b set) bool { return len(a) == len(b) && common(a, b) == len(a) }

// jaccard is the share of what a and b hold that both hold, 0 when both are empty.
func jaccard(a, b set) float64 {
	n := common(a, b)
	return ratio(float64(n), float64(len(a)+len(b)-n))
}

func union(sets []set) set {
	out := set{}
	for _, s := range sets {
		for i := range s {
			out[i] = true
		}
	}
	return out
}

// ignored are the words of names that say nothing.
var ignored = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields("a an the of to for in on at by with and or its his her their this that between from over as is are was were be been mr mrs ms dr") {
		out[w] = true
	}
	return out
}()

// contentWords are the words of a name without the ignored ones, lower-cased and without a plural ending.
func contentWords(name string) map[string]bool {
	out := map[string]bool{}
	// Unicode lower-cases İ to two code points, of which the second is no letter; Go's ToLower does not.
	lower := strings.ToLower(strings.ReplaceAll(name, "İ", "i\u0307"))
	for w := range strings.FieldsFuncSeq(lower, func(r rune) bool { return !wordChar(r) }) {
		if !ignored[w] {
			out[stem(w)] = true
		}
	}
	return out
}

func stem(w string) string {
	if len([]rune(w)) <= 4 || strings.HasSuffix(w, "ss") {
		return w
	}
	if s, ok := strings.CutSuffix(w, "ies"); ok {
		return s + "y"
	}
	if s, ok := strings.CutSuffix(w, "es"); ok {
		return s
	}
	return strings.TrimSuffix(w, "s")
}
