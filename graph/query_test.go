package graph_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

// shapes is a graph of every kind of value, without an article.
func shapes() []quad.Quad {
	at := func(s, p string, o quad.Value) quad.Quad {
		return quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: o}
	}
	out := []quad.Quad{
		at("box", "size", quad.Int(9)), at("crate", "size", quad.Float(9.5)), at("chest", "size", quad.Int(10)),
		at("box", "year", quad.Int(2023)), at("crate", "year", quad.Int(2022)),
		at("box", "made", date("2023-06-17")), at("crate", "made", date("2022-01-02")),
		at("box", "says", quad.String("event: talks")), at("box", "says", quad.String("event:talks")),
		at("box", "says", quad.LangString{Value: "bonjour", Lang: "fr"}), at("box", "is", quad.Bool(true)),
		at("box", "near", quad.BNode("b1")), at("box", "at", quad.Time(time.Date(2023, 6, 17, 12, 0, 0, 0, time.UTC))),
	}
	for i := range 3 {
		out = append(out, at("box", "a", quad.String(fmt.Sprint("a", i))), at("box", "b", quad.String(fmt.Sprint("b", i))))
	}
	for i := range 60 {
		out = append(out, at(fmt.Sprint("n", i), "next", quad.IRI(fmt.Sprint("n", i+1))))
	}
	return append(out, at("n60", "next", quad.IRI("n58")))
}

func filled(t testing.TB, g *graph.Graph) {
	t.Helper()
	for _, w := range talks() {
		w.load(t, g)
	}
	if _, err := g.Import(t.Context(), &reader{shapes(), io.EOF}); err != nil {
		t.Fatal(err)
	}
}

// show prints an answer: the columns and a line for each row.
func show(rows *graph.Rows, err error) string {
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	b.WriteString(strings.Join(rows.Columns(), " | ") + "\n")
	for rows.Next() {
		var cells []string
		for _, v := range rows.Row() {
			switch v := v.(type) {
			case nil:
				cells = append(cells, "-")
			case quad.IRI:
				cells = append(cells, schema.Shorten(v))
			default:
				cells = append(cells, strings.ReplaceAll(v.String(), "http://www.w3.org/2001/XMLSchema#", "xsd:"))
			}
		}
		b.WriteString(strings.Join(cells, " | ") + "\n")
	}
	if rows.Truncated() {
		b.WriteString("truncated\n")
	}
	return b.String()
}

// Each file holds cases: a query, its lines begun by "> ", then its answer over the talks and the shapes. Both stores
// give it. UPDATE=1 rewrites the answers.
func TestAnswers(t *testing.T) {
	paths, err := filepath.Glob("testdata/query/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	onStores(t, func(t *testing.T, g *graph.Graph) {
		filled(t, g)
		for _, path := range paths {
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var got, query strings.Builder
			answer := func() {
				if query.Len() == 0 {
					return
				}
				ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
				defer cancel()
				got.WriteString(show(g.Query(ctx, graph.Request{Text: strings.TrimSuffix(query.String(), "\n")})) + "\n")
				query.Reset()
			}
			for line := range strings.Lines(string(want)) {
				if text, ok := strings.CutPrefix(line, "> "); ok {
					query.WriteString(text)
					got.WriteString(line)
				} else if strings.HasPrefix(line, "#") {
					answer()
					got.WriteString(line)
				} else {
					answer()
				}
			}
			answer()
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			if d := cmp.Diff(string(want), got.String()); d != "" {
				t.Errorf("%s (-want +got):\n%s", path, d)
			}
		}
	})
}

