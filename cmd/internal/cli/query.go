package cli

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"quadrille/cmd/internal/shell"
	"quadrille/graph"
)

type queryCmd struct {
	Text string   `arg:"" optional:"" help:"The query, - for standard input."`
	File []string `short:"f" placeholder:"FILE" sep:"none" help:"Answer the queries of a file, - for standard input; may be repeated."`
	langFlag
	setFlag
	sourceFlags
	answerFlags
}

// langFlag names the language of queries.
type langFlag struct {
	Lang string `enum:"path,gizmo," default:"" placeholder:"LANGUAGE" help:"path or gizmo; without it what begins as Gizmo does is Gizmo, and the rest is a path."`
}

// setFlag hands values to queries.
type setFlag struct {
	Set map[string]string `placeholder:"NAME=VALUE" mapsep:"none" help:"A variable of the queries; may be repeated."`
}

func (*queryCmd) Help() string {
	return `A query is a path or written in Gizmo; quadrille query '.help paths' and '.help gizmo' tell of both. A saved query's name
with its arguments does as well, and so does a dot-command. Several in a file or on standard input stand apart by a line of three hyphens (---): each is answered, and one
that fails does not keep the others back.

` + helpSet + `

Examples:

    quadrille query '?who mediates ?what' --db peace
    quadrille query 'g.V("actor:russia").out("rel:mediates").all()' --db peace
    quadrille query '$who mediates ?what' --set who=@Russia --db peace
    quadrille query 'g.V(who).out("rel:mediates").all()' --set who=@Russia --db peace
    quadrille query -f morning.txt --db peace --format csv --strict --timeout 30s`
}

// Run answers the queries.
func (c *queryCmd) Run(ctx context.Context, s *stdio) (err error) {
	var all []piece
	switch {
	case c.Text != "" && len(c.File) > 0:
		return fmt.Errorf("%w: a query and --file exclude each other", errUsage)
	case c.Text == "-":
		c.File = []string{"-"}
	case c.Text != "":
		all = []piece{{c.Text, 1}}
	}
	for _, name := range c.File {
		text, err := s.queryFile(name)
		if err != nil {
			return err
		}
		all = append(all, pieces(text)...)
	}
	if len(all) == 0 || strings.TrimSpace(all[0].text) == "" {
		return fmt.Errorf("%w: the query is empty", errUsage)
	}
	return c.ask(ctx, s, c.answerFlags, c.Set, func(sh *shell.Shell) error {
		for _, name := range slices.Sorted(maps.Keys(c.Set)) {
			if !slices.ContainsFunc(all, func(q piece) bool { return c.uses(q.text, name) }) {
				return fmt.Errorf("%w: --set %s: no query uses it; it is $%[2]s in a path, %[2]s in Gizmo", errUsage, name)
			}
		}
		sh.Script.Lang = graph.Language(c.Lang)
		var first error
		for _, q := range all {
			err := sh.Statement(ctx, q.text)
			if ctx.Err() != nil {
				return interruption(ctx)
			}
			if err == nil {
				continue
			}
			if err = error(&located{err, q.text, q.line}); len(all) == 1 {
				return err
			}
			s.complain(err)
			if first == nil {
				first = fmt.Errorf("%w: %w", errReported, err)
			}
		}
		return first
	})
}

// uses tells whether a query has a variable of that name.
func (l langFlag) uses(text, name string) bool {
	mark := `\b`
	if language := graph.Language(l.Lang); language == graph.Path || language == graph.AnyLanguage && graph.LanguageOf(text) == graph.Path {
		mark = `\$`
	}
	return regexp.MustCompile(mark + regexp.QuoteMeta(name) + `\b`).MatchString(text)
}

// ask runs f with a shell on the graph that the flags name.
func (f sourceFlags) ask(ctx context.Context, s *stdio, a answerFlags, set map[string]string, run func(*shell.Shell) error) (err error) {
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
	if o.Script.Params, err = params(ctx, g, set); err != nil {
		return err
	}
	if err := run(shell.New(o)); err != nil {
		return err
	}
	return bad
}
