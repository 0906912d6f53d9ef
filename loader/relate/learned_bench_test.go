package relate

import (
	"context"
	"os"
	"strings"
	"testing"

	"quadrille/loader/article"
	"quadrille/loader/document"
)

// BenchmarkLearned measures the stage with the learned source against the rules alone, on text that has cues: words a second.
func BenchmarkLearned(b *testing.B) {
	st, err := learnedStages()
	if err != nil {
		b.Fatal(err)
	}
	raw, err := os.ReadFile("testdata/learned/beyond-rules.txt")
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	for range 10 {
		for _, l := range strings.Split(string(raw), "\n") {
			if l != "" && l[0] != '#' && l[0] != '\t' {
				text.WriteString(l + "\n\n")
			}
		}
	}
	for name, last := range map[string]*Stage{"rules": st.rules, "learned": st.learned} {
		b.Run(name, func(b *testing.B) {
			d := document.New(&article.Article{Text: text.String(), Language: "en", File: "test"})
			for _, s := range st.before {
				if err := s.Run(context.Background(), d); err != nil {
					b.Fatal(err)
				}
			}
			mentions, entities := len(d.Mentions), len(d.Entities)
			for b.Loop() {
				d.Mentions, d.Entities = d.Mentions[:mentions], d.Entities[:entities]
				if err := last.Run(context.Background(), d); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
