package shell

import (
	"context"
	"errors"
	"strings"
	"testing"

	"quadrille/graph"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{``, nil},
		{`  mediators   actor=actor:russia `, []string{"mediators", "actor=actor:russia"}},
		{`claims speaker="Marek Dolina" after=2023-06-01`, []string{"claims", "speaker=Marek Dolina", "after=2023-06-01"}},
		{`x='it is "so"' y="a \"b\" \u00e9"`, []string{`x=it is "so"`, `y=a "b" é`}},
		{`a=Türkiye ""`, []string{"a=Türkiye", ""}},
	} {
		got, err := words(c.text)
		if err != nil || !cmp.Equal(got, c.want) {
			t.Errorf("words(%q) = %q, %v, want %q", c.text, got, err, c.want)
		}
	}
	for _, text := range []string{`a="b`, `a='b`, `"\q"`} {
		if got, err := words(text); err == nil {
			t.Errorf("words(%q) = %q, want an error", text, got)
		}
	}
}

// TestArgumentsComeBack holds words against the form in which completion writes an argument.
func TestArgumentsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.String().Draw(t, "value")
		text := argument("name", value)
		got, err := words(".run q " + text)
		if want := []string{".run", "q", "name=" + value}; err != nil || !cmp.Equal(got, want) {
			t.Fatalf("%s was read as %q, %v", text, got, err)
		}
	})
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{`a="b c" 'd'`, `"`, `\`, "a=\"\\\"", "é\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out, err := words(s)
		if err != nil {
			return
		}
		for _, w := range out {
			if !strings.ContainsAny(s, `"'`) && strings.ContainsAny(w, " \t\n\r") {
				t.Fatalf("words(%q) holds %q", s, w)
			}
		}
	})
}

// TestStatements shows how lines become statements: what is passed to the graph, and what is asked in between.
func TestStatements(t *testing.T) {
	for _, c := range []struct {
		name        string
		interactive bool
		lines       string
		want        []string // statements as Run would answer them, if all were complete
	}{
		{"one a line", false, "g.V().all()\n.stats\n", []string{"g.V().all()", ".stats"}},
		{"blank lines and comments between", false, "\n// a note\n  \n.stats\n", []string{".stats"}},
		{"a chain of calls", false, "g.V()\n  .out()\n.all()\n.stats", []string{"g.V()\n  .out()\n.all()", ".stats"}},
		{"a semicolon ends a statement", false, "g.V();\n.out()\n", []string{"g.V();", "g.V();\n.out()"}},
		{"a chain typed at a prompt runs again from its start", true, "g.V()\n.all()\n", []string{"g.V()", "g.V()\n.all()"}},
		{"a point of a number is no command", false, "\n.5\n", []string{".5"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var term Terminal = NewLines(strings.NewReader(c.lines))
			if c.interactive {
				term = &fake{lines: strings.SplitAfter(strings.TrimSuffix(c.lines, "\n"), "\n")}
			}
			var b buffer
			var got []string
			previous := ""
			for {
				line, err := term.ReadLine(t.Context(), "")
				if err != nil {
					break
				}
				if b.take(strings.TrimSuffix(line, "\n"), previous, term) {
					got = append(got, b.text())
					previous = b.text()
					b.drop()
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLinesOfAnyLength(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	l := NewLines(strings.NewReader(long + "\r\nshort"))
	for _, want := range []string{long, "short"} {
		if got, err := l.ReadLine(t.Context(), ""); got != want || err != nil {
			t.Fatalf("read %d bytes, %v, want %d", len(got), err, len(want))
		}
	}
	if _, err := NewLines(strings.NewReader("a\xffb")).ReadLine(t.Context(), ""); err == nil {
		t.Error("bytes that are no text were read")
	}
	if _, err := NewLines(strings.NewReader(strings.Repeat("x", maxLine+1))).ReadLine(t.Context(), ""); err == nil {
		t.Error("a line beyond the limit was read")
	}
	stopped, cancel := context.WithCancelCause(t.Context())
	why := errors.New("why")
	cancel(why)
	if _, err := NewLines(strings.NewReader("a")).ReadLine(stopped, ""); err != why {
		t.Errorf("after the end of the context: %v", err)
	}
}

func TestExplainPointsAtTheFault(t *testing.T) {
	err := &graph.QueryError{Line: 2, Column: 4, Message: "unexpected \x1b[31m"}
	got := Explain(err, "g.V(\n\té漢.x(", 7)
	want := "line 8, column 4: unexpected \\x1b[31m\n   é漢.x(\n      ^"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := Explain(&graph.QueryError{Line: 9, Column: 1, Message: "m"}, "x", 7); got != "line 9, column 1: m" {
		t.Errorf("a place outside the text: %q", got)
	}
	long := strings.Repeat("x", 100) + "!" + strings.Repeat("y", 100)
	got = Explain(&graph.QueryError{Line: 1, Column: 101, Message: "m"}, long, 1)
	lines := strings.Split(got, "\n")
	if len(lines) != 3 || strings.IndexRune(lines[2], '^') != len([]rune(lines[1][:strings.IndexByte(lines[1], '!')])) || len([]rune(lines[1])) > 80 {
		t.Errorf("in a long line:\n%s", got)
	}
}
