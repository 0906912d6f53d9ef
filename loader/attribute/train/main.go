// Command train fits the weights with which package attribute reads the encoder's scores, from articles annotated as PolNeAR
// is (text/NAME.txt, attributions/NAME_ANNOTATOR.ann). They fit one model: fit anew when the model changes.
//
//	go run ./loader/attribute/train -model data/models/news.model -polnear ../shared/data/polnear/train -out data/models/attribution.txt
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"quadrille/loader/article"
	"quadrille/loader/attribute"
	"quadrille/loader/document"
	"quadrille/loader/neural"
	"quadrille/loader/parse/tree"
	"quadrille/loader/segment"
)

func main() {
	var (
		file    = flag.String("model", "data/models/news.model", "the model whose scores are read")
		lexicon = flag.String("lexicon", "data/lexicon", "the folder of the lexicon")
		polnear = flag.String("polnear", "../shared/data/polnear/train", "the folder of annotated articles")
		out     = flag.String("out", "data/models/attribution.txt", "where the weights go")
		rounds  = flag.Int("rounds", 6, "how often the articles are gone through")
	)
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := fit(ctx, *file, *lexicon, *polnear, *out, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

type stage interface {
	Run(context.Context, *document.Document) error
}

func fit(ctx context.Context, file, lexicon, polnear, out string, rounds int) error {
	encoder, f, err := neural.Open(file)
	if err != nil {
		return err
	}
	parser, err := tree.New(os.DirFS(lexicon))
	if err != nil {
		return err
	}
	names, err := filepath.Glob(filepath.Join(polnear, "text", "*.txt"))
	if err != nil || len(names) == 0 {
		return fmt.Errorf("%s holds no text/*.txt (%v)", polnear, err)
	}
	fitter := attribute.NewFitter()
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		gold, err := annotations(filepath.Join(polnear, "attributions"), strings.TrimSuffix(filepath.Base(name), ".txt"))
		if err != nil {
			return err
		}
		d := document.New(&article.Article{Text: string(text), TitleLine: true})
		for _, s := range []stage{segment.New(), encoder, parser} {
			if err := s.Run(ctx, d); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		fitter.Add(d, gold)
	}
	w, err := os.Create(out)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(w, attribute.Header(f)); err != nil {
		return err
	}
	if err := fitter.Fit(ctx, rounds, os.Stderr, w); err != nil {
		return err
	}
	return w.Close()
}

// annotations reads the attributions of an article by its first annotator in the order of the alphabet.
func annotations(folder, name string) ([]attribute.Gold, error) {
	files, err := filepath.Glob(filepath.Join(folder, name+"_*.ann"))
	if err != nil || len(files) == 0 {
		return nil, err
	}
	slices.Sort(files)
	b, err := os.ReadFile(files[0])
	if err != nil {
		return nil, err
	}
	spans := map[string][]document.Span{}
	var out []attribute.Gold
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) < 2 {
			continue
		}
		switch {
		case strings.HasPrefix(f[0], "T"):
			_, where, _ := strings.Cut(f[1], " ")
			for p := range strings.SplitSeq(where, ";") {
				var s document.Span
				if _, err := fmt.Sscan(p, &s.Begin, &s.End); err != nil {
					return nil, fmt.Errorf("%s: %q is no stretch of text", files[0], where)
				}
				spans[f[0]] = append(spans[f[0]], s)
			}
		case strings.HasPrefix(f[1], "Attribution"):
			out = append(out, roles(f[1], spans))
		}
	}
	return out, nil
}

func roles(line string, spans map[string][]document.Span) attribute.Gold {
	var g attribute.Gold
	for _, role := range strings.Fields(line)[1:] {
		name, ref, _ := strings.Cut(role, ":")
		switch strings.TrimRight(strings.ToLower(name), "0123456789") {
		case "source":
			g.Source = append(g.Source, spans[ref]...)
		case "cue":
			g.Cue = append(g.Cue, spans[ref]...)
		case "content":
			g.Content = append(g.Content, spans[ref]...)
		}
	}
	return g
}
