package loader

import (
	"context"
	"iter"
	"runtime"
	"time"

	"quadrille/loader/article"
	"quadrille/loader/document"

	"github.com/cayleygraph/quad"
)

// Stage sets layers of a document. It may be used by several goroutines at once, each with its own document.
type Stage interface {
	Name() string
	Needs() document.Layer // layers that must have been set before Run
	Sets() document.Layer  // layers that Run sets
	Run(ctx context.Context, d *document.Document) error
}

// Emit makes quads of a document whose layers are all set, each labelled with the article or an evidence in it. It may be
// called by several goroutines at once.
type Emit func(d *document.Document) (article quad.IRI, quads []quad.Quad, err error)

// Sink takes the quads of one article as one batch: whole or not at all. added is false when the article was
// there already. Load must not be called by two goroutines at once.
type Sink interface {
	Load(ctx context.Context, article quad.IRI, quads []quad.Quad) (added bool, err error)
}

// Pipeline is the way from articles to quads. Its fields must not change while it runs.
type Pipeline struct {
	Reader article.Reader
	Stages []Stage
	Emit   Emit // needed by Run only
	Jobs   int  // articles worked on at the same time; 0 for one a processor

	Progress func(Progress)       // called after each article, by one goroutine at a time; may be nil
	Notice   func(article.Notice) // called with what the user should know of articles that were read, likewise; may be nil
}

// Run loads the articles of the sources into sink, in their order. The report holds what went wrong with single articles; the
// error is what ended the run before its end: ctx's, a *StageError of stages that do not fit, or ErrSink. What had been
// loaded until then stays loaded and is in the report.
func (p *Pipeline) Run(ctx context.Context, sources []article.Source, sink Sink) (Report, error) {
	if err := Check(p.Stages); err != nil {
		return Report{Sources: len(sources), Left: len(sources)}, err
	}
	t := tally{Report: Report{Sources: len(sources)}, pipeline: p, sink: sink, start: time.Now()}
	for b := range ordered(ctx, p.jobs(), len(sources), func(ctx context.Context, i int) batch { return p.batch(ctx, sources[i]) }) {
		if err := t.load(ctx, b); err != nil {
			return t.report(), err
		}
	}
	return t.report(), ctx.Err()
}

// Documents yields what the sources hold with all layers set, in their order, and an error in place of those that fail. The
// caller may break off.
func (p *Pipeline) Documents(ctx context.Context, sources []article.Source) iter.Seq2[*document.Document, error] {
	return func(yield func(*document.Document, error) bool) {
		if err := Check(p.Stages); err != nil {
			yield(nil, err)
			return
		}
		t := tally{Report: Report{Sources: len(sources)}, pipeline: p, start: time.Now()}
		for r := range ordered(ctx, p.jobs(), len(sources), func(ctx context.Context, i int) reading { return p.read(ctx, sources[i]) }) {
			t.note(r)
			if !yield(r.document, r.err) {
				return
			}
			t.progress()
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}

func (p *Pipeline) jobs() int {
	if p.Jobs > 0 {
		return p.Jobs
	}
	return runtime.GOMAXPROCS(0)
}
