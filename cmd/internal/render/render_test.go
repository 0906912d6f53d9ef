package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quadrille/graph/export/escape"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

func rowsOf(rows ...[]quad.Value) Rows {
	return func(yield func([]quad.Value, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

var (
	columns = []string{"who", "says", "when", "n", "sure"}
	sample  = [][]quad.Value{
		{quad.IRI("urn:quadrille:actor/armenia"), quad.String("We are ready|able, \"fully\""), date("2023-06-17"), quad.Int(12), quad.Float(0.85)},
		{quad.IRI("http://example.org/a_b"), quad.LangString{Value: "巴库 and Şuşa", Lang: "en"}, nil, quad.Int(-3), quad.Float(1)},
		{quad.BNode("b1"), quad.String("=HYPERLINK(\"http://x\")"), quad.Time(time.Date(2023, 6, 17, 8, 30, 0, 0, time.UTC)), quad.Int(1000000), nil},
		{nil, quad.String("two\nlines\tand \x1b]0;t\a \u202eoverride <b>*x*</b>"), quad.Bool(true), nil, quad.Float(math.Inf(1))},
	}
)

func date(s string) quad.Value { return quad.TypedString{Value: quad.String(s), Type: xsd + "date"} }

// golden compares got with a file in testdata; UPDATE=1 rewrites the file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got):\n%s", path, d)
	}
}

func write(t *testing.T, f Format, o Options, columns []string, rows Rows) string {
	t.Helper()
	var b bytes.Buffer
	r, err := New(f, &b, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Write(columns, rows); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFormats(t *testing.T) {
	for _, f := range Formats() {
		golden(t, "sample."+string(f), write(t, f, Options{}, columns, rowsOf(sample...)))
	}
	golden(t, "narrow.table", write(t, Table, Options{Width: 60}, columns, rowsOf(sample...)))
	golden(t, "color.table", write(t, Table, Options{Color: true}, columns, rowsOf(sample[:2]...)))
	golden(t, "narrow.vertical", write(t, Vertical, Options{Width: 34}, columns, rowsOf(sample...)))
	golden(t, "color.vertical", write(t, Vertical, Options{Color: true}, columns, rowsOf(sample[:1]...)))
	golden(t, "typed.jsonl", write(t, JSONL, Options{Typed: true}, columns, rowsOf(sample...)))
	golden(t, "verbatim.csv", write(t, CSV, Options{Verbatim: true, Formulas: true, FullIRIs: true}, columns, rowsOf(sample...)))
}

func TestNoRows(t *testing.T) {
	for f, want := range map[Format]string{
		Table: "a  b\n─  ─\n", CSV: "a,b\n", TSV: "a\tb\n", JSON: "[]\n", JSONL: "", Markdown: "| a | b |\n| --- | --- |\n",
		Vertical: "", HTML: "<table>\n<thead>\n<tr><th>a</th><th>b</th></tr>\n</thead>\n<tbody>\n</tbody>\n</table>\n",
	} {
		if got := write(t, f, Options{}, []string{"a", "b"}, rowsOf()); got != want {
			t.Errorf("%s: got %q, want %q", f, got, want)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	_, err := New("yaml", nil, Options{})
	if !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), "jsonl") {
		t.Errorf("got %v", err)
	}
}

func TestRowsEndInError(t *testing.T) {
	broken := errors.New("broken")
	rows := func(yield func([]quad.Value, error) bool) {
		if yield([]quad.Value{quad.Int(1)}, nil) {
			yield(nil, broken)
		}
	}
	for _, f := range Formats() {
		var b bytes.Buffer
		r, err := New(f, &b, Options{})
		if err != nil {
			t.Fatal(err)
		}
		n, err := r.Write([]string{"n"}, rows)
		if n != 1 || !errors.Is(err, broken) {
			t.Errorf("%s: %d rows, %v", f, n, err)
		}
		if !strings.Contains(b.String(), "1") {
			t.Errorf("%s: the row before the error is missing: %q", f, b.String())
		}
		if f == JSON && json.Valid(b.Bytes()) {
			t.Errorf("the array looks complete: %s", b.String())
		}
		if f == HTML && strings.Contains(b.String(), "</table>") {
			t.Errorf("the table looks complete: %s", b.String())
		}
	}
}

type full struct{ room int }

var errFull = errors.New("no space left")

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		return 0, errFull
	}
	f.room -= len(p)
	return len(p), nil
}

func TestFullDisk(t *testing.T) {
	endless := func(yield func([]quad.Value, error) bool) {
		for yield([]quad.Value{quad.String("again and again")}, nil) {
		}
	}
	for _, f := range Formats() {
		r, err := New(f, &full{room: 10000}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Write([]string{"n"}, endless); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func TestWrongNumberOfValues(t *testing.T) {
	r, err := New(JSONL, &bytes.Buffer{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Write([]string{"a", "b"}, rowsOf([]quad.Value{nil})); err == nil {
		t.Error("no error")
	}
}

func TestLaterRowsOfTable(t *testing.T) {
	rows := make([][]quad.Value, measured+1)
	for i := range rows {
		rows[i] = []quad.Value{quad.String("short"), quad.Int(7)}
	}
	rows[measured][0] = quad.String("much longer")
	for width, want := range map[int]string{0: "much longer  7", 80: "much…  7"} {
		lines := strings.Split(write(t, Table, Options{Width: width}, []string{"a", "n"}, rowsOf(rows...)), "\n")
		if got := lines[len(lines)-2]; got != want {
			t.Errorf("width %d: %q", width, got)
		}
	}
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		width []int
		total int
		want  []int
	}{
		{[]int{5, 9}, 20, []int{5, 9}},
		{[]int{5, 90, 40}, 60, []int{5, 27, 28}},
		{[]int{5, 90, 8}, 60, []int{5, 47, 8}},
		{[]int{50, 50}, 3, []int{4, 4}},
		{[]int{2, 50, 3}, 8, []int{2, 4, 3}},
	} {
		fit(c.width, c.total)
		if d := cmp.Diff(c.want, c.width); d != "" {
			t.Error(d)
		}
	}
}

func TestNumbers(t *testing.T) {
	typed := func(s, t string) quad.Value { return quad.TypedString{Value: quad.String(s), Type: quad.IRI(xsd + t)} }
	for _, c := range []struct {
		v    quad.Value
		json string
	}{
		{typed("0.50", "decimal"), "0.50"},
		{typed("123456789012345678901234567890", "integer"), "123456789012345678901234567890"},
		{typed("+5", "integer"), `"+5"`}, // JSON has no plus sign
		{typed(" 5 ", "integer"), "5"},
		{typed("", "integer"), `""`},
		{typed("null", "integer"), `"null"`},
		{typed("true", "boolean"), "true"},
		{typed("2023-06-17", "date"), `"2023-06-17"`},
		{quad.Float(1e300), "1e+300"},
		{quad.Float(math.NaN()), `"NaN"`},
		{quad.Float(0), "0"},
		{quad.String("12"), `"12"`},
		{nil, "null"},
		{quad.String("\u202e\x7f\U000e0041\xff"), `"\u202e\u007f\udb40\udc41\ufffd"`},
	} {
		if got := jsonValue(c.v, Options{}); got != c.json {
			t.Errorf("%v: got %s, want %s", c.v, got, c.json)
		}
	}
}

// TestAnyText: whatever the text, a table keeps its lines and its width, nothing a terminal obeys gets through, and
// JSON and CSV give back the text.
func TestAnyText(t *testing.T) {
	hostile := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("a=|,\"'\\\x1b\a\n\r\t\u202e\u200b\u0301界<&"))))
	rapid.Check(t, func(t *rapid.T) {
		a, b := hostile.Draw(t, "a"), hostile.Draw(t, "b")
		row := rowsOf([]quad.Value{quad.String(a), quad.String(b)})
		out := func(f Format, o Options) string {
			var buf bytes.Buffer
			r, err := New(f, &buf, o)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := r.Write([]string{"one", "two"}, row); err != nil {
				t.Fatal(err)
			}
			return buf.String()
		}
		for _, f := range Formats() {
			s := out(f, Options{Width: 40})
			if strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && r != '\t' && escape.Control(r) }) {
				t.Errorf("%s lets through %q", f, s)
			}
			if lines := strings.Count(s, "\n"); f == Table && lines != 3 || f == Markdown && lines != 3 || f == TSV && lines != 2 {
				t.Errorf("%s has %d lines: %q", f, lines, s)
			}
		}
		for _, line := range strings.Split(out(Table, Options{Width: 40}), "\n") {
			if w := Width(line); w > 40 {
				t.Errorf("%d wide: %q", w, line)
			}
		}
		for _, line := range strings.Split(out(Vertical, Options{Width: 40}), "\n") {
			if w := Width(line); w > 40 {
				t.Errorf("%d wide: %q", w, line)
			}
		}
		var back struct{ One, Two string }
		if err := json.Unmarshal([]byte(out(JSONL, Options{})), &back); err != nil || back.One != strings.ToValidUTF8(a, "\ufffd") && len(a) == len(strings.ToValidUTF8(a, "")) {
			t.Errorf("JSON gives %q, %v", back.One, err)
		}
		records, err := csv.NewReader(strings.NewReader(out(CSV, Options{Verbatim: true, Formulas: true}))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		// A reader of CSV takes \r\n within quotes for \n (encoding/csv does so itself).
		if want := strings.ReplaceAll(a, "\r\n", "\n"); records[1][0] != want {
			t.Errorf("CSV gives %q for %q", records[1][0], a)
		}
	})
}

// TestVerticalCutsNothing: folding keeps every character, in its order, and breaks within words only where it must.
func TestVerticalCutsNothing(t *testing.T) {
	texts := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("ab \u0301界한é 🇦🇲"))))
	rapid.Check(t, func(t *rapid.T) {
		s := Clean(texts.Draw(t, "s"))
		parts := fold(s, rapid.IntRange(2, 30).Draw(t, "width"))
		bare := strings.NewReplacer(" ", "")
		if bare.Replace(strings.Join(parts, "")) != bare.Replace(s) {
			t.Fatalf("%q became %q", s, parts)
		}
	})
	if d := cmp.Diff([]string{"We are ready to", "help both sides"}, fold("We are ready to help both sides", 16)); d != "" {
		t.Error(d)
	}
}

// TestHTMLKeepsText: a browser shows the text that was there, and makes nothing of it.
func TestHTMLKeepsText(t *testing.T) {
	for _, s := range []string{`<script>alert("x")</script>`, `&lt;b&gt; & 'q'`, `</td></table><img src=x onerror=y>`, "a <!-- b", "<![CDATA["} {
		page := write(t, HTML, Options{}, []string{s}, rowsOf([]quad.Value{quad.String(s)}))
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		var cells []string
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && (n.Data == "td" || n.Data == "th") {
				if n.FirstChild == nil || n.FirstChild != n.LastChild || n.FirstChild.Type != html.TextNode {
					t.Fatalf("%q holds markup: %s", s, page)
				}
				cells = append(cells, n.FirstChild.Data)
			}
		}
		if d := cmp.Diff([]string{s, s}, cells); d != "" {
			t.Error(d)
		}
	}
}
