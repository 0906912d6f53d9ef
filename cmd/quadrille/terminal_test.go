package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/creack/pty"
)

// session is the program on a terminal of its own.
type session struct {
	t    *testing.T
	cmd  *exec.Cmd
	tty  *os.File
	home string

	mu     sync.Mutex
	seen   bytes.Buffer
	closed chan struct{} // the program has closed the terminal
	read   int           // what await has passed
}

// onTerminal starts the program on a terminal of 100 columns, with its state in home.
func onTerminal(t *testing.T, home string, args ...string) *session {
	t.Helper()
	s := &session{t: t, home: home, closed: make(chan struct{})}
	s.cmd = exec.Command(filepath.Join(program(t), "quadrille"), args...)
	s.cmd.Env = append(os.Environ(), "TERM=xterm", "XDG_STATE_HOME="+home, "XDG_CONFIG_HOME="+home+"/config")
	if os.Getenv("NO_COLOR") == "" {
		s.cmd.Env = append(s.cmd.Env, "NO_COLOR=")
	}
	var err error
	if s.tty, err = pty.StartWithSize(s.cmd, &pty.Winsize{Rows: 40, Cols: 100}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.cmd.Process.Kill()
		s.tty.Close()
	})
	go func() {
		defer close(s.closed)
		buf := make([]byte, 4096)
		for {
			n, err := s.tty.Read(buf)
			s.mu.Lock()
			s.seen.Write(buf[:n])
			s.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	return s
}

func (s *session) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen.String()
}

// await waits until want is shown after what earlier calls have waited for, and returns what was shown up to it.
func (s *session) await(want string) string {
	s.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		text := s.text()[s.read:]
		if i := strings.Index(text, want); i >= 0 {
			s.read += i + len(want)
			return text[:i+len(want)]
		}
	}
	s.t.Fatalf("no %q in\n%q", want, s.text()[s.read:])
	return ""
}

func (s *session) write(keys string) {
	s.t.Helper()
	if _, err := s.tty.WriteString(keys); err != nil {
		s.t.Fatal(err)
	}
}

// leaves waits for the program's end and gives its status.
func (s *session) leaves() int {
	s.t.Helper()
	select {
	case <-s.closed:
	case <-time.After(30 * time.Second):
		s.t.Fatalf("the program does not leave:\n%q", s.text())
	}
	s.cmd.Wait()
	return s.cmd.ProcessState.ExitCode()
}

func (s *session) history() string {
	s.t.Helper()
	text, err := os.ReadFile(filepath.Join(s.home, "quadrille", "history"))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(text)
}

const (
	ps1 = "quadrille> "
	ps2 = "      ...> "
)

// TestTerminal is a person's first session.
func TestTerminal(t *testing.T) {
	home := t.TempDir()
	s := onTerminal(t, home, "shell", "../../data/articles/cyprus-holguin-report.txt", "../../data/articles/kyrgyz-tajik-border.md")
	greeting := s.await(ps1)
	for _, want := range []string{"2 articles, ", "Tab completes", "Ctrl-D leaves"} {
		if !strings.Contains(greeting, want) {
			t.Errorf("the greeting lacks %q:\n%s", want, greeting)
		}
	}

	s.write(".sta\t")
	s.await(".stats ")
	s.write("\r")
	s.await("articles")
	s.await(ps1)

	s.write("g.V().has(\"rdf:type\",\r")
	s.await(ps2)
	s.write("\"schema:NewsArticle\").count()\r")
	s.await("(1 row, ")
	s.await(ps1)

	s.write("g.V(\r")
	s.await(ps2)
	s.write("\x03")
	s.await("^C")
	s.await(ps1)

	s.write("while (true) {}\r")
	s.await("\n")
	time.Sleep(50 * time.Millisecond) // the query runs by now, or Ctrl-C drops the line; the session must outlive both
	s.write("\x03")
	s.await("stopped")
	s.await(ps1)
	s.write(".format\r")
	s.await("table")
	s.await(ps1)

	s.write("\x04")
	if status := s.leaves(); status != 0 {
		t.Errorf("exit status %d", status)
	}
	for _, want := range []string{".stats\n", "g.V().has(\"rdf:type\",↵\"schema:NewsArticle\").count()\n", "while (true) {}\n"} {
		if !strings.Contains(s.history(), want) {
			t.Errorf("the history lacks %q:\n%s", want, s.history())
		}
	}

	// The next session knows the history, and does not explain again.
	s = onTerminal(t, home, "shell")
	if greeting := s.await(ps1); strings.Contains(greeting, "Tab completes") || !strings.Contains(greeting, "empty") {
		t.Errorf("the second greeting:\n%s", greeting)
	}
	s.write("\x1b[A\x1b[A\x1b[A")
	s.await("↵\"schema:NewsArticle\").count()")
	s.write("\r")
	s.await("(1 row, ")
	s.await(ps1)
	s.write(".quit\r")
	if status := s.leaves(); status != 0 {
		t.Errorf("exit status %d", status)
	}
}

