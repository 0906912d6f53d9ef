package nquads

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// ErrValue is the error for a quad that N-Quads cannot say.
var ErrValue = errors.New("N-Quads cannot say this quad")

// Writer writes quads, one a line, in canonical form. It is a quad.Writer. What it has written is complete after Flush.
type Writer struct {
	out     *bufio.Writer
	options Options
	line    []byte
}

// NewWriter makes a writer to w.
func NewWriter(w io.Writer, o Options) *Writer {
	return &Writer{out: bufio.NewWriterSize(w, 64<<10), options: o}
}

// WriteQuad writes q. Errors: ErrValue, and what the underlying writer says.
func (w *Writer) WriteQuad(q quad.Quad) error {
	line, err := appendQuad(w.line[:0], q, w.options)
	if err != nil {
		return err
	}
	w.line = line
	_, err = w.out.Write(line)
	return err
}

// WriteQuads writes quads and reports how many it wrote.
func (w *Writer) WriteQuads(quads []quad.Quad) (int, error) {
	for i, q := range quads {
		if err := w.WriteQuad(q); err != nil {
			return i, err
		}
	}
	return len(quads), nil
}

// Flush writes what is buffered.
func (w *Writer) Flush() error { return w.out.Flush() }

// WriteSorted writes quads in the order of their lines' bytes, each once, as the canonical form wants it. It holds all
// lines in memory. It stops at the first error of quads without having written anything.
func WriteSorted(w io.Writer, quads iter.Seq2[quad.Quad, error], o Options) error {
	var text []byte
	type span struct{ begin, end int }
	var lines []span
	for q, err := range quads {
		if err != nil {
			return err
		}
		begin := len(text)
		if text, err = appendQuad(text, q, o); err != nil {
			return err
		}
		lines = append(lines, span{begin, len(text)})
	}
	slices.SortFunc(lines, func(a, b span) int { return bytes.Compare(text[a.begin:a.end], text[b.begin:b.end]) })
	lines = slices.CompactFunc(lines, func(a, b span) bool { return bytes.Equal(text[a.begin:a.end], text[b.begin:b.end]) })
	out := bufio.NewWriterSize(w, 64<<10)
	for _, l := range lines {
		if _, err := out.Write(text[l.begin:l.end]); err != nil {
			return err
		}
	}
	return out.Flush()
}

func appendQuad(line []byte, q quad.Quad, o Options) ([]byte, error) {
	fail := func(err error) ([]byte, error) {
		return line, fmt.Errorf("%w: %v: %w", ErrValue, q, err)
	}
	for i, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if i == 3 && v == nil {
			break
		}
		_, isIRI := v.(quad.IRI)
		_, isNode := v.(quad.BNode)
		if place := [...]string{"subject", "predicate", "object", "label"}[i]; v == nil {
			return fail(fmt.Errorf("the %s is missing", place))
		} else if i != 2 && !isIRI && (i == 1 || !isNode) {
			return fail(fmt.Errorf("the %s is a %T", place, v))
		}
		var err error
		if line, err = appendValue(line, v, o); err != nil {
			return fail(err)
		}
		line = append(line, ' ')
	}
	return append(line, ".\n"...), nil
}

func appendValue(line []byte, v quad.Value, o Options) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return appendIRI(line, string(v), o)
	case quad.BNode:
		if labelLen([]byte(v)) != len(v) || v == "" {
			return line, fmt.Errorf("%q is no label for a blank node", string(v))
		}
		return append(append(line, "_:"...), v...), nil
	case quad.String:
		return appendString(line, string(v), o)
	case quad.LangString:
		if tagLen([]byte(v.Lang)) != len(v.Lang) || v.Lang == "" {
			return line, fmt.Errorf("%q is no language tag", v.Lang)
		}
		line, err := appendString(line, string(v.Value), o)
		return append(append(line, '@'), v.Lang...), err
	}
	text, datatype, ok := literal(v)
	if !ok {
		return line, fmt.Errorf("there is no notation for a %T", v)
	}
	line, err := appendString(line, text, o)
	if err != nil || datatype == xsdString || datatype == "" {
		return line, err
	}
	return appendIRI(append(line, "^^"...), datatype, o)
}

func appendIRI(line []byte, iri string, o Options) ([]byte, error) {
	for _, r := range iri {
		if !inIRI(r) || r == utf8.RuneError && !utf8.ValidString(iri) {
			return line, fmt.Errorf("the IRI %q holds %q, which must be percent-encoded", iri, r)
		}
	}
	if !o.Relative && !absolute(iri) {
		return line, fmt.Errorf("the IRI %q is relative", iri)
	}
	if !o.Visible || !strings.ContainsFunc(iri, hidden) {
		return append(append(append(line, '<'), iri...), '>'), nil
	}
	line = append(line, '<')
	for _, r := range iri {
		line = appendRune(line, r)
	}
	return append(line, '>'), nil
}

// hidden tells whether a terminal would obey r rather than show it.
func hidden(r rune) bool {
	return r >= 0x7f && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// appendRune writes r, escaped when it is hidden.
func appendRune(line []byte, r rune) []byte {
	switch {
	case !hidden(r):
		return utf8.AppendRune(line, r)
	case r > 0xffff:
		return fmt.Appendf(line, `\U%08X`, r)
	}
	return fmt.Appendf(line, `\u%04X`, r)
}

const upper = "0123456789ABCDEF"

func appendString(line []byte, s string, o Options) ([]byte, error) {
	if !utf8.ValidString(s) {
		return line, fmt.Errorf("the text %q is not UTF-8", s)
	}
	line = append(line, '"')
	careful := o.Visible && strings.ContainsFunc(s, hidden)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if careful && c >= 0xc0 {
			if r, n := utf8.DecodeRuneInString(s[i:]); hidden(r) {
				line = appendRune(line, r)
				i += n - 1
				continue
			}
		}
		if c >= 0x20 && c != '"' && c != '\\' && c < 0x7f || c >= 0x80 && c != 0xef {
			line = append(line, c)
			continue
		}
		if at := strings.IndexByte("\t\b\n\r\f\"\\", c); at >= 0 {
			line = append(line, '\\', `tbnrf"\`[at])
			continue
		}
		if c == 0xef { // U+FFFE and U+FFFF are escaped, the rest of the range is not
			if strings.HasPrefix(s[i:], "\ufffe") || strings.HasPrefix(s[i:], "\uffff") {
				line = append(line, `\uFFF`...)
				line = append(line, upper[s[i+2]&0xf])
				i += 2
			} else {
				line = append(line, c)
			}
			continue
		}
		line = append(line, `\u00`...)
		line = append(line, upper[c>>4], upper[c&0xf])
	}
	return append(line, '"'), nil
}
