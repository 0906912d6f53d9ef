package cli

import (
	"context"
	"fmt"

	"quadrille/cmd/internal/render"
	"quadrille/cmd/internal/shell"
	"quadrille/graph"
	"quadrille/graph/format/nquads"
)

type loadCmd struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Files, folders, patterns, - for standard input, exports as N-Quads (.nq)."`
	DB    string   `name:"db" placeholder:"DIR" help:"Folder of the store, made if there is none; without it nothing is kept."`
	Base  string   `placeholder:"IRI" help:"What export --base put in place of urn:quadrille: in the exports."`

	Format     string `enum:"auto,nquads" default:"auto" placeholder:"FORMAT" help:"nquads: all files are N-Quads, whatever their names, and their IRIs may be relative, as Cayley writes them; auto: those that end in .nq are."`
	From       string `placeholder:"cayley:BACKEND:DIR" help:"Also read a store that Cayley keeps (bolt or leveldb)."`
	Durability string `enum:"full,relaxed" default:"full" placeholder:"HOW" help:"relaxed: do not wait for the disk after each article; a crash of the machine may lose the latest articles, each whole. When the command ends all is on the disk either way."`
	readFlags
}

func (*loadCmd) Help() string {
	return `An article that is in the store already changes nothing. What cannot be read is reported, and the rest is loaded.

Examples:

    quadrille load data/articles --db peace
    quadrille load 'news/**/*.txt' notes.md --db peace --jobs 2
    quadrille load peace.nq --db copy`
}

// Run loads the articles.
func (c *loadCmd) Run(ctx context.Context, s *stdio) (err error) {
	if len(c.Paths) == 0 && c.From == "" {
		return fmt.Errorf("%w: name what to load: files, folders, or --from cayley:BACKEND:DIR\nsee: quadrille load --help", errUsage)
	}
	if articles, _ := split(c.Paths); len(articles) == 0 || c.Format == "nquads" {
		if err := c.unused(); err != nil {
			return err
		}
	}
	g, err := graph.Open(ctx, graph.Options{Dir: c.DB, Create: true, Relaxed: c.Durability == "relaxed", Notice: s.notice})
	if err != nil {
		return err
	}
	defer closing(g, &err)
	if c.DB == "" {
		s.say("quadrille: without --db DIR the articles are read into memory and nothing is kept")
	}
	if c.From != "" {
		n, err := g.ImportFrom(ctx, c.From)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(s.out, "%s: %s new\n", render.Clean(c.From), shell.Plural(n, "quad")); err != nil {
			return err
		}
	}
	if c.Format == "nquads" {
		return c.exports(ctx, s, g, c.Paths, c.Base, nquads.Options{Relative: true}, s.out)
	}
	if len(c.Paths) == 0 {
		return nil
	}
	return c.load(ctx, s, g, c.Paths, c.Base, s.out)
}
