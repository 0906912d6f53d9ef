package shell

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"quadrille/cmd/internal/render"
)

// pagerMode says what becomes of an answer that is longer than the screen.
type pagerMode string

const (
	pagerOn   pagerMode = "on"   // the user's pager, or as with pagerMore where there is none
	pagerMore pagerMode = "more" // what fits, and .more shows the rest
	pagerOff  pagerMode = "off"  // all of it
)

// keptText is how much of an answer waits for .more, in bytes.
const keptText = 16 << 20

var (
	// errPagerLeft ends an answer whose reader has left the pager. It is no fault.
	errPagerLeft = errors.New("the pager was left")
	// errKept ends an answer that is longer than what waits for .more.
	errKept = errors.New("the rest is too long to be kept")
)

// page is where one statement writes while a person reads along: it holds back what is written until it is longer than
// the screen, or complete.
type page struct {
	shell  *Shell
	screen io.Writer
	room   int // lines that fit
	mode   pagerMode
	held   bytes.Buffer
	lines  int // of the screen that held takes, a line not yet ended aside
	last   int // where in held the last line begins
	pager  io.WriteCloser
	stop   func() // releases the pager's context
	plain  bool   // nothing is held back
}

// paged directs what a statement writes to a page; end shows what the page holds.
func (s *Shell) paged(ctx context.Context) (end func(error) error) {
	if !s.Terminal.Interactive() || s.file != nil {
		return func(err error) error { return err }
	}
	p := &page{shell: s, screen: s.Out, mode: s.pager}
	if s.Height != nil {
		p.room = s.Height() - 2 // the line that says that there is more, and the prompt
	}
	if p.mode == pagerOn && s.Programs.Page == nil {
		p.mode = pagerMore
	}
	p.plain = p.room < 1 || p.mode == pagerOff
	s.Out = writer(func(b []byte) (int, error) { return p.write(ctx, b) })
	s.page = p
	return func(err error) error {
		if s.page = nil; s.file == nil { // else .output has sent it elsewhere
			s.Out = p.screen
		}
		return p.end(err)
	}
}

// left tells that an answer ended because whoever reads it has had enough of it.
func left(err error) bool { return errors.Is(err, errPagerLeft) || errors.Is(err, errKept) }

type writer func([]byte) (int, error)

func (w writer) Write(b []byte) (int, error) { return w(b) }

func (p *page) write(ctx context.Context, b []byte) (int, error) {
	switch {
	case p.plain:
		p.shell.progress.end() // lines of an answer have no room for its line between them
		return p.screen.Write(b)
	case p.pager != nil:
		return p.hand(b)
	case p.held.Len()+len(b) > keptText:
		return 0, errKept
	}
	p.held.Write(b)
	p.count()
	if p.lines > p.room && p.mode == pagerOn {
		p.shell.progress.end()
		ctx, p.stop = uninterrupted(ctx)
		pager, err := p.shell.Programs.Page(ctx)
		if err != nil {
			fmt.Fprintf(p.shell.Err, "the pager does not start: %s; .set pager more does without\n", render.Clean(err.Error()))
			p.stop()
			p.mode = pagerMore
			return len(b), nil
		}
		p.pager = pager
		if _, err := p.hand(p.held.Bytes()); err != nil {
			return 0, err
		}
		p.held.Reset()
	}
	return len(b), nil
}

// hand gives text to the pager.
func (p *page) hand(b []byte) (int, error) {
	n, err := p.pager.Write(b)
	if err != nil {
		return n, errPagerLeft // a pipe without a reader
	}
	return n, nil
}

// count counts the lines of the screen that have been added to what is held.
func (p *page) count() {
	for text := p.held.Bytes(); ; {
		i := bytes.IndexByte(text[p.last:], '\n')
		if i < 0 {
			return
		}
		p.lines += p.shell.screenLines(string(text[p.last : p.last+i]))
		p.last += i + 1
	}
}

// screenLines is how many lines of the screen a line of text takes.
func (s *Shell) screenLines(line string) int {
	width := 0
	if s.Width != nil {
		width = s.Width()
	}
	if width <= 0 || len(line) <= width {
		return 1
	}
	return max(1, (render.Width(styles.ReplaceAllString(line, ""))+width-1)/width)
}

// end shows what is held: all that fits, and how many lines more there are.
func (p *page) end(err error) error {
	p.shell.progress.end()
	if p.pager != nil {
		if closed := p.pager.Close(); err == nil {
			err = closed
		}
		p.stop()
		if errors.Is(err, errPagerLeft) {
			return nil
		}
		return err
	}
	kept := errors.Is(err, errKept)
	if kept {
		err = nil
	}
	text := p.held.String()
	if p.lines <= p.room && !kept {
		p.shell.rest = ""
		_, bad := io.WriteString(p.screen, text)
		return errors.Join(err, bad)
	}
	at, taken := 0, 0
	for {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			break
		}
		taken += p.shell.screenLines(text[at : at+i])
		if taken > p.room && at > 0 {
			break
		}
		at += i + 1
	}
	p.shell.rest = text[at:]
	more := Group(strings.Count(p.shell.rest, "\n")) + " more"
	if kept {
		more += " and others that are not kept: .output FILE takes all"
	}
	if p.shell.rest == "" {
		_, bad := io.WriteString(p.screen, text)
		return errors.Join(err, bad)
	}
	_, bad := fmt.Fprintf(p.screen, "%s%s\n", text[:at], p.shell.dim("… "+more+", .more"))
	return errors.Join(err, bad)
}

// styles are the codes that set a style, which take no room.
var styles = regexp.MustCompile("\x1b\\[[0-9;]*m")

// dim is text that stands back, where styles can be seen.
func (s *Shell) dim(text string) string {
	if !s.Color {
		return text
	}
	return "\x1b[2m" + text + "\x1b[0m"
}

// more shows what the last answer had no room for.
func (s *Shell) more(_ context.Context, args []string) error {
	all := len(args) == 1 && args[0] == "all"
	if len(args) > 0 && !all {
		return usage("more")
	}
	text := s.rest
	if text == "" {
		return errors.New("nothing more: the last answer was shown whole")
	}
	if all && s.page != nil {
		s.page.plain = true
	}
	_, err := io.WriteString(s.Out, text)
	return err
}
