package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"

	"quadrille/cmd/internal/render"
	"quadrille/cmd/internal/shell"
	"quadrille/graph"
)

type shellCmd struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Articles to read first: files, folders, patterns, exports as N-Quads."`
	DB    string   `name:"db" placeholder:"DIR" help:"Folder of the store; without it the graph lives in memory and ends with the shell."`
	setFlag
	readFlags
	answerFlags
}

func (*shellCmd) Help() string {
	return `Statements come from a terminal, or from a pipe, which gets no prompt, no colours and no greeting.

Examples:

    quadrille shell data/articles
    quadrille shell --db peace
    echo mediators | quadrille shell --db peace --format csv`
}

// shownRows is how many rows of an answer a person sees who did not say how many.
const shownRows = 100

// Run holds the conversation.
func (c *shellCmd) Run(ctx context.Context, s *stdio) (err error) {
	if slices.Contains(c.Paths, "-") {
		return fmt.Errorf("%w: standard input holds the statements, so it cannot hold an article; use quadrille load - --db DIR", errUsage)
	}
	if err := c.check(); err != nil {
		return err
	}
	g, err := graph.Open(ctx, graph.Options{Dir: c.DB, Create: len(c.Paths) > 0})
	if err != nil {
		return err
	}
	defer closing(g, &err)
	if isTerminal(s.in) && isTerminal(s.out) {
		return c.converse(ctx, s, g)
	}
	bad := c.readAll(ctx, s, g)
	if bad != nil && !errors.Is(bad, errReported) {
		return bad
	}
	o, err := c.options(s, g, shell.NewLines(s.in), 0)
	if err != nil {
		return err
	}
	if err := c.prepare(ctx, s, g, &o); err != nil {
		return err
	}
	o.Load = c.loader(s, g, false)
	return errors.Join(shell.New(o).Run(ctx), bad)
}

// converse talks with a person.
func (c *shellCmd) converse(ctx context.Context, s *stdio, g *graph.Graph) (err error) {
	isNew := isNewcomer()
	path, err := historyOf(c.DB)
	if err != nil {
		s.say("the history is not kept: %v", err)
		path = ""
	}
	signal.Reset(os.Interrupt) // from here on Ctrl-C stops what runs, not the program
	t, err := shell.NewLiner(shell.OpenHistory(path))
	if err != nil {
		s.say("the history cannot be read: %v", err)
	}
	defer closing(t, &err)
	o, err := c.options(s, g, t, shownRows)
	if err != nil {
		return err
	}
	if err := c.prepare(ctx, s, g, &o); err != nil {
		return err
	}
	o.Load = c.loader(s, g, true)
	s.forPerson(&o, c.DB)
	sh := shell.New(o)
	if err := sh.LoadSettings(c.given()...); err != nil {
		s.say("%v", err)
	}
	t.Complete(func(line string, pos int) (string, []string, string) { return sh.Complete(ctx, line, pos) })

	reading, stop := t.Interruptible(ctx)
	bad := c.readAll(reading, s, g)
	stop()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if bad != nil && !errors.Is(bad, errReported) {
		return bad
	}
	if err := c.greet(ctx, s, g, isNew); err != nil {
		return err
	}
	return sh.Run(ctx)
}

// prepare gives the shell the saved queries and the values that the flags name.
func (c *shellCmd) prepare(ctx context.Context, s *stdio, g *graph.Graph, o *shell.Options) (err error) {
	if o.Queries, err = library(c.DB); err != nil {
		return err
	}
	s.faulty(o.Queries)
	o.Script.Params, err = params(ctx, g, c.Set)
	return err
}

// readAll reads the articles that the command line names, if any.
func (c *shellCmd) readAll(ctx context.Context, s *stdio, g *graph.Graph) error {
	if len(c.Paths) == 0 {
		return nil
	}
	return c.read(ctx, s, g, c.Paths, false)
}

// loader is the shell's .load.
func (c *shellCmd) loader(s *stdio, g *graph.Graph, aloud bool) func(context.Context, []string) error {
	return func(ctx context.Context, paths []string) error {
		err := c.read(ctx, s, g, paths, aloud)
		if errors.Is(err, errReported) {
			return shell.ErrFailed
		}
		return err
	}
}

// greet says what there is to talk about, and how when the user is new.
func (c *shellCmd) greet(ctx context.Context, s *stdio, g *graph.Graph, isNew bool) error {
	snapshot, err := g.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	articles, quads, err := snapshot.Extent(ctx) // all that can be told of a large store at once
	if err != nil {
		return err
	}
	where := "in memory"
	if c.DB != "" {
		where = "in " + c.DB
	}
	fmt.Fprintf(s.out, "%s, %s, %s. Type .help for help, .quit to leave.\n", shell.Plural(articles, "article"), shell.Plural(quads, "quad"), render.Clean(where))
	if quads == 0 {
		fmt.Fprintln(s.out, "The graph is empty: .load PATH reads articles.")
	}
	if isNew {
		fmt.Fprint(s.out, hint)
	}
	return nil
}

const hint = `.queries lists the questions that have a name. Try: mediators
Tab completes commands, queries and names; .why shows the sentences behind an
answer. Ctrl-C drops a line or stops a query, Ctrl-D leaves.
`
