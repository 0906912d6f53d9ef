// Package names reads names of persons, organisations and places off the encoder's scores: the best sequence of labels
// that is well-formed, by Viterbi's algorithm, in time linear in the number of words.
//
// In and Others read one head each. A Reader weighs both heads, the lexicon, the words, their letters' case and what the
// rest of the document says of a word, with weights that names/train fits to one encoder.
package names
