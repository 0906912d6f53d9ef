package render

import (
	"bufio"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/mattn/go-runewidth"
)

const (
	measured = 1000 // rows of a table that are read before its widths are set
	minimum  = 4    // a column is never cut below this width
	gap      = "  "
)

// widths does not ask the environment, so that an answer looks the same everywhere.
var widths = &runewidth.Condition{StrictEmojiNeutral: true}

// Width is the number of terminal columns that s takes: wide East Asian characters take two, combining marks none.
func Width(s string) int { return widths.StringWidth(s) }

// Cut shortens s to at most width terminal columns, with "…" at its end where something is missing.
func Cut(s string, width int) string { return widths.Truncate(s, width, "…") }

// table holds back the first rows to measure them. Longer cells of later rows are cut when the table has a width to
// keep, and stick out otherwise.
type table struct {
	out     *bufio.Writer
	options Options
	columns []string
	held    [][]string
	width   []int
	numbers []bool // columns that hold numbers alone: they are aligned to the right
	texts   []bool // columns that hold something else
	ready   bool
}

func (t *table) begin(columns []string) error {
	t.numbers, t.texts = make([]bool, len(columns)), make([]bool, len(columns))
	for _, c := range columns {
		t.columns = append(t.columns, cell(c))
	}
	return nil
}

func (t *table) row(values []quad.Value) error {
	cells := make([]string, len(values))
	for i, v := range values {
		cells[i] = cell(text(v, t.options.FullIRIs))
		if v == nil || t.ready {
			continue
		}
		_, isFloat := v.(quad.Float) // INF is a number here
		_, isNumber := number(v)
		if isFloat || isNumber {
			t.numbers[i] = true
		} else {
			t.texts[i] = true
		}
	}
	if t.ready {
		return t.line(cells, "")
	}
	t.held = append(t.held, cells)
	if len(t.held) == measured {
		return t.flush()
	}
	return nil
}

func (t *table) end(bool) error {
	if t.ready {
		return nil
	}
	return t.flush()
}

// flush sets the widths and writes the head and the rows held back.
func (t *table) flush() error {
	t.ready = true
	if len(t.columns) == 0 {
		return nil
	}
	t.width = make([]int, len(t.columns))
	for _, cells := range append([][]string{t.columns}, t.held...) {
		for i, c := range cells {
			t.width[i] = max(t.width[i], Width(c))
		}
	}
	if t.options.Width > 0 {
		fit(t.width, t.options.Width-len(gap)*(len(t.width)-1))
	}
	rule := make([]string, len(t.columns))
	for i := range rule {
		rule[i] = strings.Repeat("─", t.width[i])
	}
	if err := t.line(t.columns, "\x1b[1m"); err != nil {
		return err
	}
	if err := t.line(rule, "\x1b[2m"); err != nil {
		return err
	}
	for _, cells := range t.held {
		if err := t.line(cells, ""); err != nil {
			return err
		}
	}
	t.held = nil
	return nil
}

// fit lowers the widest widths until all together take at most the total, if minimum allows.
func fit(width []int, total int) {
	sum := 0
	for _, w := range width {
		sum += w
	}
	for sum > total {
		widest, next, count := 0, minimum, 0
		for _, w := range width {
			if w > widest {
				widest, next, count = w, max(next, widest), 1
			} else if w == widest {
				count++
			} else {
				next = max(next, w)
			}
		}
		if widest <= minimum {
			return
		}
		// Lower the widest columns together: to the next width, or by what is too much.
		by := min(widest-next, (sum-total+count-1)/count)
		for i, w := range width {
			if w == widest && sum > total {
				cut := min(by, sum-total)
				width[i] -= cut
				sum -= cut
			}
		}
	}
}

func (t *table) line(cells []string, style string) error {
	var b strings.Builder
	for i, c := range cells {
		if t.options.Width > 0 {
			c = Cut(c, t.width[i])
		}
		if i > 0 {
			b.WriteString(gap)
		}
		pad := strings.Repeat(" ", max(0, t.width[i]-Width(c)))
		if t.numbers[i] && !t.texts[i] {
			b.WriteString(pad + c)
		} else {
			b.WriteString(c + pad)
		}
	}
	line := strings.TrimRight(b.String(), " ")
	if t.options.Color && style != "" {
		line = style + line + "\x1b[0m"
	}
	_, err := t.out.WriteString(line + "\n")
	return err
}
