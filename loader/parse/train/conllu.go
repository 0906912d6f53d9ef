package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"quadrille/loader/document"
	"quadrille/loader/parse/internal/tagger"
)

// row is one word of a treebank.
type row struct {
	form, lemma string
	label       tagger.Label
	glued       bool // no space follows
	hyphen      bool
}

func readFile(name string) ([][]row, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	var out [][]row
	var s []row
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch {
		case line == "":
			if len(s) > 0 {
				out = append(out, s)
			}
			s = nil
		case line[0] != '#':
			c := strings.Split(line, "\t")
			if len(c) != 10 {
				return nil, fmt.Errorf("%s:%d: %d columns instead of 10", name, n, len(c))
			}
			if strings.ContainsAny(c[0], "-.") {
				continue
			}
			tag, ok := tagOf(c[3])
			if !ok {
				return nil, fmt.Errorf("%s:%d: unknown tag %q", name, n, c[3])
			}
			s = append(s, row{c[1], c[2], tagger.Of(tag, formOf(c[4])), strings.Contains(c[9], "SpaceAfter=No"), c[4] == "HYPH"})
		}
	}
	if len(s) > 0 {
		out = append(out, s)
	}
	return out, lines.Err()
}

func tagOf(name string) (document.Tag, bool) {
	for t := document.X; t <= document.VERB; t++ {
		if t.String() == name {
			return t, true
		}
	}
	return document.X, false
}

func formOf(xpos string) document.VerbForm {
	switch xpos {
	case "VB", "VBP":
		return document.Base
	case "VBZ":
		return document.ThirdPerson
	case "VBD":
		return document.PastTense
	case "VBN":
		return document.Participle
	case "VBG":
		return document.Gerund
	case "MD":
		return document.Modal
	}
	return document.NoVerb
}

var plain = strings.NewReplacer("’", "'", "‘", "'", "`", "'")

func lowerOf(form string) string { return plain.Replace(strings.ToLower(form)) }

func examplesOf(s []row) []tagger.Example {
	out := make([]tagger.Example, len(s))
	for i, r := range s {
		out[i] = tagger.Example{Text: r.form, Lower: lowerOf(r.form), Label: r.label}
	}
	return out
}

// merged joins the parts of hyphenated words, which treebanks split and the segmenter does not. The last part's tag
// stands for the whole; a participle makes an adjective ("US-led").
func merged(s []row) []row {
	var out []row
	for i := 0; i < len(s); i++ {
		r := s[i]
		for i+2 < len(s) && r.glued && s[i+1].hyphen && s[i+1].glued {
			last := s[i+2]
			r.form += s[i+1].form + last.form
			r.lemma += s[i+1].form + last.lemma
			r.label, r.glued = last.label, last.glued
			if r.label.Tag() == document.VERB {
				r.label = tagger.Of(document.ADJ, document.NoVerb)
			}
			i += 2
		}
		out = append(out, r)
	}
	return out
}

// headline writes a sentence the way newspapers write headlines, with capital initials.
func headline(s []row) []row {
	out := make([]row, len(s))
	for i, r := range s {
		out[i] = r
		switch r.label.Tag() {
		case document.ADP, document.CCONJ, document.DET, document.PART, document.SCONJ, document.PUNCT:
		default:
			c, n := utf8.DecodeRuneInString(r.form)
			out[i].form = string(unicode.ToUpper(c)) + r.form[n:]
		}
	}
	return out
}
