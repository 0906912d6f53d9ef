package lemma

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"quadrille/loader/document"
)

// Class groups the parts of speech that inflect alike. It is a column of the lexicon's file.
type Class byte

// Classes.
const (
	Noun     Class = 'n'
	Verb     Class = 'v' // verbs and auxiliaries
	Modifier Class = 'a' // adjectives and adverbs
	Other    Class = 'o'
)

// ClassOf is the class of a tag; ok is false for tags whose words are their own lemmas.
func ClassOf(t document.Tag) (c Class, ok bool) {
	switch t {
	case document.NOUN:
		return Noun, true
	case document.VERB, document.AUX:
		return Verb, true
	case document.ADJ, document.ADV:
		return Modifier, true
	case document.PRON, document.DET, document.PART, document.ADP, document.CCONJ, document.SCONJ:
		return Other, true
	}
	return 0, false
}

type key struct {
	class Class
	form  string
}

// Lexicon holds lemmas. The zero Lexicon knows none; rules apply.
type Lexicon struct {
	lemmas map[key]string
	verbs  map[string]bool // base forms, to choose between "stem" and "stem+e"
}

// Read reads lines of class, form and lemma separated by tabs; lines that begin with # are comments.
func Read(r io.Reader) (*Lexicon, error) {
	x := &Lexicon{map[key]string{}, map[string]bool{}}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 3 || len(c[0]) != 1 || c[1] == "" || c[2] == "" {
			return nil, fmt.Errorf("line %d: %q is not a class, a form and a lemma separated by tabs", n, line)
		}
		x.Add(Class(c[0][0]), c[1], c[2])
	}
	return x, lines.Err()
}

// Add adds a form's lemma.
func (x *Lexicon) Add(c Class, form, lemma string) {
	if x.lemmas == nil {
		x.lemmas, x.verbs = map[key]string{}, map[string]bool{}
	}
	if c == Verb && form == lemma {
		x.verbs[form] = true
		return
	}
	x.lemmas[key{c, form}] = lemma
}

// Verb tells whether a lower-cased word is the base form of a verb.
func (x *Lexicon) Verb(base string) bool { return x.verbs[base] }

// Lemma is the dictionary form of a lower-cased word.
func (x *Lexicon) Lemma(lower string, t document.Tag, f document.VerbForm) string {
	c, ok := ClassOf(t)
	if !ok {
		return lower
	}
	if l, ok := x.lemmas[key{c, lower}]; ok {
		return l
	}
	if i := strings.LastIndexByte(lower, '-'); i > 0 && i+1 < len(lower) {
		return lower[:i+1] + x.Lemma(lower[i+1:], t, f)
	}
	switch c {
	case Noun:
		return singular(lower)
	case Verb:
		return x.base(lower, f)
	}
	return lower
}

func singular(w string) string {
	switch {
	case len(w) < 4 || !strings.HasSuffix(w, "s"), ends(w, "ss", "us", "is", "'s"):
		return w
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case ends(w, "sses", "shes", "ches", "xes", "zes"):
		return w[:len(w)-2]
	}
	return w[:len(w)-1]
}

func (x *Lexicon) base(w string, f document.VerbForm) string {
	switch f {
	case document.ThirdPerson:
		switch {
		case len(w) < 3 || !strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss"):
			return w
		case strings.HasSuffix(w, "ies") && len(w) > 4:
			return w[:len(w)-3] + "y"
		case ends(w, "sses", "shes", "ches", "xes", "zzes", "oes"):
			return w[:len(w)-2]
		}
		return w[:len(w)-1]
	case document.PastTense, document.Participle:
		switch {
		case strings.HasSuffix(w, "ied") && len(w) > 4:
			return w[:len(w)-3] + "y"
		case strings.HasSuffix(w, "ed") && len(w) > 3:
			return x.stem(w[:len(w)-2])
		}
	case document.Gerund:
		if strings.HasSuffix(w, "ing") && len(w) > 4 {
			return x.stem(w[:len(w)-3])
		}
	}
	return w
}

// stem restores what an ending took away: the e of "believ", the single consonant of "plann".
func (x *Lexicon) stem(s string) string {
	double := len(s) > 2 && s[len(s)-1] == s[len(s)-2] && !vowel(s[len(s)-1])
	switch {
	case x.verbs[s] && !x.verbs[s+"e"]:
		return s
	case x.verbs[s+"e"]:
		return s + "e"
	case double && (x.verbs[s[:len(s)-1]] || !ends(s, "ll", "ss", "ff", "zz")):
		return s[:len(s)-1]
	case double || len(s) < 2:
		return s
	case ends(s, "c", "v", "u", "iz", "yz", "dg", "rg", "ang", "ag", "as", "os", "ns", "rs", "uis", "ut", "ir", "ur", "uar", "lar", "par",
		"iat", "bl", "cl", "dl", "fl", "gl", "kl", "pl", "tl"):
		return s + "e"
	case strings.HasSuffix(s, "at") && len(s) > 3 && !vowel(s[len(s)-3]):
		return s + "e"
	}
	return s
}

func ends(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }
