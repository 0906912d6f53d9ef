package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"quadrille/cmd/internal/shell"
	"quadrille/loader/article"
	"quadrille/loader/emit"
	"quadrille/loader/eval"
)

// articleFlags say whose assertions are scored: the program's, or a file's.
type articleFlags struct {
	Extracted string `placeholder:"FILE" type:"existingfile" help:"Score this output of quadrille extract --format jsonl instead of reading the articles."`
	readFlags
}

// extractions are the assertions of the articles at paths, or those of the file.
func (f articleFlags) extractions(ctx context.Context, s *stdio, paths []string) ([]eval.Extraction, error) {
	if f.Extracted != "" {
		return readExtractions(f.Extracted)
	}
	p, bar, err := f.pipeline(s)
	if err != nil {
		return nil, err
	}
	defer bar.end()
	var out []eval.Extraction
	for d, fault := range p.Documents(ctx, article.Sources(paths, s.in)) {
		if ctx.Err() != nil {
			return nil, interruption(ctx)
		}
		if fault != nil {
			return nil, fault
		}
		line, err := emit.JSON(d)
		if err != nil {
			return nil, err
		}
		var e eval.Extraction
		if err := json.Unmarshal(line, &e); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

func readExtractions(file string) (out []eval.Extraction, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer closing(f, &err)
	in := json.NewDecoder(bufio.NewReader(f))
	for {
		var e eval.Extraction
		if err := in.Decode(&e); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: article %d: %w", file, len(out)+1, err)
		}
		out = append(out, e)
	}
}

// folders reads the gold of several folders.
func folders[T any](dirs []string, read func(dir string) ([]T, error)) (all []T, err error) {
	for _, dir := range dirs {
		articles, err := read(dir)
		if err != nil {
			return nil, err
		}
		all = append(all, articles...)
	}
	return all, nil
}

type evalAssertionsCmd struct {
	Gold []string `arg:"" name:"gold" type:"existingdir" help:"Folders with NAME.txt and NAME.json."`
	articleFlags
}

func (*evalAssertionsCmd) Help() string {
	return `Precision, recall and F1 of each kind; of the core (said, mediates, blocks) and of the relations (all kinds but said); and
the recall of said by style. An assertion counts when its kind, polarity, subject and object, or content, are right.
Intervals are those of a bootstrap over the articles.

Example:

    quadrille eval assertions gold/dev`
}

// Run scores.
func (c *evalAssertionsCmd) Run(ctx context.Context, s *stdio) error {
	gold, err := folders(c.Gold, eval.ReadGold)
	if err != nil {
		return err
	}
	paths := make([]string, len(gold))
	for i := range gold {
		paths[i] = gold[i].Path
	}
	found, err := c.extractions(ctx, s, paths)
	if err != nil {
		return err
	}
	r := eval.Assertions(gold, found)
	fmt.Fprintf(s.out, "%d articles, %d of them not in the extraction\n", r.Articles, r.Missing)
	for k, kind := range eval.AssertionKinds {
		fmt.Fprintf(s.out, "%-11s %s   (gold %d)\n", kind, thousandths(r.Kinds[k]), r.Of[k])
	}
	fmt.Fprintf(s.out, "%-11s %s   said, mediates, blocks\n", "core", thousandths(r.Core))
	fmt.Fprintf(s.out, "%-11s %s   all but said\n", "relations", thousandths(r.Relations))
	fmt.Fprintf(s.out, "said recall%s\n", styles(r.Styles))
	intervals(s.out, r.Articles)
	for k, kind := range eval.AssertionKinds {
		intervalLine(s.out, kind, r.Kinds[k])
	}
	intervalLine(s.out, "core", r.Core)
	intervalLine(s.out, "relations", r.Relations)
	return nil
}

type evalAttributionCmd struct {
	Gold []string `arg:"" name:"gold" type:"existingdir" help:"Folders with text/NAME.txt and attributions/NAME_ANNOTATOR.ann."`
	articleFlags
}

func (*evalAttributionCmd) Help() string {
	return `Precision, recall and F1 of the words of sources, cues and contents; of attributions with half of the content and a part of
the source right (lenient), with all of both right (strict); and lenient recall by style. What somebody says in several
sentences is one attribution, as annotated, though a said for each sentence in the graph: "by sentence" scores these. Intervals are those of a
bootstrap over the articles.

Example:

    quadrille eval attribution polnear/dev`
}

// Run scores.
func (c *evalAttributionCmd) Run(ctx context.Context, s *stdio) error {
	gold, err := folders(c.Gold, eval.ReadStandoff)
	if err != nil {
		return err
	}
	paths := make([]string, len(gold))
	for i := range gold {
		paths[i] = gold[i].Path
	}
	found, err := c.extractions(ctx, s, paths)
	if err != nil {
		return err
	}
	r := eval.Attributions(gold, found)
	fmt.Fprintf(s.out, "%d articles, %d of them not in the extraction\n", r.Articles, r.Missing)
	line := func(name string, x eval.PRF) { fmt.Fprintf(s.out, "%-15s %s\n", name, thousandths(x)) }
	for k, role := range eval.Roles {
		line(role+" tokens", r.Tokens[k])
	}
	line("lenient", r.Lenient)
	line("strict", r.Strict)
	fmt.Fprintf(s.out, "%-15s lenient F1 %.3f  strict F1 %.3f\n", "by sentence", r.Pieces[0].F1.Value, r.Pieces[1].F1.Value)
	fmt.Fprintf(s.out, "lenient recall %s\n", styles(r.Styles))
	intervals(s.out, r.Articles)
	for k, role := range eval.Roles {
		intervalLine(s.out, role+" tokens", r.Tokens[k])
	}
	intervalLine(s.out, "lenient", r.Lenient)
	intervalLine(s.out, "strict", r.Strict)
	return nil
}

// thousandths is "P 0.812  R 0.790  F1 0.801".
func thousandths(x eval.PRF) string {
	return fmt.Sprintf("P %.3f  R %.3f  F1 %.3f", x.P.Value, x.R.Value, x.F1.Value)
}

func styles(list [len(eval.Styles)]eval.Recall) (out string) {
	for k, x := range list {
		if k > 0 {
			out += " "
		}
		out += fmt.Sprintf(" %s %.3f (%d)", eval.Styles[k], x.Value, x.Of)
	}
	return out
}

func intervals(w io.Writer, articles int) {
	fmt.Fprintf(w, "95 %% intervals over %s:\n", shell.Plural(articles, "article"))
}

func intervalLine(w io.Writer, name string, x eval.PRF) {
	fmt.Fprintf(w, "%-15s P %.3f-%.3f  R %.3f-%.3f  F1 %.3f-%.3f\n", name, x.P.Low, x.P.High, x.R.Low, x.R.High, x.F1.Low, x.F1.High)
}
