package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"quadrille/cmd/internal/shell"
	"quadrille/loader/eval"
)

type evalOpenieCmd struct {
	Gold      []string `arg:"" name:"gold" type:"existingfile" help:"CaRB's gold: sentence, relation and arguments, separated by tabs."`
	Extracted string   `placeholder:"FILE" type:"existingfile" required:"" help:"What was found: sentence, confidence, relation and arguments, separated by tabs."`
}

func (*evalOpenieCmd) Help() string {
	return `Precision, recall and F1 of open relations as CaRB counts them, at the confidence at which F1 is highest. Intervals are those
of a bootstrap over the sentences.

Example:

    quadrille eval openie carb-dev.tsv --extracted found.tsv`
}

// Run scores.
func (c *evalOpenieCmd) Run(_ context.Context, s *stdio) error {
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
	found, err := readTuples(c.Extracted, eval.ReadTuples)
	if err != nil {
		return err
	}
	r := eval.OpenRelations(gold, found)
	fmt.Fprintf(s.out, "%s   confidence %g\n", thousandths(r.PRF), r.Threshold)
	_, err = fmt.Fprintf(s.out, "95 %%: P %.3f-%.3f  R %.3f-%.3f  F1 %.3f-%.3f, over %s\n", r.P.Low, r.P.High, r.R.Low, r.R.High, r.F1.Low, r.F1.High,
		shell.Plural(r.Sentences, "sentence"))
	return err
}

func readTuples(path string, read func(io.Reader, string) (eval.Tuples, error)) (t eval.Tuples, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return read(f, path)
}
