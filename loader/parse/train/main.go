// Train makes data/lexicon/tags.model and data/lexicon/tags.tsv from Universal Dependencies treebanks:
//
//	go run ./loader/parse/train -out data/lexicon -dev en_ewt-dev.conllu TRAIN.conllu[.gz] …
//
// It is never needed to build, test or run the program.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"quadrille/loader/parse/internal/tagger"
)

func main() {
	out := flag.String("out", "data/lexicon", "folder to write to")
	epochs := flag.Int("epochs", 8, "passes over the data")
	rare := flag.Int("rare", 2, "leave out features met fewer times")
	scale := flag.Float64("scale", 8, "steps of a stored weight for one of the average")
	dev := flag.String("dev", "", "treebanks to score on, separated by commas")
	flag.Parse()
	if err := run(*out, flag.Args(), *dev, tagger.TrainOptions{Epochs: *epochs, Rare: *rare, Scale: *scale, Seed: 1}); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(out string, files []string, dev string, o tagger.TrainOptions) error {
	var sentences [][]row
	for _, f := range files {
		s, err := readFile(f)
		if err != nil {
			return err
		}
		sentences = append(sentences, s...)
	}
	var examples [][]tagger.Example
	for i, s := range sentences {
		examples = append(examples, examplesOf(s))
		if m := merged(s); len(m) < len(s) {
			examples = append(examples, examplesOf(m))
		}
		if i%12 == 0 {
			examples = append(examples, examplesOf(headline(s)))
		}
	}
	m := tagger.Train(examples, o)
	if err := write(filepath.Join(out, "tags.model"), m.Write); err != nil {
		return err
	}
	if err := write(filepath.Join(out, "tags.tsv"), func(w io.Writer) error { return writeLemmas(w, sentences) }); err != nil {
		return err
	}
	for _, name := range strings.FieldsFunc(dev, func(r rune) bool { return r == ',' }) {
		if err := score(name, m); err != nil {
			return err
		}
	}
	return nil
}
