package when_test

import (
	"strings"
	"testing"
	"time"
)

// BenchmarkExpressions reads a thousand words of news; docs/quality-time.md has the figure.
func BenchmarkExpressions(b *testing.B) {
	text := strings.Repeat("The foreign ministers of both countries met in Geneva on Monday and said that talks would go on next week, by which time their envoys are to have agreed on a text. ", 31)
	d := read(b, text, time.Date(2016, 9, 14, 0, 0, 0, 0, time.UTC))
	stages, err := byRules()
	if err != nil {
		b.Fatal(err)
	}
	when := stages[len(stages)-1]
	for b.Loop() {
		if err := when.Run(b.Context(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
}
