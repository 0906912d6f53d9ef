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
	"strconv"
	"strings"
	"time"

	"quadrille/cmd/internal/render"
	"quadrille/graph"
)

// sessionCommands are those about the session itself rather than the graph.
func sessionCommands() []dotCommand {
	return []dotCommand{
		{name: "format", args: "[FORMAT]", about: "Answers as " + strings.Join(formatNames(), ", ") + ".", aside: true,
			help: helpFormat, run: (*Shell).format, offers: (*Shell).offerFormats},
		{name: "limit", args: "[ROWS]", about: "The most rows that an answer shows; 0 for all.", aside: true,
			help: "  .limit 500", run: (*Shell).limit},
		{name: "output", args: "[FILE]", about: "Answers go to FILE; alone, to the screen again.", aside: true,
			help: helpOutput, run: (*Shell).output, offers: (*Shell).offerFiles},
		{name: "more", args: "[all]", about: "What the last answer had no room for.",
			help: helpMore, run: (*Shell).more},
		{name: "explain", args: "[analyze] [QUERY]", about: "How a query is carried out, the last one if none is named.", raw: true,
			help: helpExplain, run: (*Shell).explain},
		{name: "watch", args: "[SECONDS [TIMES]]", about: "Ask the last query again and again; Ctrl-C ends it.",
			help: helpWatch, run: (*Shell).watch},
		{name: "edit", about: "Write the next query in $EDITOR, beginning with the last.",
			help: helpEdit, run: (*Shell).edit},
		{name: "save", args: "NAME [ABOUT…]", about: "The last query becomes a saved one of your own.", aside: true,
			help: helpSave, run: (*Shell).save},
		{name: "history", args: "[WORDS]", about: "Earlier statements, or those like WORDS.", aside: true,
			help: helpHistory, run: (*Shell).history},
		{name: "timing", args: "[on|off]", about: "Tell how long each statement took.", aside: true,
			help: "  .timing on", run: (*Shell).setTiming, offers: offerOnOff},
		{name: "set", args: "[NAME [VALUE] | save]", about: "The settings; save keeps them for later sessions.", aside: true,
			help: helpSet, run: (*Shell).set, offers: (*Shell).offerSettings},
	}
}

const (
	helpFormat = `vertical has a line for each value, for long texts; jsonl an object for each row.
  .format vertical`
	helpOutput = `A FILE that exists is replaced. Answers go there in the session's format, without
colours and as wide as they are; what is said beside them stays on the screen.
  .format csv
  .output mediators.csv
  mediators
  .output`
	helpMore = `An answer longer than the screen goes to $PAGER, or shows what fits when there is
none or with .set pager more. .set pager off shows all at once.
  .more
  .more all`
	helpExplain = `Each line is an action over the rows of those further to the right below it, with
the rows that the planner expects; analyze runs the query and adds the rows that
there were, and the time.
  .explain
  .explain analyze mediators actor=Russia
  .explain g.V("actor:russia").out("rel:mediates")`
	helpWatch = `Every 2 seconds, unless a number says how often. What is shown is shown again only
when it has changed, as when another process loads articles into the store.
  .watch
  .watch 60
  .watch 5 10`
	helpEdit = `The text runs when the editor is left; an empty one, or one that was not changed,
does not. $VISUAL counts before $EDITOR.
  .edit`
	helpSave = `ABOUT says what it answers. A saved query with arguments becomes a copy with these
as its defaults. quadrille queries edit NAME changes it, adds parameters and tests.
  .save russian-offers What Russia offers to mediate.`
	helpHistory = `WORDS need not be whole: letters in their order do. A line that begins with ! runs
the likeliest statement; Tab after it goes through them, Ctrl-R looks for a text.
  .history mediat
  !mdtrs`
	helpSet = `  .set
  .set pager more
  .set timeout 30s
  .set save`
)

func (s *Shell) setTiming(_ context.Context, args []string) error {
	switch len(args) {
	case 0:
		_, err := fmt.Fprintln(s.Out, switched(s.timing))
		return err
	case 1:
		return s.Set("timing", args[0])
	}
	return usage("timing")
}

func offerOnOff(_ *Shell, _ context.Context, args []string) []string {
	return beginning(onOff, last(args), "")
}

// tellTime says how long a statement took, and of that the query.
func (s *Shell) tellTime(took time.Duration) {
	ms := func(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }
	line := "time " + ms(took)
	if s.asked > 0 {
		line += ", of which the query " + ms(s.asked)
	}
	fmt.Fprintln(s.Err, line)
}

var errNoQuery = errors.New("there is no query yet: ask one first")

