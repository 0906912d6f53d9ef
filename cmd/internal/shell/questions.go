package shell

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"quadrille/cmd/internal/memo"
	"quadrille/cmd/internal/render"
	"quadrille/graph"
	"quadrille/graph/questions"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Question is a question of the trade: a dot-command here, a subcommand of the program by the same name.
type Question struct {
	Name    string
	Args    string // as usage shows them
	About   string // one line
	Help    string // further lines
	Example string // arguments
	least   int    // arguments at least
	most    int    // at most; 1 takes all words as one name
	facts   int    // most facts of a part of its memo, 0 for memoFacts
	answer  func(ctx context.Context, s *graph.Snapshot, names []quad.IRI, o questions.Options) (*memo.Memo, error)
}

// Questions lists them, in the order of the help.
func Questions() []Question {
	one := func(f func(context.Context, *graph.Snapshot, quad.IRI, questions.Options) (*memo.Memo, error)) func(context.Context, *graph.Snapshot, []quad.IRI, questions.Options) (*memo.Memo, error) {
		return func(ctx context.Context, s *graph.Snapshot, names []quad.IRI, o questions.Options) (*memo.Memo, error) {
			return f(ctx, s, names[0], o)
		}
	}
	two := func(f func(context.Context, *graph.Snapshot, quad.IRI, quad.IRI, questions.Options) (*memo.Memo, error)) func(context.Context, *graph.Snapshot, []quad.IRI, questions.Options) (*memo.Memo, error) {
		return func(ctx context.Context, s *graph.Snapshot, names []quad.IRI, o questions.Options) (*memo.Memo, error) {
			return f(ctx, s, names[0], names[1], o)
		}
	}
	return []Question{
		{Name: "profile", Args: "ACTOR", least: 1, most: 1, answer: one(memo.Profile),
			About:   "Who an actor is: says, backs, opposes, mediates; allies, adversaries.",
			Help:    "Of each relation the sentences that state it, by date. What the articles tell of others doing to\nthe actor follows. Allies and adversaries go by what the articles state, or an actor of himself.",
			Example: "russia"},
		{Name: "contradict", Args: "[ACTOR]", most: 1, answer: one(memo.Contradict),
			About:   "What is stated and denied, or backed by one and rejected by another.",
			Help:    "Both sentences stand side by side, A before B. Nothing that is hedged counts as a conflict.",
			Example: "armenia"},
		{Name: "timeline", Args: "[ENTITY]", most: 1, facts: 40, answer: one(memo.Timeline),
			About:   "What happened when, by the text's own dates, else the article's.",
			Help:    "A date in brackets is the article's.",
			Example: `"peace treaty"`},
		{Name: "obstacles", Args: "TREATY|PROCESS", least: 1, most: 1, answer: one(memo.Obstacles),
			About:   "What blocks it, who says so, who demands it, who mediates.",
			Help:    "Mediators of another treaty or process between the same parties are told apart.",
			Example: "treaty:armenia-azerbaijan-peace-treaty"},
		{Name: "compare", Args: "A B", least: 2, most: 2, answer: two(memo.Compare),
			About:   "What two actors share, and where they are opposed.",
			Help:    "One is for a thing who supports, signs or demands it, against it who rejects or blocks it, or does\nnot support or sign it. A name of several words goes in quotes.",
			Example: `russia "european union"`},
		{Name: "rollup", Args: "[ACTOR]", most: 1, answer: one(memo.Rollup),
			About:   "What those do who represent a country, or somebody.",
			Help:    "A person counts for the country that he represents, straight or by way of an organisation.",
			Example: "russia"},
		{Name: "path", Args: "A B", least: 2, most: 2, facts: 5, answer: two(memo.Path),
			About:   "The shortest connections of two, with their sentences.",
			Help:    "What is denied or hedged connects nothing. What stands in somebody's words does, and is his.",
			Example: `russia kosovo`},
		{Name: "who-speaks-for", Args: "NAME", least: 1, most: 1, answer: one(memo.Speakers),
			About:   "Who represents somebody, and what he said last.",
			Help:    "Those who represent an organisation that represents him are listed too.",
			Example: "armenia"},
	}
}

// whyUsage is how .why takes two nodes, and the subcommand why.
const whyUsage = "A [RELATION] B"

// WhyQuestion is the subcommand why: .why of two nodes.
func WhyQuestion() Question {
	return Question{Name: "why", Args: whyUsage, least: 2, most: 3,
		About: "The sentences that tie two nodes, with those around them.",
		Help: "RELATION is one such as mediates, in any polarity, or in one: not:mediates. Where nothing ties\n" +
			"the two straight, what does over one node in between.",
		Example: `"united states" mediates process:armenia-azerbaijan-peace-process`}
}

// Takes says what is wrong with the number of arguments.
func (q Question) Takes(args []string) error {
	if n := len(args); n < q.least || q.most > 1 && n > q.most {
		return fmt.Errorf("expected %s %s; a name of several words goes in quotes", q.Name, q.Args)
	}
	return nil
}

// questionCommands are the questions as dot-commands. A last argument "all" shows all that there is.
func questionCommands() []dotCommand {
	var out []dotCommand
	for _, q := range Questions() {
		out = append(out, dotCommand{
			name: q.Name, args: q.Args + " [all]", about: q.About, asks: true,
			help:   q.Help + "\n  ." + q.Name + " " + q.Example,
			run:    func(s *Shell, ctx context.Context, args []string) error { return s.question(ctx, q, args) },
			offers: (*Shell).offerNames,
		})
	}
	return out
}

