package schema_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// TestTurtleIsRead lets a reader that nobody here wrote parse the vocabulary, and asks it whether each relation has its
// twins and each term its label, meaning, domain and range.
func TestTurtleIsRead(t *testing.T) {
	var b bytes.Buffer
	if err := schema.Turtle(&b, "https://example.org/kg/"); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), schema.Base) {
		t.Error("the base was not replaced everywhere")
	}
	var names []string
	for _, r := range schema.Relations() {
		names = append(names, r.Name)
	}
	python := exec.CommandContext(t.Context(), "python3", append([]string{"-I", "-X", "utf8", "-c", `
import sys, rdflib
from rdflib import RDF, RDFS, OWL, SKOS
from rdflib.collection import Collection
g = rdflib.Graph().parse(data=sys.stdin.read(), format="turtle")
kg = "https://example.org/kg/"
u = lambda s: rdflib.URIRef(kg + s)

def classes(node):
    union = g.value(node, OWL.unionOf)
    return [node] if union is None else list(Collection(g, union))

def named(node):
    assert isinstance(g.value(node, RDFS.label), rdflib.Literal), node
    assert len(g.value(node, RDFS.comment)) > 5, node

for name in sys.argv[1:]:
    for polarity, tie in ("rel", None), ("not", "negates"), ("may", "hedges"):
        p = u(polarity + "/" + name)
        assert (p, RDF.type, RDF.Property) in g, p
        named(p)
        if tie:
            assert list(g.objects(p, u("rel/" + tie))) == [u("rel/" + name)], p
        for side in RDFS.domain, RDFS.range:
            c, = g.objects(p, side)
            for one in classes(c):
                assert (one, RDFS.comment, None) in g, one

ours = [p for p in g.subjects(RDF.type, RDF.Property)]
assert len(ours) == len(set(ours)), "described twice"
for p in ours:
    named(p)
for s, p, o in g:
    for x in s, p, o:
        if isinstance(x, rdflib.URIRef) and x.startswith(kg) and x != u("schema"):
            assert (x, RDFS.label, None) in g, x
assert g.value(u("rel/cue"), u("rel/parc")) == rdflib.Literal("cue")
assert g.value(u("may/mediates"), u("rel/cameo")) == rdflib.Literal("039")
assert g.value(u("rel/signs"), u("rel/plover")) == rdflib.Literal("AGREE")
assert (u("rel/about"), SKOS.exactMatch, rdflib.URIRef("https://schema.org/about")) in g
assert set(classes(u("type/Actor"))) == {rdflib.URIRef("https://schema.org/" + c) for c in ("Person", "Organization", "Country")} | {u("type/Group")}
`}, names...)...)
	python.Stdin = &b
	if out, err := python.CombinedOutput(); err != nil {
		if (bytes.Contains(out, []byte("ModuleNotFoundError")) || errors.Is(err, exec.ErrNotFound)) && os.Getenv("QUADRILLE_READERS") != "1" {
			t.Skip("rdflib is not installed")
		}
		t.Fatalf("rdflib: %v\n%s", err, out)
	}
}

func TestTurtleRefusesBase(t *testing.T) {
	for _, base := range []string{"example", "https://example.org/> . <x", "https://example.org/a b"} {
		var b bytes.Buffer
		if err := schema.Turtle(&b, base); !errors.Is(err, schema.ErrBase) || b.Len() > 0 {
			t.Errorf("%q: %v, %d bytes", base, err, b.Len())
		}
	}
}

// TestTermsAreDescribed holds the table of node facts against the constants of terms.go.
func TestTermsAreDescribed(t *testing.T) {
	var b bytes.Buffer
	if err := schema.Turtle(&b, ""); err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("terms.go")
	if err != nil {
		t.Fatal(err)
	}
	terms := regexp.MustCompile(`quad\.IRI\(Rel \+ "(\w+)"\)`).FindAllStringSubmatch(string(source), -1)
	if len(terms) < 17 {
		t.Fatalf("only %d terms found", len(terms))
	}
	for _, m := range terms {
		if !strings.Contains(b.String(), "\nrel:"+m[1]+" a rdf:Property ;\n") {
			t.Errorf("rel:%s is not described", m[1])
		}
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
