package relate

import (
	"slices"

	"quadrille/loader/document"
	"quadrille/loader/neural"
)

// learner proposes relations from the encoder's scores: between what the article names in one sentence, where a word of the
// sentence carries the relation. The rules tell how the clause of that word states it, so that what is denied, hedged or asked
// stays so whatever the scores say.
type learner struct {
	*run
	scores   *neural.Scores
	mentions [][]int // sentence -> mentions with an entity
	stated   [][]int // sentence -> what the rules have stated there
	dropped  map[int]bool

	vectors, projected []float32 // room for field.project
	key                []byte    // room for features.add
}

// end is one end of a relation that might be: words of the sentence that refer to something.
type end struct {
	document.Range // without a leading article
	head           int
	entity         int // -1 for what the article has no entity for yet
	kind           document.EntityType
	form           string // of the mention, or what else it is
	phrase         phrase
}

const (
	longest    = 160  // words of a sentence; longer ones are lists or no prose, and the scores of stretches grow with the square
	mostEnds   = 40   // ends of one sentence that are paired, at most
	spanMargin = -1.0 // how far the best type of a stretch of words may be behind "no mention" in log odds
)

// learner is nil when the stage has no weights or the document no scores.
func (m *run) learner() *learner {
	if m.learned == nil || neural.Of(m.doc) == nil {
		return nil
	}
	return m.prepare()
}

func (m *run) prepare() *learner {
	l := &learner{run: m, scores: neural.Of(m.doc), mentions: make([][]int, len(m.doc.Sentences)), stated: make([][]int, len(m.doc.Sentences)), dropped: map[int]bool{}}
	for i := range m.doc.Relations {
		if r := &m.doc.Relations[i]; r.Kind != document.Party {
			l.stated[r.Sentence] = append(l.stated[r.Sentence], i)
		}
	}
	for i := range m.doc.Mentions {
		if n := &m.doc.Mentions[i]; n.Entity > 0 {
			s := m.doc.Tokens[n.First].Sentence
			l.mentions[s] = append(l.mentions[s], i)
		}
	}
	return l
}

func (e end) same(f end) bool {
	if e.entity >= 0 || f.entity >= 0 {
		return e.entity == f.entity
	}
	return e.head == f.head
}

// welcome tells whether a kind goes with the types of its ends, as the guidelines of the gold data define it, and with an
// action as its object.
func welcome(kind document.Kind, a, b end) bool {
	subject, object := a.kind, b.kind
	actor := subject.Actor() || subject == document.Unknown
	if b.form == actionForm && kind != document.Demands && kind != document.Rejects && kind != document.Supports && kind != document.Threatens {
		return false
	}
	switch kind {
	case document.Blocks:
		return !object.Actor()
	case document.Represents:
		return actor && object.Actor() && object != document.Person
	case document.Accuses, document.Meets:
		return actor && object.Actor()
	case document.Mediates, document.Hosts, document.Signs, document.Demands:
		return actor && !object.Actor()
	}
	return actor
}

// ends are what s refers to: the mentions, the stretches that the encoder takes for some, and the nouns and actions that nobody
// has taken for one.
func (l *learner) ends(s *sentence) []end {
	d := l.doc
	var out []end
	heads := map[int]bool{}
	add := func(e end) {
		for e.Len() > 1 && articles[s.lower(e.First)] {
			e.First++
		}
		if !slices.ContainsFunc(out, func(o end) bool { return o.Range == e.Range }) {
			out = append(out, e)
			heads[e.head] = true
		}
	}
	for _, i := range l.mentions[s.index] {
		n := &d.Mentions[i]
		add(end{Range: n.Range, head: n.Head, entity: n.Entity - 1, kind: d.Entities[n.Entity-1].Type, form: n.Form.String(), phrase: l.phraseOf(s, n.Range, n.Head)})
	}
	for _, sp := range l.spans(s) {
		e := end{Range: sp.Range, head: d.HeadOf(sp.Range), entity: -1, kind: sp.kind, form: "span"}
		e.phrase = l.phraseOf(s, e.Range, e.head)
		if n, ok := l.heads[e.head]; ok {
			e.entity = d.Mentions[n].Entity - 1
			e.kind = d.Entities[e.entity].Type
		}
		add(e)
	}
	for i := range s.pieces {
		p := s.pieces[i]
		if heads[p.head] {
			continue
		}
		switch {
		case p.kind == nominal && s.token(p.head).Tag == document.NOUN && !times[s.lemma(p.head)]:
			ph := s.phrase(i)
			t := actorType(l.lex, s.lower(p.head))
			if t == document.Unknown {
				t = nounType(l.lex, s.lower(p.head))
			}
			if t == document.Unknown {
				t = document.Issue
			}
			add(end{Range: document.Range{First: ph.First, End: max(ph.core, p.End)}, head: p.head, entity: -1, kind: t, form: "noun", phrase: ph})
		case p.kind == verbal && s.infinitive(i):
			ph := s.action(i)
			add(end{Range: ph.Range, head: p.head, entity: -1, kind: document.Issue, form: actionForm, phrase: ph})
		}
	}
	return out
}

// actionForm is the form of an end that is no noun but what is done: "sign the treaty".
const actionForm = "action"

var articles = set("the a an")

// phraseOf is the phrase of the noun that head is, cut to r where it does not begin there.
func (l *learner) phraseOf(s *sentence, r document.Range, head int) phrase {
	i, ok := s.at[head]
	if !ok {
		return phrase{Range: r, core: r.End, chain: r.End, head: head}
	}
	ph := phrase{Range: r, core: r.End, chain: r.End, head: head, piece: i}
	if s.kind(i) == nominal {
		if full := s.phrase(i); full.First <= r.First && full.End > r.End {
			ph.End = full.End
		}
	}
	return ph
}

// span is a stretch that the encoder takes for a mention.
type span struct {
	document.Range
	kind   document.EntityType
	margin float32
}

// spans are the stretches of s whose best type is not far behind "no mention", without those that cross a better one.
func (l *learner) spans(s *sentence) []span {
	if l.scores == nil {
		return nil
	}
	var out []span
	r, types := l.doc.Sentences[s.index].Tokens, l.scores.Labels().Mention
	scores, stride := l.scores.Mentions(r)
	for i := range r.Len() {
		for j := i; j < min(r.Len(), i+neural.WidestMention); j++ {
			best, margin := 0, float32(spanMargin)
			for c := 1; c < len(scores); c++ {
				if v := scores[c][i*stride+j] - scores[0][i*stride+j]; v > margin {
					best, margin = c, v
				}
			}
			if best > 0 {
				out = append(out, span{document.Range{First: r.First + i, End: r.First + j + 1}, typeNamed(types[best]), margin})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b span) int {
		switch {
		case a.margin > b.margin:
			return -1
		case a.margin < b.margin:
			return 1
		}
		return 0
	})
	var kept []span
	for _, a := range out {
		crosses := func(b span) bool {
			return a.First < b.First && b.First < a.End && a.End < b.End || b.First < a.First && a.First < b.End && b.End < a.End
		}
		if !slices.ContainsFunc(kept, crosses) {
			kept = append(kept, a)
		}
	}
	return kept
}

func typeNamed(name string) document.EntityType {
	for t := document.Unknown; t <= document.Event; t++ {
		if t.String() == name {
			return t
		}
	}
	return document.Unknown
}
