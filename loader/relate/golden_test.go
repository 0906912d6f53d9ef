package relate

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quadrille/data"
	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/parse"
	"quadrille/loader/segment"
)

// stages are made once: the tagger's weights take a while to read.
var stages = sync.OnceValues(func() (struct {
	lex    *lexicon.Lexicon
	parse  *parse.Stage
	relate *Stage
}, error) {
	var out struct {
		lex    *lexicon.Lexicon
		parse  *parse.Stage
		relate *Stage
	}
	var err error
	if out.lex, err = lexicon.Read(data.Lexicon()); err != nil {
		return out, err
	}
	if out.parse, err = parse.New(data.Lexicon()); err != nil {
		return out, err
	}
	out.relate, err = New(out.lex)
	return out, err
})

// marked makes a document of a text with marks for what the stages before find, so that this stage is tested by itself: [Russia|country]
// is a mention, [Moscow|country|Russia] another of the same entity, [Russian|country|Russia|demonym] one by its adjective;
// <what somebody said> is the content of a claim of the entity named last before it.
func marked(t testing.TB, text string) *document.Document {
	t.Helper()
	st, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	type mark struct {
		span     document.Span
		ty, name string
		form     document.MentionForm
		claim    bool
	}
	var plain []rune
	var marks []mark
	var opened []int
	in := []rune(text)
	for i := 0; i < len(in); i++ {
		switch in[i] {
		case '[':
			end := i
			for in[end] != ']' {
				end++
			}
			f := strings.Split(string(in[i+1:end]), "|")
			m := mark{ty: f[1], name: f[0]}
			m.span.Begin = len(plain)
			plain = append(plain, []rune(f[0])...)
			m.span.End = len(plain)
			if len(f) > 2 {
				m.name = f[2]
			}
			if strings.ToLower(f[0][:1]) == f[0][:1] {
				m.form = document.Nominal
			}
			if len(f) > 3 {
				m.form = document.Demonym
			}
			marks = append(marks, m)
			i = end
		case '<':
			opened = append(opened, len(marks))
			marks = append(marks, mark{claim: true, span: document.Span{Begin: len(plain)}})
		case '>':
			marks[opened[len(opened)-1]].span.End = len(plain)
			opened = opened[:len(opened)-1]
		default:
			plain = append(plain, in[i])
		}
	}
	d := document.New(&article.Article{Text: string(plain), Language: "en", File: "test"})
	ctx := context.Background()
	if err := segment.New().Run(ctx, d); err != nil {
		t.Fatal(err)
	}
	if err := st.parse.Run(ctx, d); err != nil {
		t.Fatal(err)
	}
	types := map[string]document.EntityType{}
	for e := document.Unknown; e <= document.Event; e++ {
		types[e.String()] = e
	}
	index, slugs := map[string]int{}, map[string]bool{}
	for _, m := range marks {
		if m.claim {
			d.Attributions = append(d.Attributions, document.Attribution{Speaker: len(d.Entities) - 1, Content: []document.Span{m.span}, Confidence: 1})
			continue
		}
		e, ok := index[m.name]
		if !ok {
			ty, ok := types[m.ty]
			if !ok {
				t.Fatalf("%s: no type of entity is called %q", m.name, m.ty)
			}
			e = len(d.Entities)
			index[m.name] = e
			d.Entities = append(d.Entities, document.Entity{Type: ty, Name: m.name, Slug: document.Unique(document.Slug(m.name), slugs), First: m.span})
		}
		r := document.Range{First: -1}
		for i := range d.Tokens {
			if m.span.Contains(d.Tokens[i].Span) {
				if r.First < 0 {
					r.First = i
				}
				r.End = i + 1
			}
		}
		if r.First < 0 {
			t.Fatalf("%q: no token lies in the mark %q", text, m.name)
		}
		d.Mentions = append(d.Mentions, document.Mention{Range: r, Head: d.HeadOf(r), Form: m.form, Type: d.Entities[e].Type, Entity: e + 1})
	}
	return d
}

// lines are the relations of d as a golden file has them.
func lines(d *document.Document) string {
	var b strings.Builder
	for i := range d.Relations {
		r := &d.Relations[i]
		fmt.Fprintf(&b, "\t%s %s: %s -> %s", r.Polarity, r.Kind, d.Entities[r.Subject].Name, d.Entities[r.Object].Name)
		if r.To > 0 {
			fmt.Fprintf(&b, ", to %s", d.Entities[r.To-1].Name)
		}
		if r.Role != "" {
			fmt.Fprintf(&b, ", role %q", r.Role)
		}
		if r.Tense != document.Present {
			fmt.Fprintf(&b, ", %s", r.Tense)
		}
		if r.Voice > 0 {
			fmt.Fprintf(&b, ", claim %d", r.Voice)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestGolden reads testdata/*.txt: a marked text a line, below it, indented, the relations that it states. UPDATE=1 rewrites the
// relations.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 12 {
		t.Fatalf("testdata holds %d files, fewer than the phenomena it should show", len(files))
	}
	st, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, l := range strings.Split(strings.TrimRight(string(want), "\n"), "\n") {
				switch {
				case strings.HasPrefix(l, "\t"):
				case l == "" || strings.HasPrefix(l, "#"):
					got.WriteString(l + "\n")
				default:
					d := marked(t, l)
					if err := st.relate.Run(context.Background(), d); err != nil {
						t.Fatal(err)
					}
					got.WriteString(l + "\n" + lines(d))
				}
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(f, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("%s (-want +got; UPDATE=1 rewrites it):\n%s", f, diff)
			}
		})
	}
}
