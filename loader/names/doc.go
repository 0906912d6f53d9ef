// Package names reads names of persons, organisations and places off the encoder's scores: the best sequence of labels
// that is well-formed, by Viterbi's algorithm, in time linear in the number of words.
package names
