package open

import (
	"slices"
	"strings"

	"quadrille/loader/document"
)

// Clause is one predicate with its parts.
type Clause struct {
	Verb       int        // the token that carries it: the verb, or the noun or adjective of a copula
	Subject    Part       // who it is said of
	Relation   []int      // tokens in reading order, Implied aside
	Implied    string     // "is" where no word says it: an apposition
	Arguments  []Argument // in reading order
	Confidence float64    // how often such a clause is right, by its kind
}

// Part is a phrase: its tokens in reading order, and the one that heads it.
type Part struct {
	Head   int
	Tokens []int
}

// Argument is a complement or an adjunct.
type Argument struct {
	Part
	Label string // the tree's: "obj", "obl", "ccomp"
	Case  []int  // tokens of its preposition that stand in the relation: "met [with]"
}

const longest = 512 // words of a sentence that is read; longer ones are tables

// reader reads one sentence.
type reader struct {
	d        *document.Document
	lo, hi   int
	children [][]int // of token lo+i, in reading order
}

// Clauses are the clauses of a sentence, in the order of their predicates.
func Clauses(d *document.Document, sentence int) []Clause {
	t := d.Sentences[sentence].Tokens
	if len(d.Tree.Heads) == 0 || t.Len() == 0 || t.Len() > longest {
		return nil
	}
	r := &reader{d: d, lo: t.First, hi: t.End, children: make([][]int, t.Len())}
	for i := r.lo; i < r.hi; i++ {
		if h := d.Tree.Heads[i]; h >= r.lo && h < r.hi {
			r.children[h-r.lo] = append(r.children[h-r.lo], i)
		}
	}
	var out []Clause
	for i := r.lo; i < r.hi; i++ {
		if r.predicate(i) {
			out = append(out, r.clauses(i)...)
		}
		if r.is(i, "appos") {
			out = append(out, r.apposition(i)...)
		}
	}
	return out
}

func (r *reader) token(i int) *document.Token { return &r.d.Tokens[i] }

// label is the tree's label of token i without its subtype.
func (r *reader) label(i int) string {
	l, _, _ := strings.Cut(r.d.Tree.Labels[i], ":")
	return l
}

func (r *reader) is(i int, labels ...string) bool { return slices.Contains(labels, r.label(i)) }

func (r *reader) full(i int, label string) bool { return r.d.Tree.Labels[i] == label }

func (r *reader) under(i int) []int { return r.children[i-r.lo] }

// child is the first child with one of the labels, -1 for none.
func (r *reader) child(i int, labels ...string) int {
	for _, c := range r.under(i) {
		if r.is(c, labels...) {
			return c
		}
	}
	return -1
}

// head is the head of token i, -1 for the root and for a head outside of the sentence.
func (r *reader) head(i int) int {
	if h := r.d.Tree.Heads[i]; h >= r.lo && h < r.hi {
		return h
	}
	return -1
}

// predicate tells whether token i heads a clause.
func (r *reader) predicate(i int) bool {
	if r.child(i, "cop") >= 0 {
		return true
	}
	if r.token(i).Tag != document.VERB {
		return false
	}
	return !r.is(i, "amod", "compound", "aux", "case", "mark", "fixed", "flat", "cc", "det", "discourse", "xcomp") || r.child(i, "nsubj", "csubj") >= 0
}

