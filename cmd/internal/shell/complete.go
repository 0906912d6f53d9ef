package shell

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"quadrille/graph"
	"quadrille/graph/schema"
	"quadrille/queries"

	"github.com/cayleygraph/quad"
)

const (
	offered      = 40                     // most names that Tab lists
	completeTime = 300 * time.Millisecond // Tab never takes longer
)

// Complete gives what may stand in line at pos, which counts code points: what the line keeps before it, the offers,
// what the line keeps after it.
func (s *Shell) Complete(ctx context.Context, line string, pos int) (head string, offers []string, tail string) {
	runes := []rune(line)
	pos = min(pos, len(runes))
	left, tail := string(runes[:pos]), string(runes[pos:])
	ctx, cancel := context.WithTimeout(ctx, completeTime)
	defer cancel()
	if at := explained.FindString(left); at != "" {
		head, offers = s.completeQuery(ctx, left[len(at):])
		head = at + head
	} else if strings.HasPrefix(strings.TrimLeft(left, " "), ".") {
		head, offers = s.completeCommand(ctx, left)
	} else if name, _, ok := strings.Cut(strings.TrimLeft(left, " "), " "); ok && s.isSaved(name) {
		head, offers = s.completeCommand(ctx, left)
	} else {
		head, offers = s.completeQuery(ctx, left)
	}
	return head, offers, tail
}

// explained is what stands before the query of .explain.
var explained = regexp.MustCompile(`^\s*\.explain\s+(analyze\s+)?`)

// completeCommand completes a dot-command's name or the last of its arguments. A saved query's name stands for .run.
func (s *Shell) completeCommand(ctx context.Context, left string) (string, []string) {
	name, _, inside := strings.Cut(strings.TrimLeft(left, " "), " ")
	if !inside {
		return left[:len(left)-len(name)], beginning(commandNames(), name, " ")
	}
	head, typed := lastWord(left)
	args, err := words(head)
	if err != nil {
		return left, nil
	}
	if name[0] != '.' {
		return head, s.offerRun(ctx, append(args, typed))
	}
	c, err := lookupCommand(name[1:])
	if err != nil || c.offers == nil {
		return left, nil
	}
	return head, c.offers(s, ctx, append(args[1:], typed))
}

func (s *Shell) isSaved(name string) bool {
	_, err := s.Queries.Lookup(name)
	return err == nil
}

// lastWord splits left before its last word, which may hold an open quotation.
func lastWord(left string) (head, word string) {
	open := rune(0)
	start := 0
	for i, r := range left {
		switch {
		case open != 0:
			if r == open {
				open = 0
			}
		case r == '"' || r == '\'':
			open = r
		case r == ' ':
			start = i + 1
		}
	}
	return left[:start], left[start:]
}

// completeQuery completes the word at the end of a query: a saved query's name, a step, a predicate, an actor or a thing.
func (s *Shell) completeQuery(ctx context.Context, left string) (string, []string) {
	if open, typed := openQuote(left); open >= 0 {
		head := left[:open+1]
		quote := left[open : open+1]
		return head, s.offerTerm(ctx, typed, quote)
	}
	if m := stepTyped.FindStringIndex(left); m != nil {
		head, typed := left[:m[0]+1], left[m[0]+1:]
		var names []string
		for _, step := range pathSteps() {
			names = append(names, step.name+"(")
		}
		return head, beginning(names, typed, "")
	}
	typed := strings.TrimLeft(left, " ")
	if typed == "" || strings.ContainsAny(typed, ` ().`) {
		return left, nil
	}
	var names []string
	for _, q := range s.Queries.List() {
		names = append(names, q.Name)
	}
	return left[:len(left)-len(typed)], beginning(names, typed, " ")
}

// stepTyped finds the point and the beginning of a step's name at the end of a query.
var stepTyped = regexp.MustCompile(`\.[a-zA-Z]*$`)

// openQuote finds the quotation mark that left ends within, -1 for none, and what follows it.
func openQuote(left string) (int, string) {
	at := -1
	for i := 0; i < len(left); i++ {
		switch c := left[i]; {
		case at < 0 && (c == '"' || c == '\'' || c == '`'):
			at = i
		case at >= 0 && c == '\\':
			i++
		case at >= 0 && c == left[at]:
			at = -1
		}
	}
	if at < 0 {
		return -1, ""
	}
	return at, left[at+1:]
}

// offerTerm gives the prefixed names of predicates, actors and things that begin like typed, or whose name does, each
// with the closing quotation mark.
func (s *Shell) offerTerm(ctx context.Context, typed, quote string) []string {
	var shorts []string
	for _, iri := range relationIRIs() {
		if short := schema.Shorten(iri); strings.HasPrefix(short, typed) && typed != "" {
			shorts = append(shorts, short)
		}
	}
	if len(shorts) > 0 || typed == "" {
		return closed(shorts, quote)
	}
	found := s.entities(ctx, typed)
	if named := labels(found, typed); len(found) > 1 && len(named) > 0 {
		return named // the name is typed on: its IRI, which is offered when one is left, need not begin with it
	}
	for _, e := range found {
		shorts = append(shorts, schema.Shorten(e.IRI))
	}
	return closed(shorts, quote)
}

