package attribute

import (
	"quadrille/loader/document"
)

// Templates of features of words.
const (
	zoneAft uint8 = iota
	zoneFore
	lemmaZone
	sourceMargin
	contentMargin
	tagPlace
	ruleLabel
	cuesBetween
	nounGroup
	lemmaGroup
	smallWord
	otherCue
	branchOf
	branchLemma
	margins

	edgeKinds
	edgeRule
	edgeBranch
	edgeZone
	edgeLemma
)

// scene is what the features of all words for one cue share.
type scene struct {
	r         *reader
	v         view // the cue's sentence
	cue       document.Range
	stretch   document.Range
	parts     [3][]float32
	cues      []document.Range // all cues of the stretch, in order
	rule      []uint8          // the label that rules give a word of the stretch
	hasRule   uint32
	head      int // of the cue: the head of its verb group, else its first word
	lemma     uint32
	fore, aft uint32
	groups    [2]document.Range // noun groups right before and after the cue
	subject   document.Range
	branch    []uint32 // of words of the stretch
}

func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h & 0xffffff
}

func (s *scene) prepare() {
	d, t := s.r.d, s.r.d.Tokens
	s.head = s.cue.First
	for i := s.cue.First; i < s.cue.End; i++ {
		if g := s.r.verbs[i]; g > 0 {
			s.head = d.VerbGroups[g-1].Head
			break
		}
	}
	s.lemma = hash(t[s.head].Lemma)
	if t[s.head].Lemma == "" {
		s.lemma = hash(t[s.head].Lower)
	}
	for i := s.cue.First - 1; i >= s.v.lo && i >= s.cue.First-14; i-- {
		if s.v.closing(i) {
			s.fore = 2
			break
		}
		if s.v.comma(i) {
			s.fore = 1
			break
		}
	}
	s.aft = s.after(s.cue.End)
	if i := s.cue.First - 1; i >= s.v.lo {
		for i > s.v.lo && t[i].Tag == document.ADV && s.r.groups[i] == 0 {
			i--
		}
		if g, ok := s.v.noun(i); ok {
			s.groups[0] = g.Range
		}
	}
	if g, ok := s.v.noun(s.cue.End); ok {
		s.groups[1] = g.Range
	}
	first := s.cue.First
	if g := s.r.verbs[s.head]; g > 0 {
		first = d.VerbGroups[g-1].First
	}
	if x, ok := s.v.subject(first, 3); ok {
		s.subject = x
	}
	s.rules()
	s.branches()
}

// after tells what follows the cue.
func (s *scene) after(i int) uint32 {
	v := &s.v
	switch {
	case i >= v.hi:
		return 0
	case v.is(i, "that"):
		return 1
	case v.opening(i):
		return 2
	case v.comma(i) && v.opening(i+1), v.is(i, ":") && v.opening(i+1):
		return 3
	case v.comma(i):
		return 4
	case v.is(i, ":"):
		return 5
	case v.is(i, ".", "!", "?"):
		return 6
	case v.is(i, "to"):
		return 7
	case v.is(i, "by"):
		return 8
	case v.is(i, "whether", "how", "why", "what", "if"):
		return 9
	case v.tag(i) == document.ADP:
		return 10
	case v.groups[i] > 0:
		return 11
	case v.verbs[i] > 0:
		return 12
	}
	return 13
}

// rules sets the labels that the rules' reading of the cue gives.
func (s *scene) rules() {
	s.rule = make([]uint8, s.stretch.Len())
	for k := range s.r.readings {
		x := &s.r.readings[k]
		if !overlap(x.cue, s.cue) {
			continue
		}
		s.hasRule = 1
		for _, c := range x.content {
			s.paint(c, inContent)
		}
		for _, c := range x.source {
			s.paint(c, inSource)
		}
	}
}

