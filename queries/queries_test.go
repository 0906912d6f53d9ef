package queries_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"quadrille/queries"

	"github.com/google/go-cmp/cmp"
)

const sample = `// name: a-sample
// about: What it answers.
//
// note: One remark,
// note: and another.
// param: actor entity; whose
// param: after date = 2023-01-01; from when on
// param: most int = 10
// param: word string = "a; \"b\""
// param: how enum(any, "not sure") = any; how surely
// columns: actor, times
// example: actor="United States" most=3 how="not sure"

g.V(actor).all();
`

func TestParse(t *testing.T) {
	got, err := queries.Parse("a-sample.gizmo", sample)
	if err != nil {
		t.Fatal(err)
	}
	want := queries.Query{
		Name:  "a-sample",
		About: "What it answers.",
		Notes: []string{"One remark,", "and another."},
		Params: []queries.Param{
			{Name: "actor", Type: queries.Entity, Required: true, Help: "whose"},
			{Name: "after", Type: queries.Date, Default: "2023-01-01", Help: "from when on"},
			{Name: "most", Type: queries.Int, Default: "10"},
			{Name: "word", Type: queries.String, Default: `a; "b"`},
			{Name: "how", Type: queries.Enum, Choices: []string{"any", "not sure"}, Default: "any", Help: "how surely"},
		},
		Columns: []string{"actor", "times"},
		Example: []queries.Arg{{Name: "actor", Value: "United States"}, {Name: "most", Value: "3"}, {Name: "how", Value: "not sure"}},
		Lang:    queries.Gizmo,
		Source:  sample,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	var example []string
	for _, a := range got.Example {
		example = append(example, a.String())
	}
	if got, want := strings.Join(example, " "), `actor="United States" most=3 how="not sure"`; got != want {
		t.Errorf("example is written as %s, want %s", got, want)
	}
	if !strings.HasPrefix(got.Script(), strings.TrimSpace(sample)) {
		t.Error("the script does not begin with the file: positions of faults would be off")
	}
}

// Each case changes one line of the sample.
func TestParseFaults(t *testing.T) {
	for _, c := range []struct{ line, instead, want string }{
		{"name: a-sample", "name: A sample", `1:10: expected a name of lower-case letters, digits and hyphens, found "A sample"`},
		{"// name: a-sample", "//", `13:1: the header has no line "// name: …"`},
		{"about: What", "abuot: What", `2:4: unknown line "abuot"; did you mean "about"?`},
		{"about: What it answers.", "about:", `2:10: expected what the query answers`},
		{"about: What", "name: What", `2:4: a second line "name"`},
		{"note: and", "and", `5:4: expected a line of the header: one of name, about, note, param, columns, example, lang, test, row, followed by a colon`},
		{"actor entity;", "actor entiti;", `6:17: expected the type of actor: one of entity, date, int, string, enum`},
		{"actor entity;", "2actor entity;", `6:11: expected a parameter's name: letters, digits and _, a letter first`},
		{"actor entity;", "with entity;", `6:11: "with" has a meaning of its own in scripts; choose another name`},
		{"actor entity;", "facts entity;", `6:11: "facts" has a meaning of its own in scripts; choose another name`},
		{"after date", "actor date", `7:11: a second parameter "actor"`},
		{"2023-01-01", "yesterday", `7:24: default of after: expected a day like 2023-06-17, found "yesterday"`},
		{"most int = 10", "most int = ", `8:22: expected a value; the empty one is written ""`},
		{"most int = 10", "most int 10", `8:20: expected "= default", "; help" or the end of the line`},
		{`"a; \"b\""`, `"ä; \"b`, `9:25: expected a closing quotation mark`},
		{"enum(any,", "enum any,", `10:19: expected the choices of the enum in parentheses`},
		{`, "not sure")`, `, any)`, `10:25: expected a choice that was not there before, without space around it`},
		{`, "not sure")`, ` "not sure")`, `10:24: expected a comma or a closing parenthesis`},
		{"= any;", "= none;", `10:39: default of how: expected one of any, not sure, found "none"`},
		{"actor, times", "actor, actor", `11:20: expected a column's name that was not there before: letters, digits and _, a letter first`},
		{"actor, times", "actor times", `11:19: expected a comma or the end of the line`},
		{"most=3", "mots=3", `12:35: the query takes no parameter "mots", or takes it once`},
		{"most=3", "most=three", `12:35: most: expected a whole number, found "three"`},
		{"most=3", "most", `12:35: expected an argument as name=value`},
		{`actor="United States" `, "", `12:34: the example lacks actor, which has no default`},
		{"g.V(actor).all();", "var x = 1;\nfunction facts() {}", `15:10: "facts" is one of the shared functions; choose another name`},
		{"g.V(actor).all();", "var how = 1;", `14:5: "how" is a parameter; choose another name`},
		{"g.V(actor).all();", "", `13:1: expected a script after the header`},
	} {
		if !strings.Contains(sample, c.line) {
			t.Fatalf("the sample has no %q", c.line)
		}
		_, err := queries.Parse("f", strings.Replace(sample, c.line, c.instead, 1))
		var fault *queries.ParseError
		if !errors.As(err, &fault) {
			t.Errorf("%s: got %v, want a ParseError", c.instead, err)
		} else if got := fault.Error(); got != "f:"+c.want {
			t.Errorf("%s:\n got %s\nwant f:%s", c.instead, got, c.want)
		}
	}
}

func TestLookup(t *testing.T) {
	q, err := queries.Builtin().Lookup("mediators")
	if err != nil || q.Name != "mediators" {
		t.Fatalf("got %q, %v", q.Name, err)
	}
	for name, want := range map[string]string{
		"mediator":  `no such saved query: "mediator"; did you mean "mediators"?`,
		"Medaitors": `no such saved query: "Medaitors"; did you mean "mediators"?`,
		"time":      `no such saved query: "time"; did you mean "timeline"?`,

		"who-mediates":        `no such saved query: "who-mediates"; did you mean "mediators"?`,
		"who-said-what":       `no such saved query: "who-said-what"; did you mean "said-about"?`,
		"who-speaks-for-whom": `no such saved query: "who-speaks-for-whom"; did you mean "spokespeople"?`,
	} {
		_, err := queries.Builtin().Lookup(name)
		if !errors.Is(err, queries.ErrUnknown) || err.Error() != want {
			t.Errorf("Lookup(%q): got %v, want %s", name, err, want)
		}
	}
	if _, err := queries.Builtin().Lookup("xyzzy-plugh-frobnicate"); err == nil || !strings.Contains(err.Error(), "there are accusations, ") {
		t.Errorf("a name like none: got %v, want the list of names", err)
	}
}

func TestListIsByName(t *testing.T) {
	var names []string
	for _, q := range queries.Builtin().List() {
		names = append(names, q.Name)
	}
	if len(names) < 14 || !slices.IsSorted(names) {
		t.Errorf("got %q, want at least 14 names in order", names)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	for _, q := range queries.Builtin().List() {
		f.Add(q.Source)
	}
	f.Add("// name: x\n// about: y\n// param: p enum(\"\\xff\", é) = é\n// columns: c\n// example: p=\"\\xff\"\nx")
	f.Fuzz(func(t *testing.T, text string) {
		q, err := queries.Parse("f", text)
		if err != nil {
			var fault *queries.ParseError
			if !errors.As(err, &fault) || fault.Line < 1 || fault.Column < 1 || fault.Line > strings.Count(text, "\n")+2 {
				t.Fatalf("%q: no place in %v", text, err)
			}
			return
		}
		// What was read can be written and read again, and the example can be bound.
		var args []string
		for _, a := range q.Example {
			args = append(args, a.String())
		}
		if len(q.Columns) == 0 || q.Name == "" || q.About == "" {
			t.Fatalf("%q: read as %+v", text, q)
		}
		again, err := queries.Parse("f", strings.Replace(header(q), "EXAMPLE", strings.Join(args, " "), 1))
		if err != nil {
			t.Fatalf("%q: written again: %v", text, err)
		}
		if d := cmp.Diff(q.Example, again.Example); d != "" {
			t.Fatalf("%q: the example changed: %s", text, d)
		}
		if _, err := q.Bind(t.Context(), q.ExampleArgs(), resolveAny); err != nil {
			t.Fatalf("%q: the example cannot be bound: %v", text, err)
		}
	})
}

// header writes a header that takes what q takes.
func header(q queries.Query) string {
	var b strings.Builder
	b.WriteString("// name: " + q.Name + "\n// about: it\n// columns: c\n// example: EXAMPLE\n")
	for _, p := range q.Params {
		b.WriteString("// param: " + p.Name + " ")
		if p.Type == queries.Enum {
			b.WriteString("string")
		} else {
			b.WriteString(p.Type.String())
		}
		b.WriteString(" = \"\"\n")
	}
	return b.String() + "script"
}
