package eval

import (
	"context"
	"slices"
	"strings"
	"testing"

	"quadrille/loader/document"
)

// bank is two texts. The second holds a multi-word token, a word that only enhanced dependencies have, and GUM's entities.
const bank = `# newdoc id = one
# sent_id = 1
# text = "Oslo can't," he said.
1	"	"	PUNCT	''	_	3	punct	_	SpaceAfter=No
2	Oslo	Oslo	PROPN	NNP	_	3	nsubj	_	_
3-4	can't	_	_	_	_	_	_	_	SpaceAfter=No
3	ca	can	VERB	MD	_	7	ccomp	_	_
4	n't	not	PART	RB	_	3	advmod	_	_
5	,	,	PUNCT	,	_	3	punct	_	_
6	he	he	PRON	PRP	_	7	nsubj	_	_
7	said	say	VERB	VBD	_	0	root	_	SpaceAfter=No
8	.	.	PUNCT	.	_	7	punct	_	_

# newdoc id = two
# newpar
# sent_id = 2
1	The	the	DET	DT	_	2	det	_	Entity=(1-person-new-x-cf1-2-coref
2	envoy	envoy	NOUN	NN	_	4	nsubj	_	Entity=1)
2.1	came	come	VERB	_	_	_	_	_	_
3	of	of	ADP	IN	_	4	case	_	_
4	Peru	Peru	PROPN	NNP	_	0	root	_	Entity=(2-place-new-x-cf2-1-coref)

# newpar
# sent_id = 3
1	He	he	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv-x-cf1-1-coref)|SpaceAfter=No
2	left	leave	VERB	VBD	_	0	root	_	_
3	it	it	PRON	PRP	_	2	obj	_	Entity=(3-person-giv-x-cf1-1-coref(2-place-giv-x-cf1-1-coref)3)
`

