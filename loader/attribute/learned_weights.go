package attribute

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// write writes the weights as lines of text: "w" or "e", the feature in hexadecimal, its weights in tenths.
func (c *chain) write(out io.Writer) error {
	w := bufio.NewWriter(out)
	for _, k := range slices.Sorted(maps.Keys(c.words.rows)) {
		line(w, "w", k, c.words.weights[c.words.rows[k]][:])
	}
	for _, k := range slices.Sorted(maps.Keys(c.edges.rows)) {
		line(w, "e", k, c.edges.weights[c.edges.rows[k]][:])
	}
	return w.Flush()
}

func line(w io.Writer, kind string, k feature, weights []float32) {
	s, most := fmt.Sprintf("%s %x", kind, uint64(k)), 0
	for _, x := range weights {
		n := int(math.Round(float64(x) * 10))
		most = max(most, n, -n)
		s += " " + strconv.Itoa(n)
	}
	if most >= leastWeight[kind] {
		fmt.Fprintln(w, s)
	}
}

// leastWeight are the weights, in tenths, beneath which a line of a word or an edge says too little to be kept.
var leastWeight = map[string]int{"w": 10, "e": 5}

// readChain reads what write wrote.
func readChain(text string) (*chain, error) {
	c := newChain()
	c.words.grows, c.edges.grows = true, true
	n := 0
	for l := range strings.Lines(text) {
		n++
		fields := strings.Fields(l)
		if len(fields) < 2 {
			continue
		}
		k, err := strconv.ParseUint(fields[1], 16, 64)
		var to []float32
		switch {
		case err == nil && fields[0] == "w" && len(fields) == 2+labels:
			to = c.words.weights[c.words.row(feature(k))][:]
		case err == nil && fields[0] == "e" && len(fields) == 2+labels*labels:
			to = c.edges.weights[c.edges.row(feature(k))][:]
		default:
			return nil, fmt.Errorf("attribute: line %d of the weights of the chain is %q", n, l)
		}
		for i, f := range fields[2:] {
			x, err := strconv.Atoi(f)
			if err != nil {
				return nil, fmt.Errorf("attribute: line %d of the weights of the chain: %w", n, err)
			}
			to[i] = float32(x) / 10
		}
	}
	c.words.grows, c.edges.grows = false, false
	return c, nil
}
