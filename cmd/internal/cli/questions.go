package cli

import (
	"context"
	"fmt"
	"strings"

	"quadrille/cmd/internal/shell"

	"github.com/alecthomas/kong"
)

// questionCmd is a question of the trade. The shell has the same ones as dot-commands: their names, help and answers are
// those of package shell.
type questionCmd struct {
	Names []string `arg:"" optional:"" name:"name" help:"Names, other names or IRIs of actors and things."`
	All   bool     `help:"Show all that there is, not the most often stated alone."`
	sourceFlags
	answerFlags
	question shell.Question
}

// questionCommands adds a subcommand for each question.
func questionCommands() []kong.Option {
	var out []kong.Option
	for _, q := range append([]shell.Question{shell.WhyQuestion()}, shell.Questions()...) {
		out = append(out, kong.DynamicCommand(q.Name, q.About, "", &questionCmd{question: q}))
	}
	return out
}

func (c *questionCmd) Help() string {
	q := c.question
	return fmt.Sprintf(`Takes %s.
%s

An answer is text for people, which is what --format table means here too. Every other format gives rows, one for each
place in an article; --limit and --strict bound rows alone, --all shows all of a text.

Example:

    quadrille %s %s --db peace`, q.Args, strings.ReplaceAll(q.Help, "\n", " "), q.Name, q.Example)
}

// Run answers the question.
func (c *questionCmd) Run(ctx context.Context, s *stdio) error {
	if err := c.question.Takes(c.Names); err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	args := c.Names
	if c.All {
		args = append(args, "all")
	}
	return c.ask(ctx, s, c.answerFlags, nil, func(sh *shell.Shell) error { return sh.Command(ctx, c.question.Name, args...) })
}
