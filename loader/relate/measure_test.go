package relate

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"sort"
	"strings"
	"testing"

	"quadrille/data"
	"quadrille/loader/attribute"
	"quadrille/loader/coref"
	"quadrille/loader/document"
	"quadrille/loader/emit"
	"quadrille/loader/lexicon"
	"quadrille/loader/link"
	"quadrille/loader/mention"
	"quadrille/loader/segment"
)

// TestMeasure scores the relations on a folder of gold, by kind and by pattern. It runs on demand only, since the gold is no
// part of the repository:
//
//	RELATE_GOLD=/work/shared/data/gold/train RELATE_SHOW=1 go test ./loader/relate -run TestMeasure -v
//
// RELATE_WRITE=measured.tsv writes the table of how often each pattern was right, which gives the confidences.
//
// QUADRILLE_MODEL and RELATE_WEIGHTS name the encoder's file and that of the learned source, which is left out without them;
// then the reliability of the confidences is printed too.
//
// RELATE_OUT names a file for the extraction as score_assertions.py reads it. With RELATE_ORACLE the mentions, their entities
// and the attributions are the gold's, so that the relations are judged by themselves.
func TestMeasure(t *testing.T) {
	dirs := os.Getenv("RELATE_GOLD")
	if dirs == "" {
		t.Skip("RELATE_GOLD names no folder")
	}
	show := os.Getenv("RELATE_SHOW")
	lex, err := lexicon.Read(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	tags, err := taggerFrom()
	if err != nil {
		t.Fatal(err)
	}
	st, encoder, err := learnedFrom(lex)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	var out *os.File
	if name := os.Getenv("RELATE_OUT"); name != "" {
		if out, err = os.Create(name); err != nil {
			t.Fatal(err)
		}
		defer out.Close()
	}
	type count struct{ right, found, gold int }
	kinds := map[string]*count{}
	at := func(m map[string]*count, k string) *count {
		if m[k] == nil {
			m[k] = &count{}
		}
		return m[k]
	}
	causes := map[string]*count{}
	var rated reliability
	patterns := map[string]*count{}
	for _, dir := range strings.Split(dirs, ",") {
		for _, g := range readGold(t, dir) {
			d := document.New(g.article())
			if err := segment.New().Run(ctx, d); err != nil {
				t.Fatal(err)
			}
			if encoder != nil {
				if err := encoder.Run(ctx, d); err != nil {
					t.Fatal(err)
				}
			}
			if err := tags.Run(ctx, d); err != nil {
				t.Fatal(err)
			}
			if os.Getenv("RELATE_ORACLE") != "" {
				oracle(d, g)
			} else {
				for _, s := range []interface {
					Run(context.Context, *document.Document) error
				}{mention.New(lex), coref.New(lex), attribute.New()} {
					if err := s.Run(ctx, d); err != nil {
						t.Fatalf("%s: %v", g.id, err)
					}
				}
			}
			m, err := st.read(ctx, d)
			if err != nil {
				t.Fatal(err)
			}
			if out != nil {
				if err := link.New(lex).Run(ctx, d); err != nil {
					t.Fatalf("%s: %v", g.id, err)
				}
				b, err := emit.JSON(d)
				if err != nil {
					t.Fatalf("%s: %v", g.id, err)
				}
				if _, err := fmt.Fprintf(out, "%s\n", b); err != nil {
					t.Fatal(err)
				}
			}
			seen := map[key]bool{}
			for i := range d.Relations {
				r := &d.Relations[i]
				if r.Kind == document.Party {
					continue
				}
				rated.add(r.Confidence, g.states(d, r))
				k := key{r.Kind, r.Subject, r.Object, r.Polarity, r.Voice, 0}
				if seen[k] {
					continue
				}
				seen[k] = true
				right := g.match(d, r, true)
				c, p := at(kinds, r.Kind.String()), at(patterns, m.trace[i])
				c.found++
				p.found++
				if right {
					c.right++
					p.right++
				} else {
					at(causes, r.Kind.String()+" "+g.cause(d, r)).found++
				}
				if show != "" && strings.Contains(show+",", r.Kind.String()) || show == "1" || show == m.trace[i] {
					mark := "+"
					if !right {
						mark = "- [" + g.cause(d, r) + "]"
					}
					fmt.Printf("%s %s %s %s: %s -> %s (%s) | %s\n", mark, g.id, m.trace[i], r.Kind, d.Entities[r.Subject].Name, d.Entities[r.Object].Name, r.Polarity, line(d.Text(d.Sentences[r.Sentence].Span)))
				}
			}
			for i := range g.Assertions {
				a := &g.Assertions[i]
				if a.Kind == "said" {
					continue
				}
				at(kinds, a.Kind).gold++
				if !a.used && (strings.Contains(show+",", a.Kind) || show == "1") {
					var ev []string
					for _, e := range a.Evidence {
						ev = append(ev, line(string([]rune(g.text)[e[0]:e[1]])))
					}
					for _, n := range a.Sentences {
						if len(ev) == 0 && n < len(d.Sentences) {
							ev = append(ev, line(d.Text(d.Sentences[n].Span)))
						}
					}
					fmt.Printf("? %s %s: %s -> %s (%s) | %s\n", g.id, a.Kind, g.entity(a.Subject).Name, g.entity(a.Object).Name, a.Polarity, strings.Join(ev, " / "))
				}
			}
		}
	}
	print := func(m map[string]*count) {
		var names []string
		all := count{}
		for n, c := range m {
			names = append(names, n)
			all.right, all.found, all.gold = all.right+c.right, all.found+c.found, all.gold+c.gold
		}
		sort.Strings(names)
		m["all"] = &all
		for _, n := range append(names, "all") {
			c := m[n]
			p, r := float64(c.right)/float64(max(c.found, 1)), float64(c.right)/float64(max(c.gold, 1))
			f := 0.0
			if p+r > 0 {
				f = 2 * p * r / (p + r)
			}
			fmt.Printf("%-18s P %.3f (%d/%d)  R %.3f  F1 %.3f  gold %d\n", n, p, c.right, c.found, r, f, c.gold)
		}
	}
	if name := os.Getenv("RELATE_WRITE"); name != "" {
		var b strings.Builder
		b.WriteString("# How often each pattern of cues.txt was right and wrong on gold/train and gold/train-gum, through all stages.\n" +
			"# Columns: pattern, right, wrong. Written by TestMeasure (RELATE_WRITE).\n")
		var names []string
		for n := range patterns {
			names = append(names, n)
		}
		sort.Strings(names)
		for _, n := range names {
			fmt.Fprintf(&b, "%s\t%d\t%d\n", n, patterns[n].right, patterns[n].found-patterns[n].right)
		}
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for n, c := range causes {
		fmt.Printf("cause of wrong: %s: %d\n", n, c.found)
	}
	fmt.Print(rated.String())
	print(patterns)
	print(kinds)
}

func line(s string) string { return strings.Join(strings.Fields(s), " ") }

// oracle sets mentions, entities and attributions from the gold, so that the relations can be judged by themselves.
func oracle(d *document.Document, g *goldArticle) {
	types := map[string]document.EntityType{}
	for e := document.Unknown; e <= document.Event; e++ {
		types[e.String()] = e
	}
	begins, ends := map[int]int{}, map[int]int{}
	for i := range d.Tokens {
		begins[d.Tokens[i].Begin], ends[d.Tokens[i].End] = i, i+1
	}
	index := map[string]int{}
	text := d.Text(document.Span{Begin: 0, End: d.Len()})
	slugs := map[string]bool{}
	type hit struct {
		r    document.Range
		e    int
		form document.MentionForm
	}
	var hits []hit
	for _, ge := range append(append([]goldEntity{}, g.Actors...), g.Things...) {
		ty := types[ge.Type]
		if ty == document.Issue {
			continue
		}
		d.Entities = append(d.Entities, document.Entity{Type: ty, Name: ge.Name, Aliases: ge.Aliases, Slug: document.Unique(document.Slug(ge.Name), slugs)})
		e := len(d.Entities) - 1
		index[ge.ID] = e
		for n, name := range append([]string{ge.Name}, ge.Aliases...) {
			re, err := regexp.Compile(`(?i)(?:^|[^\p{L}\p{N}])(` + regexp.QuoteMeta(name) + `)(?:$|[^\p{L}\p{N}])`)
			if err != nil || strings.TrimSpace(name) == "" {
				continue
			}
			for from := 0; from < len(text); {
				loc := re.FindStringSubmatchIndex(text[from:])
				if loc == nil {
					break
				}
				b := len([]rune(text[:from+loc[2]]))
				first, ok := begins[b]
				end, ok2 := ends[b+len([]rune(name))]
				from += loc[3]
				if !ok || !ok2 || end <= first {
					continue
				}
				form := document.Name
				if n > 0 && strings.ToLower(name[:1]) == name[:1] {
					form = document.Role
				}
				hits = append(hits, hit{document.Range{First: first, End: end}, e, form})
			}
		}
		if ty == document.Country { // its adjective
			for i := range d.Tokens {
				for _, s := range lexSenses(d.Tokens[i].Text) {
					if strings.EqualFold(s, ge.Name) {
						hits = append(hits, hit{document.Range{First: i, End: i + 1}, e, document.Demonym})
					}
				}
			}
		}
	}
	sort.SliceStable(hits, func(i, j int) bool { return hits[i].r.Len() > hits[j].r.Len() })
	taken := make([]bool, len(d.Tokens))
	for _, h := range hits {
		if taken[d.HeadOf(h.r)] {
			continue
		}
		taken[d.HeadOf(h.r)] = true
		d.Mentions = append(d.Mentions, document.Mention{Range: h.r, Head: d.HeadOf(h.r), Form: h.form, Type: d.Entities[h.e].Type, Entity: h.e + 1})
	}
	for _, a := range g.Assertions {
		if a.Kind != "said" {
			continue
		}
		at := document.Attribution{Speaker: index[a.Subject]}
		for _, s := range a.Spans {
			at.Content = append(at.Content, document.Span{Begin: s[0], End: s[1]})
		}
		if a.Polarity == "negated" {
			at.Polarity = document.Negated
		}
		if a.Style == "direct" {
			at.Style = document.Direct
		}
		d.Attributions = append(d.Attributions, at)
	}
}

var oracleLex *lexicon.Lexicon

func lexSenses(word string) (out []string) {
	if oracleLex == nil {
		oracleLex, _ = lexicon.Read(data.Lexicon())
	}
	for _, s := range oracleLex.Senses(word) {
		out = append(out, s.Actor.Name)
	}
	return out
}
