package export_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"quadrille/graph/export"
	tables "quadrille/graph/export/csv"
	"quadrille/graph/export/dot"
	"quadrille/graph/export/escape"
	"quadrille/graph/export/gexf"
	"quadrille/graph/export/graphml"

	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// writers are the formats by the ending of their golden file.
var writers = map[string]func(io.Writer, *export.Network) error{
	"gexf": gexf.Write, "graphml": graphml.Write, "dot": dot.Write, "nodes.csv": tables.WriteNodes, "edges.csv": tables.WriteEdges,
}

func write(t interface{ Fatal(...any) }, ending string, n *export.Network) []byte {
	var b bytes.Buffer
	if err := writers[ending](&b, n); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestGolden holds the files against testdata; UPDATE=1 rewrites them.
func TestGolden(t *testing.T) {
	n := build(t, sample(t), export.Filter{Claims: true})
	for ending := range writers {
		got := write(t, ending, n)
		path := filepath.Join("testdata", "sample."+ending)
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), string(got)); d != "" {
			t.Errorf("%s (-want +got):\n%s", path, d)
		}
	}
}

// reader runs a program that reads files nobody here wrote it for. Where it is missing the test is skipped, unless
// QUADRILLE_READERS=1 asks for all of them.
func reader(t *testing.T, input []byte, name string, args ...string) string {
	t.Helper()
	missing := t.Skipf
	if os.Getenv("QUADRILLE_READERS") == "1" {
		missing = t.Fatalf
	}
	if _, err := exec.LookPath(name); err != nil {
		missing("%s is not installed", name)
	}
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Stdin = bytes.NewReader(input)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		if strings.Contains(errs.String(), "ModuleNotFoundError") {
			missing("%s", errs.String())
		}
		t.Fatalf("%s: %v\n%s", name, err, errs.String())
	}
	if errs.Len() > 0 {
		t.Errorf("%s complains: %s", name, errs.String())
	}
	return out.String()
}

// python runs a script after lines that read the input into data.
func python(t *testing.T, input []byte, script string) string {
	t.Helper()
	return reader(t, input, "python3", "-I", "-X", "utf8", "-c", "import sys, io\ndata = sys.stdin.buffer\n"+script)
}

// facts prints what the checks of all formats have in common, from g, a graph of networkx.
const facts = `
print(g.number_of_nodes(), g.number_of_edges(), g.is_directed(), g.is_multigraph())
arland, olt, dam = g.nodes["actor:arland"], g.nodes["actor:ina-olt"], g.nodes["issue:dam"]
print(arland["label"], arland["kind"], arland["country"], arland["wikidata"], arland["mentions"], arland["first"], arland["last"])
print(olt["label"], "/", olt["aliases"])
print(dam["label"], "/", dam["aliases"])
for u, v, d in sorted(g.edges(data=True), key=lambda e: (e[0], e[1], e[2]["label"])):
    print(u, d["label"], v, d["relation"], d["polarity"], d["weight"], d["author"], d["claim"], d["articles"], d["confidence"], d.get("first"), d.get("last"), d["evidence"])
print([d["sentences"] for _, _, d in g.edges(data=True) if d["label"] == "mediates"])
`

const wantFacts = `9 10 True True
Arland country ARL http://www.wikidata.org/entity/Q999999999 4 2023-06-17 2023-07-02
Ina "Iron" Olt\N / =HYPERLINK("http://x") | Olt
the dam \x1b[31m\u202eissue / &lt;dam&gt;
actor:arland mediates process:border-talks mediates asserted 3.0 3 0 3 0.95 2023-06-17 2023-07-02 evidence:c3/1 evidence:a1/1 evidence:b2/2
actor:dockers may:supports treaty:river-accord supports hedged 1.0 1 0 1 0.5 2023-07-02 2023-07-02 evidence:b2/4
actor:ina-olt represents actor:arland represents asserted 1.0 1 0 1 0.8 2023-06-17 2023-06-17 evidence:a1/4
actor:ina-olt said claim:c1 said asserted 1.0 1 0 1 0.9 2023-06-17 2023-06-17 evidence:a1/2
actor:union-of-ports not:supports treaty:river-accord supports negated 1.0 1 0 1 0.85 2023-07-02 2023-07-02 evidence:b2/3
claim:c1 about issue:dam about asserted 1.0 1 0 1 0.9 2023-06-17 2023-06-17 evidence:a1/2
claim:c1 about treaty:river-accord about asserted 1.0 1 0 1 0.9 2023-06-17 2023-06-17 evidence:a1/2
issue:dam blocks event:vessa-summit blocks asserted 1.0 1 0 1 0.7 None None evidence:c3/2
issue:dam blocks treaty:river-accord blocks asserted 1.0 1 0 1 0.9 2023-07-02 2023-07-02 evidence:b2/1
issue:dam not:blocks treaty:river-accord blocks negated 1.0 0 1 1 0.7 2023-06-17 2023-06-17 evidence:a1/3
['Arland led the talks again, and the dam delayed the summit. ¶ 2023-06-17: Arland, which "knows both banks", is mediating the border talks. ¶ 2023-07-02: The dam <b>blocks</b> the accord; the talks go on under Arland.']
`

