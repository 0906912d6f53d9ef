package shell

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"quadrille/cmd/internal/render"
	"quadrille/graph"
	"quadrille/queries"
)

// ErrFailed tells that something failed and has been reported. Run returns it when statements failed and nobody sat there
// to see it.
var ErrFailed = errors.New("a statement failed")

// Misuse is a fault of what was typed that no graph could mend: wrong arguments of a command, a relation that is none.
type Misuse struct{ error }

// Options say what a shell talks about, with whom and how.
type Options struct {
	Graph    *graph.Graph
	Queries  *queries.Library // the saved queries; nil for the built-in ones
	Terminal Terminal
	Out, Err io.Writer     // answers, and all else
	Color    bool          // Out obeys SGR
	Width    func() int    // columns of Out, 0 when it has no width; may be nil
	Height   func() int    // lines of the screen, 0 when it has none; may be nil
	Progress bool          // Err is a terminal: long queries tell there how they go on
	Programs Programs      // the user's own
	Settings string        // the file of settings, "" for none
	Saving   Saving        // where .save puts queries
	Format   render.Format // of answers
	FullIRIs bool          // IRIs in answers in full
	Limit    int           // most rows of an answer, 0 for all
	Timeout  time.Duration // longest time for a query, 0 for any
	Script   Script        // for those that run unattended
	// Load adds the articles at paths, as the load command does, and reports what it did; ErrFailed says that it has
	// reported faults. It is nil where nothing can be loaded.
	Load func(ctx context.Context, paths []string) error
}

// Shell is a session on a graph.
type Shell struct {
	Options
	last      *answer // the last result, for .why
	previous  string  // the last statement, for lines that go on with it
	latest    string  // the last that asked the graph, for .explain, .watch and .edit
	edited    string  // what .edit has run, for the history
	rest      string  // of an answer longer than the screen, for .more
	page      *page   // where the statement writes, nil when straight to Out
	file      *outputFile
	progress  *progress
	asked     time.Duration // how long the statement's query took
	timing    bool
	pager     pagerMode
	colorless bool  // colours cannot be switched on
	first     error // the first fault that was reported
	left      bool  // .quit was given
	unsaved   bool  // the history could not be written, and this was said
}

// New starts a session.
func New(o Options) *Shell { return &Shell{Options: o, pager: pagerOn, colorless: !o.Color} }

const (
	prompt     = "quadrille> "
	promptMore = "      ...> "
)

// Run answers statements until the terminal has no more of them, .quit is given, or ctx ends, whose cause it then
// returns. Faults of statements are reported as they come and do not end it.
func (s *Shell) Run(ctx context.Context) (err error) {
	defer func() { err = errors.Join(err, s.endOutput()) }()
	var b buffer
	failed := false
	for !s.left {
		ask := prompt
		if !b.empty() {
			ask = promptMore
		}
		line, err := s.Terminal.ReadLine(ctx, ask)
		switch {
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case errors.Is(err, ErrInterrupted):
			b.drop()
			continue
		case err == io.EOF:
			s.left = true
			if s.Terminal.Interactive() {
				fmt.Fprintln(s.Out)
			} else if !b.empty() {
				failed = true
				s.complain(graph.ErrIncomplete, b.text(), b.first)
			}
			continue
		case err != nil:
			s.complain(err, "", b.read+1)
			return s.failure()
		}
		if b.empty() && s.Terminal.Interactive() && strings.HasPrefix(line, recallMark) {
			if line, err = s.recall(line); err != nil {
				s.complain(err, "", 1)
				continue
			}
			fmt.Fprintln(s.Err, s.dim(render.CleanLines(line)))
		}
		if s.interrupts(&b, line) {
			failed = true
			s.complain(graph.ErrIncomplete, b.text(), b.first)
			b.drop()
		}
		if !b.take(line, s.previous, s.Terminal) {
			continue
		}
		err = s.one(ctx, b.text())
		if ctx.Err() != nil {
			s.remember(b.text())
			return context.Cause(ctx)
		}
		if errors.Is(err, graph.ErrIncomplete) {
			continue
		}
		if err != nil {
			failed = true
			if !errors.Is(err, ErrFailed) {
				s.complain(err, b.text(), b.first)
			}
		}
		s.remember(b.text())
		b.drop()
	}
	if failed && !s.Terminal.Interactive() {
		return s.failure()
	}
	return nil
}

// one obeys a dot-command or answers a statement; Ctrl-C stops it.
func (s *Shell) one(ctx context.Context, text string) error {
	ctx, stop := s.Terminal.Interruptible(ctx)
	defer stop()
	s.asked = 0
	start := time.Now()
	end := s.paged(ctx)
	err := s.Statement(ctx, text)
	took := time.Since(start)
	if err = errors.Join(end(err), s.flush()); s.timing && !errors.Is(err, graph.ErrIncomplete) {
		s.tellTime(took)
	}
	if err != nil && errors.Is(context.Cause(ctx), ErrInterrupted) {
		return ErrInterrupted
	}
	return err
}

// complain reports a fault of the text that began at the given line of the input.
func (s *Shell) complain(err error, text string, line int) {
	if s.told(err, text, line) {
		return
	}
	if s.Terminal.Interactive() {
		if errors.Is(err, ErrInterrupted) {
			fmt.Fprintln(s.Err, "stopped")
			return
		}
		fmt.Fprintln(s.Err, s.fitError("error: "+Explain(err, text, 1)))
		return
	}
	where := fmt.Sprintf("line %d: ", line)
	message := Explain(err, text, line)
	if strings.HasPrefix(message, "line ") {
		where = "" // the message itself tells the line, and the column
	}
	fmt.Fprintf(s.Err, "quadrille: standard input, %s%s\n", where, message)
}

func (s *Shell) remember(entry string) {
	if s.edited != "" {
		entry, s.edited = s.edited, ""
	}
	if err := s.Terminal.Remember(entry); err != nil && !s.unsaved {
		s.unsaved = true
		fmt.Fprintln(s.Err, "the history is not saved: "+render.Clean(err.Error()))
	}
}
