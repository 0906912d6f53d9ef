package cli

import (
	"fmt"
	"os"
	"time"

	"quadrille/loader"

	"github.com/schollz/progressbar/v3"
)

// progress shows on a terminal how far the reading of articles has come: articles of all, words a second, time left.
// Where standard error is no terminal it shows nothing. The pipeline calls it from one goroutine.
type progress struct {
	stdio *stdio
	bar   *progressbar.ProgressBar // nil until there is something to show
}

// update shows how far the work is.
func (p *progress) update(at loader.Progress) {
	if p.bar == nil {
		if at.Total < 2 || !isTerminal(p.stdio.err) || os.Getenv("TERM") == "dumb" {
			return
		}
		p.bar = progressbar.NewOptions(at.Total,
			progressbar.OptionSetWriter(p.stdio.err),
			progressbar.OptionSetDescription("reading"),
			progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true),
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionSetWidth(20),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	p.bar.Describe(fmt.Sprintf("reading, %.0f words/s", at.Rate()))
	p.bar.Set(at.Done) // its only errors are those of writing to the terminal, of which nobody can be told
}

// above runs f with the bar taken away, so that what f prints stands above it.
func (p *progress) above(f func()) {
	if p.bar == nil {
		f()
		return
	}
	p.bar.Clear()
	f()
	p.bar.RenderBlank()
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar != nil {
		p.bar.Finish()
	}
}
