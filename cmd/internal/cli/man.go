package cli

import (
	"bufio"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"
)

type manCmd struct{}

func (*manCmd) Help() string {
	return `Prints a page for man(1), from what --help says.

Examples:

    quadrille man > ~/.local/share/man/man1/quadrille.1
    quadrille man | man -l -`
}

// Run prints the page.
func (*manCmd) Run(k *kong.Context, s *stdio) error {
	w := bufio.NewWriter(s.out)
	page := man{w}
	page.write(k.Model)
	return w.Flush()
}

// man writes a page in the macros of man(7). Errors are those of the writer's Flush.
type man struct{ w *bufio.Writer }

func (m man) printf(format string, args ...any) { fmt.Fprintf(m.w, format, args...) }

func (m man) write(app *kong.Application) {
	m.printf(".TH QUADRILLE 1 \"\" \"quadrille %s\" \"User Commands\"\n", roff(version()))
	m.printf(".nh\n.SH NAME\nquadrille \\- news articles in, a graph of who says and does what out\n")
	m.printf(".SH SYNOPSIS\n.B quadrille\n.I command\n[arguments] [flags]\n")
	m.printf(".SH DESCRIPTION\n")
	m.text(app.Help)
	m.printf(".SH COMMANDS\n")
	for _, n := range app.Leaves(true) {
		m.command(n)
	}
	m.printf(".SH FLAGS OF ALL COMMANDS\n")
	for _, f := range app.Flags {
		if !f.Hidden {
			m.flag(f)
		}
	}
	m.printf(".SH EXIT STATUS\n")
	for _, s := range statuses {
		m.printf(".TP\n.B %d\n%s\n", s.status, roff(s.meaning))
	}
	m.printf(".PP\nOf several faults the first decides.\n")
	m.printf(".SH ENVIRONMENT\n")
	for _, v := range environment {
		m.printf(".TP\n.B %s\n%s\n", roff(v[0]), roff(v[1]))
	}
	m.printf(".SH FILES\n")
	for _, v := range ownFiles {
		m.printf(".TP\n.I %s\n%s\n", roff(v[0]), roff(v[1]))
	}
}

// statuses are the exit statuses in words.
var statuses = [...]struct {
	status  int
	meaning string
}{
	{done, "All went well."},
	{failed, "Some input or the query failed; the rest was done."},
	{wrongUsage, "Wrong usage."},
	{noStore, "There is no store where --db points."},
	{timedOut, "A query took longer than --timeout."},
	{cut, "An answer was cut by --limit, and --strict was given."},
	{stopped, "It was interrupted (Ctrl-C, SIGTERM, SIGHUP)."},
}

var environment = [...][2]string{
	{"VISUAL, EDITOR", "The editor that queries edit and the shell open."},
	{"PAGER", "What shows long answers of the shell."},
	{"NO_COLOR", "When it is set and not empty, nothing is coloured."},
	{"XDG_CONFIG_HOME, XDG_STATE_HOME", "Where settings and saved queries, and the history, belong."},
}

var ownFiles = [...][2]string{
	{"$XDG_CONFIG_HOME/quadrille/queries/NAME.gizmo", "Saved queries of the user, for all stores."},
	{"$XDG_CONFIG_HOME/" + settingsFile, "Settings of the shell, as .set writes them."},
	{"DIR/queries/NAME.gizmo", "Saved queries of the store DIR."},
}

// command writes what the help of one command says.
func (m man) command(n *kong.Node) {
	name := strings.Join(strings.Fields(n.Path()), " ")
	var args []string
	for _, p := range n.Positional {
		args = append(args, p.Summary())
	}
	m.printf(".SS %s\n", roff(strings.Join(append([]string{"quadrille", name}, args...), " ")))
	m.text(n.Help + "\n\n" + n.Detail)
	for _, p := range n.Positional {
		if p.Help != "" {
			m.printf(".TP\n.I %s\n%s\n", roff(p.Summary()), roff(p.Help))
		}
	}
	for _, f := range n.Flags {
		if !f.Hidden && f.Name != "help" {
			m.flag(f)
		}
	}
}

func (m man) flag(f *kong.Flag) {
	m.printf(".TP\n.B %s\n%s\n", roff(f.String()), roff(f.Help))
}

// text writes paragraphs; lines that stand in are shown as they are.
func (m man) text(text string) {
	shown, gap := false, false
	for line := range strings.Lines(strings.TrimSpace(text)) {
		line = strings.TrimRight(line, "\n")
		if line == "" {
			gap = true
			continue
		}
		in := strings.HasPrefix(line, "    ")
		switch {
		case in && !shown:
			m.printf(".RS 4\n.nf\n")
		case !in && shown:
			m.printf(".fi\n.RE\n.PP\n")
		case gap && !in:
			m.printf(".PP\n")
		}
		shown, gap = in, false
		m.printf("%s\n", roff(strings.TrimPrefix(line, "    ")))
	}
	if shown {
		m.printf(".fi\n.RE\n")
	}
}

// roff escapes text for troff: its backslashes, hyphens that are to be copied, quotation marks that would turn, and what
// would begin a request.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`, "\n", " ").Replace(text)
	var b strings.Builder
	if strings.HasPrefix(text, ".") {
		b.WriteString(`\&`)
	}
	for _, r := range text {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\[u%04X]`, r)
		}
	}
	return b.String()
}
