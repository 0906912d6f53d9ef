// Package model reads the model file: the weights of the encoder and of its heads, the vocabulary of word pieces and the
// names of the labels, in one checked file.
//
// A File keeps the bytes it was read from and hands out tensors that point into them: nothing is copied, and a File and
// its tensors live as long as those bytes. Limits: files of up to 1 GB, tensors of up to four dimensions.
package model
