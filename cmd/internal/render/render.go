package render

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"
)

// Format is a way to write rows.
type Format string

// Formats.
const (
	Table    Format = "table"
	Vertical Format = "vertical"
	CSV      Format = "csv"
	TSV      Format = "tsv"
	JSON     Format = "json"
	JSONL    Format = "jsonl"
	Markdown Format = "markdown"
	HTML     Format = "html"
)

// Formats lists the formats.
func Formats() []Format {
	return []Format{Table, Vertical, CSV, TSV, JSON, JSONL, Markdown, HTML}
}

// ErrFormat is the error for a format that does not exist.
var ErrFormat = errors.New("unknown format")

// ParseFormat gives the format with the given name, ErrFormat if there is none.
func ParseFormat(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if name == string(f) {
			return f, nil
		}
		names = append(names, string(f))
	}
	return "", fmt.Errorf("%w %q: use one of %s", ErrFormat, name, strings.Join(names, ", "))
}

// Rows are the rows of an answer, each with a value for every column, nil where it has none. A row is valid until the
// next one is asked for. An error ends them.
type Rows = iter.Seq2[[]quad.Value, error]

// Options say how to write.
type Options struct {
	Width    int  // columns of the terminal, to which tables are cut and records folded; 0 writes them in full
	Color    bool // tables and records may use colours (SGR)
	FullIRIs bool // IRIs in full instead of as prefixed names
	Formulas bool // csv, tsv: text that a spreadsheet would run as a formula stays without an apostrophe before it
	Typed    bool // json, jsonl: each value as an object with its type, IRIs in full
	Verbatim bool // csv, tsv: control characters, bidi marks and zero-width characters of texts stay as they are
}

// Renderer writes answers in one format.
type Renderer struct {
	format  Format
	out     io.Writer
	options Options
}

// New makes a renderer that writes to w; ErrFormat when there is no such format.
func New(f Format, w io.Writer, o Options) (*Renderer, error) {
	if _, err := ParseFormat(string(f)); err != nil {
		return nil, err
	}
	return &Renderer{format: f, out: w, options: o}, nil
}

// Write writes one answer and reports how many rows it had. When rows end in an error, those before it have been
// written and the error is returned; a JSON array and an HTML table then stay open, so that nobody takes it for complete.
func (r *Renderer) Write(columns []string, rows Rows) (int, error) {
	w := bufio.NewWriter(r.out)
	var write layout
	switch r.format {
	case Table:
		write = &table{out: w, options: r.options}
	case CSV:
		write = newCSV(w, r.options)
	case TSV:
		write = &tsv{out: w, options: r.options}
	case JSON:
		write = &jsonArray{out: w, options: r.options}
	case JSONL:
		write = &jsonLines{out: w, options: r.options}
	case Markdown:
		write = &markdown{out: w, options: r.options}
	case Vertical:
		write = &vertical{out: w, options: r.options}
	case HTML:
		write = &htmlTable{out: w, options: r.options}
	}
	n, err := run(write, columns, rows)
	return n, errors.Join(err, w.Flush())
}

// layout is one format at work on one answer. Its errors are those of the writer.
type layout interface {
	begin(columns []string) error
	row(values []quad.Value) error
	end(complete bool) error
}

func run(l layout, columns []string, rows Rows) (n int, err error) {
	if err := l.begin(columns); err != nil {
		return 0, err
	}
	for values, failed := range rows {
		if failed != nil {
			err = failed
			break
		}
		if len(values) != len(columns) {
			err = fmt.Errorf("row %d has %d values for %d columns", n+1, len(values), len(columns))
			break
		}
		if err := l.row(values); err != nil {
			return n, err
		}
		n++
	}
	return n, errors.Join(err, l.end(err == nil))
}
