package nquads

import (
	"bytes"
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

func TestValues(t *testing.T) {
	typed := func(s, t string) quad.Value { return quad.TypedString{Value: quad.String(s), Type: quad.IRI(xsd + t)} }
	for _, c := range []struct {
		value quad.Value
		text  string
	}{
		{quad.IRI("urn:quadrille:article/a1#char=0,12"), "<urn:quadrille:article/a1#char=0,12>"},
		{quad.IRI("http://hy.example/Երևան"), "<http://hy.example/Երևան>"},
		{quad.BNode("a.b-c"), "_:a.b-c"},
		{quad.String("He said:\t\"We can\\must\"\r\n\x00\x7f巴库"), `"He said:\t\"We can\\must\"\r\n\u0000\u007F巴库"`},
		{quad.LangString{Value: "Երևան", Lang: "hy-Latn-x-a1"}, `"Երևան"@hy-Latn-x-a1`},
		{quad.Int(-5), `"-5"^^<` + xsdInteger + `>`},
		{quad.Float(0.85), `"8.5E-1"^^<` + xsdDouble + `>`},
		{quad.Float(1), `"1.0E0"^^<` + xsdDouble + `>`},
		{quad.Float(1e21), `"1.0E21"^^<` + xsdDouble + `>`},
		{quad.Float(math.Inf(-1)), `"-INF"^^<` + xsdDouble + `>`},
		{quad.Bool(true), `"true"^^<` + xsdBoolean + `>`},
		{quad.Time(time.Date(2023, 6, 17, 8, 30, 0, 5e6, time.UTC)), `"2023-06-17T08:30:00.005Z"^^<` + xsdTime + `>`},
		{typed("2023-06-17", "date"), `"2023-06-17"^^<` + xsd + `date>`},
		{typed("05", "integer"), `"05"^^<` + xsdInteger + `>`},
		{typed("99999999999999999999", "integer"), `"99999999999999999999"^^<` + xsdInteger + `>`},
		{typed("0.85", "double"), `"0.85"^^<` + xsdDouble + `>`},
		{typed("NaN", "double"), `"NaN"^^<` + xsdDouble + `>`},
		{typed("1", "boolean"), `"1"^^<` + xsdBoolean + `>`},
		{typed("2023-06-17T08:30:00+04:00", "dateTime"), `"2023-06-17T08:30:00+04:00"^^<` + xsdTime + `>`},
	} {
		q := quad.Quad{Subject: quad.IRI("x:s"), Predicate: quad.IRI("x:p"), Object: c.value}
		var b bytes.Buffer
		w := NewWriter(&b, Options{})
		if err := errors.Join(w.WriteQuad(q), w.Flush()); err != nil {
			t.Errorf("%v: %v", c.value, err)
			continue
		}
		if want := "<x:s> <x:p> " + c.text + " .\n"; b.String() != want {
			t.Errorf("got %s, want %s", b.String(), want)
		}
		back, err := readAll(b.Bytes(), Options{})
		if err != nil || len(back) != 1 || back[0] != q {
			t.Errorf("%#v came back as %#v, %v", q, back, err)
		}
	}
}

func TestSyntaxErrors(t *testing.T) {
	for _, c := range []struct {
		text, want string
	}{
		{"<x:s> <x:p> <x:o> .\n\"s\" <x:p> <x:o> .", `line 2, column 1: the subject, an IRI (<…>) or a blank node (_:…) was expected, not '"'`},
		{"<x:s> _:p <x:o> .", "line 1, column 7: the predicate, an IRI (<…>) was expected, not '_'"},
		{"<x:s> <x:p> 5 .", "line 1, column 13: the object, an IRI (<…>), a blank node (_:…) or a literal (\"…\") was expected, not '5'"},
		{"<x:s> <x:p> <x:o>", "line 1, column 18: the line ends where a full stop, or the graph, an IRI (<…>) or a blank node (_:…) was expected"},
		{"<x:s> <x:p> <x:o> <x:g> <x:h> .", "line 1, column 25: a full stop was expected, not '<'"},
		{"<x:s> <x:p> <x:o> . <x:a>", "line 1, column 21: the end of the line was expected, not '<'"},
		{"# comment\r\n\r<x:s> <x:p> \"Երևան \\q\" .", `line 3, column 20: there is no escape \q here`},
		{`<x:s> <x:p> "\ud800" .`, `line 1, column 14: \u wants 4 hexadecimal digits of a Unicode character`},
		{`<x:s> <x:p> "\U00110000" .`, `line 1, column 14: \U wants 8 hexadecimal digits of a Unicode character`},
		{`<x:s> <x:p> "\`, "line 1, column 13: the literal has no closing quotation mark"},
		{`<x:s> <x:p> "a`, "line 1, column 13: the literal has no closing quotation mark"},
		{`<x:s> <x:p`, "line 1, column 7: the IRI has no closing >"},
		{`<x:s> <x:p> <x: o> .`, "line 1, column 16: ' ' cannot stand in an IRI; write it percent-encoded"},
		{`<x:s> <x:p> <x:\u0020o> .`, "line 1, column 13: the IRI has an escaped ' ', which cannot stand in an IRI"},
		{`<x:s> <x:p> <o> .`, "line 1, column 13: the IRI <o> is relative; N-Quads wants it in full, with its scheme"},
		{`<x:s> <x:p> "a"@ .`, "line 1, column 16: a language tag was expected after @"},
		{`<x:s> <x:p> "a"^<x:t> .`, "line 1, column 16: ^^ and the type of the literal were expected"},
		{`<x:s> <x:p> "a"^^ .`, "line 1, column 19: the type of the literal, an IRI (<…>) was expected, not '.'"},
		{"<x:s> <x:p> \"ab\xff\" .", "line 1, column 16: byte 0xff is not UTF-8"},
		{"_: <x:p> <x:o> .", "line 1, column 3: the label of the blank node is missing"},
	} {
		_, err := readAll([]byte(c.text), Options{})
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || err.Error() != c.want {
			t.Errorf("%q:\ngot  %v\nwant %s", c.text, err, c.want)
		}
	}
}

func TestReadingGoesOnAfterAFault(t *testing.T) {
	r := NewReader(strings.NewReader("<x:s> .\n<x:s> <x:p> <x:o> ."), Options{})
	if _, err := r.ReadQuad(); err == nil {
		t.Error("no error")
	}
	if q, err := r.ReadQuad(); err != nil || q.Object != quad.IRI("x:o") {
		t.Errorf("%v, %v", q, err)
	}
	if _, err := r.ReadQuad(); err != io.EOF {
		t.Error(err)
	}
}

func TestLines(t *testing.T) {
	long := strings.Repeat("long ", 1<<16) // longer than the buffer
	text := "\ufeff<x:s> <x:p> \"" + long + "\" . # why\r<x:s> <x:p> <x:o> <x:g> .\r\n\n \t\n<x:a><x:p>_:b.c.\r"
	quads, err := readAll([]byte(text), Options{})
	if err != nil || len(quads) != 3 || quads[0].Object != quad.String(long) || quads[1].Label != quad.IRI("x:g") || quads[2].Object != quad.BNode("b.c") {
		t.Errorf("%d quads, %v", len(quads), err)
	}
}

func TestRelative(t *testing.T) {
	quads, err := readAll([]byte("_:1 </film/actor> </en/larry_fine> ."), Options{Relative: true})
	if err != nil || len(quads) != 1 || quads[0].Object != quad.IRI("/en/larry_fine") {
		t.Errorf("%v, %v", quads, err)
	}
	w := NewWriter(io.Discard, Options{})
	if err := w.WriteQuad(quads[0]); !errors.Is(err, ErrValue) {
		t.Errorf("a relative IRI was written: %v", err)
	}
}

func TestUnspeakable(t *testing.T) {
	s, p := quad.IRI("x:s"), quad.IRI("x:p")
	for _, q := range []quad.Quad{
		{Subject: s, Predicate: p},
		{Subject: quad.String("s"), Predicate: p, Object: s},
		{Subject: s, Predicate: quad.BNode("p"), Object: s},
		{Subject: s, Predicate: p, Object: s, Label: quad.String("g")},
		{Subject: s, Predicate: p, Object: quad.IRI("http://a b")},
		{Subject: s, Predicate: p, Object: quad.IRI("http://a\xff")},
		{Subject: s, Predicate: p, Object: quad.BNode("a b")},
		{Subject: s, Predicate: p, Object: quad.BNode("a.")},
		{Subject: s, Predicate: p, Object: quad.String("\xff")},
		{Subject: s, Predicate: p, Object: quad.LangString{Value: "a", Lang: "e n"}},
		{Subject: s, Predicate: p, Object: quad.TypedString{Value: "a", Type: "x:t> . <x:s"}},
	} {
		var b bytes.Buffer
		w := NewWriter(&b, Options{})
		if err := w.WriteQuad(q); !errors.Is(err, ErrValue) {
			t.Errorf("%#v: %v", q, err)
		}
		if err := w.Flush(); err != nil || b.Len() > 0 {
			t.Errorf("%q was written, %v", b.String(), err)
		}
	}
}

func TestVisible(t *testing.T) {
	q := quad.Quad{Subject: quad.IRI("x:\u202es"), Predicate: quad.IRI("x:p"), Object: quad.LangString{Value: "\u009b2J\u202eՇ\u2028\U000e0041\ufeff é\uffff", Lang: "hy"}}
	var b bytes.Buffer
	w := NewWriter(&b, Options{Visible: true})
	if err := errors.Join(w.WriteQuad(q), w.Flush()); err != nil {
		t.Fatal(err)
	}
	if want := `<x:\u202Es> <x:p> "\u009B2J\u202EՇ\u2028\U000E0041\uFEFF é\uFFFF"@hy .` + "\n"; b.String() != want {
		t.Errorf("got %s, want %s", b.String(), want)
	}
	if back, err := readAll(b.Bytes(), Options{}); err != nil || len(back) != 1 || back[0] != q {
		t.Errorf("came back as %v, %v", back, err)
	}
}

func TestSorted(t *testing.T) {
	in := "<x:b> <x:p> <x:o> .\n<x:a> <x:p> \"2\" .\n<x:a> <x:p> \"1\" <x:g> .\n<x:b> <x:p> <x:o> .\n"
	quads, err := readAll([]byte(in), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := WriteSorted(&b, sequence(quads), Options{}); err != nil {
		t.Fatal(err)
	}
	if want := "<x:a> <x:p> \"1\" <x:g> .\n<x:a> <x:p> \"2\" .\n<x:b> <x:p> <x:o> .\n"; b.String() != want {
		t.Errorf("got %s", b.String())
	}
}

func sequence(quads []quad.Quad) func(func(quad.Quad, error) bool) {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

// TestRoundTrip: whatever the values, what is written is read back.
func TestRoundTrip(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("\"\\\n\r\t\x00\x7f\u0085\u2028\ufffe\uffff\ufeffux"))))
	iri := rapid.Custom(func(t *rapid.T) quad.Value {
		s := rapid.StringOf(rapid.Rune().Filter(func(r rune) bool { return inIRI(r) })).Draw(t, "iri")
		return quad.IRI("urn:x:" + s)
	})
	object := rapid.OneOf(
		iri,
		rapid.Map(text, func(s string) quad.Value { return quad.String(s) }),
		rapid.Map(text, func(s string) quad.Value { return quad.LangString{Value: quad.String(s), Lang: "en-GB"} }),
		rapid.Map(text, func(s string) quad.Value { return quad.TypedString{Value: quad.String(s), Type: "x:t"} }),
		rapid.Map(rapid.Int64(), func(n int64) quad.Value { return quad.Int(n) }),
		rapid.Map(rapid.Float64(), func(f float64) quad.Value { return quad.Float(f) }),
		rapid.Map(rapid.Bool(), func(b bool) quad.Value { return quad.Bool(b) }),
		rapid.Map(rapid.StringMatching(`[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?`), func(s string) quad.Value { return quad.BNode(s) }),
	)
	rapid.Check(t, func(t *rapid.T) {
		q := quad.Quad{Subject: iri.Draw(t, "s"), Predicate: iri.Draw(t, "p"), Object: object.Draw(t, "o")}
		if rapid.Bool().Draw(t, "labelled") {
			q.Label = iri.Draw(t, "label")
		}
		var b bytes.Buffer
		w := NewWriter(&b, Options{Visible: rapid.Bool().Draw(t, "visible")})
		if err := errors.Join(w.WriteQuad(q), w.Flush()); err != nil {
			t.Fatal(err)
		}
		back, err := readAll(b.Bytes(), Options{})
		if err != nil || len(back) != 1 || back[0] != q {
			t.Errorf("%#v came back as %#v, %v, from %s", q, back, err, b.String())
		}
	})
}

// FuzzReader: no text makes the reader panic, and what it takes is written and read back the same.
func FuzzReader(f *testing.F) {
	f.Add([]byte("<x:s> <x:p> \"a\\u00e9\"@en-GB--ltr <x:g> . # c\r_:a <x:p> \"5\"^^<x:t> .\n"))
	f.Add([]byte("<x:s> <x:p> \"\\"))
	f.Add([]byte("_:a.b. <x:p> \"8.5E-1\"^^<http://www.w3.org/2001/XMLSchema#double>."))
	f.Fuzz(func(t *testing.T, text []byte) {
		quads, err := readAll(text, Options{})
		var syntax *SyntaxError
		if err != nil && !errors.As(err, &syntax) {
			t.Fatal(err)
		}
		var b bytes.Buffer
		w := NewWriter(&b, Options{})
		for _, q := range quads {
			if err := w.WriteQuad(q); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		again, err := readAll(b.Bytes(), Options{})
		if err != nil || len(again) != len(quads) {
			t.Fatalf("%d of %d quads, %v", len(again), len(quads), err)
		}
		for i := range quads {
			if quads[i].String() != again[i].String() {
				t.Errorf("%v became %v", quads[i], again[i])
			}
		}
	})
}

func BenchmarkReader(b *testing.B) {
	line := "<urn:quadrille:actor/united-states> <urn:quadrille:rel/mediates> <urn:quadrille:process/armenia-azerbaijan-peace-process> <urn:quadrille:evidence/7f3a0123456789ab/12> .\n"
	text := []byte(strings.Repeat(line, 10000))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if quads, err := readAll(text, Options{}); err != nil || len(quads) != 10000 {
			b.Fatal(err)
		}
	}
}
