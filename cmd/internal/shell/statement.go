package shell

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"quadrille/cmd/internal/render"
	"quadrille/graph"
	"quadrille/queries"
)

// buffer collects the lines of a statement. Whether it is complete is for the graph to say.
type buffer struct {
	lines []string
	read  int // lines of input taken so far
	first int // the line of input at which the statement began, from 1
}

func (b *buffer) empty() bool  { return len(b.lines) == 0 }
func (b *buffer) text() string { return strings.Join(b.lines, "\n") }
func (b *buffer) drop()        { b.lines = nil }

// take adds a line of input and reports whether what there is may be a whole statement. A line like ".out()" goes on
// with the statement before: in a pipe the two are run as one, for which the next line is awaited unless this one ends
// in a semicolon; at a prompt the statement is run again with it.
func (b *buffer) take(line, previous string, t Terminal) bool {
	b.read++
	blank := strings.TrimSpace(line) == ""
	switch {
	case b.empty() && (blank || comment.MatchString(line) || strings.TrimSpace(line) == "---"): // which parts queries in files
		return false
	case b.empty() && isCommand(line):
		b.lines, b.first = []string{strings.TrimSpace(line)}, b.read
		return true
	case b.empty() && goesOn.MatchString(line) && previous != "":
		b.lines, b.first = []string{previous}, b.read
	case b.empty():
		b.first = b.read
	case blank && t.Interactive():
		b.drop()
		return false
	}
	b.lines = append(b.lines, line)
	if strings.HasSuffix(strings.TrimSpace(line), ";") || byName.MatchString(line) {
		return true // whoever drives the program through a pipe gets the answer before sending the next line
	}
	next, ok := t.Peek()
	return !ok || !goesOn.MatchString(next)
}

var (
	comment = regexp.MustCompile(`^\s*//`)
	command = regexp.MustCompile(`^\s*\.[a-zA-Z?][a-zA-Z?-]*(\s|$)`)
	goesOn  = regexp.MustCompile(`^\s*\.\w+\s*\(`)
	byName  = regexp.MustCompile(`^\s*([a-z][a-z0-9-]*)\s*($|\s\w+=)`)
)

// isCommand tells a dot-command from a line of a query.
func isCommand(line string) bool { return command.MatchString(line) }

// interrupts tells whether a line is a dot-command that there is, typed where a path was to go on: none does so.
func (s *Shell) interrupts(b *buffer, line string) bool {
	if b.empty() || !isCommand(line) || s.Script.Lang == graph.Gizmo || s.Script.Lang != graph.Path && graph.LanguageOf(b.text()) != graph.Path {
		return false
	}
	_, err := lookupCommand(strings.TrimPrefix(strings.Fields(line)[0], "."))
	return err == nil
}

// savedQuery finds the saved query that a line like "mediators actor=Russia" runs.
func (s *Shell) savedQuery(text string) (q queries.Query, args string, ok bool) {
	m := byName.FindStringSubmatchIndex(text)
	if m == nil || strings.Contains(text, "\n") {
		return queries.Query{}, "", false
	}
	q, err := s.Queries.Lookup(text[m[2]:m[3]])
	return q, text[m[3]:], err == nil
}

// misnamed says which saved query is meant by a line that has the form of one's name, as "who-mediates" has, and is none.
func (s *Shell) misnamed(text string) error {
	m := byName.FindStringSubmatch(text)
	if m == nil || strings.Contains(text, "\n") {
		return nil
	}
	_, err := s.Queries.Lookup(m[1])
	return err
}

