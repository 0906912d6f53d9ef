package loader

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/cayleygraph/quad"

	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/segment"
)

// stage is a stage that a test makes of a function.
type stage struct {
	name        string
	needs, sets document.Layer
	run         func(ctx context.Context, d *document.Document) error
}

func (s stage) Name() string          { return s.name }
func (s stage) Needs() document.Layer { return s.needs }
func (s stage) Sets() document.Layer  { return s.sets }
func (s stage) Run(ctx context.Context, d *document.Document) error {
	if s.run == nil {
		return nil
	}
	return s.run(ctx, d)
}

// tokenQuads makes a quad of every token: enough to tell whether each article came whole, once and in its turn.
func tokenQuads(d *document.Document) (quad.IRI, []quad.Quad, error) {
	iri := quad.IRI("urn:test:" + d.Article.Hash)
	var out []quad.Quad
	for i, t := range d.Tokens {
		out = append(out, quad.Quad{Subject: iri, Predicate: quad.IRI("urn:test:token"), Object: quad.String(t.Text), Label: quad.IRI(fmt.Sprintf("%s/%d", iri, i))})
	}
	return iri, out, nil
}

// memory is a sink that keeps what it takes.
type memory struct {
	order []quad.IRI
	quads map[quad.IRI][]quad.Quad
	fail  func(n int) error // on the nth call, from 0
	calls int
}

func (m *memory) Load(ctx context.Context, a quad.IRI, q []quad.Quad) (bool, error) {
	m.calls++
	if m.fail != nil {
		if err := m.fail(m.calls - 1); err != nil {
			return false, err
		}
	}
	if _, ok := m.quads[a]; ok {
		return false, nil
	}
	if m.quads == nil {
		m.quads = map[quad.IRI][]quad.Quad{}
	}
	m.order, m.quads[a] = append(m.order, a), q
	return true, nil
}

