// Package relate reads relations between actors and things: who mediates, blocks, supports, rejects, demands, accuses,
// threatens, meets, hosts, signs and represents what, and between whom a process is. It sets document.Relations.
//
// A pattern is a line of cues.txt: words that carry a relation, and where its subject and object stand. The table is
// compiled once by New. For each sentence the chunks are cut into pieces; each verb's subject and governor are worked
// out from left to right; then the patterns whose cue a piece heads are tried. A reading tells how the clause states
// it: negated, hedged, or not at all (a question, a wish). Confidence is the precision of the pattern as measured.tsv
// has it.
//
// Learned makes a stage that has a learned source beside the patterns: pairs of ends about each cue, scored on the encoder's
// vectors (learned*.go). It proposes what no pattern reads and weighs what they state; the rules keep the word on how a clause
// states it. Without scores on the document it does what New's stage does.
//
// Work is linear in the length of the text: no search goes further than reach pieces. A Stage may be used by several
// goroutines.
package relate
