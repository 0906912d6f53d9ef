package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// SlugOf is the slug of a name that the lexicon does not know. A name that holds a proper name means the same wherever
// it is read: "Armenia-Azerbaijan peace treaty". One without means something only within its article ("the agreement",
// "both sides", "the border treaty"): it carries the first digits of the article's hash, so that what two articles call by
// the same common words is never merged silently.
func (d *Document) SlugOf(name string) string {
	if d.proper(name) {
		return Slug(name)
	}
	return d.Scoped(name)
}

// Scoped is the slug of a name that means something only within the article: it carries the first digits of the
// article's hash.
func (d *Document) Scoped(name string) string {
	slug := Slug(name)
	if hash := d.Article.Hash; hash != "" {
		slug += "-" + hash[:min(len(hash), scopeDigits)]
	}
	return slug
}

// Proper tells whether a name holds a proper name: a word with a capital, or a digit, that is met so elsewhere than at the
// head of a sentence.
func (d *Document) Proper(name string) bool { return d.proper(name) }

const scopeDigits = 6

// proper tells whether one of a name's words is a proper name: it has a capital, or a digit, and is met with it elsewhere
// than at the head of a sentence.
func (d *Document) proper(name string) bool {
	words := d.index.properWords(d)
	for i, w := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '–' }) {
		c, _ := utf8.DecodeRuneInString(w)
		if unicode.IsDigit(c) || strings.IndexFunc(w, unicode.IsUpper) > 0 || unicode.IsUpper(c) && (i > 0 || words[trimmed(w)]) {
			return true
		}
	}
	return false
}

func trimmed(w string) string {
	return strings.TrimFunc(strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"), unicode.IsPunct)
}

// properWords are the words, and the parts of hyphenated ones, that stand with a capital where none is due, and those
// that are tagged as proper nouns.
func (x *index) properWords(d *Document) map[string]bool {
	if x.proper != nil {
		return x.proper
	}
	x.proper = map[string]bool{}
	for _, s := range d.Sentences {
		first := true
		for i := s.Tokens.First; i < s.Tokens.End; i++ {
			t := &d.Tokens[i]
			if t.Kind != Word {
				first = first || t.Kind == QuoteMark
				continue
			}
			c, _ := utf8.DecodeRuneInString(t.Text)
			if unicode.IsUpper(c) && (t.Tag == PROPN || !first && !s.Headline) {
				x.proper[t.Text] = true
				for _, part := range strings.FieldsFunc(t.Text, func(r rune) bool { return r == '-' || r == '–' }) {
					x.proper[part] = true
				}
			}
			first = false
		}
	}
	return x.proper
}
