package graph

import (
	"context"
	"fmt"
	"io"
)

// ExportOptions say what to write. Formats lists the formats.
type ExportOptions struct {
	Format string // "nquads" "gexf" "graphml" "dot" "csv-nodes" "csv-edges"
	Base   string // replaces the base of all IRIs, "" keeps it
}

// Export writes the graph.
func (s *Snapshot) Export(ctx context.Context, w io.Writer, o ExportOptions) error {
	return fmt.Errorf("export: unknown format %q", o.Format)
}
