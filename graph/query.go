package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"quadrille/graph/algebra"
	"quadrille/graph/exec"
	"quadrille/graph/lang"
	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

// Request is a query.
type Request struct {
	Text    string
	Lang    Language              // AnyLanguage: as the text begins
	Params  map[string]quad.Value // bound as variables of the script, never pasted into it
	Columns []string              // the columns to give, in this order; empty: all, in the order in which the text names them
	Limit   int                   // most rows to return, 0 for all; Rows.Truncated tells whether it cut

	AnyOrder bool // rows whose order the text does not say may come in any, as callbacks see them too: quicker
	Counted  bool // the rows are made, and Rows.Count tells how many; all but the first are not kept
	Memory   int  // most bytes that the query may hold, 0 for 1 GiB
}

// Rows are the rows of a query's answer. They are complete when Query returns them, at most lang.MaxRows.
//
// A path gives a column for each tag, and "id" for the node it ends on, unless a tag holds that node. emit gives a
// column for each key of an object, and "value" for anything else. Rows whose path asks for no order are sorted by
// their columns, so that the same graph gives the same rows. Which rows a Limit leaves, and which nodes limit(n)
// without order(), the order of loading decides.
type Rows struct {
	columns   []string
	rows      [][]quad.Value
	next      int
	count     int
	truncated bool
}

// Columns are the names of the columns, complete before the first row is read.
func (r *Rows) Columns() []string { return r.columns }

// Count is the number of rows of the answer.
func (r *Rows) Count() int { return r.count }

// Next moves to the next row and reports whether there is one.
func (r *Rows) Next() bool {
	if r.next >= len(r.rows) {
		return false
	}
	r.next++
	return true
}

// Row holds a value for every column, nil where the row has none. It is valid until Next is called again.
func (r *Rows) Row() []quad.Value { return r.rows[r.next-1] }

// Err is what ended the rows early, nil when they are complete.
func (r *Rows) Err() error { return nil }

// Truncated tells, once Next has returned false, whether Request.Limit cut the rows.
func (r *Rows) Truncated() bool { return r.truncated }

// Close ends the query.
func (r *Rows) Close() error {
	r.rows, r.next = nil, 0
	return nil
}

// Query runs a query. A text that a further line could complete gives ErrIncomplete; other faults of the text and of
// its run give a *QueryError, with line and column where they are known. Query returns when ctx is done, with its
// error; a query that is then stuck in JavaScript's library keeps its state in memory until it ends (package gizmo).
func (s *Snapshot) Query(ctx context.Context, q Request) (*Rows, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.hold()
	type result struct {
		table *lang.Table
		err   error
	}
	done := make(chan result, 1)
	s.g.workers.do(func() {
		defer s.release()
		run := executor{exec.New(ctx, s.r, exec.Limits{Memory: q.Memory, Plans: s.g.plansOf(s.version)})}
		t, err := s.run(ctx, run, q.Lang, lang.Request{Text: q.Text, Params: q.Params, Limit: q.Limit, AnyOrder: q.AnyOrder, Counted: q.Counted, Memory: q.Memory, Compiled: &s.g.texts})
		done <- result{t, err}
	})
	var res result
	select {
	case res = <-done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if res.err != nil {
		return nil, s.queryError(ctx, res.err)
	}
	rows := &Rows{columns: res.table.Columns, rows: res.table.Rows, count: res.table.N, truncated: res.table.Truncated}
	if len(q.Columns) > 0 {
		rows.choose(q.Columns)
	}
	return rows, nil
}

func (s *Snapshot) queryError(ctx context.Context, err error) error {
	var fault *lang.Fault
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, lang.ErrIncomplete):
		return ErrIncomplete
	case errors.As(err, &fault):
		return &QueryError{Line: fault.Line, Column: fault.Column, Message: fault.Message}
	}
	return explain(err, s.g.dir)
}

// choose keeps the named columns, in their order. A column that no row has is empty.
func (r *Rows) choose(columns []string) {
	from := make([]int, len(columns))
	for i, c := range columns {
		from[i] = slices.Index(r.columns, c)
	}
	for i, row := range r.rows {
		chosen := make([]quad.Value, len(columns))
		for j, f := range from {
			if f >= 0 {
				chosen[j] = row[f]
			}
		}
		r.rows[i] = chosen
	}
	r.columns = slices.Clone(columns)
}

// executor lets a language run operators.
type executor struct{ *exec.Query }

var _ lang.Executor = executor{}

// Run implements lang.Executor.
func (e executor) Run(o algebra.Operator, vars []algebra.Var, yield func(lang.Rows) error) error {
	return e.Query.Run(o, vars, func(r *exec.Rows) error { return yield(r) })
}

// terms turns IDs into terms, remembering the latest.
type terms struct {
	ctx  context.Context
	r    store.Reader
	seen map[store.ID]quad.Value
}

func (s *Snapshot) terms(ctx context.Context) *terms {
	return &terms{ctx, s.r, map[store.ID]quad.Value{}}
}

func (t *terms) of(id store.ID) (quad.Value, error) {
	if id == 0 {
		return nil, nil
	}
	if v, ok := t.seen[id]; ok {
		return v, nil
	}
	vs, err := t.r.Values(t.ctx, []store.ID{id})
	if err != nil {
		return nil, fmt.Errorf("read a term: %w", err)
	}
	if len(t.seen) >= 1<<16 {
		clear(t.seen)
	}
	t.seen[id] = vs[0]
	return vs[0], nil
}

func (t *terms) quad(q store.Quad) (quad.Quad, error) {
	var out quad.Quad
	var err error
	for _, part := range []struct {
		id store.ID
		to *quad.Value
	}{{q.Subject, &out.Subject}, {q.Predicate, &out.Predicate}, {q.Object, &out.Object}, {q.Label, &out.Label}} {
		if *part.to, err = t.of(part.id); err != nil {
			return out, err
		}
	}
	return out, nil
}
