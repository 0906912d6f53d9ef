package mood

import (
	"strings"

	"quadrille/loader/document"
)

// Reading is how a clause states what it states.
type Reading struct {
	Polarity document.Polarity
	Silent   bool // a question, a wish, an order, a supposition: nothing is stated
	Tried    bool // an attempt, which Polarity does not count
	would    bool // hedged by a "would" that may be a reported "will"
	past     bool // its verb is in the past
}

// Plain tells whether the clause is stated as it stands.
func (r Reading) Plain() bool { return r.Polarity == document.Asserted && !r.Silent }

// Moods reads one document.
type Moods struct {
	d        *document.Document
	children [][]int    // of each token, in order
	asked    []bool     // the next mark that ends a sentence, in the same quotation, is a question mark
	owned    []*Reading // what own has said
	reads    int        // how often own has read a word, and above has climbed: what tests of linear work count
	climbs   int
}

// Of prepares a document with trees; without trees everything is plain. The work is linear in the tokens.
func Of(d *document.Document) *Moods {
	m := &Moods{d: d}
	if len(d.Tree.Heads) != len(d.Tokens) {
		return m
	}
	m.children, m.asked, m.owned = make([][]int, len(d.Tokens)), make([]bool, len(d.Tokens)), make([]*Reading, len(d.Tokens))
	for i, h := range d.Tree.Heads {
		if h >= 0 {
			m.children[h] = append(m.children[h], i)
		}
	}
	for _, s := range d.Sentences {
		next := map[int]bool{}
		for i := s.Tokens.End - 1; i >= s.Tokens.First; i-- {
			switch t := &d.Tokens[i]; t.Text {
			case ".", "!", "?", "?!", "??", "!?":
				next[t.Quote] = strings.Contains(t.Text, "?")
			case ":": // "asked: Why now?" asks nothing before the colon
				next[t.Quote] = false
			}
			m.asked[i] = next[d.Tokens[i].Quote]
		}
	}
	return m
}

// At is how the text states what the word at token i says. Nouns say nothing of their own: "the rejection of the treaty" is plain
// wherever it stands.
func (m *Moods) At(i int) Reading {
	if m.children == nil {
		return Reading{}
	}
	switch m.d.Tokens[i].Tag {
	case document.VERB, document.AUX, document.ADJ:
		return m.at(i, 0)
	}
	return Reading{}
}

const deepest = 12 // clauses that are climbed

func (m *Moods) at(i, depth int) Reading {
	r := m.own(i)
	m.above(i, &r, depth)
	return r
}

func (m *Moods) lower(i int) string {
	if i < 0 || i >= len(m.d.Tokens) {
		return ""
	}
	return m.d.Tokens[i].Lower
}

func (m *Moods) lemma(i int) string { return m.d.Tokens[i].Lemma }

func (m *Moods) label(i int) (base, sub string) {
	base, sub, _ = strings.Cut(m.d.Tree.Labels[i], ":")
	return base, sub
}

// leftmost is the first of token i and its children.
func (m *Moods) leftmost(i int) int {
	first := i
	for _, c := range m.children[i] {
		if base, _ := m.label(c); base != "punct" && c < first {
			first = c
		}
	}
	return first
}

// above lets what governs the clause of token i weigh on r.
func (m *Moods) above(i int, r *Reading, depth int) {
	m.climbs++
	h := m.d.Tree.Heads[i]
	base, sub := m.label(i)
	if depth > deepest {
		return
	}
	if h < 0 || base == "parataxis" || base == "discourse" {
		r.Silent = r.Silent || m.asked[i] || m.ordered(i)
		return
	}
	switch {
	case base == "conj":
		m.joined(i, h, r)
		m.above(h, r, depth+1)
	case base == "ccomp" || base == "xcomp" || base == "csubj":
		r.Silent = r.Silent || m.asked[i] || base == "ccomp" && m.ordered(i)
		m.governed(i, h, r, depth)
	case base == "acl" && sub == "relcl" && !(hearsay[m.lemma(h)] && m.that(i)):
		if m.negated(h) {
			r.Polarity = compose(document.Negated, r.Polarity)
		}
	case base == "acl" && (m.infinitive(i) || m.finite(i) || hearsay[m.lemma(h)] || m.lower(i-1) == "of"):
		m.governed(i, h, r, depth)
	case base == "acl":
		if m.negated(h) {
			r.Polarity = compose(document.Negated, r.Polarity)
		}
	case base == "advcl" && !m.finite(i):
		if l := m.lemma(h); h < i && (effects[l] != Keeps || m.reported(h)) && m.lower(m.leftmost(i)-1) != "," {
			m.governed(i, h, r, depth)
		}
	case base == "advcl" && m.d.Tokens[h].Tag == document.ADJ && m.that(i): // "it is false that A signed"
		m.governed(i, h, r, depth)
	case base == "advcl" && supposing[m.lemma(h)] && m.that(i): // "assuming that A signed"
		r.Polarity = compose(document.Hedged, r.Polarity)
	}
}

// joined lets the conjunct h weigh on i where i shares its auxiliaries or its condition.
func (m *Moods) joined(i, h int, r *Reading) {
	subject, aux := false, false
	for _, c := range m.children[i] {
		base, _ := m.label(c)
		subject = subject || base == "nsubj"
		aux = aux || base == "aux"
	}
	first := m.own(h)
	if !subject && !aux && m.d.Tokens[i].Verb == m.d.Tokens[h].Verb {
		r.Polarity = compose(first.Polarity, r.Polarity)
		r.Silent = r.Silent || first.Silent
		r.would = first.would
	} else if first.Silent {
		r.Silent = true
	}
}

