// Package tagger gives words their part of speech and verb form: a greedy averaged perceptron (Collins 2002,
// "Discriminative training methods for hidden Markov models") over words, affixes, shapes and the two labels before.
//
// A Label is a tag with a verb form. A Model is what a feature adds to each label; it is read from a file once, never
// changed, and may be used by several goroutines, each with its own Decoder.
package tagger
