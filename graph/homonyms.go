package graph

import (
	"slices"
	"strings"

	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// homonyms notes people who may be two: an article says that they represent a country or a body of one, and another article
// the same of another country and of none of the first's.
func (c *pairing) homonyms(people []called) error {
	countries := map[quad.Value][]string{} // that a country is or a body belongs to, by IRI
	for _, p := range []Pattern{{Predicate: schema.Country}, {Predicate: schema.Type, Object: schema.CountryType}} {
		for q, err := range c.s.Quads(c.ctx, p) {
			if err != nil {
				return err
			}
			country := q.Subject
			if p.Object == nil {
				country = q.Object
			}
			if e, ok := c.node(country); ok && !slices.Contains(countries[q.Subject], e.Label) {
				countries[q.Subject] = append(countries[q.Subject], e.Label)
			}
		}
	}
	for _, x := range people {
		told := map[string][]string{} // countries by article
		for q, err := range c.s.Quads(c.ctx, Pattern{Subject: x.IRI, Predicate: quad.IRI(schema.Rel + schema.Represents)}) {
			if err != nil {
				return err
			}
			label, _ := q.Label.(quad.IRI)
			article, _, _ := strings.Cut(strings.TrimPrefix(string(label), schema.Base+"evidence/"), "/")
			told[article] = append(told[article], countries[q.Object]...)
		}
		if a, b, ok := apart(told); ok {
			c.found[[2]quad.IRI{x.IRI, x.IRI}] = &Candidate{A: x.Entity, B: x.Entity, Score: homonym, Why: "one article tells of " + a + ", another of " + b + ": perhaps two"}
		}
	}
	return nil
}

// apart finds two lists that have nothing in common, and gives the first of each.
func apart(told map[string][]string) (a, b string, ok bool) {
	var lists [][]string
	for _, l := range told {
		if len(l) > 0 {
			slices.Sort(l)
			lists = append(lists, l)
		}
	}
	slices.SortFunc(lists, slices.Compare[[]string])
	for i := range lists {
		for _, other := range lists[i+1:] {
			if !slices.ContainsFunc(lists[i], func(s string) bool { return slices.Contains(other, s) }) {
				return lists[i][0], other[0], true
			}
		}
	}
	return "", "", false
}
