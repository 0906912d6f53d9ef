package shell

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"quadrille/cmd/internal/render"
	"quadrille/queries"
)

// dotCommand is one dot-command with its help beside it.
type dotCommand struct {
	name  string // without the point
	args  string // as usage shows them
	about string // one line
	help  string // further lines, "" for none
	asks  bool   // it asks the graph: .watch and .edit speak of it
	aside bool   // it does not: what it says is for the screen, whatever .output says
	raw   bool   // all that follows the name is one argument, "" for nothing
	run   func(s *Shell, ctx context.Context, args []string) error
	// offers gives what may stand at the place of the last of args, which is what was typed of it.
	offers func(s *Shell, ctx context.Context, args []string) []string
}

// dotCommands is the table of all of them, in the order of .help.
func dotCommands() []dotCommand {
	return slices.Concat([]dotCommand{
		{name: "help", args: "[TOPIC]", about: "What can be typed; more on a command, a saved query, paths, gizmo or keys.", aside: true, help: helpHelp,
			run: (*Shell).help, offers: (*Shell).offerTopics},
		{name: "queries", args: "[NAME]", about: "The saved queries, or one of them in full.", help: helpQueries,
			run: (*Shell).queries, offers: (*Shell).offerQueries},
		{name: "run", args: "NAME [PARAM=VALUE…]", about: "Run a saved query.", asks: true, help: helpRun,
			run: (*Shell).run, offers: (*Shell).offerRun},
		{name: "why", args: "[ROW | " + whyUsage + "] [all]", about: "The sentences that vouch for a row of the answer, or tie two nodes.", help: helpWhy,
			run: (*Shell).why, offers: (*Shell).offerNames},
	}, questionCommands(), []dotCommand{
		{name: "schema", about: "The relations, what they tie, how many there are.", asks: true, help: "  .schema",
			run: (*Shell).schema},
		{name: "stats", about: "What the graph holds, in numbers.", asks: true, help: "  .stats",
			run: (*Shell).stats},
		{name: "articles", args: "[TEXT]", about: "The articles, or those with TEXT in their title.", asks: true, help: "  .articles peace talks",
			run: (*Shell).articles},
		{name: "candidates", args: "[ENTITY]", about: "Nodes that may stand for the same, the likeliest first.", asks: true, help: helpCandidates,
			run: (*Shell).candidates},
		{name: "load", args: "PATH…", about: "Read articles or an export (.nq) into the graph.", help: helpLoad,
			run: (*Shell).load, offers: (*Shell).offerFiles},
		{name: "export", args: "[FORMAT] FILE", about: "Write the graph to a file.", help: helpExport,
			run: (*Shell).export, offers: (*Shell).offerExport},
	}, sessionCommands(), []dotCommand{
		{name: "quit", about: "Leave; so does Ctrl-D.", aside: true, help: "  .quit",
			run: (*Shell).quit},
	})
}

const (
	helpHelp = `  .help why
  .help mediators
  .help paths
  .help gizmo
  .help keys`
	helpQueries = `  .queries
  .queries mediators`
	helpLoad = `Files, folders and patterns; what is in the graph already stays as it is.
  .load articles/2023-*.txt`
	helpRun = `The name alone does as well. Actors and things go by name or by IRI, days as
2023-06-17.
  .run mediators actor="United States"
  mediators actor=actor:united-states`
	helpWhy = `The first row, unless a number says which. Each place is shown with the relations
it states, the sentence with the stating words marked, where and when it was
published, who says so when it stands in a claim, and how sure the reading is.
  .why 3
  .why 1 all
  .why russia accuses armenia`
	helpCandidates = `All pairs, or those of one entity. Nothing is merged: the score, from 0 to 1, is
how much speaks for it. Articles note some pairs themselves (rel:possiblySame);
the others come from the names in the graph and from whom both have to do with.
  .candidates
  .candidates actor:nikol-pashinyan`
	helpExport = `A FILE that exists is replaced once the new one is complete. FORMAT may be left
out where the file's ending tells it.
  .export gexf peace.gexf`
)

// command obeys a dot-command.
func (s *Shell) command(ctx context.Context, text string) error {
	name, rest, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(text), "."), " ")
	c, err := lookupCommand(name)
	if err != nil {
		return err
	}
	args := []string{strings.TrimSpace(rest)}
	if !c.raw {
		if args, err = words(rest); err != nil {
			return err
		}
	}
	if c.asks {
		s.latest = text
	}
	if c.aside {
		defer s.aside()()
	}
	return c.run(s, ctx, args)
}

// Command obeys the dot-command of that name.
func (s *Shell) Command(ctx context.Context, name string, args ...string) error {
	c, err := lookupCommand(name)
	if err != nil {
		return err
	}
	return c.run(s, ctx, args)
}

