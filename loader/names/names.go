package names

import (
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/neural"
)

// Name is a name.
type Name struct {
	document.Range        // its words
	Type           string // "PER", "ORG", "LOC"; of Others "PERSON", "MISC", "DATE" and so on
}

// In gives the names among the words of r, which lie in one sentence, in order. It gives nil when the encoder has not run on d.
func In(d *document.Document, r document.Range) []Name {
	s := neural.Of(d)
	if s == nil {
		return nil
	}
	return read(s.Labels().Names, r, s.Names)
}

// All gives the names among the words of a document as In does.
func All(d *document.Document) []Name {
	var out []Name
	for _, s := range d.Sentences {
		out = append(out, In(d, s.Tokens)...)
	}
	return out
}

// Others gives the names, dates and numbers among the words of r by the labels of CoreNLP, on which the encoder was trained
// too: PERSON, ORGANIZATION, LOCATION, MISC, DATE, DURATION, NUMBER and MONEY.
func Others(d *document.Document, r document.Range) []Name {
	s := neural.Of(d)
	if s == nil {
		return nil
	}
	return read(s.Labels().Silver, r, s.Silver)
}

func read(labels []string, r document.Range, score func(i int) []float32) []Name {
	path := best(labels, r.Len(), func(i int) []float32 { return score(r.First + i) })
	var out []Name
	for i, l := range path {
		kind, begins := strings.CutPrefix(labels[l], "B-")
		switch {
		case begins:
			out = append(out, Name{document.Range{First: r.First + i, End: r.First + i + 1}, kind})
		case labels[l] != "O":
			out[len(out)-1].End++ // a path never continues what nothing began
		}
	}
	return out
}

// best is the sequence of labels with the highest sum of scores in which each I- follows B- or I- of its type.
func best(labels []string, n int, score func(i int) []float32) []int {
	if n == 0 || len(labels) == 0 {
		return nil
	}
	from := before(labels)
	sum, next := make([]float64, len(labels)), make([]float64, len(labels))
	back := make([]int, n*len(labels))
	for l, s := range score(0) {
		sum[l] = float64(s)
		if strings.HasPrefix(labels[l], "I-") {
			sum[l] = impossible
		}
	}
	for i := 1; i < n; i++ {
		for l, s := range score(i) {
			b := from[l][0]
			for _, p := range from[l] {
				if sum[p] > sum[b] {
					b = p
				}
			}
			next[l], back[i*len(labels)+l] = sum[b]+float64(s), b
		}
		sum, next = next, sum
	}
	top := 0
	for l := range sum {
		if sum[l] > sum[top] {
			top = l
		}
	}
	out := make([]int, n)
	for i := n - 1; i >= 0; i-- {
		out[i] = top
		top = back[i*len(labels)+top]
	}
	return out
}

// impossible is below any sum of scores.
const impossible = -1e18

// before lists the labels that may stand before each, at least one.
func before(labels []string) [][]int {
	out := make([][]int, len(labels))
	for l, label := range labels {
		kind, inside := strings.CutPrefix(label, "I-")
		for p, other := range labels {
			if !inside || other == "B-"+kind || other == "I-"+kind {
				out[l] = append(out[l], p)
			}
		}
	}
	return out
}