// governed lets word g weigh on the clause of token i beneath it.
func (m *Moods) governed(i, g int, r *Reading, depth int) {
	l := m.lemma(g)
	outer := Reading{}
	switch m.d.Tokens[g].Tag {
	case document.NOUN, document.PROPN, document.PRON:
		outer = m.noun(g)
	default:
		outer = m.at(g, depth+1)
	}
	switch base, _ := m.label(i); {
	case m.finite(i):
		m.clause(i, l, outer, r)
		return
	case factive[l] && base == "ccomp":
		return
	}
	if wanted[l] && m.bare(i) && !m.infinitive(i) {
		r.Silent = true
	}
	r.would = false
	r.Silent = r.Silent || outer.Silent
	switch e := effects[l]; {
	case l == "have" && m.lower(m.before(i)) == "yet":
		r.Polarity = compose(document.Negated, r.Polarity)
	case l == "ought", l == "have" && m.infinitive(i) && m.d.Tree.Labels[i] == "xcomp":
		r.Silent = true
	case m.reported(g) && m.infinitive(i):
		r.Polarity = compose(document.Hedged, r.Polarity)
	case (l == "ask" || l == "invite") && m.passive(g), hard[l] && m.infinitive(i), l == "let" && m.opens(g):
		r.Polarity = compose(document.Hedged, r.Polarity)
	case e == Flips:
		r.Polarity = compose(outer.Polarity, compose(document.Negated, r.Polarity))
	case e == Hedges && outer.Polarity == document.Negated, e == Tries && outer.Polarity == document.Negated:
		r.Polarity = compose(document.Negated, r.Polarity)
	case e == Hedges:
		r.Polarity = compose(document.Hedged, r.Polarity)
	case e == Tries:
		r.Tried = true
		r.Polarity = compose(outer.Polarity, r.Polarity)
	case e == Drops:
		r.Silent = true
	default:
		r.Polarity = compose(outer.Polarity, r.Polarity)
	}
}

// reported tells whether token g is what others say: "is said", "are rumoured", "was expected".
func (m *Moods) reported(g int) bool {
	l := m.lemma(g)
	return m.passive(g) && (saying[l] || saying[strings.TrimSuffix(m.lower(g), "ed")] || l == "expect" || l == "suppose")
}

// that tells whether "that" opens the clause of token i and is no part of it.
func (m *Moods) that(i int) bool {
	for _, c := range m.children[i] {
		if base, _ := m.label(c); m.lower(c) == "that" && (base == "mark" || base == "obj" || base == "advmod") && c < i {
			return true
		}
	}
	return false
}

// opens tells whether token g is the first word of its sentence or quotation.
func (m *Moods) opens(g int) bool {
	first := m.d.Sentences[m.d.Tokens[g].Sentence].Tokens.First
	return g == first || m.d.Tokens[g-1].Kind == document.QuoteMark
}

// clause lets a governor of lemma l that itself reads as outer weigh on the finite clause of token i.
func (m *Moods) clause(i int, l string, outer Reading, r *Reading) {
	switch {
	case m.subjunctive(i) && (wishing[l] || wanted[l] || effects[l] == Drops && !saying[l] || m.oneSubject(i)):
		r.Silent = true
	case denying[l] || untrue[l]:
		r.Polarity = compose(document.Negated, r.Polarity)
	case doubting[l] || doubtful[l] || supposing[l] || effects[l] == Hedges && !saying[l]:
		r.Polarity = compose(document.Hedged, r.Polarity)
	case hearsay[l] && m.nominal(m.d.Tree.Heads[i]):
		p := document.Hedged
		if outer.Polarity == document.Negated {
			p = document.Negated
		}
		r.Polarity = compose(p, r.Polarity)
	case factive[l]:
		return
	case saying[l]:
		if r.would && outer.past && outer.Plain() {
			r.Polarity, r.would = document.Asserted, false
		}
		if !outer.Plain() {
			r.Polarity = compose(document.Hedged, r.Polarity)
		}
		r.Silent = r.Silent || outer.Silent
	case effects[l] == Drops:
		r.Silent = true
	default:
		r.Polarity = compose(outer.Polarity, r.Polarity)
		r.Silent = r.Silent || outer.Silent
	}
}

func (m *Moods) nominal(i int) bool {
	t := m.d.Tokens[i].Tag
	return t == document.NOUN || t == document.PROPN
}

// noun is how the noun at token g is spoken of: "no evidence" and "dismissed reports" are denied.
func (m *Moods) noun(g int) Reading {
	r := Reading{}
	if m.negated(g) {
		r.Polarity = document.Negated
	}
	base, _ := m.label(g)
	if h := m.d.Tree.Heads[g]; h >= 0 && (base == "obj" || base == "nsubj" || base == "obl") {
		own := m.own(h)
		if denying[m.lemma(h)] || effects[m.lemma(h)] == Flips {
			r.Polarity = compose(own.Polarity, compose(document.Negated, r.Polarity))
		} else if base == "obj" {
			r.Polarity = compose(own.Polarity, r.Polarity)
		}
	} else if base == "root" && m.own(g).Polarity == document.Negated {
		r.Polarity = document.Negated
	}
	return r
}

// compose is the polarity of what has polarity inner under something of polarity outer.
func compose(outer, inner document.Polarity) document.Polarity {
	switch {
	case outer == document.Asserted:
		return inner
	case inner == document.Asserted:
		return outer
	}
	return document.Hedged
}
