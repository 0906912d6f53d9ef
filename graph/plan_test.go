package graph_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quadrille/graph"

	"github.com/google/go-cmp/cmp"
)

// Each file holds queries, their lines begun by "> ", and the plans that they get over Cayley's film data. UPDATE=1 rewrites
// them.
func TestPlans(t *testing.T) {
	g := open(t, graph.Options{})
	importFile(t, g, "data/30kmoviedata.nq.gz")
	s := snapshot(t, g)
	defer s.Close()
	paths, err := filepath.Glob("testdata/plan/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range paths {
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var got, query strings.Builder
		tell := func() {
			if query.Len() == 0 {
				return
			}
			text, err := s.Explain(t.Context(), graph.Request{Text: query.String()}, false)
			if err != nil {
				text = "error: " + err.Error() + "\n"
			}
			got.WriteString(text + "\n")
			query.Reset()
		}
		for line := range strings.Lines(string(want)) {
			if text, ok := strings.CutPrefix(line, "> "); ok {
				query.WriteString(text)
				got.WriteString(line)
				continue
			}
			tell()
			if strings.HasPrefix(line, "#") {
				got.WriteString(line)
			}
		}
		tell()
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if d := cmp.Diff(string(want), got.String()); d != "" {
			t.Errorf("%s (-want +got):\n%s", path, d)
		}
	}
}

// With analyze the plan tells what there was.
func TestExplainAnalyze(t *testing.T) {
	g := open(t, graph.Options{})
	importFile(t, g, "data/testdata.nq")
	s := snapshot(t, g)
	defer s.Close()
	text, err := s.Explain(t.Context(), graph.Request{Text: `g.V("<bob>").in("<follows>").forEach(function(d) { g.V(d.id).out().all() })`}, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"find (?_2 <follows> ?_1)", "= 3 in ", "run 3 times:", "= 6 in "} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := s.Explain(ctx, graph.Request{Text: `for (;;) {}`}, true); err == nil {
		t.Error("an endless script was explained")
	}
	if _, err := s.Explain(t.Context(), graph.Request{Text: `g.V().outt()`}, false); err == nil || !strings.Contains(err.Error(), "did you mean out?") {
		t.Errorf("a faulty query: %v", err)
	}
}
