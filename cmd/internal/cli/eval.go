package cli

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"quadrille/cmd/internal/shell"
	"quadrille/data"
	"quadrille/loader/document"
	"quadrille/loader/eval"
	"quadrille/loader/lexicon"
	"quadrille/loader/names"
	"quadrille/loader/parse/tree"
)

type evalCmd struct {
	Assertions  evalAssertionsCmd  `cmd:"" help:"What articles assert, against the gold."`
	Attribution evalAttributionCmd `cmd:"" help:"Who said what, against PolNeAR's annotations."`
	Openie      evalOpenieCmd      `cmd:"" help:"Open relations, against CaRB."`
	Coref       evalCorefCmd       `cmd:"" help:"Which mentions refer to the same."`
	Parse       evalParseCmd       `cmd:"" help:"Trees and tags, on a treebank's own words."`
	Names       evalNamesCmd       `cmd:"" help:"Names of persons, organisations and places."`
}

// readGold reads files of gold one after the other, unpacking those that are packed.
func readGold(paths []string, read func(r io.Reader, file string) ([]eval.Text, error)) ([]eval.Text, error) {
	var out []eval.Text
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		var r io.Reader = bytes.NewReader(raw)
		if strings.HasSuffix(path, ".gz") {
			if r, err = gzip.NewReader(r); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
		}
		texts, err := read(r, path)
		if err != nil {
			return nil, err
		}
		out = append(out, texts...)
	}
	return out, nil
}

// scored turns the end of a run of a scorer that a signal ended into that.
func scored(ctx context.Context, err error) error {
	if err != nil && errors.Is(err, ctx.Err()) {
		return interruption(ctx)
	}
	return err
}

type evalParseCmd struct {
	Gold []string `arg:"" name:"gold" help:"Treebanks in CoNLL-U, packed with gzip or not."`
	modelFlag
}

func (*evalParseCmd) Help() string {
	return `Shares of words, in percent: with the right head (UAS), with the right head and label (LAS), with the right part of speech
(UPOS). All words count, punctuation too, and LAS leaves subtypes of labels aside, as the CoNLL 2018 shared task did.
Intervals are those of a bootstrap over the sentences.

Example:

    quadrille eval parse en_ewt-ud-dev.conllu`
}

// Run scores.
func (c *evalParseCmd) Run(ctx context.Context, s *stdio) error {
	m, err := c.encoder()
	if err != nil {
		return err
	}
	parser, err := tree.New(data.Lexicon())
	if err != nil {
		return err
	}
	texts, err := readGold(c.Gold, eval.ReadCoNLLU)
	if err != nil {
		return err
	}
	r, err := eval.Parse(ctx, texts, []eval.Stage{m, parser})
	if err != nil {
		return scored(ctx, err)
	}
	percent := func(f eval.Figure) string { return fmt.Sprintf("%.1f-%.1f", 100*f.Low, 100*f.High) }
	fmt.Fprintf(s.out, "UAS %.1f LAS %.1f UPOS %.1f\n", 100*r.UAS.Value, 100*r.LAS.Value, 100*r.UPOS.Value)
	fmt.Fprintf(s.out, "95 %%: UAS %s LAS %s UPOS %s, over %s with %s\n", percent(r.UAS), percent(r.LAS), percent(r.UPOS),
		shell.Plural(r.Sentences, "sentence"), shell.Plural(r.Words, "word"))
	_, err = fmt.Fprintf(s.out, "LAS with subtypes %.1f (%s)\n", 100*r.Full.Value, percent(r.Full))
	return err
}

type evalNamesCmd struct {
	Gold []string `arg:"" name:"gold" help:"Files in IOB2: number, word, label."`
	modelFlag
}

func (*evalNamesCmd) Help() string {
	return `Precision, recall and F1 of names whose both ends and type are right. Types are PER, ORG and LOC; other labels count as O.
Intervals are those of a bootstrap over the sentences.

Example:

    quadrille eval names en_ewt-ud-dev.iob2`
}

// Run scores.
func (c *evalNamesCmd) Run(ctx context.Context, s *stdio) error {
	m, err := c.encoder()
	if err != nil {
		return err
	}
	read, err := c.names()
	if err != nil {
		return err
	}
	texts, err := readGold(c.Gold, eval.ReadIOB2)
	if err != nil {
		return err
	}
	r, err := eval.Names(ctx, texts, []eval.Stage{m}, read)
	if err != nil {
		return scored(ctx, err)
	}
	for k, kind := range eval.NameTypes {
		fmt.Fprintln(s.out, kind, prfLine(r.Types[k]))
	}
	fmt.Fprintln(s.out, "all", prfLine(r.All))
	_, err = fmt.Fprintf(s.out, "95 %%: all P %s R %s F1 %s, over %s\n", between(r.All.P), between(r.All.R), between(r.All.F1),
		shell.Plural(r.Sentences, "sentence"))
	return err
}

// names is what reads names off the model's scores: the weights that were fitted to it, or its head alone where there are none.
func (f modelFlag) names() (func(*document.Document) []names.Name, error) {
	m, err := f.open()
	if err != nil {
		return nil, err
	}
	if m.Names == "" {
		return names.All, nil
	}
	lex, err := lexicon.Read(data.Lexicon())
	if err != nil {
		return nil, err
	}
	r, err := names.NewReader(m.Names, m.Encoder, lex)
	if err != nil {
		return nil, err
	}
	return r.Read, nil
}

// prfLine is "P .86 R .84 F1 .85".
func prfLine(x eval.PRF) string {
	return fmt.Sprintf("P %s R %s F1 %s", hundredths(x.P.Value), hundredths(x.R.Value), hundredths(x.F1.Value))
}

func between(f eval.Figure) string { return hundredths(f.Low) + "-" + hundredths(f.High) }

// hundredths is a share with two places and no leading zero.
func hundredths(v float64) string { return strings.TrimPrefix(fmt.Sprintf("%.2f", v), "0") }
