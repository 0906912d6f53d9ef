package disk_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"syscall"
	"testing"

	"quadrille/graph/store"
	"quadrille/graph/store/disk"

	"github.com/cayleygraph/quad"
)

// seeds is how many seeds a test runs: QUADRILLE_SEEDS, or so many.
func seeds(t *testing.T, usual int) int {
	t.Helper()
	text := os.Getenv("QUADRILLE_SEEDS")
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// small makes tables after a few batches.
var small = disk.Options{LogSize: 700}

// batch is the quads of an article: some of its own, some that others have under their own label.
func batch(n int) []quad.Quad {
	var out []quad.Quad
	label := quad.IRI(fmt.Sprint("article", n))
	for i := range 3 + n%5 {
		out = append(out, quad.Quad{Subject: quad.IRI(fmt.Sprint("s", (n+i)%7)), Predicate: quad.IRI(fmt.Sprint("p", i%3)), Object: quad.String(fmt.Sprint("text ", n*i%11)), Label: label})
		out = append(out, quad.Quad{Subject: quad.IRI(fmt.Sprint("s", i)), Predicate: quad.IRI("of"), Object: quad.IRI(fmt.Sprint("only", n)), Label: label})
	}
	slices.SortFunc(out, func(a, b quad.Quad) int { return len(a.String()) - len(b.String()) })
	seen := map[quad.Quad]bool{}
	return slices.DeleteFunc(out, func(q quad.Quad) bool { was := seen[q]; seen[q] = true; return was })
}

// model is what the store must hold: articles by number.
type model map[int]bool

func (m model) with(n int, there bool) model {
	out := maps.Clone(m)
	if there {
		out[n] = true
	} else {
		delete(out, n)
	}
	return out
}

func (m model) lines() []string {
	var out []string
	for n := range m {
		for _, q := range batch(n) {
			out = append(out, q.NQuad())
		}
	}
	slices.Sort(out)
	return out
}

// lines reads a store, by all three orders, which must agree.
func lines(ctx context.Context, s store.Store) ([]string, error) {
	r, err := s.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var out []string
	for _, order := range []store.Order{store.SPO, store.POS, store.OSP} {
		var got []string
		c := r.Cursor(ctx, store.Range{Order: order})
		batch := make([]store.Quad, 50)
		for n := c.Next(batch); n > 0; n = c.Next(batch) {
			for _, q := range batch[:n] {
				vs, err := r.Values(ctx, []store.ID{q.Subject, q.Predicate, q.Object, q.Label})
				if err != nil {
					return nil, err
				}
				for i, v := range vs {
					id, err := r.ID(ctx, v)
					if err != nil {
						return nil, err
					}
					if want := []store.ID{q.Subject, q.Predicate, q.Object, q.Label}[i]; id != want {
						return nil, fmt.Errorf("%v has the ID %d and is found as %d", v, want, id)
					}
				}
				got = append(got, quad.Quad{Subject: vs[0], Predicate: vs[1], Object: vs[2], Label: vs[3]}.NQuad())
			}
		}
		if err := c.Err(); err != nil {
			return nil, err
		}
		slices.Sort(got)
		if order != store.SPO && !slices.Equal(got, out) {
			return nil, fmt.Errorf("the order %s gives %d quads, another %d", order, len(got), len(out))
		}
		out = got
	}
	return out, nil
}

func sound(t *testing.T, s store.Store, where string, may ...model) model {
	t.Helper()
	got, err := lines(t.Context(), s)
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	faults, err := s.Check(t.Context())
	if err != nil || len(faults) > 0 {
		t.Fatalf("%s: check: %v, %v", where, faults, err)
	}
	for _, m := range slices.Backward(may) {
		if slices.Equal(got, m.lines()) {
			return m
		}
	}
	t.Fatalf("%s: the store holds %d quads: none of %d states that it may be in, the last of %d", where, len(got), len(may), len(may[len(may)-1].lines()))
	return nil
}

// step changes the store by one batch, and tells what it then holds.
func step(ctx context.Context, s *disk.Store, m model, r *rand.Rand) (model, error) {
	n := r.IntN(12)
	switch k := r.IntN(20); {
	case k == 0:
		return m, s.Compact(ctx)
	case k < 4 && !m[n]:
		quads := batch(n)
		_, err := s.Load(ctx, func() (quad.Quad, error) {
			if len(quads) == 0 {
				return quad.Quad{}, io.EOF
			}
			q := quads[0]
			quads = quads[1:]
			return q, nil
		})
		return m.with(n, true), err
	case m[n]:
		return m.with(n, false), s.Remove(ctx, batch(n))
	}
	return m.with(n, true), s.Add(ctx, batch(n))
}

var errCrash = errors.New("the machine crashed")

// The machine crashes at any write, sync, renaming or removal, again and again: what was acknowledged is there, the batch
// on its way is there whole or not at all, and the store is sound. QUADRILLE_SEEDS=10000 for a long run.
func TestCrash(t *testing.T) {
	for _, o := range []disk.Options{small, {LogSize: 700, Relaxed: true}} {
		t.Run(fmt.Sprint("relaxed ", o.Relaxed), func(t *testing.T) {
			for seed := range seeds(t, 200) {
				r := rand.New(rand.NewPCG(uint64(seed), 1))
				folder := newFaultFS()
				if err := disk.Create(folder); err != nil {
					t.Fatal(err)
				}
				states := []model{{}} // that a crash may leave
				for round := range 4 {
					where := fmt.Sprintf("seed %d, round %d", seed, round)
					states = crashOnce(t, folder, o, r, states, where)
					folder = folder.crash(r)
				}
				s, err := disk.Open(t.Context(), folder, o)
				if err != nil {
					t.Fatalf("seed %d: %v: %v", seed, err, folder)
				}
				sound(t, s, fmt.Sprint("seed ", seed), states...)
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// crashOnce opens the store, changes it until the machine crashes, and gives the states that may be left.
func crashOnce(t *testing.T, folder *faultFS, o disk.Options, r *rand.Rand, states []model, where string) []model {
	t.Helper()
	at := folder.ops + 1 + r.IntN(160)
	folder.fault = func(op int, _ string) error {
		if op >= at {
			return errCrash
		}
		return nil
	}
	s, err := disk.Open(t.Context(), folder, o)
	if err != nil {
		if !errors.Is(err, errCrash) {
			t.Fatalf("%s: %v: %v", where, err, folder)
		}
		return states
	}
	folder.fault = nil
	now := sound(t, s, where, states...)
	at = folder.ops + 1 + r.IntN(160)
	folder.fault = func(op int, _ string) error {
		if op >= at {
			return errCrash
		}
		return nil
	}
	states = []model{now}
	for folder.ops < at {
		next, err := step(t.Context(), s, now, r)
		if err == nil {
			if !o.Relaxed {
				states = nil
			}
			states = append(states, next)
			now = next
			continue
		}
		if !errors.Is(err, errCrash) {
			t.Fatalf("%s: %v", where, err)
		}
		states = append(states, next)
		break
	}
	_ = s.Close() // the machine is down: what Close says counts for nothing
	return states
}

// Each call of the file system fails once: the change it belongs to fails, or did not need it. What the store then holds,
// open and opened again, is what it was told and nothing else.
func TestEveryCallFailsOnce(t *testing.T) {
	for _, failure := range []error{syscall.EIO, syscall.ENOSPC} {
		for first := 1; ; first++ {
			folder := newFaultFS()
			if err := disk.Create(folder); err != nil {
				t.Fatal(err)
			}
			failed := ""
			at := folder.ops + first
			folder.fault = func(op int, what string) error {
				if op == at {
					failed = what
					return fmt.Errorf("%s: %w", what, failure)
				}
				return nil
			}
			r := rand.New(rand.NewPCG(uint64(first%17), 2))
			where := func() string { return fmt.Sprintf("%v at call %d, %s", failure, first, failed) }
			now := model{}
			may := []model{now}
			s, err := disk.Open(t.Context(), folder, small)
			for range 25 {
				if err != nil {
					if !errors.Is(err, failure) {
						t.Fatalf("%s: open: %v", where(), err)
					}
					s, err = disk.Open(t.Context(), folder, small)
					continue
				}
				next, e := step(t.Context(), s, now, r)
				if e == nil {
					now = next
					may = []model{now}
					continue
				}
				// The store may refuse everything until it is opened again, and what it then holds may have the batch.
				sound(t, s, where(), now)
				if _, again := step(t.Context(), s, now, rand.New(rand.NewPCG(1, uint64(first)))); again != nil {
					if err = s.Close(); err != nil && !errors.Is(err, failure) {
						t.Fatalf("%s: close: %v", where(), err)
					}
					s, err = disk.Open(t.Context(), folder, small)
					if err == nil {
						now = sound(t, s, where(), now, next)
						may = []model{now}
					}
				} else {
					now = sound(t, s, where(), after(now, first))
					may = []model{now}
				}
			}
			if err != nil {
				t.Fatalf("%s: open again: %v", where(), err)
			}
			sound(t, s, where(), may...)
			if err := s.Close(); err != nil && !errors.Is(err, failure) {
				t.Fatalf("%s: close: %v", where(), err)
			}
			folder.fault = nil
			if s, err = disk.Open(t.Context(), folder, small); err != nil {
				t.Fatalf("%s: open again: %v", where(), err)
			}
			sound(t, s, where(), may...)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if failed == "" { // the work needs fewer calls
				if first < 100 {
					t.Errorf("only %d calls", first)
				}
				break
			}
		}
	}
}

// after is what the step with that seed makes of m.
func after(m model, first int) model {
	r := rand.New(rand.NewPCG(1, uint64(first)))
	n := r.IntN(12)
	if k := r.IntN(20); k == 0 {
		return m
	}
	return m.with(n, !m[n])
}

// spoilt makes a store with tables, removed quads and a log.
func spoilt(t *testing.T) (*faultFS, model) {
	t.Helper()
	folder := newFaultFS()
	if err := disk.Create(folder); err != nil {
		t.Fatal(err)
	}
	s, err := disk.Open(t.Context(), folder, small)
	if err != nil {
		t.Fatal(err)
	}
	m := model{}
	for n := range 12 {
		m[n] = true
		if err := s.Add(t.Context(), batch(n)); err != nil {
			t.Fatal(err)
		}
	}
	for _, n := range []int{2, 9} {
		delete(m, n)
		if err := s.Remove(t.Context(), batch(n)); err != nil {
			t.Fatal(err)
		}
	}
	m[20] = true
	if err := s.Add(t.Context(), batch(20)); err != nil {
		t.Fatal(err)
	}
	left := folder.copyOf() // as a killed process leaves it
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return left, m
}

// A spoiled bit anywhere, or a file cut short: an error, or the right answer. Check finds it, or all reads the same.
func TestSpoiledBits(t *testing.T) {
	folder, m := spoilt(t)
	want := m.lines()
	names, err := folder.Names()
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	found := 0
	r := rand.New(rand.NewPCG(3, 3))
	for range seeds(t, 200) * 10 {
		name := names[r.IntN(len(names))]
		kinds[name[len(name)-5:]] = true
		now := folder.copyOf()
		n := now.names[name]
		what := ""
		if r.IntN(8) == 0 {
			size := r.IntN(len(n.now))
			n.now = n.now[:size]
			what = fmt.Sprintf("%s cut to %d bytes", name, size)
			if name[len(name)-4:] == ".log" {
				continue // what a crash leaves: not to be told from it
			}
		} else {
			at, bit := r.IntN(len(n.now)), r.IntN(8)
			n.now[at] ^= 1 << bit
			what = fmt.Sprintf("%s, bit %d of byte %d of %d", name, bit, at, len(n.now))
		}
		for _, o := range []disk.Options{{ReadOnly: true}, small} {
			s, err := disk.Open(t.Context(), now, o)
			if err != nil {
				found++
				continue
			}
			got, err := lines(t.Context(), s)
			if err != nil {
				if !errors.Is(err, disk.ErrDamaged) {
					t.Errorf("%s: %v", what, err)
				}
				found++
			} else if !slices.Equal(got, want) {
				t.Errorf("%s: the store reads otherwise, and says nothing", what)
			}
			faults, e := s.Check(t.Context())
			if err != nil && e == nil && len(faults) == 0 {
				t.Errorf("%s: reading gives %v, and check finds nothing", what, err)
			}
			if err := s.Close(); err != nil && !errors.Is(err, disk.ErrDamaged) {
				t.Errorf("%s: close: %v", what, err)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d found", found)
	}
}
