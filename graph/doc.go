// Package graph is the façade of the graph of quads: open it, load articles into it, ask it, export it, check it.
//
// # Nouns
//
// A Graph is an open store, in memory or in a folder. A Snapshot is a state of it for reading. A Request asks in Gizmo
// and is answered by Rows. An Evidence is one place in an article that vouches for a quad. Values at this boundary are
// those of github.com/cayleygraph/quad.
//
// # The map of what lies beneath
//
//	graph/schema        the vocabulary: prefixes, predicates, classes, and what an article's quads look like
//	graph/store         what the graph needs of a store: terms with IDs, cursors in sorted order, batches whole or not at all
//	graph/store/mem     the store in memory
//	graph/store/disk    the store in a folder
//	graph/cayley        the bridge to Cayley: stores that it wrote are read
//	graph/algebra       operators, what paths compile to, the planner; how values compare
//	graph/exec          carries plans out over a store, in batches of IDs
//	graph/lang          what a query language is
//	graph/lang/gizmo    the one there is
//	graph/format/…      readers and writers of RDF
//	graph/export/…      writers for drawing tools
//
// In this package: folder.go (what lies in a store's folder, its lock and version), load.go (Load, Remove, Import), keep.go (Compact, Backup),
// query.go and explain.go, workers.go (which run queries), read.go (Quads, Articles, Stats), names.go (Entities, Labels), candidates.go and homonyms.go (what may be one, who
// may be two), why.go, told.go and evidence.go, check.go, export.go. Above it stands graph/questions.
//
// # Promises and limits
//
// Load is whole or absent, durable when it returns (a folder's store syncs to the disk), and does nothing for an article
// that is there. One process at a time writes a folder, and several read it. A Snapshot never changes; nobody waits for
// anybody to read. Rows are complete when Query returns.
// docs/storage.md tells the rest, with figures.
package graph