// clauses are the clauses of predicate i: one for each of its subjects.
func (r *reader) clauses(i int) []Clause {
	subjects, sure := r.subjects(i, 0)
	var out []Clause
	for _, s := range subjects {
		c := Clause{Verb: i, Subject: s, Confidence: sure}
		r.body(&c, i)
		if len(c.Arguments) > 0 && len(s.Tokens) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// deepest bounds walks up the tree.
const deepest = 24

// subjects finds who predicate i is said of, and how sure that is.
func (r *reader) subjects(i, depth int) ([]Part, float64) {
	if depth > deepest {
		return nil, 0
	}
	if s := r.child(i, "nsubj", "csubj"); s >= 0 {
		if w := r.token(s).Lower; relatives[w] && r.token(s).Tag != document.NOUN {
			if a, ok := r.antecedent(i); ok {
				return []Part{r.phrase(a, true)}, .75
			}
			if w != "what" && w != "who" {
				return nil, 0
			}
		}
		if r.token(s).Lower == "there" && strings.HasPrefix(r.d.Tree.Labels[s], "expl") {
			return nil, 0
		}
		return []Part{r.phrase(s, false)}, .9
	}
	h := r.head(i)
	if h < r.lo {
		return nil, 0
	}
	switch {
	case r.is(i, "conj") && r.predicate(h) || r.is(i, "conj") && r.is(h, "xcomp"):
		s, sure := r.subjects(h, depth+1)
		return s, sure - .05
	case r.full(i, "acl:relcl"):
		return nil, 0
	case r.is(i, "acl"):
		if r.participle(i) {
			return []Part{r.phrase(h, true)}, .65
		}
		return nil, 0
	case r.is(i, "advcl"):
		if r.child(i, "mark") >= 0 && !r.participle(i) {
			return nil, 0
		}
		s, sure := r.subjects(h, depth+1)
		return s, sure - .25
	case r.is(i, "xcomp"):
		if o := r.child(h, "obj", "iobj"); o >= 0 {
			return []Part{r.phrase(o, false)}, .5
		}
		s, sure := r.subjects(h, depth+1)
		return s, sure
	}
	return nil, 0
}

var relatives = map[string]bool{"who": true, "which": true, "that": true, "whom": true, "whose": true, "what": true, "where": true, "when": true}

// antecedent is the noun that the relative clause of predicate i describes.
func (r *reader) antecedent(i int) (int, bool) {
	for n := 0; n < deepest && i >= r.lo; n++ {
		if r.full(i, "acl:relcl") || r.is(i, "acl") {
			return r.head(i), r.head(i) >= r.lo
		}
		if !r.is(i, "conj", "xcomp") {
			return 0, false
		}
		i = r.head(i)
	}
	return 0, false
}

// participle tells whether predicate i is a bare participle: "based in", "seeking".
func (r *reader) participle(i int) bool {
	v := r.token(i).Verb
	return (v == document.Participle || v == document.Gerund) && r.child(i, "aux", "cop") < 0
}

// phrase is a noun with what hangs on it but relative clauses, appositions and asides; bare leaves out all clauses.
func (r *reader) phrase(n int, bare bool) Part {
	var out []int
	r.collect(n, n, bare, &out)
	slices.Sort(out)
	return Part{n, r.trim(out)}
}

func (r *reader) collect(i, top int, bare bool, out *[]int) {
	if len(*out) >= r.hi-r.lo { // heads that go in a circle
		return
	}
	*out = append(*out, i)
	for _, c := range r.under(i) {
		switch {
		case i == top && r.is(c, "case", "mark", "cop", "nsubj", "csubj", "aux", "advcl", "expl", "cc") && (c < i || !r.is(c, "case")):
			continue
		case r.is(c, "parataxis", "discourse", "vocative", "list", "dep"), r.is(c, "appos"), r.full(c, "acl:relcl"):
			continue
		case bare && i == top && r.is(c, "acl"):
			continue
		}
		r.collect(c, top, bare, out)
	}
}

// trim takes marks off the ends.
func (r *reader) trim(tokens []int) []int {
	mark := func(i int) bool {
		return r.token(i).Tag == document.PUNCT
	}
	for len(tokens) > 0 && mark(tokens[0]) {
		tokens = tokens[1:]
	}
	for len(tokens) > 0 && mark(tokens[len(tokens)-1]) {
		tokens = tokens[:len(tokens)-1]
	}
	return tokens
}
