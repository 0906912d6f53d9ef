package render

import (
	"bufio"
	"strings"

	"quadrille/graph/export/escape"

	"github.com/cayleygraph/quad"
)

// markdown is a table of GitHub Flavored Markdown. Text stays text: what Markdown or HTML would read as markup is
// escaped.
type markdown struct {
	out     *bufio.Writer
	options Options
}

var marks = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `\`, `\\`, "|", `\|`, "`", "\\`", "*", `\*`, "_", `\_`,
	"[", `\[`, "]", `\]`, "~", `\~`, "$", `\$`, "\r\n", "<br>", "\n", "<br>", "\r", "<br>", "\t", " ",
)

func markdownText(s string) string { return marks.Replace(escape.Controls(s, "\r\n\t")) }

func (m *markdown) begin(columns []string) error {
	if len(columns) == 0 {
		return nil
	}
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = markdownText(c)
	}
	if err := m.line(cells); err != nil {
		return err
	}
	_, err := m.out.WriteString("|" + strings.Repeat(" --- |", len(columns)) + "\n")
	return err
}

func (m *markdown) row(values []quad.Value) error {
	cells := make([]string, len(values))
	for i, v := range values {
		cells[i] = markdownText(text(v, m.options.FullIRIs))
	}
	return m.line(cells)
}

func (m *markdown) line(cells []string) error {
	_, err := m.out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	return err
}

func (m *markdown) end(bool) error { return nil }
