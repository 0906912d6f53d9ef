package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"quadrille/data"
	"quadrille/graph"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the test binary the program itself when it is called by the name quadrille.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"quadrille": main})
}

// program puts the program into a folder of its own and returns the folder, for PATH.
func program(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Symlink(self, filepath.Join(dir, "quadrille")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestStories runs the user stories of testdata/script. Commands of their own: "status N COMMAND …" wants that exit
// status; "hold DIR N COMMAND …" wants it while another process has the store DIR open; "binary", "latin", "damaged", "escapes", "big" and "model" make
// files that cannot stand in a script.
func TestStories(t *testing.T) {
	samples, err := filepath.Abs("../../data/articles")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: os.Getenv("UPDATE") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLES", samples)
			env.Setenv("MODELS", filepath.Join(filepath.Dir(samples), "models"))
			env.Setenv("XDG_STATE_HOME", env.Getenv("WORK")+"/state")
			env.Setenv("XDG_CONFIG_HOME", env.Getenv("WORK")+"/config")
			return nil
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root":
				return os.Geteuid() == 0, nil
			case "full":
				_, err := os.Stat("/dev/full")
				return err == nil, nil
			}
			return false, fmt.Errorf("unknown condition %s", cond)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status":  status,
			"hold":    hold,
			"binary":  file("\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00>\x00" + strings.Repeat("\x00\x01\x02", 50)),
			"latin":   file("Talks resume in Gen\xe8ve\n\nThe French envoy, Fran\xe7ois Hollande, said that the talks in Gen\xe8ve would resume, that the caf\xe9 near the station in Z\xfcrich would be full, and that M\xfcnchen was ready. \x93We are ready,\x94 he said.\n"),
			"damaged": file("Talks resume\n\nThe envoy said the talks \xe2\x82 would resume \xc3\x28 soon, caf\xc3\xa9 na\xc3\xafve \xe2\x80\x9cyes\xe2\x80\x9d.\n"),
			"escapes": file("Talks \x1b]0;resume\a \x1b[31min Geneva\n\nArmenia rejected the treaty with Azerbaijan on Monday, the minister said.\n"),
			"big":     big,
			"model":   badModel,
		},
	})
}

func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND ARG…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	var exit *exec.ExitError
	got := 0
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// hold opens the store DIR for writing in this process, so that the program finds it in use, and closes it when the program has run.
func hold(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: hold DIR N COMMAND ARG…")
	}
	g, err := graph.Open(context.Background(), graph.Options{Dir: ts.MkAbs(args[0]), Create: true})
	ts.Check(err)
	defer func() { ts.Check(g.Close()) }()
	status(ts, false, args[1:])
}

// file gives a command that writes content to the file it names.
func file(content string) func(ts *testscript.TestScript, neg bool, args []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg || len(args) != 1 {
			ts.Fatalf("usage: COMMAND FILE")
		}
		ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(content), 0o644))
	}
}

// badModel writes the program's own model, cut short, with a bit turned, of the next version, or with other weights.
func badModel(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: model FILE cut|turned|newer|other")
	}
	m := bytes.Clone(data.Model())
	switch args[1] {
	case "cut":
		m = m[:len(m)/2]
	case "turned":
		m[len(m)/2] ^= 1
	case "newer":
		m[8]++
	case "other":
		body := m[:len(m)-sha256.Size]
		body[len(body)-1] ^= ' '
		sum := sha256.Sum256(body)
		m = append(body, sum[:]...)
	default:
		ts.Fatalf("no such model: %s", args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), m, 0o644))
}

// big writes a text file of so many MiB.
func big(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: big FILE MIB")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	line := strings.Repeat("The envoy said the talks would resume soon. ", 1<<20/44)
	for range n {
		_, err := f.WriteString(line + "\n")
		ts.Check(err)
	}
	ts.Check(f.Close())
}
