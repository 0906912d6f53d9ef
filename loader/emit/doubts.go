package emit

import (
	"github.com/cayleygraph/quad"

	"quadrille/graph/schema"
	"quadrille/loader/document"
)

// Possible is somebody or something that an entry may be too.
type Possible struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	Score float64 `json:"score"`
}

// doubts adds what entities may be too. Each is an evidence of its own, numbered after those of the article's assertions,
// whose confidence is the score; the other node has its type and name, so that it can be read before any article names it.
func (w *writer) doubts(used map[int]bool) {
	d, n := w.d, len(w.evidence)
	for _, x := range d.Doubts {
		if !used[x.Entity] {
			continue
		}
		n++
		iri := schema.EvidenceIRI(d.Article.Hash, n)
		other := quad.IRI(schema.Base + x.Type.Namespace() + "/" + x.Slug)
		w.fact(iri, schema.Type, schema.Evidence)
		w.fact(iri, schema.In, w.span(d.Sentences[x.Sentence].Span))
		w.fact(iri, schema.Voice, w.article)
		w.fact(iri, schema.Begins, quad.Int(x.Span.Begin))
		w.fact(iri, schema.Ends, quad.Int(x.Span.End))
		w.text(iri, schema.Text, d.Text(x.Span))
		w.fact(iri, schema.Confidence, quad.Float(x.Score))
		w.add(w.nodes[x.Entity], schema.PossiblySame, other, iri)
		w.fact(other, schema.Type, classes[x.Type])
		w.text(other, schema.Label, x.Name)
	}
}

// possible lists what entity i may be too.
func possible(d *document.Document, i int) []Possible {
	var out []Possible
	for _, x := range d.Doubts {
		if x.Entity == i {
			out = append(out, Possible{ID: x.Type.Namespace() + "/" + x.Slug, Name: x.Name, Score: x.Score})
		}
	}
	return out
}
