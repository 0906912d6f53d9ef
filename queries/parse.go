package queries

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// ParseError is a fault in a query's header.
type ParseError struct {
	File         string
	Line, Column int // from 1, columns in code points
	Message      string
}

func (e *ParseError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
}

// Parse reads a query. file names it in errors. Errors are *ParseError.
func Parse(file, text string) (Query, error) {
	q := Query{Source: text, Lang: Gizmo}
	h := header{file: file, query: &q, seen: make(map[string]bool)}
	n := 0
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if !strings.HasPrefix(line, "//") {
			break
		}
		n++
		if err := h.line(n, line); err != nil {
			return Query{}, err
		}
	}
	for _, key := range []string{"name", "about", "columns", "example"} {
		if !h.seen[key] {
			return Query{}, &ParseError{file, n + 1, 1, fmt.Sprintf("the header has no line \"// %s: …\"", key)}
		}
	}
	if strings.TrimSpace(h.rest(text)) == "" {
		return Query{}, &ParseError{file, n + 1, 1, "expected a script after the header"}
	}
	if q.Lang == Path {
		if err := h.required(); err != nil {
			return Query{}, err
		}
	} else if err := h.declarations(text); err != nil {
		return Query{}, err
	}
	var err error
	if q.Example, err = h.arguments(h.exampleAt, "the example"); err != nil {
		return Query{}, err
	}
	return q, h.finishTests()
}

// header is the state of reading one header.
type header struct {
	file  string
	query *Query
	seen  map[string]bool // keys met so far

	// Places of what is checked when all parameters are known.
	exampleAt scanner
	langAt    scanner
	tests     []scanner // of Query.Tests
}

// rest is the text below the header.
func (h *header) rest(text string) string {
	for strings.HasPrefix(text, "//") {
		_, text, _ = strings.Cut(text, "\n")
	}
	return text
}

// required refuses parameters that may be left out: a path could do nothing without them.
func (h *header) required() error {
	for _, p := range h.query.Params {
		if !p.Required && p.Default == "" {
			return h.langAt.fault("%s may be empty, and a path cannot leave it out: give it a default, or none at all", p.Name)
		}
	}
	return nil
}

var declaration = regexp.MustCompile(`^(?:function|var|let|const)\s+(\w+)`)

// declarations refuses a script that gives a name of its own to what a parameter is called, or a function of library.js,
// which would win.
func (h *header) declarations(text string) error {
	n := 0
	for line := range strings.Lines(text) {
		n++
		m := declaration.FindStringSubmatchIndex(line)
		if m == nil {
			continue
		}
		name := line[m[2]:m[3]]
		if slices.Contains(libraryNames(), name) {
			return &ParseError{h.file, n, m[2] + 1, fmt.Sprintf("%q is one of the shared functions; choose another name", name)}
		}
		if _, ok := h.query.Param(name); ok {
			return &ParseError{h.file, n, m[2] + 1, fmt.Sprintf("%q is a parameter; choose another name", name)}
		}
	}
	return nil
}

var keys = []string{"name", "about", "note", "param", "columns", "example", "lang", "test", "row"}

// repeats are the keys that may come several times.
var repeats = []string{"note", "param", "test", "row"}

func (h *header) line(n int, line string) error {
	s := scanner{file: h.file, line: n, text: line, at: len("//")}
	s.space()
	if s.end() {
		return nil
	}
	start := s.at
	key := s.word()
	if !s.take(":") {
		s.at = start
		return s.fault("expected a line of the header: one of %s, followed by a colon", strings.Join(keys, ", "))
	}
	if !slices.Contains(keys, key) {
		s.at = start
		if near, ok := Nearest(key, keys); ok {
			return s.fault("unknown line %q; did you mean %q?", key, near)
		}
		return s.fault("unknown line %q; expected one of %s", key, strings.Join(keys, ", "))
	}
	if h.seen[key] && !slices.Contains(repeats, key) {
		s.at = start
		return s.fault("a second line %q", key)
	}
	h.seen[key] = true
	s.space()
	switch key {
	case "name":
		return h.name(&s)
	case "about":
		h.query.About = s.tail()
		if h.query.About == "" {
			return s.fault("expected what the query answers")
		}
	case "note":
		if note := s.tail(); note != "" {
			h.query.Notes = append(h.query.Notes, note)
		}
	case "param":
		return h.param(&s)
	case "columns":
		return h.columns(&s)
	case "example":
		h.exampleAt = s
	case "lang":
		h.langAt = s
		if h.query.Lang = s.tail(); h.query.Lang != Gizmo && h.query.Lang != Path {
			return h.langAt.fault("expected gizmo or path")
		}
	case "test":
		h.tests = append(h.tests, s)
		h.query.Tests = append(h.query.Tests, Test{Line: n})
	case "row":
		return h.row(&s)
	}
	return nil
}

