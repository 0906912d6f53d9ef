package cayley_test

import (
	"errors"
	"path/filepath"
	"testing"

	"quadrille/graph/cayley"

	cgraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/kv/bolt"
	"github.com/cayleygraph/cayley/graph/kv/leveldb"
	"github.com/cayleygraph/quad"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// What Cayley wrote is read whole, labels and removals and all, and nothing is made where nothing is.
func TestOpen(t *testing.T) {
	for backend, create := range map[string]func(string, cgraph.Options) (hidalgo.KV, error){"bolt": bolt.Create, "leveldb": leveldb.Create} {
		dir := filepath.Join(t.TempDir(), "store")
		if _, err := cayley.Open(backend, dir); err == nil {
			t.Errorf("%s: what is not there was opened", backend)
		}
		db, err := create(dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := kv.Init(db, nil); err != nil {
			t.Fatal(err)
		}
		qs, err := kv.New(db, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := map[quad.Quad]bool{
			q("s", "p", "o", "l"): true, q("s", "p", "o", "m"): true, {Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.Int(5)}: true,
			{Subject: quad.BNode("b"), Predicate: quad.IRI("p"), Object: quad.LangString{Value: "x", Lang: "en"}}: true,
		}
		var all []quad.Quad
		for x := range want {
			all = append(all, x)
		}
		gone := q("s", "p", "gone", "l")
		if err := qs.ApplyDeltas(change(cgraph.Add, append(all, gone)...), cgraph.IgnoreOpts{}); err != nil {
			t.Fatal(err)
		}
		if err := qs.ApplyDeltas(change(cgraph.Delete, gone), cgraph.IgnoreOpts{}); err != nil {
			t.Fatal(err)
		}
		if err := qs.Close(); err != nil {
			t.Fatal(err)
		}
		s, err := cayley.Open(backend, dir)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for x, err := range s.Quads(t.Context()) {
			if err != nil || !want[x] {
				t.Errorf("%s: %v, %v", backend, x, err)
			}
			n++
		}
		if n != len(want) {
			t.Errorf("%s: %d quads, want %d", backend, n, len(want))
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := cayley.Open("mongo", t.TempDir()); !errors.Is(err, cayley.ErrBackend) {
		t.Errorf("an unknown backend: %v", err)
	}
}
