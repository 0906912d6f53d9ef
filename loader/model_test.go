package loader

import (
	"testing"

	"quadrille/data"
	"quadrille/loader/model"
	"quadrille/loader/neural"
)

// encoder is the program's own model.
func encoder(t testing.TB) *neural.Model {
	t.Helper()
	file, err := model.Open(data.Model())
	if err != nil {
		t.Fatal(err)
	}
	m, err := neural.New(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