func TestNetworkxReadsGEXF(t *testing.T) {
	n := build(t, sample(t), export.Filter{Claims: true})
	text := write(t, "gexf", n)
	got := python(t, text, "import networkx\ng = networkx.read_gexf(data, version='1.3')\n"+facts+`
print(g.graph["mode"], arland["spells"], arland["viz"]["color"])
`)
	want := wantFacts + "dynamic [('2023-06-17', '2023-06-17'), ('2023-07-02', '2023-07-02')] {'r': 0, 'g': 158, 'b': 115, 'a': 1.0}\n"
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	reader(t, text, "xmllint", "--noout", "-")
}

func TestNetworkxReadsGraphML(t *testing.T) {
	n := build(t, sample(t), export.Filter{Claims: true})
	text := write(t, "graphml", n)
	got := python(t, text, "import networkx\ng = networkx.read_graphml(data)\n"+facts)
	if d := cmp.Diff(wantFacts, got); d != "" {
		t.Error(d)
	}
	reader(t, text, "xmllint", "--noout", "-")
}

func TestGraphvizReadsDOT(t *testing.T) {
	n := build(t, sample(t), export.Filter{Claims: true})
	text := write(t, "dot", n)
	svg := reader(t, text, "dot", "-Tsvg")
	for _, want := range []string{
		`<title>issue:dam&#45;&gt;treaty:river&#45;accord</title>`,
		`Ina &quot;Iron&quot; Olt\N`,
		`&amp;lt;dam&amp;gt;`, // the alias that looks like an entity
		`&lt;b&gt;blocks&lt;/b&gt;`,
		`\u202eissue`,
		`stroke-dasharray="1,5"`, `stroke-dasharray="5,2"`,
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("the picture lacks %s", want)
		}
	}
	// Graphviz's own canonical form gives back names and labels.
	canonical := reader(t, text, "dot", "-Tcanon")
	if strings.Count(canonical, "->") != len(n.Edges) {
		t.Errorf("%d edges:\n%s", strings.Count(canonical, "->"), canonical)
	}
	reader(t, []byte(svg), "xmllint", "--noout", "-")
}

