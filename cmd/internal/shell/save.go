package shell

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"quadrille/cmd/internal/render"
	"quadrille/graph"
	"quadrille/queries"
)

// Saving says where the queries of .save go. Without a folder there is nowhere.
type Saving struct {
	Folder queries.Folder
	Reopen func() (*queries.Library, error) // with what the folder has now
}

// save makes the last query one with a name.
func (s *Shell) save(_ context.Context, args []string) error {
	if len(args) == 0 {
		return usage("save")
	}
	name := args[0]
	switch q, err := s.Queries.Lookup(name); {
	case s.Saving.Folder.Dir == "":
		return errors.New("queries cannot be saved here")
	case !queries.ValidName(name):
		return fmt.Errorf("%s is no name for a query: it has lower-case letters, digits and hyphens only", strconv.Quote(render.Clean(name)))
	case err == nil:
		return fmt.Errorf("there is a query %s already (%s): choose another name", name, q.From)
	case errors.Is(err, queries.ErrFaulty):
		return err
	case s.latest == "":
		return errNoQuery
	}
	text, err := s.asQuery(name, strings.Join(strings.Fields(render.Clean(strings.Join(args[1:], " "))), " "))
	if err != nil {
		return err
	}
	path := s.Saving.Folder.Path(name)
	if _, err := queries.Parse(path, text); err != nil {
		return fmt.Errorf("the query cannot be saved: %w", err)
	}
	if err := s.Saving.Folder.Create(name, text); err != nil {
		return err
	}
	library, err := s.Saving.Reopen()
	if err != nil {
		return err
	}
	s.Queries = library
	fmt.Fprintf(s.Err, "saved in %s; %s runs it\n", render.Clean(path), name)
	return nil
}

// asQuery is the last query as the file of a saved one: a saved query with its arguments as the defaults of a copy, anything
// else as it was typed.
func (s *Shell) asQuery(name, about string) (string, error) {
	latest := strings.TrimPrefix(s.latest, ".run ")
	if isCommand(latest) {
		return "", fmt.Errorf("%s is a command, not a query: only queries are saved", render.Clean(latest))
	}
	if s.last == nil || s.last.text != s.latest {
		return "", errors.New("the last query failed: only one that gave an answer is saved")
	}
	if q, args, ok := s.savedQuery(latest); ok {
		list, err := words(args)
		if err != nil {
			return "", err
		}
		text := q.Renamed(name)
		for _, a := range list {
			parameter, value, _ := strings.Cut(a, "=")
			text = withDefault(text, parameter, value)
		}
		if len(list) > 0 { // the rows that its tests expect are those of other defaults
			text = tests.ReplaceAllString(text, "")
		}
		return withAbout(text, about), nil
	}
	if len(s.last.columns) == 0 {
		return "", errors.New("the last query gave no columns: a saved query needs some")
	}
	if about == "" {
		about = render.Cut(strings.Join(strings.Fields(latest), " "), 100)
	}
	header := fmt.Sprintf("// name: %s\n// about: %s\n// columns: %s\n// example:\n", name, about, strings.Join(s.last.columns, ", "))
	if graph.LanguageOf(latest) == graph.Path {
		header += "// lang: path\n"
	}
	return header + "\n" + strings.TrimSpace(latest) + "\n", nil
}

var tests = regexp.MustCompile(`(?m)^// (?:test|row):.*\n`)

// withDefault gives a parameter in a query's header another default.
func withDefault(text, parameter, value string) string {
	line := regexp.MustCompile(`(?m)^(// param: ` + regexp.QuoteMeta(parameter) + ` +\w+(?: *\([^)\n]*\))?)(?: *= *(?:"(?:[^"\\\n]|\\.)*"|[^\s;]*))?`)
	return line.ReplaceAllStringFunc(text, func(found string) string {
		return line.FindStringSubmatch(found)[1] + " = " + strconv.Quote(value)
	})
}

// withAbout gives a query's header another description, if there is one.
func withAbout(text, about string) string {
	if about == "" {
		return text
	}
	line := regexp.MustCompile(`(?m)^// about:.*$`)
	done := false
	return line.ReplaceAllStringFunc(text, func(found string) string {
		if done {
			return found
		}
		done = true
		return "// about: " + about
	})
}