func (s *scene) paint(c document.Range, label uint8) {
	for i := max(c.First, s.stretch.First); i < min(c.End, s.stretch.End); i++ {
		s.rule[i-s.stretch.First] = label
	}
}

func overlap(rs []document.Range, c document.Range) bool {
	for _, r := range rs {
		if r.First < c.End && c.First < r.End {
			return true
		}
	}
	return false
}

// branches sets, for the words of the cue's sentence, how they hang on the cue: by which label the branch that holds
// them does, or that the cue hangs on theirs.
func (s *scene) branches() {
	s.branch = make([]uint32, s.stretch.Len())
	tree := &s.r.d.Tree
	if len(tree.Heads) == 0 {
		return
	}
	above := map[int]uint32{} // the cue's ancestors, by the label of the step
	for i, n := s.head, 0; i >= 0 && n < 40; n++ {
		above[i] = hash("^"+tree.Labels[i]) + uint32(min(n, 2))
		i = tree.Heads[i]
	}
	for i := s.v.lo; i < s.v.hi; i++ {
		at := i - s.stretch.First
		if at < 0 || at >= len(s.branch) {
			continue
		}
		last := ""
		for j, n := i, 0; j >= 0 && n < 60; n++ {
			if j == s.head {
				s.branch[at] = hash("v" + last)
				break
			}
			if a, ok := above[j]; ok {
				s.branch[at] = (hash("^"+last)*31 + a) & 0xffffff
				break
			}
			last = tree.Labels[j]
			j = tree.Heads[j]
		}
	}
}

// zone tells where word i stands from the cue.
func (s *scene) zone(i int) uint32 {
	d := s.r.d
	a, b := d.Tokens[i].Sentence, d.Tokens[s.cue.First].Sentence
	switch {
	case a == b && i < s.cue.First:
		return 0
	case a == b:
		return 1
	case d.Sentences[a].Paragraph < d.Sentences[b].Paragraph:
		return 2
	case d.Sentences[a].Paragraph > d.Sentences[b].Paragraph:
		return 3
	case a == b-1:
		return 4
	case a == b+1:
		return 5
	case a < b:
		return 6
	}
	return 7
}

// quoted tells how word i's quotation and the cue's go together.
func (s *scene) quoted(i int) uint32 {
	d := s.r.d
	q, c := d.Tokens[i].Quote, d.Tokens[s.cue.First].Quote
	switch {
	case q == 0 && c == 0:
		return 0
	case q == c:
		return 1
	case q == 0:
		return 2
	case d.Quotations[q-1].Scare:
		return 3
	}
	return 4
}

// bucket rounds a score; the conversion keeps compilers from fusing, so that every processor rounds alike.
func bucket(x float32) uint32 { return uint32(max(0, min(11, int(float32(x*1.5)+6.5)))) }

func distance(n int) uint32 {
	if n < 0 {
		n = -n
	}
	for k, v := range [...]int{1, 2, 3, 5, 8, 12, 20, 40} {
		if n <= v {
			return uint32(k)
		}
	}
	return 8
}

func (s *scene) sequence(c *chain) *sequence {
	n := s.stretch.Len()
	out := &sequence{words: make([][]int32, n), edges: make([][]int32, n), fixed: make([]bool, n)}
	for k := range n {
		out.words[k] = c.words.ids(s.word(k))
		out.fixed[k] = s.cue.Contains(s.stretch.First + k)
		if k > 0 {
			out.edges[k] = c.edges.ids(s.edge(k))
		}
	}
	return out
}