func TestPythonReadsTables(t *testing.T) {
	n := build(t, sample(t), export.Filter{Claims: true})
	got := python(t, write(t, "nodes.csv", n), `
import csv
rows = list(csv.DictReader(io.TextIOWrapper(data, "utf-8", newline=""), strict=True))
print(len(rows), list(rows[0]))
for r in rows:
    print(r["Id"], r["Label"], r["kind"], r["aliases"], r["country"], r["mentions"], r["first"], r["last"])
`)
	want := `9 ['Id', 'Label', 'kind', 'aliases', 'wikidata', 'country', 'mentions', 'first', 'last']
actor:arland Arland country Vessa | the Republic of Arland ARL 4 2023-06-17 2023-07-02
actor:dockers '+dockers group   1 2023-07-02 2023-07-02
actor:ina-olt Ina "Iron" Olt\N person '=HYPERLINK("http://x") | Olt  2 2023-06-17 2023-06-17
actor:union-of-ports Union of Ports organization   1 2023-07-02 2023-07-02
claim:c1 the dam would not block the River Accord claim   3 2023-06-17 2023-06-17
event:vessa-summit summit in Vessa event   1  
issue:dam the dam \x1b[31m\u202eissue issue &lt;dam&gt;  4 2023-06-17 2023-07-02
process:border-talks border talks process the talks  3 2023-06-17 2023-07-02
treaty:river-accord River Accord & Protocol treaty   5 2023-06-17 2023-07-02
`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	got = python(t, write(t, "edges.csv", n), `
import csv
rows = list(csv.DictReader(io.TextIOWrapper(data, "utf-8", newline=""), strict=True))
print(len(rows), list(rows[0]))
r = rows[0]
print(r["Source"], r["Target"], r["Type"], r["Id"], r["Label"], r["Kind"], r["Weight"], r["polarity"], r["confidence"], r["evidence"])
print(r["sentences"])
`)
	want = `10 ['Source', 'Target', 'Type', 'Id', 'Label', 'Kind', 'Weight', 'relation', 'polarity', 'articles', 'author', 'claim', 'confidence', 'first', 'last', 'evidence', 'sentences']
actor:arland process:border-talks Directed actor:arland..rel:mediates..process:border-talks mediates rel:mediates 3 asserted 0.95 evidence:c3/1 evidence:a1/1 evidence:b2/2
Arland led the talks again, and the dam delayed the summit. ¶ 2023-06-17: Arland, which "knows both banks", is mediating the border talks. ¶ 2023-07-02: The dam <b>blocks</b> the accord; the talks go on under Arland.
`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestEmptyNetwork(t *testing.T) {
	var n export.Network
	if got := python(t, write(t, "gexf", &n), "import networkx\nprint(len(networkx.read_gexf(data, version='1.3')))"); got != "0\n" {
		t.Errorf("GEXF: %s", got)
	}
	if got := python(t, write(t, "graphml", &n), "import networkx\nprint(len(networkx.read_graphml(data)))"); got != "0\n" {
		t.Errorf("GraphML: %s", got)
	}
	reader(t, write(t, "dot", &n), "dot", "-Tsvg")
	if rows, err := csv.NewReader(bytes.NewReader(write(t, "edges.csv", &n))).ReadAll(); err != nil || len(rows) != 1 {
		t.Errorf("CSV: %d rows, %v", len(rows), err)
	}
}

// TestFullDisk: every format tells when the writer fails.
func TestFullDisk(t *testing.T) {
	n := build(t, sample(t), export.Filter{Claims: true})
	for ending, write := range writers {
		if err := write(full{}, n); err == nil || !strings.Contains(err.Error(), errFull.Error()) {
			t.Errorf("%s: %v", ending, err)
		}
	}
}

type full struct{}

var errFull = os.ErrClosed

func (full) Write([]byte) (int, error) { return 0, errFull }

// TestHostileText: whatever the text, no format lets through a character that a reader would obey instead of showing it,
// and all stay readable.
func TestHostileText(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("a\"\\N<>&;{}|=+,'\n\r\t\x00\x1b\u202e\u2028\ufffe\U000e0041"))))
	rapid.Check(t, func(t *rapid.T) {
		n := network(t, text)
		for ending := range writers {
			s := string(write(t, ending, n))
			if strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && r != '\t' && escape.Control(r) }) {
				t.Errorf("%s lets through %q", ending, s)
			}
			if strings.HasSuffix(ending, "csv") {
				rows, err := csv.NewReader(strings.NewReader(s)).ReadAll()
				if err != nil {
					t.Fatal(err)
				}
				for _, cell := range rows[1] {
					if escape.Formula(cell) != cell {
						t.Errorf("%s: a spreadsheet would run %q", ending, cell)
					}
				}
			}
		}
	})
}

// TestReadersTakeHostileText lets the other readers have a hundred edges of such text.
func TestReadersTakeHostileText(t *testing.T) {
	text := rapid.StringOf(rapid.RuneFrom([]rune("a\"\\N<>&;{}|=+,' \n\r\t\x00\x1b\u202e\u2028\ufffe\U000e0041Շ巴"))).Filter(func(s string) bool { return s != "" })
	var quads []quad.Quad
	for i := range 100 {
		s, label := quad.IRI("urn:quadrille:actor/"+text.Example(3*i)), quad.String(text.Example(3*i+1))
		quads = append(quads,
			quad.Quad{Subject: s, Predicate: quad.IRI(schema.Rel + schema.Signs), Object: quad.IRI("urn:quadrille:treaty/" + text.Example(3*i+2))},
			quad.Quad{Subject: s, Predicate: schema.Label, Object: label})
	}
	n := build(t, quads, export.Filter{})
	labels := func() string {
		var b strings.Builder
		for _, v := range n.Nodes {
			b.WriteString(v.Label + "\n")
		}
		return b.String()
	}()
	show := "\nfor v in g: sys.stdout.write(g.nodes[v]['label'] + '\\n')"
	if d := cmp.Diff(labels, python(t, write(t, "gexf", n), "import networkx\ng = networkx.read_gexf(data, version='1.3')"+show)); d != "" {
		t.Errorf("GEXF: %s", d)
	}
	if d := cmp.Diff(labels, python(t, write(t, "graphml", n), "import networkx\ng = networkx.read_graphml(data)"+show)); d != "" {
		t.Errorf("GraphML: %s", d)
	}
	svg := reader(t, write(t, "dot", n), "dot", "-Tsvg", "-Gsplines=line")
	reader(t, []byte(svg), "xmllint", "--noout", "-")
	if got := strings.Count(svg, `class="edge"`); got != len(n.Edges) {
		t.Errorf("DOT: %d edges of %d", got, len(n.Edges))
	}
}
