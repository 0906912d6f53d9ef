package relate

import (
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/mood"
)

// reach bounds, in pieces, every search to the left or right of a cue. It keeps the work linear in the length of
// the text, and no argument of a news sentence stands further from its verb.
const reach = 40

type pieceKind uint8

const (
	other       pieceKind = iota
	nominal               // a noun group, a pronoun, an amount
	verbal                // a verb group
	preposition           // of, between, by
	conjunction           // and, or, but, as well as
	comma                 // a comma
	brk                   // a semicolon, a colon, a dash, a bracket, the end of a sentence
	subordinate           // that, if, because, whether
	relative              // who, which, that after its noun
	adverb                // an adverb or a particle
	adjective             // an adjective outside a noun group
)

// piece is one step of a sentence as the patterns see it: a chunk or a single word. Quotation marks make no piece,
// so that a phrase in quotation marks reads as any other.
type piece struct {
	document.Range
	kind pieceKind
	head int  // the token that carries its meaning
	ng   int  // index into Document.NounGroups, -1 for none
	vg   int  // index into Document.VerbGroups, -1 for none
	ifs  bool // it stands in an if-clause
}

// sentence is one sentence as pieces, with what has been worked out about its verbs.
type sentence struct {
	doc     *document.Document
	lex     *lexicon.Lexicon
	index   int
	pieces  []piece
	at      map[int]int // token -> piece that holds it
	verbs   map[int]*verb
	asked   int  // tokens before it stand in a question; 0 for none
	ifs     bool // it has an if-clause
	finites int  // number of finite verbs
	moods   *mood.Moods
}

// cut makes the pieces of sentence i. ngs and vgs give the group that starts at a token, names the mention that does so: a name that
// the tagger took for another word still stands for somebody.
func cut(d *document.Document, lex *lexicon.Lexicon, i int, ngs, vgs, names map[int]int) *sentence {
	s := &sentence{doc: d, lex: lex, index: i, at: map[int]int{}, verbs: map[int]*verb{}}
	r := d.Sentences[i].Tokens
	for t := r.First; t < r.End; {
		p := piece{Range: document.Range{First: t, End: t + 1}, head: t, ng: -1, vg: -1}
		if n, ok := ngs[t]; ok && d.NounGroups[n].End <= r.End {
			s.addNouns(n)
			t = d.NounGroups[n].End
			continue
		}
		if n, ok := names[t]; ok && d.Mentions[n].End <= r.End {
			m := d.Mentions[n]
			if l := len(s.pieces) - 1; l >= 0 && s.pieces[l].End == t && s.pieces[l].Len() == 1 && d.Tokens[t-1].Tag == document.DET {
				s.pieces = s.pieces[:l] // its article
				m.First--
			}
			whole := piece{Range: m.Range, kind: nominal, head: m.Head, ng: -1, vg: -1}
			for k := t + 1; k < m.End; k++ { // a noun group begins within the name: "United [Nations envoy]"
				if n, ok := ngs[k]; ok && d.NounGroups[n].End > m.End && d.NounGroups[n].End <= r.End {
					whole.End, whole.head, whole.ng = d.NounGroups[n].End, d.NounGroups[n].Head, n
				}
			}
			s.add(whole)
			t = whole.End
			continue
		}
		if v, ok := vgs[t]; ok && d.VerbGroups[v].End <= r.End {
			g := d.VerbGroups[v]
			p.Range, p.kind, p.head, p.vg = g.Range, verbal, g.Head, v
		} else {
			p.kind = s.kindOf(t)
			if p.kind == other && d.Tokens[t].Kind == document.QuoteMark {
				t++
				continue
			}
			if d.Tokens[t].Text == "?" {
				s.asked = t
			}
		}
		s.add(p)
		t = p.End
	}
	s.settle()
	s.markConditions()
	for i := range s.pieces {
		if s.pieces[i].kind == verbal && s.group(i).Finite {
			s.finites++
		}
	}
	for i := range s.pieces { // left to right, so that a verb that looks to the left finds the answer there
		if s.pieces[i].kind == verbal {
			s.verb(i)
		}
	}
	return s
}

func (s *sentence) add(p piece) {
	for t := p.First; t < p.End; t++ {
		s.at[t] = len(s.pieces)
	}
	s.pieces = append(s.pieces, p)
}

// addNouns adds noun group n. A possessor within it stays part of it; possessor finds it again.
func (s *sentence) addNouns(n int) {
	g := s.doc.NounGroups[n]
	if t := s.dated(g); t > g.First { // "Qatar last week", "Lavrov Monday"
		s.add(piece{Range: document.Range{First: g.First, End: t}, kind: nominal, head: t - 1, ng: n, vg: -1})
		s.add(piece{Range: document.Range{First: t, End: g.End}, kind: nominal, head: g.Head, ng: -1, vg: -1})
		return
	}
	s.add(piece{Range: g.Range, kind: nominal, head: g.Head, ng: n, vg: -1})
}

// dated is the token where a time begins that ends noun group g after another noun, -1 for none.
func (s *sentence) dated(g document.NounGroup) int {
	if !times[s.lemma(g.Head)] || g.Len() < 2 {
		return -1
	}
	t := g.Head
	if pointing[s.lower(t-1)] && t-1 > g.First {
		t--
	}
	if before := s.token(t - 1); before.Tag == document.NOUN && t == g.Head && s.token(t).Tag == document.PROPN || before.Tag == document.PROPN && (t < g.Head || s.token(t).Tag == document.PROPN || points[s.lower(t)]) {
		return t
	}
	return -1
}

