package schema_test

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// TestTurtleIsRead lets a reader that nobody here wrote parse the vocabulary.
func TestTurtleIsRead(t *testing.T) {
	var b bytes.Buffer
	if err := schema.Turtle(&b, "https://example.org/kg/"); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), schema.Base) {
		t.Error("the base was not replaced everywhere")
	}
	python := exec.CommandContext(t.Context(), "python3", "-c", `
import sys, rdflib
g = rdflib.Graph().parse(data=sys.stdin.read(), format="turtle")
kg = "https://example.org/kg/"
u = rdflib.URIRef
assert (u(kg + "not/mediates"), u(kg + "rel/negates"), u(kg + "rel/mediates")) in g
assert (u(kg + "may/said"), u(kg + "rel/hedges"), u(kg + "rel/said")) in g
for p in g.predicates():
    if p.startswith(kg):
        assert (p, None, None) in g, p
`)
	python.Stdin = &b
	if out, err := python.CombinedOutput(); err != nil {
		if bytes.Contains(out, []byte("No module named")) && os.Getenv("QUADRILLE_READERS") == "" {
			t.Skip("rdflib is not installed")
		}
		t.Fatalf("rdflib: %v\n%s", err, out)
	}
}

// TestRelationsAreKnown holds the table of relations against those that Polarity knows.
func TestRelationsAreKnown(t *testing.T) {
	names := map[string]bool{}
	for _, r := range schema.Relations() {
		names[r.Name] = true
		if p, name, ok := schema.Polarity(mustExpand(t, "may:"+r.Name)); p != "may" || name != r.Name || !ok {
			t.Errorf("Polarity does not know may:%s", r.Name)
		}
		if r.About == "" || r.Subject == "" || r.Object == "" {
			t.Errorf("%s is not described", r.Name)
		}
	}
	if len(names) != 15 {
		t.Errorf("%d relations, the graph model has 15", len(names))
	}
}

func mustExpand(t *testing.T, short string) quad.IRI {
	t.Helper()
	iri, ok := schema.Expand(short)
	if !ok {
		t.Fatalf("%s has no known prefix", short)
	}
	return iri
}
