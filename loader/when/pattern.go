package when

import (
	"fmt"
	"math/bits"
	"strings"
)

// rule is a pattern over atoms and what it means. A pattern is items with blanks between them: a word in small letters, a
// class in capitals, several of both with "|" between them; "?" after an item makes it optional, "<" before one says that the
// expression begins there and not before.
type rule struct {
	pattern string
	build   func(m *match) (expr, bool) // false: it means no time here; a longer pattern may
}

// match is where a rule's items stand.
type match struct {
	all         []atom
	first, last int     // indexes into all of the expression
	at          [12]int // of each item of the pattern, -1 where an optional one is absent
	headline    bool
	steps       int // how often an item was held to an atom
}

// has tells whether item i is there.
func (m *match) has(i int) bool { return m.at[i] >= 0 }

// atom is the one that item i matched, an empty one where it is absent.
func (m *match) atom(i int) *atom {
	if m.at[i] < 0 {
		return &atom{}
	}
	return &m.all[m.at[i]]
}

func (m *match) num(i int) int   { return m.atom(i).number }
func (m *match) unit(i int) unit { return m.atom(i).unit }

// before is the n-th atom before the expression, an empty one at the head of the sentence; after is its counterpart.
func (m *match) before(n int) *atom { return at(m.all, m.first-n) }
func (m *match) after(n int) *atom  { return at(m.all, m.last+n) }

func at(all []atom, i int) *atom {
	if i < 0 || i >= len(all) {
		return &atom{}
	}
	return &all[i]
}

type item struct {
	words           []string
	class           class
	optional, opens bool
}

func (it *item) matches(a *atom) bool { return it.class&a.class != 0 || a.is(it.words...) }

type compiled struct {
	rule
	items []item
	order int
}

// grammar finds the rules that may begin with an atom.
type grammar struct {
	word  map[string][]*compiled
	class [64][]*compiled
}

// compile reads a table of rules. A pattern that is none is a fault of the program; a test reads the table.
func compile(table []rule) *grammar {
	g := &grammar{word: map[string][]*compiled{}}
	for order, r := range table {
		c := &compiled{rule: r, order: order}
		for _, f := range strings.Fields(r.pattern) {
			var it item
			f, it.opens = strings.CutPrefix(f, "<")
			f, it.optional = strings.CutSuffix(f, "?")
			for _, w := range strings.Split(f, "|") {
				if k, ok := classNames[w]; ok {
					it.class |= k
				} else if w == "" || w != strings.ToLower(w) {
					panic(fmt.Sprintf("when: pattern %q: %q", r.pattern, w))
				} else {
					it.words = append(it.words, w)
				}
			}
			c.items = append(c.items, it)
		}
		if len(c.items) > len(match{}.at) {
			panic(fmt.Sprintf("when: pattern %q is too long", r.pattern))
		}
		for _, it := range c.items {
			for _, w := range it.words {
				g.word[w] = append(g.word[w], c)
			}
			for k := it.class; k != 0; k &= k - 1 {
				i := bits.TrailingZeros64(uint64(k))
				g.class[i] = append(g.class[i], c)
			}
			if !it.optional {
				break
			}
		}
	}
	return g
}

// longest is the longest expression that begins at atom i: of several as long, that of the first rule. A false friend is an
// expression too, which says that its atoms are none. steps is added to.
func (g *grammar) longest(all []atom, i int, headline bool, steps *int) (best match, e expr, ok bool) {
	order, length := 0, 0
	m := match{all: all, headline: headline}
	try := func(c *compiled) {
		last := c.match(&m, 0, i)
		if last > i && all[last].text == "," { // the year that it leads to is not there
			last--
		}
		if last < 0 || last-i+1 < length || last-i+1 == length && c.order >= order {
			return
		}
		m.first, m.last = i, last
		for k, it := range c.items {
			if it.opens && m.at[k] >= 0 {
				m.first = m.at[k]
			}
		}
		if found, means := c.build(&m); means {
			best, e, ok, order, length = m, found, true, c.order, last-i+1
		}
	}
	for _, c := range g.word[all[i].lower] {
		try(c)
	}
	for k := all[i].class; k != 0; k &= k - 1 {
		for _, c := range g.class[bits.TrailingZeros64(uint64(k))] {
			try(c)
		}
	}
	*steps += m.steps
	return best, e, ok
}

// match fits the items from k on to the atoms from i on and gives the last atom, -1 when they do not fit.
func (c *compiled) match(m *match, k, i int) int {
	if k == len(c.items) {
		return i - 1
	}
	m.steps++
	it := &c.items[k]
	if i < len(m.all) && it.matches(&m.all[i]) {
		m.at[k] = i
		if last := c.match(m, k+1, i+1); last >= 0 {
			return last
		}
	}
	m.at[k] = -1
	if it.optional {
		return c.match(m, k+1, i)
	}
	return -1
}
