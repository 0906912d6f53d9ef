// Package emit turns the layers of a document into quads, as graph/schema draws them and MODEL.md defines them, and into
// the JSON object that `quadrille extract --format jsonl` prints. It is the last step of an article's way, and the only
// part of the loader that knows quads.
//
// Its nouns are those of the model: an evidence is one extraction at one place, numbered by place; a claim is what an
// attribution's content says; a node is an entity that some relation or claim names. Work is linear in the size of the
// layers but for a sort. Nothing is kept between documents.
package emit
