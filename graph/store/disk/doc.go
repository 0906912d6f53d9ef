// Package disk keeps a store in a folder: sorted tables and dictionaries that never change, mapped into memory, and a log
// of what is newer.
//
// # What lies in the folder
//
//	MANIFEST       which of the other files make the store (manifest.go)
//	NNNNNN.table   quads in three orders (table.go; package table says how they lie)
//	NNNNNN.terms   terms with consecutive IDs, and a hash table over them (dict.go)
//	NNNNNN.dead    quads of a table that were removed since it was made
//	NNNNNN.log     batches that are in no table yet (log.go)
//
// # The way of a batch
//
// A batch is one record of the log, written and synced before Add returns. Its quads wait in memory, as in package mem.
// Once the log is long, all that it brought becomes a table and a dictionary; a new manifest, put in place by renaming it,
// names them and a new, empty log. Tables are merged so that each is at least twice the next. A load of many quads goes
// past the log: into one table, in one manifest.
//
// # What a crash, damage or a full disk does
//
// The manifest is replaced as a whole, and what it names is synced before: after a crash the store is what the manifest in
// place says and what the log holds up to where its writing was cut. Every block of every file has a checksum, verified when
// it is first read: a spoiled bit gives ErrDamaged, never another answer. A batch that cannot be written is taken back out
// of the log; where that fails too, the store takes no more batches until it is opened again.
//
// # Limits
//
// 2^32-2 terms. A merge takes 32 bytes of memory a quad and stops at MaxMerge quads. Machines are little endian.
package disk