func closed(names []string, quote string) []string {
	if len(names) != 1 {
		return names
	}
	return []string{names[0] + quote}
}

// labels are the names of entities that begin like typed, in the letters that were typed.
func labels(found []graph.Entity, typed string) []string {
	var out []string
	for _, e := range found {
		if rest, ok := cutFold(e.Label, typed); ok {
			out = append(out, typed+rest)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// cutFold is strings.CutPrefix, case aside.
func cutFold(s, prefix string) (rest string, ok bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

func (s *Shell) entities(ctx context.Context, prefix string) []graph.Entity {
	var found []graph.Entity
	err := s.snapshot(ctx, func(snapshot *graph.Snapshot) (err error) {
		found, err = snapshot.Entities(ctx, prefix, offered)
		return err
	})
	if err != nil {
		return nil // Tab stays silent; the statement itself will tell
	}
	// A name typed in full means its bearer, though other names go on from there.
	full := func(e graph.Entity) bool { return strings.EqualFold(e.Label, prefix) }
	if i := slices.IndexFunc(found, full); i >= 0 && !slices.ContainsFunc(found[i+1:], full) {
		return found[i : i+1]
	}
	return found
}

// beginning picks the names that begin like typed; a single one gets the ending that follows it.
func beginning(names []string, typed, ending string) []string {
	var out []string
	for _, n := range names {
		if strings.HasPrefix(n, typed) {
			out = append(out, n)
		}
	}
	if len(out) == 1 {
		out[0] += ending
	}
	return out
}

// relationIRIs are the predicates between actors, claims and things in every polarity, the asserted first.
func relationIRIs() []quad.IRI {
	var out []quad.IRI
	for _, polarity := range []string{schema.Rel, schema.Not, schema.May} {
		for _, r := range schema.Relations() {
			out = append(out, quad.IRI(polarity+r.Name))
		}
	}
	return out
}

func last(args []string) string { return args[len(args)-1] }

func (s *Shell) offerTopics(_ context.Context, args []string) []string {
	if len(args) > 1 {
		return nil
	}
	var topics []string
	for _, c := range dotCommands() {
		topics = append(topics, c.name)
	}
	for _, q := range s.Queries.List() {
		topics = append(topics, q.Name)
	}
	topics = append(topics, "keys", "gizmo", "paths")
	return beginning(topics, last(args), "")
}

func (s *Shell) offerQueries(_ context.Context, args []string) []string {
	if len(args) > 1 {
		return nil
	}
	var names []string
	for _, q := range s.Queries.List() {
		names = append(names, q.Name)
	}
	return beginning(names, last(args), " ")
}

func (s *Shell) offerRun(ctx context.Context, args []string) []string {
	if len(args) == 1 {
		return s.offerQueries(ctx, args)
	}
	q, err := s.Queries.Lookup(args[0])
	if err != nil {
		return nil
	}
	return s.offerArgument(ctx, q, last(args))
}

// offerArgument completes a parameter's name or its value.
func (s *Shell) offerArgument(ctx context.Context, q queries.Query, typed string) []string {
	name, value, inValue := strings.Cut(typed, "=")
	if !inValue {
		var names []string
		for _, p := range q.Params {
			names = append(names, p.Name+"=")
		}
		return beginning(names, typed, "")
	}
	p, ok := q.Param(name)
	if !ok {
		return nil
	}
	var out []string
	switch p.Type {
	case queries.Enum:
		for _, c := range beginning(p.Choices, value, " ") {
			out = append(out, name+"="+c)
		}
	case queries.Entity:
		value = strings.TrimLeft(value, `"'`)
		found := s.entities(ctx, value)
		named := labels(found, value)
		switch {
		case len(named) == 1 && len(found) == 1:
			out = append(out, argument(name, found[0].Label)+" ")
		case len(named) > 0 && value != "":
			for _, l := range named { // all in quotes, so that they begin alike
				out = append(out, name+"="+strconv.Quote(l))
			}
		default: // by an IRI, or by another name than the one that would be offered
			for _, e := range found {
				out = append(out, name+"="+schema.Shorten(e.IRI))
			}
		}
	}
	return out
}

func (s *Shell) offerFormats(_ context.Context, args []string) []string {
	if len(args) > 1 {
		return nil
	}
	return beginning(formatNames(), last(args), "")
}

func (s *Shell) offerExport(ctx context.Context, args []string) []string {
	if len(args) == 1 {
		if formats := beginning(graph.Formats(), args[0], " "); len(formats) > 0 {
			return formats
		}
	}
	return s.offerFiles(ctx, args)
}

// offerFiles gives the files and folders that begin like the last argument, hidden ones only when asked for.
func (s *Shell) offerFiles(_ context.Context, args []string) []string {
	typed := last(args)
	dir, base := filepath.Split(typed)
	entries, err := os.ReadDir(filepath.Clean("./" + dir))
	if filepath.IsAbs(dir) {
		entries, err = os.ReadDir(dir)
	}
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		name := e.Name()
		if !strings.HasPrefix(name, base) || strings.HasPrefix(name, ".") && base == "" {
			continue
		}
		if e.IsDir() {
			name += string(filepath.Separator)
		}
		out = append(out, dir+name)
	}
	return out
}
