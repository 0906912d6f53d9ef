package attribute

import (
	"math"

	"quadrille/loader/document"
	"quadrille/loader/neural"
)

// The classes of a cue's label and of a word's part in an attribution, in the order of their scores.
const (
	noCue = iota
	cueFirst
	cueFurther
)

const (
	outside = iota
	inSource
	inContent
)

const (
	reach = 200
)

// found is one attribution as the encoder sees it.
type found struct {
	cue             document.Range
	source, content []document.Range
	sure            sureness
}

// sureness is what the scores say of an attribution: mean probabilities of the words of its parts.
type sureness struct{ cue, source, content float64 }

// scenes are the cues of the document with what is known around each.
func (r *reader) scenes(scores *neural.Scores, all []found) []*scene {
	var out []*scene
	for lo := 0; lo < len(all); {
		sentence := r.d.Tokens[all[lo].cue.First].Sentence
		hi := lo + 1
		for hi < len(all) && r.d.Tokens[all[hi].cue.First].Sentence == sentence {
			hi++
		}
		stretch := around(r.d, sentence)
		heads := make([]int, hi-lo)
		var near []document.Range
		for k := range heads {
			heads[k] = all[lo+k].cue.First
		}
		for k := range all {
			if c := all[k].cue; stretch.Contains(c.First) {
				near = append(near, c)
			}
		}
		tokens := r.d.Sentences[sentence].Tokens
		v := view{d: r.d, t: r.d.Tokens, groups: r.groups, verbs: r.verbs, lo: tokens.First, hi: tokens.End}
		for k, parts := range scores.Parts(heads, stretch) {
			s := &scene{r: r, v: v, cue: all[lo+k].cue, stretch: stretch, parts: parts, cues: near}
			s.prepare()
			out = append(out, s)
		}
		lo = hi
	}
	return out
}

// find decodes all attributions of the document from the scores, in the order of their cues.
func (r *reader) find(scores *neural.Scores, c *chain) []found {
	var all []found
	ruled := r.ruledCues()
	for i := range r.d.Sentences {
		if tokens := r.d.Sentences[i].Tokens; tokens.Len() <= longest {
			all = append(all, r.cues(scores, c, tokens, ruled)...)
		}
	}
	for i, s := range r.scenes(scores, all) {
		labels := c.decode(s.sequence(c), nil, 0)
		all[i].source, all[i].sure.source = runs(s.parts, labels, inSource, s.stretch)
		all[i].content, all[i].sure.content = runs(s.parts, labels, inContent, s.stretch)
	}
	return all
}

// around is the stretch of whole sentences around a sentence, at most a paragraph and reach words to each side.
func around(d *document.Document, sentence int) document.Range {
	out := d.Sentences[sentence].Tokens
	first, last := out.First-reach, out.End+reach
	paragraph := d.Sentences[sentence].Paragraph
	for i := sentence - 1; i >= 0; i-- {
		s := &d.Sentences[i]
		if s.Tokens.First < first || s.Paragraph < paragraph-1 {
			break
		}
		out.First = s.Tokens.First
	}
	for i := sentence + 1; i < len(d.Sentences); i++ {
		s := &d.Sentences[i]
		if s.Tokens.End > last || s.Paragraph > paragraph+1 {
			break
		}
		out.End = s.Tokens.End
	}
	return out
}

// runs are the runs of one label, and the mean probability of that label for their words.
func runs(parts [3][]float32, labels []uint8, class uint8, stretch document.Range) ([]document.Range, float64) {
	var out []document.Range
	sum, n := 0.0, 0
	for i, l := range labels {
		if l != class {
			continue
		}
		p := softmax([]float32{parts[0][i], parts[1][i], parts[2][i]})
		sum += p[class]
		n++
		at := stretch.First + i
		if k := len(out) - 1; k >= 0 && out[k].End == at {
			out[k].End++
		} else {
			out = append(out, document.Range{First: at, End: at + 1})
		}
	}
	if n > 0 {
		sum /= float64(n)
	}
	return out, sum
}

func softmax(s []float32) [3]float64 {
	var out [3]float64
	most := max(s[0], s[1], s[2])
	sum := 0.0
	for i, v := range s[:3] {
		out[i] = math.Exp(float64(v - most))
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}
