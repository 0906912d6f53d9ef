package loader

import (
	"io/fs"

	"quadrille/loader/neural"
	"quadrille/loader/parse/tree"
)

// Learned is New with the encoder and the stage that reads trees off its scores in the place of the rules of package parse.
// model names the model in every article's quads.
func Learned(files fs.FS, m *neural.Model, model, program string) (*Pipeline, error) {
	p, err := New(files, program)
	if err != nil {
		return nil, err
	}
	parser, err := tree.New(files)
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
	p.Stages = stages
	return p, nil
}
