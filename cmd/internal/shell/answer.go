package shell

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"quadrille/cmd/internal/render"
	"quadrille/graph"
	"quadrille/graph/schema"
	"quadrille/queries"

	"github.com/cayleygraph/quad"
)

// keptRows is how many rows of a result .why can speak of.
const keptRows = 10_000

// answer is what is kept of a result.
type answer struct {
	text       string // the statement that it answers
	memo       bool   // to a question of the trade, which shows its sentences itself
	columns    []string
	predicates []quad.IRI   // the relations that the query names
	about      []quad.Value // the actors and things that it asks about
	saved      bool         // by a saved query
	rows       [][]quad.Value
	more       bool // there were more than keptRows
}

// ErrTimeout is the cause that ends a query that takes longer than Options.Timeout.
var ErrTimeout = errors.New("the query took too long")

// Statement answers a statement: a query, a saved query's name with arguments, or a dot-command. A query that is not complete
// gives graph.ErrIncomplete and no output.
func (s *Shell) Statement(ctx context.Context, text string) error {
	if isCommand(text) {
		return s.command(ctx, text)
	}
	if q, args, ok := s.savedQuery(text); ok {
		s.latest = text
		return s.runWords(ctx, q, args)
	}
	r := graph.Request{Text: text, Lang: s.Script.Lang, Params: s.Script.Params}
	kept := &answer{text: text}
	if kept.predicates, kept.about = s.terms(ctx, r); kept.predicates == nil {
		kept.predicates, kept.about = predicates(text), entities(text)
	}
	err := s.query(ctx, r, kept)
	if !errors.Is(err, graph.ErrIncomplete) {
		s.previous, s.latest = text, text
	}
	if unknown := s.misnamed(text); err != nil && unknown != nil {
		return unknown
	}
	return err
}

// terms are the relations and the actors and things that a path names, nothing of another text.
func (s *Shell) terms(ctx context.Context, r graph.Request) ([]quad.IRI, []quad.Value) {
	snapshot, err := s.Graph.Snapshot(ctx)
	if err != nil {
		return nil, nil
	}
	defer snapshot.Close()
	return snapshot.Terms(ctx, r)
}

func (s *Shell) runWords(ctx context.Context, q queries.Query, args string) error {
	list, err := words(args)
	if err != nil {
		return err
	}
	return s.Saved(ctx, q, list)
}

// bind makes a request of a saved query with arguments of the form name=value.
func (s *Shell) bind(ctx context.Context, q queries.Query, args []string) (graph.Request, *answer, error) {
	named := make(map[string]string)
	for _, a := range args {
		name, value, ok := strings.Cut(a, "=")
		if _, again := named[name]; !ok || again {
			return graph.Request{}, nil, Misuse{fmt.Errorf("expected name=value once for each parameter, found %q; a value with spaces goes in quotes: name=\"a b\"", a)}
		}
		named[name] = value
	}
	params, err := q.Bind(ctx, named, s.resolve)
	if err != nil {
		return graph.Request{}, nil, err
	}
	kept := &answer{text: s.latest, predicates: predicates(q.Source), saved: true}
	for _, p := range q.Params {
		if iri, ok := params[p.Name].(quad.IRI); ok {
			kept.about = append(kept.about, iri)
		}
	}
	return graph.Request{Text: q.Script(), Lang: graph.Language(q.Lang), Params: params, Columns: q.Columns}, kept, nil
}

// Saved runs a saved query with arguments of the form name=value.
func (s *Shell) Saved(ctx context.Context, q queries.Query, args []string) error {
	r, kept, err := s.bind(ctx, q, args)
	if err != nil {
		return err
	}
	err = s.query(ctx, r, kept)
	var fault *graph.QueryError
	if errors.As(err, &fault) { // its place is one in the script, not in what was typed
		return fmt.Errorf("the script of %s: %s", q.Name, fault)
	}
	return err
}

