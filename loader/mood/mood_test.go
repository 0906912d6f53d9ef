package mood

import (
	"strconv"
	"strings"
	"testing"

	"quadrille/loader/article"
	"quadrille/loader/document"
)

var tagNames = map[string]document.Tag{"V": document.VERB, "A": document.AUX, "N": document.NOUN, "P": document.PROPN, "J": document.ADJ}

var forms = map[string]document.VerbForm{"b": document.Base, "3": document.ThirdPerson, "p": document.PastTense, "n": document.Participle, "g": document.Gerund, "m": document.Modal}

// parsed is a sentence of words written "word/lemma/TAG+form/label/head", where what is left out is plain: "not///advmod/4".
func parsed(t *testing.T, text string) *document.Document {
	t.Helper()
	d := document.New(&article.Article{})
	for _, w := range strings.Fields(text) {
		f := append(strings.Split(w, "/"), "", "", "", "")
		tok := document.Token{Text: f[0], Lower: strings.ToLower(f[0]), Lemma: f[1]}
		if f[1] == "" {
			tok.Lemma = tok.Lower
		}
		if f[2] != "" {
			tok.Tag, tok.Verb = tagNames[f[2][:1]], forms[f[2][1:]]
		}
		head, err := strconv.Atoi(f[4])
		if err != nil {
			head = 0
		}
		if f[3] == "" {
			f[3] = "root"
		}
		d.Tokens = append(d.Tokens, tok)
		d.Tree.Heads = append(d.Tree.Heads, head-1)
		d.Tree.Labels = append(d.Tree.Labels, f[3])
	}
	d.Sentences = []document.Sentence{{Tokens: document.Range{First: 0, End: len(d.Tokens)}}}
	return d
}

// The mood of the word "sign" in hand-made trees, as UD has them.
func TestAt(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Kenya//P/nsubj/2 signed/sign/Vp treaty//N/obj/2", "asserted"},
		{"Kenya//P/nsubj/4 did/do/Ap/aux/4 not///advmod/4 sign//Vb treaty//N/obj/4", "negated"},
		{"Kenya//P/nsubj/3 may//Am/aux/3 sign//Vb treaty//N/obj/3", "hedged"},
		{"Kenya//P/nsubj/3 must//Am/aux/3 sign//Vb treaty//N/obj/3", "silent"},
		{"Did/do/Ap/aux/3 Kenya//P/nsubj/3 sign//Vb treaty//N/obj/3 ?///punct/3", "silent"},
		{"Kenya//P/nsubj/2 refused/refuse/Vp to///mark/4 sign//Vb/xcomp/2 treaty//N/obj/4", "negated"},
		{"Kenya//P/nsubj/4 did/do/Ap/aux/4 not///advmod/4 refuse//Vb to///mark/6 sign//Vb/xcomp/4", "hedged"},
		{"Kenya//P/nsubj/2 managed/manage/Vp to///mark/4 sign//Vb/xcomp/2", "asserted"},
		{"Kenya//P/nsubj/3 is/be/A3/aux:pass/3 said/say/Vn to///mark/6 have//Ab/aux/6 signed/sign/Vn/xcomp/3", "hedged"},
		{"Oslo//P/nsubj/2 denied/deny/Vp that///mark/5 Kenya//P/nsubj/5 signed/sign/Vp/ccomp/2", "negated"},
		{"Oslo//P/nsubj/2 said/say/Vp that///mark/5 Kenya//P/nsubj/5 signed/sign/Vp/ccomp/2", "asserted"},
		{"Oslo//P/nsubj/2 said/say/Vp Kenya//P/nsubj/5 would//Am/aux/5 sign//Vb/ccomp/2", "asserted"}, // a reported "will"
		{"Oslo//P/nsubj/2 insisted/insist/Vp that///mark/5 Kenya//P/nsubj/5 sign//Vb/ccomp/2", "silent"},
		{"It///expl/3 is/be/A3/cop/3 false//J that///mark/6 Kenya//P/nsubj/6 signed/sign/Vp/csubj/3", "negated"},
		{"If///mark/3 Kenya//P/nsubj/3 signed/sign/Vp/advcl/6 prices//N/nsubj/6 would//Am/aux/6 rise//Vb", "hedged"},
		{"Had/have/Ap/aux/3 Kenya//P/nsubj/3 signed/sign/Vn/advcl/6 prices//N/nsubj/6 would//Am/aux/6 rise//Vb", "hedged"},
		{"Instead///mark/3 of///fixed/1 signing/sign/Vg/advcl/5 Kenya//P/nsubj/5 left/leave/Vp", "negated"},
		{"Oslo//P/nsubj/2 dismissed/dismiss/Vp reports/report/N/obj/2 that///mark/6 Kenya//P/nsubj/6 signed/sign/Vp/acl/3", "negated"},
		{"Kenya//P/nsubj/5 ,///punct/4 which///nsubj/4 signed/sign/Vp/acl:relcl/1 left/leave/Vp ?///punct/5", "asserted"},
		{"Sign//Vb the///det/3 treaty//N/obj/1 !///punct/1", "silent"},
		{"Few///nsubj/2 signed/sign/Vp", "negated"},
		{"Kenya//P/nsubj/6 in///case/5 the///det/5 past///amod/5 days//N/obl/6 signed/sign/Vp", "asserted"},
		{"By///case/3 no///det/3 means//N/obl/6 did/do/Ap/aux/6 Kenya//P/nsubj/6 sign//Vb", "negated"},
		{"Kenya//P/nsubj/2 rejected/reject/Vp it///obj/2 and///cc/5 signed/sign/Vp/conj/2", "asserted"},
		{"Kenya//P/nsubj/3 may//Am/aux/3 meet//Vb and///cc/5 sign//Vb/conj/3", "hedged"},
	} {
		d := parsed(t, c.text)
		m := Of(d)
		for i := range d.Tokens {
			if d.Tokens[i].Lemma != "sign" {
				continue
			}
			r := m.At(i)
			got := r.Polarity.String()
			if r.Silent {
				got = "silent"
			}
			if got != c.want {
				t.Errorf("%s is %s, not %s", c.text, got, c.want)
			}
		}
	}
}

// Without trees everything is plain, and a long chain of clauses takes linear work and no deep recursion.
func TestLimits(t *testing.T) {
	d := parsed(t, "Kenya not sign//Vb")
	d.Tree = document.Tree{}
	if !Of(d).At(2).Plain() {
		t.Error("a document without trees denies")
	}
	var b strings.Builder
	for i := range 20_000 {
		b.WriteString(" said/say/Vp/ccomp/" + strconv.Itoa(i))
	}
	d = parsed(t, b.String())
	linear(t, d)
	b.Reset()
	b.WriteString("said/say/Vp/root")
	for range 20_000 { // verbs joined to one
		b.WriteString(" said/say/Vp/conj/1")
	}
	linear(t, parsed(t, b.String()))
}

// linear tells whether reading all tokens of d takes work in proportion to them.
func linear(t *testing.T, d *document.Document) {
	t.Helper()
	m := Of(d)
	for i := range d.Tokens {
		m.At(i)
	}
	if n := len(d.Tokens); m.reads > n || m.climbs > 20*n {
		t.Errorf("%d tokens: %d read, %d steps up", n, m.reads, m.climbs)
	}
}
