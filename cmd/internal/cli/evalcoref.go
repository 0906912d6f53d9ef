package cli

import (
	"context"
	"fmt"
	"os"

	"quadrille/cmd/internal/shell"
	"quadrille/loader"
	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/eval"
)

type evalCorefCmd struct {
	Gold []string `arg:"" name:"gold" help:"Folders with NAME.txt and NAME.json, or treebanks in CoNLL-U with GUM's entities."`
	readFlags
}

func (*evalCorefCmd) Help() string {
	return `Which mentions refer to the same: MUC, B³, CEAFe and the mean of their F1, in percent. Chains of one mention do not count.
In a treebank a mention is right when its head is; in a folder the places of the names that the gold lists are the
mentions, and others do not count. Intervals are those of a bootstrap over the texts.

Example:

    quadrille eval coref gold/dev`
}

// Run scores.
func (c *evalCorefCmd) Run(ctx context.Context, s *stdio) error {
	p, bar, err := c.pipeline(s)
	if err != nil {
		return err
	}
	defer bar.end()
	for _, path := range c.Gold {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		var r eval.ChainScore
		if info.IsDir() {
			r, err = corefArticles(ctx, s, p, path)
		} else {
			r, err = corefTreebank(ctx, p, path)
		}
		if err != nil {
			return scored(ctx, err)
		}
		fmt.Fprintf(s.out, "%s: CoNLL F1 %.1f (95 %%: %.1f-%.1f), over %s with %s in chains\n", path, 100*r.CoNLL.Value,
			100*r.CoNLL.Low, 100*r.CoNLL.High, shell.Plural(r.Documents, "text"), shell.Plural(r.Mentions, "mention"))
		for _, x := range []struct {
			name string
			eval.PRF
		}{{"MUC", r.MUC}, {"B³", r.B3}, {"CEAFe", r.CEAF}} {
			fmt.Fprintf(s.out, "  %-6s P %.1f R %.1f F1 %.1f\n", x.name, 100*x.P.Value, 100*x.R.Value, 100*x.F1.Value)
		}
	}
	return nil
}

func corefTreebank(ctx context.Context, p *loader.Pipeline, path string) (eval.ChainScore, error) {
	texts, err := readGold([]string{path}, eval.ReadCoNLLU)
	if err != nil {
		return eval.ChainScore{}, err
	}
	var stages []eval.Stage
	for _, stage := range p.Stages {
		if stage.Sets()&document.Segments == 0 { // the treebank has segments of its own
			stages = append(stages, stage)
		}
		if stage.Sets()&document.Chains != 0 {
			break
		}
	}
	return eval.Coref(ctx, texts, stages)
}

func corefArticles(ctx context.Context, s *stdio, p *loader.Pipeline, dir string) (eval.ChainScore, error) {
	gold, err := eval.ReadGold(dir)
	if err != nil {
		return eval.ChainScore{}, err
	}
	var paths []string
	for i := range gold {
		paths = append(paths, gold[i].Path)
	}
	var documents []*document.Document
	for d, fault := range p.Documents(ctx, article.Sources(paths, s.in)) {
		if fault != nil {
			return eval.ChainScore{}, fault
		}
		documents = append(documents, d)
	}
	return eval.CorefArticles(gold, documents), nil
}
