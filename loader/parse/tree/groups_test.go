package tree

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"quadrille/data"
	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/parse"
	"quadrille/loader/segment"
)

// parsed is a text tagged by the rules, with the tree that arcs give: "label of head" a word, the head by its place in the
// sentence from 1, 0 for the root; "label/head/base" makes the word a verb in its base form.
func parsed(t *testing.T, text, arcs string) *document.Document {
	t.Helper()
	d := document.New(&article.Article{Text: text})
	rules, err := parse.New(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []interface {
		Run(context.Context, *document.Document) error
	}{segment.New(), rules} {
		if err := s.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	d.NounGroups, d.VerbGroups = nil, nil
	fields := strings.Fields(arcs)
	if len(fields) != len(d.Tokens) {
		t.Fatalf("%q has %d tokens, the tree %d", text, len(d.Tokens), len(fields))
	}
	for i, f := range fields {
		label, head, _ := strings.Cut(f, "/")
		head, form, _ := strings.Cut(head, "/")
		if form == document.Base.String() {
			d.Tokens[i].Tag, d.Tokens[i].Verb = document.VERB, document.Base
		}
		h, err := strconv.Atoi(head)
		if err != nil {
			t.Fatal(err)
		}
		d.Tree.Labels, d.Tree.Heads = append(d.Tree.Labels, label), append(d.Tree.Heads, h-1)
	}
	return d
}

func TestNounGroupsThatOnlyMeetAreCut(t *testing.T) {
	for _, c := range []struct{ text, arcs, want string }{
		{"Oslo met the leaders four times.", "nsubj/2 root/0 det/4 obj/2 nummod/6 obl:unmarked/2 punct/2", "[Oslo] [the leaders] [four times]"},
		{"Oslo met the Peruvian leaders.", "nsubj/2 root/0 det/5 amod/5 obj/2 punct/2", "[Oslo] [the Peruvian leaders]"},
		{"Oslo backs Peru's three demands.", "nsubj/2 root/0 nmod:poss/6 case/3 nummod/6 obj/2 punct/2", "[Oslo] [Peru's three demands]"},
	} {
		d := parsed(t, c.text, c.arcs)
		nounGroups(d, d.Sentences[0].Tokens)
		var got []string
		for _, g := range d.NounGroups {
			got = append(got, "["+d.Text(d.Span(g.Range))+"]")
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.text, s, c.want)
		}
	}
}

func TestVerbGroupsTakeTheirAuxiliaryBack(t *testing.T) {
	for _, c := range []struct {
		text, arcs, head string
		want             document.VerbGroup
		groups           int
	}{
		{"Could Oslo help?", "aux/3 nsubj/3 root/0/base punct/3", "help", document.VerbGroup{Finite: true, Modal: "could"}, 1},
		{"Will Peru sign?", "aux/3 nsubj/3 root/0 punct/3", "sign", document.VerbGroup{Finite: true, Tense: document.Future}, 1},
		{"Did Peru not sign?", "aux/4 nsubj/4 advmod/4 root/0 punct/4", "sign", document.VerbGroup{Finite: true, Tense: document.Past, Negated: true}, 1},
		{"Oslo will mediate.", "nsubj/3 aux/3 root/0 punct/3", "mediate", document.VerbGroup{Finite: true, Tense: document.Future}, 1},
	} {
		d := parsed(t, c.text, c.arcs)
		verbGroups(d, d.Sentences[0].Tokens)
		if len(d.VerbGroups) != c.groups {
			t.Errorf("%s: %d groups, want %d", c.text, len(d.VerbGroups), c.groups)
			continue
		}
		g := d.VerbGroups[len(d.VerbGroups)-1]
		head := d.Tokens[g.Head].Text
		g.Range, g.Head = document.Range{}, 0
		if head != c.head || g != c.want {
			t.Errorf("%s: %s %+v, want %s %+v", c.text, head, g, c.head, c.want)
		}
	}
}

func TestFormsOfVerbs(t *testing.T) {
	for bundle, want := range map[string]document.VerbForm{
		"_": document.NoVerb, "Number=Sing": document.NoVerb, "VerbForm=Inf": document.Base, "VerbForm=Fin|Mood=Imp|Person=2": document.Base,
		"VerbForm=Fin|Mood=Ind|Tense=Pres|Person=3|Number=Sing": document.ThirdPerson,
		"VerbForm=Fin|Mood=Ind|Tense=Pres|Person=3|Number=Plur": document.Base,
		"VerbForm=Fin|Mood=Sub|Tense=Pres|Person=3|Number=Sing": document.Base, // "that he leave"
		"VerbForm=Fin|Mood=Ind|Tense=Past|Person=3|Number=Sing": document.PastTense,
		"VerbForm=Part|Tense=Past|Voice=Pass":                   document.Participle, "VerbForm=Part|Tense=Pres": document.Gerund, "VerbForm=Ger": document.Gerund,
	} {
		if got := formOf(bundle); got != want {
			t.Errorf("%s: %v, want %v", bundle, got, want)
		}
	}
}

func TestLongSentencesAreCutBehindMarks(t *testing.T) {
	d := document.New(&article.Article{Text: strings.Repeat("fish and nets, ", 300) + "ships."})
	if err := segment.New().Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	sentence := d.Sentences[0].Tokens
	if sentence.Len() < 1000 {
		t.Fatalf("the sentence has %d words only", sentence.Len())
	}
	at := sentence.First
	for _, p := range pieces(d, sentence) {
		if p.First != at || p.Len() == 0 || p.Len() > Longest {
			t.Fatalf("piece %v after word %d", p, at)
		}
		if at = p.End; at < sentence.End && d.Tokens[at-1].Text != "," {
			t.Errorf("a cut behind %q", d.Tokens[at-1].Text)
		}
	}
	if at != sentence.End {
		t.Errorf("the pieces end at word %d of %d", at, sentence.End)
	}
}