// lastAll takes a last argument "all" off.
func lastAll(args []string) (rest []string, all bool) {
	if n := len(args); n > 0 && args[n-1] == "all" {
		return args[:n-1], true
	}
	return args, false
}

// question answers a question on the nodes that args name.
func (s *Shell) question(ctx context.Context, q Question, args []string) error {
	args, all := lastAll(args)
	if err := q.Takes(args); err != nil {
		return fmt.Errorf("expected .%s %s [all]", q.Name, q.Args)
	}
	if q.most == 1 && len(args) > 0 {
		args = []string{strings.Join(args, " ")}
	}
	names := make([]quad.IRI, max(q.most, len(args)))
	for i, a := range args {
		iri, err := s.resolve(ctx, a)
		if err != nil {
			return err
		}
		names[i] = iri
	}
	if q.Name == "compare" && names[0] == names[1] {
		return Misuse{fmt.Errorf("expected two to compare: both names mean %s", schema.Shorten(names[0]))}
	}
	most := q.facts
	if most == 0 {
		most = memoFacts
	}
	err := s.answerMemo(ctx, most, all, func(ctx context.Context, snapshot *graph.Snapshot, o questions.Options) (*memo.Memo, error) {
		return q.answer(ctx, snapshot, names, o)
	})
	if err == nil || left(err) {
		s.last = &answer{memo: true}
	}
	return err
}

// whyTwo answers why two nodes are tied.
func (s *Shell) whyTwo(ctx context.Context, args []string, all bool) error {
	if len(args) < 2 || len(args) > 3 {
		return usage("why")
	}
	var how questions.How
	relation := ""
	if len(args) == 3 {
		var err error
		if how, relation, err = relationNamed(args[1]); err != nil {
			return err
		}
	}
	subject, err := s.resolve(ctx, args[0])
	if err != nil {
		return err
	}
	object, err := s.resolve(ctx, args[len(args)-1])
	if err != nil {
		return err
	}
	return s.answerMemo(ctx, memoFacts, all, func(ctx context.Context, snapshot *graph.Snapshot, o questions.Options) (*memo.Memo, error) {
		return memo.Why(ctx, snapshot, subject, object, relation, how, o)
	})
}

// relationNamed reads "mediates" or "not:mediates"; the polarity is "" where all are meant.
func relationNamed(name string) (questions.How, string, error) {
	polarity, relation, ok := strings.Cut(name, ":")
	if !ok {
		polarity, relation = "", name
	}
	how := map[string]questions.How{"": "", "rel": questions.Asserted, "not": questions.Denied, "may": questions.Hedged}
	var known []string
	for _, r := range schema.Relations() {
		known = append(known, r.Name)
	}
	h, isPolarity := how[polarity]
	if !isPolarity || !slices.Contains(known, relation) {
		return "", "", Misuse{fmt.Errorf("there is no relation %q; there are %s, with rel:, not: or may: before them or without", name, strings.Join(known, ", "))}
	}
	return h, relation, nil
}

// In a memo a part holds so many facts, where its question does not say else, and a fact so many places. "all" lifts both.
const (
	memoFacts  = 12
	memoPlaces = 2
)

// answerMemo writes an answer: as text where answers are tables, else as rows.
func (s *Shell) answerMemo(ctx context.Context, most int, all bool, answer func(context.Context, *graph.Snapshot, questions.Options) (*memo.Memo, error)) (err error) {
	ctx, end := s.bounded(ctx)
	defer func() { err = end(err) }()
	o := questions.Options{Facts: most, Places: memoPlaces}
	if all {
		o = questions.Options{}
	} else if s.Format != render.Table {
		o = questions.Options{Facts: s.Limit}
	}
	return s.snapshot(ctx, func(snapshot *graph.Snapshot) error {
		m, err := answer(ctx, snapshot, o)
		if err != nil {
			return err
		}
		if s.Format == render.Table {
			return m.Write(s.Out, s.style())
		}
		rows, cut := m.Rows, m.Incomplete()
		if s.Limit > 0 && !all && len(rows) > s.Limit {
			rows, cut = rows[:s.Limit], true
		}
		if err := s.show(m.Columns, rows); err != nil {
			return err
		}
		if cut && !s.Script.Strict {
			fmt.Fprintf(s.Err, "cut after %s: there are more\n", Plural(len(rows), "row"))
		}
		return s.strict(len(rows), cut)
	})
}

// style is how text is set for where answers go.
func (s *Shell) style() memo.Style { return memo.Style{Width: s.readable(), Color: s.Color} }

// offerNames gives the names and IRIs of actors and things that begin like what was typed.
func (s *Shell) offerNames(ctx context.Context, args []string) []string {
	typed := strings.TrimLeft(last(args), `"'`)
	if typed == "" {
		return nil
	}
	var out []string
	for _, e := range s.entities(ctx, typed) {
		if strings.HasPrefix(schema.Shorten(e.IRI), typed) || strings.ContainsAny(e.Label, "\"'\\") || e.Label == "" {
			out = append(out, schema.Shorten(e.IRI))
		} else if strings.ContainsAny(e.Label, " \t") {
			out = append(out, `"`+e.Label+`"`)
		} else {
			out = append(out, e.Label)
		}
	}
	return out
}