// all is everything in m in one order.
func (m *memory) all() string {
	var lines []string
	for _, qs := range m.quads {
		for _, q := range qs {
			lines = append(lines, q.String())
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// generated are n articles of a few paragraphs, all different.
func generated(n int) []article.Source {
	fsys := fstest.MapFS{}
	for i := range n {
		fsys[fmt.Sprintf("%05d.txt", i)] = &fstest.MapFile{Data: []byte(articleText(i))}
	}
	return article.Folder(fsys)
}

func articleText(i int) string {
	r := rand.New(rand.NewPCG(1, uint64(i)))
	var b strings.Builder
	fmt.Fprintf(&b, "Talks number %d end without accord\n", i)
	for range 1 + r.IntN(6) {
		fmt.Fprintf(&b, "The envoy of country %d said on Monday that the treaty was %d days away. “We are not against it,” she told %d reporters.\n",
			r.IntN(50), r.IntN(1000), r.IntN(100))
	}
	return b.String()
}

func pipeline(jobs int) *Pipeline {
	return &Pipeline{Stages: []Stage{segment.New()}, Emit: tokenQuads, Jobs: jobs}
}

func TestJobsAndOrder(t *testing.T) {
	sources := generated(300)
	var want memory
	report, err := pipeline(1).Run(t.Context(), sources, &want)
	if err != nil || report.Added != 300 || report.Read != 300 || len(report.Failed) != 0 || report.Left != 0 {
		t.Fatalf("report %+v, error %v", report, err)
	}
	if report.Words < 300*20 || report.Quads <= report.Words {
		t.Errorf("%d words, %d quads", report.Words, report.Quads)
	}
	for _, jobs := range []int{2, 8} {
		var got memory
		if _, err := pipeline(jobs).Run(t.Context(), sources, &got); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got.order, want.order) {
			t.Errorf("%d jobs: the articles came in another order", jobs)
		}
		if got.all() != want.all() {
			t.Errorf("%d jobs: other quads", jobs)
		}
	}
	shuffled := slices.Clone(sources)
	rand.New(rand.NewPCG(7, 7)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	var got memory
	if _, err := pipeline(3).Run(t.Context(), shuffled, &got); err != nil {
		t.Fatal(err)
	}
	if got.all() != want.all() {
		t.Error("shuffled: other quads")
	}
	if slices.Equal(got.order, want.order) {
		t.Error("shuffled: the sink saw the old order")
	}
	again, err := pipeline(2).Run(t.Context(), shuffled, &got)
	if err != nil || again.Added != 0 || again.Known != 300 || again.Quads != 0 {
		t.Errorf("again: %+v, %v", again, err)
	}
	if got.all() != want.all() {
		t.Error("again: other quads")
	}
}

// TestInFlight holds back the first article: the others must wait for it instead of piling up.
func TestInFlight(t *testing.T) {
	const jobs = 4
	var begun, ended, most atomic.Int64
	release := make(chan struct{})
	first := articleText(0)
	slow := stage{name: "slow", sets: document.Tags, run: func(ctx context.Context, d *document.Document) error {
		if begun.Add(1) == 2*jobs {
			close(release) // as far as the others may go
		}
		if d.Article.Text == first {
			<-release
		}
		return nil
	}}
	p := pipeline(jobs)
	p.Stages = append(p.Stages, slow)
	sink := &memory{}
	p.Progress = func(Progress) { ended.Add(1) }
	p.Emit = func(d *document.Document) (quad.IRI, []quad.Quad, error) {
		for now := begun.Load() - ended.Load(); ; {
			old := most.Load()
			if now <= old || most.CompareAndSwap(old, now) {
				break
			}
		}
		return tokenQuads(d)
	}
	report, err := p.Run(t.Context(), generated(500), sink)
	if err != nil || report.Added != 500 {
		t.Fatalf("%+v, %v", report, err)
	}
	if most.Load() > 2*jobs || most.Load() < jobs {
		t.Errorf("%d articles were in flight, want %d to %d", most.Load(), jobs, 2*jobs)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	sink := &memory{}
	p := pipeline(4)
	p.Progress = func(pr Progress) {
		if pr.Done == 20 {
			cancel()
		}
	}
	report, err := p.Run(ctx, generated(300), sink)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	if report.Added != 20 || len(sink.order) != 20 || report.Left != 280 || len(report.Failed) != 0 {
		t.Errorf("%+v with %d in the sink", report, len(sink.order))
	}
	p.Progress = nil
	report, err = p.Run(t.Context(), generated(300), sink)
	if err != nil || report.Added != 280 || report.Known != 20 {
		t.Errorf("going on: %+v, %v", report, err)
	}
}

func TestCancelledSink(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	sink := &memory{fail: func(n int) error {
		if n == 5 {
			cancel()
			return fmt.Errorf("write: %w", context.Canceled)
		}
		return nil
	}}
	report, err := pipeline(2).Run(ctx, generated(30), sink)
	if !errors.Is(err, context.Canceled) || report.Added != 5 || report.Read != 5 || report.Left != 25 || len(report.Failed) != 0 {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestFailures(t *testing.T) {
	boom := stage{name: "boom", needs: document.Segments, sets: document.Tags, run: func(ctx context.Context, d *document.Document) error {
		switch {
		case strings.Contains(d.Article.Text, "number 3 "):
			var none []int
			_ = none[len(d.Tokens)]
		case strings.Contains(d.Article.Text, "number 5 "):
			return errors.New("no verbs today")
		}
		return nil
	}}
	p := pipeline(2)
	p.Stages = append(p.Stages, boom)
	sources := generated(10)
	sources = slices.Insert(sources, 2, article.File(filepath.Join(t.TempDir(), "gone.txt")))
	sink := &memory{fail: func(n int) error {
		if n == 6 {
			return errors.New("label of no evidence")
		}
		return nil
	}}
	report, err := p.Run(t.Context(), sources, sink)
	if err != nil || report.Added != 7 || report.Read != 8 || len(report.Failed) != 4 {
		t.Fatalf("%+v, %v", report, err)
	}
	gone, panicked, failed, refused := report.Failed[0], report.Failed[1], report.Failed[2], report.Failed[3]
	if !errors.Is(gone.Err, article.ErrChanged) {
		t.Errorf("vanished file: %v", gone.Err)
	}
	var se *StageError
	if !errors.As(panicked.Err, &se) || se.Stage != "boom" || se.File != "00003.txt" || !errors.Is(se, ErrPanic) || !strings.Contains(se.Stack, "loader_test.go") {
		t.Errorf("panic: %v", panicked.Err)
	}
	if got := failed.Err.Error(); got != "00005.txt: stage boom: no verbs today" {
		t.Errorf("failed stage: %s", got)
	}
	if got := refused.Err.Error(); got != "00008.txt: label of no evidence" {
		t.Errorf("refused batch: %s", got)
	}
}

func TestPanickingSinkAndEmit(t *testing.T) {
	p := pipeline(2)
	emit := p.Emit
	p.Emit = func(d *document.Document) (quad.IRI, []quad.Quad, error) {
		if strings.Contains(d.Article.Text, "number 1 ") {
			panic("no quads")
		}
		return emit(d)
	}
	sink := &memory{fail: func(n int) error {
		if n == 0 {
			panic("no disk")
		}
		return nil
	}}
	report, err := p.Run(t.Context(), generated(5), sink)
	if err != nil || report.Added != 3 || len(report.Failed) != 2 {
		t.Fatalf("%+v, %v", report, err)
	}
	for i, want := range []string{"stage store: a fault in the program: no disk", "stage emit: a fault in the program: no quads"} {
		if !strings.Contains(report.Failed[i].Err.Error(), want) {
			t.Errorf("%v, want %s", report.Failed[i].Err, want)
		}
	}
}

func TestBrokenSink(t *testing.T) {
	full := errors.New("no space left on device")
	sink := &memory{fail: func(n int) error {
		if n >= 4 {
			return full
		}
		return nil
	}}
	report, err := pipeline(2).Run(t.Context(), generated(50), sink)
	if !errors.Is(err, ErrSink) || !errors.Is(err, full) {
		t.Fatalf("error %v", err)
	}
	if report.Added != 4 || len(report.Failed) != refusals || report.Left != 50-4-refusals {
		t.Errorf("%+v", report)
	}
}

func TestCheck(t *testing.T) {
	seg := segment.New()
	tags := stage{name: "tags", needs: document.Segments, sets: document.Tags}
	chunks := stage{name: "chunks", needs: document.Segments | document.Tags | document.Quotations, sets: document.Chunks}
	for _, c := range []struct {
		stages []Stage
		want   string
	}{
		{[]Stage{seg, tags, chunks}, ""},
		{[]Stage{seg, chunks, tags}, "stage chunks: the stages do not fit together: it needs tags, which no stage before it sets"},
		{[]Stage{chunks}, "stage chunks: the stages do not fit together: it needs segments, quotations, tags, which no stage before it sets"},
		{[]Stage{seg, tags, tags}, "stage tags: the stages do not fit together: it sets tags, which a stage before it has set"},
	} {
		err := Check(c.stages)
		if got := fmt.Sprint(err); err == nil && c.want != "" || err != nil && got != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
		if err != nil && !errors.Is(err, ErrOrder) {
			t.Errorf("%v is no ErrOrder", err)
		}
	}
	p := pipeline(1)
	p.Stages = []Stage{chunks}
	if r, err := p.Run(t.Context(), generated(3), &memory{}); !errors.Is(err, ErrOrder) || r.Left != 3 {
		t.Errorf("%+v, %v", r, err)
	}
	for d, err := range p.Documents(t.Context(), generated(3)) {
		if d != nil || !errors.Is(err, ErrOrder) {
			t.Errorf("%v, %v", d, err)
		}
	}
}

func TestDocuments(t *testing.T) {
	sources := slices.Insert(generated(20), 4, article.File("no/such/file.txt"))
	var names []string
	failed := 0
	for d, err := range pipeline(3).Documents(t.Context(), sources) {
		if err != nil {
			failed++
			names = append(names, "no/such/file.txt")
			continue
		}
		if len(d.Sentences) < 3 {
			t.Errorf("%s has %d sentences", d.Article.File, len(d.Sentences))
		}
		names = append(names, d.Article.File)
	}
	var want []string
	for _, s := range sources {
		want = append(want, s.Name)
	}
	if !slices.Equal(names, want) || failed != 1 {
		t.Errorf("%v, %d failed", names, failed)
	}
	n := 0
	for range pipeline(3).Documents(t.Context(), sources) {
		if n++; n == 2 {
			break
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for d, err := range pipeline(3).Documents(ctx, sources) {
		if d != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v, %v", d, err)
		}
	}
}

func TestNoticesAndProgress(t *testing.T) {
	text := articleText(1)
	sources := []article.Source{article.Stdin(strings.NewReader(text)), generated(2)[1], article.Stdin(strings.NewReader("Caf\xe9 society\nThe talks went on, and nobody knew for how long they would.\n"))}
	var notices []string
	var last Progress
	p := pipeline(2)
	p.Notice = func(n article.Notice) { notices = append(notices, n.String()) }
	p.Progress = func(pr Progress) {
		if pr.Done != last.Done+1 || pr.Total != 3 {
			t.Errorf("%+v after %+v", pr, last)
		}
		last = pr
	}
	report, err := p.Run(t.Context(), sources, &memory{})
	if err != nil || report.Added != 2 || report.Known != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	if len(notices) != 2 || notices[0] != "00001.txt: is in the graph already; nothing changed" || !strings.Contains(notices[1], "Windows-1252") {
		t.Errorf("notices %q", notices)
	}
	if last.Words != report.Words || last.Left() != 0 || last.Rate() <= 0 {
		t.Errorf("%+v", last)
	}
}

func TestOneTitle(t *testing.T) {
	sources := []article.Source{
		article.Stdin(strings.NewReader("Talks end\nThe envoys of both countries left on Monday.\n")),
		article.Stdin(strings.NewReader("Talks end\nThe envoys of both countries left on Friday.\n")),
	}
	sink := &memory{}
	if report, err := pipeline(1).Run(t.Context(), sources, sink); err != nil || report.Added != 2 || len(sink.order) != 2 {
		t.Errorf("%+v, %v", report, err)
	}
}
