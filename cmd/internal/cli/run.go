package cli

import (
	"context"

	"quadrille/cmd/internal/shell"
)

type runCmd struct {
	Name string   `arg:"" help:"Name of a saved query; quadrille queries list tells them."`
	Args []string `arg:"" optional:"" name:"param=value" help:"Its arguments."`
	sourceFlags
	answerFlags
}

func (*runCmd) Help() string {
	return `Actors and things go by name or by IRI, days as 2023-06-17. A parameter may be written as a flag too.

Examples:

    quadrille run mediators actor="United States" --db peace --format csv
    quadrille run claims --speaker Russia --after 2023-06-01 --db peace --format jsonl`
}

// Run answers the saved query.
func (c *runCmd) Run(ctx context.Context, s *stdio) error {
	l, err := library(c.DB)
	if err != nil {
		return err
	}
	q, err := lookup(l, c.Name)
	if err != nil {
		return err
	}
	return c.ask(ctx, s, c.answerFlags, nil, func(sh *shell.Shell) error { return sh.Saved(ctx, q, c.Args) })
}