func (h *header) name(s *scanner) error {
	start := s.at
	name := s.tail()
	if !ValidName(name) {
		s.at = start
		return s.fault("expected a name of lower-case letters, digits and hyphens, found %q", name)
	}
	h.query.Name = name
	return nil
}

// param reads NAME TYPE [= DEFAULT] [; HELP].
func (h *header) param(s *scanner) error {
	var p Param
	start := s.at
	p.Name = s.word()
	switch _, again := h.query.Param(p.Name); {
	case !identifier(p.Name):
		s.at = start
		return s.fault("expected a parameter's name: letters, digits and _, a letter first")
	case slices.Contains(reserved, p.Name), slices.Contains(libraryNames(), p.Name):
		s.at = start
		return s.fault("%q has a meaning of its own in scripts; choose another name", p.Name)
	case again:
		s.at = start
		return s.fault("a second parameter %q", p.Name)
	}
	s.space()
	start = s.at
	t := slices.Index(types[:], s.word())
	if t < 0 {
		s.at = start
		return s.fault("expected the type of %s: one of %s", p.Name, strings.Join(types[:], ", "))
	}
	p.Type = Type(t)
	if p.Type == Enum {
		choices, err := s.choices()
		if err != nil {
			return err
		}
		p.Choices = choices
	}
	s.space()
	p.Required = true
	if s.take("=") {
		s.space()
		start = s.at
		value, err := s.value()
		if err != nil {
			return err
		}
		p.Required, p.Default = false, value
		if p.Default != "" && p.Type != Entity {
			if _, err := p.bind(p.Default); err != nil {
				s.at = start
				return s.fault("default of %v", err)
			}
		}
		s.space()
	}
	if s.take(";") {
		s.space()
		p.Help = s.tail()
	}
	if !s.end() {
		return s.fault("expected \"= default\", \"; help\" or the end of the line")
	}
	h.query.Params = append(h.query.Params, p)
	return nil
}

func (h *header) columns(s *scanner) error {
	for {
		s.space()
		start := s.at
		c := s.word()
		if !identifier(c) || slices.Contains(h.query.Columns, c) {
			s.at = start
			return s.fault("expected a column's name that was not there before: letters, digits and _, a letter first")
		}
		h.query.Columns = append(h.query.Columns, c)
		s.space()
		if s.end() {
			return nil
		}
		if !s.take(",") {
			return s.fault("expected a comma or the end of the line")
		}
	}
}

// arguments reads NAME=VALUE … and holds it against the parameters. what is read is named in faults.
func (h *header) arguments(s scanner, what string) ([]Arg, error) {
	var out []Arg
	given := make(map[string]string)
	for s.space(); !s.end(); s.space() {
		start := s.at
		var a Arg
		a.Name = s.word()
		if a.Name == "" || !s.take("=") {
			s.at = start
			return nil, s.fault("expected an argument as name=value")
		}
		p, known := h.query.Param(a.Name)
		if _, again := given[a.Name]; !known || again {
			s.at = start
			return nil, s.fault("the query takes no parameter %q, or takes it once", a.Name)
		}
		value, err := s.value()
		if err != nil {
			return nil, err
		}
		a.Value = strings.TrimSpace(value) // as Bind does
		given[a.Name] = a.Value
		if p.Type != Entity && a.Value != "" {
			if _, err := p.bind(a.Value); err != nil {
				s.at = start
				return nil, s.fault("%v", err)
			}
		}
		out = append(out, a)
	}
	for _, p := range h.query.Params {
		if p.Required && given[p.Name] == "" {
			return nil, s.fault("%s lacks %s, which has no default", what, p.Name)
		}
	}
	return out, nil
}

