package cayley_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	_ "quadrille/graph/cayley" // switches Cayley's log off

	cgraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/kv/btree"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
)

// These tests show the faults of Cayley that doc.go names: the reasons why neither its stores nor its query side are
// used. That this program has none of them the tests of graph and its stores show.

func q(s, p, o, l string) quad.Quad {
	return quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: quad.IRI(o), Label: quad.IRI(l)}
}

func rawKV(t *testing.T) *kv.QuadStore {
	t.Helper()
	db := btree.New()
	if err := kv.Init(db, nil); err != nil {
		t.Fatal(err)
	}
	qs, err := kv.New(db, cgraph.Options{kv.OptNoBloom: true})
	if err != nil {
		t.Fatal(err)
	}
	return qs.(*kv.QuadStore)
}

func change(what cgraph.Procedure, quads ...quad.Quad) []cgraph.Delta {
	var ds []cgraph.Delta
	for _, q := range quads {
		ds = append(ds, cgraph.Delta{Quad: q, Action: what})
	}
	return ds
}

func TestFaultFailedBatchSpoilsTheNext(t *testing.T) {
	there, fresh, later := q("s", "p", "o", "l"), q("s", "p", "new", "l"), q("s", "p", "later", "l")
	missing := q("s", "p", "missing", "l")
	raw := rawKV(t)
	if err := raw.ApplyDeltas(change(cgraph.Add, there), cgraph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	bad := append(change(cgraph.Add, fresh), change(cgraph.Delete, missing)...)
	if err := raw.ApplyDeltas(bad, cgraph.IgnoreOpts{}); err == nil {
		t.Fatal("a batch that removes a quad that is not there did not fail")
	}
	if err := raw.ApplyDeltas(change(cgraph.Add, later), cgraph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	found := 0
	it := raw.QuadIterator(quad.Subject, raw.ValueOf(quad.IRI("s")))
	for it.Next(t.Context()) {
		found++
	}
	if err := it.Err(); err == nil && found == 2 {
		t.Error("Cayley is right by now: two quads after the failed batch")
	}
}

func TestFaultMixedBatchLosesTerms(t *testing.T) {
	raw := rawKV(t)
	old := []quad.Quad{q("s", "p", "a", "l"), q("s", "p", "b", "l")}
	if err := raw.ApplyDeltas(change(cgraph.Add, old...), cgraph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	mixed := append(change(cgraph.Delete, old...), change(cgraph.Add, q("s", "p", "c", "l"))...)
	if err := raw.ApplyDeltas(mixed, cgraph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	it := raw.QuadsAllIterator()
	for it.Next(t.Context()) {
		if got := raw.Quad(it.Result()); got == q("s", "p", "c", "l") {
			t.Error("Cayley is right by now: the quad has its terms")
		}
	}
}

func TestFaultInternalBlankNodes(t *testing.T) {
	raw := memstore.New(q("s", "p", "o", "l"))
	raw.AddQuad(quad.Quad{Subject: quad.BNode("memnode1"), Predicate: quad.IRI("p"), Object: quad.IRI("x")})
	if got := raw.NameOf(raw.ValueOf(quad.IRI("s"))); got != quad.IRI("s") {
		t.Errorf("the first node is called %v", got)
	}
	size, err := raw.QuadIteratorSize(t.Context(), quad.Subject, raw.ValueOf(quad.IRI("s")))
	if err != nil || size.Size != 2 {
		t.Errorf("Cayley is right by now: <s> is the subject of %d quads, %v", size.Size, err)
	}
}

// ask runs a script in Cayley's own Gizmo session.
func ask(t *testing.T, s *gizmo.Session, text string) (rows []any, err error) {
	t.Helper()
	it, err := s.Execute(t.Context(), text, query.Options{Collation: query.JSON})
	if err != nil {
		return nil, err
	}
	defer it.Close()
	for it.Next(t.Context()) {
		if r := it.Result(); r != nil {
			rows = append(rows, r)
		}
	}
	return rows, it.Err()
}

func TestFaultsOfCayleysGizmo(t *testing.T) {
	var quads []quad.Quad
	for i := range 3 {
		quads = append(quads, q("s", "a", fmt.Sprint("a", i), "l"), q("s", "b", fmt.Sprint("b", i), "l"))
	}
	for i := range 60 {
		quads = append(quads, q(fmt.Sprint("n", i), "next", fmt.Sprint("n", i+1), "l"))
	}
	for i := range 4 {
		quads = append(quads, q("x", "rel", "y", fmt.Sprint("evidence", i)))
	}
	quads = append(quads, quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("size"), Object: quad.Float(9.5)})
	qs := memstore.New(quads...)
	for _, c := range []struct {
		fault, text string
		rows, right int
	}{
		{"a step is taken once for each label", `g.V("<x>").out("<rel>").all()`, 4, 1},
		{"two saves are no cross product", `g.V("<s>").save("<a>","a").save("<b>","b").all()`, 5, 9},
		{"recursion stops at 50", `g.V("<n0>").followRecursive("<next>").all()`, 50, 60},
		{"getLimit holds for what follows", `g.V("<n0>").getLimit(1); g.V().all()`, 2, 1 + 85},
		{"integers compare with no floats", `g.V("<s>").has("<size>", gt(9)).all()`, 0, 1},
		{"texts match no names", `g.V("s").out("a").all()`, 0, 3},
	} {
		rows, err := ask(t, gizmo.NewSession(qs), c.text)
		if err != nil {
			t.Errorf("%s: %v", c.fault, err)
		}
		if len(rows) != c.rows || len(rows) == c.right {
			t.Errorf("%s: %d rows, was %d when this was written; right is %d", c.fault, len(rows), c.rows, c.right)
		}
	}
}

// A panic in the goroutine of Cayley's session ends the process, whatever its caller does. The test runs itself to see.
func TestFaultPanicEndsTheProcess(t *testing.T) {
	if os.Getenv("QUADRILLE_PANIC") != "" {
		_, err := ask(t, gizmo.NewSession(memstore.New(q("a", "p", "b", "l"))), `g.V("<a>").out({}).all()`)
		t.Log(err)
		time.Sleep(5 * time.Second) // the goroutine tells its caller before it panics: give it time to end the process
		return
	}
	out, err := rerun(t, "QUADRILLE_PANIC=1")
	if err == nil || !strings.Contains(out, "panic: unsupported type") {
		t.Errorf("Cayley is right by now: %v\n%s", err, out)
	}
}

func TestNothingIsLogged(t *testing.T) {
	if os.Getenv("QUADRILLE_LOG") != "" {
		// kv logs an error for a reference that is not its own.
		rawKV(t).NameOf(memstore.New(q("a", "p", "b", "l")).ValueOf(quad.IRI("a")))
		return
	}
	out, err := rerun(t, "QUADRILLE_LOG=1")
	if err != nil || strings.Contains(out, "NameOf") {
		t.Errorf("%v\n%s", err, out)
	}
}

// rerun runs the calling test in a process of its own.
func rerun(t *testing.T, env string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), env)
	out, err := cmd.CombinedOutput()
	return string(out), err
}