// explain shows the plan of a query, or of the last one.
func (s *Shell) explain(ctx context.Context, args []string) (err error) {
	text := args[0]
	analyze := false
	if word, rest, _ := strings.Cut(text, " "); word == "analyze" {
		analyze, text = true, strings.TrimSpace(rest)
	}
	if text == "" {
		text = s.latest
	}
	if strings.HasPrefix(text, ".run ") {
		text = strings.TrimSpace(strings.TrimPrefix(text, ".run "))
	}
	if text == "" || isCommand(text) {
		return errNoQuery
	}
	r := graph.Request{Text: text, Lang: s.Script.Lang}
	saved := false
	if q, args, ok := s.savedQuery(text); ok {
		list, err := words(args)
		if err != nil {
			return err
		}
		if r, _, err = s.bind(ctx, q, list); err != nil {
			return err
		}
		saved = true
	}
	ctx, end := s.bounded(ctx)
	defer func() { err = end(err) }()
	return s.snapshot(ctx, func(snapshot *graph.Snapshot) error {
		plan, err := snapshot.Explain(ctx, r, analyze)
		var fault *graph.QueryError
		if saved && errors.As(err, &fault) {
			return fmt.Errorf("its script: %s", fault)
		}
		if err != nil {
			return err
		}
		_, err = io.WriteString(s.Out, render.CleanLines(plan))
		return err
	})
}

// duration is what differs between two answers that are the same.
var duration = regexp.MustCompile(`, [0-9.,]+ m?s\)\n$`)

// watch asks the last query again until ctx ends, or so many times, and shows what has changed.
func (s *Shell) watch(ctx context.Context, args []string) error {
	every, times := 2*time.Second, 0
	if len(args) > 2 {
		return usage("watch")
	}
	if len(args) > 0 {
		seconds, err := strconv.ParseFloat(args[0], 64)
		if err != nil || !(seconds >= 0.1 && seconds <= 1e6) {
			return errors.New("expected seconds from 0.1 on: .watch 5")
		}
		every = time.Duration(seconds * float64(time.Second))
	}
	if len(args) > 1 {
		n, err := strconv.Atoi(args[1])
		if err != nil || n < 1 {
			return usage("watch")
		}
		times = n
	}
	if s.latest == "" {
		return errNoQuery
	}
	out := s.Out
	if s.page != nil {
		out = s.page.screen // a page would wait for the end
	}
	defer func(before io.Writer) { s.Out = before }(s.Out)
	shown := ""
	for n := 1; ; n++ {
		var b bytes.Buffer
		s.Out = &b
		if err := s.Statement(ctx, s.latest); err != nil {
			return err
		}
		s.progress.end()
		if now := duration.ReplaceAllString(b.String(), ""); n == 1 || now != shown {
			shown = now
			if _, err := fmt.Fprintf(out, "%s\n%s", s.dim("── "+time.Now().Format(time.TimeOnly)), b.String()); err != nil {
				return err
			}
			if err := s.flush(); err != nil {
				return err
			}
		}
		if n == times {
			return nil
		}
		select {
		case <-time.After(every):
		case <-ctx.Done():
			if errors.Is(context.Cause(ctx), ErrInterrupted) {
				return nil // which is how it is meant to end
			}
			return context.Cause(ctx)
		}
	}
}

// edit runs what the user writes in an editor, beginning with the last query.
func (s *Shell) edit(ctx context.Context, args []string) error {
	if len(args) > 0 {
		return usage("edit")
	}
	if s.Programs.Edit == nil {
		return errors.New("there is no editor here: a terminal is needed")
	}
	dir, err := os.MkdirTemp("", "quadrille-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "query.gizmo") // editors know a language by the ending
	if err := os.WriteFile(path, []byte(s.latest), 0o600); err != nil {
		return err
	}
	editing, stop := uninterrupted(ctx)
	defer stop()
	if err := s.Programs.Edit(editing, path); err != nil {
		return err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	text := strings.TrimSpace(string(data))
	if text == "" || text == strings.TrimSpace(s.latest) {
		_, err := fmt.Fprintln(s.Err, "nothing changed, nothing runs")
		return err
	}
	s.edited, s.latest = text, text // for another .edit, whatever becomes of it
	fmt.Fprintln(s.Err, s.dim(render.CleanLines(text)))
	if ctx.Err() != nil { // Ctrl-C was meant for the editor
		running, stop := s.Terminal.Interruptible(editing)
		defer stop()
		ctx = running
	}
	err = s.Statement(ctx, text)
	if errors.Is(err, graph.ErrIncomplete) || isQueryError(err) {
		return errors.New(Explain(err, text, 1))
	}
	return err
}

// uninterrupted gives a context that Ctrl-C does not end: a program that runs on the terminal has its own use for the key.
func uninterrupted(ctx context.Context) (_ context.Context, stop func()) {
	out, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	release := context.AfterFunc(ctx, func() {
		if cause := context.Cause(ctx); !errors.Is(cause, ErrInterrupted) {
			cancel(cause)
		}
	})
	return out, func() {
		release()
		cancel(nil)
	}
}

func isQueryError(err error) bool {
	var fault *graph.QueryError
	return errors.As(err, &fault)
}
