package shell

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quadrille/graph"
	"quadrille/graph/export/escape"
	"quadrille/graph/schema"
	"quadrille/queries"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

// person is a session of a person who types lines on a screen of some lines.
func person(t *testing.T, height int, change func(*Options), lines ...string) (out, errs string) {
	t.Helper()
	out, errs, err := talk(t, newGraph(t), &fake{lines: lines}, func(o *Options) {
		o.Height = func() int { return height }
		o.Width = func() int { return 80 }
		if change != nil {
			change(o)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return out, errs
}

const everything = `g.V().all()`

// TestMore shows an answer screen by screen: each fits, and together they are the answer.
func TestMore(t *testing.T) {
	whole, _ := person(t, 0, nil, everything)
	lines := strings.Count(whole, "\n")
	if lines < 20 {
		t.Fatalf("the answer is too short for this test:\n%s", whole)
	}
	var typed []string
	for range lines {
		typed = append(typed, ".more")
	}
	out, errs := person(t, 10, nil, append([]string{everything}, typed...)...)
	if n := strings.Count(errs, "nothing more"); n == 0 || n == lines {
		t.Errorf("%d times nothing more", n)
	}
	more := regexp.MustCompile(`(?m)^… \d+ more, \.more\n`)
	screens := more.Split(out, -1)
	for i, s := range screens {
		if n := strings.Count(s, "\n"); n > 8 && i < len(screens)-1 {
			t.Errorf("screen %d has %d lines", i, n)
		}
	}
	if diff := cmp.Diff(strings.TrimRight(whole, "\n"), strings.TrimRight(strings.Join(screens, ""), "\n")); diff != "" {
		t.Error(diff)
	}
	if want := fmt.Sprintf("… %d more, .more", strings.Count(whole, "\n")-1-8); !strings.Contains(out, want) {
		t.Errorf("no %q in\n%s", want, out)
	}

	all, _ := person(t, 10, nil, everything, ".more all")
	if diff := cmp.Diff(whole, more.ReplaceAllString(all, "")); diff != "" {
		t.Error(diff)
	}
	off, _ := person(t, 10, nil, ".set pager off", everything)
	if diff := cmp.Diff(whole, off); diff != "" {
		t.Error(diff)
	}
}

// TestLongLinesTakeRoom counts a line by the lines of the screen that it takes.
func TestLongLinesTakeRoom(t *testing.T) {
	out, _ := person(t, 6, nil, ".format json", `g.emit({a: "`+strings.Repeat("界", 100)+`"}); g.emit({a: 2}); g.emit({a: 3})`)
	if !strings.Contains(out, "more, .more") {
		t.Errorf("six lines that do not fit on four:\n%s", out)
	}
}

// pagerOf is a pager that notes what it shows, and is left after some bytes.
type pagerOf struct {
	shown  bytes.Buffer
	leave  int
	closed int
}

func (p *pagerOf) Write(b []byte) (int, error) {
	if p.leave > 0 && p.shown.Len() > p.leave {
		return 0, io.ErrClosedPipe
	}
	return p.shown.Write(b)
}

func (p *pagerOf) Close() error {
	p.closed++
	return nil
}

func TestPager(t *testing.T) {
	whole, _ := person(t, 0, nil, everything)
	var p pagerOf
	with := func(o *Options) { o.Programs.Page = func(context.Context) (io.WriteCloser, error) { return &p, nil } }
	out, errs := person(t, 10, with, everything)
	if got := times.ReplaceAllString(p.shown.String(), "3 ms"); got+out != whole || errs != "" || p.closed != 1 {
		t.Errorf("errors %q, closed %d, shown\n%s", errs, p.closed, got)
	}
	if out, _ = person(t, 10, with, `g.emit({a: 1})`); p.closed != 1 || !strings.Contains(out, "(1 row, ") {
		t.Errorf("an answer that fits went to the pager:\n%s", out)
	}

	// Who leaves the pager early has the answer for .why all the same.
	p = pagerOf{leave: 100}
	out, errs = person(t, 10, with, `g.V("actor:united-states").tag("who").out("rel:mediates").all()`, `.format csv`,
		`for (var i = 0; i < 5000; i++) g.emit({i: i})`, `.why 5000`)
	if !strings.Contains(errs, "no sentence ties") || strings.Contains(errs, "pager") {
		t.Errorf("errors:\n%s%s", errs, out)
	}

	out, errs = person(t, 10, func(o *Options) {
		o.Programs.Page = func(context.Context) (io.WriteCloser, error) { return nil, errors.New("no such\x1b[2J program") }
	}, everything)
	if !strings.Contains(errs, `the pager does not start: no such\x1b[2J program`) || !strings.Contains(out, "more, .more") {
		t.Errorf("errors %q, shown\n%s", errs, out)
	}
}

// TestOutput sends answers to a file, and what is said beside them to the screen.
func TestOutput(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a b.csv")
	out, errs := person(t, 5, func(o *Options) { o.Color = true }, `.format csv`, `.output "`+file+`"`, `.format`, everything, `.help why`, `.output`, `g.emit({a: "on screen"})`)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(string(data), "\n"); lines < 20 || strings.Contains(string(data), "\x1b[1m") || strings.Contains(string(data), "…") {
		t.Errorf("the file holds\n%s", data)
	}
	if !strings.Contains(out, "csv\n") || !strings.Contains(out, ".why [") || !strings.Contains(out, "on screen") || strings.Contains(out, "article:") {
		t.Errorf("the screen shows\n%s", out)
	}
	if !strings.Contains(errs, "answers go to "+file+", as csv") {
		t.Errorf("errors %q", errs)
	}
	_, errs = person(t, 5, nil, `.output `+filepath.Join(dir, "none", "x"))
	if !strings.Contains(errs, "no such file") {
		t.Errorf("errors %q", errs)
	}

	// A session that ends leaves the file whole.
	if _, errs, err := talk(t, newGraph(t), NewLines(strings.NewReader(".output \""+file+"\"\n"+everything)), nil); err != nil {
		t.Fatal(errs)
	}
	if data, err = os.ReadFile(file); err != nil || !strings.Contains(string(data), " rows, ") {
		t.Errorf("%v, the file holds\n%s", err, data)
	}
}

func TestVertical(t *testing.T) {
	out, _ := person(t, 0, nil, `.format vertical`, `g.emit({a: 1})`)
	if !strings.HasSuffix(out, "─\na  1\n(1 row, 3 ms)\n\n") {
		t.Errorf("shown\n%s", out)
	}
}

func TestSettings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config", "quadrille", "settings")
	at := func(o *Options) { o.Settings = file }
	out, errs := person(t, 0, at, `.set format vertical`, `.set limit 7`, `.set timeout 90s`, `.set timing on`, `.set`, `.set save`,
		`.set limt 7`, `.set pager some`, `.set limit -1`, `.set timeout soon`, `.set a b c`, `.set color`)
	for _, want := range []string{"did you mean limit?", "pager takes on, more, off", "expected a number of rows", "expected a time", "expected .set", "the settings are in"} {
		if !strings.Contains(errs, want) {
			t.Errorf("no %q in\n%s", want, errs)
		}
	}
	if !strings.Contains(out, "about    the most rows") || !strings.HasSuffix(strings.TrimSpace(out), "off") {
		t.Errorf("shown\n%s", out)
	}

	s := New(Options{Settings: file})
	if err := s.LoadSettings("limit"); err != nil {
		t.Fatal(err)
	}
	if s.Format != "vertical" || s.Limit != 0 || s.Timeout != 90*time.Second || !s.timing {
		t.Errorf("%+v", s.Options)
	}

	// What is wrong is told, what is right holds, and colours are not forced.
	if err := os.WriteFile(file, []byte("# mine\ncolor = on\nlimit = x\nnonsense\n\nformat=json\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s = New(Options{Settings: file})
	err := s.LoadSettings()
	if err == nil || !strings.Contains(err.Error(), "line 3: expected a number") || !strings.Contains(err.Error(), "line 4: expected a line") || s.Format != "json" || s.Color {
		t.Errorf("%v, %+v", err, s.Options)
	}
	if err := New(Options{Settings: filepath.Join(t.TempDir(), "none")}).LoadSettings(); err != nil {
		t.Errorf("no file: %v", err)
	}
}

func TestTiming(t *testing.T) {
	_, errs := person(t, 0, nil, everything, `.timing on`, everything, `.timing`, `.timing off`, everything)
	if n := strings.Count(errs, "time "); n != 3 || strings.Count(errs, "of which the query") != 1 {
		t.Errorf("errors\n%s", errs)
	}
}

func TestExplain(t *testing.T) {
	const query = `g.V("actor:united-states").out("rel:mediates").all()`
	out, errs := person(t, 0, nil, `.explain`, query, `.explain`, `.explain `+query, `.explain g.V("actor:united-states")`, `.out("rel:mediates").all()`)
	plans := strings.SplitN(out, ")\n", 2)
	if len(plans) != 2 || !strings.Contains(plans[1], "united-states") || !strings.Contains(errs, "there is no query yet") {
		t.Fatalf("errors %s, shown\n%s", errs, out)
	}
	out, errs = person(t, 0, nil, `.explain analyze mediators actor="United States"`, `.explain g.V(`, `"actor:united-states").all()`, `.explain g.V().foo()`,
		`.explain .stats`)
	if !strings.Contains(out, " = 1 in ") || !strings.Contains(errs, "there is no method foo()") || strings.Count(errs, "error") != 2 {
		t.Errorf("errors %s, shown\n%s", errs, out)
	}
}

// TestWatch shows an answer again when it has changed, and no oftener, until Ctrl-C.
func TestWatch(t *testing.T) {
	out, errs := person(t, 4, nil, `.watch`, everything, `.watch 0.1 3`, `.watch 0`, `.watch 1 0`)
	if n := strings.Count(out, "── "); n != 1 || !strings.Contains(errs, "there is no query yet") || strings.Count(errs, "expected") != 2 {
		t.Errorf("%d times, errors %s", n, errs)
	}

	g := newGraph(t)
	shown := &watched{want: "actor:newcomer", first: make(chan struct{}), seen: make(chan struct{})}
	presses := 0
	term := &fake{lines: []string{`g.V("actor:newcomer", "actor:russia").out("rel:meets").all()`, `.watch 0.1`, `.format`}}
	term.press = func() <-chan struct{} {
		if presses++; presses == 2 {
			return shown.seen
		}
		return make(chan struct{})
	}
	go func() {
		<-shown.first
		article, e := schema.ArticleIRI("00000000000000bb"), schema.EvidenceIRI("00000000000000bb", 1)
		russia, _ := schema.Expand("actor:russia")
		newcomer, _ := schema.Expand("actor:newcomer")
		if _, err := g.Load(t.Context(), article, []quad.Quad{
			{Subject: e, Predicate: schema.Type, Object: schema.Evidence, Label: article},
			{Subject: russia, Predicate: quad.IRI(schema.Rel + "meets"), Object: newcomer, Label: e},
		}); err != nil {
			t.Error(err)
			close(shown.seen)
		}
	}()
	_, errs, err := talk(t, g, term, func(o *Options) { o.Out = shown })
	if text := shown.String(); err != nil || errs != "" || strings.Count(text, "── ") != 2 || !strings.HasSuffix(text, "table\n\n") {
		t.Errorf("%v, errors %q, shown\n%s", err, errs, shown)
	}
}

// watched notes what is shown, and tells when a watch begins, and when a text is there.
type watched struct {
	mu          sync.Mutex
	text        strings.Builder
	want        string
	first, seen chan struct{}
}

func (w *watched) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before := w.text.String()
	w.text.Write(b)
	for mark, c := range map[string]chan struct{}{"── ": w.first, w.want: w.seen} {
		if !strings.Contains(before, mark) && strings.Contains(w.text.String(), mark) {
			close(c)
		}
	}
	return len(b), nil
}

func (w *watched) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

func TestEdit(t *testing.T) {
	var found []string
	texts := []string{"g.emit({\n  a: 'first'\n})\n", "g.V(", "", "g.emit({a: 'second'})"}
	term := &fake{lines: []string{`.edit`, `.edit`, `.edit`, `.edit`}}
	out, errs, err := talk(t, newGraph(t), term, func(o *Options) {
		o.Programs.Edit = func(_ context.Context, path string) error {
			text, err := os.ReadFile(path)
			found = append(found, string(text))
			return errors.Join(err, os.WriteFile(path, []byte(texts[len(found)-1]), 0o600))
		}
	})
	if err != nil || !strings.Contains(out, "first") || !strings.Contains(out, "second") || !strings.Contains(errs, "ends before it is complete") || !strings.Contains(errs, "nothing runs") {
		t.Errorf("%v, errors %s, shown\n%s", err, errs, out)
	}
	if diff := cmp.Diff([]string{"", "g.emit({\n  a: 'first'\n})", "g.V(", "g.V("}, found); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"g.emit({\n  a: 'first'\n})", "g.V(", ".edit", "g.emit({a: 'second'})"}, term.history); diff != "" {
		t.Error(diff)
	}
	if _, errs := person(t, 0, nil, `.edit`); !strings.Contains(errs, "there is no editor here") {
		t.Errorf("errors %s", errs)
	}
}

// TestSave makes saved queries of what was asked, and asks them by their names.
func TestSave(t *testing.T) {
	folder := queries.Folder{Name: "user", Dir: filepath.Join(t.TempDir(), "queries")}
	with := func(o *Options) {
		o.Saving = Saving{folder, func() (*queries.Library, error) { return queries.Open(folder) }}
	}
	out, errs := person(t, 0, with, `.format csv`, `.save early`, `g.V("actor:united-states").tag("who").out("rel:mediates").tag("what").all()`,
		`.save us-talks Who \x1b mediates "a\nb"`, `us-talks`, `mediators actor="United States"`, `.save us-all`, `us-all`, `us-all actor="Vedant Patel"`)
	if n := strings.Count(out, "process:the-talks"); n != 4 || strings.Count(errs, "error") != 1 {
		t.Errorf("%d answers, errors %s, shown\n%s", n, errs, out)
	}
	for _, file := range []string{"us-talks", "us-all"} {
		if _, err := os.Stat(folder.Path(file)); err != nil {
			t.Error(err)
		}
	}
	if _, errs, err := talk(t, newGraph(t), NewLines(strings.NewReader("us-all\n")), func(o *Options) { o.Queries, _ = queries.Open(folder) }); err != nil {
		t.Errorf("another session: %s", errs)
	}

	out, errs = person(t, 0, with, `.format csv`, `"united states" mediates ?what`, `.save us-path`, `us-path`)
	if _, err := os.Stat(folder.Path("us-path")); err != nil || strings.Count(out, "what\n") != 2 {
		t.Errorf("a path was not saved, or does not run: %v\n%s%s", err, out, errs)
	}

	_, errs = person(t, 0, with, everything, `.save mediators`, `.save ../out`, `.save A`, `.save`, `.stats`, `.save counts`, `g.V("actor:united-states").tag("the who").all()`, `.save odd`)
	for _, want := range []string{"already (built in)", `"../out" is no name`, `"A" is no name`, "expected .save", ".stats is a command", "the query cannot be saved"} {
		if !strings.Contains(errs, want) {
			t.Errorf("no %q in\n%s", want, errs)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(folder.Dir), "*")); len(left) != 1 {
		t.Errorf("files beside the folder: %q", left)
	}
}

func TestRecall(t *testing.T) {
	history := []string{"mediators actor=Russia", ".stats", "g.V(\"actor:russia\").all()", "mediators actor=Russia", "blocks", "!med"}
	for _, c := range []struct {
		typed string
		want  []string
	}{
		{"", []string{"blocks", "mediators actor=Russia", "g.V(\"actor:russia\").all()", ".stats"}},
		{"RUSSIA actor", []string{"mediators actor=Russia", "g.V(\"actor:russia\").all()"}},
		{"mdtrs", []string{"mediators actor=Russia"}},
		{"sts", []string{".stats", "mediators actor=Russia"}}, // the closer letters first
		{"gall", []string{"g.V(\"actor:russia\").all()"}},
		{"zzz", nil},
	} {
		if diff := cmp.Diff(c.want, Recall(history, c.typed), cmp.Transformer("", func(s []string) string { return strings.Join(s, "\n") })); diff != "" {
			t.Errorf("%q: %s", c.typed, diff)
		}
	}
	term := &fake{lines: []string{`!fmt`, `.limit 3`, `.format csv`, `!lmt`, `.history frmt`}}
	out, errs, err := talk(t, newGraph(t), term, nil)
	if err != nil || !strings.Contains(errs, `no earlier statement is like "fmt"`) || !strings.Contains(errs, ".limit 3\n") || out != ".format csv\n\n" {
		t.Errorf("%v, errors %s, shown %q", err, errs, out)
	}
	if diff := cmp.Diff([]string{".limit 3", ".format csv", ".limit 3", ".history frmt"}, term.history); diff != "" {
		t.Error(diff)
	}
}

// TestProgress tells a person who waits that the query goes on, and takes that back.
func TestProgress(t *testing.T) {
	_, errs := person(t, 0, func(o *Options) { o.Progress, o.Timeout = true, patience+3*tick/2 }, `while (true) {}`, `.format`)
	if !regexp.MustCompile(`^\r1 s; Ctrl-C stops(\r[12] s; Ctrl-C stops)*\r {17}\rerror: the query took too long`).MatchString(errs) {
		t.Errorf("%q", errs)
	}
}

// TestEveryCommandHasAnExample holds the examples of .help against what the commands take.
func TestEveryCommandHasAnExample(t *testing.T) {
	example := regexp.MustCompile(`(?m)^  \.?\S.*$`)
	for _, c := range dotCommands() {
		out, _ := person(t, 0, nil, ".help ."+c.name)
		if !slices.ContainsFunc(example.FindAllString(out, -1), func(l string) bool { return strings.HasPrefix(l, "  ."+c.name) }) {
			t.Errorf(".help %s has no example:\n%s", c.name, out)
		}
	}
}

// TestHostileText puts what would move the cursor, change the title, write the clipboard or turn the reading direction into
// every text of a graph, and shows it by every command in every format: nothing of it reaches the terminal.
func TestHostileText(t *testing.T) {
	const hostile = "\x1b]0;title\a \x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\ \x1b]52;c;aGk=\a \x1b[2J\x1b[31m \u009b31m \u0090q\u009c \u202eright\u202c \u2066i\u2069 \r\b\x7f <script>"
	g := newGraph(t)
	other := schema.ArticleIRI("00000000000000cc")
	actor, _ := schema.Expand("actor:united-states")
	talks, _ := schema.Expand("process:the-talks")
	e := schema.EvidenceIRI("00000000000000cc", 1)
	s := schema.SpanIRI("00000000000000cc", 0, 41)
	var quads []quad.Quad
	for _, q := range [][3]quad.Value{
		{other, schema.Type, schema.NewsArticle}, {other, schema.Title, quad.String(hostile)}, {other, schema.Publisher, quad.String(hostile)},
		{actor, schema.AltLabel, quad.String(hostile)}, {s, schema.Type, schema.Sentence}, {s, schema.Text, quad.String(hostile)}, {s, schema.Of, other},
		{e, schema.Type, schema.Evidence}, {e, schema.In, s}, {e, schema.Voice, other}, {e, schema.Cue, quad.String(hostile)}, {e, schema.Confidence, quad.Float(1)},
		{e, schema.Begins, quad.Int(0)}, {e, schema.Ends, quad.Int(9)}, {e, schema.When, quad.String(hostile)},
	} {
		quads = append(quads, quad.Quad{Subject: q[0], Predicate: q[1], Object: q[2], Label: other})
	}
	quads = append(quads, quad.Quad{Subject: actor, Predicate: quad.IRI(schema.Rel + schema.Mediates), Object: talks, Label: e})
	if _, err := g.Load(t.Context(), other, quads); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range formatNames() {
		lines = append(lines, ".format "+f, everything, ".articles", ".why", `g.V("actor:united-states").tag("a").out("rel:mediates").all()`, ".why 1 all",
			"mediators", ".stats", ".candidates", ".explain", `.explain g.V("`+strings.ReplaceAll(hostile, "\r", "")+`").all()`, ".set", ".history")
		for _, q := range Questions() {
			lines = append(lines, "."+q.Name+" united-states the-talks all", "."+q.Name+` "United States" all`, "."+q.Name+" process:the-talks all")
		}
	}
	lines = append(lines, ".set limit "+hostile, ".save "+hostile, "."+hostile, "!"+hostile, ".output /"+hostile+"/x", ".timing "+hostile, ".watch "+hostile)
	out, errs, err := talk(t, g, &fake{lines: lines}, func(o *Options) {
		o.Saving = Saving{queries.Folder{Name: "user", Dir: filepath.Join(t.TempDir(), "q")}, func() (*queries.Library, error) { return queries.Open() }}
	})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out, `]52;c;`) || !strings.Contains(out, `]0;title`) {
		t.Fatalf("the text is not shown at all:\n%.3000s", out)
	}
	obeyed := func(r rune) bool { return r != '\n' && r != '\t' && escape.Control(r) }
	for line := range strings.Lines(out + errs) {
		if strings.ContainsFunc(line, obeyed) {
			t.Errorf("shown: %q", line)
		}
	}
}

