// Package tree tags words, parses sentences and finds groups of words from what the encoder says of them: the learned
// stage in the place of package parse's rules. It sets document.Tags, document.Dependencies and document.Chunks.
//
// A Stage holds the lexicon of lemmas and may be used by several goroutines. A sentence's tree is the best one with a
// single root, found in time and memory that grow with the square of its length; a sentence of more than Longest words is
// parsed in pieces whose roots hang on the first one's, so that the work is linear in the length of a text.
package tree
