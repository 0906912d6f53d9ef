package loader

import (
	"testing"

	"quadrille/data"
	"quadrille/loader/model"
)

// models are the program's own.
func models(t testing.TB) Models {
	t.Helper()
	encoder, err := model.Open(data.Model())
	if err != nil {
		t.Fatal(err)
	}
	relations, err := model.Open(data.Relations())
	if err != nil {
		t.Fatal(err)
	}
	return Models{Encoder: encoder, Relations: relations, Attribution: data.Attribution(), Names: data.Names()}
}
