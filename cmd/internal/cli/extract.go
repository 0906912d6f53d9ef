package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"

	"quadrille/cmd/internal/render"
	"quadrille/graph/format/nquads"
	"quadrille/loader"
	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/emit"
	"quadrille/loader/explain"
)

type extractCmd struct {
	Paths   []string `arg:"" name:"path" help:"Files, folders, patterns, - for standard input."`
	Explain bool     `help:"Print a page for people instead: tree, mentions, claims and relations, with what has read each."`
	Format  string   `enum:"jsonl,nquads" default:"jsonl" placeholder:"FORMAT" help:"jsonl: an object a line and article, with actors, things and assertions; nquads: the quads that load would add."`
	readFlags
}

func (*extractCmd) Help() string {
	return `Articles come out in the order in which they are named, whatever the number of jobs.

Example:

    quadrille extract data/articles --format jsonl
    quadrille extract --explain data/articles/cyprus-holguin-report.txt`
}

// Run prints what the articles assert.
func (c *extractCmd) Run(ctx context.Context, s *stdio) (err error) {
	if c.Explain && c.Format != "jsonl" {
		return fmt.Errorf("%w: --explain prints pages, not --format %s", errUsage, c.Format)
	}
	p, bar, err := c.pipeline(s)
	if err != nil {
		return err
	}
	defer bar.end()
	w := bufio.NewWriter(s.out)
	defer func() {
		if failed := w.Flush(); !errors.Is(err, failed) { // a writer that failed gives the same error again
			err = errors.Join(err, failed)
		}
	}()
	write := c.lines
	switch {
	case c.Explain:
		write = pages(s)
	case c.Format == "nquads":
		write = c.quads(p)
	}
	bad := false
	for d, fault := range p.Documents(ctx, article.Sources(c.Paths, s.in)) {
		if ctx.Err() != nil {
			return interruption(ctx)
		}
		if fault != nil {
			bar.above(func() { s.complain(fault) })
			bad = true
			continue
		}
		if err := write(w, d); err != nil {
			return err
		}
	}
	if bad {
		return errReported
	}
	return nil
}

// lines writes a document as a line of JSON.
func (*extractCmd) lines(w *bufio.Writer, d *document.Document) error {
	line, err := emit.JSON(d)
	if err != nil {
		return err
	}
	w.Write(line)
	return w.WriteByte('\n')
}

// pages gives what writes documents as pages for people, an empty line between them.
func pages(s *stdio) func(w *bufio.Writer, d *document.Document) error {
	o := explain.Options{Width: s.width(), Color: s.color(), Clean: render.Clean}
	first := true
	return func(w *bufio.Writer, d *document.Document) error {
		if !first {
			w.WriteByte('\n')
		}
		first = false
		return explain.Write(w, d, o)
	}
}

// quads gives what writes a document as N-Quads.
func (*extractCmd) quads(p *loader.Pipeline) func(w *bufio.Writer, d *document.Document) error {
	return func(w *bufio.Writer, d *document.Document) error {
		_, quads, err := p.Emit(d)
		if err != nil {
			return err
		}
		out := nquads.NewWriter(w, nquads.Options{})
		_, err = out.WriteQuads(quads)
		return errors.Join(err, out.Flush())
	}
}
