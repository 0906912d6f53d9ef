package names

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var three = []string{"O", "B-PER", "I-PER", "B-ORG", "I-ORG"}

func wellFormed(path []int) bool {
	last := "O"
	for _, l := range path {
		if kind, ok := strings.CutPrefix(three[l], "I-"); ok && last != "B-"+kind && last != "I-"+kind {
			return false
		}
		last = three[l]
	}
	return true
}

func TestPathIsTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "words")
		flat := rapid.SliceOfN(rapid.Float32Range(-5, 5), n*len(three), n*len(three)).Draw(t, "scores")
		score := func(i int) []float32 { return flat[i*len(three):][:len(three)] }
		sum := func(path []int) (s float64) {
			for i, l := range path {
				s += float64(score(i)[l])
			}
			return s
		}
		got := best(three, n, score)
		if !wellFormed(got) {
			t.Fatalf("%v is not well-formed", got)
		}
		path := make([]int, n)
		var try func(i int)
		try = func(i int) {
			if i == n {
				if wellFormed(path) && sum(path) > sum(got)+1e-6 {
					t.Fatalf("%v scores %g, %v only %g", path, sum(path), got, sum(got))
				}
				return
			}
			for path[i] = 0; path[i] < len(three); path[i]++ {
				try(i + 1)
			}
		}
		try(0)
	})
}
