package graph_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"quadrille/graph"
	nq "quadrille/graph/format/nquads"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/query"
	cayleygizmo "github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
)

// cayleyFile is a file of Cayley's, where its tests read it: in the module cache.
func cayleyFile(t testing.TB, name string) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), name)
}

// judged is a case of one of Cayley's tables.
type judged struct {
	message, query, tag, file string
	limit                     int
	fails                     bool
	texts                     []string            // what the tag holds
	rows                      []map[string]string // all that a row holds
}

// table reads the table that a Go file of Cayley's declares under a name.
func table(t testing.TB, file, name string) []judged {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), cayleyFile(t, file), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	r := reading{t: t, values: map[string]ast.Expr{}}
	for _, d := range tree.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, s := range g.Specs {
			if v, ok := s.(*ast.ValueSpec); ok && len(v.Values) == len(v.Names) {
				for i, n := range v.Names {
					r.values[n.Name] = v.Values[i]
				}
			}
		}
	}
	var out []judged
	for _, e := range r.values[name].(*ast.CompositeLit).Elts {
		out = append(out, r.judged(e.(*ast.CompositeLit)))
	}
	return out
}

type reading struct {
	t      testing.TB
	values map[string]ast.Expr
}

func (r reading) text(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		if err != nil {
			return e.Value
		}
		return s
	case *ast.Ident:
		return r.text(r.values[e.Name])
	case *ast.BinaryExpr:
		return r.text(e.X) + r.text(e.Y)
	case *ast.CallExpr: // intVal(1)
		n, err := strconv.Atoi(r.text(e.Args[0]))
		if err != nil {
			r.t.Fatal(err)
		}
		return quad.Int(n).String()
	}
	r.t.Fatalf("cayley's table holds a %T", e)
	return ""
}

func (r reading) judged(c *ast.CompositeLit) judged {
	var out judged
	for _, e := range c.Elts {
		kv := e.(*ast.KeyValueExpr)
		switch kv.Key.(*ast.Ident).Name {
		case "message":
			out.message = r.text(kv.Value)
		case "query":
			out.query = r.text(kv.Value)
		case "tag":
			out.tag = r.text(kv.Value)
		case "file":
			out.file = r.text(kv.Value)
		case "limit":
			out.limit, _ = strconv.Atoi(r.text(kv.Value))
		case "err":
			out.fails = kv.Value.(*ast.Ident).Name == "true"
		case "expect":
			if list, ok := kv.Value.(*ast.CompositeLit); ok {
				for _, x := range list.Elts {
					r.expect(&out, x)
				}
			}
		}
	}
	return out
}

func (r reading) expect(out *judged, x ast.Expr) {
	row := map[string]string{}
	switch x := x.(type) {
	case *ast.CompositeLit:
		for _, e := range x.Elts {
			kv := e.(*ast.KeyValueExpr)
			row[r.text(kv.Key)] = r.text(kv.Value)
		}
	case *ast.CallExpr:
		if f := x.Fun.(*ast.Ident).Name; f != "costarTag" {
			out.texts = append(out.texts, r.text(x))
			return
		}
		for i, name := range []string{"id", "costar1_actor", "costar1_movie", "costar2_actor", "costar2_movie"} {
			row[name] = r.text(x.Args[i])
		}
	default:
		out.texts = append(out.texts, r.text(x))
		return
	}
	out.rows = append(out.rows, row)
}

// shown is a value as Cayley's tests write it.
func shown(v quad.Value) string {
	switch v := v.(type) {
	case quad.String:
		return string(v)
	case quad.IRI:
		return v.String()
	}
	return quad.StringOf(v)
}

// cells are the values that an answer has for a tag.
func cells(rows *graph.Rows, tag string) []string {
	columns := rows.Columns()
	at := slices.Index(columns, tag)
	if tag == "" {
		if at = slices.Index(columns, "id"); at < 0 && len(columns) == 1 {
			at = 0 // emitted, or a tag that holds the node
		}
	}
	var out []string
	for rows.Next() {
		if at < 0 || rows.Row()[at] == nil {
			continue
		}
		v := rows.Row()[at]
		if n, ok := v.(quad.Int); ok && columns[at] == "value" {
			out = append(out, fmt.Sprint(int(n)))
		} else {
			out = append(out, shown(v))
		}
	}
	slices.Sort(out)
	return out
}