func (s *scene) word(k int) []feature {
	i := s.stretch.First + k
	t := &s.r.d.Tokens[i]
	zone, quoted := s.zone(i), s.quoted(i)
	source, content := bucket(s.parts[inSource][k]-s.parts[outside][k]), bucket(s.parts[inContent][k]-s.parts[outside][k])
	side := min(zone, 2)
	group := uint32(0)
	for g, r := range s.groups {
		if r.Contains(i) {
			group |= 1 << g
		}
	}
	if s.subject.Contains(i) {
		group |= 4
	}
	between, other := uint32(0), uint32(0)
	for _, c := range s.cues {
		if c.First > i && c.End <= s.cue.First || c.First >= s.cue.End && c.End <= i {
			between++
		}
		if c.Contains(i) && c != s.cue {
			other = 1
		}
	}
	fs := make([]feature, 0, 16)
	fs = append(fs,
		feat(zoneAft, zone, quoted, s.aft),
		feat(zoneFore, zone, quoted, s.fore<<4|s.hasRule),
		feat(lemmaZone, s.lemma, zone, quoted),
		feat(sourceMargin, source, zone, 0),
		feat(contentMargin, content, zone, quoted),
		feat(margins, source, content, side),
		feat(tagPlace, uint32(t.Tag), side, distance(i-s.cue.First)),
		feat(ruleLabel, uint32(s.rule[k]), s.hasRule, zone),
		feat(cuesBetween, min(between, 3), zone, quoted),
		feat(nounGroup, group, s.aft, s.fore),
		feat(lemmaGroup, s.lemma, group, side),
		feat(branchOf, s.branch[k], side, 0),
		feat(branchLemma, s.lemma, s.branch[k], side),
	)
	if other > 0 {
		fs = append(fs, feat(otherCue, zone, 0, 0))
	}
	switch t.Tag {
	case document.ADP, document.SCONJ, document.PRON, document.DET, document.CCONJ, document.PUNCT, document.PART, document.AUX:
		fs = append(fs, feat(smallWord, hash(t.Lower), side, distance(i-s.cue.First)))
	}
	return fs
}

// kind tells what word i is to an edge beside it.
func (s *scene) kind(i int) uint32 {
	v := &view{d: s.r.d, t: s.r.d.Tokens, groups: s.r.groups, verbs: s.r.verbs, lo: s.stretch.First, hi: s.stretch.End}
	switch t := &s.r.d.Tokens[i]; {
	case s.cue.Contains(i):
		return 0
	case v.opening(i):
		return 1
	case v.closing(i):
		return 2
	case t.Lower == ",":
		return 3
	case t.Lower == ".", t.Lower == "?", t.Lower == "!":
		return 4
	case t.Lower == ":", t.Lower == ";":
		return 5
	case t.Tag == document.PUNCT:
		return 6
	case t.Lower == "that":
		return 7
	case t.Tag == document.CCONJ:
		return 8
	case t.Tag == document.SCONJ:
		return 9
	case t.Tag == document.ADP || t.Lower == "to":
		return 10
	case v.verbs[i] > 0:
		return 11
	case v.groups[i] > 0 && s.r.d.NounGroups[v.groups[i]-1].First == i:
		return 12
	case v.groups[i] > 0:
		return 13
	case t.Tag == document.ADV:
		return 14
	}
	return 15
}

func (s *scene) edge(k int) []feature {
	i := s.stretch.First + k
	t := s.r.d.Tokens
	a, b := s.kind(i-1), s.kind(i)
	sentence, group, rest := uint32(0), uint32(0), uint32(0)
	if t[i].Sentence != t[i-1].Sentence {
		sentence = 1
	}
	if s.r.groups[i] > 0 && s.r.groups[i] == s.r.groups[i-1] {
		group = 1
	}
	if s.branch[k] != s.branch[k-1] {
		rest = 1
	}
	side := min(s.zone(i), 2)
	return []feature{
		feat(edgeKinds, a, b, sentence),
		feat(edgeRule, uint32(s.rule[k-1])*3+uint32(s.rule[k]), s.hasRule, sentence),
		feat(edgeBranch, s.branch[k], rest, side),
		feat(edgeZone, side, group, distance(i-s.cue.First)<<4|s.aft),
		feat(edgeLemma, s.lemma, side, b),
	}
}
