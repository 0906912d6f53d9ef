package neural

import "quadrille/loader/document"

const (
	windowPieces  = 254 // most pieces of a window, without its two marks
	overlapPieces = 32  // most pieces of the sentences that two windows share
)

// input is what the encoder sees of a window: an entry a piece, the two marks included.
type input struct {
	ids                 []int32
	shape, start, quote []uint8
	first               []int // for each word the place of its first piece
	words               document.Range
}

// cutWords holds each word's pieces, one after the other.
type cutWords struct {
	ids    []int32
	begins []int // of each word's pieces, and the end of the last
}

func (p pieces) words(d *document.Document) cutWords {
	c := cutWords{begins: make([]int, 0, len(d.Tokens)+1)}
	for _, t := range d.Tokens {
		c.begins = append(c.begins, len(c.ids))
		c.ids = p.cut(c.ids, t.Text)
	}
	c.begins = append(c.begins, len(c.ids))
	return c
}

func (c cutWords) size(r document.Range) int { return c.begins[r.End] - c.begins[r.First] }

// windows cuts a document into runs of words. A sentence that is longer than a window is cut between words.
func windows(d *document.Document, c cutWords) []document.Range {
	var out []document.Range
	for i := 0; i < len(d.Sentences); {
		s := d.Sentences[i].Tokens
		if c.size(s) > windowPieces {
			out = append(out, cutSentence(s, c)...)
			i++
			continue
		}
		w, next := s, i+1
		for next < len(d.Sentences) && c.size(document.Range{First: w.First, End: d.Sentences[next].Tokens.End}) <= windowPieces {
			w.End = d.Sentences[next].Tokens.End
			next++
		}
		out = append(out, w)
		if next == len(d.Sentences) {
			break
		}
		// The next window begins with the last sentences of this one, as far as they are short.
		back := next
		for back-1 > i && c.size(document.Range{First: d.Sentences[back-1].Tokens.First, End: w.End}) <= overlapPieces {
			back--
		}
		if c.size(d.Sentences[next].Tokens) > windowPieces ||
			c.size(document.Range{First: d.Sentences[back].Tokens.First, End: d.Sentences[next].Tokens.End}) > windowPieces {
			back = next
		}
		i = back
	}
	return out
}

func cutSentence(s document.Range, c cutWords) []document.Range {
	var out []document.Range
	w := document.Range{First: s.First, End: s.First}
	for ; w.End < s.End; w.End++ {
		if c.size(document.Range{First: w.First, End: w.End + 1}) > windowPieces {
			out = append(out, w)
			w.First = w.End
		}
	}
	return append(out, w)
}

// The places of a word in its sentence and paragraph that the encoder is told.
const (
	within = iota
	sentenceStart
	paragraphStart
)

func (p pieces) input(d *document.Document, c cutWords, w document.Range) input {
	n := c.size(w) + 2
	in := input{ids: make([]int32, 0, n), shape: make([]uint8, 0, n), start: make([]uint8, 0, n), quote: make([]uint8, 0, n), first: make([]int, 0, w.Len()), words: w}
	add := func(id int32, shape, start, quote int) {
		in.ids = append(in.ids, id)
		in.shape, in.start, in.quote = append(in.shape, uint8(shape)), append(in.start, uint8(start)), append(in.quote, uint8(quote))
	}
	add(p.cls, noWord, within, 0)
	for i := w.First; i < w.End; i++ {
		t := &d.Tokens[i]
		start, quote := within, 0
		if s := t.Sentence; d.Sentences[s].Tokens.First == i {
			start = sentenceStart
			if s == 0 || d.Sentences[s].Paragraph != d.Sentences[s-1].Paragraph {
				start = paragraphStart
			}
		}
		if t.Quote > 0 {
			quote = 1
		}
		in.first = append(in.first, len(in.ids))
		for _, id := range c.ids[c.begins[i]:c.begins[i+1]] {
			add(id, shape(t.Text), start, quote)
		}
	}
	add(p.sep, noWord, within, 0)
	return in
}
