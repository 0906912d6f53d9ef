package nquads

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// MaxLine is the longest line the Reader takes, in bytes.
const MaxLine = 64 << 20

// SyntaxError is a fault in the text. Reading may go on with the line after it.
type SyntaxError struct {
	Line, Column int // from 1; columns count code points
	Message      string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
}

// Options say how strictly to read and write.
type Options struct {
	Relative bool // IRIs may be relative, which N-Quads forbids and Cayley's data is full of: </en/larry_fine>
	Visible  bool // writes all control and format characters (bidi overrides, say) as \uXXXX, though the canonical form does not
}

// Reader reads quads. It is a quad.Reader.
type Reader struct {
	in      *bufio.Reader
	options Options
	long    []byte // a line that is longer than the buffer of in
	rest    []byte // what follows a lone carriage return
	line    int
	known   map[string]quad.Value
}

// Predicates, types and labels come again and again: the last so many IRIs are kept to share their memory.
const (
	knownIRIs = 4096
	knownSize = 256
)

// NewReader makes a reader of r's text. It reads ahead.
func NewReader(r io.Reader, o Options) *Reader {
	return &Reader{in: bufio.NewReaderSize(r, 64<<10), options: o, known: make(map[string]quad.Value)}
}

// ReadQuad gives the next quad. Its label is nil for a statement of the default graph. Errors: io.EOF at the end,
// *SyntaxError, and what the underlying reader says.
func (r *Reader) ReadQuad() (quad.Quad, error) {
	for {
		line, err := r.next()
		if err != nil {
			return quad.Quad{}, err
		}
		p := parser{text: line, reader: r}
		q, ok, err := p.statement()
		if err != nil {
			return quad.Quad{}, err
		}
		if ok {
			return q, nil
		}
	}
}

// next gives the next line without its end: line feed, carriage return or both.
func (r *Reader) next() ([]byte, error) {
	text := r.rest
	if text == nil {
		var err error
		if text, err = r.read(); err != nil {
			return nil, err
		}
		if r.line == 0 {
			text = bytes.TrimPrefix(text, []byte("\ufeff"))
		}
		text = bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
	}
	r.line++
	i := bytes.IndexByte(text, '\r')
	if i < 0 {
		r.rest = nil
		return text, nil
	}
	r.rest = text[i+1:]
	return text[:i], nil
}

// read gives the text up to and with the next line feed, or up to the end.
func (r *Reader) read() ([]byte, error) {
	text, err := r.in.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		r.long = r.long[:0]
		for errors.Is(err, bufio.ErrBufferFull) {
			if len(r.long) > MaxLine {
				return nil, &SyntaxError{r.line + 1, 1, fmt.Sprintf("the line is longer than %d MiB", MaxLine>>20)}
			}
			r.long = append(r.long, text...)
			text, err = r.in.ReadSlice('\n')
		}
		r.long = append(r.long, text...)
		text = r.long
	}
	if errors.Is(err, io.EOF) && len(text) > 0 {
		err = nil
	}
	return text, err
}

// parser reads one line.
type parser struct {
	text   []byte
	at     int
	reader *Reader
}

func (p *parser) fail(at int, format string, args ...any) error {
	return &SyntaxError{p.reader.line, utf8.RuneCount(p.text[:min(at, len(p.text))]) + 1, fmt.Sprintf(format, args...)}
}

// peek is the next byte after white space, 0 at the end of the line.
func (p *parser) peek() byte {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\t') {
		p.at++
	}
	if p.at == len(p.text) {
		return 0
	}
	return p.text[p.at]
}

// statement reads the line's statement; ok is false when it has none.
func (p *parser) statement() (q quad.Quad, ok bool, err error) {
	if c := p.peek(); c == '#' || c == 0 && p.at == len(p.text) {
		return q, false, nil
	}
	if q.Subject, err = p.resource("the subject, an IRI (<…>) or a blank node (_:…)"); err != nil {
		return q, false, err
	}
	if p.peek() != '<' {
		return q, false, p.expected("the predicate, an IRI (<…>)")
	}
	if q.Predicate, err = p.iri(); err != nil {
		return q, false, err
	}
	if p.peek() == '"' {
		q.Object, err = p.literal()
	} else {
		q.Object, err = p.resource("the object, an IRI (<…>), a blank node (_:…) or a literal (\"…\")")
	}
	if err != nil {
		return q, false, err
	}
	if c := p.peek(); c != '.' {
		if q.Label, err = p.resource("a full stop, or the graph, an IRI (<…>) or a blank node (_:…)"); err != nil {
			return q, false, err
		}
	}
	if p.peek() != '.' {
		return q, false, p.expected("a full stop")
	}
	p.at++
	if c := p.peek(); c != '#' && p.at < len(p.text) {
		return q, false, p.expected("the end of the line")
	}
	return q, true, nil
}

func (p *parser) expected(what string) error {
	p.peek()
	if p.at == len(p.text) {
		return p.fail(p.at, "the line ends where %s was expected", what)
	}
	r, _ := utf8.DecodeRune(p.text[p.at:])
	return p.fail(p.at, "%s was expected, not %q", what, r)
}

