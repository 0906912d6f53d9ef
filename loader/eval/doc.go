// Package eval scores what the stages find against texts with known answers: trees (CoNLL-U), names (IOB2), attributions
// (PolNeAR's standoff files), assertions and chains (the gold's JSON, GUM's entities). The pipeline never imports it.
//
// Each scorer counts by unit, a sentence or an article, so that a figure comes with the interval that a bootstrap over
// the units gives it (Figure). Treebanks are small: a file is held in memory.
package eval
