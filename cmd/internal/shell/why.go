package shell

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quadrille/cmd/internal/memo"
	"quadrille/cmd/internal/render"
	"quadrille/graph"

	"github.com/cayleygraph/quad"
)

// shownPlaces is how many places .why shows unless it is asked for all.
const shownPlaces = 8

// why shows the places that vouch for a row of the last answer.
func (s *Shell) why(ctx context.Context, args []string) error {
	args, all := lastAll(args)
	row := 1
	if len(args) > 0 {
		n, err := strconv.Atoi(args[0])
		switch {
		case err != nil && len(args) > 1:
			return s.whyTwo(ctx, args, all)
		case err != nil || len(args) > 1:
			return usage("why")
		}
		row = n
	}
	values, err := s.last.row(row)
	if err != nil {
		return err
	}
	return s.snapshot(ctx, func(snapshot *graph.Snapshot) error {
		list, err := s.last.places(ctx, snapshot, values)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return fmt.Errorf("no sentence ties what row %d holds (%s) together", row, written(values))
		}
		more := 0
		if !all && len(list) > shownPlaces+1 {
			list, more = list[:shownPlaces], len(list)-shownPlaces
		}
		p, err := newPlaces(ctx, s, snapshot, list)
		if err != nil {
			return err
		}
		if err := p.write(list); err != nil || more == 0 {
			return err
		}
		_, err = fmt.Fprintf(s.Out, "\n%s more; .why %d all shows them too\n", Plural(more, "place"), row)
		return err
	})
}

// places finds what vouches for the values of a row: by the relations that the query names, else by any. A saved query
// may have others from the functions that all of them share, so that for it a relation straight between two of the values
// is better than a way over something else by those it names.
func (a *answer) places(ctx context.Context, snapshot *graph.Snapshot, values []quad.Value) ([]graph.Evidence, error) {
	var first []graph.Evidence
	for _, predicates := range [][]quad.IRI{a.predicates, nil} {
		list, err := snapshot.Why(ctx, values, predicates)
		if err != nil {
			return nil, err
		}
		if a.saved {
			if straight := between(list, values); len(straight) > 0 {
				return straight, nil
			}
		} else if len(list) > 0 {
			return list, nil
		}
		if len(first) == 0 {
			first = list
		}
	}
	return first, nil
}

// between picks the evidence of quads from one of the values to another.
func between(list []graph.Evidence, values []quad.Value) []graph.Evidence {
	var out []graph.Evidence
	for _, e := range list {
		if slices.Contains(values, e.Quad.Subject) && slices.Contains(values, e.Quad.Object) {
			out = append(out, e)
		}
	}
	return out
}

// row gives the values of a row, counted from 1, and what the query asks about.
func (a *answer) row(n int) ([]quad.Value, error) {
	switch {
	case a == nil:
		return nil, errors.New("there is no answer yet to ask about: run a query first")
	case a.memo:
		return nil, errors.New("the last answer shows its sentences itself; .why A B ties two")
	case len(a.rows) == 0:
		return nil, errors.New("the last answer has no rows")
	case n < 1 || n > len(a.rows) && !a.more:
		return nil, fmt.Errorf("the last answer has %s: expected a number from 1 to %d", Plural(len(a.rows), "row"), len(a.rows))
	case n > len(a.rows):
		return nil, fmt.Errorf("only the first %s of an answer are kept: narrow the query", Plural(keptRows, "row"))
	}
	var out []quad.Value
	for _, v := range a.rows[n-1] {
		if v != nil {
			out = append(out, v)
		}
	}
	return append(out, a.about...), nil
}

func written(values []quad.Value) string {
	var out []string
	for _, v := range values {
		out = append(out, render.Value(v))
	}
	return strings.Join(out, ", ")
}

// places writes evidence.
type places struct {
	shell  *Shell
	labels map[quad.IRI]string
}

// newPlaces looks up the names that the evidence needs.
func newPlaces(ctx context.Context, s *Shell, snapshot *graph.Snapshot, list []graph.Evidence) (*places, error) {
	var iris []quad.IRI
	for _, e := range list {
		for _, v := range []quad.Value{e.Quad.Subject, e.Quad.Object, e.Speaker} {
			if iri, ok := v.(quad.IRI); ok {
				iris = append(iris, iri)
			}
		}
	}
	labels, err := snapshot.Labels(ctx, iris)
	return &places{s, labels}, err
}

func (p *places) write(list []graph.Evidence) error {
	var b strings.Builder
	for i, e := range list {
		// One place may vouch for several quads: they stand above its sentence together.
		if i > 0 && e.Quad.Label != list[i-1].Quad.Label {
			b.WriteString("\n")
		}
		q := e.Quad
		fact := render.Value(q.Subject) + " " + render.Value(q.Predicate) + " " + render.Value(q.Object)
		for i, l := range memo.Wrap(fact, p.shell.readable()) {
			b.WriteString(strings.Repeat("    ", min(i, 1)) + l + "\n")
		}
		if i == len(list)-1 || q.Label != list[i+1].Quad.Label {
			says := ""
			if e.Speaker != nil {
				says = "says " + memo.Named(e.Speaker, p.labels)
			}
			p.shell.style().Place(&b, e, says, "  ")
		}
	}
	_, err := fmt.Fprint(p.shell.Out, b.String())
	return err
}

// widest is the most columns that a line of text takes, for it to be read with ease.
const widest = 100

// readable is how many columns a line of text may take.
func (s *Shell) readable() int {
	if s.Width != nil && s.Width() > 0 {
		return max(min(widest, s.Width()), 22)
	}
	return widest
}