var (
	pointing = set("last next this late early earlier")
	points   = set("yesterday today tomorrow tonight")
)

// kindOf tells what a token outside the groups is.
func (s *sentence) kindOf(t int) pieceKind {
	tok := &s.doc.Tokens[t]
	switch tok.Text {
	case ",":
		return comma
	case ";", ":", "—", "–", "--", "(", ")", "[", "]", ".", "?", "!", "…":
		return brk
	case "-":
		return brk
	}
	switch tok.Lower {
	case "and", "or", "but", "nor", "&":
		return conjunction
	case "because", "due", "owing", "thanks":
		if t+1 < len(s.doc.Tokens) && (s.lower(t+1) == "of" || s.lower(t+1) == "to") && s.doc.Tokens[t+1].Tag != document.PART {
			return adverb // "because of the maps": the preposition carries it
		}
	}
	switch tok.Lower {
	case "that", "if", "whether", "because", "unless", "until", "while", "although", "though", "when", "since", "once",
		"where", "why", "how", "whereas", "lest", "provided":
		if tok.Lower == "since" && tok.Tag == document.ADP {
			return preposition
		}
		return subordinate
	case "who", "which", "whom", "whose":
		return relative
	case "than":
		return preposition
	}
	switch tok.Tag {
	case document.ADP:
		return preposition
	case document.SCONJ:
		if prepositions[tok.Lower] {
			return preposition // "of", "by", "against" before a gerund
		}
		return subordinate
	case document.CCONJ:
		return conjunction
	case document.ADV, document.PART, document.INTJ:
		return adverb
	case document.ADJ:
		return adjective
	case document.PRON, document.NOUN, document.PROPN, document.NUM, document.SYM, document.DET:
		return nominal
	case document.VERB, document.AUX:
		return verbal
	}
	return other
}

// prepositions that the tagger may call subordinators.
var prepositions = map[string]bool{
	"of": true, "by": true, "for": true, "from": true, "in": true, "on": true, "against": true, "with": true,
	"without": true, "about": true, "over": true, "between": true, "at": true, "into": true, "to": true, "as": true,
	"after": true, "before": true, "upon": true, "behind": true, "despite": true, "instead": true, "towards": true, "toward": true,
}

// settle corrects what a token alone cannot tell: "that" after a noun and before a verb is a relative pronoun.
func (s *sentence) settle() {
	for i := range s.pieces {
		p := &s.pieces[i]
		if p.kind != subordinate && p.kind != nominal || s.lower(p.head) != "that" || p.Len() > 1 {
			continue
		}
		left, right := s.kind(i-1), s.kind(s.skip(i+1))
		switch {
		case (left == nominal || left == comma) && right == verbal:
			p.kind = relative
		case p.kind == nominal && right == nominal:
			p.kind = subordinate
		}
	}
}

// kind is the kind of piece i, brk outside the sentence.
func (s *sentence) kind(i int) pieceKind {
	if i < 0 || i >= len(s.pieces) {
		return brk
	}
	return s.pieces[i].kind
}

// skip is the first piece from i on that is no adverb.
func (s *sentence) skip(i int) int {
	for i < len(s.pieces) && s.pieces[i].kind == adverb {
		i++
	}
	return i
}

// skipLeft is the first piece from i to the left that is neither an adverb nor a time such as "on Monday".
func (s *sentence) skipLeft(i int) int {
	for i >= 0 {
		switch {
		case s.pieces[i].kind == adverb:
			i--
		case i > 0 && s.pieces[i].Len() == 1 && floating[s.word(i)] && s.pieces[i-1].kind == nominal: // "A and B both endorsed"
			i--
		case s.pieces[i].kind == nominal && times[s.lemma(s.pieces[i].head)] && s.kind(i-1) == preposition && s.kind(i-2) != comma:
			i -= 2
		case s.pieces[i].kind == nominal && times[s.lemma(s.pieces[i].head)] && (s.kind(i-1) == nominal || s.kind(i-1) == verbal):
			i--
		default:
			return i
		}
	}
	return i
}

func (s *sentence) token(t int) *document.Token { return &s.doc.Tokens[t] }
func (s *sentence) lower(t int) string          { return s.doc.Tokens[t].Lower }

// lemma is the dictionary form of token t, its lower-cased text where the tagger gave none.
func (s *sentence) lemma(t int) string {
	if l := s.doc.Tokens[t].Lemma; l != "" {
		return l
	}
	return s.doc.Tokens[t].Lower
}

// word is the lower-cased text of piece i, "" outside the sentence.
func (s *sentence) word(i int) string {
	if i < 0 || i >= len(s.pieces) {
		return ""
	}
	return s.lower(s.pieces[i].head)
}

// group is the verb group of piece i, a plain one made up for a verb that the chunker left alone.
func (s *sentence) group(i int) document.VerbGroup {
	p := s.pieces[i]
	if p.vg >= 0 {
		return s.doc.VerbGroups[p.vg]
	}
	f := s.token(p.head).Verb
	return document.VerbGroup{Range: p.Range, Head: p.head, Finite: f == document.PastTense || f == document.ThirdPerson}
}

// floating words stand between a subject and its verb.
var floating = set("both all each themselves himself herself itself together")

// times are nouns that date rather than name an argument.
var times = set("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august " +
	"september october november december week month year day today yesterday tomorrow tonight morning afternoon evening night " +
	"jan. feb. mar. apr. aug. sept. oct. nov. dec. weekend spring summer autumn winter time hour minute moment decade")
