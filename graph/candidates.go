package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"quadrille/graph/lang"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
	"golang.org/x/text/unicode/norm"
)

// Candidate is a pair of nodes that may stand for the same actor or thing.
type Candidate struct {
	A, B  Entity // A is the one with more relations; one person twice where it may be two of one name
	Score float64
	Why   string // "the same name", "family name", …
}

// Candidates lists pairs of nodes that may be the same, the likeliest first: those that articles note
// (schema.PossiblySame, with the confidence of their evidence), and those that only several articles together can tell,
// computed from the names in the graph and from whom both have to do with. of, when not "", is one of each pair. Pairs
// that the graph says are one (owl:sameAs) or two (owl:differentFrom) are left out. limit 0 is none.
//
// Nothing is stored: the answer is a function of the quads, so that it does not depend on the order in which articles came.
// A name that more than crowd nodes have is left out: it tells nobody from anybody.
func (s *Snapshot) Candidates(ctx context.Context, of quad.IRI, limit int) ([]Candidate, error) {
	c := &pairing{s: s, ctx: ctx, found: map[[2]quad.IRI]*Candidate{}, around: map[quad.IRI]map[quad.Value]bool{}, nodes: map[quad.IRI]Entity{}}
	if err := c.find(); err != nil {
		return nil, explain(err, s.g.dir)
	}
	out := make([]Candidate, 0, len(c.found))
	for _, x := range c.found {
		if of == "" || x.A.IRI == of || x.B.IRI == of {
			out = append(out, *x)
		}
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), b.A.Relations+b.B.Relations-a.A.Relations-a.B.Relations,
			cmp.Compare(a.A.IRI, b.A.IRI), cmp.Compare(a.B.IRI, b.B.IRI))
	})
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out, nil
}

// Base scores of what speaks for a pair, from what it takes for two to be one in news: none is sure by itself.
const (
	sameName   = 0.5 // a full name, or a thing's whole phrase
	sameWords  = 0.3 // the words of a role or of a common noun
	familyName = 0.6 // divided among those who have it
	initials   = 0.6
	spelling   = 0.6
	acronym    = 0.7
	homonym    = 0.4 // that one person is one, of whom articles say things that do not go together
	likeness   = 0.6 // times the share of words in common
	company    = 0.3 // of what is missing to 1, for two that have to do with the same
	crowd      = 30
)

const differentFrom = quad.IRI("http://www.w3.org/2002/07/owl#differentFrom")

// pairing is one search for pairs.
type pairing struct {
	s      *Snapshot
	ctx    context.Context
	nodes  map[quad.IRI]Entity
	found  map[[2]quad.IRI]*Candidate
	around map[quad.IRI]map[quad.Value]bool
}

// called is an entity with its name taken apart.
type called struct {
	Entity
	words  []string // folded, lower-case words of its label
	proper bool     // each of them is written with a capital
}

func (c *pairing) find() error {
	n, err := c.s.names(c.ctx)
	if err != nil {
		return err
	}
	kinds := map[quad.IRI][]called{}
	for _, e := range n.entities {
		x := taken(e.Entity)
		c.nodes[e.IRI] = e.Entity
		kinds[kindOf(e.Type)] = append(kinds[kindOf(e.Type)], x)
	}
	for kind, list := range kinds {
		c.named(kind, list)
	}
	c.people(kinds[schema.Person])
	c.bodies(kinds[schema.Organization])
	for _, t := range thingClasses {
		c.things(kinds[t])
	}
	if err := c.noted(); err != nil {
		return err
	}
	if err := c.homonyms(kinds[schema.Person]); err != nil {
		return err
	}
	if err := c.decided(); err != nil {
		return err
	}
	for _, x := range c.found {
		if x.A.IRI == x.B.IRI {
			continue
		}
		shared, err := c.company(x.A.IRI, x.B.IRI)
		if err != nil {
			return err
		}
		if shared {
			x.Score += (1 - x.Score) * company
			x.Why += ", have to do with the same"
		}
	}
	return nil
}

// kindOf is the class within which names are compared: people with people, bodies of all kinds together.
func kindOf(t quad.IRI) quad.IRI {
	if t == schema.Group || t == schema.CountryType {
		return schema.Organization
	}
	return t
}

func taken(e Entity) called {
	x := called{Entity: e, proper: true}
	for _, w := range strings.FieldsFunc(e.Label, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '–' || r == ',' }) {
		x.proper = x.proper && !unicode.IsLower([]rune(w)[0])
		if w = folded(w); w != "" {
			x.words = append(x.words, w)
		}
	}
	return x
}

