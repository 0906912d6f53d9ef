package relate

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"quadrille/data"
	"quadrille/loader/attribute"
	"quadrille/loader/coref"
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/link"
	"quadrille/loader/mention"
	"quadrille/loader/model"
	"quadrille/loader/neural"
	"quadrille/loader/parse"
	"quadrille/loader/parse/tree"
	"quadrille/loader/segment"
)

// TestProposals writes every proposal on a folder of gold with its features and whether the gold has it, a JSON object a line:
//
//	QUADRILLE_MODEL=news.model RELATE_GOLD=/work/shared/data/gold/dev RELATE_PROPOSALS=out.jsonl go test ./loader/relate -run TestProposals
func TestProposals(t *testing.T) {
	path := os.Getenv("RELATE_PROPOSALS")
	if path == "" {
		t.Skip("RELATE_PROPOSALS names no file")
	}
	raw, err := os.ReadFile(os.Getenv("QUADRILLE_MODEL"))
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
	lex, err := lexicon.Read(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	type stage interface {
		Run(context.Context, *document.Document) error
	}
	var tags stage
	if os.Getenv("RELATE_TREE") != "" {
		tags, err = tree.New(data.Lexicon())
	} else {
		tags, err = parse.New(data.Lexicon())
	}
	if err != nil {
		t.Fatal(err)
	}
	st, err := New(lex)
	if err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	enc := json.NewEncoder(out)
	ctx := context.Background()
	for _, dir := range strings.Split(os.Getenv("RELATE_GOLD"), ",") {
		for _, g := range readGold(t, dir) {
			d := document.New(g.article())
			for _, s := range []stage{segment.New(), encoder, tags, mention.New(lex), coref.New(lex), link.New(lex), attribute.New()} {
				if err := s.Run(ctx, d); err != nil {
					t.Fatal(err)
				}
			}
			m, err := st.read(ctx, d)
			if err != nil {
				t.Fatal(err)
			}
			gold := map[string]int{}
			for i := range g.Assertions {
				if k := g.Assertions[i].Kind; k != "said" {
					gold[k]++
				}
			}
			put := func(v map[string]any) {
				v["article"] = g.id
				if err := enc.Encode(v); err != nil {
					t.Fatal(err)
				}
			}
			put(map[string]any{"gold": gold})
			rules := map[[4]int]*document.Relation{}
			used := map[*document.Relation]bool{}
			for i := range d.Relations {
				r := &d.Relations[i]
				if r.Kind != document.Party {
					rules[[4]int{int(r.Kind), r.Subject, r.Object, r.Sentence}] = r
				}
			}
			which := func(k document.Kind, a, b document.Entity) (string, string) {
				at, pol := "", ""
				for i := range g.Assertions {
					x := &g.Assertions[i]
					if x.Kind != k.String() {
						continue
					}
					s, o := g.entity(x.Subject), g.entity(x.Object)
					if sameEntity(a, s) && sameEntity(b, o) || k == document.Meets && sameEntity(a, o) && sameEntity(b, s) {
						at, pol = at+x.ID+" ", pol+x.Polarity+" "
					}
				}
				return at, pol
			}
			entity := func(e end) document.Entity {
				if e.entity >= 0 {
					return d.Entities[e.entity]
				}
				x := document.Entity{Type: e.kind, Name: d.Phrase(e.Range)}
				if e.phrase.Len() > 0 {
					x.Aliases = append(x.Aliases, d.Phrase(e.phrase.Range))
				}
				return x
			}
			l := m.learner()
			for i := range d.Sentences {
				s := cut(d, lex, i, m.nounGroups, m.verbGroups, m.starts)
				cues := l.carriers(s)
				for _, p := range l.proposals(s) {
					a, b := entity(p.subject), entity(p.object)
					at, pol := which(p.kind, a, b)
					v := map[string]any{"kind": p.kind.String(), "z": p.score, "zpol": p.polarity, "at": at, "pol": pol, "s": a.Name, "o": b.Name,
						"stype": p.subject.kind.String(), "otype": p.object.kind.String(), "new": p.object.entity < 0, "newsubj": p.subject.entity < 0, "sentence": i}
					r := rules[[4]int{int(p.kind), p.subject.entity, p.object.entity, i}]
					if r == nil && p.kind == document.Meets {
						r = rules[[4]int{int(p.kind), p.object.entity, p.subject.entity, i}]
					}
					if r != nil {
						v["rule"], v["rulepol"] = r.Confidence, r.Polarity.String()
						used[r] = true
					}
					if c, ok := l.carrierOf(s, &p, cues[p.kind]); ok {
						v["cue"], v["between"], v["word"] = c.pattern >= 0 || c.class == nounCue && p.kind == document.Represents && c.token != p.object.head, c.amid, s.lemma(c.token)
						if q, ok := l.stated2(s, p.kind, c); ok {
							v["read"] = q.polarity.String()
						}
					}
					put(v)
				}
			}
			for i := range d.Relations {
				if r := &d.Relations[i]; !used[r] && r.Kind != document.Party {
					at, pol := which(r.Kind, d.Entities[r.Subject], d.Entities[r.Object])
					put(map[string]any{"kind": r.Kind.String(), "at": at, "pol": pol, "s": d.Entities[r.Subject].Name, "o": d.Entities[r.Object].Name,
						"rule": r.Confidence, "rulepol": r.Polarity.String(), "sentence": r.Sentence})
				}
			}
		}
	}
}