// TestExplainColours prints a page on a terminal: in colours, but for those who want none, and within its columns.
func TestExplainColours(t *testing.T) {
	const article = "../../data/articles/kyrgyz-tajik-border.md"
	s := onTerminal(t, t.TempDir(), "extract", "--explain", article)
	s.await("actors and things")
	if status := s.leaves(); status != 0 || !strings.Contains(s.text(), "\x1b[36mtree\x1b[0m") {
		t.Errorf("exit status %d, and no colours in %.2000q", status, s.text())
	}
	colour := regexp.MustCompile("\x1b\\[[0-9;]*m")
	for l := range strings.Lines(colour.ReplaceAllString(s.text(), "")) {
		if n := utf8.RuneCountInString(strings.TrimRight(l, "\r\n")); n > 100 {
			t.Errorf("a line of %d columns: %s", n, l)
		}
	}
	t.Setenv("NO_COLOR", "1")
	s = onTerminal(t, t.TempDir(), "extract", "--explain", article)
	s.leaves()
	if strings.Contains(s.text(), "\x1b") || !strings.Contains(s.text(), "actors and things") {
		t.Errorf("colours that nobody wants: %.500q", s.text())
	}
}

// TestHangUp ends a session from outside, at its prompt.
func TestHangUp(t *testing.T) {
	for name, sig := range map[string]syscall.Signal{"SIGTERM": syscall.SIGTERM, "SIGHUP": syscall.SIGHUP} {
		t.Run(name, func(t *testing.T) {
			s := onTerminal(t, t.TempDir(), "shell")
			s.await(ps1)
			s.write(".format\r")
			s.await("table")
			s.await(ps1)
			if err := s.cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			if status := s.leaves(); status != 130 {
				t.Errorf("exit status %d", status)
			}
			if !strings.Contains(s.history(), ".format\n") {
				t.Errorf("the history is %q", s.history())
			}
		})
	}
}

// TestInterruptedLoad presses Ctrl-C while articles are read, and shows that what was read is kept whole.
func TestInterruptedLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("reads hundreds of articles")
	}
	dir := t.TempDir()
	for i := range 600 {
		text := fmt.Sprintf("Envoy arrives for round %d\n\nThe United States will mediate talks between Armenia and Azerbaijan, "+
			"Vedant Patel said on Monday of week %d. Russia rejects the peace treaty, Sergey Lavrov said.\n", i, i)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	store := filepath.Join(t.TempDir(), "store")
	s := onTerminal(t, t.TempDir(), "load", dir, "--db", store)
	s.await("words/s, ")
	s.await(" left")
	s.write("\x03")
	s.await(" not read (")
	s.await("interrupted")
	if status := s.leaves(); status != 130 {
		t.Errorf("exit status %d", status)
	}

	s = onTerminal(t, t.TempDir(), "check", "--db", store)
	s.await(": no faults")
	if status := s.leaves(); status != 0 {
		t.Errorf("exit status %d", status)
	}
}