// TestLastAnswer holds .why and .save to the latest statement: a question shows its sentences itself, and of a query that
// failed there are no columns.
func TestLastAnswer(t *testing.T) {
	query := `g.V("actor:united-states").tag("who").out("rel:mediates").tag("what").all()`
	_, errs := person(t, 0, nil, query, `.profile "Vedant Patel"`, `.why 1`, `.profile nobody`, query, `.why 1`)
	if strings.Count(errs, "error: ") != 2 || !strings.Contains(errs, "the last answer shows its sentences itself; .why A B ties two") {
		t.Errorf("errors:\n%s", errs)
	}
	folder := queries.Folder{Name: "user", Dir: filepath.Join(t.TempDir(), "queries")}
	with := func(o *Options) {
		o.Saving = Saving{folder, func() (*queries.Library, error) { return queries.Open(folder) }}
	}
	for _, failing := range []string{`throw "x"`, `mediators actor=Nobody`, `.run mediators actor=Nobody`} {
		_, errs = person(t, 0, with, query, failing, `.save failed`)
		if !strings.Contains(errs, "the last query failed: only one that gave an answer is saved") {
			t.Errorf("%s:\n%s", failing, errs)
		}
	}
	if _, errs = person(t, 0, with, query, `throw "x"`, query, `.save whole`, `.run mediators`, `.save again`); strings.Count(errs, "saved in") != 2 {
		t.Errorf("errors:\n%s", errs)
	}
}

