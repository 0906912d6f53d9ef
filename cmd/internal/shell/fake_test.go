package shell

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"quadrille/cmd/internal/render"
	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// fake is a person's terminal whose lines are known beforehand.
type fake struct {
	lines   []string
	prompts []string
	history []string
	// press is called when a statement begins to run and returns a channel that is closed when Ctrl-C is pressed.
	press func() <-chan struct{}
}

// ctrlC as a line drops what was typed.
const ctrlC = "\x03"

func (f *fake) ReadLine(_ context.Context, prompt string) (string, error) {
	f.prompts = append(f.prompts, prompt)
	if len(f.lines) == 0 {
		return "", io.EOF
	}
	line := f.lines[0]
	f.lines = f.lines[1:]
	if line == ctrlC {
		return "", ErrInterrupted
	}
	return line, nil
}

func (f *fake) Peek() (string, bool) { return "", false }
func (f *fake) Remember(e string) error {
	f.history = append(f.history, e)
	return nil
}
func (f *fake) Entries() []string { return f.history }
func (f *fake) Interactive() bool { return true }
func (f *fake) Interruptible(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	if f.press != nil {
		pressed := f.press()
		go func() {
			select {
			case <-pressed:
				cancel(ErrInterrupted)
			case <-ctx.Done():
			}
		}()
	}
	return ctx, func() { cancel(nil) }
}

// article is a hand-made article: its title is one that a terminal would obey.
const (
	hash     = "00000000000000aa"
	title    = "Talks \x1b[31mresume"
	sentence = "Patel said Washington mediates the talks."
)

// newGraph is a graph of one article with one claim and one relation in it.
func newGraph(t *testing.T) *graph.Graph {
	t.Helper()
	g, err := graph.Open(t.Context(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	})
	a, s := schema.ArticleIRI(hash), schema.SpanIRI(hash, 0, 41)
	e1, e2 := schema.EvidenceIRI(hash, 1), schema.EvidenceIRI(hash, 2)
	iri := func(short string) quad.IRI {
		out, ok := schema.Expand(short)
		if !ok {
			t.Fatal(short)
		}
		return out
	}
	patel, usa, talks, claim := iri("actor:vedant-patel"), iri("actor:united-states"), iri("process:the-talks"), iri("claim:c1")
	var quads []quad.Quad
	add := func(subject quad.IRI, predicate quad.IRI, object quad.Value, label quad.IRI) {
		quads = append(quads, quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: label})
	}
	date := quad.TypedString{Value: "2023-06-17", Type: "http://www.w3.org/2001/XMLSchema#date"}
	add(a, schema.Type, schema.NewsArticle, a)
	add(a, schema.Title, quad.String(title), a)
	add(a, schema.Publisher, quad.String("The Daily Test"), a)
	add(a, schema.Issued, date, a)
	add(s, schema.Type, schema.Sentence, a)
	add(s, schema.Text, quad.String(sentence), a)
	add(s, schema.Of, a, a)
	add(s, schema.Index, quad.Int(0), a)
	for entity, facts := range map[quad.IRI][2]quad.Value{
		patel: {schema.Person, quad.String("Vedant Patel")},
		usa:   {schema.CountryType, quad.String("United States")},
		talks: {schema.Process, quad.String("the talks")},
	} {
		add(entity, schema.Type, facts[0], a)
		add(entity, schema.Label, facts[1], a)
	}
	for e, facts := range map[quad.IRI]struct {
		voice      quad.IRI
		cue        string
		begin, end int
	}{e1: {a, "said", 0, 40}, e2: {claim, "mediates", 11, 40}} {
		add(e, schema.Type, schema.Evidence, a)
		add(e, schema.In, s, a)
		add(e, schema.Voice, facts.voice, a)
		add(e, schema.Cue, quad.String(facts.cue), a)
		add(e, schema.Confidence, quad.Float(0.8), a)
		add(e, schema.Tense, quad.String("present"), a)
		add(e, schema.Begins, quad.Int(facts.begin), a)
		add(e, schema.Ends, quad.Int(facts.end), a)
		add(e, schema.Text, quad.String(sentence[facts.begin:facts.end]), a)
	}
	add(e1, schema.When, quad.String("2023-06-16"), a)
	piece := schema.SpanIRI(hash, 11, 40)
	add(piece, schema.Text, quad.String(sentence[11:40]), a)
	add(piece, schema.Of, a, a)
	add(claim, schema.Type, schema.Claim, e1)
	add(claim, schema.Text, quad.String(sentence[11:40]), e1)
	add(claim, schema.Style, quad.String("indirect"), e1)
	add(claim, schema.Cue, quad.String("said"), e1)
	add(claim, schema.Piece, piece, e1)
	add(claim, quad.IRI(schema.Rel+schema.About), usa, e1)
	add(patel, quad.IRI(schema.Rel+schema.Said), claim, e1)
	add(usa, quad.IRI(schema.Rel+schema.Mediates), talks, e2)
	if _, err := g.Load(t.Context(), a, quads); err != nil {
		t.Fatal(err)
	}
	return g
}

// talk runs a session on the graph and returns what was shown, answers and the rest.
func talk(t *testing.T, g *graph.Graph, term Terminal, change func(*Options)) (out, errs string, err error) {
	t.Helper()
	var o, e bytes.Buffer
	options := Options{Graph: g, Terminal: term, Out: &o, Err: &e, Format: render.Table,
		Load: func(_ context.Context, paths []string) error {
			e.WriteString("load " + render.Clean(strings.Join(paths, ",")) + "\n")
			return nil
		}}
	if change != nil {
		change(&options)
	}
	err = New(options).Run(t.Context())
	return times.ReplaceAllString(o.String(), "3 ms"), e.String(), err
}
