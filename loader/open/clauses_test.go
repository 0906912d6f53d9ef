package open

import (
	"strings"
	"testing"

	"quadrille/loader/article"
	"quadrille/loader/document"
)

// tree makes a document of one sentence from lines of form, tag, head (counted from 1, 0 for the root) and label.
func tree(t *testing.T, rows string, tags map[string]document.Tag, forms map[string]document.VerbForm) *document.Document {
	t.Helper()
	var words, labels []string
	var heads []int
	for _, row := range strings.Split(rows, "; ") {
		f := strings.Split(row, " ")
		words, labels = append(words, f[0]), append(labels, f[2])
		n := 0
		for _, c := range f[1] {
			n = n*10 + int(c-'0')
		}
		heads = append(heads, n-1)
	}
	d := document.New(&article.Article{Text: strings.Join(words, " ")})
	at := 0
	for _, w := range words {
		d.Tokens = append(d.Tokens, document.Token{Span: document.Span{Begin: at, End: at + len(w)}, Text: w, Lower: strings.ToLower(w), Tag: tags[w], Verb: forms[w]})
		at += len(w) + 1
	}
	d.Tree.Heads, d.Tree.Labels = heads, labels
	d.Sentences = []document.Sentence{{Span: document.Span{End: at - 1}, Tokens: document.Range{End: len(words)}}}
	return d
}

func TestClauses(t *testing.T) {
	verb, noun := document.VERB, document.NOUN
	tests := []struct{ name, rows, want string }{
		{"joined verbs share a subject", "Oslo 2 nsubj; met 0 root; Hanoi 2 obj; and 5 cc; left 2 conj; Paris 5 obj",
			"Oslo | met | Hanoi\nOslo | left | Paris"},
		{"denial, chain and preposition", "Oslo 4 nsubj; did 4 aux; not 4 advmod; want 0 root; to 6 mark; talk 4 xcomp; with 8 case; Hanoi 6 obl",
			"Oslo | did not want to talk with | Hanoi"},
		{"relative clause", "Oslo 6 nsubj; which 3 nsubj; met 1 acl:relcl; Hanoi 3 obj; , 3 punct; left 0 root; Paris 6 obj",
			"Oslo | met | Hanoi\nOslo | left | Paris"},
		{"passive with its agent and a time", "Oslo 3 nsubj:pass; was 3 aux:pass; met 0 root; by 5 case; Hanoi 3 obl:agent; in 7 case; May 3 obl",
			"Oslo | was met by | Hanoi | in May"},
		{"copula", "Oslo 4 nsubj; was 4 cop; the 4 det; host 0 root; of 6 case; talks 4 nmod",
			"Oslo | was | the host of talks"},
		{"apposition", "Oslo 4 nsubj; the 3 det; host 1 appos; met 0 root; Hanoi 4 obj", "Oslo | is | the host\nOslo | met | Hanoi"},
		{"nothing without an argument", "Oslo 2 nsubj; slept 0 root", ""},
		{"an argument of marks alone", "Oslo 2 nsubj; met 0 root; , 2 obj", ""},
	}
	tags := map[string]document.Tag{",": document.PUNCT, "Oslo": noun, "Hanoi": noun, "Paris": noun, "host": noun, "talks": noun, "which": document.PRON}
	for _, v := range strings.Fields("met left want talk slept") {
		tags[v] = verb
	}
	for _, test := range tests {
		d := tree(t, test.rows, tags, nil)
		var got []string
		for _, c := range Clauses(d, 0) {
			relation, arguments := c.Words(d)
			got = append(got, strings.Join(append([]string{arguments[0], relation}, arguments[1:]...), " | "))
		}
		if g := strings.Join(got, "\n"); g != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, g, test.want)
		}
	}
}

// A tree whose heads go in a circle is a fault of the parser, but reading it ends, with no part longer than the sentence.
func TestClausesOfACircle(t *testing.T) {
	d := tree(t, "Oslo 2 nsubj; met 3 xcomp; want 2 xcomp; Hanoi 3 obj", map[string]document.Tag{"met": document.VERB, "want": document.VERB}, nil)
	found := Clauses(d, 0)
	if len(found) == 0 {
		t.Error("no clause")
	}
	for _, c := range found {
		for _, a := range append(c.Arguments, Argument{Part: c.Subject}) {
			if len(a.Tokens) > len(d.Tokens) {
				t.Errorf("a part of %d tokens", len(a.Tokens))
			}
		}
	}
}
