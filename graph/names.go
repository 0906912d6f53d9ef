package graph

import (
	"context"
	"slices"
	"strings"

	"quadrille/graph/algebra"
	"quadrille/graph/schema"
	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

// Entity is an actor or a thing.
type Entity struct {
	IRI       quad.IRI
	Label     string
	Type      quad.IRI
	Relations int // quads of relations it stands in
}

// names is what is known of all entities, for completion and for showing labels. Its size is that of the entities and
// their names, not of the articles. It belongs to one state of the store.
type names struct {
	entities []named // the most connected first
	labels   map[quad.IRI]string
}

type named struct {
	Entity
	keys []string // lower-case labels, aliases and prefixed name
}

// Entities lists entities whose label, alias or prefixed name begins with prefix (case aside): first those that are
// called just so, then the most connected; limit 0 is none. The first call after a change of the graph reads all names and relations.
func (s *Snapshot) Entities(ctx context.Context, prefix string, limit int) ([]Entity, error) {
	n, err := s.names(ctx)
	if err != nil {
		return nil, explain(err, s.g.dir)
	}
	prefix = strings.ToLower(prefix)
	var exact, longer []Entity
	for _, e := range n.entities {
		switch {
		case slices.Contains(e.keys, prefix):
			exact = append(exact, e.Entity)
		case slices.ContainsFunc(e.keys, func(k string) bool { return strings.HasPrefix(k, prefix) }):
			longer = append(longer, e.Entity)
		}
	}
	out := append(exact, longer...)
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out, nil
}

// Labels gives the canonical name of each IRI that has one: where articles name it differently, the name that most
// of them give.
func (s *Snapshot) Labels(ctx context.Context, iris []quad.IRI) (map[quad.IRI]string, error) {
	n, err := s.names(ctx)
	if err != nil {
		return nil, explain(err, s.g.dir)
	}
	out := map[quad.IRI]string{}
	for _, iri := range iris {
		if l, ok := n.labels[iri]; ok {
			out[iri] = l
		}
	}
	return out, nil
}

func (s *Snapshot) names(ctx context.Context) (*names, error) {
	s.g.naming.Lock()
	defer s.g.naming.Unlock()
	if s.g.names != nil && s.g.named == s.version {
		return s.g.names, nil
	}
	n, err := s.readNames(ctx)
	if err != nil {
		return nil, err
	}
	s.g.names, s.g.named = n, s.version
	return n, nil
}

func (s *Snapshot) readNames(ctx context.Context) (*names, error) {
	t := s.terms(ctx)
	labels, err := s.count(ctx, schema.Label)
	if err != nil {
		return nil, err
	}
	aliases, err := s.count(ctx, schema.AltLabel)
	if err != nil {
		return nil, err
	}
	n := &names{labels: map[quad.IRI]string{}}
	best := map[store.ID]string{}
	for id, texts := range labels {
		v, err := t.of(id)
		if err != nil {
			return nil, err
		}
		most, label := 0, ""
		for text, count := range texts {
			w, err := t.of(text)
			if err != nil {
				return nil, err
			}
			if name := algebra.Text(w); count > most || count == most && name < label {
				most, label = count, name
			}
		}
		best[id] = label
		if iri, ok := v.(quad.IRI); ok {
			n.labels[iri] = label
		}
	}
	relations, err := s.degrees(ctx)
	if err != nil {
		return nil, err
	}
	seen := map[store.ID]bool{}
	for _, class := range slices.Concat(actorClasses, thingClasses) {
		ids, err := s.instances(ctx, class)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			v, err := t.of(id)
			if err != nil {
				return nil, err
			}
			iri, ok := v.(quad.IRI)
			if !ok || seen[id] {
				continue
			}
			seen[id] = true
			e := named{Entity: Entity{IRI: iri, Label: best[id], Type: class, Relations: relations[id]}}
			add := func(name string) {
				if name = strings.ToLower(name); name != "" && !slices.Contains(e.keys, name) {
					e.keys = append(e.keys, name)
				}
			}
			add(e.Label)
			add(schema.Shorten(iri))
			for _, m := range []map[store.ID]int{labels[id], aliases[id]} {
				for text := range m {
					w, err := t.of(text)
					if err != nil {
						return nil, err
					}
					add(algebra.Text(w))
				}
			}
			n.entities = append(n.entities, e)
		}
	}
	slices.SortFunc(n.entities, func(a, b named) int {
		return firstOf(b.Relations-a.Relations, strings.Compare(a.Label, b.Label), strings.Compare(string(a.IRI), string(b.IRI)))
	})
	return n, nil
}

// count gives the objects of a predicate by subject, with the number of quads that say so.
func (s *Snapshot) count(ctx context.Context, predicate quad.IRI) (map[store.ID]map[store.ID]int, error) {
	out := map[store.ID]map[store.ID]int{}
	p, ok, err := pattern(ctx, s.r, quad.Quad{Predicate: predicate})
	if err != nil || !ok {
		return out, err
	}
	for q, err := range store.Scan(ctx, s.r, p) {
		if err != nil {
			return nil, err
		}
		m := out[q.Subject]
		if m == nil {
			m = map[store.ID]int{}
			out[q.Subject] = m
		}
		m[q.Object]++
	}
	return out, nil
}

// degrees counts the relations' quads that each node stands in.
func (s *Snapshot) degrees(ctx context.Context) (map[store.ID]int, error) {
	out := map[store.ID]int{}
	for _, predicate := range relationPredicates() {
		p, ok, err := pattern(ctx, s.r, quad.Quad{Predicate: predicate})
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		for q, err := range store.Scan(ctx, s.r, p) {
			if err != nil {
				return nil, err
			}
			out[q.Subject]++
			if q.Object != q.Subject {
				out[q.Object]++
			}
		}
	}
	return out, nil
}