func (p *parser) resource(what string) (quad.Value, error) {
	switch p.peek() {
	case '<':
		return p.iri()
	case '_':
		if p.at+1 < len(p.text) && p.text[p.at+1] == ':' {
			n := labelLen(p.text[p.at+2:])
			if n == 0 {
				return nil, p.fail(p.at+2, "the label of the blank node is missing")
			}
			begin := p.at + 2
			p.at = begin + n
			return quad.BNode(p.text[begin:p.at]), nil
		}
	}
	return nil, p.expected(what)
}

func (p *parser) iri() (quad.Value, error) {
	begin := p.at
	p.at++
	plain := true
	for ; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; {
		case c == '>':
			raw := p.text[begin+1 : p.at]
			p.at++
			if v, ok := p.reader.known[string(raw)]; ok {
				return v, nil
			}
			return p.makeIRI(begin, raw, plain)
		case c == '\\':
			plain = false
		case c >= 0x80:
			plain = false
		case !inIRI(rune(c)):
			return nil, p.fail(p.at, "%q cannot stand in an IRI; write it percent-encoded", rune(c))
		}
	}
	return nil, p.fail(begin, "the IRI has no closing >")
}

func (p *parser) makeIRI(begin int, raw []byte, plain bool) (quad.Value, error) {
	s := string(raw)
	if !plain {
		var err error
		if s, err = p.unescape(begin+1, raw, false); err != nil {
			return nil, err
		}
		for _, r := range s {
			if !inIRI(r) {
				return nil, p.fail(begin, "the IRI has an escaped %q, which cannot stand in an IRI", r)
			}
		}
	}
	if !p.reader.options.Relative && !absolute(s) {
		return nil, p.fail(begin, "the IRI <%s> is relative; N-Quads wants it in full, with its scheme", s)
	}
	v := quad.Value(quad.IRI(s))
	if len(raw) <= knownSize {
		if len(p.reader.known) >= knownIRIs {
			clear(p.reader.known)
		}
		p.reader.known[string(raw)] = v
	}
	return v, nil
}

func (p *parser) literal() (quad.Value, error) {
	begin := p.at
	end := begin + 1
	for ; ; end++ {
		if end >= len(p.text) {
			return nil, p.fail(begin, "the literal has no closing quotation mark")
		}
		if p.text[end] == '"' {
			break
		}
		if p.text[end] == '\\' {
			end++
		}
	}
	text, err := p.unescape(begin+1, p.text[begin+1:end], true)
	if err != nil {
		return nil, err
	}
	p.at = end + 1
	switch p.peek() {
	case '@':
		n := tagLen(p.text[p.at+1:])
		if n == 0 {
			return nil, p.fail(p.at, "a language tag was expected after @")
		}
		tag := string(p.text[p.at+1 : p.at+1+n])
		p.at += 1 + n
		return quad.LangString{Value: quad.String(text), Lang: tag}, nil
	case '^':
		if p.at+1 >= len(p.text) || p.text[p.at+1] != '^' {
			return nil, p.fail(p.at, "^^ and the type of the literal were expected")
		}
		p.at += 2
		if p.peek() != '<' {
			return nil, p.expected("the type of the literal, an IRI (<…>)")
		}
		t, err := p.iri()
		if err != nil {
			return nil, err
		}
		return value(text, string(t.(quad.IRI))), nil
	}
	return quad.String(text), nil
}

// unescape decodes raw, which begins at byte begin of the line. strings tells whether \n and its like are allowed.
func (p *parser) unescape(begin int, raw []byte, strings bool) (string, error) {
	if bytes.IndexByte(raw, '\\') < 0 {
		if !utf8.Valid(raw) {
			return "", p.invalid(begin, raw)
		}
		return string(raw), nil
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			out = append(out, raw[i])
			continue
		}
		at := begin + i
		i++
		var c byte
		if i < len(raw) {
			c = raw[i]
		}
		if plain := bytes.IndexByte([]byte("tbnrf\"'\\"), c); strings && plain >= 0 && c != 0 {
			out = append(out, "\t\b\n\r\f\"'\\"[plain])
			continue
		}
		digits := map[byte]int{'u': 4, 'U': 8}[c]
		if digits == 0 {
			return "", p.fail(at, "there is no escape \\%c here", rune(c))
		}
		r, ok := hex(raw[i+1:], digits)
		if !ok {
			return "", p.fail(at, "\\%c wants %d hexadecimal digits of a Unicode character", c, digits)
		}
		out = utf8.AppendRune(out, r)
		i += digits
	}
	if !utf8.Valid(out) {
		return "", p.invalid(begin, raw)
	}
	return string(out), nil
}

func (p *parser) invalid(begin int, raw []byte) error {
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			return p.fail(begin+i, "byte 0x%02x is not UTF-8", raw[i])
		}
		i += n
	}
	return p.fail(begin, "the text is not UTF-8")
}

// hex reads a character of so many hexadecimal digits.
func hex(s []byte, digits int) (rune, bool) {
	if len(s) < digits {
		return 0, false
	}
	r := uint32(0)
	for _, c := range s[:digits] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | uint32(c)
	}
	return rune(r), r <= utf8.MaxRune && utf8.ValidRune(rune(r))
}
