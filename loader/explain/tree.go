package explain

import (
	"strings"

	"quadrille/loader/document"

	"github.com/mattn/go-runewidth"
)

// A tree is drawn in the order of the text, a word a line, two columns a level; what hangs deeper than the width allows is drawn
// at the deepest level there is room for, with an ellipsis:
//
//	  ╭─╴Oslo    PROPN  nsubj
//	──┼╴urged    VERB   root
//	  │ ╭─╴the   DET    det
//	  ├─┴╴minister  NOUN  obj
//	  ╰─╴.       PUNCT  punct
const (
	beside    = 34 // columns for a word, its tag and its relation
	mostLevel = 60 // levels, at most: they are the bits of a number
)

// tree draws the tree of the words of r.
func (p *page) tree(r document.Range) {
	d := p.d
	if len(d.Tree.Heads) < r.End || r.Len() == 0 {
		return
	}
	levels := max(2, min(mostLevel, (p.o.Width-beside)/2))
	g := newDrawing(d.Tree.Heads, r, levels)
	words, widest := make([]string, r.Len()), 0
	for i := range words {
		words[i] = g.row(i) + p.clean(d.Tokens[r.First+i].Text)
		widest = max(widest, min(runewidth.StringWidth(words[i]), p.o.Width-beside/2))
	}
	p.section("tree")
	for i := range words {
		t := r.First + i
		p.line("    ", runewidth.FillRight(words[i], widest), "  ", p.accent(runewidth.FillRight(d.Tokens[t].Tag.String(), 5)), "  ", p.dim(d.Tree.Labels[t]))
	}
}

// drawing is the lines of one tree.
type drawing struct {
	head   []int // of each word, -1 for a root
	depth  []int
	levels int
	left   []int // the first of each word and its children
	right  []int
	pass   []uint64 // the levels whose line passes each row
}

func newDrawing(heads []int, r document.Range, levels int) *drawing {
	n := r.Len()
	g := &drawing{head: make([]int, n), depth: make([]int, n), levels: levels, left: make([]int, n), right: make([]int, n), pass: make([]uint64, n)}
	children := make([][]int, n)
	var queue []int
	for i := range n {
		h := heads[r.First+i]
		if h < r.First || h >= r.End {
			g.head[i] = -1
			queue = append(queue, i)
		} else {
			g.head[i] = h - r.First
			children[g.head[i]] = append(children[g.head[i]], i)
		}
		g.left[i], g.right[i] = i, i
	}
	for len(queue) > 0 {
		i := queue[0]
		queue = queue[1:]
		for _, c := range children[i] {
			g.depth[c] = g.depth[i] + 1
			g.left[i], g.right[i] = min(g.left[i], c), max(g.right[i], c)
			queue = append(queue, c)
		}
	}
	for i := range n {
		if g.depth[i] < levels {
			for k := g.left[i]; k <= g.right[i]; k++ {
				g.pass[k] |= 1 << g.depth[i]
			}
		}
	}
	return g
}

// row is what stands before word i.
func (g *drawing) row(i int) string {
	var b strings.Builder
	depth := min(g.depth[i], g.levels)
	for level := range depth {
		if level == depth-1 && g.depth[i] <= g.levels {
			b.WriteString(g.corner(i))
			break
		}
		if g.pass[i]&(1<<level) != 0 {
			b.WriteString("│ ")
		} else {
			b.WriteString("  ")
		}
	}
	switch {
	case g.depth[i] > g.levels:
		b.WriteString("… ")
	case g.depth[i] == g.levels || g.left[i] == i && g.right[i] == i:
		b.WriteString("╴")
	case g.left[i] == i:
		b.WriteString("┬╴")
	case g.right[i] == i:
		b.WriteString("┴╴")
	default:
		b.WriteString("┼╴")
	}
	return b.String()
}

// corner is where the line of word i's head meets its row.
func (g *drawing) corner(i int) string {
	h := g.head[i]
	switch {
	case i == g.left[h]:
		return "╭─"
	case i == g.right[h]:
		return "╰─"
	}
	return "├─"
}
