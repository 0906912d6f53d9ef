package loader

import (
	"context"
	"fmt"
	"time"

	"quadrille/loader/article"
)

// Progress tells how far a run is.
type Progress struct {
	Done    int // articles that are finished, failed ones too
	Total   int
	Failed  int
	Words   int
	Elapsed time.Duration
}

// Rate is words a second so far.
func (p Progress) Rate() float64 {
	if p.Elapsed <= 0 {
		return 0
	}
	return float64(p.Words) / p.Elapsed.Seconds()
}

// Left is how long the rest will take if it goes on as before, 0 as long as nothing is done.
func (p Progress) Left() time.Duration {
	if p.Done == 0 {
		return 0
	}
	return time.Duration(float64(p.Elapsed) / float64(p.Done) * float64(p.Total-p.Done))
}

// Report is what came of a run.
type Report struct {
	Sources int       // articles to load
	Read    int       // of these, read and analysed
	Added   int       // of these, new in the store
	Known   int       // of these, in the store already, where nothing changed
	Failed  []Failure // in the order of the sources
	Left    int       // not come to because the run ended early
	Words   int       // in the articles that were read
	Quads   int       // in the articles that were added
	Elapsed time.Duration
}

// Failure is one article that did not load.
type Failure struct {
	File string
	Err  error // *article.Error, *StageError, or what the sink said; names the file
}

// After this many refusals in a row a sink counts as broken, and the run ends.
const refusals = 3

// tally counts a run as it goes.
type tally struct {
	Report
	pipeline *Pipeline
	sink     Sink
	start    time.Time
	done     int
	refused  int // batches that the sink did not take, in a row
}

// note counts an article that was read, or not.
func (t *tally) note(r reading) {
	t.done++
	if r.err != nil {
		t.fail(r.file, r.err)
		return
	}
	t.Read++
	t.Words += r.words
	for _, n := range r.notices {
		t.notice(n)
	}
}

func (t *tally) fail(file string, err error) { t.Failed = append(t.Failed, Failure{file, err}) }

func (t *tally) notice(n article.Notice) {
	if t.pipeline.Notice != nil {
		t.pipeline.Notice(n)
	}
}

func (t *tally) progress() {
	if t.pipeline.Progress != nil {
		t.pipeline.Progress(Progress{Done: t.done, Total: t.Sources, Failed: len(t.Failed), Words: t.Words, Elapsed: time.Since(t.start)})
	}
}

// load hands a batch to the sink. The error is one that ends the run.
func (t *tally) load(ctx context.Context, b batch) error {
	t.note(b.reading)
	defer t.progress()
	if b.err != nil {
		return nil
	}
	var added bool
	err := guard(b.file, "store", func() (err error) {
		added, err = t.sink.Load(ctx, b.article, b.quads)
		return err
	})
	switch {
	case ctx.Err() != nil && err != nil:
		t.done-- // it did not load, and is no failure
		t.Read--
		t.Words -= b.words
		return ctx.Err()
	case err != nil:
		err = fmt.Errorf("%s: %w", article.Notice{File: b.file}.Where(), err)
		t.fail(b.file, err)
		if t.refused++; t.refused >= refusals {
			return fmt.Errorf("%w: it refused %d in a row, the last time %w", ErrSink, t.refused, err)
		}
		return nil
	case added:
		t.Added++
		t.Quads += len(b.quads)
	default:
		t.Known++
		t.notice(article.Notice{File: b.file, Text: "is in the graph already; nothing changed"})
	}
	t.refused = 0
	return nil
}

// report closes the count.
func (t *tally) report() Report {
	t.Left = t.Sources - t.done
	t.Elapsed = time.Since(t.start)
	return t.Report
}
