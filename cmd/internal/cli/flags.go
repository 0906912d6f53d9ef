package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"quadrille/cmd/internal/render"
	"quadrille/cmd/internal/shell"
	"quadrille/graph"
)

// storeFlag names a store that must be there.
type storeFlag struct {
	DB string `name:"db" placeholder:"DIR" required:"" help:"Folder of the store."`
}

// open opens the store.
func (f storeFlag) open(ctx context.Context, s *stdio) (*graph.Graph, error) {
	return graph.Open(ctx, graph.Options{Dir: f.DB, Notice: s.notice})
}

// sourceFlags say which graph to read: a store, or articles that are read into memory first.
type sourceFlags struct {
	DB       string   `name:"db" placeholder:"DIR" help:"Folder of the store."`
	Articles []string `name:"articles" placeholder:"PATH" sep:"none" help:"Articles to read into memory instead; may be repeated."`
	readFlags
}

// open gives the graph. When some articles failed it is open and err is errReported.
func (f sourceFlags) open(ctx context.Context, s *stdio) (*graph.Graph, error) {
	switch {
	case f.DB != "" && len(f.Articles) > 0:
		return nil, fmt.Errorf("%w: --db and --articles exclude each other; read articles into a store with quadrille load", errUsage)
	case f.DB != "":
		if err := f.unused(); err != nil {
			return nil, err
		}
		return graph.Open(ctx, graph.Options{Dir: f.DB, Notice: s.notice})
	case len(f.Articles) == 0:
		return nil, fmt.Errorf("%w: name the graph, --db DIR for a store or --articles PATH for articles", errUsage)
	}
	if articles, _ := split(f.Articles); len(articles) == 0 {
		if err := f.unused(); err != nil {
			return nil, err
		}
	}
	g, err := graph.Open(ctx, graph.Options{})
	if err != nil {
		return nil, err
	}
	err = f.read(ctx, s, g, f.Articles, false)
	if err != nil && !errors.Is(err, errReported) {
		return nil, errors.Join(err, g.Close())
	}
	return g, err
}

// formatFlag says in which format answers are written.
type formatFlag struct {
	Format string `enum:",table,vertical,csv,tsv,json,jsonl,markdown,html" default:"" placeholder:"FORMAT" help:"How answers are written: table, vertical, csv, tsv, json, jsonl, markdown or html; table if nothing else is said."`
}

// answerFlags say how answers are made and written.
type answerFlags struct {
	formatFlag
	Limit    *int          `placeholder:"ROWS" help:"Most rows of an answer, 0 for all."`
	Timeout  time.Duration `placeholder:"TIME" help:"Longest time for a query, such as 30s; 0 for any." default:"0"`
	FullIRIs bool          `name:"full-iris" help:"Write IRIs in full, not as prefixed names."`
	scriptFlags
}

// options are those of a shell on g.
func (f answerFlags) options(s *stdio, g *graph.Graph, t shell.Terminal, limit int) (shell.Options, error) {
	if f.Limit != nil {
		limit = *f.Limit
	}
	if limit < 0 || f.Timeout < 0 || f.MaxMemory < 0 {
		return shell.Options{}, fmt.Errorf("%w: --limit, --timeout and --max-memory take no negative values", errUsage)
	}
	format := render.Table
	if f.Format != "" {
		format = render.Format(f.Format)
	}
	return shell.Options{
		Graph: g, Terminal: t, Out: s.out, Err: s.err, Color: s.color(), Width: s.width,
		Format: format, FullIRIs: f.FullIRIs, Limit: limit, Timeout: f.Timeout,
		Script: f.script(s),
	}, nil
}

// closing closes c and joins its error to the one that is returned.
func closing(c io.Closer, err *error) { *err = errors.Join(*err, c.Close()) }
