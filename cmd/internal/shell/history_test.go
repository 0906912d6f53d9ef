package shell

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHistory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "history")
	h := OpenHistory(path)
	if got, err := h.Entries(); len(got) > 0 || err != nil {
		t.Fatalf("a history that is not there: %q, %v", got, err)
	}
	long := strings.Repeat("x", 5000)
	for _, e := range []string{"g.V(\n  \"a\"\n).all()", long, ".stats"} {
		if err := h.Append(e); err != nil {
			t.Fatal(err)
		}
	}
	got, err := OpenHistory(path).Entries()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{`g.V(↵  "a"↵).all()`, long, ".stats"}, got); diff != "" {
		t.Error(diff)
	}
	if fromLine(got[0]) != "g.V(\n  \"a\"\n).all()" {
		t.Errorf("recalled as %q", fromLine(got[0]))
	}
	if at, err := os.Stat(path); err != nil || at.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", at.Mode(), err)
	}
}

// TestHistoryIsCut shows that the file does not grow without end and that bytes which are no text do no harm.
func TestHistoryIsCut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	var b strings.Builder
	for i := range 2*historyLimit + 1 {
		fmt.Fprintln(&b, i)
	}
	b.WriteString("\xff\n")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := OpenHistory(path).Entries()
	if err != nil || len(got) != historyLimit || got[len(got)-1] != fmt.Sprint(2*historyLimit) {
		t.Fatalf("%d entries, %v", len(got), err)
	}
	text, err := os.ReadFile(path)
	if err != nil || strings.Count(string(text), "\n") != historyLimit {
		t.Errorf("%d lines in the file, %v", strings.Count(string(text), "\n"), err)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
