package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"quadrille/cmd/internal/shell"
)

type queryCmd struct {
	Text string `arg:"" help:"The query, - for standard input."`
	sourceFlags
	answerFlags
}

func (*queryCmd) Help() string {
	return `A query is written in Gizmo; see the shell's .help.

Example:

    quadrille query 'g.V("actor:russia").out("rel:mediates").all()' --db peace`
}

// maxQuery bounds the text of a query read from standard input, in bytes.
const maxQuery = 16 << 20

// Run answers the query.
func (c *queryCmd) Run(ctx context.Context, s *stdio) (err error) {
	if c.Text == "-" {
		text, err := io.ReadAll(io.LimitReader(s.in, maxQuery+1))
		if err != nil {
			return err
		}
		if len(text) > maxQuery {
			return fmt.Errorf("the query on standard input is longer than %d MiB", maxQuery>>20)
		}
		c.Text = string(text)
	}
	if strings.TrimSpace(c.Text) == "" {
		return fmt.Errorf("%w: the query is empty", errUsage)
	}
	return c.ask(ctx, s, c.answerFlags, func(sh *shell.Shell) error {
		if err := sh.Statement(ctx, c.Text); err != nil {
			return errors.New(shell.Explain(err, c.Text, 1))
		}
		return nil
	})
}

// ask runs f with a shell on the graph that the flags name.
func (f sourceFlags) ask(ctx context.Context, s *stdio, a answerFlags, run func(*shell.Shell) error) (err error) {
	g, bad := f.open(ctx, s)
	if g == nil {
		return bad
	}
	defer closing(g, &err)
	o, err := a.options(s, g, shell.NewLines(strings.NewReader("")), 0)
	if err != nil {
		return err
	}
	if o.Queries, err = library(f.DB); err != nil {
		return err
	}
	if err := run(shell.New(o)); err != nil {
		return err
	}
	return bad
}
