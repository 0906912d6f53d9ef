package eval

import (
	"math/rand/v2"
	"slices"
)

// Figure is a measured value with its 95 % interval.
type Figure struct{ Value, Low, High float64 }

// resamples is the number of samples that a bootstrap draws.
const resamples = 1000

// figure computes value over the summed counts of all units, and the interval between the 2.5th and the 97.5th percentile
// of the same over as many units drawn with replacement (Efron 1979; percentile method). The draws are the same at each
// run. The units' counts are all of one length.
func figure(units [][]float64, value func(sum []float64) float64) Figure {
	return figures(units, value)[0]
}

// figures is figure for several values over the same draws.
func figures(units [][]float64, values ...func(sum []float64) float64) []Figure {
	out := make([]Figure, len(values))
	if len(units) == 0 {
		return out
	}
	sum := make([]float64, len(units[0]))
	for _, u := range units {
		add(sum, u)
	}
	for k, value := range values {
		out[k].Value = value(sum)
	}
	draw := rand.New(rand.NewPCG(1979, 4))
	drawn := make([][]float64, len(values))
	for range resamples {
		clear(sum)
		for range units {
			add(sum, units[draw.IntN(len(units))])
		}
		for k, value := range values {
			drawn[k] = append(drawn[k], value(sum))
		}
	}
	for k := range values {
		slices.Sort(drawn[k])
		out[k].Low, out[k].High = drawn[k][resamples*25/1000], drawn[k][resamples*975/1000-1]
	}
	return out
}

func add(sum, u []float64) {
	for i, v := range u {
		sum[i] += v
	}
}

// share gives the function that divides count i by count n, 0 when there is none.
func share(i, n int) func([]float64) float64 {
	return func(c []float64) float64 { return ratio(c[i], c[n]) }
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// PRF are precision, recall and their harmonic mean.
type PRF struct{ P, R, F1 Figure }

// The places of a PRF's three counts.
const (
	hits = iota
	predicted
	wanted
	prfCounts
)

// prf computes precision, recall and F1 from the three counts that begin at place at of the units.
func prf(units [][]float64, at int) PRF {
	p, r := share(at+hits, at+predicted), share(at+hits, at+wanted)
	f := figures(units, p, r, func(c []float64) float64 { return harmonic(p(c), r(c)) })
	return PRF{f[0], f[1], f[2]}
}

func harmonic(p, r float64) float64 { return ratio(2*p*r, p+r) }
