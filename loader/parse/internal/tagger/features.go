package tagger

import (
	"unicode"
	"unicode/utf8"
)

// Features is the number of features of a word.
const Features = 22

// Feature is the hash of a feature's kind and value.
type Feature uint32

// word is what the features need of one word, computed once.
type word struct {
	lower, suffix1, suffix2, suffix3, suffix4, prefix, shape uint64
}

const (
	seed  = 0xcbf29ce484222325
	prime = 0x100000001b3
)

func hash(s string) uint64 {
	h := uint64(seed)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * prime
	}
	return h
}

// suffix is the last n code points of s.
func suffix(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

func prefix(s string, n int) string {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return s[:i]
}

// Shapes of words.
const (
	outside = iota
	small
	title
	capitals
	mixed
	digits
	mark
)

func shape(text string) uint64 {
	first, _ := utf8.DecodeRuneInString(text)
	var upper, lower, digit, hyphen bool
	for i, r := range text {
		switch {
		case unicode.IsUpper(r):
			upper = upper || i > 0
		case unicode.IsLower(r):
			lower = true
		case unicode.IsDigit(r):
			digit = true
		case r == '-':
			hyphen = true
		}
	}
	out := uint64(mark)
	switch {
	case digit:
		out = digits
	case unicode.IsUpper(first) && lower && !upper:
		out = title
	case unicode.IsUpper(first) && !lower:
		out = capitals
	case upper:
		out = mixed
	case lower:
		out = small
	}
	if hyphen {
		out |= 8
	}
	return out
}

func wordOf(text, lower string) word {
	return word{hash(lower), hash(suffix(lower, 1)), hash(suffix(lower, 2)), hash(suffix(lower, 3)), hash(suffix(lower, 4)),
		hash(prefix(lower, 3)), shape(text)}
}

// border stands before and after a sentence.
var border = word{lower: 1, suffix1: 1, suffix2: 1, suffix3: 1, suffix4: 1, prefix: 1, shape: outside}

// mix makes a feature of its kind and values: a multiplicative hash whose upper half is kept.
func mix(kind, a, b uint64) Feature {
	h := (a ^ kind*0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd
	h ^= h >> 33
	h = (h + b) * 0xc4ceb9fe1a85ec53
	return Feature(h >> 32)
}

// features fills out with the features of w[2], whose neighbours are the others, given the two labels before it.
func features(out *[Features]Feature, w *[5]word, before2, before1 uint64) {
	b2, b1, c, n1, n2 := &w[0], &w[1], &w[2], &w[3], &w[4]
	first := uint64(0)
	if b1.shape == outside {
		first = 1
	}
	*out = [Features]Feature{
		mix(0, 0, 0),
		mix(1, c.lower, 0),
		mix(2, c.suffix1, c.shape),
		mix(3, c.suffix2, 0),
		mix(4, c.suffix3, 0),
		mix(5, c.suffix4, 0),
		mix(6, c.prefix, 0),
		mix(7, c.shape, first),
		mix(8, before1, 0),
		mix(9, before1, before2+100),
		mix(10, before1, c.lower),
		mix(11, before1, c.suffix3),
		mix(12, b1.lower, 0),
		mix(13, b1.lower, c.lower),
		mix(14, b2.lower, 0),
		mix(15, n1.lower, 0),
		mix(16, n1.lower, c.lower),
		mix(17, n1.suffix3, before1),
		mix(18, n2.lower, 0),
		mix(19, n1.shape<<4|c.shape, b1.shape<<1|first),
		mix(20, c.lower, c.shape<<1|first),
		mix(21, n1.suffix2, c.suffix3),
	}
}
