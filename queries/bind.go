package queries

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Errors of Bind that callers tell apart with errors.Is. Each comes wrapped with the parameter's name and what was
// expected.
var (
	ErrMissing  = errors.New("missing")
	ErrNoParam  = errors.New("no such parameter")
	ErrArgument = errors.New("wrong argument")
)

// Resolve finds the entity that a user names: by its IRI, in full between angle brackets or short (actor:russia), or by
// a name of it (Russia). Its error says what is there instead.
type Resolve func(ctx context.Context, text string) (quad.IRI, error)

// XSDDate is the datatype of days, as the graph stores them.
const XSDDate = quad.IRI("http://www.w3.org/2001/XMLSchema#date")

// Bind turns arguments as a user writes them into values for the script's variables: an entity into an IRI, a date into
// a typed string, a number into an int, all else into a string. A parameter left out, or given as "", gets its default;
// an empty default becomes the empty string, which scripts take for "not given". Without resolve only IRIs name
// entities, and nothing tells whether the graph knows them. All faults are reported at once.
func (q Query) Bind(ctx context.Context, args map[string]string, resolve Resolve) (map[string]quad.Value, error) {
	var faults []error
	names := make([]string, len(q.Params))
	for i, p := range q.Params {
		names[i] = p.Name
	}
	for _, name := range slices.Sorted(maps.Keys(args)) {
		if !slices.Contains(names, name) {
			faults = append(faults, q.noParam(name, names))
		}
	}
	out := make(map[string]quad.Value, len(q.Params))
	for _, p := range q.Params {
		text, given := args[p.Name]
		text = strings.TrimSpace(text)
		if text == "" {
			if p.Required {
				err := fmt.Errorf("%w: %s, %s", ErrMissing, p.Name, p.expects())
				if given {
					err = fmt.Errorf("%w: %s is empty; expected %s", ErrArgument, p.Name, p.expects())
				}
				faults = append(faults, err)
				continue
			}
			text = p.Default
		}
		value, err := p.resolve(ctx, text, resolve)
		if err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			faults = append(faults, fmt.Errorf("%w: %w", ErrArgument, err))
			continue
		}
		out[p.Name] = value
	}
	if err := errors.Join(faults...); err != nil {
		return nil, fmt.Errorf("query %s: %w", q.Name, err)
	}
	return out, nil
}

func (q Query) noParam(name string, names []string) error {
	if near, ok := Nearest(name, names); ok {
		return fmt.Errorf("%w: %q; did you mean %q?", ErrNoParam, name, near)
	}
	if len(names) == 0 {
		return fmt.Errorf("%w: %q; the query takes none", ErrNoParam, name)
	}
	return fmt.Errorf("%w: %q; there are %s", ErrNoParam, name, strings.Join(names, ", "))
}

// resolve turns text into p's value; the empty text stays empty.
func (p Param) resolve(ctx context.Context, text string, resolve Resolve) (quad.Value, error) {
	if text == "" {
		return quad.String(""), nil
	}
	if p.Type != Entity {
		return p.bind(text)
	}
	if resolve == nil {
		resolve = expand
	}
	iri, err := resolve(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.Name, err)
	}
	return iri, nil
}

// expand reads an IRI in angle brackets or with a known prefix.
func expand(_ context.Context, text string) (quad.IRI, error) {
	if full, ok := strings.CutPrefix(text, "<"); ok && strings.HasSuffix(full, ">") {
		return quad.IRI(strings.TrimSuffix(full, ">")), nil
	}
	if iri, ok := schema.Expand(text); ok {
		return iri, nil
	}
	return "", fmt.Errorf("%q is no IRI; expected one like actor:russia", text)
}

// bind turns the text of an argument that is no entity into a value.
func (p Param) bind(text string) (quad.Value, error) {
	switch p.Type {
	case Date:
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return nil, p.wrong(text)
		}
		return quad.TypedString{Value: quad.String(text), Type: XSDDate}, nil
	case Int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return nil, p.wrong(text)
		}
		return quad.Int(n), nil
	case Enum:
		if slices.Contains(p.Choices, text) {
			return quad.String(text), nil
		}
		if near, ok := Nearest(text, p.Choices); ok {
			return nil, fmt.Errorf("%w; did you mean %q?", p.wrong(text), near)
		}
		return nil, p.wrong(text)
	default:
		return quad.String(text), nil
	}
}

func (p Param) wrong(text string) error {
	return fmt.Errorf("%s: expected %s, found %q", p.Name, p.expects(), text)
}

// expects says in words what the parameter takes.
func (p Param) expects() string {
	switch p.Type {
	case Entity:
		return "an actor or a thing by its name or IRI (Russia, actor:russia)"
	case Date:
		return "a day like 2023-06-17"
	case Int:
		return "a whole number"
	case Enum:
		return "one of " + strings.Join(p.Choices, ", ")
	default:
		return "a text"
	}
}