// TestUnfinishedPath types a command where a path was to go on.
func TestUnfinishedPath(t *testing.T) {
	out, errs := person(t, 0, nil, `?who mediates`, `.format`, `?who mediates`, `?what`)
	if errs != "error: the path ends before it is complete: its END is missing, as in ?who\n  mediates ?what\n" {
		t.Errorf("errors %q", errs)
	}
	if strings.Count(out, "table\n") != 1 || !strings.Contains(out, "process:the-talks") {
		t.Errorf("shown:\n%s", out)
	}
	_, errs, err := talk(t, newGraph(t), NewLines(strings.NewReader("?who mediates\n.format\n")), nil)
	if !errors.Is(err, ErrFailed) || errs != "quadrille: standard input, line 1: the path ends before it is complete: its END is missing, as in ?who mediates ?what\n" {
		t.Errorf("%q, %v", errs, err)
	}
	for text, want := range map[string]string{
		`?who`: "PATH and END", `?who said/`: `a relation is missing after "said/"`, `?who (a|b`: "a bracket", `"eu`: "quotation mark",
		`?a said ?b where ?a =`: `after "="`, `?a said ?b ;`: "START PATH END", `?a said ?b; ?b about`: "END is missing",
	} {
		if got := Explain(graph.ErrIncomplete, text, 1); !strings.Contains(got, want) {
			t.Errorf("%s: %s", text, got)
		}
	}
}
