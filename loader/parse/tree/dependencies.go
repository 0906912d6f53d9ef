package tree

import (
	"quadrille/loader/document"
	"quadrille/loader/neural"
)

// Longest is the number of words of the longest sentence that is parsed as a whole. One of the 33,923 sentences of PolNeAR is
// longer (220 words; counted on 2026-11-25 over the train and dev parts).
const Longest = 200

// dependencies sets the tree of a sentence.
func dependencies(d *document.Document, scores *neural.Scores, l *labels, sentence document.Range) {
	root := -1
	for _, piece := range pieces(d, sentence) {
		r := parsePiece(d, scores, l, piece)
		if root < 0 {
			root = r
			continue
		}
		d.Tree.Heads[r], d.Tree.Labels[r] = root, "parataxis"
	}
}

// pieces cuts a sentence of more than Longest words, behind a mark or a conjunction where there is one in the second half.
func pieces(d *document.Document, sentence document.Range) []document.Range {
	var out []document.Range
	for sentence.Len() > Longest {
		cut := sentence.First + Longest
		for i := cut; i > sentence.First+Longest/2; i-- {
			if d.Tokens[i-1].Kind == document.Punctuation {
				cut = i
				break
			}
		}
		out = append(out, document.Range{First: sentence.First, End: cut})
		sentence.First = cut
	}
	return append(out, sentence)
}

// parsePiece sets the tree of a run of words and gives its root.
func parsePiece(d *document.Document, scores *neural.Scores, l *labels, r document.Range) int {
	t, n := scores.Tree(r), r.Len()
	arcs, stride := t.Arcs()
	root := r.First
	var out []float32
	for i, h := range arborescence(n, func(i, j int) float32 { return arcs[i*stride+j] }) {
		w := r.First + i
		if h == n {
			root = w
			d.Tree.Heads[w], d.Tree.Labels[w] = -1, "root"
			continue
		}
		out = t.Label(out, i, h)
		best := -1
		for c, s := range out {
			if c != l.root && (best < 0 || s > out[best]) {
				best = c
			}
		}
		d.Tree.Heads[w], d.Tree.Labels[w] = r.First+h, l.names[best]
	}
	return root
}