// The same graph, loaded in another order, gives the same rows in the same order.
func TestOrderOfLoading(t *testing.T) {
	texts := []string{`g.V().tag("who").out("rel:mediates", "how").all()`, `g.V("actor:russia").both(null, "p").all()`,
		`g.V().forEach(function(d) { g.emit(d) })`, `g.V().toArray()`, `g.V().has("rdfs:label").save("rdfs:label", "name")`}
	var answers [2][]string
	for i := range answers {
		articles := talks()
		if i == 1 {
			slices.Reverse(articles)
		}
		g := open(t, graph.Options{})
		for _, w := range articles {
			w.load(t, g)
		}
		for _, text := range texts {
			answers[i] = append(answers[i], show(g.Query(t.Context(), graph.Request{Text: text})))
		}
	}
	if d := cmp.Diff(answers[0], answers[1]); d != "" {
		t.Error(d)
	}
}

func TestParams(t *testing.T) {
	g := open(t, graph.Options{})
	filled(t, g)
	for _, c := range []struct {
		text   string
		params map[string]quad.Value
		want   string
	}{
		{`g.V(who).out("may:mediates")`, map[string]quad.Value{"who": iri("actor:russia")}, "id\nprocess:peace-talks\n"},
		{`g.V(who).count()`, map[string]quad.Value{"who": quad.String(`"); g.V(`)}, "value\n\"0\"^^<xsd:integer>\n"},
		{`g.V().has("<says>", words)`, map[string]quad.Value{"words": quad.String("event:talks")}, "id\nbox\n"},
		{`g.V().has("<size>", size)`, map[string]quad.Value{"size": quad.Float(9.5)}, "id\ncrate\n"},
		{`g.V().has("<made>", gt(day))`, map[string]quad.Value{"day": quad.String("2022-06-01")}, "id\nbox\n"},
		{`g.V().has("<made>", gt(day))`, map[string]quad.Value{"day": date("2022-06-01")}, "id\nbox\n"},
		{`g.emit(x)`, map[string]quad.Value{"x": quad.LangString{Value: "bonjour", Lang: "fr"}}, "value\n\"bonjour\"@fr\n"},
		{`g.emit({a: x, b: x == "actor:russia", c: x === y})`, map[string]quad.Value{"x": iri("actor:russia"), "y": iri("actor:russia")},
			"a | b | c\nactor:russia | \"True\"^^<xsd:boolean> | \"True\"^^<xsd:boolean>\n"},
		{`g.emit(x)`, map[string]quad.Value{"g": quad.String("x")}, "error: a parameter cannot be called \"g\"\n"},
		{`1`, map[string]quad.Value{"a b": quad.String("x")}, "error: a parameter cannot be called \"a b\"\n"},
		{"\n\nnothing", map[string]quad.Value{"x": quad.String("\n\n")}, "error: line 3, column 1: there is no variable nothing\n"},
	} {
		if got := show(g.Query(t.Context(), graph.Request{Text: c.text, Params: c.params})); got != c.want {
			t.Errorf("%s with %v:\n%swant\n%s", c.text, c.params, got, c.want)
		}
	}
}

func TestLimitAndColumns(t *testing.T) {
	g := open(t, graph.Options{})
	filled(t, g)
	for _, c := range []struct {
		text      string
		columns   []string
		limit     int
		rows      int
		truncated bool
	}{
		{`g.V().has("<next>")`, nil, 0, 61, false},
		{`g.V().has("<next>")`, nil, 60, 60, true},
		{`g.V().has("<next>")`, nil, 61, 61, false},
		{`g.V().has("<next>").all(); g.V("<box>").all()`, nil, 61, 61, true},
		{`for (var i = 0; ; i++) { try { g.emit(i) } catch (e) {} }`, nil, 7, 7, true},
		{`g.V().has("<next>").forEach(function(d) { g.emit(d) })`, nil, 5, 5, true},
		{`g.emit([1, 2, 3])`, nil, 2, 2, true},
		{`g.V("<box>").out("<a>")`, []string{"nothing", "id"}, 0, 3, false},
	} {
		rows, err := g.Query(t.Context(), graph.Request{Text: c.text, Limit: c.limit, Columns: c.columns})
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if c.columns != nil && !slices.Equal(rows.Columns(), c.columns) {
			t.Errorf("%s: columns %v", c.text, rows.Columns())
		}
		n := 0
		for rows.Next() {
			n++
			if len(rows.Row()) != len(rows.Columns()) {
				t.Errorf("%s: a row of %d cells under %d columns", c.text, len(rows.Row()), len(rows.Columns()))
			}
		}
		if n != c.rows || rows.Truncated() != c.truncated {
			t.Errorf("%s, limit %d: %d rows, truncated %v", c.text, c.limit, n, rows.Truncated())
		}
	}
}

