package graph_test

import (
	"testing"

	"quadrille/graph"
)

func TestLanguageOf(t *testing.T) {
	for text, want := range map[string]graph.Language{
		`g.V("actor:russia").all()`:           graph.Gizmo,
		"\n  graph.Vertex().all()":            graph.Gizmo,
		`var x = 1; x`:                        graph.Gizmo,
		`function f() {} f()`:                 graph.Gizmo,
		`f()`:                                 graph.Gizmo,
		`x = g.V()`:                           graph.Gizmo,
		`1 + 1`:                               graph.Gizmo,
		`JSON.stringify({})`:                  graph.Gizmo,
		`lavrov`:                              graph.Gizmo,
		`"text"`:                              graph.Gizmo,
		`"a" + "b"`:                           graph.Gizmo,
		`'text'`:                              graph.Gizmo,
		`({a: 1})`:                            graph.Gizmo,
		"// what for\ng.V().all()":            graph.Gizmo,
		`?who mediates ?what`:                 graph.Path,
		`lavrov said ?x`:                      graph.Path,
		`"peace process" ^mediates ?who`:      graph.Path,
		`<urn:x> said ?y`:                     graph.Path,
		`variable said ?x`:                    graph.Path,
		`ifad supports ?x`:                    graph.Path,
		`u.s. hosts ?x`:                       graph.Path,
		`actor:russia (said|rejects) ?x`:      graph.Path,
		`g7 hosts ?x`:                         graph.Path,
		"# who mediates\n?who mediates ?what": graph.Path,
	} {
		if got := graph.LanguageOf(text); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}
