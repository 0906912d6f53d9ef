package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"quadrille/cmd/internal/render"
	"quadrille/cmd/internal/shell"
	"quadrille/graph"
	"quadrille/graph/format/nquads"
	"quadrille/queries"
	"quadrille/queries/sketch"
)

type queriesTestCmd struct {
	Names []string `arg:"" optional:"" name:"name" help:"Names of saved queries; all by default."`
	libraryFlag
	Update  bool          `help:"Write the rows that the queries give into the headers of yours; look at them."`
	Timeout time.Duration `placeholder:"TIME" help:"Longest time for a query, such as 30s." default:"1m"`
}

func (*queriesTestCmd) Help() string {
	return `A query's header may hold tests: a graph file of its folder, arguments, and the rows that are then given.

    // test: graph.txt actor=Turkey
    // row: actor:turkey | treaty:black-sea-grain-deal | 2023-09-05

The file is an export as N-Quads (.nq) or a graph written by hand (.txt). graph.txt, unless the folder has one, is the graph
over which the built-in queries are tested.

Example:

    quadrille queries test`
}

// Run tests the queries.
func (c *queriesTestCmd) Run(ctx context.Context, s *stdio) error {
	l, err := library(c.DB)
	if err != nil {
		return err
	}
	chosen := l.List()
	if len(c.Names) > 0 {
		chosen = nil
		for _, name := range c.Names {
			q, err := lookup(l, name)
			if err != nil {
				return err
			}
			chosen = append(chosen, q)
		}
	} else {
		s.faulty(l)
	}
	bad := 0
	for _, q := range chosen {
		report, ok, err := c.test(ctx, l, q)
		if ctx.Err() != nil {
			return interruption(ctx)
		}
		if err != nil {
			report, ok = fmt.Sprintf("FAIL  %s: %v\n", q.Name, err), false
		}
		if !ok {
			bad++
		}
		if _, err := io.WriteString(s.out, render.CleanLines(report)); err != nil {
			return err
		}
	}
	if len(c.Names) == 0 {
		bad += len(l.Faults())
	}
	if bad > 0 {
		return fmt.Errorf("%s failed", shell.Plural(bad, "saved query"))
	}
	return nil
}

// test runs the tests of one query.
func (c *queriesTestCmd) test(ctx context.Context, l *queries.Library, q queries.Query) (report string, ok bool, err error) {
	if len(q.Tests) == 0 {
		return fmt.Sprintf("none  %s: it has no tests\n", q.Name), true, nil
	}
	var b strings.Builder
	var all [][][]string
	ok = true
	for _, t := range q.Tests {
		got, err := c.rows(ctx, l, q, t)
		if err != nil {
			return "", false, fmt.Errorf("the test in line %d: %w", t.Line, err)
		}
		all = append(all, got)
		if !slices.EqualFunc(t.Rows, got, slices.Equal) {
			ok = false
			fmt.Fprintf(&b, "FAIL  %s: the test in line %d\n", q.Name, t.Line)
			differences(&b, t.Rows, got)
		}
	}
	switch {
	case ok:
		return fmt.Sprintf("ok    %s: %s\n", q.Name, shell.Plural(len(q.Tests), "test")), true, nil
	case c.Update && q.File == c.target().Path(q.Name):
		err := c.target().Replace(q.Name, q.WithRows(all))
		return fmt.Sprintf("new   %s: the rows of its tests were written into %s\n", q.Name, q.File), err == nil, err
	}
	return b.String(), false, nil
}

// differences writes the rows that were wanted and are missing, and those that came instead.
func differences(b *strings.Builder, want, got [][]string) {
	has := func(rows [][]string, row []string) bool {
		return slices.ContainsFunc(rows, func(r []string) bool { return slices.Equal(r, row) })
	}
	same := true
	for _, part := range []struct {
		sign     string
		of, than [][]string
	}{{"-", want, got}, {"+", got, want}} {
		for _, row := range part.of {
			if !has(part.than, row) {
				fmt.Fprintf(b, "  %s %s\n", part.sign, queries.JoinCells(row))
				same = false
			}
		}
	}
	if same {
		b.WriteString("  the rows come in another order, or another number of times\n")
	}
}

// rows answers q as the test asks it.
func (c *queriesTestCmd) rows(ctx context.Context, l *queries.Library, q queries.Query, t queries.Test) (_ [][]string, err error) {
	text, err := l.Graph(q, t)
	if err != nil {
		return nil, err
	}
	g, err := graph.Open(ctx, graph.Options{})
	if err != nil {
		return nil, err
	}
	defer closing(g, &err)
	if err := fill(ctx, g, t.Graph, text); err != nil {
		return nil, err
	}
	if c.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, c.Timeout, shell.ErrTimeout)
		defer cancel()
	}
	return answerOf(ctx, g, q, t.Arguments())
}

// fill loads the text of a graph file.
func fill(ctx context.Context, g *graph.Graph, name, text string) error {
	if path.Ext(name) == ".nq" {
		if _, err := g.Import(ctx, nquads.NewReader(strings.NewReader(text), nquads.Options{})); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	}
	articles, err := sketch.Read(name, text)
	if err != nil {
		return err
	}
	for _, a := range articles {
		if _, err := g.Load(ctx, a.IRI, a.Quads); err != nil {
			return err
		}
	}
	return nil
}

// answerOf gives the rows of a saved query as its tests have them.
func answerOf(ctx context.Context, g *graph.Graph, q queries.Query, args map[string]string) (_ [][]string, err error) {
	params, err := q.Bind(ctx, args, shell.Resolver(g))
	if err != nil {
		return nil, err
	}
	rows, err := g.Query(ctx, graph.Request{Text: q.Script(), Lang: graph.Language(q.Lang), Params: params, Columns: q.Columns})
	if cause := context.Cause(ctx); err != nil && errors.Is(cause, shell.ErrTimeout) {
		err = cause
	}
	if err != nil {
		return nil, err
	}
	defer closing(rows, &err)
	var out [][]string
	for rows.Next() {
		out = append(out, queries.Cells(rows.Row()))
	}
	return out, rows.Err()
}
