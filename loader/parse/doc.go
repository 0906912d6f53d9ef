// Package parse tags words and finds groups of words: noun groups to their head, verb groups with tense, negation and
// modality. It sets document.Tags and document.Chunks.
//
// A Stage holds a tagger's weights and a lexicon of lemmas, read once from a file system that the caller hands in; it
// may be used by several goroutines. Work is linear in the number of tokens. The files are made by loader/parse/train.
package parse
