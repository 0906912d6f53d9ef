package loader

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"quadrille/loader/article"
	"quadrille/loader/document"

	"github.com/cayleygraph/quad"
)

// Errors that callers tell apart with errors.Is.
var (
	ErrOrder = errors.New("the stages do not fit together")
	ErrPanic = errors.New("a fault in the program")
	ErrSink  = errors.New("the store does not take the articles")
)

// StageError is a fault of one stage, on one article or (File is "") in its place among the others.
type StageError struct {
	File  string // the article's source
	Stage string
	Err   error
	Stack string // where a panic came from, "" for other errors
}

func (e *StageError) Error() string {
	if e.File == "" {
		return fmt.Sprintf("stage %s: %v", e.Stage, e.Err)
	}
	return fmt.Sprintf("%s: stage %s: %v", article.Notice{File: e.File}.Where(), e.Stage, e.Err)
}

// Unwrap gives Err.
func (e *StageError) Unwrap() error { return e.Err }

// Check tells whether each stage finds the layers that it needs set by those before it, and sets none that they have set.
// The error is a *StageError that wraps ErrOrder.
func Check(stages []Stage) error {
	var set document.Layer
	for _, s := range stages {
		if missing := s.Needs() &^ set; missing != 0 {
			return &StageError{Stage: s.Name(), Err: fmt.Errorf("%w: it needs %v, which no stage before it sets", ErrOrder, missing)}
		}
		if twice := s.Sets() & set; twice != 0 {
			return &StageError{Stage: s.Name(), Err: fmt.Errorf("%w: it sets %v, which a stage before it has set", ErrOrder, twice)}
		}
		set |= s.Sets()
	}
	return nil
}

// reading is one article with its layers, or why there is none.
type reading struct {
	file     string
	document *document.Document
	notices  []article.Notice
	words    int
	err      error
}

// read reads the article of s and runs the stages on it.
func (p *Pipeline) read(ctx context.Context, s article.Source) (r reading) {
	r.file = s.Name
	r.err = guard(s.Name, "read", func() error {
		a, notices, err := p.Reader.Read(ctx, s)
		if err != nil {
			return err
		}
		r.notices, r.document = notices, document.New(a)
		return nil
	})
	for _, stage := range p.Stages {
		if r.err == nil {
			r.err = guard(s.Name, stage.Name(), func() error {
				if err := stage.Run(ctx, r.document); err != nil {
					return &StageError{File: s.Name, Stage: stage.Name(), Err: err}
				}
				return nil
			})
		}
	}
	if r.err != nil {
		r.document = nil
		return r
	}
	for i := range r.document.Tokens {
		if r.document.Tokens[i].Kind <= document.Number {
			r.words++
		}
	}
	return r
}

// batch is one article's quads, or why there are none.
type batch struct {
	reading
	article quad.IRI
	quads   []quad.Quad
}

// batch reads s and makes quads of it.
func (p *Pipeline) batch(ctx context.Context, s article.Source) (b batch) {
	b.reading = p.read(ctx, s)
	if b.err != nil {
		return b
	}
	b.err = guard(s.Name, "emit", func() error {
		var err error
		if b.article, b.quads, err = p.Emit(b.document); err != nil {
			return &StageError{File: s.Name, Stage: "emit", Err: err}
		}
		return nil
	})
	b.document = nil // the quads are all that has to wait for its turn
	return b
}

// guard runs one step of one article and makes an error of a panic.
func guard(file, stage string, step func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &StageError{File: file, Stage: stage, Err: fmt.Errorf("%w: %v", ErrPanic, v), Stack: string(debug.Stack())}
		}
	}()
	return step()
}
