package article

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// Errors that callers tell apart with errors.Is.
var (
	ErrNotFound    = errors.New("no such file or folder")
	ErrNoMatch     = errors.New("the pattern matches no file")
	ErrNoArticles  = errors.New("the folder holds no articles")
	ErrUnreadable  = errors.New("cannot be read")
	ErrChanged     = errors.New("changed or vanished while it was being read")
	ErrEmpty       = errors.New("holds no text")
	ErrBinary      = errors.New("is no text file")
	ErrEncoding    = errors.New("is damaged text")
	ErrTooLarge    = errors.New("is too large")
	ErrFrontMatter = errors.New("has faulty front matter")
	ErrLanguage    = errors.New("is not in English")
)

// Error is what was wrong with one input.
type Error struct {
	File     string // as the user named it, or as it was found in a folder; "-" for standard input
	Line     int    // from 1; 0 when no line is at fault
	Column   int    // from 1, in code points; 0 when no column is
	Kind     error  // one of the errors above
	Found    string // what was found, "" when Kind says all
	Expected string // what was expected instead
	Advice   string // what to do
	Cause    error  // what the system said; may be nil
}

// Error is one line: file, position, what is wrong, what was expected, what to do.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(printable(e.File))
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ":%d", e.Column)
		}
	}
	fmt.Fprintf(&b, ": %v", e.Kind)
	if e.Found != "" {
		fmt.Fprintf(&b, " (%s)", printable(e.Found))
	}
	if e.Expected != "" {
		fmt.Fprintf(&b, "; expected %s", e.Expected)
	}
	if e.Advice != "" {
		fmt.Fprintf(&b, "; %s", e.Advice)
	}
	return b.String()
}

// Unwrap gives Kind and Cause.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}

// Notice is something the user should know of although the article was read.
type Notice struct {
	File string
	Line int // from 1; 0 when it concerns no line
	Text string
}

// Where is the file and line in a form that is safe to print.
func (n Notice) Where() string {
	if n.Line > 0 {
		return fmt.Sprintf("%s:%d", printable(n.File), n.Line)
	}
	return printable(n.File)
}

func (n Notice) String() string { return n.Where() + ": " + printable(n.Text) }

// printable is s, quoted as Go does when something in it could steer a terminal: names of files are not to be trusted.
func printable(s string) string {
	for _, r := range s {
		if r == unicode.ReplacementChar || !unicode.IsPrint(r) {
			return strconv.Quote(s)
		}
	}
	return s
}
