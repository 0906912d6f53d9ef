package segment

import (
	"context"
	"strings"
	"testing"

	"quadrille/loader/article"
	"quadrille/loader/document"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestTokens(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"The Armenia-Azerbaijan peace process.", "The Armenia-Azerbaijan peace process ."},
		{"He doesn't, can't and won't; cannot.", "He does n't , ca n't and wo n't ; can not ."},
		{"Russia’s and the drivers’ union", "Russia ’s and the drivers ’ union"},
		{"the Review‘s ‘view’", "the Review ‘s ‘ view ’"},
		{"They’re sure we'd've known", "They ’re sure we 'd 've known"},
		{"$1,000.50, 7.2%, 10:30, 9/11, 6bn", "$ 1,000.50 , 7.2 % , 10:30 , 9/11 , 6bn"},
		{"US$5m and £1.4m", "US$ 5m and £ 1.4m"},
		{"In 1924–1927, or 1924-27", "In 1924 – 1927 , or 1924 - 27"},
		{"the '90s and rock 'n' roll", "the '90s and rock 'n ' roll"},
		{"U.S. Sen. J. Smith Jr. left at 5 p.m.", "U.S. Sen. J. Smith Jr. left at 5 p.m."},
		{"See https://e.org/a?b=c. Or www.e.org, or a@e.org", "See https://e.org/a?b=c . Or www.e.org , or a@e.org"},
		{"@envoy and #talks at AT&T", "@envoy and #talks at AT&T"},
		{"Wait... what?! No…", "Wait ... what ?! No …"},
		{"``We go'' -- he said", "`` We go '' -- he said"},
		{"this (or that) [sic]", "this ( or that ) [ sic ]"},
		{"Haqqin.az reports", "Haqqin.az reports"},
		{"an agreement.The next", "an agreement . The next"},
		{"Sana'a, Xi'an, O'Brien, d'Ivoire", "Sana'a , Xi'an , O'Brien , d'Ivoire"},
		{"zero\u200bwidth and\u00a0hard\u00adspace", "zero\u200bwidth and hard\u00adspace"},
		{"No. 5 it is. No.", "No. 5 it is . No ."},
		{"東京 and Ağrı", "東京 and Ağrı"},
	} {
		var got []string
		for _, k := range run(t, c.in).Tokens {
			got = append(got, k.Text)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, s, c.want)
		}
	}
}

func TestKinds(t *testing.T) {
	d := run(t, "“It's 5%,” the drivers’ man said")
	want := "quote word clitic number symbol punctuation quote word word clitic word word"
	var got []string
	for _, k := range d.Tokens {
		got = append(got, k.Kind.String())
	}
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got %s\nwant %s", s, want)
	}
	if d.Tokens[9].Lower != "'" || d.Tokens[2].Lower != "'s" {
		t.Errorf("lower: %q, %q", d.Tokens[9].Lower, d.Tokens[2].Lower)
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		name, in string // sentences are apart by "|" in place of a space
	}{
		{"plain", "They met.|They left.|Who knows?|Nobody!"},
		{"titles", "Brig. Gen. Awad met Mr. Birse and Sen. Doe.|St. Petersburg waits."},
		{"initials", "Prepared by A. Turdubaeva and J. R. Doe.|It was plan B.|The end."},
		{"U.S.", "The U.S. Department agreed with the U.S.|The talks go on in the U.S. and the U.K."},
		{"times", "They met at 5 p.m. Tuesday.|It ended at 9 a.m.|The press waited."},
		{"months", "They met on Feb. 11 and on Sept. 2.|It was cold in Jan.|The talks failed."},
		{"companies", "Acme Inc. Chief Doe and Acme Co. left.|Tea, milk, etc. were had."},
		{"lower case after a quotation", "“Is it over?” he asked.|“It is!” she said."},
		{"a name and said after a question", "“Is it over?” Doe asked.|“It is!” Minister Jane Doe said."},
		{"several in one quotation", "“We agree,” he said.|“We sign.|We go home.”|Then he left."},
		{"a point outside the mark", "They called it “a joke”.|He left."},
		{"brackets", "He left (she did not).|She stayed.|(It rained.)|All slept."},
		{"decimals", "It fell by 3.5 per cent.|Then it rose to 12.1.|Good."},
		{"ellipsis", "They waited...|Nobody came.|They waited … and left."},
		{"numbered", "1. What it means.|2. What comes next."},
		{"names in lower case", "It ended.|al-Bashir left.|It is in lower.case words."},
		{"no", "Article No. 5 stands.|He said no.|Then he left."},
		{"versus", "It is Serbia vs. Kosovo again.|Fine."},
		{"colon", "He said: “We go.”|She said: no."},
		{"space forgotten", "They signed the agreement.|They left."},
	} {
		text := strings.ReplaceAll(c.in, "|", " ")
		var got []string
		d := run(t, text)
		for _, s := range d.Sentences {
			got = append(got, d.Text(s.Span))
		}
		if s := strings.Join(got, "|"); s != c.in {
			t.Errorf("%s:\n got %s\nwant %s", c.name, s, c.in)
		}
	}
}

