package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/google/go-cmp/cmp"
)

// TestReadme runs what the README and the pages of docs named below show. UPDATE=1 rewrites the outputs that are no longer true.
//
// It runs the fenced blocks marked console, in their order, in one folder that holds data/articles and a home. A line
// "$ COMMAND" is given to sh, "> …" lines below go on with it; `go run ./cmd/quadrille` is the program. What follows is
// its output and its errors; it must exit with status 0. A line "…" stands for any lines. Times ("3 ms") and speeds may
// differ. Where lines begin with the shell's prompt, the command runs on a terminal of 100 columns without line editing
// (TERM=dumb), and what stands after the prompts is typed.
func TestReadme(t *testing.T) {
	for _, file := range []string{"README.md", "docs/paths.md", "docs/questions.md", "docs/scripts.md"} {
		t.Run(filepath.Base(file), func(t *testing.T) {
			path := filepath.Join("../..", file)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if fresh := run(t, string(text)); os.Getenv("UPDATE") != "" && fresh != string(text) {
				if err := os.WriteFile(path, []byte(fresh), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestReadmeRunner shows that the runner notices what is not true, and what it accepts.
func TestReadmeRunner(t *testing.T) {
	text, err := os.ReadFile("testdata/readme.md")
	if err != nil {
		t.Fatal(err)
	}
	b := blocks(string(text))
	if len(b) != 3 {
		t.Fatalf("%d blocks, want 3", len(b))
	}
	home := stage(t)
	for i, wantTrue := range []bool{true, false, true} {
		fresh, err := b[i].rerun(t, home)
		if err != nil {
			t.Fatal(err)
		}
		if isTrue := fresh == b[i].text; isTrue != wantTrue {
			t.Errorf("block %d: true is %v, want %v:\n%s", i+1, isTrue, wantTrue, fresh)
		}
	}
}

// run runs all blocks of text and returns text with the outputs as they are now.
func run(t *testing.T, text string) string {
	home := stage(t)
	var out strings.Builder
	at := 0
	for _, b := range blocks(text) {
		fresh, err := b.rerun(t, home)
		if err != nil {
			t.Errorf("line %d: %v", b.line, err)
			fresh = b.text
		}
		if fresh != b.text && os.Getenv("UPDATE") == "" {
			t.Errorf("line %d is not true (-README +now; UPDATE=1 rewrites it):\n%s", b.line, cmp.Diff(b.text, fresh))
		}
		out.WriteString(text[at:b.at] + fresh)
		at = b.at + len(b.text)
	}
	return out.String() + text[at:]
}

// stage makes the folder in which commands run.
func stage(t *testing.T) string {
	home := t.TempDir()
	if err := os.CopyFS(filepath.Join(home, "data/articles"), os.DirFS("../../data/articles")); err != nil {
		t.Fatal(err)
	}
	return home
}

// block is the inside of a fenced block.
type block struct {
	text string
	at   int // its place in the file, in bytes
	line int
}

var fence = regexp.MustCompile("(?ms)^```console\n(.*?)^```$")

func blocks(text string) []block {
	var out []block
	for _, m := range fence.FindAllStringSubmatchIndex(text, -1) {
		out = append(out, block{text[m[2]:m[3]], m[2], 1 + strings.Count(text[:m[2]], "\n")})
	}
	return out
}

// rerun gives the block with those outputs replaced that are not true.
func (b block) rerun(t *testing.T, home string) (string, error) {
	var out strings.Builder
	bin := program(t)
	for _, step := range strings.Split("\n"+b.text, "\n$ ")[1:] {
		lines := strings.SplitAfter(strings.TrimSuffix(step, "\n")+"\n", "\n")
		lines = lines[:len(lines)-1]
		n := 1
		for n < len(lines) && strings.HasPrefix(lines[n], "> ") {
			n++
		}
		shown := strings.Join(lines[n:], "")
		script := strings.ReplaceAll(strings.Join(lines[:n], ""), "\n> ", "\n")
		script = strings.ReplaceAll(script, "go run ./cmd/quadrille", "quadrille")
		c := exec.CommandContext(t.Context(), "sh", "-c", script)
		c.Dir = home
		c.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "TERM=dumb", "HOME="+home, "XDG_STATE_HOME="+home+"/state")
		var now string
		var err error
		if typed := typedIn(shown); len(typed) > 0 {
			now, err = talk(c, typed)
		} else {
			var all []byte
			all, err = c.CombinedOutput()
			now = string(all)
		}
		if err != nil {
			return "", fmt.Errorf("%s: %w\n%s", strings.TrimSpace(script), err, now)
		}
		if shows(shown, now) {
			now = shown
		}
		out.WriteString("$ " + strings.Join(lines[:n], "") + now)
	}
	return out.String(), nil
}

var promptLine = regexp.MustCompile(`(?m)^(?:quadrille> |      \.\.\.> )(.*)$`)

func typedIn(shown string) []string {
	var out []string
	for _, m := range promptLine.FindAllStringSubmatch(shown, -1) {
		out = append(out, m[1])
	}
	return out
}

// talk runs c on a terminal, types a line at each prompt and gives what the terminal shows.
func talk(c *exec.Cmd, lines []string) (string, error) {
	tty, err := pty.StartWithSize(c, &pty.Winsize{Rows: 50, Cols: 100})
	if err != nil {
		return "", err
	}
	defer tty.Close()
	// A session that hangs is ended, and its read below with it.
	defer time.AfterFunc(30*time.Second, func() { c.Process.Kill() }).Stop()
	var seen bytes.Buffer
	buf := make([]byte, 4096)
	for {
		n, err := tty.Read(buf)
		seen.Write(buf[:n])
		if bytes.HasSuffix(seen.Bytes(), []byte("> ")) && len(seen.Bytes()) > 0 && atPrompt(seen.String()) {
			line := "\x04"
			if len(lines) > 0 {
				line, lines = lines[0]+"\n", lines[1:]
			}
			if _, err := tty.WriteString(line); err != nil {
				return seen.String(), err
			}
		}
		if err != nil { // the terminal is closed when the program has gone
			break
		}
	}
	return strings.ReplaceAll(seen.String(), "\r\n", "\n"), c.Wait()
}

var promptEnd = regexp.MustCompile(`(?:^|\n)(?:quadrille> |      \.\.\.> )$`)

func atPrompt(s string) bool { return promptEnd.MatchString(s) }

var times = regexp.MustCompile(`\b[\d,]*\d(?:\.\d+)?( ms| s| words/s)\b`)

// shows tells whether what a README shows is true of an output: the same lines, any lines where it has "…", any times.
func shows(shown, now string) bool {
	var pattern strings.Builder
	pattern.WriteString(`\A`)
	for _, l := range strings.SplitAfter(same(shown), "\n") {
		if strings.TrimSpace(l) == "…" {
			pattern.WriteString(`(?:.*\n)*`)
		} else {
			pattern.WriteString(regexp.QuoteMeta(l))
		}
	}
	pattern.WriteString(`\z`)
	return regexp.MustCompile(pattern.String()).MatchString(same(now))
}

// same takes out what may differ between runs: times and speeds, and spaces at the ends of lines, which editors take away.
func same(s string) string {
	s = times.ReplaceAllString(s, "3 ms")
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}
