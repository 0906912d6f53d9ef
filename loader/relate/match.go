package relate

import (
	"slices"
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/mood"
)

// run is the work on one document.
type run struct {
	*Stage
	doc        *document.Document
	nounGroups map[int]int    // first token -> noun group
	verbGroups map[int]int    // first token -> verb group
	count      map[int]int    // entity -> its mentions
	starts     map[int]int    // first token -> mention by a name
	heads      map[int]int    // head token -> its longest mention that has an entity
	names      map[string]int // words of a name or an alias -> entity
	slugs      map[string]bool
	claims     *document.Claims
	topics     topics
	found      map[key]int          // what has been stated -> index into doc.Relations
	bodyOf     map[int]int          // person -> the body or country that the article first says the person represents
	between    []int                // processes and treaties whose parties are known, in the order of the text
	partiesOf  map[int]map[int]bool // process or treaty -> its parties
	moods      *mood.Moods
	trace      []string // names of the patterns behind doc.Relations, for the measuring
}

// key is what makes two relations one.
type key struct {
	kind            document.Kind
	subject, object int
	polarity        document.Polarity
	voice, sentence int
}

func begin(st *Stage, d *document.Document) *run {
	m := &run{
		Stage: st, doc: d,
		nounGroups: make(map[int]int, len(d.NounGroups)),
		verbGroups: make(map[int]int, len(d.VerbGroups)),
		count:      make(map[int]int, len(d.Entities)),
		starts:     make(map[int]int, len(d.Mentions)),
		heads:      make(map[int]int, len(d.Mentions)),
		names:      make(map[string]int, len(d.Entities)),
		slugs:      make(map[string]bool, len(d.Entities)),
		claims:     document.NewClaims(d),
		found:      map[key]int{},
		bodyOf:     map[int]int{},
		partiesOf:  map[int]map[int]bool{},
		moods:      mood.Of(d),
	}
	for i := range d.NounGroups {
		m.nounGroups[d.NounGroups[i].First] = i
	}
	for i := range d.VerbGroups {
		m.verbGroups[d.VerbGroups[i].First] = i
	}
	for i := range d.Mentions {
		n := &d.Mentions[i]
		if n.Entity == 0 {
			continue
		}
		m.count[n.Entity-1]++
		if n.Form == document.Name {
			if old, ok := m.starts[n.First]; !ok || d.Mentions[old].Len() < n.Len() {
				m.starts[n.First] = i
			}
		}
		if old, ok := m.heads[n.Head]; !ok || d.Mentions[old].Len() < n.Len() {
			m.heads[n.Head] = i
		}
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		m.slugs[e.Slug] = true
		m.name(e.Name, i)
		for _, a := range e.Aliases {
			m.name(a, i)
		}
	}
	m.topics = findTopics(d)
	return m
}

// match tries the patterns on the pieces of s.
func (m *run) match(s *sentence) {
	for i := range s.pieces {
		p := &s.pieces[i]
		switch p.kind {
		case verbal:
			m.try(s, cue{piece: i, token: p.head, class: verbCue}, s.lemma(p.head))
			if f := s.token(p.head).Verb; f == document.Participle || f == document.PastTense {
				m.try(s, cue{piece: i, token: p.head, class: adjectiveCue}, s.lower(p.head))
			}
		case nominal:
			m.try(s, cue{piece: i, token: p.head, class: nounCue}, s.lemma(p.head))
			for t := p.First; t < p.head; t++ {
				if w := s.lower(t); strings.Contains(w, "-") {
					m.try(s, cue{piece: i, token: t, class: compoundCue}, w[strings.LastIndexByte(w, '-')+1:])
				}
			}
		case adjective:
			m.try(s, cue{piece: i, token: p.head, class: adjectiveCue}, s.lower(p.head))
		}
	}
}

// particles after a verb that make another verb of it.
var particles = set("out off away down back")

func (m *run) try(s *sentence, c cue, lemma string) {
	if s.asked > c.token {
		return
	}
	for _, n := range m.index[c.class][lemma] {
		p := &m.patterns[n]
		if !m.fits(s, c, p, lemma) {
			continue
		}
		m.apply(s, c, n)
	}
}

