package questions

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Conflict is a kind of contradiction.
type Conflict string

// Conflicts.
const (
	Denial     Conflict = "denial"     // one states what another, or the same at another time, denies
	Turn       Conflict = "turn"       // one actor is for a thing here and against it there
	Opposition Conflict = "opposition" // one actor is for a thing, another against it
)

// Pair is two facts that conflict: A for, B against, or A stated, B denied.
type Pair struct {
	Kind  Conflict
	About quad.Value // what they are about
	A, B  *Fact
}

// Conflicts is an answer to Contradictions. Options.Facts bounds the pairs of each kind.
type Conflicts struct {
	Pairs []Pair           // denials first, then turns, then oppositions, each by date
	More  map[Conflict]int // pairs of each kind that were left out
}

// Contradictions finds what conflicts, all of it or what has to do with one actor or thing ("" for all).
func Contradictions(ctx context.Context, s *graph.Snapshot, of quad.IRI, o Options) (*Conflicts, error) {
	c := &conflicts{reader: newReader(ctx, s), of: of, most: o.Facts, found: map[Conflict]int{},
		out: &Conflicts{More: map[Conflict]int{}}}
	if err := c.denials(); err != nil {
		return nil, err
	}
	if err := c.stands(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(c.out.Pairs, func(a, b Pair) int {
		return cmp.Or(rank(a.Kind)-rank(b.Kind), a.A.compare(b.A), a.B.compare(b.B))
	})
	var facts []*Fact
	for _, p := range c.out.Pairs {
		facts = append(facts, p.A, p.B)
	}
	return c.out, c.fill(distinct(facts), o.Places)
}

func rank(k Conflict) int { return slices.Index([]Conflict{Denial, Turn, Opposition}, k) }

type conflicts struct {
	*reader
	of    quad.IRI
	most  int
	found map[Conflict]int
	out   *Conflicts
}

// add adds a pair, unless both are one reading of one sentence, which states nothing twice, or there are enough.
func (c *conflicts) add(p Pair) {
	a, b := p.A.places, p.B.places
	if len(a) == 1 && len(b) == 1 && a[0].quad.Label != nil && a[0].quad.Label == b[0].quad.Label {
		return
	}
	if c.enough(p.Kind) {
		c.out.More[p.Kind]++
		return
	}
	c.found[p.Kind]++
	c.out.Pairs = append(c.out.Pairs, p)
}

func (c *conflicts) enough(k Conflict) bool { return c.most > 0 && c.found[k] >= c.most }

// denials finds each not: relation's rel: twin. Those that most places deny come first.
func (c *conflicts) denials() error {
	var names []string
	for _, r := range schema.Relations() {
		if r.Name != schema.Does { // its verbs differ: "visited" and "did not recognise" are no conflict
			names = append(names, r.Name)
		}
	}
	patterns := []graph.Pattern{{}}
	if c.of != "" {
		patterns = []graph.Pattern{{Subject: c.of}, {Object: c.of}}
	}
	var denied []quad.Quad
	for _, p := range patterns {
		list, err := c.relations(p, []How{Denied}, names)
		if err != nil {
			return err
		}
		denied = append(denied, list...)
	}
	list, err := c.triples(denied)
	if err != nil {
		return err
	}
	for _, no := range list {
		_, relation, _ := relationOf(no.predicate)
		yes, err := c.list(graph.Pattern{Subject: no.subject, Predicate: predicate(Asserted, relation), Object: no.object})
		if err != nil {
			return err
		}
		if len(yes) == 0 {
			continue
		}
		if c.enough(Denial) {
			c.out.More[Denial]++
			continue
		}
		stated, err := c.groups(yes)
		if err != nil {
			return err
		}
		refused, err := c.facts([]*triple{no})
		if err != nil {
			return err
		}
		for _, a := range c.loudest(stated) {
			for _, b := range c.loudest(refused) {
				c.add(Pair{Denial, no.object, a, b})
			}
		}
	}
	return nil
}

// voices bounds how many voices state one side of a denial, where answers are bounded.
const voices = 2

// loudest keeps the facts that the article, or the subject of himself, states, and then those of most places.
func (c *conflicts) loudest(list []*Fact) []*Fact {
	slices.SortStableFunc(list, compareStrength)
	if c.most > 0 && len(list) > voices {
		return list[:voices]
	}
	return list
}

// stands finds the things that some are for and some against, those first on which most places say where somebody
// stands, until there are enough pairs: what is left is counted, not read.
func (c *conflicts) stands() error {
	about, err := c.disputed()
	if err != nil {
		return err
	}
	things := slices.SortedFunc(maps.Keys(about), func(a, b quad.Value) int {
		return cmp.Or(len(about[b])-len(about[a]), compareValues(a, b))
	})
	for _, thing := range things {
		list, err := c.triples(about[thing])
		if err != nil {
			return err
		}
		if err := c.on(thing, list); err != nil {
			return err
		}
	}
	return nil
}

// disputed gives the quads of positions by the thing they are about.
func (c *conflicts) disputed() (map[quad.Value][]quad.Quad, error) {
	about := map[quad.Value][]quad.Quad{}
	add := func(quads []quad.Quad) {
		for _, q := range quads {
			how, relation, _ := relationOf(q.Predicate)
			if sign(how, relation) != 0 && isActor(q.Subject) {
				about[q.Object] = append(about[q.Object], q)
			}
		}
	}
	hows := []How{Asserted, Denied}
	if c.of == "" {
		quads, err := c.relations(graph.Pattern{}, hows, positions())
		add(quads)
		return about, err
	}
	quads, err := c.relations(graph.Pattern{Subject: c.of}, hows, positions())
	if err != nil {
		return nil, err
	}
	things := map[quad.Value]bool{c.of: true}
	for _, q := range quads {
		things[q.Object] = true
	}
	for thing := range things {
		list, err := c.relations(graph.Pattern{Object: thing}, hows, positions())
		if err != nil {
			return nil, err
		}
		add(list)
	}
	return about, nil
}

// on sets those for a thing against those against it, one pair for two actors, those of most places first. Where answers
// are bounded, one thing has a quarter of the oppositions at most, so that it does not hide the others.
func (c *conflicts) on(thing quad.Value, list []*triple) error {
	seen := map[int]map[quad.Value]bool{1: {}, -1: {}}
	sides := map[int][]*triple{} // of each actor the triple of most places
	for _, t := range list {
		if s := t.sign(); !seen[s][t.subject] {
			seen[s][t.subject] = true
			sides[s] = append(sides[s], t)
		}
	}
	shown := 0
	for _, yes := range sides[1] {
		for _, no := range sides[-1] {
			if c.of != "" && thing != c.of && yes.subject != c.of && no.subject != c.of {
				continue
			}
			kind := Opposition
			if yes.subject == no.subject {
				kind = Turn
				_, x, _ := relationOf(yes.predicate)
				if _, y, _ := relationOf(no.predicate); x == y { // supports and does not support: a denial, which is there already
					continue
				}
			} else if shown++; c.most > 0 && shown > fewer(c.most) {
				c.out.More[kind]++
				continue
			}
			if c.enough(kind) {
				c.out.More[kind]++
				continue
			}
			a, err := c.facts([]*triple{yes})
			if err != nil {
				return err
			}
			b, err := c.facts([]*triple{no})
			if err != nil {
				return err
			}
			c.add(Pair{kind, thing, strongest(a), strongest(b)})
		}
	}
	return nil
}
