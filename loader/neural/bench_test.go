package neural

import (
	"context"
	"strings"
	"testing"

	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/neural/kernel"
	"quadrille/loader/segment"
)

// BenchmarkRun measures the forward pass and the heads that score words: words a second on each path.
func BenchmarkRun(b *testing.B) {
	text := strings.Repeat("The foreign minister said on Monday that mediators from Oslo would meet both delegations again in two weeks, "+
		"although the question of the border had not been settled.\n", 40)
	file := modelFile(b)
	for _, path := range kernel.Paths() {
		b.Run(path.String(), func(b *testing.B) {
			m, err := New(file, path)
			if err != nil {
				b.Fatal(err)
			}
			d := document.New(&article.Article{Text: text})
			if err := segment.New().Run(context.Background(), d); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if err := m.Run(context.Background(), d); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
