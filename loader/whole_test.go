package loader

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"quadrille/data"
	"quadrille/graph/schema"
	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/model"

	"github.com/cayleygraph/quad"
)

// TestMain draws the cases of the properties from one seed, so that a run says the same as the one before it.
// QUADRILLE_LONG=1 draws from a new seed and tries twenty times as many; -rapid.seed and -rapid.checks win over both.
func TestMain(m *testing.M) {
	flag.Parse()
	given := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { given[f.Name] = true })
	set := func(name, value string) {
		if err := flag.Set(name, value); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	seed, checks := "1", "100"
	if long() {
		seed, checks = "0", "2000"
	}
	if !given["rapid.seed"] {
		set("rapid.seed", seed)
	}
	if !given["rapid.checks"] {
		set("rapid.checks", checks)
	}
	if !given["rapid.nofailfile"] {
		set("rapid.nofailfile", "true")
	}
	os.Exit(m.Run())
}

func long() bool { return os.Getenv("QUADRILLE_LONG") != "" }

// program is the program's own pipeline with its own models, made once.
var program = sync.OnceValues(func() (*Pipeline, error) {
	encoder, err := model.Open(data.Model())
	if err != nil {
		return nil, err
	}
	relations, err := model.Open(data.Relations())
	if err != nil {
		return nil, err
	}
	p, err := New(Parts{Lexicon: data.Lexicon(), Models: Models{Encoder: encoder, Relations: relations, Attribution: data.Attribution(), Names: data.Names()}, Program: "quadrille test"})
	if err != nil {
		return nil, err
	}
	p.Reader.AnyLanguage, p.Jobs = true, 1
	return p, nil
})

// teller is what fails a test, *testing.T or *rapid.T.
type teller interface {
	Helper()
	Context() context.Context
	Fatalf(format string, args ...any)
}

// understood is a text as the whole pipeline reads it: its layers and its quads, nil where the text is refused. They are sound.
func understood(t teller, text string) (*document.Document, []quad.Quad) {
	t.Helper()
	p, err := program()
	if err != nil {
		t.Fatalf("%v", err)
	}
	for d, err := range p.Documents(t.Context(), []article.Source{article.Stdin(strings.NewReader(text))}) {
		if err != nil {
			var why *article.Error
			if !errors.As(err, &why) {
				t.Fatalf("%q: %v", text, err)
			}
			return nil, nil
		}
		_, quads, err := p.Emit(d)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		sound(t, d, quads)
		return d, quads
	}
	return nil, nil
}

// sound holds the layers and the quads of any text to what must hold of them.
func sound(t teller, d *document.Document, quads []quad.Quad) {
	t.Helper()
	spans := func(what string, in document.Span, list ...document.Span) {
		for _, s := range list {
			if s.Begin < 0 || s.Begin >= s.End || s.End > d.Len() || !in.Contains(s) {
				t.Fatalf("%s at %v does not lie in %v: %q", what, s, in, d.Article.Text)
			}
		}
	}
	whole := document.Span{Begin: 0, End: d.Len()}
	for i := range d.Tokens {
		tok := &d.Tokens[i]
		if d.Text(tok.Span) != tok.Text {
			t.Fatalf("token %d is %q, the text has %q", i, tok.Text, d.Text(tok.Span))
		}
	}
	for i := range d.Attributions {
		a := &d.Attributions[i]
		in := d.Sentences[a.Sentence].Span
		spans("a content", in, a.Content...)
		spans("a source", whole, a.Source...)
		spans("a cue", whole, a.Cue...)
		if a.Confidence <= 0 || a.Confidence > 1 || len(a.Content) == 0 || len(a.Source) == 0 {
			t.Fatalf("attribution %d is not whole: %+v", i, *a)
		}
	}
	for i := range d.Relations {
		r := &d.Relations[i]
		in := d.Sentences[r.Sentence].Span
		spans("an evidence", in, r.Evidence)
		spans("a cue", r.Evidence, r.Cue...)
		if r.Confidence <= 0 || r.Confidence > 1 || r.Subject == r.Object || len(r.Cue) == 0 {
			t.Fatalf("relation %d is not whole: %+v", i, *r)
		}
	}
	vouched(t, d, quads)
}

