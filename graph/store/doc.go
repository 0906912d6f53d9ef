// Package store says what the graph needs of a store of quads, and nothing more: terms have IDs, the quads of a pattern
// are walked in sorted order, and a batch is applied whole or not at all.
//
// # Nouns
//
// An ID names a term within one store. A Quad is four IDs, and a pattern for quads. An Order is a way to sort quads. A
// Cursor walks the quads of a pattern in an order. A Snapshot is a state of a store. A Store gives snapshots and takes
// batches.
//
// # IDs
//
// IDs are small: 1 to MaxID, most of them in use, so that a set of them is a bitmap. They keep their meaning as long as
// the store is open, through all changes but Compact, and mean nothing beyond that. A Snapshot's IDs hold as long as the
// Snapshot. 0 is no ID: in a pattern it stands for anything, in a quad's label for none.
//
// # Orders and ranges
//
// Three orders serve every pattern: For names the one in which its quads are one range. Under a label the order is the
// same, of that label's quads alone. Within a range quads rise; equal triples stand side by side, their labels rising.
// Who asks for triples gets each once, whatever its labels, and pays nothing for labels.
//
// # Who may do what at a time
//
// A Snapshot and its methods may be used by several goroutines, a Cursor by one. Snapshots never wait for a writer, nor
// a writer for them. One goroutine changes a Store at a time; the store sees to that.
package store
