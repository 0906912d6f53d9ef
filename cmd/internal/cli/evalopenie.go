package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"quadrille/cmd/internal/shell"
	"quadrille/data"
	"quadrille/loader/document"
	"quadrille/loader/eval"
	"quadrille/loader/open"
	"quadrille/loader/parse/tree"
)

type evalOpenieCmd struct {
	Gold      []string `arg:"" name:"gold" type:"existingfile" help:"CaRB's gold: sentence, relation and arguments, separated by tabs."`
	Extracted string   `placeholder:"FILE" type:"existingfile" help:"Score what this file holds: sentence, confidence, relation and arguments, separated by tabs."`
	modelFlag
}

func (*evalOpenieCmd) Help() string {
	return `Precision, recall and F1 of open relations as CaRB counts them, at the confidence at which F1 is highest. Intervals are those
of a bootstrap over the sentences.

Example:

    quadrille eval openie carb-dev.tsv`
}

// Run scores.
func (c *evalOpenieCmd) Run(ctx context.Context, s *stdio) error {
	gold := eval.Tuples{}
	for _, path := range c.Gold {
		more, err := readTuples(path, eval.ReadCaRB)
		if err != nil {
			return err
		}
		for k, list := range more {
			gold[k] = append(gold[k], list...)
		}
	}
	found, err := c.found(ctx)
	if err != nil {
		return scored(ctx, err)
	}
	r := eval.OpenRelations(gold, found)
	fmt.Fprintf(s.out, "%s   AUC %.3f   confidence %.2f\n", thousandths(r.PRF), r.AUC, r.Threshold)
	_, err = fmt.Fprintf(s.out, "95 %%: P %.3f-%.3f  R %.3f-%.3f  F1 %.3f-%.3f, over %s\n", r.P.Low, r.P.High, r.R.Low, r.R.High, r.F1.Low, r.F1.High,
		shell.Plural(r.Sentences, "sentence"))
	return err
}

// found are the open relations of the gold's sentences, or those of the file.
func (c *evalOpenieCmd) found(ctx context.Context) (eval.Tuples, error) {
	if c.Extracted != "" {
		return readTuples(c.Extracted, eval.ReadTuples)
	}
	m, err := c.encoder()
	if err != nil {
		return nil, err
	}
	parser, err := tree.New(data.Lexicon())
	if err != nil {
		return nil, err
	}
	texts, err := readGold(c.Gold, eval.ReadCaRBSentences)
	if err != nil {
		return nil, err
	}
	return eval.FindTuples(ctx, texts, []eval.Stage{m, parser}, tuples)
}

// tuples are the open relations of a sentence as CaRB has them.
func tuples(d *document.Document, sentence int) []eval.Tuple {
	var out []eval.Tuple
	for _, c := range open.Clauses(d, sentence) {
		relation, arguments := c.Words(d)
		out = append(out, eval.Tuple{Confidence: c.Confidence, Relation: relation, Arguments: arguments})
	}
	return out
}

func readTuples(path string, read func(io.Reader, string) (eval.Tuples, error)) (t eval.Tuples, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return read(f, path)
}
