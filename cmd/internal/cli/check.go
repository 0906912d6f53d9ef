package cli

import (
	"context"
	"errors"
	"fmt"

	"quadrille/cmd/internal/render"
	"quadrille/cmd/internal/shell"
	"quadrille/graph"
)

type checkCmd struct{ storeFlag }

func (*checkCmd) Help() string {
	return `Reads the whole store and holds it against itself and against the invariants of the graph model.

Example:

    quadrille check --db peace`
}

// Run verifies the store.
func (c *checkCmd) Run(ctx context.Context, s *stdio) (err error) {
	g, err := c.open(ctx, s)
	if err != nil {
		return c.examine(ctx, s, err)
	}
	defer closing(g, &err)
	report, err := g.Check(ctx)
	if err != nil {
		return c.examine(ctx, s, err)
	}
	for _, fault := range report.Faults {
		fmt.Fprintln(s.out, render.Clean(fault))
	}
	if n := len(report.Faults); n > 0 {
		return fmt.Errorf("%s in the store %s: read its articles into a new store with quadrille load", shell.Plural(n, "fault"), c.DB)
	}
	_, err = fmt.Fprintf(s.out, "%s of %s: no faults\n", shell.Plural(report.Quads, "quad"), shell.Plural(report.Articles, "article"))
	return err
}

// examine adds to the error for a damaged store what is wrong with each of its files.
func (c *checkCmd) examine(ctx context.Context, s *stdio, damaged error) error {
	if !errors.Is(damaged, graph.ErrDamaged) {
		return damaged
	}
	faults, err := graph.Examine(ctx, c.DB)
	for _, fault := range faults {
		fmt.Fprintln(s.out, render.Clean(fault))
	}
	if err != nil && !errors.Is(err, graph.ErrDamaged) { // what damaged says already
		return errors.Join(damaged, err)
	}
	return damaged
}
