package loader

import (
	"io/fs"

	"quadrille/loader/document"
	"quadrille/loader/emit"
	"quadrille/loader/neural"
	"quadrille/loader/parse/tree"

	"github.com/cayleygraph/quad"
)

// Learned is New with the encoder and the stage that reads trees off its scores in the place of the rules of package parse.
// Every article's quads name model, the model's name, beside the lexicon as what made them.
func Learned(files fs.FS, m *neural.Model, model, program string) (*Pipeline, error) {
	p, err := New(files, program)
	if err != nil {
		return nil, err
	}
	parser, err := tree.New(files)
	if err != nil {
		return nil, err
	}
	version, err := digest(files)
	if err != nil {
		return nil, err
	}
	var stages []Stage
	for _, s := range p.Stages {
		if s.Name() == "parse" {
			stages = append(stages, m, parser)
			continue
		}
		stages = append(stages, s)
	}
	run := emit.Run{Program: program, Model: model + " with lexicon " + version}
	p.Stages = stages
	p.Emit = func(d *document.Document) (quad.IRI, []quad.Quad, error) {
		quads, err := emit.Quads(d, run)
		return emit.Article(d), quads, err
	}
	return p, nil
}
