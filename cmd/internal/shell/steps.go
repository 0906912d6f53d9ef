package shell

import (
	"fmt"
	"strings"
)

// pathStep is a step of a path in Gizmo, as .help gizmo shows it and Tab offers it.
type pathStep struct {
	name  string
	args  string // an example of its arguments
	about string
}

// pathSteps are those that most questions need; graph/lang/gizmo has all.
func pathSteps() []pathStep {
	return []pathStep{
		{"out", `"rel:said"`, "along a relation; several: [\"a\", \"b\"]"},
		{"in", `"rel:mediates"`, "against it"},
		{"both", `"rel:meets"`, "either way"},
		{"has", `"rdf:type", "schema:Person"`, "keeps nodes with this property"},
		{"is", `"actor:russia"`, "keeps these nodes"},
		{"filter", `like("%peace%")`, "keeps what is so; also regex, lt, gte, …"},
		{"tag", `"who"`, "names the node: a column of the answer"},
		{"back", `"who"`, "goes back to the node of that name"},
		{"save", `"rdfs:label", "name"`, "a property as a column; saveOpt if any"},
		{"saveOpt", `"skos:altLabel", "also"`, ""}, // told beside another, as are those below without words
		{"labelContext", `null, "evidence"`, "a column for the evidence of later steps"},
		{"followRecursive", `"rel:represents"`, "along a relation as far as it goes"},
		{"and", `g.V().in("rel:said")`, "keeps what is there too; also or, except"},
		{"or", `g.V().in("rel:said")`, ""},
		{"except", `g.V().in("rel:said")`, ""},
		{"unique", ``, "each row once"},
		{"order", ``, "by the node where it stands"},
		{"limit", `10`, "the first rows; skip leaves them out"},
		{"skip", `10`, ""},
		{"labels", ``, "the evidence of the node's quads"},
		{"outPredicates", ``, "relations that go out; also inPredicates"},
		{"inPredicates", ``, ""},
		{"count", ``, "how many there are"},
		{"all", ``, "answers; may be left out at the end"},
	}
}

// helpGizmo explains the query language.
func helpGizmo() string {
	var b strings.Builder
	b.WriteString(`A query is a path. It begins at g.V("node", …), at any node with g.V(), and goes
on step by step. A node is an IRI in its short form or a text. Relations have
three forms: rel: for what is asserted, not: for what is denied, may: for what is
hedged.

`)
	for _, s := range pathSteps() {
		if s.about != "" {
			fmt.Fprintf(&b, "  %-34s  %s\n", "."+s.name+"("+s.args+")", s.about)
		}
	}
	b.WriteString(`
Who mediates what Russia rejects:
  g.V("actor:russia").out("rel:rejects").tag("what").in("rel:mediates").all()
Queries may also be scripts in JavaScript that call g.emit({column: value}).
`)
	return b.String()
}
