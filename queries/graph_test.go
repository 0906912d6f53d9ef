package queries_test

import (
	"os"
	"testing"

	"quadrille/queries/sketch"
)

// readGraph reads a graph written by hand.
func readGraph(t testing.TB, path string) []sketch.Article {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	articles, err := sketch.Read(path, string(text))
	if err != nil {
		t.Fatal(err)
	}
	return articles
}
