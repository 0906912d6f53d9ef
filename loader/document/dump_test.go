package document

import (
	"strings"
	"testing"

	"quadrille/loader/article"

	"github.com/google/go-cmp/cmp"
)

// TestDump dumps a document whose every layer is set, by hand.
func TestDump(t *testing.T) {
	d := New(&article.Article{Text: "“Not \x1bnow,” Oslo said."})
	d.Paragraphs = []Span{{0, 22}}
	d.Sentences = []Sentence{{Span: Span{0, 22}, Tokens: Range{0, 8}}}
	for i, w := range []struct {
		b, e int
		kind TokenKind
		tag  Tag
	}{{0, 1, QuoteMark, PUNCT}, {1, 4, Word, PART}, {6, 9, Word, ADV}, {9, 10, Punctuation, PUNCT}, {10, 11, QuoteMark, PUNCT}, {12, 16, Word, PROPN}, {17, 21, Word, VERB}, {21, 22, Punctuation, PUNCT}} {
		s := Span{w.b, w.e}
		tok := Token{Span: s, Text: d.Text(s), Lower: strings.ToLower(d.Text(s)), Kind: w.kind, Tag: w.tag, Lemma: strings.ToLower(d.Text(s))}
		if i <= 4 {
			tok.Quote = 1
		}
		d.Tokens = append(d.Tokens, tok)
	}
	d.Tokens[6].Verb, d.Tokens[6].Lemma = PastTense, "say"
	d.Quotations = []Quotation{{Span: Span{0, 11}, Inner: Span{1, 10}, Closed: true}}
	d.NounGroups = []NounGroup{{Range{5, 6}, 5}}
	d.VerbGroups = []VerbGroup{{Range: Range{6, 7}, Head: 6, Finite: true, Tense: Past}}
	d.Mentions = []Mention{{Range: Range{5, 6}, Head: 5, Form: Name, Type: Country, Key: "country:no", Entity: 1}}
	d.Entities = []Entity{{Type: Country, Name: "Norway", Aliases: []string{"Oslo"}, Slug: "norway", Known: Known{Key: "country:no", ISO3: "NOR"}, First: Span{12, 16}},
		{Type: Process, Name: "talks", Slug: "talks", First: Span{6, 9}}}
	d.Attributions = []Attribution{{Speaker: 0, Source: []Span{{12, 16}}, Cue: []Span{{17, 21}}, Content: []Span{{1, 9}}, Style: Direct, Confidence: .9}}
	d.Relations = []Relation{{Kind: Mediates, Subject: 0, Object: 1, Polarity: Negated, Voice: 1, Evidence: Span{1, 16}, Cue: []Span{{1, 4}}, Confidence: .5}}

	want := `# segments
paragraph 0 0-22
 sentence 0 0-22 "“Not \x1bnow,” Oslo said."
  token 0 0-1 "“" quote quotation 0
  token 1 1-4 "Not" word quotation 0
  token 2 6-9 "now" word quotation 0
  token 3 9-10 "," punctuation quotation 0
  token 4 10-11 "”" quote quotation 0
  token 5 12-16 "Oslo" word
  token 6 17-21 "said" word
  token 7 21-22 "." punctuation
# quotations
quotation 0 0-11 "Not \x1bnow,"
# tags
token 0 "“" PUNCT "“"
token 1 "Not" PART "not"
token 2 "now" ADV "now"
token 3 "," PUNCT ","
token 4 "”" PUNCT "”"
token 5 "Oslo" PROPN "oslo"
token 6 "said" VERB "say" past
token 7 "." PUNCT "."
# chunks
noun group tokens 5-6 head "Oslo" "Oslo"
verb group tokens 6-7 head "said" finite past "said"
# mentions
mention 0 tokens 5-6 name country head "Oslo" key "country:no" "Oslo"
# chains
mention 0 entity 0 "Oslo"
entity 0 country 12-16 "Norway" "Oslo"
entity 1 process 6-9 "talks"
# links
entity 0 norway key "country:no" iso3 "NOR" "Norway"
entity 1 talks "talks"
# attributions
attribution 0 sentence 0 entity 0 "Norway" direct asserted 0.90
 source 12-16 "Oslo"
 cue 17-21 "said"
 content 1-9 "Not \x1bnow"
# relations
relation 0 sentence 0 entity 0 "Norway" mediates entity 1 "talks" negated present voice 0 0.50
 cue 1-4 "Not"
 evidence 1-16 "Not \x1bnow,” Oslo"
`
	var b strings.Builder
	if err := Dump(&b, d, All); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(b.String(), "\x1b") {
		t.Error("a control character went through")
	}
	b.Reset()
	if err := Dump(&b, d, Links|Quotations); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); !strings.HasPrefix(got, "# quotations\n") || !strings.Contains(got, "\n# links\n") || strings.Contains(got, "# segments") {
		t.Errorf("two layers: %s", got)
	}
}
