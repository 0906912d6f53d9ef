package relate

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"quadrille/data"
	"quadrille/loader/attribute"
	"quadrille/loader/coref"
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/mention"
	"quadrille/loader/model"
	"quadrille/loader/neural"
	"quadrille/loader/segment"
)

// TestCandidates writes every candidate on folders of gold with its features and what the gold says of it, for train.py.
func TestCandidates(t *testing.T) {
	path := os.Getenv("RELATE_CANDIDATES")
	if path == "" {
		t.Skip("RELATE_CANDIDATES names no file")
	}
	stages := []stage{segment.New()}
	if name := os.Getenv("QUADRILLE_MODEL"); name != "" {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := model.Open(raw)
		if err != nil {
			t.Fatal(err)
		}
		encoder, err := neural.New(file, nil)
		if err != nil {
			t.Fatal(err)
		}
		stages = append(stages, encoder)
	}
	lex, err := lexicon.Read(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	tags, err := taggerFrom()
	if err != nil {
		t.Fatal(err)
	}
	stages = append(stages, tags, mention.New(lex), coref.New(lex), attribute.New())
	st, err := New(lex)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	defer out.Flush()
	var vectors *bufio.Writer
	if name := os.Getenv("RELATE_VECTORS"); name != "" {
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		vectors = bufio.NewWriterSize(f, 1<<20)
		defer vectors.Flush()
	}
	ids := map[string]int{}
	intern := func(list []string) []int {
		r := make([]int, len(list))
		for i, f := range list {
			n, ok := ids[f]
			if !ok {
				n = len(ids)
				ids[f] = n
				fmt.Fprintf(out, "f\t%s\n", f)
			}
			r[i] = n
		}
		return r
	}
	ctx := context.Background()
	for _, dir := range strings.Split(os.Getenv("RELATE_GOLD"), ",") {
		for _, g := range readGold(t, dir) {
			d := document.New(g.article())
			for _, s := range stages {
				if err := s.Run(ctx, d); err != nil {
					t.Fatal(err)
				}
			}
			m, err := st.read(ctx, d)
			if err != nil {
				t.Fatal(err)
			}
			var gold [][3]string
			for i := range g.Assertions {
				if x := &g.Assertions[i]; x.Kind != "said" {
					gold = append(gold, [3]string{x.ID, x.Kind, x.Polarity})
				}
			}
			b, _ := json.Marshal(gold)
			fmt.Fprintf(out, "g\t%s\t%s\n", g.id, b)
			is := map[[2]string]bool{}
			same := func(e document.Entity, key string, x goldEntity) bool {
				k := [2]string{key, x.ID}
				v, ok := is[k]
				if !ok {
					v = sameEntity(e, x)
					is[k] = v
				}
				return v
			}
			entity := func(e end) (document.Entity, string) {
				if e.entity >= 0 {
					return d.Entities[e.entity], fmt.Sprint(e.entity)
				}
				x := document.Entity{Type: e.kind, Name: d.Phrase(e.Range)}
				if e.phrase.Len() > 0 {
					x.Aliases = append(x.Aliases, d.Phrase(e.phrase.Range))
				}
				return x, fmt.Sprint("new ", e.Range)
			}
			which := func(k document.Kind, a, b end, sentence int) (at, here []string) {
				x, xk := entity(a)
				y, yk := entity(b)
				for i := range g.Assertions {
					h := &g.Assertions[i]
					if h.Kind != k.String() {
						continue
					}
					s, o := g.entity(h.Subject), g.entity(h.Object)
					if same(x, xk, s) && same(y, yk, o) || k == document.Meets && same(x, xk, o) && same(y, yk, s) {
						at = append(at, h.ID)
						near := false
						for _, e := range h.Evidence {
							near = near || d.Sentences[sentence].Span.Overlaps(document.Span{Begin: e[0], End: e[1]})
						}
						for _, n := range h.Sentences {
							near = near || len(h.Evidence) == 0 && n == sentence
						}
						if near {
							here = append(here, h.ID)
						}
					}
				}
				return at, here
			}
			for i := range d.Relations {
				r := &d.Relations[i]
				if r.Kind == document.Party {
					continue
				}
				a, b := end{entity: r.Subject}, end{entity: r.Object}
				at, here := which(r.Kind, a, b, r.Sentence)
				v, _ := json.Marshal([]any{r.Kind.String(), r.Subject, r.Object, r.Sentence, r.Polarity.String(), r.Confidence, at, here})
				fmt.Fprintf(out, "r\t%s\n", v)
			}
			l := m.prepare()
			if l.scores != nil && vectors != nil {
				for i := range d.Tokens {
					if err := binary.Write(vectors, binary.LittleEndian, l.scores.Vector(i)); err != nil {
						t.Fatal(err)
					}
				}
				fmt.Fprintf(out, "t\t%d\n", len(d.Tokens))
			}
			for i := range d.Sentences {
				s := cut(d, lex, i, m.nounGroups, m.verbGroups, m.starts)
				for _, c := range l.candidates(s) {
					at, here := which(c.kind, c.subject, c.object, i)
					_, ka := entity(c.subject)
					_, kb := entity(c.object)
					v, _ := json.Marshal([]any{c.kind.String(), ka, kb, i, c.view.read, 0, at, here, c.view.token, c.subject.Range, c.object.Range, intern(c.features), c.subject.head, c.object.head})
					fmt.Fprintf(out, "c\t%s\n", v)
				}
			}
		}
	}
}