func importFile(t testing.TB, g *graph.Graph, name string) {
	t.Helper()
	f, err := os.Open(cayleyFile(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if !strings.HasSuffix(name, ".gz") {
		if _, err := g.Import(t.Context(), nq.NewReader(f, nq.Options{Relative: true})); err != nil {
			t.Fatal(err)
		}
		return
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.Import(t.Context(), nq.NewReader(z, nq.Options{Relative: true})); err != nil {
		t.Fatal(err)
	}
}

// differences are the cases of Cayley's table where we answer otherwise, with our answer and why; docs/gizmo.md tells them.
var differences = map[string]struct {
	ours []string
	why  string
}{
	"save all bob's incoming predicates": {[]string{"<follows>"}, "its documentation gives one row for a predicate, not one for each quad"},
	"use .getLimit":                      {[]string{"<alice>", "<are>", "<bob>", "cool_person", "smart_person"}, "without order() the first in order, texts before names, not the first that the store meets"},
	"show Count":                         {[]string{"4"}, "has() filters: greg, who has two statuses, is one row as its documentation says"},
	"use Count value":                    {[]string{"5"}, "likewise"},
	"show ToArray with limit":            {[]string{"<alice>", "<charlie>"}, "likewise"},
	"show ForEach with limit":            {[]string{"<alice>", "<charlie>"}, "likewise"},
}

// sometimes are cases where any so many rows are right, since limit() without order() does not say which.
var sometimes = map[string]int{"use Limit": 2, "use Skip": 1, "use Skip and Limit": 1, "default limit All": 5}

// The table of Cayley's tests of Gizmo: our answers on each store are those that it expects, but for the differences.
func TestCayleysGizmoTable(t *testing.T) {
	cases := table(t, "query/gizmo/gizmo_test.go", "testQueries")
	if len(cases) < 60 {
		t.Fatalf("%d cases", len(cases))
	}
	for _, data := range []string{"data/testdata.nq", "data/testdata_multigraph.nq"} {
		multi := strings.Contains(data, "multigraph")
		onStores(t, func(t *testing.T, g *graph.Graph) {
			importFile(t, g, data)
			for _, c := range cases {
				if (c.file != "") != multi {
					continue
				}
				t.Run(c.message, func(t *testing.T) { judge(t, g, c) })
			}
		})
	}
}

func judge(t *testing.T, g *graph.Graph, c judged) {
	rows, err := g.Query(t.Context(), graph.Request{Text: c.query, Limit: c.limit})
	if c.fails {
		if err == nil {
			t.Errorf("%s: no error", c.query)
		}
		return
	}
	if err != nil {
		t.Fatalf("%s: %v", c.query, err)
	}
	got := cells(rows, c.tag)
	want := slices.Sorted(slices.Values(c.texts))
	if d, ok := differences[c.message]; ok {
		if slices.Equal(got, want) {
			t.Errorf("%s: no difference any more", c.query)
		}
		want = d.ours
	}
	if n, ok := sometimes[c.message]; ok {
		if len(got) != n {
			t.Errorf("%s: %v, not %d of them", c.query, got, n)
		}
		return
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s:\ngot  %q\nwant %q", c.query, got, want)
	}
}

// Cayley itself, from the same files, gives what its table expects: the judge is not asleep.
func TestCayleyAnswersItsTable(t *testing.T) {
	cases := table(t, "query/gizmo/gizmo_test.go", "testQueries")
	f, err := os.Open(cayleyFile(t, "data/testdata.nq"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	quads, err := quad.ReadAll(nq.NewReader(f, nq.Options{Relative: true}))
	if err != nil {
		t.Fatal(err)
	}
	qs := memstore.New(quads...)
	asked := 0
	for _, c := range cases {
		if c.fails || c.file != "" || c.limit > 0 {
			continue
		}
		got, err := askCayley(t.Context(), qs, c)
		if err != nil {
			t.Errorf("%s: %v", c.message, err)
			continue
		}
		asked++
		want := slices.Sorted(slices.Values(c.texts))
		if _, some := sometimes[c.message]; !slices.Equal(got, want) && !(some && len(got) == len(want)) {
			t.Errorf("%s: Cayley gives %q, its table %q", c.message, got, want)
		}
	}
	if asked < 60 {
		t.Errorf("%d cases were asked", asked)
	}
}

func askCayley(ctx context.Context, qs cayley.QuadStore, c judged) ([]string, error) {
	it, err := cayleygizmo.NewSession(qs).Execute(ctx, c.query, query.Options{Collation: query.Raw, Limit: -1})
	if err != nil {
		return nil, err
	}
	defer it.Close()
	tag := c.tag
	if tag == "" {
		tag = cayleygizmo.TopResultTag
	}
	var out []string
	for it.Next(ctx) {
		r := it.Result().(*cayleygizmo.Result)
		switch {
		case r.Val != nil:
			out = append(out, fmt.Sprint(r.Val))
		case r.Tags[tag] != nil:
			out = append(out, shown(qs.NameOf(r.Tags[tag])))
		}
	}
	slices.Sort(out)
	return out, it.Err()
}

// What docs/gizmo.md says of both, beside the table's cases: how many rows Cayley gives, and how many we.
func TestDifferencesFromCayley(t *testing.T) {
	f, err := os.Open(cayleyFile(t, "data/testdata.nq"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	quads, err := quad.ReadAll(nq.NewReader(f, nq.Options{Relative: true}))
	if err != nil {
		t.Fatal(err)
	}
	at := func(s, p string, o quad.Value) quad.Quad {
		return quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: o}
	}
	quads = append(quads, at("alice", "age", quad.Int(29)), at("bob", "age", quad.Float(30.5)))
	for i := range 60 {
		quads = append(quads, at(fmt.Sprint("n", i), "next", quad.IRI(fmt.Sprint("n", i+1))))
	}
	qs := memstore.New(quads...)
	g := open(t, graph.Options{})
	if _, err := g.Import(t.Context(), &reader{quads, io.EOF}); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(reference)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		query        string
		cayley, ours int
	}{
		{`g.V("<dani>").save("<follows>", "a").save("<follows>", "b")`, 3, 4},
		{`g.V().has("<age>", gt(29))`, 0, 1},
		{`g.V("alice").out("follows")`, 0, 1},
		{`g.V("<bob>").in("<follows>").getLimit(1); g.V("<bob>").in("<follows>").all()`, 2, 4},
		{`g.V("<n0>").followRecursive("<next>")`, 50, 60},
	} {
		if !strings.Contains(string(page), c.query) {
			t.Errorf("docs/gizmo.md does not tell of %s", c.query)
		}
		run := c.query
		if !strings.HasSuffix(run, ".all()") {
			run += ".all()"
		}
		if got, err := askCayley(t.Context(), qs, judged{query: run}); err != nil || len(got) != c.cayley {
			t.Errorf("Cayley, %s: %d rows, %v; want %d", run, len(got), err, c.cayley)
		}
		rows, err := g.Query(t.Context(), graph.Request{Text: run})
		if err != nil || rows.Count() != c.ours {
			t.Errorf("%s: %v, %v", run, rows, err)
		}
	}
}

// Cayley's integration queries over its film data.
func TestCayleysIntegrationQueries(t *testing.T) {
	cases := table(t, "graph/graphtest/integration.go", "queries")
	if len(cases) < 12 {
		t.Fatalf("%d cases", len(cases))
	}
	onStores(t, func(t *testing.T, g *graph.Graph) {
		if testing.Short() && strings.HasSuffix(t.Name(), "disk") {
			t.Skip("loading the film data into the durable store takes long")
		}
		importFile(t, g, "data/30kmoviedata.nq.gz")
		for _, c := range cases {
			t.Run(c.message, func(t *testing.T) {
				rows, err := g.Query(t.Context(), graph.Request{Text: c.query})
				if err != nil {
					t.Fatal(err)
				}
				var got, want []string
				for rows.Next() {
					for i, v := range rows.Row() {
						if v != nil {
							got = append(got, rows.Columns()[i]+":"+shown(v))
						}
					}
				}
				for _, r := range c.rows {
					for k, v := range r {
						want = append(want, k+":"+v)
					}
				}
				slices.Sort(got)
				slices.Sort(want)
				if !slices.Equal(got, want) {
					t.Errorf("%s\n%d cells, want %d\ngot  %.2000q\nwant %.2000q", c.query, len(got), len(want), got, want)
				}
			})
		}
	})
}
