package attribute_test

import (
	"context"
	"os"
	"testing"

	"quadrille/loader"
	"quadrille/loader/article"
	"quadrille/loader/attribute"
	"quadrille/loader/coref"
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/mention"
	"quadrille/loader/parse"
	"quadrille/loader/segment"
)

// stages are the stages up to attribute.
func stages(t testing.TB) []loader.Stage {
	t.Helper()
	p, err := parse.New(os.DirFS("../../data/lexicon"))
	if err != nil {
		t.Fatal(err)
	}
	lex, err := lexicon.Read(os.DirFS("../../data/lexicon"))
	if err != nil {
		t.Fatal(err)
	}
	return []loader.Stage{segment.New(), p, mention.New(lex), coref.New(lex), attribute.New()}
}

func read(t testing.TB, all []loader.Stage, a *article.Article) *document.Document {
	t.Helper()
	d := document.New(a)
	for _, s := range all {
		if err := s.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}
