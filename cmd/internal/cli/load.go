package cli

import (
	"context"

	"quadrille/graph"
)

type loadCmd struct {
	Paths []string `arg:"" name:"path" help:"Files, folders, patterns, - for standard input, exports as N-Quads (.nq)."`
	DB    string   `name:"db" placeholder:"DIR" help:"Folder of the store, made if there is none; without it nothing is kept."`
	Base  string   `placeholder:"IRI" help:"What export --base put in place of urn:quadrille: in the exports."`
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
	g, err := graph.Open(ctx, graph.Options{Dir: c.DB, Create: true})
	if err != nil {
		return err
	}
	defer closing(g, &err)
	if c.DB == "" {
		s.say("quadrille: without --db DIR the articles are read into memory and nothing is kept")
	}
	return c.load(ctx, s, g, c.Paths, c.Base, s.out)
}
