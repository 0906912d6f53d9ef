package relate

import (
	"fmt"
	"strconv"
	"strings"
)

// measured is how often each pattern was right and wrong on the gold's training part.
type measured map[string][2]float64

// readMeasured reads lines of name, right, wrong, separated by tabs. name is for errors only.
func readMeasured(name, text string) (measured, error) {
	out := measured{}
	for n, line := range strings.Split(text, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("%s:%d: a line has a name and two numbers", name, n+1)
		}
		right, err := strconv.ParseFloat(f[1], 64)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n+1, err)
		}
		wrong, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n+1, err)
		}
		out[f[0]] = [2]float64{right, wrong}
	}
	return out, nil
}

// of is the precision of the pattern, drawn towards a half where it was seen seldom (Laplace).
func (m measured) of(name string) float64 {
	c := m[name]
	return (c[0] + 1) / (c[0] + c[1] + 2)
}
