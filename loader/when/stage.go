package when

import (
	"context"

	"quadrille/loader/document"
)

// Expressions is the stage of the loader that finds expressions of time.
type Expressions struct{}

// NewExpressions makes the stage.
func NewExpressions() *Expressions { return &Expressions{} }

// Name is "times".
func (*Expressions) Name() string { return "times" }

// Needs is the layers of segment and parse; dependency trees are used where they are set.
func (*Expressions) Needs() document.Layer {
	return document.Segments | document.Tags | document.Chunks
}

// Sets is document.Dates.
func (*Expressions) Sets() document.Layer { return document.Dates }

// Run finds the expressions of d, in reading order. The only error is ctx's.
func (*Expressions) Run(ctx context.Context, d *document.Document) error {
	cut := make([][]atom, len(d.Sentences))
	order := 0
	for i := range d.Sentences {
		cut[i] = atoms(d, d.Sentences[i].Tokens)
		order += dayOrder(cut[i])
	}
	v := view{dayFirst: order}
	if d.Article != nil && !d.Article.Date.IsZero() {
		y, m, day := d.Article.Date.Date()
		v.today = date(y, m, day)
	}
	if v.dayFirst != 0 {
		v.dayFirst /= max(v.dayFirst, -v.dayFirst)
	}
	clauses := newClauses(d)
	d.Times = nil
	for i := range d.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		all, _ := scan(cut[i], d.Sentences[i].Headline)
		for _, f := range all {
			tokens := document.Range{First: cut[i][f.first].token, End: cut[i][f.last].last + 1}
			v.tense = clauses.tense(tokens)
			if f.bound == since && v.tense != toCome {
				v.tense = gone
			}
			r := v.resolve(f.expr)
			t := document.Time{Span: f.span(cut[i]), Tokens: tokens, Form: formOf(f.form, r), Value: r.value}
			t.Begins, t.Ends = v.bounded(r, f.bound)
			d.Times = append(d.Times, t)
			if f.form == calendar && r.known() {
				v.last = &r.stretch
			}
		}
	}
	return nil
}

// formOf is the form of a resolved expression: "in three days" of what is past is a duration.
func formOf(f form, r resolved) document.TimeForm {
	switch {
	case f == repeating:
		return document.Recurring
	case f == lasting || len(r.value) > 1 && r.value[0] == 'P' && r.value[1] != 'A':
		return document.Duration
	}
	return document.CalendarTime
}

// dayOrder counts the dates of a sentence that tell which comes first, the day or the month.
func dayOrder(all []atom) int {
	n := 0
	for i := range all {
		a, next := &all[i], at(all, i+1)
		switch {
		case a.class&cDate != 0 && len(a.text) > 2 && a.ymd[0] > 0 && a.ymd[1] != a.ymd[2] && !isoLike(a.text):
			if number(leading(a.text)) == a.ymd[2] {
				n++
			} else {
				n--
			}
		case a.class&cDay != 0 && next.class&cMonth != 0:
			n++
		case a.class&cMonth != 0 && (next.class&cDay != 0 || next.is(".") && at(all, i+2).class&cDay != 0):
			n--
		}
	}
	return n
}

func leading(s string) string {
	for i, c := range s {
		if !isDigit(c) {
			return s[:i]
		}
	}
	return s
}

func isoLike(s string) bool { return len(leading(s)) == 4 }

// clauses finds the verb that governs a place in the text.
type clauses struct {
	d    *document.Document
	verb []int // of each token: index+1 of its verb group, 0 for none
}

func newClauses(d *document.Document) *clauses {
	c := &clauses{d: d, verb: make([]int, len(d.Tokens))}
	for i, g := range d.VerbGroups {
		for t := g.First; t < g.End && t < len(c.verb); t++ {
			c.verb[t] = i + 1
		}
	}
	return c
}

// trees tells whether a stage has set dependencies.
func (c *clauses) trees() bool { return len(c.d.Tree.Heads) == len(c.d.Tokens) && len(c.d.Tokens) > 0 }

// head is the token of r that carries the others: the one whose governor stands outside.
func (c *clauses) head(r document.Range) int {
	if c.trees() {
		for i := r.First; i < r.End; i++ {
			if !r.Contains(c.d.Tree.Heads[i]) {
				return i
			}
		}
	}
	return r.End - 1
}