// fits tells whether the words beside the cue are those of the pattern, and its conditions hold.
func (m *run) fits(s *sentence, c cue, p *pattern, lemma string) bool {
	if !slices.ContainsFunc(p.cues, func(w cueWords) bool { return w.lemma == lemma && m.beside(s, c, w) }) {
		return false
	}
	if p.bare && (s.verb(c.piece).passive || m.at(s, c, slot{"obj"}) != nil) || p.wish && !s.wished(c.piece) {
		return false
	}
	for _, w := range p.when {
		held := false
		for _, place := range w.places {
			for _, ph := range m.at(s, c, place.slot) {
				if s.negative(ph) && !w.not { // "are in no way affected"
					continue
				}
				held = held || w.lemmas["*"] || w.lemmas[s.lemma(ph.head)] || w.lemmas[s.lower(ph.head)]
			}
		}
		if held == w.not {
			return false
		}
	}
	return true
}

// beside tells whether the words beside the head of the cue are those of w.
func (m *run) beside(s *sentence, c cue, w cueWords) bool {
	if w.before != "" && (c.token == 0 || s.lemma(c.token-1) != w.before && s.lower(c.token-1) != w.before) {
		return false
	}
	if c.class != verbCue {
		return true
	}
	if w.particle != "" {
		return s.takeParticle(c.piece, w.particle)
	}
	next := s.word(c.piece + 1)
	return !particles[next] || s.kind(c.piece+1) == nominal
}

// takeParticle finds particle w of the verb at piece i, beside it or after its object, and makes an adverb of it.
func (s *sentence) takeParticle(i int, w string) bool {
	for k := i + 1; k < len(s.pieces) && k <= i+4; k++ {
		if s.word(k) == w && s.pieces[k].Len() == 1 {
			s.pieces[k].kind = adverb
			return true
		}
		if s.kind(k) == brk || s.kind(k) == verbal || s.kind(k) == comma {
			return false
		}
	}
	return false
}

// filled is an argument found: the entity, and the words that name it.
type filled struct {
	entity int
	phrase phrase
	place  string // the first step of the slot
	no     bool   // negated on its own: "no agreement", "not the maps"
}

// apply fills the arguments of pattern n at c and states what it finds.
func (m *run) apply(s *sentence, c cue, n int) {
	p := &m.patterns[n]
	subjects := m.fill(s, c, p.subject, p, true)
	if len(subjects) == 0 {
		return
	}
	objects := m.fill(s, c, p.object, p, false)
	if len(objects) == 0 {
		return
	}
	if p.kind == document.Blocks {
		subjects = m.enumerated(s, c, subjects, p)
	}
	r := m.reading(s, c, subjects[0].place, objects[0].place)
	if r.silent || p.inverse && r.polarity != document.Negated {
		return
	}
	if p.inverse {
		r.polarity = document.Asserted
	}
	to := 0
	if a := m.fill(s, c, p.to, p, true); len(a) > 0 {
		to = a[0].entity + 1
	}
	for _, a := range subjects {
		for _, b := range objects {
			polarity := compose(p.polarity, r.polarity)
			if r.tried && p.kind == document.Mediates { // who tries to mediate mediates
				polarity = p.polarity
			}
			if p.kind == document.Blocks && m.ownedBy(s, b.phrase, a.entity) { // "suspended his campaign"
				continue
			}
			if a.no != b.no {
				polarity = invert(polarity)
			}
			st := statement{kind: p.kind, subject: a, object: b, to: to, polarity: polarity, reading: r, cue: m.cueSpan(s, c, p), trust: m.trust[n], name: p.name}
			m.state(s, st)
			if p.also != document.Said {
				st.kind = p.also
				m.state(s, st)
			}
		}
	}
}

// ownedBy tells whether a pronoun makes the thing that ph names the own of the person e, who may do with it as he likes.
func (m *run) ownedBy(s *sentence, ph phrase, e int) bool {
	if ph.action || m.doc.Entities[e].Type != document.Person {
		return false
	}
	p, ok := s.possessor(ph.piece)
	if !ok || !ownPronoun[s.lower(p.head)] {
		return false
	}
	n, ok := m.heads[p.head]
	return ok && m.doc.Mentions[n].Entity-1 == e
}

