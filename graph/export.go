package graph

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"quadrille/graph/export"
	"quadrille/graph/export/csv"
	"quadrille/graph/export/dot"
	"quadrille/graph/export/gexf"
	"quadrille/graph/export/graphml"
	"quadrille/graph/format/nquads"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// ErrFormat is the error for a format of export that does not exist.
var ErrFormat = errors.New("unknown format")

// ExportOptions say what to write. Formats lists the formats.
type ExportOptions struct {
	Format string        // "nquads" "gexf" "graphml" "dot" "csv-nodes" "csv-edges"
	Base   string        // nquads: replaces the base of all IRIs, "" keeps it; Rebase is the inverse
	Filter export.Filter // the other formats: which relations to draw
}

// Formats lists the formats of Export.
func Formats() []string {
	return []string{"nquads", "gexf", "graphml", "dot", "csv-nodes", "csv-edges"}
}

// Export writes the graph. The same graph gives the same bytes: N-Quads are sorted by line, nodes and edges by name.
// Errors: ErrFormat, nquads.ErrValue for a value that N-Quads cannot say, those of ctx and of w. N-Quads take the memory
// of the whole text, the other formats that of the network.
func (s *Snapshot) Export(ctx context.Context, w io.Writer, o ExportOptions) error {
	if err := checkExport(o); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	if err := s.export(ctx, b, o); err != nil {
		return fmt.Errorf("export %s: %w", o.Format, err)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("export %s: %w", o.Format, err)
	}
	return nil
}

func (s *Snapshot) export(ctx context.Context, w io.Writer, o ExportOptions) error {
	quads := s.Quads(ctx, Pattern{})
	if o.Format == "nquads" {
		if o.Base != "" {
			quads = rebased(quads, schema.Base, o.Base)
		}
		return nquads.WriteSorted(w, quads, nquads.Options{Visible: true})
	}
	n, err := export.Build(quads, o.Filter)
	if err != nil {
		return err
	}
	switch o.Format {
	case "gexf":
		return gexf.Write(w, n)
	case "graphml":
		return graphml.Write(w, n)
	case "dot":
		return dot.Write(w, n)
	case "csv-nodes":
		return csv.WriteNodes(w, n)
	}
	return csv.WriteEdges(w, n)
}

func checkExport(o ExportOptions) error {
	if !slices.Contains(Formats(), o.Format) {
		return fmt.Errorf("export: %w %q: use one of %s", ErrFormat, o.Format, strings.Join(Formats(), ", "))
	}
	if o.Base != "" && !nquads.Absolute(o.Base) {
		return fmt.Errorf("export: the base %q is no absolute IRI; write one like https://example.org/kg/", o.Base)
	}
	if o.Base != "" && o.Format != "nquads" {
		return fmt.Errorf("export: %s writes prefixed names, which have no base; leave out the base or use nquads", o.Format)
	}
	for _, name := range o.Filter.Relations {
		if _, _, ok := schema.Polarity(quad.IRI(schema.Rel + name)); !ok {
			return fmt.Errorf("export: there is no relation %q", name)
		}
	}
	return nil
}

// Rebase gives the quads of r with base at the head of their IRIs replaced by the graph's own: what undoes
// ExportOptions.Base before Import.
func Rebase(r quad.Reader, base string) quad.Reader { return rebasing{r, base} }

type rebasing struct {
	quad.Reader
	base string
}

func (r rebasing) ReadQuad() (quad.Quad, error) {
	q, err := r.Reader.ReadQuad()
	return rebase(q, r.base, schema.Base), err
}

func rebased(quads iter.Seq2[quad.Quad, error], from, to string) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range quads {
			if !yield(rebase(q, from, to), err) {
				return
			}
		}
	}
}

func rebase(q quad.Quad, from, to string) quad.Quad {
	for _, v := range []*quad.Value{&q.Subject, &q.Predicate, &q.Object, &q.Label} {
		switch old := (*v).(type) {
		case quad.IRI:
			if local, ok := strings.CutPrefix(string(old), from); ok {
				*v = quad.IRI(to + local)
			}
		case quad.TypedString:
			if local, ok := strings.CutPrefix(string(old.Type), from); ok {
				*v = quad.TypedString{Value: old.Value, Type: quad.IRI(to + local)}
			}
		}
	}
	return q
}
