package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/creack/pty"
)

// stored is a store of two articles.
func stored(t *testing.T) string {
	t.Helper()
	store := filepath.Join(t.TempDir(), "peace")
	load := exec.Command(filepath.Join(program(t), "quadrille"), "load", "../../data/articles/cyprus-holguin-report.txt",
		"../../data/articles/kyrgyz-tajik-border.md", "--db", store)
	if out, err := load.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return store
}

// ask types a statement and gives what is shown up to the next prompt.
func (s *session) ask(statement string) string {
	s.t.Helper()
	s.write(statement + "\r")
	s.await("\n") // the statement itself, as it is typed
	return s.await(ps1)
}

// TestPromptOfAStore is a day at the prompt: what is longer than the screen, a window of another size, letters of all kinds, an
// editor, a file, a query of one's own, and sessions that end by force.
func TestPromptOfAStore(t *testing.T) {
	t.Setenv("PAGER", "")
	t.Setenv("LESS", "")
	home, store := t.TempDir(), stored(t)
	editor := filepath.Join(home, "editor")
	if err := os.WriteFile(editor, []byte("#!/bin/sh\nprintf 'g.emit({\\n  edited: \"%s\"\\n})' \"$1\" >\"$2\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("VISUAL", editor+" twice")
	begun := time.Now()
	s := onTerminal(t, home, "shell", "--db", store)
	s.await(ps1)
	t.Logf("the first prompt after %v", time.Since(begun))

	// Completion: commands, saved queries and their parameters, names of the graph.
	s.write("medi\t")
	s.await("mediators ")
	s.write("ac\t")
	s.await("actor=")
	s.write("\x15.set pag\t")
	s.await(".set pager ")
	s.write("\x15")

	// What does not fit is kept, and shown when it is asked for.
	answer := s.ask(`g.V().limit(90)`)
	if n := strings.Count(answer, "\n"); n > 40 || !strings.Contains(answer, "more, .more") {
		t.Errorf("%d lines of 40:\n%s", n, answer)
	}
	if more := s.ask(`.more`); strings.Count(more, "\n") < 30 || !strings.Contains(more, "more, .more") {
		t.Errorf("more:\n%s", more)
	}
	if more := s.ask(`.more all`); !strings.Contains(more, "(90 rows, ") {
		t.Errorf("the rest:\n%s", more)
	}

	// A window of another size.
	if err := pty.Setsize(s.tty, &pty.Winsize{Rows: 20, Cols: 50}); err != nil {
		t.Fatal(err)
	}
	narrow := s.ask(`.articles`)
	for l := range strings.Lines(colours.ReplaceAllString(narrow, "")) {
		if n := utf8.RuneCountInString(strings.TrimRight(l, "\r\n")); n > 50 {
			t.Errorf("a line of %d columns: %s", n, l)
		}
	}
	if tall := s.ask(`g.V().limit(90)`); strings.Count(tall, "\n") > 20 {
		t.Errorf("more than the screen:\n%s", tall)
	}
	if err := pty.Setsize(s.tty, &pty.Winsize{Rows: 40, Cols: 100}); err != nil {
		t.Fatal(err)
	}

	// Letters of all kinds, typed, taken back and edited.
	s.write("g.emit({a: \"Şuşa 巴库界e\u0301\"})\x1b[D\x1b[D\x1b[D\x7f\x7f🇦🇲\r")
	s.await("\n")
	if shown := s.await(ps1); !strings.Contains(shown, "Şuşa 巴库🇦🇲") {
		t.Errorf("shown:\n%s", shown)
	}

	if shown := s.ask(`.edit`); !strings.Contains(shown, "twice") || !strings.Contains(shown, "(1 row, ") {
		t.Errorf("edited:\n%s", shown)
	}
	file := filepath.Join(home, "a.csv")
	s.ask(".format csv")
	s.ask(".output " + file)
	s.ask(".articles")
	s.ask(".output")
	if data, err := os.ReadFile(file); err != nil || strings.Count(string(data), "\n") != 3 {
		t.Errorf("%v, the file holds\n%s", err, data)
	}
	s.ask(`.set save`)
	s.ask(`g.emit({mine: 17})`)
	s.ask(`.save seventeen`)

	// Killed, with nothing asked of it.
	s.write("\x15.stats\r")
	s.await("quads,")
	s.await(ps1)
	if err := s.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	s.leaves()

	// The next session has the history of this store, the settings and the query; another graph has another history.
	s = onTerminal(t, home, "shell", "--db", store)
	s.await(ps1)
	s.write("\x1b[A")
	s.await(".stats")
	s.write("\x15!sev\t")
	s.await(".save seventeen")
	s.write("\x15!emtdtwc\t")
	s.await(`edited: "twice"`)
	s.write("\x15\x12.arti")
	s.await(".articles")
	s.write("\x03")
	s.await(ps1)
	if shown := s.ask("seventeen"); !strings.Contains(shown, "mine\r\n17\r\n") {
		t.Errorf("as CSV:\n%s", shown)
	}
	s.write("\x04")
	s.leaves()
	s = onTerminal(t, home, "shell")
	if greeting := s.await(ps1); strings.Contains(greeting, "Tab completes") {
		t.Errorf("the greeting explains again:\n%s", greeting)
	}
	if shown := s.ask(".history"); strings.Contains(shown, "seventeen") {
		t.Errorf("the history of another graph:\n%s", shown)
	}
}

var colours = regexp.MustCompile("\x1b\\[[0-9;?]*[a-zA-Z]")

// TestPagerOnTerminal gives what is longer than the screen to the user's pager, and nothing else; who stops it stays in the session.
func TestPagerOnTerminal(t *testing.T) {
	home, store := t.TempDir(), stored(t)
	t.Setenv("PAGER", "sed -e 's/^/| /'")
	s := onTerminal(t, home, "shell", "--db", store)
	s.await(ps1)
	if shown := s.ask(`g.V().limit(60)`); strings.Count(shown, "| ") != 63 {
		t.Errorf("paged:\n%s", shown)
	}
	if shown := s.ask(`.stats`); strings.Contains(shown, "| ") {
		t.Errorf("paged:\n%s", shown)
	}
	s.write(".quit\r")
	s.leaves()

	t.Setenv("PAGER", "head -n 3")
	s = onTerminal(t, home, "shell", "--db", store)
	s.await(ps1)
	s.ask(".limit 0")
	if shown := s.ask(`for (var i = 0; i < 200000; i++) g.emit({i: i})`); strings.Contains(shown, "error") {
		t.Errorf("a pager that was left:\n%s", shown)
	}
	if shown := s.ask(".why 7"); !strings.Contains(shown, "no sentence ties") {
		t.Errorf("after it:\n%s", shown)
	}
	t.Setenv("PAGER", "/nonexistent/pager")
	s = onTerminal(t, home, "shell", "--db", store)
	s.await(ps1)
	s.ask(`g.V().limit(60)`)
	if shown := s.ask(`.set pager more`); strings.Contains(shown, "error") {
		t.Errorf("without its pager:\n%s", shown)
	}
	if shown := s.ask(`g.V().limit(60)`); !strings.Contains(shown, "more, .more") {
		t.Errorf("without its pager:\n%s", shown)
	}
}

// TestPaste pastes 200 lines: many statements, which are answered in their order, and one of many lines.
func TestPaste(t *testing.T) {
	t.Setenv("PAGER", "")
	s := onTerminal(t, t.TempDir(), "shell")
	s.await(ps1)
	var many, one strings.Builder
	for i := range 200 {
		fmt.Fprintf(&many, "g.emit({answer: \"no. %d.\", padding: \"%s\"})\r", i, strings.Repeat("界", 1+i%40))
	}
	s.write(many.String())
	for i := range 200 {
		s.await(fmt.Sprintf("\nno. %d. ", i))
	}
	s.await(ps1)

	one.WriteString("var n = [\r")
	for i := range 198 {
		fmt.Fprintf(&one, "  %d, // line %d\r", i, i)
	}
	one.WriteString("]; g.emit({sum: n.reduce(function (a, b) { return a + b; })});\r")
	s.write(one.String())
	s.await("\r\n" + fmt.Sprint(197*198/2))
	s.await(ps1)
}

// TestProgressOnTerminal waits for a long query until it says so, and stops it.
func TestProgressOnTerminal(t *testing.T) {
	s := onTerminal(t, t.TempDir(), "shell")
	s.await(ps1)
	s.write("while (true) {}\r")
	s.await("1 s; Ctrl-C stops")
	s.write("\x03")
	s.await("stopped")
	s.await(ps1)
	if shown := s.ask(".format"); !strings.Contains(shown, "table") {
		t.Errorf("after it:\n%s", shown)
	}
}

// TestCtrlCOnTerminal stops an answer that is being written, and leaves an editor its own use of the key.
func TestCtrlCOnTerminal(t *testing.T) {
	home := t.TempDir()
	editor := filepath.Join(home, "editor")
	script := "#!/bin/sh\ntrap 'echo kept >\"$1.int\"' INT\necho editing\nwhile [ ! -e \"$1.int\" ]; do sleep 0.05; done\nprintf 'g.emit({editor: \"lives\"})' >\"$1\"\n"
	if err := os.WriteFile(editor, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("VISUAL", editor)
	s := onTerminal(t, home, "shell")
	s.await(ps1)
	s.ask(".limit 0")
	s.ask(".set pager off")
	s.write("for (var i = 0; i < 1000000; i++) g.emit({n: i})\r")
	s.await("\r\n 54\r\n")
	s.write("\x03")
	s.await("stopped")
	s.await(ps1)

	s.write(".edit\r")
	s.await("editing\r\n")
	s.write("\x03")
	if shown := s.await(ps1); !strings.Contains(shown, "editor") || strings.Contains(shown, "failed") {
		t.Errorf("after Ctrl-C in the editor:\n%s", shown)
	}
}
