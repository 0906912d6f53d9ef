package names

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawn is a chain with random edges, and random scores of a few words.
func drawn(t *rapid.T) (*chain, []row) {
	x := rapid.Float32Range(-3, 3)
	c := &chain{rows: map[feature]int32{}}
	for a := range c.edges {
		for b := range c.edges[a] {
			c.edges[a][b] = x.Draw(t, "edge")
		}
	}
	scores := make([]row, rapid.IntRange(1, 4).Draw(t, "words"))
	for i := range scores {
		for l := range scores[i] {
			scores[i][l] = x.Draw(t, "score")
		}
	}
	return c, scores
}

// every calls visit with each well-formed sequence of labels and its sum.
func every(c *chain, scores []row, visit func(path []uint8, sum float64)) {
	path := make([]uint8, len(scores))
	var try func(i, last int, sum float64)
	try = func(i, last int, sum float64) {
		if i == len(scores) {
			visit(path, sum)
			return
		}
		for l := range scores[i] {
			if !follows(last, l) {
				continue
			}
			s := sum + float64(scores[i][l])
			if i > 0 {
				s += float64(c.edges[last][l])
			}
			path[i] = uint8(l)
			try(i+1, l, s)
		}
	}
	try(0, outside, 0)
}

func TestChainFindsTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, scores := drawn(t)
		got, most, mine := c.best(scores), math.Inf(-1), math.Inf(-1)
		every(c, scores, func(path []uint8, sum float64) {
			most = max(most, sum)
			if bytes.Equal(path, got) {
				mine = sum
			}
		})
		if math.Abs(most-mine) > 1e-4 {
			t.Fatalf("%v has %g, the best has %g", got, mine, most)
		}
	})
}

func TestChainExpectsWhatAllSequencesSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, scores := drawn(t)
		var gotPairs, pairs [labels][labels]float64
		got, want, all := c.expect(scores, &gotPairs), make([][labels]float64, len(scores)), 0.
		every(c, scores, func(path []uint8, sum float64) {
			p := math.Exp(sum)
			all += p
			for i, l := range path {
				want[i][l] += p
				if i > 0 {
					pairs[path[i-1]][l] += p
				}
			}
		})
		for i := range want {
			for l := range want[i] {
				if math.Abs(want[i][l]/all-got[i][l]) > 1e-6 {
					t.Fatalf("word %d label %s: %g, want %g", i, labelNames[l], got[i][l], want[i][l]/all)
				}
			}
		}
		for a := range pairs {
			for b := range pairs[a] {
				if math.Abs(pairs[a][b]/all-gotPairs[a][b]) > 1e-6 {
					t.Fatalf("%s %s: %g, want %g", labelNames[a], labelNames[b], gotPairs[a][b], pairs[a][b]/all)
				}
			}
		}
	})
}

func TestWeightsAreReadAsWritten(t *testing.T) {
	c := &chain{rows: map[feature]int32{7: 0, 9: 1}, weights: []row{{1, -2, .25}, {.01}}}
	c.heads[3][2], c.edges[1][2] = 1.5, -.5
	var b bytes.Buffer
	if err := c.write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := readChain(b.String())
	if err != nil {
		t.Fatal(err)
	}
	if got.heads != c.heads || got.edges != c.edges || len(got.rows) != 1 || got.weights[got.rows[7]] != c.weights[0] {
		t.Errorf("read %+v, wrote %+v", got, c)
	}
}

func TestDamagedWeights(t *testing.T) {
	for text, want := range map[string]string{
		"w 1 2 3\n":             "line 2 has 4 columns",
		"w x 0 0 0 0 0 0 0\n":   "line 2",
		"h ff 0 0 0 0 0 0 0\n":  "line 2 is of kind",
		"w 1 0 0 0 0 0 0 one\n": "line 2",
	} {
		if _, err := readChain(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestShape(t *testing.T) {
	for w, want := range map[string]string{"Berlin": "Xx", "NATO": "XX", "U.S.": "X.X.", "2026": "9", "iPhone": "xXx", "": ""} {
		if got := shape(w); got != want {
			t.Errorf("shape of %q is %q, want %q", w, got, want)
		}
	}
}
