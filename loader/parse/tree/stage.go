package tree

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"quadrille/loader/document"
	"quadrille/loader/neural"
	"quadrille/loader/parse"
	"quadrille/loader/parse/internal/lemma"
)

// ErrNoScores means that the stage of package neural has not run on a document.
var ErrNoScores = errors.New("the encoder's scores are missing")

// Stage is the stage of the loader.
type Stage struct{ lemmas *lemma.Lexicon }

// New reads parse.LemmaFile from files, which is data.Lexicon() in the program.
func New(files fs.FS) (*Stage, error) {
	f, err := files.Open(parse.LemmaFile)
	if err != nil {
		return nil, fmt.Errorf("tree: %w", err)
	}
	defer f.Close()
	lemmas, err := lemma.Read(f)
	if err != nil {
		return nil, fmt.Errorf("tree: %s: %w", parse.LemmaFile, err)
	}
	return &Stage{lemmas}, nil
}

// Name is "tree".
func (*Stage) Name() string { return "tree" }

// Needs lists the layers that Run reads.
func (*Stage) Needs() document.Layer { return document.Segments | document.Scored }

// Sets lists the layers that Run sets.
func (*Stage) Sets() document.Layer { return document.Tags | document.Dependencies | document.Chunks }

// Run sets Token.Tag, Token.Lemma, Token.Verb, Tree, NounGroups and VerbGroups. Errors: ErrNoScores, and ctx's.
func (s *Stage) Run(ctx context.Context, d *document.Document) error {
	scores := neural.Of(d)
	if scores == nil {
		return fmt.Errorf("tree: %w", ErrNoScores)
	}
	d.NounGroups, d.VerbGroups = d.NounGroups[:0], d.VerbGroups[:0]
	d.Tree = document.Tree{Heads: make([]int, len(d.Tokens)), Labels: make([]string, len(d.Tokens))}
	l := newLabels(scores.Labels())
	for i := range d.Sentences {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("tree: %w", err)
		}
		sentence := d.Sentences[i].Tokens
		s.tags(d, scores, l, sentence)
		dependencies(d, scores, l, sentence)
		s.settle(d, sentence)
		nounGroups(d, sentence)
		verbGroups(d, sentence)
	}
	return nil
}

// tags sets the tags, forms and lemmas of a sentence's words.
func (s *Stage) tags(d *document.Document, scores *neural.Scores, l *labels, sentence document.Range) {
	for i := sentence.First; i < sentence.End; i++ {
		t := &d.Tokens[i]
		t.Tag = l.tag(t, scores.UPOS(i))
		t.Verb = l.form(s.lemmas, t, scores.Features(i))
		t.Lemma = s.lemmas.Lemma(t.Lower, t.Tag, t.Verb)
	}
}

// settle corrects the forms of verbs by the tree, and their lemmas.
func (s *Stage) settle(d *document.Document, sentence document.Range) {
	settle(s.lemmas, d, sentence)
	for i := sentence.First; i < sentence.End; i++ {
		if t := &d.Tokens[i]; t.Verb != document.NoVerb {
			t.Lemma = s.lemmas.Lemma(t.Lower, t.Tag, t.Verb)
		}
	}
}
