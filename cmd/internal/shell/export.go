package shell

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"quadrille/graph"
)

// endings are the formats that a file's ending tells.
var endings = map[string]string{
	".nq": "nquads", ".gexf": "gexf", ".graphml": "graphml", ".dot": "dot", ".gv": "dot",
}

// export writes the graph to a file.
func (s *Shell) export(ctx context.Context, args []string) error {
	var format, file string
	switch len(args) {
	case 1:
		file = args[0]
	case 2:
		format, file = args[0], args[1]
	default:
		return usage("export")
	}
	if err := Export(ctx, s.Graph, graph.ExportOptions{Format: format}, file, s.Out); err != nil {
		return err
	}
	if file != "-" && s.Terminal.Interactive() {
		fmt.Fprintf(s.Err, "written\n")
	}
	return nil
}

// Export writes g to a file, or to stdout for "-". A file that exists is replaced when the new one is complete, and
// stays as it is when anything goes wrong. Without a format the file's ending tells it.
func Export(ctx context.Context, g *graph.Graph, o graph.ExportOptions, file string, stdout io.Writer) error {
	if o.Format == "" {
		o.Format = FormatOf(file)
	}
	if o.Format == "" {
		return fmt.Errorf("expected a format, since the name %q does not tell it: one of %s", file, strings.Join(graph.Formats(), ", "))
	}
	if file == "-" {
		w := bufio.NewWriter(stdout)
		return errors.Join(g.Export(ctx, w, o), w.Flush())
	}
	if at, err := os.Stat(file); err == nil && !at.Mode().IsRegular() {
		return exportInto(ctx, g, o, file) // a device or a pipe cannot be replaced
	}
	f, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+"-*")
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err // the name that it tells is not the user's
		}
		return fmt.Errorf("cannot write %s: %w; check its folder", file, err)
	}
	w := bufio.NewWriter(f)
	err = errors.Join(g.Export(ctx, w, o), w.Flush(), f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// FormatOf is the format that a file's ending tells, "" for none.
func FormatOf(file string) string { return endings[strings.ToLower(filepath.Ext(file))] }

func exportInto(ctx context.Context, g *graph.Graph, o graph.ExportOptions, file string) error {
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	return errors.Join(g.Export(ctx, w, o), w.Flush(), f.Close())
}
