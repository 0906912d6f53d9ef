package shell

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"quadrille/cmd/internal/memo"
	"quadrille/cmd/internal/render"
	"quadrille/graph"
	"quadrille/graph/schema"
	"quadrille/queries"

	"github.com/cayleygraph/quad"
)

// snapshot runs f on the graph as it is now.
func (s *Shell) snapshot(ctx context.Context, f func(*graph.Snapshot) error) error {
	snapshot, err := s.Graph.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	return f(snapshot)
}

// stats shows what the graph holds.
func (s *Shell) stats(ctx context.Context, args []string) error {
	if len(args) > 0 {
		return usage("stats")
	}
	return s.snapshot(ctx, func(snapshot *graph.Snapshot) error {
		n, err := snapshot.Stats(ctx)
		if err != nil {
			return err
		}
		relations := 0
		for _, count := range n.Predicates {
			relations += count
		}
		return s.show([]string{"what", "count"}, [][]quad.Value{
			{quad.String("articles"), quad.Int(n.Articles)},
			{quad.String("actors"), quad.Int(n.Actors)},
			{quad.String("things"), quad.Int(n.Things)},
			{quad.String("claims"), quad.Int(n.Claims)},
			{quad.String("relations"), quad.Int(relations)},
			{quad.String("evidence"), quad.Int(n.Evidence)},
			{quad.String("quads"), quad.Int(n.Quads)},
		})
	})
}

// show writes rows that are no answer to a query, so that .why does not speak of them.
func (s *Shell) show(columns []string, rows [][]quad.Value) error {
	_, err := s.write(columns, listed(rows))
	if err == nil && len(rows) == 0 && s.Format == render.Vertical { // which has no columns to show
		_, err = fmt.Fprintf(s.Out, "(%s)\n", Plural(0, "row"))
	}
	return err
}

// articles lists the stored articles.
func (s *Shell) articles(ctx context.Context, args []string) error {
	wanted := strings.ToLower(strings.Join(args, " "))
	return s.snapshot(ctx, func(snapshot *graph.Snapshot) error {
		all, err := snapshot.Articles(ctx)
		if err != nil {
			return err
		}
		var rows [][]quad.Value
		for _, a := range all {
			if !strings.Contains(strings.ToLower(a.Title+"\n"+a.Publisher), wanted) {
				continue
			}
			rows = append(rows, []quad.Value{day(a.Date), quad.String(a.Title), quad.String(a.Publisher), a.IRI})
		}
		return s.show([]string{"date", "title", "publisher", "article"}, rows)
	})
}

// day is a date without time, nil for none.
func day(t time.Time) quad.Value {
	if t.IsZero() {
		return nil
	}
	return quad.String(t.Format(time.DateOnly))
}

// listQueries shows the saved queries: for people as they are called, for programs as rows.
func (s *Shell) listQueries() error {
	if s.Format == render.Table {
		var b strings.Builder
		for _, q := range s.Queries.List() {
			fmt.Fprintf(&b, "%s%s\n", q.Name, signature(q))
			if q.File != "" {
				fmt.Fprintf(&b, "    (%s)\n", origin(q))
			}
			for _, l := range memo.Wrap(q.About, s.readable()-4) {
				fmt.Fprintf(&b, "    %s\n", l)
			}
		}
		_, err := io.WriteString(s.Out, render.CleanLines(b.String())) // files of others may hold anything
		return err
	}
	var rows [][]quad.Value
	for _, q := range s.Queries.List() {
		rows = append(rows, []quad.Value{quad.String(q.Name), quad.String(strings.TrimSpace(signature(q))), quad.String(q.About), quad.String(q.From)})
	}
	return s.show([]string{"name", "parameters", "answers", "from"}, rows)
}

// origin says where a query that is not built in is from.
func origin(q queries.Query) string {
	text := q.From + ", " + render.Clean(q.File)
	if q.Over != "" {
		text += ", in place of the one " + place(q.Over)
	}
	return text
}

// place names a folder of queries within a sentence.
func place(from string) string {
	if from == queries.BuiltIn {
		return from
	}
	return "of the " + from
}

// signature is how a saved query takes its parameters: " thing= [after=]".
func signature(q queries.Query) string {
	var b strings.Builder
	for _, p := range q.Params {
		if p.Required {
			b.WriteString(" " + p.Name + "=")
		} else {
			b.WriteString(" [" + p.Name + "=]")
		}
	}
	return b.String()
}

// showQuery explains a saved query.
func (s *Shell) showQuery(q queries.Query) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", q.Name, q.About)
	if len(q.Notes) > 0 {
		b.WriteString(strings.Join(memo.Wrap(strings.Join(q.Notes, " "), s.readable()), "\n") + "\n")
	}
	head := fit(render.CleanLines(b.String()), s.readable())
	b.Reset()
	if q.File != "" {
		head += "From: " + render.CleanLines(origin(q)) + "\n"
	}
	if len(q.Params) > 0 {
		b.WriteString("\n")
	}
	for _, p := range q.Params {
		fmt.Fprintf(&b, "  %-10s  %s\n", p.Name, describe(p))
	}
	var example []string
	for _, a := range q.Example {
		example = append(example, a.String())
	}
	fmt.Fprintf(&b, "\nColumns: %s\nExample: .run %s\n\n", strings.Join(q.Columns, ", "), strings.Join(append([]string{q.Name}, example...), " "))
	rest := fit(render.CleanLines(b.String()), s.readable())
	_, err := fmt.Fprintln(s.Out, head+rest+render.CleanLines(strings.TrimSpace(body(q.Source)))) // a path and a script are to be copied
	return err
}

// describe says what a parameter takes.
func describe(p queries.Param) string {
	takes := p.Type.String()
	if p.Type == queries.Enum {
		takes = strings.Join(p.Choices, " | ")
	}
	switch {
	case p.Required:
		takes += ", required"
	case p.Default != "":
		takes += ", " + p.Default + " by default"
	}
	if p.Help == "" {
		return takes
	}
	return p.Help + " (" + takes + ")"
}

// body is a saved query's script without its header.
func body(source string) string {
	lines := strings.SplitAfter(source, "\n")
	i := slices.IndexFunc(lines, func(l string) bool { return !strings.HasPrefix(l, "//") })
	if i < 0 {
		return ""
	}
	return strings.Join(lines[i:], "")
}

// schema shows the relations that the graph has, in every polarity.
func (s *Shell) schema(ctx context.Context, args []string) error {
	if len(args) > 0 {
		return usage("schema")
	}
	return s.snapshot(ctx, func(snapshot *graph.Snapshot) error {
		n, err := snapshot.Stats(ctx)
		if err != nil {
			return err
		}
		var rows [][]quad.Value
		for _, r := range schema.Relations() {
			rows = append(rows, []quad.Value{
				quad.String(r.Name), quad.String(r.Subject), quad.String(r.Object),
				quad.Int(n.Predicates[quad.IRI(schema.Rel+r.Name)]),
				quad.Int(n.Predicates[quad.IRI(schema.Not+r.Name)]),
				quad.Int(n.Predicates[quad.IRI(schema.May+r.Name)]),
			})
		}
		return s.show([]string{"relation", "from", "to", "rel:", "not:", "may:"}, rows)
	})
}
