package storetest

import (
	"slices"

	"quadrille/graph/store"
)

// ranges holds every other way to read a pattern against the plain scan of the whole store.
func ranges(t T, r store.Reader, p store.Quad) {
	t.Helper()
	ctx := t.Context()
	var all []store.Quad
	for q, err := range store.Scan(ctx, r, store.Quad{}) {
		if err != nil {
			t.Fatal(err)
		}
		if p.Matches(q) {
			all = append(all, q)
		}
	}
	for _, order := range []store.Order{store.SPO, store.POS, store.OSP} {
		quads := slices.SortedFunc(slices.Values(all), order.Compare)
		triples := slices.Clone(quads)
		for i := range triples {
			triples[i].Label = p.Label
		}
		triples = slices.Compact(triples)
		for _, c := range []struct {
			want    []store.Quad
			triples bool
		}{{quads, false}, {triples, true}} {
			rg := store.Range{Pattern: p, Order: order, Triples: c.triples}
			cur := r.Cursor(ctx, rg)
			if got := drain(t, cur, 3); !slices.Equal(got, c.want) {
				t.Errorf("%+v gives\n%v\nwant\n%v", rg, got, c.want)
			}
			// From each place on, by a jump after the first quad.
			for i := range c.want {
				for _, beyond := range []store.ID{0, 1} {
					cur.Reset(p)
					least := c.want[i]
					x, y, z := order.Parts(least)
					least = order.Quad(x, y, z+beyond, least.Label)
					first := min(i, 1)
					head := make([]store.Quad, 1)
					if first == 1 && cur.Next(head) != 1 {
						t.Errorf("%+v: no first quad", rg)
					}
					want := c.want[first:]
					for len(want) > 0 && order.Compare(want[0], bound(least, p)) < 0 {
						want = want[1:]
					}
					cur.Seek(least)
					if got := drain(t, cur, 2); !slices.Equal(got, want) {
						t.Errorf("%+v from %v on gives\n%v\nwant\n%v", rg, least, got, want)
					}
				}
			}
			cur.Close()
		}
		if n, exact, err := r.Count(ctx, p); err != nil || n < len(triples) || exact && n != len(triples) {
			t.Errorf("%v is counted %d (exact: %v), %v; want %d", p, n, exact, err, len(triples))
		}
	}
	ends(t, r, p, all)
	if p.Subject == 0 && p.Object == 0 && p.Label == 0 {
		shape(t, r, p.Predicate, all)
	}
}

// bound takes from the pattern what it binds, as Seek does.
func bound(q, p store.Quad) store.Quad {
	for _, part := range []struct{ of, to *store.ID }{{&p.Subject, &q.Subject}, {&p.Predicate, &q.Predicate}, {&p.Object, &q.Object}, {&p.Label, &q.Label}} {
		if *part.of != 0 {
			*part.to = *part.of
		}
	}
	return q
}

func drain(t T, c store.Cursor, size int) (out []store.Quad) {
	t.Helper()
	batch := make([]store.Quad, size)
	for n := c.Next(batch); n > 0; n = c.Next(batch) {
		out = append(out, batch[:n]...)
	}
	if err := c.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func ends(t T, r store.Reader, p store.Quad, all []store.Quad) {
	t.Helper()
	order, err := store.Open(p)
	got, err2 := r.Ends(t.Context(), nil, p)
	if err != nil {
		if err2 == nil {
			t.Errorf("the ends of %v are %v", p, got)
		}
		return
	}
	var want []store.ID
	for _, q := range all {
		_, _, end := order.Parts(q)
		want = append(want, end)
	}
	slices.Sort(want)
	want = slices.Compact(want)
	if err2 != nil || !slices.Equal(got, want) {
		t.Errorf("the ends of %v are %v, %v; want %v", p, got, err2, want)
	}
}

func shape(t T, r store.Reader, predicate store.ID, all []store.Quad) {
	t.Helper()
	triples, subjects, objects := map[store.Quad]bool{}, map[store.ID]bool{}, map[store.ID]bool{}
	for _, q := range all {
		q.Label = 0
		triples[q], subjects[q.Subject], objects[q.Object] = true, true, true
	}
	got, err := r.Shape(t.Context(), predicate)
	if err != nil || got.Triples < len(triples) || got.Subjects < len(subjects) || got.Objects < len(objects) {
		t.Errorf("the shape of predicate %d is %+v, %v; has %d triples, %d subjects, %d objects", predicate, got, err, len(triples), len(subjects), len(objects))
	}
}
