package coref

import (
	"context"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// Stage is the stage of the loader that builds entities.
type Stage struct{ lex *lexicon.Lexicon }

// New makes the stage.
func New(lex *lexicon.Lexicon) *Stage { return &Stage{lex} }

// Name is "coref".
func (*Stage) Name() string { return "coref" }

// Needs is the layers up to the mentions.
func (*Stage) Needs() document.Layer {
	return document.Segments | document.Quotations | document.Tags | document.Chunks | document.Mentions
}

// Sets is document.Chains.
func (*Stage) Sets() document.Layer { return document.Chains }

// Run builds the entities of d. The only error is ctx's.
func (s *Stage) Run(ctx context.Context, d *document.Document) error {
	r := &resolver{
		d: d, lex: s.lex, of: make([]int, len(d.Mentions)),
		byKey: map[string]int{}, byName: map[string]int{}, sameHead: map[string][]int{},
		people: map[string][]int{}, bodies: map[string][]int{}, bearers: map[string][]int{},
		roleEnds: map[int]int{}, bodyEnds: map[int]int{}, nameEnds: map[int]int{}, roled: map[int]bool{},
	}
	for i := range r.of {
		r.of[i] = -1
		if m := &d.Mentions[i]; m.Form == document.Role && m.Type == document.Person {
			r.roleEnds[m.End] = m.First
		}
	}
	r.names()
	r.country = r.foremost()
	r.appositions()
	for i := range d.Mentions {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		r.mention(i)
	}
	r.finish()
	return nil
}

// entity is an entity in the making.
type entity struct {
	typ    document.EntityType
	key    string
	first  int      // its first mention
	last   int      // its latest mention so far
	gender byte     // 'm', 'f' or 0
	roles  []role   // of a person
	heads  []string // singular heads of its noun phrases, of all but people
	words  map[string]bool
	owner  int // entity+1 that an institution belongs to
	plural bool
	full   []string // folded words of its fullest proper name
}

// role is a role that a person bears.
type role struct {
	head  string          // "minister"
	words map[string]bool // "foreign", "deputy"
	owner int             // entity+1 it is of, 0 for none
}

// resolver is the work on one document.
type resolver struct {
	d        *document.Document
	lex      *lexicon.Lexicon
	of       []int // entity of each mention, -1 for none
	ents     []entity
	byKey    map[string]int
	byName   map[string]int   // folded proper names of bodies
	sameHead map[string][]int // entities by singular head, in order of making
	people   map[string][]int // people by each word of their names
	bodies   map[string][]int // organisations and named things by each word of their names
	bearers  map[string][]int // people by the heads of their roles
	roleEnds map[int]int      // first tokens of roles of one person, by the token after them
	bodyEnds map[int]int      // bodies by the token after their names
	nameEnds map[int]int      // people by the token after their names
	roled    map[int]bool     // people whose role stands beside their name
	country  int              // the country the article names most, -1 for none
}

func (r *resolver) add(e entity) int {
	e.last = e.first
	r.ents = append(r.ents, e)
	for _, h := range e.heads {
		r.sameHead[h] = append(r.sameHead[h], len(r.ents)-1)
	}
	return len(r.ents) - 1
}

// refer ties mention m to entity e.
func (r *resolver) refer(m, e int) {
	r.of[m] = e
	x := &r.ents[e]
	x.first = min(x.first, m)
	x.last = max(x.last, m)
}

// before tells how far entity e's latest mention before mention m lies; -1 when it has none.
func (r *resolver) before(e, m int) int {
	for i := m - 1; i >= 0 && i >= m-400; i-- {
		if r.of[i] == e {
			return m - i
		}
	}
	return -1
}

// newest are the last entities of a list: as many as an antecedent is looked for among, so that a long text costs no more
// a word than a short one.
func newest(entities []int) []int { return entities[max(0, len(entities)-100):] }

// word gives the lower-case token at i, "" outside the document.
func (r *resolver) word(i int) string {
	if i < 0 || i >= len(r.d.Tokens) {
		return ""
	}
	return r.d.Tokens[i].Lower
}
