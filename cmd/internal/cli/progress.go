package cli

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"time"

	"quadrille/cmd/internal/shell"
	"quadrille/loader"
	"quadrille/loader/article"

	"github.com/schollz/progressbar/v3"
)

// progress shows on a terminal how far the reading of articles has come: articles of all, words a second, time left.
// Where standard error is no terminal it shows nothing. The pipeline calls it from one goroutine.
type progress struct {
	stdio *stdio
	bar   *progressbar.ProgressBar // nil until there is something to show
	same  map[string]int           // notices by their text
}

// sameNotices is how many files are named with one and the same notice; of others only their number is told.
const sameNotices = 5

// notice prints what the user should know of a file.
func (p *progress) notice(n article.Notice) {
	if p.same == nil {
		p.same = make(map[string]int)
	}
	p.same[n.Text]++
	if p.same[n.Text] <= sameNotices {
		p.above(func() { p.stdio.say("quadrille: %s", n) })
	}
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
			progressbar.OptionSetPredictTime(false), // the pipeline knows the time that is left
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionSetWidth(20),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	p.bar.Describe(fmt.Sprintf("reading, %s, %s left", speed(at), shell.Duration(at.Left())))
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

// end takes the bar away and tells how many files had a notice without being named.
func (p *progress) end() {
	if p.bar != nil {
		p.bar.Finish()
	}
	for _, text := range slices.Sorted(maps.Keys(p.same)) {
		if more := p.same[text] - sameNotices; more > 0 {
			p.stdio.say("quadrille: %s more: %s", shell.Plural(more, "file"), text)
		}
	}
}
