package tree

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// best is the highest score of a tree with one word beneath the root, by trying all.
func best(n int, score func(i, j int) float32) float64 {
	heads := make([]int, n)
	top := math.Inf(-1)
	var try func(i int)
	try = func(i int) {
		if i == n {
			if single(heads) {
				top = max(top, total(heads, score))
			}
			return
		}
		for heads[i] = 0; heads[i] <= n; heads[i]++ {
			if heads[i] != i {
				try(i + 1)
			}
		}
	}
	try(0)
	return top
}

func total(heads []int, score func(i, j int) float32) (sum float64) {
	for i, h := range heads {
		sum += float64(score(i, h))
	}
	return sum
}

// single tells whether heads are a tree with one word beneath the root.
func single(heads []int) bool {
	roots := 0
	for i, h := range heads {
		if h == len(heads) {
			roots++
		}
		for steps := 0; i < len(heads); steps++ {
			if steps > len(heads) {
				return false
			}
			i = heads[i]
		}
	}
	return roots == 1
}

func TestTreeIsTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "words")
		// Small whole numbers make ties and cycles frequent.
		scores := rapid.SliceOfN(rapid.IntRange(-8, 8), n*(n+1), n*(n+1)).Draw(t, "scores")
		score := func(i, j int) float32 { return float32(scores[i*(n+1)+j]) }
		heads := arborescence(n, score)
		if !single(heads) {
			t.Fatalf("%v is no tree with one root", heads)
		}
		if got, want := total(heads, score), best(n, score); got != want {
			t.Fatalf("%v scores %g, the best tree %g", heads, got, want)
		}
	})
}

func TestLongSentencesAreTreesToo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(20, 120).Draw(t, "words")
		seed := uint32(rapid.IntRange(1, 1<<30).Draw(t, "seed"))
		near := rapid.Bool().Draw(t, "cycles") // words that want each other make nested cycles
		score := func(i, j int) float32 {
			x := (uint32(i*7919+j)*2654435761 ^ seed) * 2246822519
			s := float32(x>>16) / (1 << 14)
			if near {
				s -= float32(bits(i ^ j))
			}
			return s
		}
		heads := arborescence(n, score)
		if !single(heads) {
			t.Fatalf("%v is no tree with one root", heads)
		}
	})
}

func bits(x int) int {
	n := 0
	for ; x > 0; x >>= 1 {
		n++
	}
	return n
}
