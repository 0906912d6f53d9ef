package storetest

import (
	"context"
	"fmt"
	"io"
	"slices"
	"testing"
	"time"

	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

// Opener opens an empty store. reopen, if the store is durable, closes it and opens what it has kept; else it is nil.
type Opener func(t testing.TB) (s store.Store, reopen func() store.Store)

// Run runs the suite.
func Run(t *testing.T, open Opener) {
	t.Run("terms", func(t *testing.T) { terms(t, open) })
	t.Run("scan", func(t *testing.T) { scan(t, open) })
	t.Run("named graphs", func(t *testing.T) { namedGraphs(t, open) })
	t.Run("cancel", func(t *testing.T) { cancelled(t, open) })
	t.Run("model", func(t *testing.T) { model(t, open) })
}

func at(s, p, o, l string) quad.Quad {
	q := quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: quad.IRI(o)}
	if l != "" {
		q.Label = quad.IRI(l)
	}
	return q
}

// terms: every kind of value comes back as it went in, and what no quad holds has no ID.
func terms(t *testing.T, open Opener) {
	ctx := t.Context()
	s, reopen := open(t)
	values := []quad.Value{
		quad.IRI("urn:x"), quad.IRI("urn:quadrille:article/7f#char=1,2"), quad.BNode("b1"),
		quad.String("x"), quad.String(""), quad.String("urn:x"), quad.String("<urn:x>"), quad.String("a\"b\\c\nd\x00é😀"),
		quad.LangString{Value: "x", Lang: "en"}, quad.LangString{Value: "x", Lang: "fr"},
		quad.TypedString{Value: "2023-06-17", Type: "http://www.w3.org/2001/XMLSchema#date"},
		quad.Int(5), quad.Int(-5), quad.Int(1 << 60), quad.Float(0.75), quad.Bool(true),
		quad.Time(time.Date(2023, 6, 17, 12, 30, 0, 0, time.UTC)),
	}
	var add []quad.Quad
	for _, v := range values {
		add = append(add, quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: v, Label: quad.IRI("l")})
	}
	must(t, s.Add(ctx, add))
	if reopen != nil {
		s = reopen()
	}
	r := now(t, s)
	seen := map[store.ID]quad.Value{}
	for _, v := range values {
		id, err := r.ID(ctx, v)
		must(t, err)
		if id == 0 {
			t.Errorf("%T %v has no ID", v, v)
			continue
		}
		if other, ok := seen[id]; ok {
			t.Errorf("%T %v has the ID of %T %v", v, v, other, other)
		}
		seen[id] = v
		back, err := r.Values(ctx, []store.ID{id})
		must(t, err)
		if quad.StringOf(back[0]) != quad.StringOf(v) {
			t.Errorf("%T %v came back as %T %v", v, v, back[0], back[0])
		}
		if _, isTime := v.(quad.Time); !isTime && back[0] != v {
			t.Errorf("%T %v came back as %T %v", v, v, back[0], back[0])
		}
	}
	if id, err := r.ID(ctx, quad.IRI("nowhere")); id != 0 || err != nil {
		t.Errorf("a term that no quad holds has the ID %d, %v", id, err)
	}
	if id, err := r.ID(ctx, nil); id != 0 || err != nil {
		t.Errorf("nil has the ID %d, %v", id, err)
	}
	if _, err := r.Values(ctx, []store.ID{1 << 40}); err == nil {
		t.Error("an ID that was never given has a term")
	}
	r.Close()
	sound(t, s)
	must(t, s.Close())
}

