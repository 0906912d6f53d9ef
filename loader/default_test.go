package loader

import (
	"slices"
	"testing"

	"quadrille/data"
	"quadrille/loader/article"
	"quadrille/loader/document"
)

// TestNew runs the whole way on the sample articles: the same quads whatever the number of jobs and the order.
func TestNew(t *testing.T) {
	p, err := New(Parts{Lexicon: data.Lexicon(), Models: models(t), Program: "quadrille test"})
	if err != nil {
		t.Fatal(err)
	}
	if err := Check(p.Stages); err != nil {
		t.Fatal(err)
	}
	var all document.Layer
	for _, s := range p.Stages {
		all |= s.Sets()
	}
	if all&document.All != document.All {
		t.Errorf("the stages leave out %v", document.All&^all)
	}
	sources := article.Folder(data.Articles())
	if len(sources) < 6 {
		t.Fatalf("%d sample articles", len(sources))
	}
	var one, two memory
	p.Jobs = 1
	report, err := p.Run(t.Context(), sources, &one)
	if err != nil || report.Added != len(sources) || len(report.Failed) > 0 {
		t.Fatalf("%+v, %v", report, err)
	}
	if report.Quads < 100*len(sources) {
		t.Errorf("only %d quads", report.Quads)
	}
	slices.Reverse(sources)
	p.Jobs = 3
	if report, err = p.Run(t.Context(), sources, &two); err != nil || report.Added != len(sources) {
		t.Fatalf("%+v, %v", report, err)
	}
	if one.all() != two.all() {
		t.Error("other quads with three jobs and in another order")
	}
}
