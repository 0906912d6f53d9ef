package cli

import (
	"fmt"
	"os"

	"quadrille/data"
	"quadrille/loader/model"
	"quadrille/loader/neural"
)

// modelFlag names the model that texts are read with.
type modelFlag struct {
	Model string `placeholder:"FILE" help:"Model file in place of the program's own; none reads by rules alone, which is faster and less right."`
}

// noModel is the value of --model that asks for rules alone.
const noModel = "none"

// open gives the model that the flag asks for, nil for rules alone.
func (f modelFlag) open() (*neural.Model, error) {
	file, raw := "the program's own model", data.Model()
	switch f.Model {
	case noModel:
		return nil, nil
	case "":
	default:
		var err error
		if raw, err = os.ReadFile(f.Model); err != nil {
			return nil, fmt.Errorf("--model: %w", err)
		}
		file = f.Model
	}
	parts, err := model.Open(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	m, err := neural.New(parts, nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return m, nil
}

// encoder is open for what cannot do without a model.
func (f modelFlag) encoder() (*neural.Model, error) {
	m, err := f.open()
	if m == nil && err == nil {
		err = fmt.Errorf("%w: rules alone read no trees and no names; leave out --model %s", errUsage, noModel)
	}
	return m, err
}