// folded is a word in lower case without accents, points and a possessive.
func folded(w string) string {
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(w)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// add notes a pair, or that more speaks for it.
func (c *pairing) add(a, b Entity, score float64, why string) {
	if a.IRI == b.IRI || score <= 0 {
		return
	}
	if cmp.Or(cmp.Compare(b.Relations, a.Relations), cmp.Compare(a.IRI, b.IRI)) > 0 {
		a, b = b, a
	}
	key := [2]quad.IRI{a.IRI, b.IRI}
	if x := c.found[key]; x == nil {
		c.found[key] = &Candidate{A: a, B: b, Score: score, Why: why}
	} else if score > x.Score {
		x.Score, x.Why = score, why
	}
}

// named pairs those of one kind that are called the same. People of one office may be one; of what else only common words
// tell, a phrase of several may be one thing, but neither "the agreement" nor "both sides".
func (c *pairing) named(kind quad.IRI, list []called) {
	list = slices.DeleteFunc(slices.Clone(list), func(x called) bool {
		return !x.proper && kind != schema.Person && (kind == schema.Organization || len(x.words) < 2)
	})
	for _, same := range grouped(list, func(x called) string { return strings.Join(x.words, " ") }) {
		for i, a := range same {
			for _, b := range same[i+1:] {
				if a.proper && b.proper && len(a.words) > 1 {
					c.add(a.Entity, b.Entity, sameName, "the same name")
				} else {
					c.add(a.Entity, b.Entity, sameWords, "the same words")
				}
			}
		}
	}
}

// grouped gives those that have a key in common with others, where they are no crowd, in the order of their keys.
func grouped(list []called, key func(called) string) [][]called {
	groups := map[string][]called{}
	for _, x := range list {
		if k := key(x); k != "" {
			groups[k] = append(groups[k], x)
		}
	}
	var keys []string
	for k, g := range groups {
		if len(g) > 1 && len(g) <= crowd {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	out := make([][]called, len(keys))
	for i, k := range keys {
		out[i] = groups[k]
	}
	return out
}

// people pairs people by family names, initials and spellings.
func (c *pairing) people(list []called) {
	list = slices.DeleteFunc(slices.Clone(list), func(x called) bool { return !x.proper || len(x.words) == 0 })
	for _, same := range grouped(list, func(x called) string { return x.words[len(x.words)-1] }) {
		full := 0
		for _, x := range same {
			if len(x.words) > 1 {
				full++
			}
		}
		for i, a := range same {
			for _, b := range same[i+1:] {
				switch {
				case (len(a.words) == 1) != (len(b.words) == 1):
					c.add(a.Entity, b.Entity, familyName/float64(full), "the family name")
				case len(a.words) > 1 && a.words[0] != b.words[0] && (len(a.words[0]) == 1 || len(b.words[0]) == 1) && a.words[0][0] == b.words[0][0]:
					c.add(a.Entity, b.Entity, initials, "an initial")
				}
			}
		}
	}
	for _, near := range grouped(list, func(x called) string {
		if len(x.words) < 2 {
			return ""
		}
		return x.words[0][:1] + x.words[len(x.words)-1][:1]
	}) {
		for i, a := range near {
			for _, b := range near[i+1:] {
				if alike(a.words, b.words) {
					c.add(a.Entity, b.Entity, spelling, "spelt alike")
				}
			}
		}
	}
}

// alike tells whether two names differ only in how their words are spelt, by one letter in four at most.
func alike(a, b []string) bool {
	if len(a) != len(b) || slices.Equal(a, b) {
		return false
	}
	for i := range a {
		if lang.Distance(a[i], b[i]) > max(len(a[i]), len(b[i]))/4 {
			return false
		}
	}
	return true
}

// bodies pairs a body with those whose name its acronym shortens.
func (c *pairing) bodies(list []called) {
	short := map[string][]Entity{}
	for _, x := range list {
		if len(x.words) == 1 && len(x.Label) > 1 && strings.ToUpper(x.Label) == x.Label {
			short[x.words[0]] = append(short[x.words[0]], x.Entity)
		}
	}
	full := map[string][]Entity{}
	for _, x := range list {
		var all, capitals strings.Builder
		for _, w := range strings.FieldsFunc(x.Label, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
			if r := []rune(w)[0]; unicode.IsLetter(r) {
				all.WriteRune(unicode.ToLower(r))
				if unicode.IsUpper(r) {
					capitals.WriteRune(unicode.ToLower(r))
				}
			}
		}
		for _, k := range slices.Compact([]string{all.String(), capitals.String()}) {
			if len(k) > 1 && len(short[k]) > 0 {
				full[k] = append(full[k], x.Entity)
			}
		}
	}
	for k, bodies := range full {
		for _, a := range short[k] {
			for _, b := range bodies {
				c.add(a, b, acronym/float64(len(bodies)), "its acronym")
			}
		}
	}
}

// idle are words that tell nothing of a thing.
var idle = map[string]bool{"the": true, "a": true, "an": true, "of": true, "on": true, "in": true, "for": true, "to": true, "and": true, "between": true, "with": true, "over": true, "at": true, "by": true}

// things pairs things of one kind whose phrases have most words in common, one of them at least of a proper name.
func (c *pairing) things(list []called) {
	content := make([][]string, len(list))
	by := map[string][]int{}
	for i, x := range list {
		for _, w := range x.words {
			if !idle[w] && !slices.Contains(content[i], w) {
				content[i] = append(content[i], w)
				by[w] = append(by[w], i)
			}
		}
	}
	for i := range list {
		shared := map[int]int{}
		for _, w := range content[i] {
			if len(by[w]) <= crowd {
				for _, j := range by[w] {
					if j > i {
						shared[j]++
					}
				}
			}
		}
		for j, n := range shared {
			union := len(content[i]) + len(content[j]) - n
			if share := float64(n) / float64(union); n > 1 && share >= 0.5 && share < 1 {
				c.add(list[i].Entity, list[j].Entity, likeness*share, "words in common")
			}
		}
	}
}

// noted adds the pairs that articles note.
func (c *pairing) noted() error {
	for q, err := range c.s.Quads(c.ctx, Pattern{Predicate: schema.PossiblySame}) {
		if err != nil {
			return err
		}
		a, known := c.node(q.Subject)
		b, too := c.node(q.Object)
		if !known || !too {
			continue
		}
		for e, err := range c.s.Quads(c.ctx, Pattern{Subject: q.Label, Predicate: schema.Confidence}) {
			if err != nil {
				return err
			}
			if score, ok := number(e.Object); ok {
				c.add(a, b, score, "noted in an article")
			}
		}
	}
	return nil
}

func (c *pairing) node(v quad.Value) (Entity, bool) {
	iri, ok := v.(quad.IRI)
	e, known := c.nodes[iri]
	return e, ok && known
}

func number(v quad.Value) (float64, bool) {
	switch x := v.(type) {
	case quad.Float:
		return float64(x), true
	case quad.Int:
		return float64(x), true
	}
	return 0, false
}

// decided leaves out the pairs about which the graph says what they are.
func (c *pairing) decided() error {
	for _, p := range []quad.IRI{schema.SameAs, differentFrom} {
		for q, err := range c.s.Quads(c.ctx, Pattern{Predicate: p}) {
			if err != nil {
				return err
			}
			a, ok := q.Subject.(quad.IRI)
			b, too := q.Object.(quad.IRI)
			if ok && too {
				delete(c.found, [2]quad.IRI{a, b})
				delete(c.found, [2]quad.IRI{b, a})
			}
		}
	}
	return nil
}

// company tells whether two nodes have a relation with the same third.
func (c *pairing) company(a, b quad.IRI) (bool, error) {
	near, err := c.neighbours(a)
	if err != nil {
		return false, err
	}
	other, err := c.neighbours(b)
	if err != nil {
		return false, err
	}
	for id := range near {
		if other[id] {
			return true, nil
		}
	}
	return false, nil
}

func (c *pairing) neighbours(iri quad.IRI) (map[quad.Value]bool, error) {
	if n, ok := c.around[iri]; ok {
		return n, nil
	}
	out := map[quad.Value]bool{}
	c.around[iri] = out
	for _, p := range []Pattern{{Subject: iri}, {Object: iri}} {
		for q, err := range c.s.Quads(c.ctx, p) {
			if err != nil {
				return nil, err
			}
			if _, name, ok := schema.Polarity(q.Predicate); !ok || name == schema.Said || name == schema.About {
				continue
			}
			out[q.Subject], out[q.Object] = true, true
		}
	}
	delete(out, iri)
	return out, nil
}
