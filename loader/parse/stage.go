package parse

import (
	"context"
	"fmt"
	"io"
	"io/fs"

	"quadrille/loader/document"
	"quadrille/loader/parse/internal/lemma"
	"quadrille/loader/parse/internal/tagger"
)

// Files that New reads.
const (
	ModelFile = "tags.model" // weights of the tagger
	LemmaFile = "tags.tsv"   // lemmas
)

// Stage is the stage of the loader that tags and groups words.
type Stage struct {
	model  *tagger.Model
	lemmas *lemma.Lexicon
}

// New reads ModelFile and LemmaFile from files, which is data.Lexicon() in the program. An error names the file.
func New(files fs.FS) (*Stage, error) {
	model, err := open(files, ModelFile, tagger.Read)
	if err != nil {
		return nil, err
	}
	lemmas, err := open(files, LemmaFile, lemma.Read)
	if err != nil {
		return nil, err
	}
	return &Stage{model, lemmas}, nil
}

// Name is "parse".
func (*Stage) Name() string { return "parse" }

// Needs is document.Segments.
func (*Stage) Needs() document.Layer { return document.Segments }

// Sets is document.Tags and document.Chunks.
func (*Stage) Sets() document.Layer { return document.Tags | document.Chunks }

// Run sets Token.Tag, Token.Lemma, Token.Verb, NounGroups and VerbGroups.
func (s *Stage) Run(ctx context.Context, d *document.Document) error {
	d.NounGroups, d.VerbGroups = d.NounGroups[:0], d.VerbGroups[:0]
	decoder := tagger.NewDecoder(s.model)
	var labels []tagger.Label
	for i := range d.Sentences {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("parse: %w", err)
		}
		sentence := d.Sentences[i].Tokens
		tokens := d.Tokens[sentence.First:sentence.End]
		decoder.Begin()
		for j := range tokens {
			decoder.Add(tokens[j].Text, tokens[j].Lower)
		}
		labels = decoder.Tag(labels[:0])
		for j := range tokens {
			t := &tokens[j]
			t.Tag, t.Verb = settled(t, labels[j])
			t.Lemma = s.lemmas.Lemma(t.Lower, t.Tag, t.Verb)
		}
		s.repair(tokens)
		nounGroups(d, sentence)
		verbGroups(d, sentence)
	}
	return nil
}

// settled is the tag of a token: what its kind says, else what the tagger says.
func settled(t *document.Token, l tagger.Label) (document.Tag, document.VerbForm) {
	tag := l.Tag()
	switch t.Kind {
	case document.Punctuation, document.QuoteMark:
		return document.PUNCT, document.NoVerb
	case document.Word, document.Clitic:
		if tag == document.PUNCT || tag == document.SYM {
			return document.X, document.NoVerb
		}
	case document.Number:
		if tag != document.NUM && tag != document.ADJ && tag != document.NOUN {
			return document.NUM, document.NoVerb
		}
	case document.Symbol:
		if tag != document.PUNCT && tag != document.CCONJ {
			return document.SYM, document.NoVerb
		}
	}
	return tag, l.Form()
}

func open[T any](files fs.FS, name string, read func(io.Reader) (T, error)) (T, error) {
	var zero T
	f, err := files.Open(name)
	if err != nil {
		return zero, fmt.Errorf("parse: %w", err)
	}
	defer f.Close()
	out, err := read(f)
	if err != nil {
		return zero, fmt.Errorf("parse: %s: %w", name, err)
	}
	return out, nil
}
