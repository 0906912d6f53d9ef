package shell

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"quadrille/queries"

	"github.com/google/go-cmp/cmp"
)

var times = regexp.MustCompile(`\b\d+ ms\b`)

// TestSessions holds whole sessions on a small graph against files: what is typed, what is shown. UPDATE=1 rewrites them.
func TestSessions(t *testing.T) {
	files, err := filepath.Glob("testdata/*.session")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sessions: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".session"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			typed, want, ok := strings.Cut(string(text), "----\n")
			if !ok {
				t.Fatal("a session is what is typed, a line ----, and what is shown")
			}
			g := newGraph(t)
			out, errs, err := talk(t, g, NewLines(strings.NewReader(typed)), nil)
			if err != nil && !errors.Is(err, ErrFailed) {
				t.Fatal(err)
			}
			got := out
			if errs != "" {
				got += "-- errors\n" + errs
			}
			if (err != nil) != strings.Contains(errs, "quadrille:") {
				t.Errorf("the error is %v", err)
			}
			if strings.ContainsFunc(got, func(r rune) bool { return r < ' ' && r != '\n' }) {
				t.Errorf("control characters were shown: %q", got)
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(file, []byte(typed+"----\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPrompts shows what a person is asked, and what is remembered.
func TestPrompts(t *testing.T) {
	term := &fake{lines: []string{
		`g.V("actor:united-states")`, `.out("rel:mediates").all()`,
		`g.V(`, ctrlC,
		`g.V(`, ``,
		`g.V(`, `"actor:united-states").all()`,
		`.nonsense`,
	}}
	out, errs, err := talk(t, newGraph(t), term, nil)
	if err != nil {
		t.Fatalf("a person's session ended in %v", err)
	}
	if !strings.Contains(out, "process:the-talks") {
		t.Errorf("the chain was not answered:\n%s", out)
	}
	if !strings.HasPrefix(errs, "error: there is no .nonsense") {
		t.Errorf("errors:\n%s", errs)
	}
	if diff := cmp.Diff([]string{prompt, prompt, prompt, promptMore, prompt, promptMore, prompt, promptMore, prompt, prompt}, term.prompts); diff != "" {
		t.Error(diff)
	}
	want := []string{
		`g.V("actor:united-states")`,
		"g.V(\"actor:united-states\")\n.out(\"rel:mediates\").all()",
		"g.V(\n\"actor:united-states\").all()",
		".nonsense",
	}
	if diff := cmp.Diff(want, term.history); diff != "" {
		t.Error(diff)
	}
}

// TestCtrlCStopsAQuery lets a query run for ever and shows that the session goes on after it.
func TestCtrlCStopsAQuery(t *testing.T) {
	presses := 0
	term := &fake{lines: []string{`while (true) {}`, `.format`}}
	term.press = func() <-chan struct{} {
		pressed := make(chan struct{})
		if presses++; presses == 1 {
			time.AfterFunc(20*time.Millisecond, func() { close(pressed) })
		}
		return pressed
	}
	out, errs, err := talk(t, newGraph(t), term, nil)
	if err != nil || errs != "stopped\n" || out != "table\n\n" {
		t.Errorf("out %q, errors %q, %v", out, errs, err)
	}
}

func TestTimeout(t *testing.T) {
	_, errs, err := talk(t, newGraph(t), NewLines(strings.NewReader("while (true) {}\n")), func(o *Options) { o.Timeout = 20 * time.Millisecond })
	if !errors.Is(err, ErrFailed) || !strings.Contains(errs, "the query took too long") {
		t.Errorf("errors %q, %v", errs, err)
	}
}

func TestLimitIsSaid(t *testing.T) {
	out, _, err := talk(t, newGraph(t), NewLines(strings.NewReader("g.V().all()\n")), func(o *Options) { o.Limit = 2 })
	if err != nil || !strings.Contains(out, "(2 rows, there are more, 3 ms)\n") {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestExportKeepsWhatIsThere shows that a failed export leaves the file of before.
func TestExportKeepsWhatIsThere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "graph.nq")
	if err := os.WriteFile(file, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, err := talk(t, newGraph(t), NewLines(strings.NewReader(".export nonsense "+file+"\n")), nil)
	if text, _ := os.ReadFile(file); !errors.Is(err, ErrFailed) || string(text) != "before" {
		t.Errorf("%v, the file holds %q", err, text)
	}
	if _, errs, err := talk(t, newGraph(t), NewLines(strings.NewReader(".export "+file+"\n")), nil); err != nil {
		t.Fatal(errs)
	}
	if text, _ := os.ReadFile(file); !strings.Contains(string(text), "rel/mediates") {
		t.Errorf("the file holds %q", text)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(file), ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestCompletion shows what Tab offers where.
func TestCompletion(t *testing.T) {
	s := New(Options{Graph: newGraph(t), Terminal: &fake{}})
	for _, c := range []struct{ line, head, offers string }{
		{`.sc`, ``, `.schema `},
		{`.help sta`, `.help `, `stats`},
		{`.format js`, `.format `, `json jsonl`},
		{`.run mediat`, `.run `, `mediators `},
		{`.run mediators ac`, `.run mediators `, `actor=`},
		{`.run mediators actor=Uni`, `.run mediators `, `actor="United States" `},
		{`.run mediators actor="United S`, `.run mediators `, `actor="United States" `},
		{`.run mediators actor=actor:uni`, `.run mediators `, `actor=actor:united-states`},
		{`mediators actor=uni`, `mediators `, `actor="United States" `},
		{`mediators ac`, `mediators `, `actor=`},
		{`mediators how=asserted act`, `mediators how=asserted `, `actor=`},
		{`mediat`, ``, `mediators `},
		{`g.V("Unit`, `g.V("`, `actor:united-states"`},
		{`.run mediators actor=ve`, `.run mediators `, `actor="Vedant Patel" `},
		{`g.V("actor:`, `g.V("`, `actor:united-states actor:vedant-patel`},
		{`g.V("`, `g.V("`, ``},
		{`g.V("actor:u`, `g.V("`, `actor:united-states"`},
		{`g.V("actor:united-states").out("rel:med`, `g.V("actor:united-states").out("`, `rel:mediates"`},
		{`g.V('x').out('not:me`, `g.V('x').out('`, `not:mediates not:meets`},
		{`g.V("x").un`, `g.V("x").`, `unique(`},
		{`g.V("x").out`, `g.V("x").`, `out( outPredicates(`},
		{`g.V("x") .out`, `g.V("x") .`, `out( outPredicates(`},
		{`g.V(x`, `g.V(x`, ``},
		{`.help giz`, `.help `, `gizmo`},
		{`.load test`, `.load `, `testdata/`},
		{`.export gra`, `.export `, `graphml `},
		{`.nonsense x`, `.nonsense x`, ``},
	} {
		head, offers, tail := s.Complete(t.Context(), c.line+" rest", len([]rune(c.line)))
		if head != c.head || strings.Join(offers, " ") != c.offers || tail != " rest" {
			t.Errorf("%s: %q %q %q, want %q %q", c.line, head, offers, tail, c.head, c.offers)
		}
	}
}

// TestShowQuery shows how a saved query explains itself.
func TestShowQuery(t *testing.T) {
	q, err := queries.Parse("deals.gizmo", `// name: deals
// about: Who signs what.
// note: A row for each.
// param: actor entity; who signs
// param: after date = 2023-01-01
// param: how enum(any, asserted) = any; how surely
// columns: actor, treaty
// example: actor="United States" how=asserted

answer(facts(actor, ["rel:signs"], ""), ["actor"]);
`)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := New(Options{Out: &b}).showQuery(q); err != nil {
		t.Fatal(err)
	}
	want := `deals: Who signs what.
A row for each.

  actor       who signs (entity, required)
  after       date, 2023-01-01 by default
  how         how surely (any | asserted, any by default)

Columns: actor, treaty
Example: .run deals actor="United States" how=asserted

answer(facts(actor, ["rel:signs"], ""), ["actor"]);
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

// TestHelpedStepsRun runs the queries that the help shows, and each step with its arguments.
func TestHelpedStepsRun(t *testing.T) {
	g := newGraph(t)
	texts := []string{`var value = 1; g.emit({column: value})`}
	for _, line := range strings.Split(helpGizmo()+helpStatements, "\n") {
		if line, ok := strings.CutPrefix(line, "  g."); ok {
			texts = append(texts, "g."+line)
		}
	}
	for _, step := range pathSteps() {
		texts = append(texts, `g.V().tag("who").`+step.name+"("+step.args+")")
	}
	for _, text := range texts {
		if _, errs, err := talk(t, g, NewLines(strings.NewReader(text)), nil); err != nil {
			t.Errorf("%s: %s", text, errs)
		}
	}
}

// FuzzSession feeds a shell anything: it must come to an end and show nothing that a terminal obeys.
func FuzzSession(f *testing.F) {
	for _, s := range []string{
		"g.V().all()\n.why\n", ".run mediators actor=\"United\x1b States\"\n", "g.emit({\"\x1b[2J\": \"\u202e\"})\n.why 1 all\n",
		"g.V(\n\"\x00\"", ".help \x07\n.format \x1b\n", "while(true){}", "\xff", "mediators how=\u009b31m\n", "throw \"\x1b[31m\"",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, input string) {
		if strings.Contains(input, ".export") || strings.Contains(input, ".output") || strings.Contains(input, ".watch") {
			t.Skip("writes files, or has no end")
		}
		out, errs, err := talk(t, newGraph(t), NewLines(strings.NewReader(input)), func(o *Options) { o.Timeout = 50 * time.Millisecond })
		if err != nil && !errors.Is(err, ErrFailed) {
			t.Fatal(err)
		}
		obeyed := func(r rune) bool { return r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r == '\u202e' }
		if shown := out + errs; strings.ContainsFunc(shown, obeyed) {
			t.Fatalf("shown: %q", shown)
		}
	})
}
