package graph_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"quadrille/graph"
)

// child runs this test in a process of its own, with the folder to work on.
func child(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), "QUADRILLE_CHILD="+dir)
	return cmd
}

// A process that is killed while it loads and compacts leaves whole articles, all that it had reported, and a free lock.
// QUADRILLE_KILLS=1000 for a long run.
func TestKilledWhileLoading(t *testing.T) {
	const articles = 4000
	if dir := os.Getenv("QUADRILLE_CHILD"); dir != "" {
		g := open(t, graph.Options{Dir: dir})
		for i := range articles {
			generated(i).load(t, g)
			fmt.Println("loaded", i)
			if i%7 == 6 {
				if err := g.Compact(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
		return
	}
	rounds := 20
	if text := os.Getenv("QUADRILLE_KILLS"); text != "" {
		var err error
		if rounds, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	for round := range rounds {
		dir := quickDir(t)
		if err := open(t, graph.Options{Dir: dir, Create: true}).Close(); err != nil {
			t.Fatal(err)
		}
		cmd := child(t, dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		reported := -1
		for n := 0; n < 1+5*round%37 && lines.Scan(); n++ {
			if _, err := fmt.Sscanf(lines.Text(), "loaded %d", &reported); err != nil {
				t.Fatalf("the loader says %q", lines.Text())
			}
		}
		time.Sleep(time.Duration(round%11) * 300 * time.Microsecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() { // what it had reported before it died
			if _, err := fmt.Sscanf(lines.Text(), "loaded %d", &reported); err != nil {
				break
			}
		}
		if err := cmd.Wait(); err == nil {
			t.Fatal("it was not killed")
		}
		verifyWhole(t, dir, reported)
	}
}

// verifyWhole checks that the store holds the first articles whole, at least those reported, and nothing else.
func verifyWhole(t *testing.T, dir string, reported int) {
	t.Helper()
	g := open(t, graph.Options{Dir: dir})
	defer g.Close()
	s := snapshot(t, g)
	infos, err := s.Articles(t.Context())
	s.Close()
	if err != nil {
		t.Fatal(err)
	}
	if len(infos) <= reported {
		t.Errorf("%d articles were reported, %d are there", reported+1, len(infos))
	}
	var want []*writer
	for i := range infos {
		want = append(want, generated(i))
	}
	if got := content(t, g); !slices.Equal(got, nquads(want...)) {
		t.Errorf("the store holds %d quads, %d articles have %d", len(got), len(infos), len(nquads(want...)))
	}
	report, err := g.Check(t.Context())
	if err != nil || len(report.Faults) > 0 {
		t.Errorf("check: %v, %v", report.Faults, err)
	}
}

// On a full disk loading fails, says so, and what was stored stays; with room again, it goes on.
func TestFullDisk(t *testing.T) {
	mount := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", mount).CombinedOutput(); err != nil {
		t.Skipf("needs the right to mount: %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", mount).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	})
	dir := filepath.Join(mount, "store")
	g := open(t, graph.Options{Dir: dir, Create: true})
	ballast := filepath.Join(mount, "ballast")
	put(t, ballast, strings.Repeat("x", 3<<20))
	n := 0
	var full error
	for ; n < 2000 && full == nil; n++ {
		w := generated(n)
		_, full = g.Load(t.Context(), w.article, w.quads)
	}
	n--
	if full == nil || !strings.Contains(full.Error(), "disk is full") || !strings.Contains(full.Error(), dir) {
		t.Fatalf("the disk is full after %d articles: %v", n, full)
	}
	if n == 0 {
		t.Fatal("not one article was stored")
	}
	var want []*writer
	for i := range n {
		want = append(want, generated(i))
	}
	if got := content(t, g); !slices.Equal(got, nquads(want...)) {
		t.Errorf("on the full disk the open store holds %d quads, want %d", len(got), len(nquads(want...)))
	}
	w := generated(n)
	if _, err := g.Load(t.Context(), w.article, w.quads); err == nil {
		t.Error("the disk is full, and yet an article was stored")
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Logf("close: %v", err)
	}
	verifyWhole(t, dir, n-1)
	g = open(t, graph.Options{Dir: dir})
	defer g.Close()
	w.load(t, g)
}
