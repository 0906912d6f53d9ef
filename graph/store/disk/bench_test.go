package disk_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"quadrille/graph/store"
	"quadrille/graph/store/disk"
	"quadrille/graph/store/table"

	"github.com/cayleygraph/quad"
)

// The figures of docs/storage.md: QUADRILLE_STORE=DIR/quads go test -run=- -bench=. ./graph/store/disk, DIR a store of
// news-1m of ../shared/bench.
func benchStore(b *testing.B) (*disk.Store, disk.FS) {
	dir := os.Getenv("QUADRILLE_STORE")
	if dir == "" {
		b.Skip("QUADRILLE_STORE names no store")
	}
	s, err := disk.Open(b.Context(), disk.Dir(dir), disk.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return s, disk.Dir(dir)
}

func benchSnapshot(b *testing.B) store.Snapshot {
	s, _ := benchStore(b)
	r, err := s.Snapshot(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(r.Close)
	return r
}

func BenchmarkOpen(b *testing.B) {
	_, dir := benchStore(b)
	for b.Loop() {
		s, err := disk.Open(b.Context(), dir, disk.Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		r, err := s.Snapshot(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		if _, err := r.ID(b.Context(), quad.IRI("http://n/actor/500")); err != nil {
			b.Fatal(err)
		}
		r.Close()
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkScan(b *testing.B) {
	r := benchSnapshot(b)
	for _, order := range []store.Order{store.SPO, store.POS, store.OSP} {
		b.Run(order.String(), func(b *testing.B) {
			batch := make([]store.Quad, 1024)
			keys := 0
			for b.Loop() {
				c := r.Cursor(b.Context(), store.Range{Order: order, Triples: true})
				for n := c.Next(batch); n > 0; n = c.Next(batch) {
					keys += n
				}
				if err := c.Err(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(keys)/b.Elapsed().Seconds()/1e6, "Mtriples/s")
		})
	}
}

// Random subjects: the quads of each, and one neighbour list.
func BenchmarkSeek(b *testing.B) {
	r := benchSnapshot(b)
	var some []store.Quad
	for q, err := range store.Scan(b.Context(), r, store.Quad{}) {
		if err != nil {
			b.Fatal(err)
		}
		if rand.IntN(20) == 0 {
			some = append(some, q)
		}
	}
	rand.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
	b.Run("subject", func(b *testing.B) {
		c := r.Cursor(b.Context(), store.Range{Order: store.SPO, Triples: true})
		var batch [64]store.Quad
		for i := 0; b.Loop(); i++ {
			c.Reset(store.Quad{Subject: some[i%len(some)].Subject})
			if c.Next(batch[:]) == 0 {
				b.Fatal("nothing")
			}
		}
	})
	b.Run("ends", func(b *testing.B) {
		var dst []store.ID
		var err error
		for i := 0; b.Loop(); i++ {
			q := some[i%len(some)]
			if dst, err = r.Ends(b.Context(), dst[:0], store.Quad{Predicate: q.Predicate, Object: q.Object}); err != nil || len(dst) == 0 {
				b.Fatal(err)
			}
		}
	})
	b.Run("term", func(b *testing.B) {
		ids := make([]store.ID, 1)
		for i := 0; b.Loop(); i++ {
			ids[0] = some[i%len(some)].Object
			vs, err := r.Values(b.Context(), ids)
			if err != nil {
				b.Fatal(err)
			}
			if id, err := r.ID(b.Context(), vs[0]); err != nil || id != ids[0] {
				b.Fatal(id, err)
			}
		}
	})
}

// Sorting all quads into three orders, from where they came by chance.
func BenchmarkBuild(b *testing.B) {
	r := benchSnapshot(b)
	var quads []table.Quad
	for q, err := range store.Scan(b.Context(), r, store.Quad{}) {
		if err != nil {
			b.Fatal(err)
		}
		quads = append(quads, table.Quad{S: uint32(q.Subject), P: uint32(q.Predicate), O: uint32(q.Object), L: uint32(q.Label)})
	}
	rand.Shuffle(len(quads), func(i, j int) { quads[i], quads[j] = quads[j], quads[i] })
	for b.Loop() {
		if t := table.Build(slices.Clone(quads)); t.Quads() != len(quads) {
			b.Fatal(t.Quads())
		}
	}
}
