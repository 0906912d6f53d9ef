package sketch

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

const sample = `# Two lines of news.
entity actor:armenia Country "Armenia" also "Yerevan" code ARM
entity issue:checkpoint Issue "checkpoint"

article 2023-06-26 "A title"
. The "checkpoint" blocks the treaty, Yerevan says.
  actor:armenia rel:said c1 "blocks the treaty" cue "says" about issue:checkpoint
  c1: issue:checkpoint rel:blocks treaty:t cue "blocks" past
`

func TestRead(t *testing.T) {
	articles, err := Read("f", sample)
	if err != nil || len(articles) != 1 {
		t.Fatalf("%d articles, %v", len(articles), err)
	}
	var claim quad.Value
	for _, q := range articles[0].Quads {
		if q.Predicate == quad.IRI(schema.Rel+schema.Said) {
			claim = q.Object
		}
	}
	iri := func(short string) quad.IRI {
		full, _ := schema.Expand(short)
		return full
	}
	for _, want := range []struct{ s, p, o quad.Value }{
		{iri("issue:checkpoint"), iri("rel:blocks"), iri("treaty:t")},
		{claim, schema.Text, quad.String("blocks the treaty")},
		{iri("actor:armenia"), schema.AltLabel, quad.String("Yerevan")},
	} {
		if !slices.ContainsFunc(articles[0].Quads, func(q quad.Quad) bool {
			return q.Subject == want.s && q.Predicate == want.p && q.Object == want.o
		}) {
			t.Errorf("no quad %v", want)
		}
	}
	if i := slices.IndexFunc(articles[0].Quads, func(q quad.Quad) bool { return q.Predicate == schema.Voice && q.Object == claim }); i < 0 {
		t.Error("no evidence has the claim's voice")
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct{ old, instead, want string }{
		{"entity issue:checkpoint Issue", "entity issue:checkpoint Problem", `f:3: there is no class "Problem"`},
		{`Issue "checkpoint"`, `Issue`, `f:3: expected entity IRI CLASS "Name"`},
		{"entity issue:", "entity nonsense:", `f:3: "nonsense:checkpoint" has no known prefix`},
		{`"A title"`, `"A title`, `f:5: expected a closing quotation mark after "A title`},
		{`"A title"`, ``, `f:5: expected article DATE "Title"`},
		{"article 2023-06-26 \"A title\"\n", "", `f:5: a sentence without an article above it`},
		{". The", "# The", `f:7: an assertion without a sentence above it`},
		{`"blocks the treaty" cue`, `"breaks the treaty" cue`, `f:7: "breaks the treaty" does not stand in`},
		{`"blocks the treaty" cue`, `cue`, `f:7: expected what the claim says`},
		{`cue "says"`, ``, `f:7: expected cue`},
		{"c1: issue", "c2: issue", `f:8: no claim "c2" before this`},
		{"rel:blocks treaty:t cue \"blocks\" past", "", `f:8: expected SUBJECT PREDICATE OBJECT cue`},
		{"issue:checkpoint rel:blocks", "issue:other rel:blocks", `f:8: no line above says which entity issue:other is`},
	} {
		if !strings.Contains(sample, c.old) {
			t.Fatalf("the sample has no %q", c.old)
		}
		_, err := Read("f", strings.Replace(sample, c.old, c.instead, 1))
		var fault *Fault
		if !errors.As(err, &fault) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.instead, err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, text string) {
		_, err := Read("f", text)
		var fault *Fault
		if err != nil && (!errors.As(err, &fault) || fault.Line < 1) {
			t.Fatalf("no place in %v", err)
		}
	})
}