func texts(t *testing.T) []Text {
	t.Helper()
	out, err := ReadCoNLLU(strings.NewReader(bank), "bank.conllu")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDocumentHasTheTreebanksWords(t *testing.T) {
	all := texts(t)
	if len(all) != 2 || len(all[1].Sentences) != 2 {
		t.Fatalf("%d texts", len(all))
	}
	d := all[0].Document()
	if want := `"Oslo can't, he said.`; strings.TrimSpace(d.Text(document.Span{End: d.Len()})) != want {
		t.Errorf("text is %q, want %q", d.Text(document.Span{End: d.Len()}), want)
	}
	if d.Tokens[3].Kind != document.Clitic || d.Tokens[0].Kind != document.QuoteMark || d.Tokens[7].Kind != document.Punctuation {
		t.Errorf("kinds: %v", d.Tokens)
	}
	for _, x := range all {
		d := x.Document()
		for i, tok := range d.Tokens {
			if d.Text(tok.Span) != tok.Text {
				t.Errorf("token %d is %q, its span %q", i, tok.Text, d.Text(tok.Span))
			}
			if s := d.Sentences[tok.Sentence]; !s.Tokens.Contains(i) || !s.Contains(tok.Span) || !d.Paragraphs[s.Paragraph].Contains(s.Span) {
				t.Errorf("token %d is not in its sentence or paragraph", i)
			}
		}
	}
	if n := len(all[1].Document().Paragraphs); n != 2 {
		t.Errorf("%d paragraphs, want 2", n)
	}
}

func TestQuotationsToggle(t *testing.T) {
	for text, want := range map[string]string{
		`a " b c " d`:        ".xxxx.",
		`“ a ” b`:            "xxx.",
		`a " b`:              ".xx", // unclosed: to the text's end
		`” a`:                "..",
		"`` a '' \" b \" c":  "xxxxxx.",
		"a \" b\nc\nd\ne\nf": ".xxxx..",
	} {
		var x Text
		for line := range strings.SplitSeq(text, "\n") {
			var s TreeSentence
			for w := range strings.FieldsSeq(line) {
				s.Words = append(s.Words, Word{Form: w})
			}
			x.Sentences = append(x.Sentences, s)
		}
		d := x.Document()
		got := ""
		for _, tok := range d.Tokens {
			if tok.Quote > 0 {
				got += "x"
				if q := d.Quotations[tok.Quote-1]; !q.Contains(tok.Span) {
					t.Errorf("%q: a token outside its quotation", text)
				}
			} else {
				got += "."
			}
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestEntitiesOfGUM(t *testing.T) {
	got := entities(texts(t)[1])
	want := []goldMention{{0, 2, "1", []int{1}}, {3, 4, "2", []int{3}}, {4, 5, "1", []int{4}}, {6, 7, "3", []int{6}}, {6, 7, "2", []int{6}}}
	if !slices.EqualFunc(got, want, func(a, b goldMention) bool {
		return a.first == b.first && a.end == b.end && a.chain == b.chain && slices.Equal(a.least, b.least)
	}) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

func TestBadTreebanksAreRefusedWithTheirLine(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "x.conllu: it holds no sentence",
		"1\tA\n":                    "x.conllu:1: 2 columns",
		"\n2\tA\t\t\t\t\t0\t\t\t\n": "x.conllu:2: word \"2\", where word 1 was expected",
		"1\tA\t\t\t\t\t_\t\t\t\n":   "x.conllu:1: head \"_\"",
		"a-b\tA\t\t\t\t\t_\t\t\t\n": "x.conllu:1: \"a-b\" is no range",
	} {
		if _, err := ReadCoNLLU(strings.NewReader(text), "x.conllu"); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s…", text, err, want)
		}
	}
	if _, err := ReadIOB2(strings.NewReader("1\tA\tB-GPE\n"), "x.iob2"); err == nil || !strings.Contains(err.Error(), `x.iob2:1: label "B-GPE"`) {
		t.Errorf("an unknown label: %v", err)
	}
}

// told sets trees as it is told.
type told struct {
	heads  []int // of each token, counted from 1 in its sentence
	labels []string
	tags   []document.Tag
}

func (s told) Run(_ context.Context, d *document.Document) error {
	n := len(d.Tokens)
	d.Tree = document.Tree{Heads: make([]int, n), Labels: s.labels[:n]}
	for i := range d.Tokens {
		d.Tokens[i].Tag = s.tags[i]
		d.Tree.Heads[i] = -1
		if s.heads[i] > 0 {
			d.Tree.Heads[i] = d.Sentences[d.Tokens[i].Sentence].Tokens.First + s.heads[i] - 1
		}
	}
	return nil
}

func TestParseCountsHeadsLabelsAndTags(t *testing.T) {
	s := told{
		heads:  []int{2, 4, 4, 0, 2, 0, 1},                                            // of the second text; the last is wrong
		labels: []string{"det", "nsubj:pass", "mark", "root", "nsubj", "root", "obj"}, // nsubj:pass only by subtype, mark by all
		tags:   []document.Tag{document.DET, document.NOUN, document.ADP, document.PROPN, document.PRON, document.VERB, document.NOUN},
	}
	r, err := Parse(context.Background(), texts(t)[1:], []Stage{s})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		got, want float64
	}{{"UAS", r.UAS.Value, 6. / 7}, {"LAS", r.LAS.Value, 5. / 7}, {"with subtypes", r.Full.Value, 4. / 7}, {"UPOS", r.UPOS.Value, 6. / 7}} {
		if c.got != c.want {
			t.Errorf("%s is %g, want %g", c.name, c.got, c.want)
		}
	}
	if r.Words != 7 || r.Sentences != 2 || r.UAS.Low > r.UAS.Value || r.UAS.High < r.UAS.Value {
		t.Errorf("%+v", r)
	}
}

func TestGoldNames(t *testing.T) {
	x, err := ReadIOB2(strings.NewReader("1\tA\tI-PER\n2\tB\tI-PER\n3\tC\tB-PER\n4\tD\tI-LOC\n5\tE\tB-O\n6\tF\tB-OTH\n"), "x")
	if err != nil {
		t.Fatal(err)
	}
	want := map[named]bool{{0, 2, "PER"}: true, {2, 3, "PER"}: true, {3, 4, "LOC"}: true}
	got := goldNames(x[0].Sentences[0].Words)
	if len(got) != len(want) {
		t.Errorf("%v", got)
	}
	for n := range want {
		if !got[n] {
			t.Errorf("%v is missing", n)
		}
	}
}
