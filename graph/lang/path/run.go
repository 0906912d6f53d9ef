package path

import (
	"context"
	"errors"
	"slices"

	"quadrille/graph/algebra"
	"quadrille/graph/lang"

	"github.com/cayleygraph/quad"
)

// Run runs a query. Errors: lang.ErrIncomplete, *lang.Fault, and those of exec. Columns are the variables, in the order in which the
// text names them, or those counted by and "count"; rows are distinct, and ordered by the text's order, then by their columns.
// A query without variables has one column, "holds", and one row when it holds.
func Run(ctx context.Context, exec lang.Executor, r lang.Request) (*lang.Table, error) {
	t := lang.NewTable(r.Limit, r.Counted)
	q, err := Parse(r.Text)
	if err != nil {
		return t, err
	}
	c := &compiler{names: r.Names, holds: exec.Known, params: r.Params, query: q}
	op, columns, err := c.compile()
	if err != nil {
		return t, err
	}
	if len(columns) == 0 {
		return holds(exec, op, t)
	}
	for _, v := range columns {
		t.Place(string(v))
	}
	err = exec.Run(op, columns, func(rows lang.Rows) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		values := make([][]quad.Value, len(columns))
		for i := range columns {
			var err error
			if values[i], err = rows.Values(i); err != nil {
				return err
			}
		}
		for k := range rows.Len() {
			row := make([]quad.Value, len(columns))
			for i := range columns {
				row[i] = values[i][k]
			}
			if err := t.Add(row); err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, lang.ErrFull) {
		err = nil
	}
	return t, err
}

// holds answers a query without variables.
func holds(exec lang.Executor, op algebra.Operator, t *lang.Table) (*lang.Table, error) {
	n, err := exec.Count(op)
	t.Place("holds")
	if err == nil {
		err = t.Add([]quad.Value{quad.Bool(n > 0)})
	}
	return t, err
}

// Terms are the relations and the ends that a query names, each once, as far as they are known: what its rows are about beside the
// values of its variables.
func Terms(text string, names lang.Names) (relations []quad.IRI, ends []quad.Value) {
	q, err := Parse(text)
	if err != nil {
		return nil, nil
	}
	c := &compiler{names: names, query: q}
	for _, p := range q.Patterns {
		for _, s := range steps(p.Path) {
			if v, err := relation(s); err == nil {
				if iri, ok := v.(quad.IRI); ok && !slices.Contains(relations, iri) {
					relations = append(relations, iri)
				}
			}
		}
		for _, e := range []End{p.Start, p.End} {
			if e.Kind == Variable {
				continue
			}
			values, _ := c.values(e)
			for _, v := range values {
				if !slices.Contains(ends, v) {
					ends = append(ends, v)
				}
			}
		}
	}
	return relations, ends
}

// steps are the steps of a path that it may go along.
func steps(p Path) []Step {
	var parts []Path
	switch p := p.(type) {
	case Step:
		return []Step{p}
	case Sequence:
		parts = p
	case Choice:
		parts = p
	case Inverse:
		parts = []Path{p.Path}
	case Repeat:
		parts = []Path{p.Path}
	}
	var out []Step
	for _, x := range parts {
		out = append(out, steps(x)...)
	}
	return out
}
