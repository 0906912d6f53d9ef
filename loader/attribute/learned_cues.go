package attribute

import (
	"quadrille/loader/document"
	"quadrille/loader/neural"
)

// Templates of features of words as cues.
const (
	cueMargins uint8 = 64 + iota
	cueLemma
	cueWord
	cueBefore
	cueAfter
	cueRule
	cueTree
	cueChildren
	cueQuotes
	cueForm
	cueHead
	cueHeadMargins
	cueParticle

	cueEdge
	cueEdgeTags
	cueEdgeVerb
)

// cueSequence is a sentence as features of its words as cues.
func (r *reader) cueSequence(c *chain, scores *neural.Scores, sentence document.Range, ruled []bool) *sequence {
	n := sentence.Len()
	out := &sequence{words: make([][]int32, n), edges: make([][]int32, n)}
	d, t := r.d, r.d.Tokens
	v := &view{d: d, t: t, groups: r.groups, verbs: r.verbs, lo: sentence.First, hi: sentence.End}
	children := make([]uint32, n) // what hangs on a word: bits
	if tree := &d.Tree; len(tree.Heads) > 0 {
		for i := sentence.First; i < sentence.End; i++ {
			h := tree.Heads[i] - sentence.First
			if h < 0 || h >= n {
				continue
			}
			switch tree.Labels[i] {
			case "nsubj":
				children[h] |= 1
			case "ccomp":
				children[h] |= 2
			case "parataxis":
				children[h] |= 4
			case "xcomp":
				children[h] |= 8
			case "obj":
				children[h] |= 16
			case "acl", "acl:relcl":
				children[h] |= 32
			case "nmod:poss":
				children[h] |= 64
			}
		}
	}
	word := func(i int) uint32 {
		if i < v.lo || i >= v.hi {
			return 0
		}
		return hash(t[i].Lower)
	}
	for k := range n {
		i := sentence.First + k
		s := scores.Cue(i)
		b, f := bucket(s[cueFirst]-s[noCue]), bucket(s[cueFurther]-s[noCue])
		lemma := hash(t[i].Lemma)
		quotes := uint32(0)
		if t[i].Quote > 0 {
			quotes = 1
		}
		for j := i - 1; j >= v.lo && j >= i-6; j-- {
			if v.closing(j) {
				quotes |= 2
			}
		}
		for j := i + 1; j < v.hi && j <= i+6; j++ {
			if v.opening(j) {
				quotes |= 4
			}
		}
		rule, group := uint32(0), uint32(0)
		if ruled[i] {
			rule = 1
		}
		if g := r.verbs[i]; g > 0 {
			group = 1
			vg := &d.VerbGroups[g-1]
			if vg.Head == i {
				group |= 2
			}
			if vg.Finite {
				group |= 4
			}
			if vg.Passive {
				group |= 8
			}
		} else if r.groups[i] > 0 {
			group = 16
			if d.NounGroups[r.groups[i]-1].Head == i {
				group = 17
			}
		}
		label := uint32(0)
		if len(d.Tree.Heads) > 0 {
			label = hash(d.Tree.Labels[i])
		}
		fs := []feature{
			feat(cueMargins, b, f, uint32(t[i].Tag)),
			feat(cueLemma, lemma, uint32(t[i].Tag), group),
			feat(cueWord, hash(t[i].Lower), b/2, 0),
			feat(cueBefore, word(i-1), uint32(v.tag(i-1)), group),
			feat(cueAfter, word(i+1), uint32(v.tag(i+1)), group),
			feat(cueRule, rule, b, f),
			feat(cueTree, label, children[k], group),
			feat(cueChildren, lemma, children[k]&15, 0),
			feat(cueQuotes, lemma, quotes, 0),
			feat(cueForm, group, uint32(t[i].Verb), quotes<<4|b/3),
		}
		// The verb that an auxiliary or a particle goes with.
		if g := r.verbs[i]; g > 0 && d.VerbGroups[g-1].Head != i {
			h := d.VerbGroups[g-1].Head
			hs := scores.Cue(h)
			fs = append(fs, feat(cueHead, hash(t[h].Lemma), uint32(t[i].Tag), 0), feat(cueHeadMargins, bucket(hs[cueFurther]-hs[noCue]), uint32(t[i].Tag), bucket(hs[cueFirst]-hs[noCue])))
		} else if i > v.lo && r.verbs[i] == 0 {
			fs = append(fs, feat(cueParticle, hash(t[i-1].Lemma), word(i), 0))
		}
		out.words[k] = c.words.ids(fs)
		if k > 0 {
			same := uint32(0)
			if r.verbs[i] > 0 && r.verbs[i] == r.verbs[i-1] {
				same = 1
			}
			out.edges[k] = c.edges.ids([]feature{
				feat(cueEdge, same, 0, 0),
				feat(cueEdgeTags, uint32(t[i-1].Tag), uint32(t[i].Tag), same),
				feat(cueEdgeVerb, hash(t[i-1].Lemma), uint32(t[i].Tag), 0),
			})
		}
	}
	return out
}

// ruledCues tells of each word whether the rules have it in a cue.
func (r *reader) ruledCues() []bool {
	out := make([]bool, len(r.d.Tokens))
	for _, x := range r.readings {
		for _, c := range x.cue {
			for i := c.First; i < c.End; i++ {
				out[i] = true
			}
		}
	}
	return out
}

// cues are the cues of a sentence, with the encoder's probability of each.
func (r *reader) cues(scores *neural.Scores, c *chain, sentence document.Range, ruled []bool) []found {
	var out []found
	for k, y := range c.decode(r.cueSequence(c, scores, sentence, ruled), nil, 0) {
		if y == noCue {
			continue
		}
		i := sentence.First + k
		p := softmax(scores.Cue(i))
		if n := len(out) - 1; y == cueFurther && n >= 0 && out[n].cue.End == i {
			out[n].cue.End++
			out[n].sure.cue = max(out[n].sure.cue, 1-p[noCue])
			continue
		}
		out = append(out, found{cue: document.Range{First: i, End: i + 1}, sure: sureness{cue: 1 - p[noCue]}})
	}
	return out
}
