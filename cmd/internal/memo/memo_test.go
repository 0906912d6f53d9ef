package memo_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"quadrille/cmd/internal/memo"
	"quadrille/cmd/internal/render"
	"quadrille/graph"
	"quadrille/graph/export/escape"
	"quadrille/graph/questions"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

// every asks all questions of a and b.
func every(ctx context.Context, s *graph.Snapshot, a, b quad.IRI, o questions.Options) (map[string]*memo.Memo, error) {
	out := map[string]*memo.Memo{}
	var failed error
	note := func(name string) func(*memo.Memo, error) {
		return func(m *memo.Memo, err error) {
			out[name] = m
			if err != nil && failed == nil {
				failed = fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	note("why")(memo.Why(ctx, s, a, b, "", "", o))
	note("why by")(memo.Why(ctx, s, a, b, schema.Supports, questions.Denied, o))
	note("profile")(memo.Profile(ctx, s, a, o))
	note("contradict")(memo.Contradict(ctx, s, "", o))
	note("contradict one")(memo.Contradict(ctx, s, a, o))
	note("timeline")(memo.Timeline(ctx, s, "", o))
	note("timeline one")(memo.Timeline(ctx, s, a, o))
	note("obstacles")(memo.Obstacles(ctx, s, b, o))
	note("compare")(memo.Compare(ctx, s, a, b, o))
	note("rollup")(memo.Rollup(ctx, s, "", o))
	note("rollup one")(memo.Rollup(ctx, s, a, o))
	note("path")(memo.Path(ctx, s, a, b, o))
	note("who-speaks-for")(memo.Speakers(ctx, s, a, o))
	return out, failed
}

// check writes a memo in every way and looks for what a terminal would obey, and for rows that do not fit the columns.
func check(t interface{ Errorf(string, ...any) }, name string, m *memo.Memo) {
	for _, style := range []memo.Style{{Width: 80}, {Width: 22, Color: true}} {
		var b bytes.Buffer
		if err := m.Write(&b, style); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		text := b.String()
		if style.Color {
			for _, sgr := range []string{"\x1b[0m", "\x1b[1m", "\x1b[2m"} {
				text = strings.ReplaceAll(text, sgr, "")
			}
		}
		if at := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && escape.Control(r) }); at >= 0 {
			t.Errorf("%s holds a control character: %q", name, text[max(0, at-20):min(len(text), at+20)])
		}
		if text == "" || strings.Contains(text, "\n\n\n") {
			t.Errorf("%s is empty or has gaps: %q", name, text)
		}
	}
	for _, f := range render.Formats() {
		var b bytes.Buffer
		r, err := render.New(f, &b, render.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		n, err := r.Write(m.Columns, func(yield func([]quad.Value, error) bool) {
			for _, row := range m.Rows {
				if !yield(row, nil) {
					return
				}
			}
		})
		if err != nil || n != len(m.Rows) {
			t.Errorf("%s as %s: %d rows of %d, %v", name, f, n, len(m.Rows), err)
		}
		if at := bytes.IndexFunc(b.Bytes(), func(r rune) bool { return !unicode.IsSpace(r) && escape.Control(r) }); at >= 0 {
			t.Errorf("%s as %s holds a control character: %q", name, f, b.Bytes()[max(0, at-20):min(b.Len(), at+20)])
		}
	}
}

func opened(t testing.TB) *graph.Graph {
	t.Helper()
	g, err := graph.Open(context.Background(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// Text of articles cannot move the cursor, set a title or the clipboard, or turn the direction of what stands beside it.
func TestTerminal(t *testing.T) {
	const nasty = "Talks \x1b]0;owned\a\x1b]52;c;aGk=\a\x1b]8;;http://evil\x1b\\ \x1b[2J\u009b31m\u202eetirw\u2066 \r\n\x00\u200b\xff end"
	a := schema.ArticleIRI("aa")
	e, c := schema.EvidenceIRI("aa", 1), quad.IRI(schema.Base+"claim/x"+nasty)
	s := schema.SpanIRI("aa", 0, 50)
	x, y := quad.IRI(schema.Base+"actor/x"), quad.IRI(schema.Base+"treaty/y")
	speaker := quad.IRI(schema.Base + "actor/" + nasty)
	var quads []quad.Quad
	add := func(s, p, o, l quad.Value) {
		quads = append(quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: l})
	}
	text := quad.String(nasty)
	add(a, schema.Type, schema.NewsArticle, a)
	add(a, schema.Title, text, a)
	add(a, schema.Publisher, text, a)
	add(a, schema.Issued, text, a)
	add(s, schema.Type, schema.Sentence, a)
	add(s, schema.Text, text, a)
	add(s, schema.Of, a, a)
	add(s, schema.Index, quad.Int(0), a)
	for _, n := range []quad.IRI{x, y, speaker} {
		add(n, schema.Type, schema.Group, a)
		add(n, schema.Label, text, a)
		add(n, schema.AltLabel, quad.String("other "+nasty), a)
		add(n, schema.Country, quad.String(nasty), a)
	}
	add(x, schema.Type, schema.CountryType, a)
	other := schema.EvidenceIRI("aa", 2)
	for _, e := range []quad.IRI{e, other} {
		for _, p := range []quad.IRI{schema.Role, schema.Cue, schema.When, schema.Tense} {
			add(e, p, text, a)
		}
		add(e, schema.Type, schema.Evidence, a)
		add(e, schema.In, s, a)
		add(e, schema.Voice, c, a)
		add(e, schema.Begins, quad.Int(3), a)
		add(e, schema.Ends, quad.Int(9), a)
	}
	add(c, schema.Type, schema.Claim, e)
	for _, p := range schema.Relations() {
		for _, how := range []string{schema.Rel, schema.Not, schema.May} {
			if how == schema.Not {
				add(x, quad.IRI(how+p.Name), y, other)
			} else {
				add(x, quad.IRI(how+p.Name), y, e)
			}
			add(y, quad.IRI(how+p.Name), x, e)
			add(speaker, quad.IRI(how+p.Name), c, e)
			add(speaker, quad.IRI(how+p.Name), y, e)
		}
	}
	g := opened(t)
	if _, err := g.Load(t.Context(), a, quads); err != nil {
		t.Fatal(err)
	}
	snapshot, err := g.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	memos, err := every(t.Context(), snapshot, x, y, questions.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, m := range memos {
		var b bytes.Buffer
		if err := m.Write(&b, memo.Style{Width: 80}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.Join(strings.Fields(b.String()), " "), `\x1b]0;owned`) {
			t.Errorf("%s does not show the text:\n%s", name, b.String())
		}
		check(t, name, m)
	}
	snapshot.Close()
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
}

// No graph makes a question panic or fail, however little it keeps to the model.
func TestAnyGraph(t *testing.T) {
	article := schema.ArticleIRI("aa")
	nodes := []quad.Value{
		quad.IRI(schema.Base + "actor/a"), quad.IRI(schema.Base + "actor/b"), quad.IRI(schema.Base + "actor/c"),
		quad.IRI(schema.Base + "treaty/t"), quad.IRI(schema.Base + "issue/i"), quad.IRI(schema.Base + "claim/c"),
		article, schema.EvidenceIRI("aa", 1), schema.EvidenceIRI("aa", 2), schema.SpanIRI("aa", 0, 9), quad.IRI("x"),
		quad.BNode("b"), quad.String("2023-06-01/2023-06-30"), quad.String("9999"), quad.String(""), quad.Int(-7), quad.Float(1e300),
		quad.TypedString{Value: "2023-06-01", Type: "http://www.w3.org/2001/XMLSchema#date"}, quad.LangString{Value: "l", Lang: "en"},
		schema.CountryType, schema.Claim, schema.Sentence, quad.Bool(true),
	}
	predicates := []quad.Value{schema.Type, schema.Label, schema.AltLabel, schema.Voice, schema.In, schema.Of, schema.When, schema.Issued,
		schema.Begins, schema.Ends, schema.Confidence, schema.Index, schema.Text, schema.Title, schema.Role, quad.IRI("y")}
	for _, r := range schema.Relations() {
		for _, how := range []string{schema.Rel, schema.Rel, schema.Not, schema.May} {
			predicates = append(predicates, quad.IRI(how+r.Name))
		}
	}
	labels := []quad.Value{article, schema.EvidenceIRI("aa", 1), schema.EvidenceIRI("aa", 2), schema.EvidenceIRI("aa", 3)}
	rapid.Check(t, func(t *rapid.T) {
		var quads []quad.Quad
		seen := map[quad.Quad]bool{}
		for range rapid.IntRange(0, 60).Draw(t, "quads") {
			q := quad.Quad{Subject: rapid.SampledFrom(nodes[:12]).Draw(t, "s"), Predicate: rapid.SampledFrom(predicates).Draw(t, "p"),
				Object: rapid.SampledFrom(nodes).Draw(t, "o"), Label: rapid.SampledFrom(labels).Draw(t, "l")}
			if !seen[q] {
				seen[q] = true
				quads = append(quads, q)
			}
		}
		quads = append(quads, quad.Quad{Subject: article, Predicate: schema.Type, Object: schema.NewsArticle, Label: article})
		ctx := context.Background()
		g, err := graph.Open(ctx, graph.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := g.Load(ctx, article, quads); err != nil {
			t.Skip(err)
		}
		s, err := g.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		o := questions.Options{Facts: rapid.IntRange(0, 3).Draw(t, "facts"), Places: rapid.IntRange(0, 2).Draw(t, "places")}
		a, b := rapid.SampledFrom(nodes[:11]).Draw(t, "a"), rapid.SampledFrom(nodes[:11]).Draw(t, "b")
		memos, err := every(ctx, s, a.(quad.IRI), b.(quad.IRI), o)
		if err != nil {
			t.Fatal(err)
		}
		for name, m := range memos {
			check(t, name, m)
		}
		s.Close()
		if err := g.Close(); err != nil {
			t.Fatal(err)
		}
	})
}
