package eval

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The example of Pradhan et al. 2014, section 4: key {abc} {defg}, response {ab} {cd} {fghi}.
func TestChainsOfThePublishedExample(t *testing.T) {
	s := chainScore([][]float64{chainUnit(chains{{1, 2, 3}, {4, 5, 6, 7}}, chains{{1, 2}, {3, 4}, {6, 7, 8, 9}})})
	for _, c := range []struct {
		name  string
		got   PRF
		r, p  float64
		close float64
	}{{"MUC", s.MUC, .40, .40, .005}, {"B³", s.B3, .42, .50, .005}, {"CEAFe", s.CEAF, .65, .43, .005}} {
		if math.Abs(c.got.R.Value-c.r) > c.close || math.Abs(c.got.P.Value-c.p) > c.close {
			t.Errorf("%s: R %.3f P %.3f, published are %.2f and %.2f", c.name, c.got.R.Value, c.got.P.Value, c.r, c.p)
		}
	}
}

func TestAssignmentIsTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(1, 5).Draw(t, "rows"), rapid.IntRange(1, 5).Draw(t, "columns")
		value := make([][]float64, rows)
		for i := range value {
			for range columns {
				value[i] = append(value[i], float64(rapid.IntRange(0, 9).Draw(t, "value")))
			}
		}
		var best func(i int, used int) float64
		best = func(i int, used int) float64 {
			if i == rows {
				return 0
			}
			top := best(i+1, used)
			for j := range columns {
				if used&(1<<j) == 0 {
					top = max(top, value[i][j]+best(i+1, used|1<<j))
				}
			}
			return top
		}
		if got, want := assignment(value), best(0, 0); math.Abs(got-want) > 1e-9 {
			t.Fatalf("%v: %g, best is %g", value, got, want)
		}
	})
}

func TestPerfectChainsScoreOne(t *testing.T) {
	c := chains{{1, 2}, {3, 4, 5}}
	if s := chainScore([][]float64{chainUnit(c, c)}); s.CoNLL.Value != 1 || s.CoNLL.Low != 1 {
		t.Errorf("%+v", s)
	}
}
