package eval

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"quadrille/loader/article"
	"quadrille/loader/document"
)

// Word is a word of a treebank. What the treebank does not say is zero.
type Word struct {
	Form   string
	UPOS   string
	Head   int    // the word it depends on, counted from 1 in its sentence; 0 for the root
	Label  string // of that dependency
	Name   string // BIO label of a name
	Entity string // GUM's brackets of entities
	Glued  bool   // no space follows
}

// TreeSentence is a sentence of a treebank.
type TreeSentence struct {
	ID     string
	Begins bool // a paragraph begins
	Words  []Word
}

// Text is one text of a treebank.
type Text struct {
	ID        string
	Sentences []TreeSentence
}

// ReadCoNLLU reads a treebank (https://universaldependencies.org/format.html). Errors name the file and the line.
func ReadCoNLLU(r io.Reader, file string) ([]Text, error) {
	through := 0 // last word of the multi-word token that is open
	glued := false
	return readColumns(r, file, func(c []string, s *TreeSentence) error {
		if len(c) != 10 {
			return fmt.Errorf("%d columns, a line of CoNLL-U has 10", len(c))
		}
		space := strings.Contains(c[9], "SpaceAfter=No")
		if _, last, ok := strings.Cut(c[0], "-"); ok {
			n, err := strconv.Atoi(last)
			if err != nil {
				return fmt.Errorf("%q is no range of words", c[0])
			}
			through, glued = n, space
			return nil
		}
		if strings.Contains(c[0], ".") { // a word that only enhanced dependencies have
			return nil
		}
		id, err := strconv.Atoi(c[0])
		if err != nil || id != len(s.Words)+1 {
			return fmt.Errorf("word %q, where word %d was expected", c[0], len(s.Words)+1)
		}
		head, err := strconv.Atoi(c[6])
		if err != nil || head < 0 {
			return fmt.Errorf("head %q is no number of a word", c[6])
		}
		switch {
		case id < through:
			space = true
		case id == through:
			space = glued
		}
		entity := ""
		for field := range strings.SplitSeq(c[9], "|") {
			if e, ok := strings.CutPrefix(field, "Entity="); ok {
				entity = e
			}
		}
		s.Words = append(s.Words, Word{Form: c[1], UPOS: c[3], Head: head, Label: c[7], Entity: entity, Glued: space})
		return nil
	}, func() { through = 0 })
}

// ReadIOB2 reads words with BIO labels of names as Universal NER publishes them: number, word, label. Labels of types other
// than PER, ORG and LOC count as O.
func ReadIOB2(r io.Reader, file string) ([]Text, error) {
	return readColumns(r, file, func(c []string, s *TreeSentence) error {
		if len(c) < 3 {
			return fmt.Errorf("%d columns; number, word and label were expected", len(c))
		}
		name := c[2]
		switch name {
		case "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC":
		default:
			if name != "B-O" && name != "I-O" && !strings.HasSuffix(name, "-OTH") {
				return fmt.Errorf("label %q; O, or B- or I- with PER, ORG, LOC or OTH were expected", name)
			}
			name = "O"
		}
		s.Words = append(s.Words, Word{Form: c[1], Name: name})
		return nil
	}, func() {})
}

// readColumns reads lines of columns separated by tabs, with comments, and a blank line after each sentence.
func readColumns(r io.Reader, file string, line func(columns []string, s *TreeSentence) error, next func()) ([]Text, error) {
	var out []Text
	s := TreeSentence{Begins: true}
	end := func() {
		if len(s.Words) == 0 {
			return
		}
		if len(out) == 0 {
			out = append(out, Text{ID: file})
		}
		t := &out[len(out)-1]
		t.Sentences = append(t.Sentences, s)
		s = TreeSentence{}
		next()
	}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	n := 1
	for ; lines.Scan(); n++ {
		text := strings.TrimSuffix(lines.Text(), "\r")
		if comment, ok := strings.CutPrefix(text, "#"); ok && len(s.Words) == 0 {
			key, value, _ := strings.Cut(comment, "=")
			switch strings.TrimSpace(key) {
			case "sent_id":
				s.ID = strings.TrimSpace(value)
			case "newdoc id", "newdoc":
				out = append(out, Text{ID: strings.TrimSpace(value)})
				s.Begins = true
			case "newpar", "newpar id":
				s.Begins = true
			}
			continue
		}
		if strings.TrimSpace(text) == "" {
			end()
			continue
		}
		if err := line(strings.Split(text, "\t"), &s); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s:%d: %w", file, n, err)
	}
	end()
	var kept []Text
	for _, t := range out {
		if len(t.Sentences) > 0 {
			kept = append(kept, t)
		}
	}
	if len(kept) == 0 {
		return nil, fmt.Errorf("%s: it holds no sentence", file)
	}
	return kept, nil
}

