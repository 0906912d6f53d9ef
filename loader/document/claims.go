package document

import "sort"

// Claims finds the claims that stretches of a document's text stand in.
type Claims struct {
	d  *Document
	in [][]int // attributions with content in each sentence
}

const mostClaims = 32 // of a sentence that are looked up, so that it stays cheap

// NewClaims indexes the attributions of d. It must be made anew when they change.
func NewClaims(d *Document) *Claims {
	c := &Claims{d, make([][]int, len(d.Sentences))}
	for n := range d.Attributions {
		for _, s := range d.Attributions[n].Content {
			i := sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].End > s.Begin })
			for ; i < len(d.Sentences) && d.Sentences[i].Begin < s.End; i++ {
				if l := c.in[i]; len(l) < mostClaims && (len(l) == 0 || l[len(l)-1] != n) {
					c.in[i] = append(l, n)
				}
			}
		}
	}
	return c
}

// At is the innermost attribution whose content holds s, a stretch of a sentence, as index+1 into Document.Attributions; 0
// for the article's own words.
func (c *Claims) At(sentence int, s Span) int {
	best, length := 0, 0
	for _, n := range c.in[sentence] {
		for _, in := range c.d.Attributions[n].Content {
			if in.Contains(s) && (best == 0 || in.Len() < length) {
				best, length = n+1, in.Len()
			}
		}
	}
	return best
}
