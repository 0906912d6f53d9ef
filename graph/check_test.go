package graph_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// A byte that went wrong in a table is found wherever it is, unless the graph reads the same without it. Where nothing is
// lost, Compact mends it.
func TestCheckFindsDamagedBlocks(t *testing.T) {
	dir, _ := stored(t)
	g := open(t, graph.Options{Dir: dir})
	for i := range 8 {
		generated(i).load(t, g)
	}
	want := content(t, g)
	if err := g.Compact(t.Context()); err != nil { // moves the log into a table
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	found, mended := 0, 0
	const places = 60
	for _, pattern := range []string{"*.table", "*.terms"} {
		path := glob(t, dir, pattern)[0]
		sound, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := range places {
			spoiled := slices.Clone(sound)
			spoiled[i*len(sound)/places] ^= 0x10
			put(t, path, string(spoiled))
			g, err := graph.Open(t.Context(), graph.Options{Dir: dir})
			var report graph.Report
			if err == nil {
				report, err = g.Check(t.Context())
			}
			where := fmt.Sprintf("%s, byte %d of %d", filepath.Base(path), i*len(sound)/places, len(sound))
			if err != nil {
				if lines, e := graph.Examine(t.Context(), dir); e != nil || len(lines) == 0 || !strings.Contains(strings.Join(lines, "\n"), filepath.Base(path)) {
					t.Errorf("%s: %v, and examining says %q, %v", where, err, lines, e)
				}
			}
			switch {
			case err != nil && !errors.Is(err, graph.ErrDamaged):
				t.Errorf("%s: %v; want %v", where, err, graph.ErrDamaged)
			case err == nil && len(report.Faults) == 0 && !slices.Equal(content(t, g), want):
				t.Errorf("%s: the graph is another, and check says nothing", where)
			case err != nil || len(report.Faults) > 0:
				found++
			}
			if err == nil && len(report.Faults) > 0 && strings.Contains(report.Faults[0], "nothing is lost") {
				if err := g.Compact(t.Context()); err != nil {
					t.Errorf("%s: compact: %v", where, err)
				}
				if report, err := g.Check(t.Context()); err != nil || len(report.Faults) > 0 || !slices.Equal(content(t, g), want) {
					t.Errorf("%s: after compacting: %q, %v", where, report.Faults, err)
				}
				mended++
			}
			if g != nil {
				if err := g.Close(); err != nil {
					t.Error(err)
				}
			}
			if now := glob(t, dir, pattern)[0]; now != path { // Compact made it anew
				path = now
				if sound, err = os.ReadFile(path); err != nil {
					t.Fatal(err)
				}
			}
			put(t, path, string(sound))
		}
	}
	if found < places {
		t.Errorf("only %d of %d spoiled bytes were found", found, 2*places)
	}
	if mended == 0 {
		t.Error("nothing was mended")
	}
}