// Document is the text as a document with the treebank's own sentences and words, for stages that follow segment.
func (t Text) Document() *document.Document {
	var b strings.Builder
	at := 0
	var tokens []document.Token
	var sentences []document.Sentence
	var paragraphs []document.Span
	for _, s := range t.Sentences {
		if s.Begins || len(paragraphs) == 0 {
			if at > 0 {
				b.WriteByte('\n')
				at++
			}
			paragraphs = append(paragraphs, document.Span{Begin: at})
		}
		first := len(tokens)
		for i, w := range s.Words {
			form := strings.ReplaceAll(w.Form, "\u00a0", " ")
			n := len([]rune(form))
			tokens = append(tokens, document.Token{Span: document.Span{Begin: at, End: at + n}, Text: form, Lower: plainLower(form),
				Kind: kindOf(form, i > 0 && s.Words[i-1].Glued), Sentence: len(sentences)})
			b.WriteString(form)
			at += n
			if !w.Glued || i+1 == len(s.Words) {
				b.WriteByte(' ')
				at++
			}
		}
		r := document.Range{First: first, End: len(tokens)}
		span := document.Span{Begin: tokens[r.First].Begin, End: tokens[r.End-1].End}
		paragraphs[len(paragraphs)-1].End = span.End
		sentences = append(sentences, document.Sentence{Span: span, Tokens: r, Paragraph: len(paragraphs) - 1})
	}
	d := document.New(&article.Article{Text: b.String()})
	d.Tokens, d.Sentences, d.Paragraphs = tokens, sentences, paragraphs
	quotations(d)
	return d
}

// unclosed is the number of sentences after which a quotation without a closing mark ends.
const unclosed = 3

// quotations sets the layer of quotations as training does (loader/train/data.py): a straight mark opens and closes by turns.
func quotations(d *document.Document) {
	open, ends := -1, 0 // the token that opened, and sentences that have ended since
	put := func(end int, closed bool) {
		q := document.Quotation{Span: d.Span(document.Range{First: open, End: end}), Closed: closed}
		q.Inner = q.Span
		if end > open+1 {
			q.Inner.Begin = d.Tokens[open+1].Begin
			if closed && end > open+2 {
				q.Inner.End = d.Tokens[end-2].End
			}
		}
		d.Quotations = append(d.Quotations, q)
		for i := open; i < end; i++ {
			d.Tokens[i].Quote = len(d.Quotations)
		}
		open = -1
	}
	for i := range d.Tokens {
		switch text := d.Tokens[i].Text; text {
		case "“", "``", "«":
			if open < 0 {
				open, ends = i, 0
			}
		case "”", "''", "»", `"`:
			switch {
			case open >= 0:
				put(i+1, true)
			case text == `"`:
				open, ends = i, 0
			}
		}
		if open >= 0 && i+1 == d.Sentences[d.Tokens[i].Sentence].Tokens.End {
			if ends++; ends == unclosed || i+1 == len(d.Tokens) {
				put(i+1, false)
			}
		}
	}
}

var plainMarks = strings.NewReplacer("’", "'", "ʼ", "'", "＇", "'")

func plainLower(s string) string { return plainMarks.Replace(strings.ToLower(s)) }

// kindOf is the kind of a treebank's word; glued tells whether it follows another without a space.
func kindOf(form string, glued bool) document.TokenKind {
	switch form {
	case `"`, "“", "”", "``", "''", "«", "»", "‘", "’", "'", "`", "„", "‹", "›":
		return document.QuoteMark
	}
	lower := plainLower(form)
	if glued && (strings.HasPrefix(lower, "'") || lower == "n't") {
		return document.Clitic
	}
	letters, digits, marks := 0, 0, 0
	for _, r := range form {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		case unicode.IsPunct(r) && r != '%' && r != '&' && r != '@' && r != '*' && r != '#':
			marks++
		}
	}
	switch {
	case letters > 0:
		return document.Word
	case digits > 0:
		return document.Number
	case marks == len([]rune(form)) && marks > 0:
		return document.Punctuation
	}
	return document.Symbol
}
