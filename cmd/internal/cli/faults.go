package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"quadrille/cmd/internal/render"
	"quadrille/cmd/internal/shell"
	"quadrille/graph"
	"quadrille/queries"
)

// kinds are what Fault.Kind may be, by exit status.
var kinds = map[int]string{done: "", failed: "failed", wrongUsage: "usage", noStore: "no-store", timedOut: "timeout", cut: "cut", stopped: "interrupted"}

// exitStatus is the status that tells of an error.
func exitStatus(err error) int {
	switch {
	case err == nil:
		return done
	case errors.Is(err, errSignal), errors.Is(err, context.Canceled):
		return stopped
	case errors.Is(err, shell.ErrTimeout), errors.Is(err, context.DeadlineExceeded):
		return timedOut
	case errors.Is(err, shell.ErrCut):
		return cut
	case errors.Is(err, errUsage), errors.As(err, new(shell.Misuse)), errors.Is(err, queries.ErrNoParam), errors.Is(err, queries.ErrMissing):
		return wrongUsage
	case errors.Is(err, graph.ErrNoStore):
		return noStore
	}
	return failed
}

// fault is an error as --errors json writes it, one object a line.
type fault struct {
	Error  string `json:"error"`
	Kind   string `json:"kind"`   // usage, no-store, timeout, cut, interrupted, query, failed
	Status int    `json:"status"` // the exit status that it alone would give
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// located is a fault in a query's text: Error shows the line.
type located struct {
	err   error
	text  string
	first int // the line of the input at which the text began, from 1
}

func (l *located) Error() string { return shell.Explain(l.err, l.text, l.first) }
func (l *located) Unwrap() error { return l.err }

// complain prints an error.
func (s *stdio) complain(err error) {
	if !s.json {
		fmt.Fprintf(s.err, "quadrille: %s\n", render.CleanLines(err.Error()))
		return
	}
	f := fault{Error: err.Error(), Status: exitStatus(err)}
	f.Kind = kinds[f.Status]
	var at *located
	if errors.As(err, &at) {
		f.Kind, f.Line, f.Error = "query", at.first, at.err.Error()
		if f.Status != failed {
			f.Kind = kinds[f.Status]
		}
		var where *graph.QueryError
		switch {
		case errors.Is(at.err, graph.ErrIncomplete):
			f.Error = shell.Explain(at.err, at.text, 1)
		case errors.As(at.err, &where):
			f.Error = where.Message
			if where.Line > 0 {
				f.Line, f.Column = at.first+where.Line-1, where.Column
			}
		}
	}
	s.object(f)
}

// say prints a remark.
func (s *stdio) say(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if s.json {
		s.object(struct {
			Note string `json:"note"`
		}{strings.TrimPrefix(text, "quadrille: ")})
		return
	}
	fmt.Fprintln(s.err, render.CleanLines(text))
}

// object prints v as JSON in one line, without characters that a terminal would obey.
func (s *stdio) object(v any) {
	b, err := json.Marshal(v)
	if err != nil {
		b = []byte(`{"error":"a fault that cannot be told","kind":"failed","status":1}`) // not reached: fields are texts and numbers
	}
	fmt.Fprintf(s.err, "%s\n", render.JSONSafe(string(b)))
}

// notice prints a remark of the graph's.
func (s *stdio) notice(text string) { s.say("quadrille: %s", text) }

// errorsAsJSON tells whether the arguments ask for errors as JSON: faults of the arguments themselves are told so too.
func errorsAsJSON(args []string) bool {
	json := false
	for i, a := range args {
		switch {
		case a == "--":
			return json
		case a == "--errors" && i+1 < len(args):
			json = args[i+1] == "json"
		case strings.HasPrefix(a, "--errors="):
			json = a == "--errors=json"
		}
	}
	return json
}

// complainOf is shell.Script.Complain: a fault of a statement that began at that line of standard input.
func (s *stdio) complainOf(err error, text string, line int) {
	s.complain(&located{err, text, max(line, 1)})
}

// misused is a fault of the command line that the parser tells in its own words.
type misused struct{ error }

// Is makes it one of wrong usage.
func (misused) Is(target error) bool { return target == errUsage }
