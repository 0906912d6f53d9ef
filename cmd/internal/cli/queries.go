package cli

import (
	"context"
	"fmt"
	"strings"

	"quadrille/cmd/internal/shell"
	"quadrille/queries"
)

type queriesCmd struct {
	List queriesListCmd `cmd:"" default:"withargs" help:"Their names, parameters and what they answer."`
	Show queriesShowCmd `cmd:"" help:"One of them in full."`
}

type queriesListCmd struct{ formatFlag }

func (*queriesListCmd) Help() string {
	return `Parameters in brackets may be left out.

Example:

    quadrille queries list`
}

// Run lists the saved queries.
func (c *queriesListCmd) Run(ctx context.Context, s *stdio) error {
	o, err := answerFlags{formatFlag: c.formatFlag}.options(s, nil, shell.NewLines(strings.NewReader("")), 0)
	if err != nil {
		return err
	}
	return shell.New(o).Command(ctx, "queries")
}

type queriesShowCmd struct {
	Name string `arg:"" help:"Name of a saved query."`
}

func (*queriesShowCmd) Help() string {
	return `Example:

    quadrille queries show mediators`
}

// Run shows the saved query.
func (c *queriesShowCmd) Run(ctx context.Context, s *stdio) error {
	if _, err := queries.Lookup(c.Name); err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	return shell.New(shell.Options{Out: s.out}).Command(ctx, "queries", c.Name)
}
