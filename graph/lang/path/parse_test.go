package path

import (
	"errors"
	"strings"
	"testing"

	"quadrille/graph/lang"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`?who mediates "Armenia-Azerbaijan peace process"`, ""},
		{`lavrov said/about ?whom`, ""},
		{`russia rejects/^mediates ?who where ?who != russia since 2023-06-01`, ""},
		{`?issue blocks ?treaty ; ?actor demands ?issue`, ""},
		{`?a (supports|not:opposes)+ / ^signs* ?b;`, `?a (supports|not:opposes)+/^signs* ?b`},
		{`?a ^(represents/represents?) <urn:quadrille:actor/russia>`, ""},
		{`?a !(rel:said|^rel:about) ?b`, ""},
		{`?a !said ?b`, `?a !(said) ?b`},
		{`?a ((said)) ?b`, `?a said ?b`},
		{`?a (a/b)|c ?b`, `?a a/b|c ?b`},
		{`?a a/(b|c) ?b`, ""},
		{`?a (a*)* ?b`, ""},
		{`?a (^a)* ?b`, ""},
		{`?a ^(a*) ?b`, `?a ^a* ?b`},
		{`?a <https://schema.org/text> ?b`, ""},
		{`?a said ?b where ?a is person and ?b ~ "grain \"deal\"" since 2023 until 2023-06 voice author confidence >= .8 confidence < 1 count by ?a order by ?count desc, ?a limit 5`,
			`?a said ?b where ?a is person and ?b ~ "grain \"deal\"" since 2023 until 2023-06 voice author confidence >= 0.8 confidence < 1 count by ?a order by ?count desc, ?a limit 5`},
		{"?a said ?b # who says what\n where ?a is not country", `?a said ?b where ?a is not country`},
		{"u.s. hosts “Camp David”", `u.s. hosts "Camp David"`},
		{"?a said ?b WHERE ?a = Երևան LIMIT 3", "?a said ?b where ?a = Երևան limit 3"},
	} {
		q, err := Parse(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		want := c.want
		if want == "" {
			want = c.text
		}
		if got := q.String(); got != want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, want)
		}
	}
}

// A text that ends too early is no fault yet: the shell asks for another line.
func TestParseIncomplete(t *testing.T) {
	const text = `russia (rejects|^mediates)/!(a|b) "peace process" ; ?a said ?b where ?a != <urn:x> and ?b ~ "x" since 2023 voice author confidence > 0.5 count by ?a order by ?a desc limit 7`
	whole := map[string]bool{} // where the text may end
	for i := range text {
		_, err := Parse(text[:i])
		if err == nil {
			whole[text[:i]] = true
		} else if !errors.Is(err, lang.ErrIncomplete) && !strings.HasSuffix(text[:i], " ") && i > 0 {
			// A keyword that has begun is the only thing that another letter could still mend.
			if last := text[strings.LastIndexByte(text[:i], ' ')+1 : i]; !begins(last) {
				t.Errorf("%q: %v, want ErrIncomplete", text[:i], err)
			}
		}
	}
	for _, part := range []string{`russia (rejects|^mediates)/!(a|b) "peace process"`, `russia (rejects|^mediates)/!(a|b) "peace process" ; ?a said ?b`} {
		if !whole[part] {
			t.Errorf("%q is whole", part)
		}
	}
}

func begins(w string) bool {
	for _, k := range append([]string{"author", "claim", "and", "by", "desc", "is", "2023"}, clauses...) {
		if strings.HasPrefix(k, w) {
			return true
		}
	}
	return false
}

func TestParseFaults(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`russia ?who`, `line 1, column 8: a relation is missing: write ?who mediates ?what`},
		{`?a said?b`, `line 1, column 9: a space is missing before "b": a? repeats a, ?a is a variable`},
		{`?a said** ?b`, `line 1, column 9: '*' repeats what is repeated already: leave it out, or put a space before a variable`},
		{`?a said ?b wher ?a is person`, `line 1, column 12: "wher" stands where one of ; where since until voice confidence count order limit is expected`},
		{`?a said ?b limit 0`, `line 1, column 18: limit takes a number of rows from 1 on, not 0`},
		{`?a said ?b since june`, `line 1, column 18: "june" stands where a date like 2023-06-01 is expected`},
		{`?a said ?b since 2023-13`, `line 1, column 18: 2023-13 is no date: write 2023, 2023-06 or 2023-06-01`},
		{`?a said ?b since 2023 since 2024`, `line 1, column 23: since stands twice`},
		{`?a said ?b where ?c = russia`, `line 1, column 18: ?c stands in no pattern: there are ?a ?b`},
		{`russia said putin count by ?c`, `line 1, column 28: ?c stands in no pattern: these have no variables`},
		{`?a said ?b where ?a is ?b`, `line 1, column 24: after is stands a type: person, organization, country, group, process, treaty, issue, event`},
		{`?a said ?b confidence > 80`, `line 1, column 25: confidence goes from 0 to 1, 80 is none`},
		{"?a said\n ?b ; ?c (said ?d", `line 2, column 16: "?d" stands where ")", "/" or "|" is expected`},
		{`?a said "x` + "\n" + `y"`, `line 1, column 9: the quotation mark is not closed in its line`},
		{`?a <urn:x y> ?b`, `line 1, column 4: the IRI is not closed: write <urn:…>`},
		{`?a ` + strings.Repeat("(", 200) + `a`, `line 1, column 105: parentheses stand more than 100 deep`},
		{`😀 said | ?b`, `line 1, column 11: a relation is missing: write ?who mediates ?what`},
	} {
		_, err := Parse(c.text)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s\n got %v\nwant %s", c.text, err, c.want)
		}
	}
}

// FuzzParse: no text makes the parser panic, and what it reads it prints so that it reads it again.
func FuzzParse(f *testing.F) {
	f.Add(`?a (supports|^not:opposes)+/!(a|^b)? "x" ; ?b said <urn:x> where ?a != b and ?b is person since 2023 limit 4`)
	f.Add("“a” b? ?c")
	f.Fuzz(func(t *testing.T, text string) {
		q, err := Parse(text)
		if err != nil {
			return
		}
		again, err := Parse(q.String())
		if err != nil {
			t.Fatalf("%q was printed as %q: %v", text, q, err)
		}
		if again.String() != q.String() {
			t.Fatalf("%q was printed as %q and then as %q", text, q, again)
		}
	})
}