func lookupCommand(name string) (dotCommand, error) {
	var names []string
	for _, c := range dotCommands() {
		if c.name == name {
			return c, nil
		}
		names = append(names, c.name)
	}
	near, ok := queries.Nearest(name, names)
	if !ok {
		return dotCommand{}, fmt.Errorf("there is no .%s; .help lists what there is", render.Clean(name))
	}
	return dotCommand{}, fmt.Errorf("there is no .%s; did you mean .%s?", render.Clean(name), near)
}

// usage is the error for arguments that a command does not take.
func usage(c string) error {
	d, err := lookupCommand(c)
	if err != nil {
		return err
	}
	return fmt.Errorf("expected %s", strings.TrimSpace("."+d.name+" "+d.args))
}

func (s *Shell) help(_ context.Context, args []string) error {
	if len(args) > 0 {
		return s.topic(args)
	}
	var b strings.Builder
	for _, c := range dotCommands() {
		b.WriteString(listing(strings.TrimSpace("."+c.name+" "+c.args), c.about, helpWidth))
	}
	return s.say(b.String() + helpStatements)
}

const helpStatements = `
Anything else is a query: a path (.help paths), or Gizmo (.help gizmo), over as many
lines as it takes:
  ?who mediates "peace process"      russia said/about ?whom since 2023-06
  g.V("actor:russia").out("rel:mediates").unique().all()
An empty line or Ctrl-C drops what was typed, Ctrl-C stops a running query, Tab
completes. A line like .out("rel:said") goes on with the query before.
`

const helpKeys = `Tab            completes commands, saved queries, their parameters, relations, names, files
!WORDS Tab     goes through earlier statements that are like WORDS; Enter runs one
Ctrl-R         looks for a text in earlier statements, Up and Down go through them
Ctrl-A Ctrl-E  to the beginning, to the end; Alt-B Alt-F by words
Ctrl-U Ctrl-K  drop what is before, what is behind; Ctrl-W the word, Ctrl-Y takes it back
Ctrl-L         clears the screen
Ctrl-C         drops the line, stops a query, ends .watch
Ctrl-D         leaves
An earlier statement of several lines is one line to edit, ↵ where a line ends.
`

// topic explains a dot-command or a saved query.
func (s *Shell) topic(args []string) error {
	name := strings.TrimPrefix(args[0], ".")
	switch name {
	case "keys":
		return s.say(helpKeys)
	case "paths":
		return s.say(helpPaths)
	case "gizmo":
		return s.say(helpGizmo())
	}
	if q, err := s.Queries.Lookup(name); err == nil && name == args[0] { // with its point it is the command
		return s.showQuery(q)
	}
	c, err := lookupCommand(name)
	if err != nil {
		return err
	}
	text := strings.TrimSpace("."+c.name+" "+c.args) + "\n" + c.about + "\n"
	if c.help != "" {
		text += c.help + "\n"
	}
	return s.say(text)
}

func (s *Shell) queries(ctx context.Context, args []string) error {
	switch len(args) {
	case 0:
		return s.listQueries()
	case 1:
		q, err := s.Queries.Lookup(args[0])
		if err != nil {
			return err
		}
		return s.showQuery(q)
	}
	return usage("queries")
}

func (s *Shell) run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return usage("run")
	}
	q, err := s.Queries.Lookup(args[0])
	if err != nil {
		return err
	}
	return s.Saved(ctx, q, args[1:])
}

func (s *Shell) load(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return usage("load")
	}
	if s.Load == nil || slices.Contains(args, "-") {
		return errors.New("articles cannot be read from here; use quadrille load")
	}
	return s.Load(ctx, args)
}

func (s *Shell) format(_ context.Context, args []string) error {
	switch len(args) {
	case 0:
		_, err := fmt.Fprintln(s.Out, s.Format)
		return err
	case 1:
		return s.Set("format", args[0])
	}
	return usage("format")
}

func (s *Shell) limit(_ context.Context, args []string) error {
	switch len(args) {
	case 0:
		_, err := fmt.Fprintln(s.Out, s.Limit)
		return err
	case 1:
		return s.Set("limit", args[0])
	}
	return usage("limit")
}

func formatNames() []string {
	var out []string
	for _, f := range render.Formats() {
		out = append(out, string(f))
	}
	return out
}

func (s *Shell) quit(_ context.Context, args []string) error {
	if len(args) > 0 {
		return usage("quit")
	}
	s.left = true
	return nil
}

// commandNames are the dot-commands with their points.
func commandNames() []string {
	var out []string
	for _, c := range dotCommands() {
		out = append(out, "."+c.name)
	}
	slices.Sort(out)
	return out
}
