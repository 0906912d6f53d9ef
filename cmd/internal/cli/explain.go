package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"quadrille/cmd/internal/render"
	"quadrille/cmd/internal/shell"
	"quadrille/graph"
)

type explainCmd struct {
	Text    string `arg:"" help:"The query."`
	Analyze bool   `help:"Run the query, and tell what each action gave and took."`
	langFlag
	sourceFlags
}

func (*explainCmd) Help() string {
	return `Each line is an action, over the rows of the lines below it that stand further to the right: what it does, the columns
that it hands on, how many rows the planner expects and, with --analyze, how many there were, and the time that it and
those below it took. Of an action with "for each" the last line is carried out for every batch of rows of the first.

Example:

    quadrille explain 'g.V().has("rdf:type", "schema:Country").out("rel:mediates")' --db peace --analyze`
}

// Run explains the query.
func (c *explainCmd) Run(ctx context.Context, s *stdio) (err error) {
	if strings.TrimSpace(c.Text) == "" {
		return fmt.Errorf("%w: the query is empty", errUsage)
	}
	g, bad := c.open(ctx, s)
	if g == nil {
		return bad
	}
	defer closing(g, &err)
	snapshot, err := g.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	text, err := snapshot.Explain(ctx, graph.Request{Text: c.Text, Lang: graph.Language(c.Lang)}, c.Analyze)
	if err != nil {
		return errors.New(shell.Explain(err, c.Text, 1))
	}
	if _, err := fmt.Fprintln(s.out, strings.TrimSuffix(render.CleanLines(text), "\n")); err != nil {
		return err
	}
	return bad
}
