// Package data holds what the program carries with it: the lexicon of names and word classes, and the sample
// articles. README.md tells the origin and licence of each part and how it is rebuilt. It is a leaf: it imports
// nothing of the program, and only cmd imports it.
package data
