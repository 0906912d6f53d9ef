package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"quadrille/cmd/internal/render"
	"quadrille/graph"
	"quadrille/queries"
)

type queriesDocCmd struct {
	sourceFlags
	Rows int `default:"8" help:"Most rows of an answer."`
}

func (*queriesDocCmd) Help() string {
	return `The page tells of each query what it answers and takes. When a graph is named it shows the answer to the query's example.

Example:

    quadrille queries doc --db peace > queries.md`
}

// Run writes the page.
func (c *queriesDocCmd) Run(ctx context.Context, s *stdio) (err error) {
	if c.Rows < 0 {
		return fmt.Errorf("%w: --rows takes no negative values", errUsage)
	}
	l, err := library(c.DB)
	if err != nil {
		return err
	}
	s.faulty(l)
	if _, err := io.WriteString(s.out, "# Saved queries\n\n"); err != nil {
		return err
	}
	if c.DB == "" && len(c.Articles) == 0 {
		return l.WritePage(s.out, nil)
	}
	g, bad := c.open(ctx, s)
	if g == nil {
		return bad
	}
	defer closing(g, &err)
	if err := l.WritePage(s.out, func(w io.Writer, q queries.Query) error { return c.answer(ctx, w, g, q) }); err != nil {
		return err
	}
	return bad
}

// answer writes the answer to the example of q, or why there is none.
func (c *queriesDocCmd) answer(ctx context.Context, w io.Writer, g *graph.Graph, q queries.Query) error {
	rows, err := answerOf(ctx, g, q, q.ExampleArgs())
	if ctx.Err() != nil {
		return interruption(ctx)
	}
	source := "--articles …"
	if c.DB != "" {
		source = "--db " + c.DB
	}
	if err != nil { // the graph may not know whom the example speaks of
		_, err = fmt.Fprintf(w, "\n(no answer to its example: %s)\n", strings.ReplaceAll(render.Clean(err.Error()), "<", "&lt;"))
		return err
	}
	return q.WriteAnswer(w, rows, c.Rows, source)
}