// query answers a request and keeps the answer.
func (s *Shell) query(ctx context.Context, r graph.Request, kept *answer) (err error) {
	ctx, end := s.bounded(ctx)
	defer func() { err = end(err) }()
	start := time.Now()
	r.Limit, r.Memory = s.Limit, s.Script.Memory
	rows, err := s.Graph.Query(ctx, r)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	s.asked = time.Since(start)
	kept.columns = rows.Columns()
	n, err := s.write(rows.Columns(), s.counted(ctx, kept.keep(sequence(rows))))
	if left(err) {
		for range kept.keep(sequence(rows)) { // who has seen enough may ask about all
		}
	}
	if err == nil || left(err) {
		s.last = kept
	}
	if err != nil {
		return err
	}
	s.sum(n, rows.Truncated(), time.Since(start))
	return s.strict(n, rows.Truncated())
}

// bounded gives a context that ends after Options.Timeout. end releases it, and says of an error that the time was up.
func (s *Shell) bounded(ctx context.Context) (_ context.Context, end func(error) error) {
	s.progress = s.startProgress()
	if s.Timeout <= 0 {
		return ctx, func(err error) error { s.progress.end(); return err }
	}
	ctx, cancel := context.WithTimeoutCause(ctx, s.Timeout, ErrTimeout)
	return ctx, func(err error) error {
		s.progress.end()
		if err != nil && errors.Is(context.Cause(ctx), ErrTimeout) {
			err = fmt.Errorf("%w: it was stopped after %v", ErrTimeout, s.Timeout)
		}
		cancel()
		return err
	}
}

// write writes rows in the session's format.
func (s *Shell) write(columns []string, rows render.Rows) (int, error) {
	o := render.Options{Color: s.Color, FullIRIs: s.FullIRIs, Verbatim: s.Script.Verbatim, Formulas: s.Script.Formulas, Typed: s.Script.Typed}
	if s.Width != nil {
		o.Width = s.Width()
	}
	r, err := render.New(s.Format, s.Out, o)
	if err != nil {
		return 0, err
	}
	return r.Write(columns, rows)
}

// sum writes the line below a result: with a table it belongs to the answer, else only what was cut is said, where it
// cannot be taken for data.
func (s *Shell) sum(rows int, truncated bool, took time.Duration) {
	count := Plural(rows, "row")
	if s.Format == render.Table || s.Format == render.Vertical {
		switch {
		case truncated && s.Terminal.Interactive():
			count += ", .limit 0 shows all"
		case truncated:
			count += ", there are more"
		}
		fmt.Fprintf(s.Out, "(%s, %s)\n", count, Duration(took))
	} else if truncated && !s.Script.Strict {
		fmt.Fprintf(s.Err, "cut after %s: there are more\n", count)
	}
}

// Duration writes a time as people wait for it: "3 ms", "1.4 s".
func Duration(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// Plural writes a count: "1 row", "1,200 rows".
func Plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return Group(n) + " " + noun
}

// Group writes n with commas between thousands.
func Group(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// sequence gives a query's rows one after the other.
func sequence(rows *graph.Rows) render.Rows {
	return func(yield func([]quad.Value, error) bool) {
		for rows.Next() {
			if !yield(rows.Row(), nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// keep notes the rows that pass.
func (a *answer) keep(rows render.Rows) render.Rows {
	return func(yield func([]quad.Value, error) bool) {
		for row, err := range rows {
			if err == nil {
				if len(a.rows) < keptRows {
					a.rows = append(a.rows, slices.Clone(row))
				} else {
					a.more = true
				}
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// listed gives rows made here.
func listed(rows [][]quad.Value) render.Rows {
	return func(yield func([]quad.Value, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

var relation = regexp.MustCompile(`\b(rel|not|may):\w+`)

var entity = regexp.MustCompile(`["'<](?:actor|process|treaty|issue|event|claim):[^"'<>\s]+["'>]`)

// entities are the actors, things and claims that a query's text names.
func entities(text string) []quad.Value {
	var out []quad.Value
	for _, quoted := range entity.FindAllString(text, -1) {
		iri, _ := schema.Expand(quoted[1 : len(quoted)-1])
		if !slices.Contains(out, quad.Value(iri)) {
			out = append(out, iri)
		}
	}
	return out
}

// predicates are the relations that a query's text names.
func predicates(text string) []quad.IRI {
	var out []quad.IRI
	for _, short := range relation.FindAllString(text, -1) {
		iri, _ := schema.Expand(short)
		if _, _, ok := schema.Polarity(iri); ok && !slices.Contains(out, iri) {
			out = append(out, iri)
		}
	}
	return out
}