// scan: each of the sixteen patterns gives what it should.
func scan(t *testing.T, open Opener) {
	ctx := t.Context()
	s, _ := open(t)
	var all []quad.Quad
	for i := range 81 {
		q := at(fmt.Sprint("s", i%3), fmt.Sprint("p", i/3%3), fmt.Sprint("o", i/9%3), fmt.Sprint("l", i/27%3))
		if i/27%3 == 0 {
			q.Label = nil
		}
		all = append(all, q)
	}
	must(t, s.Add(ctx, all))
	compare(t, s, all)
	r := now(t, s)
	nodes := map[store.ID]bool{}
	for id, err := range r.Nodes(ctx) {
		must(t, err)
		if nodes[id] {
			t.Errorf("node %d comes twice", id)
		}
		nodes[id] = true
	}
	if len(nodes) != 11 {
		t.Errorf("%d nodes, want 11", len(nodes))
	}
	for range store.Scan(ctx, r, store.Quad{}) {
		break // leaving a scan early must leave the store usable
	}
	r.Close()
	sound(t, s)
	must(t, s.Close())
}

func cancelled(t *testing.T, open Opener) {
	s, _ := open(t)
	var all []quad.Quad
	for i := range 1000 {
		all = append(all, at(fmt.Sprint("s", i), "p", "o", "l"))
	}
	must(t, s.Add(t.Context(), all))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	var last error
	r := now(t, s)
	for _, err := range store.Scan(ctx, r, store.Quad{}) {
		if last = err; err != nil {
			break
		}
		n++
		cancel()
	}
	if last == nil || n >= 1000 {
		t.Errorf("a scan went on for %d quads after its context was done: %v", n, last)
	}
	r.Close()
	sound(t, s)
	must(t, s.Close())
}

// model: random batches of additions and removals leave what a set in memory holds.
func model(t *testing.T, open Opener) {
	rapid.Check(t, func(rt *rapid.T) {
		ctx := t.Context()
		s, reopen := open(t)
		have := map[quad.Quad]bool{}
		var old []kept
		term := rapid.SampledFrom([]quad.Value{quad.IRI("a"), quad.IRI("b"), quad.IRI("c"), quad.BNode("a"), quad.String("a"), quad.Int(1)})
		name := rapid.SampledFrom([]quad.Value{quad.IRI("a"), quad.IRI("p"), quad.IRI("q")})
		label := rapid.SampledFrom([]quad.Value{nil, quad.IRI("l"), quad.IRI("a")})
		for range rapid.IntRange(1, 8).Draw(rt, "batches") {
			var add, remove []quad.Quad
			touched := map[quad.Quad]bool{}
			for range rapid.IntRange(1, 12).Draw(rt, "quads") {
				q := quad.Quad{Subject: name.Draw(rt, "subject"), Predicate: name.Draw(rt, "predicate"), Object: term.Draw(rt, "object"), Label: label.Draw(rt, "label")}
				if touched[q] {
					continue
				}
				touched[q] = true
				if have[q] {
					remove = append(remove, q)
				} else {
					add = append(add, q)
				}
			}
			if rapid.Bool().Draw(rt, "load") { // past what is there, and with repetitions
				again := slices.Concat(add, add)
				for q := range have {
					if again = append(again, q); len(again) > 30 {
						break
					}
				}
				n, err := s.Load(ctx, func() (quad.Quad, error) {
					if len(again) == 0 {
						return quad.Quad{}, io.EOF
					}
					q := again[0]
					again = again[1:]
					return q, nil
				})
				if err != nil || n != len(add) {
					rt.Fatalf("loaded %d, %v; want %d", n, err, len(add))
				}
			} else if err := s.Add(ctx, add); err != nil {
				rt.Fatal(err)
			}
			if err := s.Remove(ctx, remove); err != nil {
				rt.Fatal(err)
			}
			for _, q := range add {
				have[q] = true
			}
			for _, q := range remove {
				delete(have, q)
			}
			switch k := rapid.IntRange(0, 9).Draw(rt, "then"); {
			case k == 0 && reopen != nil:
				for _, o := range old {
					o.verify(rt)
				}
				old = nil
				s = reopen()
			case k == 1:
				if err := s.Compact(ctx); err != nil {
					rt.Fatal(err)
				}
			case k < 5:
				old = append(old, keep(rt, s, have))
			}
		}
		for _, o := range old {
			o.verify(rt)
		}
		var want []quad.Quad
		for q := range have {
			want = append(want, q)
		}
		compare(rt, s, want)
		sound(rt, s)
		if err := s.Close(); err != nil {
			rt.Fatal(err)
		}
	})
}