func TestQuotations(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string // the inner part; "+" before it when it continues, "<" behind it when it stays open, "~" behind scare quotes
	}{
		{"curly", "“We go,” he said. “We sign.”", []string{"We go,", "We sign."}},
		{"straight", `"We go," he said. "We sign."`, []string{"We go,", "We sign."}},
		{"LaTeX", "``We go,'' he said. ``We sign.''", []string{"We go,", "We sign."}},
		{"LaTeX, nested", "``I heard 'No.''' he said. ''We sign.''", []string{"I heard 'No.'", "We sign."}},
		{"guillemets", "«We go,» he said.", []string{"We go,"}},
		{"guillemets inside out", "He said: »We go at once.« Then »we stay for tea«.", []string{"We go at once.", "we stay for tea~"}},
		{"low", "„We go,“ he said. „We sign.“", []string{"We go,", "We sign."}},
		{"British", "‘We go,’ he said. The drivers’ union said: ‘It’s the members’ right to know that.’", []string{"We go,", "It’s the members’ right to know that."}},
		{"British straight", "'We go,' he said. The drivers' union said: 'It's the members' right to know that.'", []string{"We go,", "It's the members' right to know that."}},
		{"nested", "“He told me ‘go’ and I went,” she said.", []string{"He told me ‘go’ and I went,"}},
		{"nested in British", "‘He told me “go” and I went,’ she said.", []string{"He told me “go” and I went,"}},
		{"possessive only", "The drivers' union and the members' club of the '90s.", nil},
		{"scare", "Russia may “allow” the West a role.", []string{"allow~"}},
		{"short speech", "“Never,” he said. She said: “No.”", []string{"Never,", "No."}},
		{"run-on", "“We go.\n“We sign.\n“We stay,” he said.", []string{"We go.<", "+We sign.<", "+We stay,"}},
		{"run-on, straight", "He said: \"We go. We sign.\n\"We stay.\"\nThe end.", []string{"We go. We sign.<", "+We stay."}},
		{"reopened within a paragraph", "Doe said: ‘We agree. ‘Nobody dances, but it is fair.’ He left.", []string{"We agree.<", "Nobody dances, but it is fair."}},
		{"never closed", "He called it “a joke and left. The others stayed.\nThey ate.", []string{"a joke and left.<"}},
		{"closed only", "He left.” The others stayed.", nil},
		{"empty", "He said “” and left.", nil},
		{"inches", `The 6'2" man left and the 5'1" woman stayed.`, nil},
		{"dash", `He said—"we go"—and left.`, []string{"we go~"}},
		{"bracketed", `They left ("we go, we sign, and we never come back").`, []string{"we go, we sign, and we never come back"}},
	} {
		d := run(t, c.in)
		var got []string
		for i, q := range d.Quotations {
			s := d.Text(q.Inner)
			if q.Continues {
				s = "+" + s
			}
			if !q.Closed {
				s += "<"
			}
			if q.Scare {
				s += "~"
			}
			got = append(got, s)
			for _, k := range d.Tokens {
				if q.Span.Contains(k.Span) != (k.Quote == i+1) {
					t.Errorf("%s: token %q says it is in quotation %d", c.name, k.Text, k.Quote-1)
				}
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestParagraphs(t *testing.T) {
	wrapped := `The envoys of both countries met in Vienna on Monday, and they said that
the treaty was not far away. They will meet again when the next round is
due, which nobody expects before the spring.

The minister, who had come from the airport, told reporters that she was
not against it. She left at once.`
	for _, c := range []struct {
		name     string
		article  article.Article
		want     []string
		headline bool
	}{
		{"lines", article.Article{Text: "One.\nTwo.\n\nThree.\n"}, []string{"One.", "Two.", "Three."}, false},
		{"wrapped", article.Article{Text: wrapped}, strings.Split(wrapped, "\n\n"), false},
		{"a headline", article.Article{Text: "Talks end. What now?\n\nThey ended.\n"}, []string{"Talks end. What now?", "They ended."}, true},
		{"a title elsewhere", article.Article{Text: "Vienna\nThey ended.\n", Title: "Talks end"}, []string{"Vienna", "They ended."}, false},
		{"a header", article.Article{Text: "Date: 2023-06-17\nTalks end\nThey ended.\n", Header: 17, Title: "Talks end", TitleLine: true}, []string{"Talks end", "They ended."}, true},
		{"nothing", article.Article{Text: " \n\n"}, nil, false},
	} {
		d := document.New(&c.article)
		if err := New().Run(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range d.Paragraphs {
			got = append(got, d.Text(p))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if c.headline != (len(d.Sentences) > 0 && d.Sentences[0].Headline) {
			t.Errorf("%s: headline is %v", c.name, !c.headline)
		}
		if c.headline && d.Text(d.Sentences[0].Span) != c.want[0] {
			t.Errorf("%s: the headline is %q", c.name, d.Text(d.Sentences[0].Span))
		}
	}
}

// TestInvariants segments texts made of what matters to the rules, in any order.
func TestInvariants(t *testing.T) {
	pieces := []string{" ", " ", " ", "\n", "\n\n", "a", "The", "U.S.", "Mr.", "said", "talks", "1,000", "3.5", ".", "?", "!", "...", "…", ",", ":", "—", "--",
		"\"", "“", "”", "‘", "’", "'", "«", "»", "„", "``", "''", "(", ")", "[", "]", "'s", "n't", "-", "é", "e\u0301", "\u00ad", "\u200b", "😀", "$", "%", "\x1b", "http://a.b", "東"}
	rapid.Check(t, func(t *rapid.T) {
		verify(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 200).Draw(t, "pieces"), ""))
	})
	rapid.Check(t, func(t *rapid.T) { verify(t, rapid.String().Draw(t, "text")) })
}

// TestLong has inputs on which careless rules take forever.
func TestLong(t *testing.T) {
	for _, unit := range []string{"word ", "a", "“", "\"a ", "'", "‘a ", ".", "(", "a.", "A. ", "“a\n", "‘s’ ", "\n", "-", "a-", "'s", "1,", "\u0301", "``", "he said “a. ", ")", "’ "} {
		verify(t, strings.Repeat(unit, 20_000))
	}
}

func FuzzRun(f *testing.F) {
	f.Add("“We go,” he said.\n\n‘It’s over.’")
	f.Fuzz(func(t *testing.T, s string) { verify(t, strings.ToValidUTF8(s, "?")) })
}

// fataler is what tests and rapid's checks have in common.
type fataler interface{ Fatalf(string, ...any) }

// verify holds the layers of a text to what document.go and doc.go promise.
func verify(t fataler, s string) {
	d := document.New(&article.Article{Text: s})
	if err := New().Run(context.Background(), d); err != nil {
		t.Fatalf("%v", err)
	}
	runes := []rune(s)
	at, token := 0, 0
	for i, sent := range d.Sentences {
		if sent.Tokens.First != token || sent.Tokens.Len() == 0 || d.Span(sent.Tokens) != sent.Span || !d.Paragraphs[sent.Paragraph].Contains(sent.Span) {
			t.Fatalf("sentence %d is %+v", i, sent)
		}
		token = sent.Tokens.End
		for k := sent.Tokens.First; k < sent.Tokens.End; k++ {
			tok := d.Tokens[k]
			if tok.Begin < at || tok.End <= tok.Begin || tok.Text != d.Text(tok.Span) || tok.Sentence != i || tok.Lower == "" {
				t.Fatalf("token %d is %+v after %d", k, tok, at)
			}
			for ; at < tok.Begin; at++ {
				if !blank(runes[at]) {
					t.Fatalf("nothing covers %q at %d", runes[at], at)
				}
			}
			at = tok.End
			if tok.Quote != 0 && !d.Quotations[tok.Quote-1].Contains(tok.Span) {
				t.Fatalf("token %d stands in quotation %d but not within it", k, tok.Quote-1)
			}
		}
	}
	for ; at < len(runes); at++ {
		if !blank(runes[at]) {
			t.Fatalf("nothing covers %q at %d", runes[at], at)
		}
	}
	if token != len(d.Tokens) {
		t.Fatalf("%d of %d tokens are in sentences", token, len(d.Tokens))
	}
	end := 0
	for i, q := range d.Quotations {
		if q.Begin < end || !q.Span.Contains(q.Inner) || q.Inner.Len() == 0 || q.Continues && (i == 0 || d.Quotations[i-1].Closed) {
			t.Fatalf("quotation %d is %+v after %d", i, q, end)
		}
		end = q.End
	}
	end = 0
	for i, p := range d.Paragraphs {
		if p.Begin < end || p.Len() == 0 || blank(runes[p.Begin]) || blank(runes[p.End-1]) {
			t.Fatalf("paragraph %d is %+v after %d", i, p, end)
		}
		end = p.End
	}
}

func BenchmarkRun(b *testing.B) {
	text := strings.Repeat("“We are not against it,” Minister J. Doe told the U.S. reporters on Feb. 11, and the drivers’ union said it wouldn't mind.\n", 200)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		run(b, text)
	}
}