// tense is that of the clause in which r stands. What belongs to a noun, and a headline, which tells all in the present,
// say nothing of it.
func (c *clauses) tense(r document.Range) tense {
	d := c.d
	if d.Sentences[d.Tokens[r.First].Sentence].Headline {
		return open
	}
	if !c.trees() {
		if g := c.near(r); g >= 0 {
			return c.tenseOf(g)
		}
		return open
	}
	i := c.head(r)
	if g := c.copula(i); g >= 0 { // "it was early April"
		return c.tenseOf(g)
	}
	ofNoun := noNoun
	for n := 0; n < 12; n++ { // no clause is deeper; a tree that is none ends too
		label := d.Tree.Labels[i]
		if ofNoun != noNoun && (label == "obl" || label == "nmod" && ofNoun != occasion) {
			ofNoun = c.preposition(i)
		}
		i = d.Tree.Heads[i]
		if i < 0 {
			return open
		}
		if g := c.verb[i]; g > 0 {
			return nouns(c.tenseOf(g-1), ofNoun)
		}
		if d.Tokens[i].Tag == document.NOUN || d.Tokens[i].Tag == document.PROPN {
			if g := c.copula(i); g >= 0 {
				return nouns(c.tenseOf(g), ofNoun)
			}
			switch label {
			case "nmod:poss", "compound", "nummod", "amod", "nmod", "nmod:tmod", "nmod:unmarked":
				ofNoun = max(ofNoun, anyNoun)
			}
		} else if g := c.copula(i); g >= 0 {
			return c.tenseOf(g)
		}
	}
	return open
}

// of tells how a noun that an expression belongs to hangs on its verb.
type of uint8

const (
	noNoun   of = iota
	anyNoun     // "Monday's vote was …"
	occasion    // "in Monday's debate"
	purpose     // "ahead of Monday's debate"
)

// preposition tells which of these token i is by its preposition.
func (c *clauses) preposition(i int) of {
	for k := max(0, i-8); k < i; k++ {
		if c.d.Tree.Heads[k] == i && c.d.Tree.Labels[k] == "case" {
			switch c.d.Tokens[k].Lower {
			case "in", "at", "during", "after", "following", "since":
				return occasion
			case "for", "before", "ahead", "until", "to", "toward", "towards":
				return purpose
			}
			break
		}
	}
	return anyNoun
}

// nouns is the tense of a clause for what belongs to one of its nouns: what it took place in has the clause's own, what it
// looks to none, others lean to a past one's.
func nouns(t tense, n of) tense {
	switch {
	case n == noNoun, n == occasion && t == gone:
		return t
	case n == occasion && t == now, n == anyNoun && t == gone:
		return lean
	}
	return open
}

// copula is the verb group of the copula of token i, -1 for none.
func (c *clauses) copula(i int) int {
	for k := max(0, i-8); k < i; k++ {
		if c.d.Tree.Heads[k] == i && (c.d.Tree.Labels[k] == "cop" || c.d.Tree.Labels[k] == "aux") && c.verb[k] > 0 {
			return c.verb[k] - 1
		}
	}
	return -1
}

// near is the verb group nearest before r in its sentence, else the first after it; -1 for none.
func (c *clauses) near(r document.Range) int {
	s := c.d.Sentences[c.d.Tokens[r.First].Sentence].Tokens
	for i := r.First - 1; i >= s.First && r.First-i < 20; i-- {
		if c.verb[i] > 0 {
			return c.verb[i] - 1
		}
	}
	for i := r.End; i < s.End && i-r.End < 20; i++ {
		if c.verb[i] > 0 {
			return c.verb[i] - 1
		}
	}
	return -1
}

// tenseOf is the tense of a verb group. An infinitive lies ahead of the verb that it hangs on; what may or would be,
// ahead of the article.
func (c *clauses) tenseOf(g int) tense {
	v := &c.d.VerbGroups[g]
	if !v.Finite {
		switch form := c.d.Tokens[v.Head].Verb; {
		case v.Under > 0 && form == document.Base:
			if c.tenseOf(v.Under-1) != gone {
				return toCome
			}
			return open
		case v.Under > 0:
			return c.tenseOf(v.Under - 1)
		}
		return open
	}
	switch {
	case v.Tense == document.Past && v.Passive && planned[c.d.Tokens[v.Head].Lemma]:
		return open
	case v.Tense == document.Past:
		return gone
	case v.Tense == document.Present && v.Modal == "":
		return now
	}
	return toCome
}

// planned are verbs whose past may lie before what is to come: "was set for Friday".
var planned = set("schedule set plan slate expect postpone delay move")
