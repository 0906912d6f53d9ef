package segment

import (
	"context"

	"quadrille/loader/document"
)

// Stage sets document.Segments and document.Quotations.
type Stage struct{}

// New makes the stage.
func New() *Stage { return &Stage{} }

// Name is "segment".
func (*Stage) Name() string { return "segment" }

// Needs is nothing: this is the first stage.
func (*Stage) Needs() document.Layer { return 0 }

// Sets lists the layers that Run sets.
func (*Stage) Sets() document.Layer { return document.Segments | document.Quotations }

// Run divides d. The only error is ctx's.
func (*Stage) Run(ctx context.Context, d *document.Document) error {
	text := newText(d.Article.Text)
	d.Paragraphs = paragraphs(text, d.Article.Header)
	headline := headline(text, d.Paragraphs, d.Article)

	var marks []mark
	running := false // the last quotation was left open at the end of its paragraph
	for p, span := range d.Paragraphs {
		if err := ctx.Err(); err != nil {
			return err
		}
		first := len(d.Tokens)
		d.Tokens = scan(d.Tokens, text, span)
		tokens := d.Tokens[first:]
		marks = roles(marks[:0], text, tokens)

		reopens := p+1 < len(d.Paragraphs) && text.opens(d.Paragraphs[p+1].Begin)
		found := pair(text, tokens, marks, reopens)
		for i := range found {
			q := &found[i]
			q.Continues = i == 0 && running && q.tokens.First == 0
			d.Quotations = append(d.Quotations, q.Quotation)
			for t := q.tokens.First; t < q.tokens.End; t++ {
				tokens[t].Quote = len(d.Quotations)
			}
		}
		running = reopens && len(found) > 0 && !found[len(found)-1].Closed && found[len(found)-1].tokens.End == len(tokens)

		begin := 0
		for i := range tokens {
			last := i+1 == len(tokens)
			if p == headline && !last {
				tokens[i].Sentence = len(d.Sentences)
				continue
			}
			tokens[i].Sentence = len(d.Sentences)
			if !last && !ends(tokens, marks, begin, i) {
				continue
			}
			d.Sentences = append(d.Sentences, document.Sentence{
				Span:      document.Span{Begin: tokens[begin].Begin, End: tokens[i].End},
				Tokens:    document.Range{First: first + begin, End: first + i + 1},
				Paragraph: p,
				Headline:  p == headline,
			})
			begin = i + 1
		}
	}
	scare(d)
	return nil
}
