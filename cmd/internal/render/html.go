package render

import (
	"bufio"
	"html"
	"strings"

	"quadrille/graph/export/escape"

	"github.com/cayleygraph/quad"
)

// htmlTable is a table to put into a page. Text stays text: markup in it is escaped, and what would reorder or hide it is
// shown as an escape. A table whose rows end in an error stays open, so that nobody takes it for complete.
type htmlTable struct {
	out     *bufio.Writer
	options Options
}

var htmlBreaks = strings.NewReplacer("\r\n", "<br>", "\n", "<br>", "\r", "<br>", "\t", " ")

func htmlText(s string) string {
	return htmlBreaks.Replace(html.EscapeString(escape.Controls(s, "\r\n\t")))
}

func (h *htmlTable) begin(columns []string) error {
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = htmlText(c)
	}
	h.out.WriteString("<table>\n<thead>\n")
	h.line(cells, "th")
	_, err := h.out.WriteString("</thead>\n<tbody>\n")
	return err
}

func (h *htmlTable) row(values []quad.Value) error {
	cells := make([]string, len(values))
	for i, v := range values {
		cells[i] = htmlText(text(v, h.options.FullIRIs))
	}
	return h.line(cells, "td")
}

func (h *htmlTable) line(cells []string, tag string) error {
	h.out.WriteString("<tr>")
	for _, c := range cells {
		h.out.WriteString("<" + tag + ">" + c + "</" + tag + ">")
	}
	_, err := h.out.WriteString("</tr>\n")
	return err
}

func (h *htmlTable) end(complete bool) error {
	if !complete {
		return nil
	}
	_, err := h.out.WriteString("</tbody>\n</table>\n")
	return err
}