// vouched follows every assertion among quads to its evidence, and from there to its sentence, its voice and its words.
func vouched(t teller, d *document.Document, quads []quad.Quad) {
	t.Helper()
	type fact struct{ subject, predicate quad.Value }
	facts := map[fact][]quad.Value{}
	for _, q := range quads {
		k := fact{q.Subject, q.Predicate}
		facts[k] = append(facts[k], q.Object)
	}
	text := []rune(d.Article.Text)
	cut := func(begin, end int) string {
		if begin < 0 || begin >= end || end > len(text) {
			t.Fatalf("characters %d to %d of %d", begin, end, len(text))
		}
		return string(text[begin:end])
	}
	for _, q := range quads {
		label, ok := q.Label.(quad.IRI)
		if !ok || label == "" {
			t.Fatalf("nothing vouches for %v", q)
		}
		if iri, ok := q.Subject.(quad.IRI); ok && q.Predicate == schema.Text {
			if begin, end, ok := stretch(string(iri)); ok && cut(begin, end) != quad.ToString(q.Object) {
				t.Fatalf("%v is not what the text has there, %q", q, cut(begin, end))
			}
		}
		if !strings.HasPrefix(string(label), schema.Base+"evidence/") {
			continue
		}
		for _, p := range []quad.IRI{schema.In, schema.Voice, schema.Confidence, schema.Begins, schema.Ends} {
			if len(facts[fact{label, p}]) != 1 {
				t.Fatalf("the evidence of %v has %d of %v", q, len(facts[fact{label, p}]), p)
			}
		}
		sentence := facts[fact{label, schema.In}][0]
		if len(facts[fact{sentence, schema.Text}]) != 1 || len(facts[fact{sentence, schema.Of}]) != 1 {
			t.Fatalf("%v stands in no sentence", q)
		}
		begin, _ := facts[fact{label, schema.Begins}][0].(quad.Int)
		end, _ := facts[fact{label, schema.Ends}][0].(quad.Int)
		if words := facts[fact{label, schema.Text}]; len(words) == 1 && quad.ToString(words[0]) != cut(int(begin), int(end)) {
			t.Fatalf("the evidence of %v is %v, the text has %q", q, words[0], cut(int(begin), int(end)))
		}
	}
}

// stretch reads the offsets off the IRI of a sentence or a piece of a claim: "…#char=12,40".
func stretch(iri string) (begin, end int, ok bool) {
	_, place, ok := strings.Cut(iri, "#char=")
	if !ok {
		return 0, 0, false
	}
	a, b, ok := strings.Cut(place, ",")
	begin, err := strconv.Atoi(a)
	end, err2 := strconv.Atoi(b)
	return begin, end, ok && err == nil && err2 == nil
}

// plainly are the assertions of d that stand as they are, neither denied nor hedged: "Kenya signs the treaty". An
// attribution has no object.
func plainly(d *document.Document) []assertion {
	var out []assertion
	for i := range d.Attributions {
		if a := &d.Attributions[i]; a.Polarity == document.Asserted {
			out = append(out, assertion{document.Said, d.Entities[a.Speaker].Name, ""})
		}
	}
	for i := range d.Relations {
		if r := &d.Relations[i]; r.Polarity == document.Asserted && r.Kind != document.Party {
			out = append(out, assertion{r.Kind, d.Entities[r.Subject].Name, d.Entities[r.Object].Name})
		}
	}
	return out
}

type assertion struct {
	kind            document.Kind
	subject, object string
}

func (a assertion) String() string {
	return strings.TrimSpace(a.subject + " " + a.kind.String() + " " + a.object)
}

// FuzzWhole reads any text with the whole pipeline.
func FuzzWhole(f *testing.F) {
	for _, c := range badTexts() {
		f.Add(c.text)
	}
	for _, s := range article.Folder(data.Articles()) {
		a, _, err := article.Reader{}.Read(f.Context(), s)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Text)
		f.Add(a.Text[:len(a.Text)/3])
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			t.Skip()
		}
		understood(t, text)
	})
}
