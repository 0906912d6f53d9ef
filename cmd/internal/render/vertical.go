package render

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"
)

// vertical writes each row as a record, a column a line, for rows whose values are too long for a table:
//
//	── row 1 ──────────────────────
//	speaker  actor:sergey-lavrov
//	text     We are ready to help both
//	         sides
//
// Nothing is cut: a value that is too long for the width goes on below itself.
type vertical struct {
	out     *bufio.Writer
	options Options
	columns []string
	width   int // of the names
	n       int
}

const narrowest = 20 // columns left to a value, however wide the names are

func (v *vertical) begin(columns []string) error {
	for _, c := range columns {
		c = cell(c)
		v.columns = append(v.columns, c)
		v.width = max(v.width, Width(c))
	}
	return nil
}

func (v *vertical) row(values []quad.Value) error {
	v.n++
	head := fmt.Sprintf("── row %d ", v.n)
	total := 40
	if v.options.Width > 0 {
		total = min(total, v.options.Width)
	}
	head += strings.Repeat("─", max(0, total-Width(head)))
	if err := v.line(v.styled(head, "\x1b[2m")); err != nil {
		return err
	}
	for i, value := range values {
		name := v.columns[i]
		room := 0
		if v.options.Width > 0 {
			room = max(narrowest, v.options.Width-v.width-len(gap))
		}
		for j, part := range fold(cell(text(value, v.options.FullIRIs)), room) {
			lead := strings.Repeat(" ", v.width)
			if j == 0 {
				lead = v.styled(name, "\x1b[1m") + strings.Repeat(" ", v.width-Width(name))
			}
			if err := v.line(strings.TrimRight(lead+gap+part, " ")); err != nil {
				return err
			}
		}
	}
	return nil
}

func (v *vertical) styled(s, style string) string {
	if !v.options.Color {
		return s
	}
	return style + s + "\x1b[0m"
}

func (v *vertical) line(s string) error {
	_, err := v.out.WriteString(s + "\n")
	return err
}

func (v *vertical) end(bool) error { return nil }

// fold breaks s into lines of at most width columns, at spaces where there are some, within a word only where it is longer
// than a line. A character and its combining marks stay together. A width of 0 breaks nothing.
func fold(s string, width int) []string {
	if width <= 0 || Width(s) <= width {
		return []string{s}
	}
	var out []string
	for Width(s) > width {
		fits := widths.Truncate(s, width, "")
		if fits == "" { // one character wider than the line
			fits = string([]rune(s)[:1])
		}
		if at := strings.LastIndexByte(fits, ' '); at > 0 && !strings.HasPrefix(s[len(fits):], " ") {
			fits = fits[:at]
		}
		out = append(out, strings.TrimRight(fits, " "))
		s = strings.TrimLeft(s[len(fits):], " ")
	}
	if s != "" {
		out = append(out, s)
	}
	return out
}
