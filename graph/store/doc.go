// Package store says what the graph needs of a store of quads, and nothing more: terms have IDs, quads are scanned by
// pattern, and a batch is applied whole or not at all.
//
// An ID belongs to the store that gave it, and to the state of it: it must not be kept over a change. 0 is no ID: in
// a pattern it stands for anything, in a quad's label for none. A Reader may be used by several goroutines; nobody may
// read while the store changes.
package store