// reading is how the clause of a cue states it. The places of its arguments tell which verb carries a noun cue.
func (m *run) reading(s *sentence, c cue, subject, object string) reading {
	if c.class == verbCue || c.class == adjectiveCue && s.kind(c.piece) == verbal {
		return s.read(c.piece)
	}
	var r reading
	carrier := -1
	switch {
	case c.class == adjectiveCue:
		carrier = s.copula(c.piece)
	case subject == "is" || object == "is":
		carrier = s.isVerb(c.piece)
	case subject == "light" || subject == "subj":
		carrier = s.governing(c.piece)
	}
	if carrier >= 0 {
		r = s.read(carrier)
		if dropVerbs[s.lemma(s.pieces[carrier].head)] {
			r.polarity = compose(document.Negated, r.polarity)
		}
	}
	if s.inCondition(c.token) {
		r.polarity = document.Hedged
	}
	if c.class == nounCue {
		if s.negative(s.bareNoun(c.piece)) {
			r.polarity = compose(document.Negated, r.polarity)
		}
		for t := s.pieces[c.piece].First; t < c.token; t++ {
			if hedgingAdjectives[s.lower(t)] {
				r.polarity = document.Hedged
			}
		}
		if carrier < 0 { // "abandoned its mediation", "without the mediation of France"
			if g := s.governing(c.piece); g >= 0 {
				if l := s.lemma(s.pieces[g].head); dropVerbs[l] || l == "give" && s.word(g+1) == "up" || effects[l] == flips && l != "reject" && l != "oppose" && l != "resist" {
					r.polarity = compose(document.Negated, compose(s.read(g).polarity, r.polarity))
				} else if o := s.read(g); o.silent || effects[l] == drops || effects[l] == hedges {
					r.polarity = document.Hedged
				} else if lightVerbs[l] {
					r.polarity = compose(o.polarity, r.polarity)
				}
			}
			k := s.skipLeft(c.piece - 1)
			if s.kind(k) == preposition && s.word(k) == "without" {
				r.polarity = compose(document.Negated, r.polarity)
			}
			if s.word(k) == "of" && s.kind(k-1) == nominal && effects[s.lemma(s.pieces[k-1].head)] == hedges { // "the offer of mediation"
				r.polarity = document.Hedged
			}
			if n := s.predicate(s.chainHead(c.piece)); n >= 0 && (s.read(n).polarity == document.Hedged || s.read(n).silent) { // "talks are expected"
				r.polarity = document.Hedged
			}
			if n := s.predicate(c.piece); n >= 0 && s.group(n).Passive { // "mediation by A was proposed"
				if e := effects[s.lemma(s.pieces[n].head)]; e == hedges || e == drops || e == flips {
					r.polarity = document.Hedged
				}
			}
		}
	}
	if k := s.skipLeft(c.piece - 1); c.class == nounCue && s.kind(c.piece-1) == adverb && s.word(c.piece-1) == "not" && k >= 0 {
		r.polarity = compose(document.Negated, r.polarity)
	}
	return r
}

var hedgingAdjectives = set("possible potential alleged likely threatened proposed supposed prospective would-be eventual purported hypothetical")

// cueSpan is the words of the cue: the verb with its particle or the noun with what goes before it.
func (m *run) cueSpan(s *sentence, c cue, p *pattern) []document.Span {
	d := s.doc
	spans := []document.Span{{Begin: d.Tokens[c.token].Begin, End: d.Tokens[c.token].End}}
	for _, w := range p.cues {
		if w.lemma != s.lemma(c.token) && w.lemma != s.lower(c.token) {
			continue
		}
		if w.before != "" && m.beside(s, c, w) {
			spans[0].Begin = d.Tokens[c.token-1].Begin
			break
		}
		for k := c.piece + 1; w.particle != "" && k < len(s.pieces) && k <= c.piece+4; k++ {
			if s.word(k) == w.particle {
				return append(spans, d.Tokens[s.pieces[k].head].Span)
			}
		}
	}
	return spans
}
