package render

import (
	"bufio"
	"encoding/csv"
	"strings"

	"quadrille/graph/export/escape"

	"github.com/cayleygraph/quad"
)

// field is v as text for a spreadsheet.
func field(v quad.Value, o Options) string {
	if n, ok := number(v); ok {
		return n
	}
	return fieldText(text(v, o.FullIRIs), o)
}

func fieldText(s string, o Options) string {
	if !o.Formulas {
		s = escape.Formula(s)
	}
	if !o.Verbatim {
		s = escape.Controls(s, "\t\n")
	}
	return s
}

// comma is CSV quoted as RFC 4180 says; lines end in a line feed, as programs on Unix expect.
type comma struct {
	raw     *bufio.Writer
	out     *csv.Writer
	options Options
	fields  []string
}

func newCSV(w *bufio.Writer, o Options) *comma {
	return &comma{raw: w, out: csv.NewWriter(w), options: o}
}

func (c *comma) begin(columns []string) error {
	for _, name := range columns {
		c.fields = append(c.fields, fieldText(name, c.options))
	}
	return c.out.Write(c.fields)
}

func (c *comma) row(values []quad.Value) error {
	for i, v := range values {
		c.fields[i] = field(v, c.options)
	}
	if len(c.fields) == 1 && c.fields[0] == "" {
		c.out.Flush() // encoding/csv would write an empty line, which readers skip
		_, err := c.raw.WriteString("\"\"\n")
		return err
	}
	return c.out.Write(c.fields)
}

func (c *comma) end(bool) error {
	c.out.Flush()
	return c.out.Error()
}

// tsv has no quotes; tabs, line ends and backslashes are written \t \n \r \\.
type tsv struct {
	out     *bufio.Writer
	options Options
}

var tabs = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)

func (t *tsv) begin(columns []string) error {
	fields := make([]string, len(columns))
	for i, name := range columns {
		fields[i] = fieldText(tabs.Replace(name), t.options)
	}
	return t.line(fields)
}

func (t *tsv) row(values []quad.Value) error {
	fields := make([]string, len(values))
	for i, v := range values {
		if n, ok := number(v); ok {
			fields[i] = n
		} else {
			fields[i] = fieldText(tabs.Replace(text(v, t.options.FullIRIs)), t.options)
		}
	}
	return t.line(fields)
}

func (t *tsv) line(fields []string) error {
	t.out.WriteString(strings.Join(fields, "\t"))
	return t.out.WriteByte('\n')
}

func (t *tsv) end(bool) error { return nil }
