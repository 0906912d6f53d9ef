package queries

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Test is a test of a query: over this graph, with these arguments, it gives these rows.
type Test struct {
	Graph string     // name of the graph file: a sketch (.txt, package sketch) or N-Quads (.nq)
	Args  []Arg      // as Bind takes them
	Rows  [][]string // as Cells writes them, each as wide as the query's columns
	Line  int        // of the header, from 1
}

// Arguments are those of the test as Bind takes them.
func (t Test) Arguments() map[string]string {
	out := make(map[string]string, len(t.Args))
	for _, a := range t.Args {
		out[a.Name] = a.Value
	}
	return out
}

var graphName = regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9._-]*\.(txt|nq)$`)

// finishTests reads "GRAPH ARGUMENTS" of each test.
func (h *header) finishTests() error {
	for i, s := range h.tests {
		start := s.at
		name, _, _ := strings.Cut(s.text[s.at:], " ")
		if !graphName.MatchString(name) {
			s.at = start
			return s.fault("expected the name of a graph file in the query's folder, like graph.txt or peace.nq")
		}
		s.at += len(name)
		args, err := h.arguments(s, "the test")
		if err != nil {
			return err
		}
		h.query.Tests[i].Graph, h.query.Tests[i].Args = name, args
	}
	return nil
}

// row reads a row that the test above it expects: CELL | CELL | …
func (h *header) row(s *scanner) error {
	if len(h.query.Tests) == 0 {
		return s.fault("expected a line \"test\" before its rows")
	}
	if len(h.query.Columns) == 0 {
		return s.fault("expected the line \"columns\" before the rows of tests")
	}
	start := s.at
	cells := cutCells(s.tail())
	if len(cells) > len(h.query.Columns) {
		s.at = start
		return s.fault("the row has %d cells, the query %d columns", len(cells), len(h.query.Columns))
	}
	for len(cells) < len(h.query.Columns) {
		cells = append(cells, "")
	}
	t := &h.query.Tests[len(h.query.Tests)-1]
	t.Rows = append(t.Rows, cells)
	return nil
}

// cutCells splits a row at its bars; a bar or a backslash within a cell has a backslash before it.
func cutCells(text string) []string {
	var out []string
	var cell strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text) && (text[i+1] == '|' || text[i+1] == '\\'):
			i++
			cell.WriteByte(text[i])
		case c == '|':
			out = append(out, strings.TrimSpace(cell.String()))
			cell.Reset()
		default:
			cell.WriteByte(c)
		}
	}
	return append(out, strings.TrimSpace(cell.String()))
}

// JoinCells writes a row as a header has it, without the empty cells at its end.
func JoinCells(cells []string) string {
	for len(cells) > 1 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	escaped := make([]string, len(cells))
	for i, c := range cells {
		escaped[i] = strings.NewReplacer("|", `\|`, `\`, `\\`).Replace(c)
	}
	return strings.TrimRight(strings.Join(escaped, " | "), " ")
}

// Cells are values as the rows of tests have them: IRIs with their prefixes, texts in one line without the space around
// them, nothing as the empty text.
func Cells(values []quad.Value) []string {
	out := make([]string, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case nil:
		case quad.IRI:
			out[i] = schema.Shorten(v)
		case quad.String:
			out[i] = string(v)
		case quad.LangString:
			out[i] = string(v.Value)
		case quad.TypedString:
			out[i] = string(v.Value)
		default:
			out[i] = fmt.Sprint(v.Native())
		}
		out[i] = strings.Join(strings.Fields(out[i]), " ")
	}
	return out
}

// WithRows is the source of q with the rows of its tests replaced by those given, one list a test.
func (q Query) WithRows(rows [][][]string) string {
	var b strings.Builder
	n := 0
	for line := range strings.Lines(q.Source) {
		n++
		if strings.HasPrefix(line, "//") {
			key, _, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "//")), ":")
			if key == "row" {
				continue
			}
		}
		b.WriteString(line)
		i := slices.IndexFunc(q.Tests, func(t Test) bool { return t.Line == n })
		if i < 0 || i >= len(rows) {
			continue
		}
		if !strings.HasSuffix(line, "\n") {
			b.WriteByte('\n')
		}
		for _, row := range rows[i] {
			b.WriteString(strings.TrimRight("// row: "+JoinCells(row), " ") + "\n")
		}
	}
	return b.String()
}

// Template is a query to begin with.
func Template(name string) string {
	return `// name: ` + name + `
// about: Who mediates what, and since when.
// param: actor entity = ""; only this actor
// param: after date = ""; only what articles say from this day on
// columns: mediator, process, since, sentence
// example:
// test: graph.txt actor=Turkey
// row: actor:turkey | treaty:black-sea-grain-deal | 2023-09-05 | Turkey brokered the Black Sea grain deal, which the United States supports and Russia rejects.

// A parameter is a variable of its name. facts() lists quads with their evidence; day(), sentence() and source() tell
// of an evidence; answer() gives the rows, sorted by the columns named. The built-in queries show more of them:
// quadrille queries show blocks
answer(facts(actor, ["rel:mediates"], "").filter(function (f) {
  return within(day(f.evidence), after, "");
}).map(function (f) {
  return { mediator: f.subject, process: f.object, since: day(f.evidence), sentence: sentence(f.evidence) };
}), ["process", "mediator"]);
`
}

// Renamed is the source of q under another name.
func (q Query) Renamed(name string) string {
	var b strings.Builder
	for line := range strings.Lines(q.Source) {
		if key, _, ok := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "//")), ":"); ok && key == "name" && strings.HasPrefix(line, "//") {
			line = "// name: " + name + "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}
