// Command train fits the weights with which package names reads the encoder's scores, from words with BIO labels of names as
// Universal NER publishes them. They fit one model and one lexicon: fit anew when either changes.
//
//	go run ./loader/names/train -model data/models/news.model -gold ../shared/data/ner/uner_ewt-train.iob2 -out data/models/names.txt
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"

	"quadrille/loader/eval"
	"quadrille/loader/lexicon"
	"quadrille/loader/names"
	"quadrille/loader/neural"
)

func main() {
	var (
		file = flag.String("model", "data/models/news.model", "the model whose scores are read")
		lex  = flag.String("lexicon", "data/lexicon", "the folder of the lexicon")
		gold = flag.String("gold", "../shared/data/ner/uner_ewt-train.iob2", "words with labels")
		out  = flag.String("out", "data/models/names.txt", "where the weights go")
		o    names.Options
		t    float64
	)
	flag.IntVar(&o.Rounds, "rounds", 2, "how often the sentences are gone through")
	flag.IntVar(&o.Least, "least", 5, "features seen less often are left out")
	flag.Float64Var(&o.Rate, "rate", 0.1, "AdaGrad's first step")
	flag.Float64Var(&o.Decay, "decay", 1e-2, "decay of weights")
	flag.Float64Var(&o.Blind, "blind", 0.5, "share of sentences for which the head of Universal NER says nothing")
	flag.Float64Var(&o.Drop, "drop", 0.4, "share of a word's features that each step leaves out")
	flag.Float64Var(&t, "trust", 0.6, "weight of that head that is given, not fitted; 0 fits it")
	flag.Parse()
	o.Trust = float32(t)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := fit(ctx, *file, *lex, *gold, *out, o); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func fit(ctx context.Context, file, folder, gold, out string, o names.Options) error {
	encoder, f, err := neural.Open(file)
	if err != nil {
		return err
	}
	lex, err := lexicon.Read(os.DirFS(folder))
	if err != nil {
		return err
	}
	r, err := os.Open(gold)
	if err != nil {
		return err
	}
	defer r.Close()
	texts, err := eval.ReadIOB2(r, gold)
	if err != nil {
		return err
	}
	fitter := names.NewFitter(lex)
	for _, t := range texts {
		d := t.Document()
		if err := encoder.Run(ctx, d); err != nil {
			return fmt.Errorf("%s: %w", t.ID, err)
		}
		var labels []string
		for _, s := range t.Sentences {
			for _, w := range s.Words {
				labels = append(labels, w.Name)
			}
		}
		if err := fitter.Add(d, func(i int) string { return labels[i] }); err != nil {
			return err
		}
	}
	w, err := os.Create(out)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(w, names.Header(f)); err != nil {
		return err
	}
	if err := fitter.Fit(ctx, o, os.Stderr, w); err != nil {
		return err
	}
	return w.Close()
}
