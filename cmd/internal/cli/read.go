package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"quadrille/cmd/internal/render"
	"quadrille/cmd/internal/shell"
	"quadrille/data"
	"quadrille/graph"
	"quadrille/graph/format/nquads"
	"quadrille/loader"
	"quadrille/loader/article"

	"github.com/cayleygraph/quad"
)

// readFlags say how articles are read.
type readFlags struct {
	modelFlag
	Jobs          int     `placeholder:"N" help:"Articles read at a time; by default as many as there are processors."`
	AnyLanguage   bool    `help:"Read texts that do not look English too."`
	MinConfidence float64 `placeholder:"SHARE" help:"Leave out assertions that are less sure than this, from 0 to 1, and what stands in a claim that is."`
	MaxSize       int64   `placeholder:"MIB" help:"Largest file that is taken for one article; 8 by default."`
}

// check says which value is out of range.
func (f readFlags) check() error {
	if f.Jobs < 0 || f.MaxSize < 0 {
		return fmt.Errorf("%w: --jobs and --max-size take no negative values", errUsage)
	}
	if !(f.MinConfidence >= 0 && f.MinConfidence <= 1) {
		return fmt.Errorf("%w: --min-confidence takes a number from 0 to 1, not %g", errUsage, f.MinConfidence)
	}
	return nil
}

// unused is the error for a flag that was given where no articles are read.
func (f readFlags) unused() error {
	switch {
	case f.MinConfidence != 0:
		return fmt.Errorf("%w: --min-confidence counts when articles are read; in a path write confidence > .9", errUsage)
	case f.Model != "":
		return fmt.Errorf("%w: --model counts when articles are read, and none are", errUsage)
	case f.AnyLanguage:
		return fmt.Errorf("%w: --any-language counts when articles are read, and none are", errUsage)
	case f.Jobs != 0:
		return fmt.Errorf("%w: --jobs counts when articles are read, and none are", errUsage)
	case f.MaxSize != 0:
		return fmt.Errorf("%w: --max-size counts when articles are read, and none are", errUsage)
	}
	return nil
}

// pipeline is the loader's way as the flags want it. Its remarks and its progress go to standard error.
func (f readFlags) pipeline(s *stdio) (*loader.Pipeline, *progress, error) {
	if err := f.check(); err != nil {
		return nil, nil, err
	}
	// What is made here stays as long as the program: collecting garbage meanwhile finds little, and is a quarter of the start.
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	m, err := f.open()
	if err != nil {
		return nil, nil, err
	}
	p, err := loader.New(loader.Parts{Lexicon: data.Lexicon(), Models: m, Least: f.MinConfidence, Program: "quadrille " + version()})
	if err != nil && f.Model != "" {
		err = fmt.Errorf("%s: %w", f.Model, err)
	}
	if err != nil {
		return nil, nil, err
	}
	bar := &progress{stdio: s}
	p.Jobs = f.Jobs
	p.Reader = article.Reader{Limit: f.MaxSize << 20, AnyLanguage: f.AnyLanguage}
	p.Progress = bar.update
	p.Notice = bar.notice
	return p, bar, nil
}

// read reads articles, and exports as N-Quads, into g. What cannot be read is reported and gives errReported. aloud says
// what was read even if all went well.
func (f readFlags) read(ctx context.Context, s *stdio, g *graph.Graph, paths []string, aloud bool) error {
	var summary io.Writer
	if aloud {
		summary = s.err
	}
	return f.load(ctx, s, g, paths, "", summary)
}

// load is read with the base of exports that were published, "" for the program's own, and with the summary going to w,
// unless that is nil.
func (f readFlags) load(ctx context.Context, s *stdio, g *graph.Graph, paths []string, base string, w io.Writer) error {
	articles, exports := split(paths)
	err := f.exports(ctx, s, g, exports, base, nquads.Options{}, w)
	bad := errors.Is(err, errReported)
	if err != nil && !bad {
		return err
	}
	if len(articles) > 0 {
		p, bar, err := f.pipeline(s)
		if err != nil {
			return err
		}
		report, err := p.Run(ctx, article.Sources(articles, s.in), g)
		bar.end()
		s.failures(report.Failed)
		var told error
		if w != nil || ctx.Err() != nil {
			if w == nil {
				w = s.err
			}
			_, told = fmt.Fprintln(w, summarise(report))
		}
		if ctx.Err() != nil {
			return interruption(ctx)
		}
		if err := errors.Join(err, told); err != nil {
			return err
		}
		bad = bad || len(report.Failed) > 0
	}
	if bad {
		return errReported
	}
	return nil
}

// exports adds what files hold as N-Quads, and says how many quads of each were new.
func (f readFlags) exports(ctx context.Context, s *stdio, g *graph.Graph, files []string, base string, o nquads.Options, w io.Writer) error {
	bad := false
	for _, file := range files {
		n, err := importFile(ctx, g, file, base, o)
		if ctx.Err() != nil {
			return interruption(ctx)
		}
		if err != nil {
			s.complain(fmt.Errorf("%s: %w", file, err))
			bad = true
		} else if w != nil {
			if _, err := fmt.Fprintf(w, "%s: %s new\n", render.Clean(file), shell.Plural(n, "quad")); err != nil {
				return err
			}
		}
	}
	if bad {
		return errReported
	}
	return nil
}

// interruption is the error for work that a signal ended, after it was said what was done.
func interruption(ctx context.Context) error {
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return errSignal
}

func (s *stdio) failures(list []loader.Failure) {
	for _, f := range list {
		s.complain(f.Err)
	}
}

// split tells exports as N-Quads from articles, by their names.
func split(paths []string) (articles, exports []string) {
	for _, p := range paths {
		if strings.EqualFold(filepath.Ext(p), ".nq") {
			exports = append(exports, p)
		} else {
			articles = append(articles, p)
		}
	}
	return articles, exports
}

// importFile adds the quads of an export and reports how many were new. Of one that is at fault nothing is added.
func importFile(ctx context.Context, g *graph.Graph, file, base string, o nquads.Options) (n int, err error) {
	f, err := os.Open(file)
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err // whoever reports it names the file
		}
		return 0, err
	}
	defer closing(f, &err)
	r := quad.Reader(nquads.NewReader(f, o))
	if base != "" {
		r = graph.Rebase(r, base)
	}
	if n, err = g.Import(ctx, r); err != nil {
		return 0, fmt.Errorf("%w; nothing of the file was added", err)
	}
	return n, nil
}

// summarise says in a line what was read: "8 articles: 6 new with 3,210 quads, 2 there already (1.2 s, 900 words/s)".
func summarise(r loader.Report) string {
	parts := []string{shell.Group(r.Added) + " new"}
	if r.Added > 0 {
		parts[0] += " with " + shell.Plural(r.Quads, "quad")
	}
	for _, p := range []struct {
		n    int
		what string
	}{{r.Known, "there already"}, {len(r.Failed), "failed"}, {r.Left, "not read"}} {
		if p.n > 0 {
			parts = append(parts, shell.Group(p.n)+" "+p.what)
		}
	}
	return fmt.Sprintf("%s: %s (%s, %s)", shell.Plural(r.Read, "article"), strings.Join(parts, ", "),
		shell.Duration(r.Elapsed), speed(loader.Progress{Words: r.Words, Elapsed: r.Elapsed}))
}

func speed(p loader.Progress) string { return shell.Group(int(p.Rate())) + " words/s" }
