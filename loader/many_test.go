package loader

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"

	"quadrille/loader/article"
	"quadrille/loader/document"

	"github.com/cayleygraph/quad"
)

// TestMany loads thousands of articles from a folder and looks at the heap on the way. QUADRILLE_MANY says how many;
// unset, a few hundred.
func TestMany(t *testing.T) {
	n := 400
	if s := os.Getenv("QUADRILLE_MANY"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	for i := range n {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.txt", i)), []byte(articleText(i)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := pipeline(2)
	// Documents that are reachable: each is counted out when the collector has taken it.
	var mu sync.Mutex
	alive, most := 0, 0
	p.Stages = append(p.Stages, stage{name: "count", run: func(ctx context.Context, d *document.Document) error {
		mu.Lock()
		alive++
		mu.Unlock()
		cleanup(d, func() { mu.Lock(); alive--; mu.Unlock() })
		return nil
	}})
	done := 0
	p.Progress = func(Progress) {
		if done++; done%100 == 0 {
			collect()
			mu.Lock()
			most = max(most, alive)
			mu.Unlock()
		}
	}
	report, err := p.Run(t.Context(), article.Sources([]string{dir}, nil), discard{})
	if err != nil || report.Added != n {
		t.Fatalf("%d added, %v", report.Added, err)
	}
	if most > 20 {
		t.Errorf("%d documents were in memory at once", most)
	}
	t.Logf("%d articles, %d words, at most %d documents in memory", n, report.Words, most)
}

// discard is a sink that keeps nothing.
type discard struct{}

func (discard) Load(context.Context, quad.IRI, []quad.Quad) (bool, error) { return true, nil }

func BenchmarkRun(b *testing.B) {
	sources := generated(200)
	words := 0
	for b.Loop() {
		r, err := pipeline(0).Run(b.Context(), sources, discard{})
		if err != nil {
			b.Fatal(err)
		}
		words += r.Words
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

// cleanup calls f some time after d is out of reach.
func cleanup(d *document.Document, f func()) {
	runtime.AddCleanup(d, func(struct{}) { f() }, struct{}{})
}

// collect runs the collector, twice so that cleanups have been queued.
func collect() { runtime.GC(); runtime.GC() }
