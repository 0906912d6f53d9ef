package eval

import (
	"strings"
	"testing"

	"quadrille/loader/document"
)

// Whatever a treebank's file holds, it is refused or makes a document whose spans are its words.
func FuzzReadCoNLLU(f *testing.F) {
	f.Add(bank)
	f.Add("1\t\t_\tX\t_\t_\t9\tdep\t_\tEntity=(1)1)((2-a-b-c-d-0,x(|SpaceAfter=No\n")
	f.Add("1-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\t\"\t_\t_\t_\t_\t0\troot\t_\t_\n\n# newpar\n1\t\u00a0\xff\t_\t_\t_\t_\t0\troot\t_\t_\n")
	f.Fuzz(func(t *testing.T, text string) {
		texts, err := ReadCoNLLU(strings.NewReader(text), "x")
		if err != nil {
			return
		}
		for _, x := range texts {
			d := x.Document()
			for i, tok := range d.Tokens {
				if got := d.Text(tok.Span); got != string([]rune(tok.Text)) {
					t.Fatalf("token %d is %q, its span %q", i, tok.Text, got)
				}
				if !d.Sentences[tok.Sentence].Contains(tok.Span) {
					t.Fatalf("token %d is outside its sentence", i)
				}
			}
			for _, q := range d.Quotations {
				if !q.Contains(q.Inner) || q.Begin < 0 || q.End > d.Len() {
					t.Fatalf("quotation %+v of %d code points", q, d.Len())
				}
			}
			for _, m := range entities(x) {
				if r := (document.Range{First: m.first, End: m.end}); r.Len() < 1 || r.End > len(d.Tokens) {
					t.Fatalf("mention %+v of %d words", m, len(d.Tokens))
				}
			}
		}
	})
}
