package eval

import (
	"math"
	"strings"
	"testing"
)

// The area is of height 1, from no recall to that of all tuples.
// By hand: "born in" has all its 4 words right and 4 of the gold's 5; "be" stands for "is", so that 3 of 3 and 3 of 4 are
// right. The third sentence's speaker and content stand the other way round; nothing is found in the fourth.
func TestOpenRelationsByHand(t *testing.T) {
	gold, err := ReadCaRB(strings.NewReader("Ada ( -LRB- ) was born .\twas born in\tAda\tOslo\n"+
		"Ada was born.\tis\tAda\ta poet\tC: context\n"+
		"He said so.\tsaid\tHe\tso\n"+
		"It rains.\trains\tIt\tnow\n"), "gold")
	if err != nil {
		t.Fatal(err)
	}
	found, err := ReadTuples(strings.NewReader("Ada was born.\t0.9\tborn in\tAda\tOslo\nAda was born .\t0.2\tbe\tAda\tpoet\nHe said so.\t0.5\tsaid\tso\tHe\n"), "found")
	if err != nil {
		t.Fatal(err)
	}
	s := OpenRelations(gold, found)
	if s.Sentences != 3 || s.Threshold != .2 {
		t.Errorf("%d sentences, threshold %g", s.Sentences, s.Threshold)
	}
	if want := (.8 + .75 + 1) / 4; math.Abs(s.AUC-want) > 1e-9 {
		t.Errorf("AUC %g, want %g", s.AUC, want)
	}
	if r := (.8 + .75 + 1) / 4; math.Abs(s.P.Value-1) > 1e-9 || math.Abs(s.R.Value-r) > 1e-9 {
		t.Errorf("P %g R %g, want 1 and %g", s.P.Value, s.R.Value, r)
	}
	if _, err := ReadTuples(strings.NewReader("a\tb\tc\td\n"), "found"); err == nil || err.Error() != `found:1: confidence "b" is no number` {
		t.Errorf("error is %v", err)
	}
}
