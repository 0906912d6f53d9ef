package cli

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"quadrille/cmd/internal/shell"
	"quadrille/graph"
	"quadrille/graph/schema"
	"quadrille/queries"

	"github.com/cayleygraph/quad"
)

const helpSet = `A value of --set is a variable of the query, and never part of its text: in Gizmo by its name, in a path $name as an end or
in where. It is an IRI (actor:russia, <urn:…>), an actor or a
thing by its name (@Russia), a day (2023-06-17), a number, true or false, and all else a text, which may stand in double
quotes.`

// params turns the values of --set into variables.
func params(ctx context.Context, g *graph.Graph, set map[string]string) (map[string]quad.Value, error) {
	resolve := shell.Resolver(g)
	out := make(map[string]quad.Value, len(set))
	for _, name := range slices.Sorted(maps.Keys(set)) {
		if !queries.ValidParam(name) {
			return nil, fmt.Errorf("%w: --set %s: a variable's name has letters, digits and _, a letter first, and no meaning of its own in scripts", errUsage, name)
		}
		v, err := value(ctx, set[name], resolve)
		if err != nil {
			return nil, fmt.Errorf("--set %s: %w", name, err)
		}
		out[name] = v
	}
	return out, nil
}

// value is a value as a user writes it.
func value(ctx context.Context, text string, resolve queries.Resolve) (quad.Value, error) {
	if name, ok := strings.CutPrefix(text, "@"); ok {
		return resolve(ctx, name)
	}
	if full, ok := strings.CutPrefix(text, "<"); ok && strings.HasSuffix(full, ">") {
		return quad.IRI(strings.TrimSuffix(full, ">")), nil
	}
	if strings.HasPrefix(text, `"`) {
		s, err := strconv.Unquote(text)
		if err != nil {
			return nil, fmt.Errorf("%w: %s is no text in double quotes", errUsage, text)
		}
		return quad.String(s), nil
	}
	if iri, ok := schema.Expand(text); ok && !strings.ContainsAny(text, " \t\n") {
		return iri, nil
	}
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		return quad.TypedString{Value: quad.String(text), Type: queries.XSDDate}, nil
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return quad.Int(n), nil
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil && strings.ContainsAny(text, "0123456789") {
		return quad.Float(f), nil
	}
	if text == "true" || text == "false" {
		return quad.Bool(text == "true"), nil
	}
	return quad.String(text), nil
}
