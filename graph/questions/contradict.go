package questions

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

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

// Conflicts is an answer to Contradictions.
type Conflicts struct {
	Pairs []Pair // denials first, then turns, then oppositions, each by date
	More  int    // pairs left out, or one for each pair of actors and thing among them
}

// Contradictions finds what conflicts, all of it or what has to do with one actor or thing ("" for all).
func Contradictions(ctx context.Context, s *graph.Snapshot, of quad.IRI, o Options) (*Conflicts, error) {
	c := &conflicts{reader: newReader(ctx, s), of: of, most: o.Facts, out: &Conflicts{}}
	if err := c.denials(); err != nil {
		return nil, err
	}
	if err := c.stands(); err != nil {
		return nil, err
	}
	var facts []*Fact
	slices.SortStableFunc(c.out.Pairs, func(a, b Pair) int {
		return cmp.Or(rank(a.Kind)-rank(b.Kind), a.A.compare(b.A), a.B.compare(b.B))
	})
	if o.Facts > 0 && len(c.out.Pairs) > o.Facts {
		c.out.More += len(c.out.Pairs) - o.Facts
		c.out.Pairs = c.out.Pairs[:o.Facts]
	}
	for _, p := range c.out.Pairs {
		facts = append(facts, p.A, p.B)
	}
	return c.out, c.fill(distinct(facts), o.Places)
}

func rank(k Conflict) int { return slices.Index([]Conflict{Denial, Turn, Opposition}, k) }

type conflicts struct {
	*reader
	of   quad.IRI
	most int
	out  *Conflicts
}

// denials finds each not: quad's rel: twin.
func (c *conflicts) denials() error {
	var names []string
	for _, r := range schema.Relations() {
		names = append(names, r.Name)
	}
	var denied []quad.Quad
	patterns := []graph.Pattern{{}}
	if c.of != "" {
		patterns = []graph.Pattern{{Subject: c.of}, {Object: c.of}}
	}
	for _, p := range patterns {
		list, err := c.relations(p, []How{Denied}, names)
		if err != nil {
			return err
		}
		denied = append(denied, list...)
	}
	done := map[[3]quad.Value]bool{}
	for _, q := range denied {
		_, relation, _ := relationOf(q.Predicate)
		k := [3]quad.Value{q.Subject, q.Predicate, q.Object}
		if done[k] {
			continue
		}
		done[k] = true
		both, err := c.relations(graph.Pattern{Subject: q.Subject, Object: q.Object}, []How{Asserted, Denied}, []string{relation})
		if err != nil {
			return err
		}
		facts, err := c.groups(both)
		if err != nil {
			return err
		}
		for _, a := range facts {
			for _, b := range facts {
				if a.How == Asserted && b.How == Denied && !sameBreath(a, b) {
					c.out.Pairs = append(c.out.Pairs, Pair{Denial, q.Object, a, b})
				}
			}
		}
	}
	return nil
}

// sameBreath tells whether two facts rest on the same evidence alone, which is one reading of one sentence.
func sameBreath(a, b *Fact) bool {
	return a.Places == 1 && b.Places == 1 && a.places[0].quad.Label != nil && a.places[0].quad.Label == b.places[0].quad.Label
}

// side is a quad of a position with its sign.
type side struct {
	quad quad.Quad
	sign int
}

// stands finds the things that some are for and some against. Those that most are said to stand on come first, until
// there are enough pairs: what is left is counted, not read.
func (c *conflicts) stands() error {
	about, err := c.disputed()
	if err != nil {
		return err
	}
	things := slices.SortedFunc(maps.Keys(about), func(a, b quad.Value) int {
		return cmp.Or(len(about[b])-len(about[a]), strings.Compare(written(a), written(b)))
	})
	for _, thing := range things {
		quads, pairs := c.both(about[thing])
		if pairs == 0 {
			continue
		}
		if c.most > 0 && len(c.out.Pairs) >= c.most {
			c.out.More += pairs
			continue
		}
		facts, err := c.groups(quads)
		if err != nil {
			return err
		}
		c.pair(thing, facts)
	}
	return nil
}

// disputed gives the quads of positions by the thing they are about.
func (c *conflicts) disputed() (map[quad.Value][]side, error) {
	about := map[quad.Value][]side{}
	add := func(quads []quad.Quad) {
		for _, q := range quads {
			how, relation, _ := relationOf(q.Predicate)
			if s := sign(how, relation); s != 0 && isActor(q.Subject) {
				about[q.Object] = append(about[q.Object], side{q, s})
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

// both gives the quads of a thing that some are for and some against, and how many pairs of actors that makes.
func (c *conflicts) both(sides []side) (quads []quad.Quad, pairs int) {
	actors := map[int]map[quad.Value]bool{1: {}, -1: {}}
	for _, s := range sides {
		quads = append(quads, s.quad)
		actors[s.sign][s.quad.Subject] = true
	}
	for a := range actors[1] {
		for b := range actors[-1] {
			if c.concerns(sides[0].quad.Object, a, b) {
				pairs++
			}
		}
	}
	return quads, pairs
}

func (c *conflicts) concerns(thing, a, b quad.Value) bool {
	return c.of == "" || thing == c.of || a == c.of || b == c.of
}

// pair sets those for a thing against those against it, one pair for two actors: of each the fact that the article
// states itself before what somebody claims, and of these the one that most places state.
func (c *conflicts) pair(thing quad.Value, facts []*Fact) {
	best := map[int]map[quad.Value]*Fact{1: {}, -1: {}}
	var plus, minus []quad.Value
	for _, f := range facts {
		s := sign(f.How, f.Relation)
		old := best[s][f.Subject]
		if old == nil {
			if s > 0 {
				plus = append(plus, f.Subject)
			} else {
				minus = append(minus, f.Subject)
			}
		}
		if old == nil || f.own() && !old.own() || f.own() == old.own() && f.Places > old.Places {
			best[s][f.Subject] = f
		}
	}
	for _, a := range plus {
		for _, b := range minus {
			if !c.concerns(thing, a, b) {
				continue
			}
			p := Pair{Opposition, thing, best[1][a], best[-1][b]}
			if a == b {
				p.Kind = Turn
				if p.A.Relation == p.B.Relation { // supports and does not support: a denial, which is there already
					continue
				}
			}
			if !sameBreath(p.A, p.B) {
				c.out.Pairs = append(c.out.Pairs, p)
			}
		}
	}
}
