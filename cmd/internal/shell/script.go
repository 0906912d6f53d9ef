package shell

import (
	"errors"
	"fmt"

	"quadrille/graph"

	"github.com/cayleygraph/quad"
)

// ErrCut is the error for an answer that the limit cut, where Script.Strict makes that one. What the limit leaves has been
// written.
var ErrCut = errors.New("the answer was cut by the limit")

// Script is what a script that runs unattended may want of a shell.
type Script struct {
	Lang     graph.Language        // of queries, graph.AnyLanguage for what their text begins as
	Strict   bool                  // an answer that the limit cuts is ErrCut
	Memory   int                   // most bytes that a query may hold, 0 for the graph's own limit
	Params   map[string]quad.Value // variables of queries
	Formulas bool                  // csv, tsv: text that a spreadsheet would run as a formula stays as it is
	Verbatim bool                  // csv, tsv: control characters of texts stay as they are
	Typed    bool                  // json, jsonl: each value with its type
	// Complain reports a fault of the text that began at that line of the input, 0 where it came from no input; nil prints it.
	Complain func(err error, text string, line int)
}

// strict is ErrCut for an answer that was cut after so many rows, where the script wants to know.
func (s *Shell) strict(rows int, truncated bool) error {
	if !truncated || !s.Script.Strict {
		return nil
	}
	return fmt.Errorf("%w after %s: there are more", ErrCut, Plural(rows, "row"))
}

// told notes the first fault of a session, and reports a fault where the script has a way of its own for that.
func (s *Shell) told(err error, text string, line int) bool {
	if s.first == nil {
		s.first = err
	}
	if s.Script.Complain == nil || s.Terminal.Interactive() {
		return false
	}
	s.Script.Complain(err, text, line)
	return true
}

// failure is ErrFailed, with the first fault that was reported.
func (s *Shell) failure() error {
	if s.first == nil {
		return ErrFailed
	}
	return fmt.Errorf("%w: %w", ErrFailed, s.first)
}
