// Package neural is the stage that runs the encoder over a document and hands its scores to the stages that follow: one
// forward pass a window serves all heads.
//
// A Model is made once from a model file and may be used by several goroutines. Model.Stage sets Document.Scores to a
// *Scores, which Of returns; a Scores belongs to its document and its goroutine. Word vectors are made at once, the
// scores of pairs (arcs, mentions, parts of an attribution, relations) when they are asked for, a sentence at a time.
//
// A window is a run of whole sentences of at most 254 word pieces; windows overlap a little, and each word's vector comes
// from the window in which it stands farther from an edge. Everything is linear in the length of the text.
package neural
