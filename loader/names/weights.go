package names

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

// The file of weights is lines of text. The first names the encoder that they were made for: "encoder CHECKSUM". The
// others hold, for the labels in order, hundredths: "h NUMBER" of a head's label, "e NUMBER" of the label before,
// "w HEXADECIMAL" of a feature.

// leastWeight is the weight, in hundredths, beneath which a feature says too little to be kept.
const leastWeight = 12

func (c *chain) write(out io.Writer) error {
	w := bufio.NewWriter(out)
	for i := range c.heads {
		line(w, "h", uint64(i), &c.heads[i], 0)
	}
	for i := range c.edges {
		line(w, "e", uint64(i), &c.edges[i], 0)
	}
	for _, x := range slices.Sorted(maps.Keys(c.rows)) {
		line(w, "w", uint64(x), &c.weights[c.rows[x]], leastWeight)
	}
	return w.Flush()
}

func line(w io.Writer, kind string, id uint64, weights *row, least int) {
	s, most := kind+" "+strconv.FormatUint(id, 16), 0
	for _, x := range weights {
		n := int(math.Round(float64(x) * 100))
		most = max(most, n, -n)
		s += " " + strconv.Itoa(n)
	}
	if most >= least {
		fmt.Fprintln(w, s)
	}
}

// readChain reads what write wrote.
func readChain(text string) (*chain, error) {
	c := &chain{rows: map[feature]int32{}}
	n := 1
	for l := range strings.Lines(text) {
		n++
		fields := strings.Fields(l)
		if len(fields) != 2+labels {
			return nil, fmt.Errorf("line %d has %d columns, %d were expected", n, len(fields), 2+labels)
		}
		id, err := strconv.ParseUint(fields[1], 16, 64)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		var to *row
		switch {
		case fields[0] == "h" && id < uint64(headScores):
			to = &c.heads[id]
		case fields[0] == "e" && id < uint64(labels):
			to = &c.edges[id]
		case fields[0] == "w":
			c.rows[feature(id)] = int32(len(c.weights))
			c.weights = append(c.weights, row{})
			to = &c.weights[len(c.weights)-1]
		default:
			return nil, fmt.Errorf("line %d is of kind %q %x", n, fields[0], id)
		}
		for i, s := range fields[2:] {
			x, err := strconv.Atoi(s)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			to[i] = float32(x) / 100
		}
	}
	return c, nil
}