// Explain says what is wrong and where, and shows the line of text that holds a fault at a known place. text began at the
// given line of its file, 1 where there is none.
func Explain(err error, text string, first int) string {
	if errors.Is(err, graph.ErrIncomplete) {
		if strings.TrimSpace(text) != "" && graph.LanguageOf(text) == graph.Path {
			return "the path ends before it is complete: " + lacking(text)
		}
		return "the query ends before it is complete: a bracket, a quotation mark or an operand is missing"
	}
	var fault *graph.QueryError
	lines := strings.Split(text, "\n")
	if !errors.As(err, &fault) || fault.Line < 1 || fault.Line > len(lines) || fault.Column < 1 {
		return render.CleanLines(err.Error())
	}
	at := *fault
	at.Line += first - 1
	line := []rune(strings.TrimRight(lines[fault.Line-1], " \t\r"))
	from, to := around(min(fault.Column-1, len(line)), len(line))
	before := clean(line[from:min(fault.Column-1, len(line))])
	head, tail := "", ""
	if from > 0 {
		head = "…"
	}
	if to < len(line) {
		tail = "…"
	}
	lead := strings.Repeat(" ", render.Width(head+before))
	return fmt.Sprintf("%s\n  %s%s%s\n  %s^", render.CleanLines(at.Error()), head, clean(line[from:to]), tail, lead)
}

// clauses begin what stands after the patterns of a path.
var clauses = regexp.MustCompile(`(?i)\s(where|since|until|voice|confidence|count|order|limit)(\s|$)`)

// lacking says what an unfinished path lacks.
func lacking(text string) string {
	words := strings.Fields(text)
	end := words[len(words)-1]
	pattern := strings.Fields(text[strings.LastIndex(text, ";")+1:])
	switch {
	case strings.Count(text, `"`)%2 == 1:
		return "a quotation mark is missing"
	case strings.Count(text, "(") > strings.Count(text, ")"):
		return "a bracket is missing"
	case clauses.MatchString(text):
		return fmt.Sprintf("what belongs after %q is missing", render.Clean(end))
	case len(pattern) == 0:
		return "a pattern, START PATH END, is missing after ;"
	case strings.ContainsAny(end[len(end)-1:], "/|^!"):
		return fmt.Sprintf("a relation is missing after %q", render.Clean(end))
	case len(pattern) == 1:
		return "PATH and END are missing, as in ?who mediates ?what"
	}
	return "its END is missing, as in ?who mediates ?what"
}

// around picks the part of a line of n characters that is shown with a fault at the given place: as much as fits on one
// line of a terminal.
func around(at, n int) (from, to int) {
	const room = 72
	if n <= room {
		return 0, n
	}
	from = min(max(0, at-room*2/3), n-room)
	return from, from + room
}

func clean(line []rune) string { return render.Clean(strings.ReplaceAll(string(line), "\t", " ")) }

// words splits what stands after a dot-command's name: at spaces, with double quotes (and Go's escapes in them) or
// single quotes around text that holds some, also within a word: actor="United States".
func words(text string) ([]string, error) {
	var out []string
	for {
		text = strings.TrimLeft(text, " \t\n\r")
		if text == "" {
			return out, nil
		}
		var b strings.Builder
		for text != "" && !strings.ContainsRune(" \t\n\r", rune(text[0])) {
			switch text[0] {
			case '"', '\'':
				quoted, rest, err := unquote(text)
				if err != nil {
					return nil, err
				}
				b.WriteString(quoted)
				text = rest
			default:
				_, n := utf8.DecodeRuneInString(text)
				b.WriteString(text[:n])
				text = text[n:]
			}
		}
		out = append(out, b.String())
	}
}

// unquote takes the quoted text at the head of text.
func unquote(text string) (value, rest string, err error) {
	if text[0] == '"' {
		quoted, err := strconv.QuotedPrefix(text)
		if err == nil {
			value, err = strconv.Unquote(quoted)
		}
		if err != nil {
			return "", "", fmt.Errorf("expected a closing quotation mark after %s", render.Clean(text))
		}
		return value, text[len(quoted):], nil
	}
	value, rest, ok := strings.Cut(text[1:], "'")
	if !ok {
		return "", "", fmt.Errorf("expected a closing ' after %s", render.Clean(text))
	}
	return value, rest, nil
}
