package shell

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// ErrInterrupted is what ReadLine returns when the user drops the line with Ctrl-C.
var ErrInterrupted = errors.New("interrupted")

// Terminal is where a shell's lines come from.
type Terminal interface {
	// ReadLine shows the prompt and returns the next line without its end. Errors: io.EOF when there are no more,
	// ErrInterrupted when the user drops the line, the cause of ctx when it ends.
	ReadLine(ctx context.Context, prompt string) (string, error)
	// Peek returns the line that ReadLine would return next, where that can be known without asking the user.
	Peek() (line string, ok bool)
	// Remember adds a statement, which may have several lines, to the history.
	Remember(entry string) error
	// Entries are the statements of the history, oldest first, as lines to edit.
	Entries() []string
	// Interruptible gives a context that ends when the user presses Ctrl-C before stop is called.
	Interruptible(ctx context.Context) (_ context.Context, stop func())
	// Interactive tells whether a person sits there, to be prompted.
	Interactive() bool
}

// maxLine bounds a line of piped input, in bytes.
const maxLine = 16 << 20

// Lines is a terminal that reads lines from a pipe or a file.
type Lines struct {
	r      *bufio.Reader
	peeked *string
	err    error
}

// NewLines reads statements from r.
func NewLines(r io.Reader) *Lines { return &Lines{r: bufio.NewReader(r)} }

// ReadLine implements Terminal. A line may be of any length up to 16 MiB.
func (l *Lines) ReadLine(ctx context.Context, _ string) (string, error) {
	if err := context.Cause(ctx); err != nil {
		return "", err
	}
	return l.next()
}

func (l *Lines) next() (string, error) {
	if line, ok := l.Peek(); ok {
		l.peeked = nil
		return line, nil
	}
	return "", l.err
}

// Peek implements Terminal.
func (l *Lines) Peek() (string, bool) {
	if l.peeked != nil {
		return *l.peeked, true
	}
	if l.err != nil {
		return "", false
	}
	line, err := l.read()
	if err != nil {
		l.err = err
		return "", false
	}
	l.peeked = &line
	return line, true
}

func (l *Lines) read() (string, error) {
	var b strings.Builder
	for {
		part, err := l.r.ReadSlice('\n')
		b.Write(part)
		switch {
		case b.Len() > maxLine:
			return "", fmt.Errorf("a line of standard input is longer than %d MiB: split it", maxLine>>20)
		case err == nil || err == io.EOF && b.Len() > 0:
			line := strings.TrimSuffix(strings.TrimSuffix(b.String(), "\n"), "\r")
			if !utf8.ValidString(line) {
				return "", errors.New("standard input is not UTF-8 text: convert the statements first")
			}
			return line, nil
		case err == bufio.ErrBufferFull:
		default:
			return "", err
		}
	}
}

// Remember implements Terminal; a pipe has no history.
func (*Lines) Remember(string) error { return nil }

// Entries implements Terminal.
func (*Lines) Entries() []string { return nil }

// Interruptible implements Terminal; whoever owns the process ends ctx.
func (*Lines) Interruptible(ctx context.Context) (context.Context, func()) {
	return context.WithCancel(ctx)
}

// Interactive implements Terminal.
func (*Lines) Interactive() bool { return false }
