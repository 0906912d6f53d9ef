package graph

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"quadrille/graph/export"
	"quadrille/graph/format/nquads"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

const handwritten = "export/testdata/sample.nq"

// imported opens a graph in memory with the quads of text.
func imported(t *testing.T, text []byte, base string) *Graph {
	t.Helper()
	g, err := Open(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	})
	var r quad.Reader = nquads.NewReader(bytes.NewReader(text), nquads.Options{})
	if base != "" {
		r = Rebase(r, base)
	}
	if _, err := g.Import(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	return g
}

func exported(t *testing.T, g *Graph, o ExportOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := g.Export(t.Context(), &b, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// values are quads with every kind of value that a graph may hold.
const values = `<urn:x:s> <urn:x:p> "five"@en-GB <urn:x:g> .
<urn:x:s> <urn:x:p> "tab\tquote\" line\nend \\ \u0000\u001B\u007F" <urn:x:g> .
<urn:x:s> <urn:x:p> "" <urn:x:g> .
<urn:x:s> <urn:x:p> "5" <urn:x:g> .
<urn:x:s> <urn:x:p> "5"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:x:g> .
<urn:x:s> <urn:x:p> "05"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:x:g> .
<urn:x:s> <urn:x:p> "8.5E-1"^^<http://www.w3.org/2001/XMLSchema#double> <urn:x:g> .
<urn:x:s> <urn:x:p> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> <urn:x:g> .
<urn:x:s> <urn:x:p> "2023-06-17"^^<http://www.w3.org/2001/XMLSchema#date> <urn:x:g> .
<urn:x:s> <urn:x:p> "2023-06-17T08:30:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> <urn:x:g> .
<urn:x:s> <urn:x:p> "Երևան 巴库 😀" <urn:x:g> .
<urn:x:s> <urn:x:p> <urn:x:Երևան> <urn:x:g> .
<urn:x:s> <urn:x:p> _:b1 .
_:b1 <urn:x:p> <urn:x:s> <urn:x:g> .
<urn:x:s> <urn:x:p> _:b1 <urn:x:g> .
`

// TestRoundTrip: what is exported as N-Quads is the same graph when imported, and the same bytes when exported again.
func TestRoundTrip(t *testing.T) {
	sample, err := os.ReadFile(handwritten)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{"values": []byte(values), "sample": sample} {
		first := exported(t, imported(t, text, ""), ExportOptions{Format: "nquads"})
		want := slices.Sorted(strings.Lines(string(text)))
		want = slices.DeleteFunc(want, func(line string) bool { return strings.HasPrefix(line, "#") })
		if d := cmp.Diff(strings.Join(want, ""), string(first)); d != "" {
			t.Errorf("%s (-imported +exported):\n%s", name, d)
		}
		again := exported(t, imported(t, first, ""), ExportOptions{Format: "nquads"})
		if !bytes.Equal(first, again) {
			t.Errorf("%s: exported again it differs:\n%s", name, cmp.Diff(string(first), string(again)))
		}
	}
}

func TestBase(t *testing.T) {
	sample, err := os.ReadFile(handwritten)
	if err != nil {
		t.Fatal(err)
	}
	g := imported(t, sample, "")
	public := exported(t, g, ExportOptions{Format: "nquads", Base: "https://example.org/kg/"})
	if bytes.Contains(public, []byte("urn:quadrille:")) || !bytes.Contains(public, []byte("<https://example.org/kg/rel/mediates>")) {
		t.Error("the base was not replaced everywhere")
	}
	back := exported(t, imported(t, public, "https://example.org/kg/"), ExportOptions{Format: "nquads"})
	if d := cmp.Diff(string(exported(t, g, ExportOptions{Format: "nquads"})), string(back)); d != "" {
		t.Error(d)
	}
}

func TestExportNetworks(t *testing.T) {
	sample, err := os.ReadFile(handwritten)
	if err != nil {
		t.Fatal(err)
	}
	g := imported(t, sample, "")
	for format, golden := range map[string]string{
		"gexf": "sample.gexf", "graphml": "sample.graphml", "dot": "sample.dot", "csv-nodes": "sample.nodes.csv", "csv-edges": "sample.edges.csv",
	} {
		want, err := os.ReadFile("export/testdata/" + golden)
		if err != nil {
			t.Fatal(err)
		}
		got := exported(t, g, ExportOptions{Format: format, Filter: export.Filter{Claims: true}})
		if d := cmp.Diff(string(want), string(got)); d != "" {
			t.Errorf("%s: %s", format, d)
		}
	}
}

func TestExportRefuses(t *testing.T) {
	g := imported(t, []byte(values), "")
	for _, c := range []struct {
		options ExportOptions
		want    string
	}{
		{ExportOptions{Format: "rdf"}, `export: unknown format "rdf": use one of nquads, gexf, graphml, dot, csv-nodes, csv-edges`},
		{ExportOptions{}, `export: unknown format "": use one of nquads, gexf, graphml, dot, csv-nodes, csv-edges`},
		{ExportOptions{Format: "nquads", Base: "example.org/kg"}, `export: the base "example.org/kg" is no absolute IRI; write one like https://example.org/kg/`},
		{ExportOptions{Format: "nquads", Base: "https://example.org/<kg>/"}, `export: the base "https://example.org/<kg>/" is no absolute IRI; write one like https://example.org/kg/`},
		{ExportOptions{Format: "gexf", Base: "https://example.org/"}, "export: gexf writes prefixed names, which have no base; leave out the base or use nquads"},
		{ExportOptions{Format: "gexf", Filter: export.Filter{Relations: []string{"loves"}}}, `export: there is no relation "loves"`},
	} {
		var b bytes.Buffer
		err := g.Export(t.Context(), &b, c.options)
		if err == nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
		if b.Len() > 0 {
			t.Errorf("%q was written", b.String())
		}
	}
	if err := g.Export(t.Context(), io.Discard, ExportOptions{Format: "x"}); !errors.Is(err, ErrFormat) {
		t.Error(err)
	}
}

// TestRDFLibReadsNQuads lets a reader that nobody here wrote count the quads.
func TestRDFLibReadsNQuads(t *testing.T) {
	text := exported(t, imported(t, []byte(values), ""), ExportOptions{Format: "nquads"})
	cmd := exec.CommandContext(t.Context(), "python3", "-I", "-X", "utf8", "-c", `
import sys, rdflib
rdflib.NORMALIZE_LITERALS = False # else "05" is read as "5"
g = rdflib.Dataset()
g.parse(data=sys.stdin.buffer.read().decode("utf-8"), format="nquads")
print(len(list(g.quads())))
p = rdflib.URIRef("urn:x:p")
s = rdflib.URIRef("urn:x:s")
L, X = rdflib.Literal, rdflib.XSD
for o in [L("five", lang="en-GB"), L('tab\tquote" line\nend \\ \0\x1b\x7f'), L(""), L("5"), L("5", datatype=X.integer), L("8.5E-1", datatype=X.double), L("true", datatype=X.boolean), L("2023-06-17", datatype=X.date), L("Երևան 巴库 😀"), rdflib.URIRef("urn:x:Երևան")]:
    assert (s, p, o, rdflib.URIRef("urn:x:g")) in g, o
`)
	cmd.Stdin = bytes.NewReader(text)
	out, err := cmd.CombinedOutput()
	if err != nil && bytes.Contains(out, []byte("ModuleNotFoundError")) && os.Getenv("QUADRILLE_READERS") != "1" {
		t.Skip("rdflib is not installed")
	}
	if want := "15\n"; err != nil || !strings.HasPrefix(string(out), want) {
		t.Errorf("rdflib: %v\n%s", err, out)
	}
}
