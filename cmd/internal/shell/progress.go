package shell

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"quadrille/cmd/internal/render"

	"github.com/cayleygraph/quad"
)

const (
	patience = time.Second            // a person waits so long without a word
	tick     = 250 * time.Millisecond // how often the word is renewed
)

// progress tells a person that a query goes on, on a line of the screen that it takes back.
type progress struct {
	mu      sync.Mutex
	out     io.Writer
	begun   time.Time
	rows    int
	shown   int // columns that the line takes
	ended   bool
	stopped chan struct{}
}

// startProgress tells how a query goes on until its end; nil where nobody wants to know.
func (s *Shell) startProgress() *progress {
	if !s.Progress {
		return nil
	}
	p := &progress{out: s.Err, begun: time.Now(), stopped: make(chan struct{})}
	go func() {
		wait := time.NewTimer(patience)
		defer wait.Stop()
		for {
			select {
			case <-wait.C:
				p.show()
				wait.Reset(tick)
			case <-p.stopped:
				return
			}
		}
	}()
	return p
}

func (p *progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return
	}
	line := fmt.Sprintf("%.0f s", time.Since(p.begun).Seconds())
	if p.rows > 0 {
		line = Plural(p.rows, "row") + ", " + line
	}
	line += "; Ctrl-C stops"
	fmt.Fprintf(p.out, "\r%-*s", p.shown, line)
	p.shown = len(line)
}

// clear takes the line back, for something else to be written.
func (p *progress) clear() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown > 0 {
		fmt.Fprintf(p.out, "\r%s\r", strings.Repeat(" ", p.shown))
		p.shown = 0
	}
}

// end takes the line back for good.
func (p *progress) end() {
	if p == nil {
		return
	}
	p.clear()
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.ended {
		p.ended = true
		close(p.stopped)
	}
}

func (p *progress) count() {
	if p == nil {
		return
	}
	p.mu.Lock()
	p.rows++
	p.mu.Unlock()
}

// counted gives rows until ctx ends, and counts them for the progress.
func (s *Shell) counted(ctx context.Context, rows render.Rows) render.Rows {
	return func(yield func([]quad.Value, error) bool) {
		for row, err := range rows {
			if err == nil && ctx.Err() != nil {
				yield(nil, context.Cause(ctx))
				return
			}
			s.progress.count()
			if !yield(row, err) {
				return
			}
		}
	}
}
