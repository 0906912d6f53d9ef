package shell

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"quadrille/graph"
	"quadrille/graph/lang"
	"quadrille/graph/schema"
	"quadrille/queries"

	"github.com/cayleygraph/quad"
)

// candidates is how many entities an ambiguous name lists.
const candidates = 8

// resolve finds the entity that a person names: by its IRI, full or short, or by a name of it. It is queries.Resolve.
func (s *Shell) resolve(ctx context.Context, text string) (_ quad.IRI, err error) {
	snapshot, err := s.Graph.Snapshot(ctx)
	if err != nil {
		return "", err
	}
	defer snapshot.Close()
	if full, ok := strings.CutPrefix(text, "<"); ok {
		text = schema.Shorten(quad.IRI(strings.TrimSuffix(full, ">")))
	}
	found, err := snapshot.Entities(ctx, text, candidates+1)
	if err != nil {
		return "", err
	}
	var exact []graph.Entity
	for _, e := range found {
		if schema.Shorten(e.IRI) == text {
			return e.IRI, nil
		}
		if strings.EqualFold(e.Label, text) {
			exact = append(exact, e)
		}
	}
	switch {
	case len(exact) == 1:
		return exact[0].IRI, nil
	case len(exact) > 1:
		return "", fmt.Errorf("%q names several: %s", text, names(exact))
	case len(found) == 1:
		return found[0].IRI, nil // by another name of it, or by the beginning of one
	case len(found) > 1:
		return "", fmt.Errorf("%q may be one of %s", text, names(found))
	}
	err = fmt.Errorf("nobody and nothing in the graph is called %q", text)
	if near := nearest(ctx, snapshot, text); len(near) > 0 {
		err = fmt.Errorf("%w; did you mean %s?", err, names(near))
	}
	return "", err
}

// nearest are the entities whose label is a slip or two away from text, as paths have them.
func nearest(ctx context.Context, s *graph.Snapshot, text string) []graph.Entity {
	all, err := s.Entities(ctx, "", 0)
	if err != nil {
		return nil
	}
	var labels []string
	for _, e := range all {
		labels = append(labels, e.Label)
	}
	label, ok := lang.Nearest(text, labels)
	if !ok {
		return nil
	}
	return slices.DeleteFunc(all, func(e graph.Entity) bool { return e.Label != label })
}

// names lists entities as they can be typed.
func names(found []graph.Entity) string {
	var out []string
	for i, e := range found {
		if i == candidates {
			out = append(out, "…")
			break
		}
		out = append(out, fmt.Sprintf("%s (%s)", schema.Shorten(e.IRI), e.Label))
	}
	return strings.Join(out, ", ")
}

// argument writes name=value so that words reads it back.
func argument(name, value string) string { return queries.Arg{Name: name, Value: value}.String() }

// Resolver finds the entities of g that people name; what several may mean is an error that tells them.
func Resolver(g *graph.Graph) queries.Resolve { return New(Options{Graph: g}).resolve }
