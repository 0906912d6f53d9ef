package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"quadrille/cmd/internal/shell"
	"quadrille/graph"

	"github.com/alecthomas/kong"
	"golang.org/x/term"
)

// Exit statuses.
const (
	done       = 0
	failed     = 1
	wrongUsage = 2
	noStore    = 3
	timedOut   = 4
	cut        = 5   // by a limit, under --strict
	stopped    = 130 // by a signal, as shells say of Ctrl-C
)

// grammar is the command line as kong reads it.
type grammar struct {
	Load       loadCmd       `cmd:"" help:"Read articles into a store."`
	Extract    extractCmd    `cmd:"" help:"Print what articles assert, without a store."`
	Shell      shellCmd      `cmd:"" help:"Ask a graph questions; also reads statements from a pipe."`
	Query      queryCmd      `cmd:"" help:"Answer one query."`
	Run        runCmd        `cmd:"" help:"Answer a saved query."`
	Explain    explainCmd    `cmd:"" help:"Show how a query is carried out."`
	Pipe       pipeCmd       `cmd:"" help:"Answer queries from standard input, one JSON object a line."`
	Queries    queriesCmd    `cmd:"" help:"The saved queries."`
	Export     exportCmd     `cmd:"" help:"Write a graph for other programs."`
	Schema     schemaCmd     `cmd:"" help:"Print the vocabulary as Turtle."`
	Eval       evalCmd       `cmd:"" help:"Score against texts with known answers."`
	Check      checkCmd      `cmd:"" help:"Verify a store."`
	Backup     backupCmd     `cmd:"" help:"Copy a store, also one in use."`
	Compact    compactCmd    `cmd:"" help:"Make a store small and quick, without what was removed."`
	Remove     removeCmd     `cmd:"" help:"Take an article out of a store."`
	Completion completionCmd `cmd:"" help:"Print a script that completes commands in your shell."`
	Man        manCmd        `cmd:"" help:"Print a manual page."`
	Complete   completeCmd   `cmd:"" hidden:""`
	Version    versionCmd    `cmd:"" help:"Print the version."`

	Errors string `enum:"text,json" default:"text" placeholder:"FORM" help:"How errors and remarks are written: as text, or as json, one object a line."`
}

const about = `News articles in, a graph of who says and does what out, with the sentence that vouches for each answer.

Begin with: quadrille shell PATH…`

// stdio is what a command talks through.
type stdio struct {
	in, out, err *os.File
	json         bool // errors and remarks as JSON, an object a line
}

// Errors that Main turns into a status.
var (
	errReported = errors.New("some input failed") // the faults have been printed
	errUsage    = errors.New("wrong usage")
	errSignal   = errors.New("interrupted")
)

// Main runs the program with the given arguments and returns its exit status.
func Main(ctx context.Context, args []string, in, out, errs *os.File) int {
	streams := &stdio{in: in, out: out, err: errs, json: errorsAsJSON(args)}
	ctx, stop := streams.signals(ctx)
	defer stop()
	exited := false
	options := append(questionCommands(),
		kong.Name("quadrille"),
		kong.Description(about),
		kong.Writers(out, errs),
		kong.Exit(func(int) { exited = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(streams),
		kong.Vars{"exports": strings.Join(graph.Formats(), ", ")},
	)
	parser, err := kong.New(new(grammar), options...)
	if err != nil {
		streams.complain(err)
		return failed
	}
	switch {
	case len(args) == 0:
		args = []string{"--help"}
	case slices.Equal(args, []string{"--version"}): // the command's other usual name
		args = []string{"version"}
	}
	command, err := parser.Parse(spelled(parser.Model, args))
	if exited { // help was asked for and given
		return done
	}
	if err != nil {
		streams.complain(misused{fmt.Errorf("%w\n%s", err, seeHelp(err))})
		return wrongUsage
	}
	return streams.status(command.Run())
}

// seeHelp says where the help for what was typed is.
func seeHelp(err error) string {
	name := "quadrille"
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context != nil {
		if node := parse.Context.Selected(); node != nil {
			name = node.FullPath()
		}
	}
	return "see: " + name + " --help"
}

// signals gives the context that ends on a signal to stop; a second signal ends the process. An interactive shell
// handles SIGINT itself and takes it out.
func (s *stdio) signals(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	got := make(chan os.Signal, 1)
	signal.Notify(got, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		select {
		case <-got:
			signal.Stop(got)
			cancel(errSignal)
		case <-ctx.Done():
		}
	}()
	return ctx, func() { signal.Stop(got); cancel(nil) }
}

// status reports an error and gives the exit status for it.
func (s *stdio) status(err error) int {
	switch {
	case err == nil:
		return done
	case errors.Is(err, errReported), errors.Is(err, shell.ErrFailed):
		return exitStatus(err)
	}
	if errors.Is(err, context.Canceled) { // nothing else ends the context of a command
		err = errSignal
	}
	s.complain(err)
	return exitStatus(err)
}

// isTerminal tells whether a person sits at f.
func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// width is the number of columns of standard output, 0 when it is no terminal.
func (s *stdio) width() int {
	w, _, err := term.GetSize(int(s.out.Fd()))
	if err != nil {
		return 0
	}
	return w
}

// color tells whether standard output wants colours (https://no-color.org).
func (s *stdio) color() bool {
	return isTerminal(s.out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}
