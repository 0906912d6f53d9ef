package queries_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quadrille/queries"
)

// BenchmarkExamples runs each query's example over 400 articles that all speak of the same actors.
func BenchmarkExamples(b *testing.B) {
	text, err := os.ReadFile("graph.txt")
	if err != nil {
		b.Fatal(err)
	}
	before, after, _ := strings.Cut(string(text), "\narticle ")
	var many strings.Builder
	many.WriteString(before)
	for i := range 100 {
		copied := strings.ReplaceAll("\narticle "+after, "\narticle ", fmt.Sprintf("\n. Copy %d.\n\narticle ", i))
		_, copied, _ = strings.Cut(copied, ".\n\n") // the first copy's mark belongs to no article
		fmt.Fprintf(&many, "\n%s\n. Copy %d.\n", copied, i)
	}
	path := filepath.Join(b.TempDir(), "graph.txt")
	if err := os.WriteFile(path, []byte(many.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	g := openGraph(b, readGraph(b, path))
	for _, q := range queries.Builtin().List() {
		b.Run(q.Name, func(b *testing.B) {
			for b.Loop() {
				ask(b, g, q, q.ExampleArgs())
			}
		})
	}
}
