package cli

import (
	"context"
	"strings"

	"quadrille/cmd/internal/shell"
)

type queriesCmd struct {
	List queriesListCmd `cmd:"" default:"withargs" help:"Their names, parameters, what they answer, where they are from."`
	Show queriesShowCmd `cmd:"" help:"One of them in full."`
	New  queriesNewCmd  `cmd:"" help:"Begin one of your own."`
	Edit queriesEditCmd `cmd:"" help:"Change one in your editor."`
	Test queriesTestCmd `cmd:"" help:"Run the tests in their headers."`
	Doc  queriesDocCmd  `cmd:"" help:"Write a page about them, as Markdown."`
}

// libraryFlag names the store whose saved queries are meant too.
type libraryFlag struct {
	DB string `name:"db" placeholder:"DIR" help:"Folder of a store, which may have saved queries of its own in DIR/queries."`
}

type queriesListCmd struct {
	libraryFlag
	formatFlag
}

func (*queriesListCmd) Help() string {
	return `Saved queries are built in, or files in your own folder ($XDG_CONFIG_HOME/quadrille/queries, which is
~/.config/quadrille/queries on Linux), or files in the folder of a store (DIR/queries). Of several with one name the store's
wins, then yours. Parameters in brackets may be left out. What is not built in has its file named.

Example:

    quadrille queries list`
}

// Run lists the saved queries.
func (c *queriesListCmd) Run(ctx context.Context, s *stdio) error {
	l, err := library(c.DB)
	if err != nil {
		return err
	}
	o, err := answerFlags{formatFlag: c.formatFlag}.options(s, nil, shell.NewLines(strings.NewReader("")), 0)
	if err != nil {
		return err
	}
	o.Queries = l
	s.faulty(l)
	return shell.New(o).Command(ctx, "queries")
}

type queriesShowCmd struct {
	Name string `arg:"" help:"Name of a saved query."`
	libraryFlag
}

func (*queriesShowCmd) Help() string {
	return `Example:

    quadrille queries show mediators`
}

// Run shows the saved query.
func (c *queriesShowCmd) Run(ctx context.Context, s *stdio) error {
	l, err := library(c.DB)
	if err != nil {
		return err
	}
	if _, err := lookup(l, c.Name); err != nil {
		return err
	}
	return shell.New(shell.Options{Out: s.out, Queries: l}).Command(ctx, "queries", c.Name)
}
