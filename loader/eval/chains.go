package eval

import "math"

// chains puts mentions, numbered within a document, into sets that refer to the same.
type chains [][]int

// index maps each mention to its chain.
func (c chains) index() map[int]int {
	out := map[int]int{}
	for i, chain := range c {
		for _, m := range chain {
			out[m] = i
		}
	}
	return out
}

// shared counts for each chain of other the mentions that it has in common with chain i.
func shared(chain []int, other map[int]int) map[int]int {
	out := map[int]int{}
	for _, m := range chain {
		if j, ok := other[m]; ok {
			out[j]++
		}
	}
	return out
}

// The places of a document's counts: a numerator and a denominator each.
const (
	mucRecall = 2 * iota
	mucPrecision
	b3Recall
	b3Precision
	ceafRecall
	ceafPrecision
	chainCounts
)

// chainUnit counts for the three measures that the CoNLL shared tasks average (Pradhan et al. 2014): MUC (Vilain et al.
// 1995), B³ (Bagga and Baldwin 1998) and CEAFe (Luo 2005).
func chainUnit(gold, found chains) []float64 {
	u := make([]float64, chainCounts)
	links(u[mucRecall:], gold, found.index())
	links(u[mucPrecision:], found, gold.index())
	cubes(u[b3Recall:], gold, found.index())
	cubes(u[b3Precision:], found, gold.index())
	s := aligned(gold, found)
	u[ceafRecall], u[ceafRecall+1] = s, float64(len(gold))
	u[ceafPrecision], u[ceafPrecision+1] = s, float64(len(found))
	return u
}

// links counts the links of the chains that other keeps, and all links.
func links(u []float64, c chains, other map[int]int) {
	for _, chain := range c {
		parts, kept := 0, 0
		for _, n := range shared(chain, other) {
			parts++
			kept += n
		}
		parts += len(chain) - kept // a mention that other lacks stands alone
		u[0] += float64(len(chain) - parts)
		u[1] += float64(len(chain) - 1)
	}
}

// cubes sums over mentions the share of their chain that other has with them.
func cubes(u []float64, c chains, other map[int]int) {
	for _, chain := range c {
		for _, n := range shared(chain, other) {
			u[0] += float64(n*n) / float64(len(chain))
		}
		u[1] += float64(len(chain))
	}
}

// aligned is the sum of the chains' similarities, 2·|A∩B|/(|A|+|B|), in the best one-to-one alignment.
func aligned(gold, found chains) float64 {
	index := found.index()
	similar := make([][]float64, len(gold))
	for i, chain := range gold {
		similar[i] = make([]float64, len(found))
		for j, n := range shared(chain, index) {
			similar[i][j] = 2 * float64(n) / float64(len(chain)+len(found[j]))
		}
	}
	return assignment(similar)
}

// assignment is the highest sum of a one-to-one choice of rows and columns (Kuhn and Munkres, in the O(n³) form with
// potentials).
func assignment(value [][]float64) float64 {
	if len(value) == 0 || len(value[0]) == 0 {
		return 0
	}
	rows, columns := len(value), len(value[0])
	at := func(i, j int) float64 { return -value[i][j] }
	if rows > columns {
		rows, columns = columns, rows
		at = func(i, j int) float64 { return -value[j][i] }
	}
	u, v := make([]float64, rows+1), make([]float64, columns+1)
	match, way := make([]int, columns+1), make([]int, columns+1)
	for i := 1; i <= rows; i++ {
		match[0] = i
		least, used := make([]float64, columns+1), make([]bool, columns+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		j0 := 0
		for match[j0] != 0 {
			used[j0] = true
			i0, delta, j1 := match[j0], math.Inf(1), 0
			for j := 1; j <= columns; j++ {
				if used[j] {
					continue
				}
				if c := at(i0-1, j-1) - u[i0] - v[j]; c < least[j] {
					least[j], way[j] = c, j0
				}
				if least[j] < delta {
					delta, j1 = least[j], j
				}
			}
			for j := range used {
				if used[j] {
					u[match[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			j0 = j1
		}
		for j0 != 0 {
			match[j0] = match[way[j0]]
			j0 = way[j0]
		}
	}
	sum := 0.0
	for j := 1; j <= columns; j++ {
		if match[j] > 0 {
			sum -= at(match[j]-1, j-1)
		}
	}
	return sum
}

// ChainScore holds the figures of coreference. CoNLL is the mean of the three F1.
type ChainScore struct {
	Documents, Mentions int // mentions of the gold that are in chains of two and more
	MUC, B3, CEAF       PRF
	CoNLL               Figure
}

func chainScore(units [][]float64) ChainScore {
	f := func(recall, precision int) func([]float64) float64 {
		r, p := share(recall, recall+1), share(precision, precision+1)
		return func(c []float64) float64 { return harmonic(p(c), r(c)) }
	}
	muc, b3, ceaf := f(mucRecall, mucPrecision), f(b3Recall, b3Precision), f(ceafRecall, ceafPrecision)
	measure := func(recall, precision int, f1 func([]float64) float64) PRF {
		x := figures(units, share(precision, precision+1), share(recall, recall+1), f1)
		return PRF{x[0], x[1], x[2]}
	}
	return ChainScore{Documents: len(units), Mentions: total(units, b3Recall+1),
		MUC: measure(mucRecall, mucPrecision, muc), B3: measure(b3Recall, b3Precision, b3), CEAF: measure(ceafRecall, ceafPrecision, ceaf),
		CoNLL: figure(units, func(c []float64) float64 { return (muc(c) + b3(c) + ceaf(c)) / 3 })}
}
