package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A header is at most this many lines, each of at most this many bytes.
const (
	headerLines = 12
	headerWidth = 400
)

// headerKeys are the words before the colon of a header line, and of front matter, by what they tell.
var headerKeys = map[string]field{
	"title": titleField, "headline": titleField,
	"date": dateField, "published": dateField, "publication date": dateField, "issued": dateField, "pubdate": dateField,
	"author": authorField, "authors": authorField, "by": authorField, "byline": authorField, "creator": authorField,
	"publisher": publisherField, "outlet": publisherField, "publication": publisherField, "newspaper": publisherField, "site": publisherField,
	"source": sourceField, "url": sourceField, "link": sourceField,
	"language": languageField, "lang": languageField,
}

type field uint8

const (
	noField field = iota
	titleField
	dateField
	authorField
	publisherField
	sourceField
	languageField
)

// header reads what the first lines of a plain text tell. Lines "Key: value" at the very head are a header, which no
// stage analyses; a byline and a date below a title are read off and stay part of the body.
func (d *draft) header(text string) {
	rest, at, lines, keyed := text, 0, 0, 0
	for lines < headerLines {
		line, after, more := strings.Cut(rest, "\n")
		key, value, ok := keyValue(line)
		if !ok {
			break
		}
		lines++
		keyed++
		d.set(key, value, lines)
		at = len(text) - len(after)
		rest = after
		if !more {
			break
		}
	}
	// One key alone may be the first words of a text: "By: …", "Source: …". A title or a date is not.
	if keyed == 1 && d.Title == "" && d.Date.IsZero() {
		d.Authors, d.Publisher, d.Source, d.Language = nil, "", "", ""
		d.notices = nil
		at = 0
	}
	d.bodyAt, d.Header = at, utf8.RuneCountInString(text[:at])
	if keyed < 2 {
		d.byline(text[at:], lines)
	}
}

// keyValue splits a header line.
func keyValue(line string) (field, string, bool) {
	if len(line) > headerWidth {
		return noField, "", false
	}
	k, v, ok := strings.Cut(line, ":")
	f := headerKeys[strings.ToLower(strings.TrimSpace(k))]
	v = strings.TrimSpace(v)
	return f, v, ok && f != noField && v != ""
}

// set keeps what a header line or front matter tells.
func (d *draft) set(f field, value string, line int) {
	value = strings.Join(strings.Fields(value), " ")
	if value == "" {
		return
	}
	switch f {
	case titleField:
		if d.Title == "" {
			d.Title = value
		}
	case dateField:
		if t, ok := parseDate(value); ok {
			d.Date = t
		} else {
			d.notice(line, "the date \""+value+"\" was not understood; expected one such as 2023-06-17 or 17 June 2023")
		}
	case authorField:
		d.Authors = append(d.Authors, names(value)...)
	case publisherField:
		d.Publisher = value
	case sourceField:
		d.Source = value
	case languageField:
		d.Language = value
	}
}

var and = regexp.MustCompile(`\s*(?:;|\s(?:and|&)\s|,\s+(?:and\s)?)\s*`)

// names divides "A. Author, B. Writer and C. Scribe".
func names(value string) []string {
	if len(value) > 3 && strings.EqualFold(value[:3], "by ") {
		value = value[3:]
	}
	var out []string
	for _, n := range and.Split(value, -1) {
		if n = strings.TrimSpace(n); n != "" {
			out = append(out, n)
		}
	}
	return out
}

// byline reads a line "By …" and a line that is a date from among the first lines of a text that has a title or opens with
// them. skipped is the number of lines before text.
func (d *draft) byline(text string, skipped int) {
	seen := 0
	for seen < 4 && text != "" {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		skipped++
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		seen++
		if len(line) > 120 {
			return
		}
		if who, ok := byName(line); ok && d.Authors == nil {
			d.Authors = names(who)
			continue
		}
		if d.Date.IsZero() {
			if _, v, ok := strings.Cut(line, ":"); ok {
				if f, _, _ := keyValue(line); f == dateField {
					line = strings.TrimSpace(v)
				}
			}
			if t, ok := parseDate(line); ok {
				d.Date = t
			}
		}
	}
}

// byName tells whether line is a byline: "By" and nothing but names, each with a capital.
func byName(line string) (string, bool) {
	who, ok := strings.CutPrefix(line, "By ")
	if !ok {
		if who, ok = strings.CutPrefix(line, "BY "); !ok {
			return "", false
		}
	}
	words := strings.Fields(who)
	if len(words) == 0 || len(words) > 12 || strings.ContainsAny(who[len(who)-1:], ".:;!?") {
		return "", false
	}
	capitals := 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r):
			capitals++
		case w == "and" || w == "&" || w == "in" || w == "for" || w == "of" || w == "de" || w == "van" || w == "von" || w == "der" || w == "al" || w == "bin":
		case strings.HasPrefix(w, "al-"):
		default:
			return "", false
		}
	}
	return who, capitals >= 2
}

// headlineWords is the number of words beyond which a first line is no headline.
const headlineWords = 25

// Headline tells whether a text's first line, which others follow, looks like its headline: short, and either without a
// final point or written Like a Title.
func Headline(line string) bool {
	line = strings.TrimSpace(line)
	words, long, capitals := 0, 0, 0
	for _, w := range strings.FieldsFunc(line, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	}) {
		words++
		if n := utf8.RuneCountInString(w); n >= 5 {
			long++
			if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
				capitals++
			}
		}
	}
	if words == 0 || words > headlineWords {
		return false
	}
	open, _ := utf8.DecodeRuneInString(line)
	last, n := utf8.DecodeLastRuneInString(line)
	before, _ := utf8.DecodeLastRuneInString(line[:len(line)-n])
	switch {
	case strings.ContainsRune(".!…", last):
		return long >= 2 && capitals*5 >= long*4
	case strings.ContainsRune(":,;", last):
		return false
	case strings.ContainsRune("\"”’'", last) && strings.ContainsRune("\"“‘'", open) && strings.ContainsRune(".,", before):
		return false // a quotation that opens the text
	}
	return true
}