// What a script does without end stops when its context does.
func TestQueriesObeyTheirContext(t *testing.T) {
	g := open(t, graph.Options{})
	filled(t, g)
	for _, text := range []string{
		`for (;;) {}`,
		`for (;;) { try { for (;;) {} } catch (e) {} }`,
		`for (;;) { g.V().count() }`,
		`g.V().out().in().out().in().out().in().out().in().out().in().count()`,
		`for (;;) { "x".repeat(1 << 20) }`,
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
		_, err := g.Query(ctx, graph.Request{Text: text})
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", text, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.Query(ctx, graph.Request{Text: `g.V()`}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before: %v", err)
	}
	// Nobody holds the graph any longer: a writer comes in.
	w := generated(1)
	w.load(t, g)
}

func TestIncomplete(t *testing.T) {
	g := open(t, graph.Options{})
	for _, text := range []string{
		"g.V(", "g.V().out(\"a\"", "g.V().", "g.V().out([", "if (true) {", "function f() {", "var x =", "`a", "`a ${", "`a ${b",
		"/* a", "g.emit({", "[1,", "\"a\\", "\"a\\\n", "x ? 1 :", "1 +", "f(`a`, `b",
	} {
		if _, err := g.Query(t.Context(), graph.Request{Text: text, Lang: graph.Gizmo}); !errors.Is(err, graph.ErrIncomplete) {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{
		"g.V))", "\"a", "'a\nb'", "1 1", "}", "g.V(]", "// a (", "\"/* (\"", "/[/*]/.test(\"x\")", "// `\n1", "", "  \n", "'`'",
	} {
		if _, err := g.Query(t.Context(), graph.Request{Text: text, Lang: graph.Gizmo}); errors.Is(err, graph.ErrIncomplete) {
			t.Errorf("%q is called incomplete", text)
		}
	}
}

// FuzzQuery: no text breaks the program, hangs it, or leaves the graph changed or held.
func FuzzQuery(f *testing.F) {
	paths, err := filepath.Glob("testdata/query/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if text, ok := strings.CutPrefix(line, "> "); ok {
				f.Add(text)
			}
		}
	}
	f.Add("g.V(\"\x00\").out(\"\xff\")")
	g, err := graph.Open(f.Context(), graph.Options{})
	if err != nil {
		f.Fatal(err)
	}
	for _, w := range talks() {
		w.load(f, g)
	}
	before := len(content(f, g))
	f.Fuzz(func(t *testing.T, text string) {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		rows, err := g.Query(ctx, graph.Request{Text: text, Limit: 100})
		var fault *graph.QueryError
		switch {
		case err == nil:
			for rows.Next() {
				if len(rows.Row()) != len(rows.Columns()) {
					t.Errorf("a row of %d cells under %d columns", len(rows.Row()), len(rows.Columns()))
				}
			}
		case errors.As(err, &fault):
			if strings.Contains(fault.Message, "broke the program") {
				t.Error(err)
			}
		case errors.Is(err, graph.ErrIncomplete), errors.Is(err, context.DeadlineExceeded):
		default:
			t.Errorf("%T: %v", err, err)
		}
		s, err := g.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if st, err := s.Stats(t.Context()); err != nil || st.Quads != before {
			t.Errorf("%d quads, then %d, %v", before, st.Quads, err)
		}
	})
}
