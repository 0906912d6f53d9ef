package graph_test

import (
	"errors"
	"os"
	"slices"
	"testing"

	"quadrille/graph"
)

// Who says the same twice in one article makes one claim, which each place vouches for with its own words.
func TestCheckClaimSaidTwice(t *testing.T) {
	g := open(t, graph.Options{})
	w := talks()[0]
	w.say(7, "Sergey Lavrov said that no date was set.")
	w.claim("actor:lavrov", "claim:c9", "no date was set")
	w.say(8, "No date was set, Lavrov repeated.")
	w.claim("actor:lavrov", "claim:c9", "No date was set")
	w.load(t, g)
	report, err := g.Check(t.Context())
	if err != nil || len(report.Faults) > 0 {
		t.Errorf("check: %v, %v", report.Faults, err)
	}
}

// A byte that went wrong in a table is found wherever it is, unless the graph reads the same without it.
func TestCheckFindsDamagedBlocks(t *testing.T) {
	dir, _ := stored(t)
	g := open(t, graph.Options{Dir: dir}) // opening moves the journal into a table
	want := content(t, g)
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	table := glob(t, dir, "*.ldb")[0]
	sound, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	const places = 40
	for i := range places {
		spoiled := slices.Clone(sound)
		spoiled[i*len(sound)/places] ^= 0x10
		put(t, table, string(spoiled))
		g, err := graph.Open(t.Context(), graph.Options{Dir: dir})
		if err == nil {
			var report graph.Report
			report, err = g.Check(t.Context())
			if err == nil && (len(report.Faults) > 0 || !slices.Equal(content(t, g), want)) {
				t.Errorf("byte %d of %d: the graph is another, and check says only %q", i*len(sound)/places, len(sound), report.Faults)
			}
			if closed := g.Close(); closed != nil && err == nil {
				t.Error(closed)
			}
		}
		if err == nil {
			continue
		}
		found++
		if !errors.Is(err, graph.ErrDamaged) {
			t.Errorf("byte %d of %d: %v; want %v", i*len(sound)/places, len(sound), err, graph.ErrDamaged)
		}
	}
	if found < places/2 {
		t.Errorf("only %d of %d spoiled bytes were found", found, places)
	}
}
