package tree

import "math"

// arborescence finds the highest-scoring tree over words 0 to n-1 with exactly one word beneath the root: score(i, j) is
// the score of head j for word i, and j = n stands for the root. It gives each word's head, n for the root.
//
// It is Chu-Liu-Edmonds in the dense form of Tarjan (1977), O(n²): paths of best heads grow until they reach the root or
// close a cycle, which becomes one word. The one root comes from a penalty on the root's arcs that no tree can make up
// for (Zmigrod, Vieira, Cotterell 2020, section 4, name the condition). Scores must be finite.
func arborescence(n int, score func(i, j int) float32) []int {
	heads := make([]int, n)
	if n == 0 {
		return heads
	}
	g := newContraction(n, score)
	for v := range n {
		g.grow(g.top[v])
	}
	g.expand()
	for v := range n {
		heads[v] = g.from[v]
	}
	return heads
}

// contraction is a graph whose cycles become nodes: nodes 0 to n-1 are words, n is the root, further ones are cycles.
type contraction struct {
	n      int
	top    []int       // of words and the root: the node without a parent that holds it
	parent []int       // of nodes: the cycle that took it in, -1 for none
	state  []uint8     // of nodes
	from   []int       // of nodes: the word its chosen arc comes from
	into   []int       // of nodes: the word within it where that arc ends
	chosen []float64   // of nodes: that arc's score
	score  [][]float64 // of nodes: the best arc from each word, less what its cycle pays for taking it
	ends   [][]int     // of nodes: the word within it where that arc ends
	path   []int       // nodes, each the head of the one before
}

const (
	fresh = iota
	onPath
	reached // the root is above it
)

func newContraction(n int, score func(i, j int) float32) *contraction {
	g := &contraction{n: n, top: make([]int, n+1), parent: make([]int, n+1, 2*n+1), state: make([]uint8, n+1, 2*n+1),
		from: make([]int, n+1, 2*n+1), into: make([]int, n+1, 2*n+1), chosen: make([]float64, n+1, 2*n+1),
		score: make([][]float64, n+1, 2*n+1), ends: make([][]int, n+1, 2*n+1)}
	rows, ends := make([]float64, n*(n+1)), make([]int, n*(n+1))
	least, most := math.Inf(1), math.Inf(-1)
	for i := range n {
		g.top[i], g.parent[i] = i, -1
		g.score[i], g.ends[i] = rows[i*(n+1):][:n+1], ends[i*(n+1):][:n+1]
		for j := range n + 1 {
			s := float64(score(i, j))
			g.score[i][j], g.ends[i][j] = s, i
			if j != i {
				least, most = min(least, s), max(most, s)
			}
		}
	}
	g.top[n], g.parent[n], g.state[n] = n, -1, reached
	// A tree with one word beneath the root can lose at most the range of scores at each word to one with more.
	penalty := float64(float64(n+1)*(most-least)) + 1
	for i := range n {
		g.score[i][n] -= penalty
	}
	return g
}

// grow follows best heads from node v until the root is above it.
func (g *contraction) grow(v int) {
	for g.state[v] == fresh {
		g.state[v] = onPath
		g.path = append(g.path, v)
		u := g.choose(v)
		for g.state[u] == onPath {
			v = g.contract(u)
			u = g.choose(v)
		}
		if g.state[u] == reached {
			for _, w := range g.path {
				g.state[w] = reached
			}
			g.path = g.path[:0]
			return
		}
		v = u
	}
}

// choose sets the best arc into v and gives the node that it comes from.
func (g *contraction) choose(v int) int {
	best := -1
	for u := range g.n + 1 {
		if g.top[u] != v && (best < 0 || g.score[v][u] > g.score[v][best]) {
			best = u
		}
	}
	g.from[v], g.into[v], g.chosen[v] = best, g.ends[v][best], g.score[v][best]
	return g.top[best]
}

// contract makes one node of the cycle that the end of the path from node u on is, and puts it there.
func (g *contraction) contract(u int) int {
	at := len(g.path) - 1
	for g.path[at] != u {
		at--
	}
	cycle, c := g.path[at:], len(g.parent)
	row, ends := g.score[u], g.ends[u]
	for _, v := range cycle {
		for t := range row {
			if s := g.score[v][t] - g.chosen[v]; v == u || s > row[t] {
				row[t], ends[t] = s, g.ends[v][t]
			}
		}
		g.parent[v] = c
	}
	for w, t := range g.top {
		if g.parent[t] == c {
			g.top[w] = c
		}
	}
	g.parent, g.state = append(g.parent, -1), append(g.state, onPath)
	g.from, g.into, g.chosen = append(g.from, 0), append(g.into, 0), append(g.chosen, 0)
	g.score, g.ends = append(g.score, row), append(g.ends, ends)
	g.path = append(g.path[:at], c)
	return c
}

// expand undoes the contractions, the last first: the arc into a cycle replaces the arc of the member that it enters.
func (g *contraction) expand() {
	for c := len(g.parent) - 1; c > g.n; c-- {
		v := g.into[c]
		for g.parent[v] != c {
			v = g.parent[v]
		}
		g.from[v], g.into[v] = g.from[c], g.into[c]
	}
}
