// Package exec runs the paths of graph/algebra over a store.Reader.
//
// A Query belongs to one query text and one goroutine, and lives no longer than the store's state it reads: it keeps
// terms and neighbours it has met. Rows are pushed from the start of a path through its steps, so that a limit stops
// the work before it; only Order, Unique, the right side of Intersect and Except, and what a caller collects are held
// in memory, at most MaxHeld rows of them. Terms are looked up last, for the rows that come out.
//
// A path that starts everywhere begins where its first step can be looked up: g.V().has(p, v) reads the quads of p and
// v, not every node. Nothing else is reordered.
package exec
