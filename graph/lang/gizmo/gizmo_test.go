package gizmo

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"quadrille/graph/algebra"
	"quadrille/graph/lang"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

// recorder is an Executor that keeps the operators it is asked to run.
type recorder struct{ ops []algebra.Operator }

func (r *recorder) Run(o algebra.Operator, _ []algebra.Var, _ func(lang.Rows) error) error {
	r.ops = append(r.ops, o)
	return nil
}

func (r *recorder) Count(o algebra.Operator) (int, error) {
	r.ops = append(r.ops, o)
	return 0, nil
}

func (*recorder) Term(uint64) (quad.Value, error) { return nil, nil }

func (*recorder) Known(quad.Value) (bool, error) { return true, nil }

// A value bound as a parameter comes out as it went in, whether it is emitted or stands in a path.
func TestParamsAreValues(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"actor:russia", "<actor:russia>", "<urn:x>", "_:b", `"x"@en`, `"x"^^<y>`, "x:y", "event: talks", "`${g}`", "\\u0041", "\"); g.V(", "",
	}))
	value := rapid.Custom(func(t *rapid.T) quad.Value {
		s := text.Draw(t, "text")
		switch rapid.IntRange(0, 8).Draw(t, "kind") {
		case 0:
			return quad.IRI(s)
		case 1:
			return quad.BNode(s)
		case 2:
			return quad.LangString{Value: quad.String(s), Lang: "en"}
		case 3:
			return quad.TypedString{Value: quad.String(s), Type: "urn:type"}
		case 4:
			return quad.Int(rapid.Int64().Draw(t, "int"))
		case 5:
			return quad.Float(rapid.Float64Range(-1e300, 1e300).Draw(t, "float"))
		case 6:
			return quad.Bool(rapid.Bool().Draw(t, "bool"))
		case 7:
			return quad.Time(time.Unix(rapid.Int64Range(0, 1<<33).Draw(t, "time"), 0).UTC())
		}
		return quad.String(s)
	})
	rapid.Check(t, func(rt *rapid.T) {
		v := value.Draw(rt, "value")
		r := &recorder{}
		table, err := Run(t.Context(), r, lang.Request{Text: `g.emit(x); g.emit([x, x]); g.emit({x: x}); g.V(x).all(); g.V([x]).has(x, x).all()`,
			Params: map[string]quad.Value{"x": v}})
		if err != nil {
			rt.Fatal(err)
		}
		if len(table.Rows) != 4 {
			rt.Fatalf("%d rows", len(table.Rows))
		}
		for _, row := range table.Rows {
			found := false
			for _, cell := range row {
				found = found || cell == v
			}
			if !found {
				rt.Errorf("%T %#v was emitted as %#v", v, v, row)
			}
		}
		if len(r.ops) != 2 {
			rt.Fatalf("%d operators", len(r.ops))
		}
		// The value must stand in each operator wherever the script wrote x.
		if got := strings.Count(fmt.Sprintf("%#v", r.ops[0]), fmt.Sprintf("%#v", v)); got < 1 {
			rt.Errorf("%T %#v stands in a path as %#v", v, v, r.ops[0])
		}
		join, ok := r.ops[1].(algebra.Project).Op.(algebra.Join)
		if !ok {
			rt.Fatalf("%#v", r.ops[1])
		}
		if start := join.Ops[0].(algebra.Values).Rows[0][0]; start != v {
			rt.Errorf("%T %#v stands in V() as %#v", v, v, start)
		}
		if h := join.Ops[1].(algebra.Quads); h.Predicate.Value != v || h.Object.Value != v {
			rt.Errorf("%T %#v stands in has() as %#v", v, v, h)
		}
	})
}

// What a term prints as reads as the same term, if it is a name.
func TestNamesReadAsTheyPrint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		iri := quad.IRI(rapid.OneOf(
			rapid.StringMatching(`urn:quadrille:(actor|rel|article)/[a-z0-9#=,/-]{0,12}`),
			rapid.StringMatching(`(actor|http|x)?:?[a-z:/#]{0,12}`),
		).Draw(t, "iri"))
		back, ok := reads(display(iri)).(quad.IRI)
		// "<actor:x>" is short for a full name, so the bare IRI actor:x cannot be written.
		if full, _ := reads(string(iri)).(quad.IRI); full != "" && full != iri {
			return
		}
		if !ok || back != iri {
			t.Errorf("%s prints as %s, which reads as %#v", iri, display(iri), reads(display(iri)))
		}
	})
}

func TestMeant(t *testing.T) {
	for name, want := range map[string]string{"outt": "out", "uniuqe": "unique", "getlimit": "getLimit", "folow": "follow", "zebra": "", "al": "all", "toarray": "toArray"} {
		var names []string
		for n := range methods {
			names = append(names, n)
		}
		got := meant(name, names)
		if want != "" {
			want = ": did you mean " + want + "?"
		}
		if got != want {
			t.Errorf("%s%s, want %q", name, got, want)
		}
	}
}

// What could make a huge value in one call is bounded, however it is written; plain paths are not slowed down for it.
func TestBounds(t *testing.T) {
	for _, text := range []string{
		`"x".repeat(1 << 28)`, `"x"["rep" + "eat"](1 << 28)`, `/"/; "x"["rep" + "eat"](1 << 28)`, `x = /[/*]/; "x"["rep"+"eat"](1 << 28) /* */`,
		"`x`[`re` + `peat`](1 << 28)", `var {["rep" + "eat"]: f} = "x"; f.call("x", 1 << 28)`, `"x".\u0072epeat(1 << 28)`,
		`Array(1 << 28).fill(0)`, `new Array(1 << 28).join("x")`, `new Uint8Array(1 << 30)`, `new ArrayBuffer(1 << 30)`,
		`"x".padStart(1 << 28)`, `var s = "xxxxxxxx"; for (var i = 0; i < 10; i++) s += s; s.replace(/x/g, s); s.replaceAll("x", s)`, `[]["const" + "ructor"](1 << 28)["fi" + "ll"](0)`, `eval("'x'.rep" + "eat(1 << 28)")`,
	} {
		begun := time.Now()
		_, err := Run(t.Context(), &recorder{}, lang.Request{Text: text})
		if err == nil {
			t.Errorf("%s: no error", text)
		}
		if d := time.Since(begun); d > time.Second {
			t.Errorf("%s took %v", text, d)
		}
	}
	for _, text := range []string{
		`g.V("<http://n/actor/500>").out(null, "pred").all()`, "// [x]\ng.V('a[b]').out([\"<a>\", \"<b>\"]).all()", `var n = 0; g.V().forEach(function(d) { n++ }); g.emit(n)`,
	} {
		if reaching(text) {
			t.Errorf("%s is slowed down", text)
		}
	}
}

// A script that fills the memory is ended.
func TestMemory(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	_, err := Run(ctx, &recorder{}, lang.Request{Text: `var a = []; for (var i = 0; ; i++) { a.push("x".repeat(1000) + i) }`, Memory: 64 << 20})
	if err == nil || !strings.Contains(err.Error(), "64 MiB") {
		t.Error(err)
	}
}
