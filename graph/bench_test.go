package graph_test

import (
	"runtime"
	"testing"

	"quadrille/graph"
)

// The load rate: go test -run=- -bench=Load -benchtime=10000x ./graph
func BenchmarkLoad(b *testing.B) {
	for _, where := range []string{"memory", "disk"} {
		b.Run(where, func(b *testing.B) {
			o := graph.Options{Create: true}
			if where == "disk" {
				o.Dir = b.TempDir()
			}
			g, err := graph.Open(b.Context(), o)
			if err != nil {
				b.Fatal(err)
			}
			defer g.Close()
			quads := 0
			for i := 0; b.Loop(); i++ {
				w := generated(i)
				quads += len(w.quads)
				w.load(b, g)
			}
			b.ReportMetric(float64(quads)/b.Elapsed().Seconds(), "quads/s")
			b.ReportMetric(float64(quads)/float64(b.N), "quads/op")
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "MiB-heap")
			b.ReportMetric(float64(m.Sys)/(1<<20), "MiB-sys")
		})
	}
}

// A two-hop query over 1,000 articles: who else mediates where an actor does.
func BenchmarkTwoHops(b *testing.B) {
	for _, where := range []string{"memory", "disk"} {
		b.Run(where, func(b *testing.B) {
			o := graph.Options{Create: true}
			if where == "disk" {
				o.Dir = b.TempDir()
			}
			g, err := graph.Open(b.Context(), o)
			if err != nil {
				b.Fatal(err)
			}
			defer g.Close()
			for i := range 1000 {
				generated(i).load(b, g)
			}
			for b.Loop() {
				rows, err := g.Query(b.Context(), graph.Request{Text: `g.V("actor:a7").out("rel:mediates").in("rel:mediates").unique()`})
				if err != nil {
					b.Fatal(err)
				}
				if !rows.Next() {
					b.Fatal("no rows")
				}
			}
		})
	}
}