// kept is a snapshot, and what it must go on to hold.
type kept struct {
	r    store.Snapshot
	want []string
}

func keep(t T, s store.Store, have map[quad.Quad]bool) kept {
	k := kept{r: now(t, s)}
	for q := range have {
		k.want = append(k.want, q.NQuad())
	}
	slices.Sort(k.want)
	return k
}

// verify also closes it.
func (k kept) verify(t T) {
	var got []string
	for q, err := range store.Scan(t.Context(), k.r, store.Quad{}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, full(t, k.r, q))
	}
	k.r.Close()
	slices.Sort(got)
	if !slices.Equal(got, k.want) {
		t.Errorf("a snapshot holds\n%v\nand held\n%v", got, k.want)
	}
}

// T is what the suite needs of a test.
type T interface {
	Helper()
	Errorf(string, ...any)
	Fatal(...any)
	Context() context.Context
}

// compare scans with every pattern that the terms of the quads make, and a few that match nothing.
func compare(t T, s store.Store, want []quad.Quad) {
	t.Helper()
	ctx := t.Context()
	r := now(t, s)
	defer r.Close()
	if n, err := r.Len(ctx); err != nil || n != len(want) {
		t.Errorf("the store has %d quads, %v; want %d", n, err, len(want))
	}
	probes := slices.Clone(want)
	if len(probes) > 12 {
		slices.SortFunc(probes, func(a, b quad.Quad) int { return len(a.String()) - len(b.String()) })
		probes = probes[:12]
	}
	probes = append(probes, at("a", "p", "b", "l"), at("a", "a", "a", "a"), at("x", "x", "x", "x"))
	for _, q := range probes {
		for mask := range 16 {
			p, known := pattern(t, r, q, mask)
			var got, expect []string
			if known {
				for found, err := range store.Scan(ctx, r, p) {
					if err != nil {
						t.Fatal(err)
					}
					got = append(got, full(t, r, found))
				}
			}
			for _, w := range want {
				if matches(q, w, mask) {
					expect = append(expect, w.NQuad())
				}
			}
			slices.Sort(got)
			slices.Sort(expect)
			if !slices.Equal(got, expect) {
				t.Errorf("parts %04b of %v give\n%v\nwant\n%v", mask, q, got, expect)
			}
			if known {
				ranges(t, r, p)
			}
		}
	}
}

// pattern binds the parts of q in mask: 1 subject, 2 predicate, 4 object, 8 label. A part that is nil binds nothing.
func pattern(t T, s store.Reader, q quad.Quad, mask int) (p store.Quad, known bool) {
	known = true
	for i, part := range []struct {
		v  quad.Value
		to *store.ID
	}{{q.Subject, &p.Subject}, {q.Predicate, &p.Predicate}, {q.Object, &p.Object}, {q.Label, &p.Label}} {
		if mask&(1<<i) == 0 || part.v == nil {
			continue
		}
		id, err := s.ID(t.Context(), part.v)
		if err != nil {
			t.Fatal(err)
		}
		*part.to = id
		known = known && id != 0
	}
	return p, known
}

func matches(q, w quad.Quad, mask int) bool {
	for i, d := range []quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label} {
		if mask&(1<<i) != 0 && q.Get(d) != nil && w.Get(d) != q.Get(d) {
			return false
		}
	}
	return true
}

func full(t T, s store.Reader, q store.Quad) string {
	vs, err := s.Values(t.Context(), []store.ID{q.Subject, q.Predicate, q.Object, q.Label})
	if err != nil {
		t.Fatal(err)
	}
	return quad.Quad{Subject: vs[0], Predicate: vs[1], Object: vs[2], Label: vs[3]}.NQuad()
}

func now(t T, s store.Store) store.Snapshot {
	t.Helper()
	r, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func sound(t T, s store.Store) {
	t.Helper()
	faults, err := s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Errorf("check: %s", f)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
