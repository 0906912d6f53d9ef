package cli

import (
	"fmt"
	"os"

	"quadrille/data"
	"quadrille/loader"
	"quadrille/loader/model"
	"quadrille/loader/neural"
)

// modelFlag names the model that texts are read with.
type modelFlag struct {
	Model string `placeholder:"FILE" help:"Model file in place of the program's own; none reads by rules alone, which is faster and less right."`
}

// noModel is the value of --model that asks for rules alone.
const noModel = "none"

// open gives the models that the flag asks for. What was trained to read the program's own encoder reads no other.
func (f modelFlag) open() (loader.Models, error) {
	switch f.Model {
	case noModel:
		return loader.Models{}, nil
	case "":
		return own()
	}
	raw, err := os.ReadFile(f.Model)
	if err != nil {
		return loader.Models{}, fmt.Errorf("--model: %w", err)
	}
	encoder, err := model.Open(raw)
	if err != nil {
		return loader.Models{}, fmt.Errorf("%s: %w", f.Model, err)
	}
	return loader.Models{Encoder: encoder}, nil
}

// own are the models that the program carries.
func own() (loader.Models, error) {
	encoder, err := model.Open(data.Model())
	if err != nil {
		return loader.Models{}, fmt.Errorf("the program's own model: %w", err)
	}
	relations, err := model.Open(data.Relations())
	if err != nil {
		return loader.Models{}, fmt.Errorf("the program's own model of relations: %w", err)
	}
	return loader.Models{Encoder: encoder, Relations: relations, Attribution: data.Attribution(), Names: data.Names()}, nil
}

// encoder is open for what needs the encoder alone, and cannot do without.
func (f modelFlag) encoder() (*neural.Model, error) {
	m, err := f.open()
	if err != nil {
		return nil, err
	}
	if m.Encoder == nil {
		return nil, fmt.Errorf("%w: rules alone read no trees and no names; leave out --model %s", errUsage, noModel)
	}
	return neural.New(m.Encoder, nil)
}
