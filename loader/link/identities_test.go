package link_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"quadrille/data"
	"quadrille/loader"
	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/model"
)

// stages are the program's own, with and without its models.
func stages(t testing.TB, learned bool) []loader.Stage {
	t.Helper()
	parts := loader.Parts{Lexicon: data.Lexicon(), Program: "test"}
	if learned {
		var err error
		if parts.Models.Encoder, err = model.Open(data.Model()); err != nil {
			t.Fatal(err)
		}
		if parts.Models.Relations, err = model.Open(data.Relations()); err != nil {
			t.Fatal(err)
		}
		parts.Models.Attribution = data.Attribution()
	}
	p, err := loader.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	return p.Stages
}

func extracted(t testing.TB, stages []loader.Stage, a *article.Article) *document.Document {
	t.Helper()
	d := document.New(a)
	for _, s := range stages {
		if err := s.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// answer is what a short article says of one name.
type answer struct{ article, name, identity, node string }

type short struct {
	article *article.Article
	answers []answer
}

// shorts reads testdata/identities.txt.
func shorts(t testing.TB) []short {
	t.Helper()
	text, err := os.ReadFile("testdata/identities.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []short
	for _, part := range strings.Split(string(text), "\n=== ")[1:] {
		head, rest, _ := strings.Cut(part, "\n")
		body, names, ok := strings.Cut(rest, "\n--- names\n")
		id, day, dated := strings.Cut(head, " ")
		date, err := time.Parse(time.DateOnly, day)
		if !ok || !dated || err != nil {
			t.Fatalf("article %q: %v", head, err)
		}
		// The hash need only be the article's own.
		s := short{article: &article.Article{Hash: "ff" + strings.Repeat(id, 5), Text: strings.TrimSpace(body), Date: date, Language: "en", File: id}}
		for _, line := range strings.Split(strings.TrimSpace(names), "\n") {
			name, identity, ok := strings.Cut(line, " = ")
			if !ok {
				t.Fatalf("article %s: %q", id, line)
			}
			s.answers = append(s.answers, answer{article: id, name: name, identity: identity})
		}
		out = append(out, s)
	}
	return out
}

// node is the IRI, without the base, of the entity of that name; "" when there is none.
func node(d *document.Document, name string) string {
	for _, exact := range []bool{true, false} {
		for _, e := range d.Entities {
			if exact && e.Name == name || !exact && slices.Contains(e.Aliases, name) || !exact && e.Known.Name == name {
				return e.Type.Namespace() + "/" + e.Slug
			}
		}
	}
	return ""
}

// score counts pairs of answers.
type score struct{ right, found, gold int }

func (s score) precision() float64 { return float64(s.right) / float64(max(1, s.found)) }
func (s score) recall() float64    { return float64(s.right) / float64(max(1, s.gold)) }

// Who is one and who is not, over articles that were made to tempt: pairs of names that get the same node against pairs
// that mean the same.
func TestIdentities(t *testing.T) {
	all := stages(t, true)
	var answers []answer
	for _, s := range shorts(t) {
		d := extracted(t, all, s.article)
		for _, a := range s.answers {
			if a.node = node(d, a.name); a.node == "" {
				t.Logf("%s: no reading has %q", a.article, a.name)
				a.node = "none of " + a.article + "/" + a.name
			}
			answers = append(answers, a)
		}
	}
	scores := map[string]*score{"p": {}, "b": {}, "t": {}}
	for i, a := range answers {
		for _, b := range answers[i+1:] {
			same, one := a.identity == b.identity, a.node == b.node
			for _, kind := range []string{"p", "b", "t"} {
				if s := scores[kind]; strings.HasPrefix(a.identity, kind) || one && strings.HasPrefix(b.identity, kind) {
					if same {
						s.gold++
					}
					if one {
						s.found++
					}
					if same && one {
						s.right++
					}
				}
			}
			if same != one {
				t.Logf("%s %q is %s, %s %q is %s: one %v, expected %v", a.article, a.name, a.node, b.article, b.name, b.node, one, same)
			}
		}
	}
	for _, floor := range []struct {
		kind, of          string
		precision, recall float64
	}{{"p", "persons", 1, 0.85}, {"b", "bodies and countries", 1, 0.9}, {"t", "things", 1, 0.85}} {
		s := scores[floor.kind]
		t.Logf("%s: precision %.2f recall %.2f (%d pairs that are one, %d found)", floor.of, s.precision(), s.recall(), s.gold, s.found)
		if s.gold < 5 || s.precision() < floor.precision || s.recall() < floor.recall {
			t.Errorf("%s: precision %.2f recall %.2f of %d pairs, expected at least %.2f and %.2f", floor.of, s.precision(), s.recall(), s.gold, floor.precision, floor.recall)
		}
	}
}