// scanner reads one line of a header.
type scanner struct {
	file string
	line int
	text string
	at   int // in bytes
}

func (s *scanner) fault(format string, args ...any) error {
	return &ParseError{s.file, s.line, utf8.RuneCountInString(s.text[:s.at]) + 1, fmt.Sprintf(format, args...)}
}

func (s *scanner) space() {
	for s.at < len(s.text) && (s.text[s.at] == ' ' || s.text[s.at] == '\t') {
		s.at++
	}
}

func (s *scanner) end() bool { return s.at >= len(s.text) }

// tail takes what is left of the line.
func (s *scanner) tail() string {
	rest := strings.TrimSpace(s.text[s.at:])
	s.at = len(s.text)
	return rest
}

func (s *scanner) take(mark string) bool {
	if !strings.HasPrefix(s.text[s.at:], mark) {
		return false
	}
	s.at += len(mark)
	return true
}

// word takes letters, digits and underscores, none at all included.
func (s *scanner) word() string {
	start := s.at
	for s.at < len(s.text) && wordByte(s.text[s.at]) {
		s.at++
	}
	return s.text[start:s.at]
}

// value takes a Go string in double quotes or a run without space, comma, semicolon and parentheses.
func (s *scanner) value() (string, error) {
	rest := s.text[s.at:]
	if strings.HasPrefix(rest, `"`) {
		quoted, err := strconv.QuotedPrefix(rest)
		if err != nil {
			return "", s.fault("expected a closing quotation mark")
		}
		value, err := strconv.Unquote(quoted)
		if err != nil {
			return "", s.fault("expected a quoted text: %v", err)
		}
		s.at += len(quoted)
		return value, nil
	}
	n := strings.IndexAny(rest, " \t,;()\"")
	if n < 0 {
		n = len(rest)
	}
	if n == 0 {
		return "", s.fault("expected a value; the empty one is written \"\"")
	}
	s.at += n
	return rest[:n], nil
}

// choices reads (A, B, C).
func (s *scanner) choices() ([]string, error) {
	if !s.take("(") {
		return nil, s.fault("expected the choices of the enum in parentheses")
	}
	var out []string
	for {
		s.space()
		start := s.at
		c, err := s.value()
		if err != nil {
			return nil, err
		}
		if c == "" || c != strings.TrimSpace(c) || slices.Contains(out, c) {
			s.at = start
			return nil, s.fault("expected a choice that was not there before, without space around it")
		}
		out = append(out, c)
		s.space()
		if s.take(")") {
			return out, nil
		}
		if !s.take(",") {
			return nil, s.fault("expected a comma or a closing parenthesis")
		}
	}
}

// quote writes a value so that scanner.value, and a shell, read it back.
func quote(v string) string {
	if v == "" || strings.ContainsFunc(v, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("_-:./", r))
	}) {
		return strconv.Quote(v)
	}
	return v
}

func wordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func identifier(s string) bool {
	if s == "" || s[0] == '_' || '0' <= s[0] && s[0] <= '9' {
		return false
	}
	for i := range len(s) {
		if !wordByte(s[i]) {
			return false
		}
	}
	return true
}

// libraryNames are the functions of library.js, which a parameter of the same name would hide.
var libraryNames = sync.OnceValue(func() []string {
	var names []string
	for _, m := range regexp.MustCompile(`(?m)^function (\w+)\(`).FindAllStringSubmatch(library, -1) {
		names = append(names, m[1])
	}
	return names
})

// reserved words cannot name a variable of a script, or would hide Gizmo's own.
var reserved = strings.Fields(`
	await break case catch class const continue debugger default delete do else enum export extends false finally for
	function if implements import in instanceof interface let new null package private protected public return static
	super switch this throw true try typeof undefined var void while with yield arguments eval
	g graph iri bnode raw str lang typed lt lte gt gte regex like
	Array Date JSON Map Math Number Object RegExp Set String`)

// ValidParam tells whether a parameter, or any variable that is handed to a script, may be called so.
func ValidParam(name string) bool { return identifier(name) && !slices.Contains(reserved, name) }
