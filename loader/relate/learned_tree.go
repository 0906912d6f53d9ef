package relate

import "strings"

// farthest is how many steps in a tree a way may have to each side.
const farthest = 5

// way is how token b hangs about token a in the tree: the labels up to what both hang under and down again, and the preposition
// of b. "" without a tree.
func (l *learner) way(a, b int) string {
	t := &l.doc.Tree
	if len(t.Heads) == 0 {
		return ""
	}
	var above [farthest + 1]int
	up := append(above[:0], a)
	for len(up) <= farthest && t.Heads[up[len(up)-1]] >= 0 {
		up = append(up, t.Heads[up[len(up)-1]])
	}
	var down []string
	for n, x := 0, b; n <= farthest && x >= 0; n, x = n+1, t.Heads[x] {
		for i, y := range up {
			if x != y {
				continue
			}
			var w strings.Builder
			for _, z := range up[:i] {
				w.WriteString("^" + t.Labels[z])
			}
			for j := len(down) - 1; j >= 0; j-- {
				w.WriteString(">" + down[j])
			}
			return w.String() + l.marked(b)
		}
		down = append(down, t.Labels[x])
	}
	return "far"
}

// marked is the preposition or subordinator that token b carries.
func (l *learner) marked(b int) string {
	t, tokens := &l.doc.Tree, l.doc.Tokens
	for k := b - 1; k >= 0 && k >= b-8 && tokens[k].Sentence == tokens[b].Sentence; k-- {
		if t.Heads[k] == b && (t.Labels[k] == "case" || t.Labels[k] == "mark") {
			return ":" + tokens[k].Lower
		}
	}
	return ""
}

// beneath tells whether token t hangs under verb token v by way of what v has besides its subject and agent: in its object, in a
// complement clause, in a clause joined to it. What stands there is the subject of another word.
func (l *learner) beneath(v, t int) bool {
	tree := &l.doc.Tree
	if len(tree.Heads) == 0 {
		return false
	}
	under := t // the child of v that t is under
	for under >= 0 && tree.Heads[under] != v {
		under = tree.Heads[under]
	}
	if under < 0 || under == t {
		return false
	}
	label, _, _ := strings.Cut(tree.Labels[under], ":")
	switch label {
	case "nsubj", "csubj":
		return false
	case "obl":
		return l.marked(under) != ":by"
	}
	return true
}
