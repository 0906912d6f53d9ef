package shell

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/peterh/liner"
)

// Liner is the terminal of a person.
type Liner struct {
	state     *liner.State // nil on a terminal that cannot edit lines
	prompt    func(prompt string) (string, error)
	history   *History
	entries   []string // of the history, oldest first
	interrupt chan os.Signal
	pending   chan line // a prompt that still waits for its line
}

type line struct {
	text string
	err  error
}

// NewLiner takes the process's terminal over until Close. The history is usable up to the fault when err is not nil.
func NewLiner(history *History) (_ *Liner, err error) {
	t := &Liner{history: history, interrupt: make(chan os.Signal, 1)}
	// At liner's prompt Ctrl-C is a key. At all other times it is a signal, which must not end the process.
	signal.Notify(t.interrupt, os.Interrupt)
	if !liner.TerminalSupported() {
		lines := NewLines(os.Stdin)
		t.prompt = func(prompt string) (string, error) {
			fmt.Print(prompt)
			return lines.next()
		}
		return t, nil
	}
	t.state = liner.NewLiner()
	t.prompt = t.state.Prompt
	t.state.SetCtrlCAborts(true)
	t.state.SetMultiLineMode(true)
	t.state.SetTabCompletionStyle(liner.TabPrints)
	t.state.SetBeep(false)
	entries, err := history.Entries()
	t.entries = entries
	for _, e := range entries {
		t.state.AppendHistory(e)
	}
	return t, err
}

// Complete sets what Tab offers; pos counts code points. See liner.WordCompleter.
func (t *Liner) Complete(complete func(line string, pos int) (head string, offers []string, tail string)) {
	if t.state == nil {
		return
	}
	t.state.SetWordCompleter(func(line string, pos int) (string, []string, string) {
		if typed, ok := strings.CutPrefix(line, recallMark); ok {
			// liner looks at the style when it has the offers: Tab goes through these one by one.
			t.state.SetTabCompletionStyle(liner.TabCircular)
			found := Recall(t.entries, typed)
			return "", found[:min(recalled, len(found))], ""
		}
		t.state.SetTabCompletionStyle(liner.TabPrints)
		return complete(line, pos)
	})
}

// ReadLine implements Terminal.
func (t *Liner) ReadLine(ctx context.Context, prompt string) (string, error) {
	t.drain()
	if t.pending == nil {
		pending := make(chan line, 1)
		go func() {
			text, err := t.prompt(prompt)
			pending <- line{text, err}
		}()
		t.pending = pending
	} else {
		fmt.Print(prompt)
	}
	select {
	case l := <-t.pending:
		t.pending = nil
		if errors.Is(l.err, liner.ErrPromptAborted) {
			return "", ErrInterrupted
		}
		return fromLine(l.text), l.err
	case <-t.interrupt:
		fmt.Println()
		return "", ErrInterrupted
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}

// drain forgets a Ctrl-C that was pressed when there was nothing to stop.
func (t *Liner) drain() {
	select {
	case <-t.interrupt:
	default:
	}
}

// Peek implements Terminal; what the user will type is not known.
func (*Liner) Peek() (string, bool) { return "", false }

// Remember implements Terminal.
func (t *Liner) Remember(entry string) error {
	if t.state == nil {
		return nil
	}
	t.entries = append(t.entries, toLine(entry))
	t.state.AppendHistory(toLine(entry))
	return t.history.Append(entry)
}

// Entries implements Terminal.
func (t *Liner) Entries() []string { return t.entries }

// Interruptible implements Terminal.
func (t *Liner) Interruptible(ctx context.Context) (context.Context, func()) {
	t.drain()
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		select {
		case <-t.interrupt:
			cancel(ErrInterrupted)
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}

// Interactive implements Terminal.
func (*Liner) Interactive() bool { return true }

// Close gives the terminal back as it was.
func (t *Liner) Close() error {
	signal.Stop(t.interrupt)
	if t.pending != nil {
		io.WriteString(os.Stdout, "\n")
	}
	if t.state == nil {
		return nil
	}
	return t.state.Close()
}
