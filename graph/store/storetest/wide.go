package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

// namedGraphs: labels of many quads, some of which share triples, are walked in every order as those of few are, also when
// quads of them were removed.
func namedGraphs(t *testing.T, open Opener) {
	ctx := t.Context()
	s, reopen := open(t)
	r := rand.New(rand.NewPCG(1, 2))
	seen := map[quad.Quad]bool{}
	var all []quad.Quad
	for len(all) < 4000 {
		q := at(fmt.Sprint("s", r.IntN(40)), fmt.Sprint("p", r.IntN(6)), fmt.Sprint("o", r.IntN(60)), fmt.Sprint("g", r.IntN(4)))
		if r.IntN(10) == 0 {
			q.Label = nil
		}
		if !seen[q] {
			seen[q] = true
			all = append(all, q)
		}
	}
	must(t, s.Add(ctx, all[:3900]))
	must(t, s.Add(ctx, all[3900:]))
	for round := range 3 {
		switch round {
		case 1:
			must(t, s.Remove(ctx, all[:300]))
			all = all[300:]
			if reopen != nil {
				s = reopen()
			}
		case 2:
			must(t, s.Compact(ctx))
		}
		snap := now(t, s)
		var quads []store.Quad
		for q, err := range store.Scan(ctx, snap, store.Quad{}) {
			must(t, err)
			quads = append(quads, q)
		}
		if len(quads) != len(all) {
			t.Fatalf("%d quads, want %d", len(quads), len(all))
		}
		for _, i := range []int{0, 1111, 2222, 3333} {
			for mask := range 8 {
				p := store.Quad{Label: quads[i].Label}
				if mask&1 != 0 {
					p.Subject = quads[i].Subject
				}
				if mask&2 != 0 {
					p.Predicate = quads[i].Predicate
				}
				if mask&4 != 0 {
					p.Object = quads[i].Object
				}
				for _, order := range []store.Order{store.SPO, store.POS, store.OSP} {
					walkWide(t, snap, p, order, quads, r)
				}
			}
		}
		snap.Close()
		sound(t, s)
	}
	must(t, s.Close())
}

func walkWide(t *testing.T, snap store.Reader, p store.Quad, order store.Order, quads []store.Quad, r *rand.Rand) {
	t.Helper()
	var want []store.Quad
	for _, q := range quads {
		if p.Matches(q) {
			want = append(want, q)
		}
	}
	slices.SortFunc(want, order.Compare)
	c := snap.Cursor(t.Context(), store.Range{Pattern: p, Order: order})
	defer c.Close()
	if got := drain(t, c, 100); !slices.Equal(got, want) {
		t.Errorf("%v in %s: %d quads, want %d", p, order, len(got), len(want))
	}
	for range 3 {
		c.Reset(p)
		i := r.IntN(len(want) + 1)
		if i < len(want) {
			c.Seek(want[i])
		} else {
			c.Seek(order.Quad(1<<40, 0, 0, 0))
			i = len(want)
			if a, _, _ := order.Parts(p); a != 0 { // bound: the jump is within
				i = 0
			}
		}
		if got := drain(t, c, 7); !slices.Equal(got, want[i:]) {
			t.Errorf("%v in %s from %d on: %d quads, want %d", p, order, i, len(got), len(want)-i)
		}
	}
}
