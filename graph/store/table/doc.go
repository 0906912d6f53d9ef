// Package table keeps quads of IDs as sorted columns that never change: what both stores are made of.
//
// A Table holds quads in three orders. A Layer is a Table with what was removed of it. A Set is a state of a store: some
// layers, the oldest first, and a tail of quads that are not sorted yet. A View reads a Set, with a dictionary beside it,
// as a store.Reader.
//
// # How a table lies
//
// In each order (a, b, c) the distinct triples are sorted. What repeats in a is written once:
//
//	dir   dir[a>>shift] is the first key that is not below a>>shift<<shift; made so that it has about as many entries as keys
//	keys  the distinct a, rising
//	offs  triples of keys[i] are those from offs[i] up to offs[i+1]
//	b, c  the rest of the triples
//
// So a node is found by one look into dir and a step or two in keys, a predicate beside it by binary search in its run
// of b, and then its neighbours are a piece of c as it lies. Eight bytes a triple and order, and about twelve a key.
//
// Labels stand beside the order SPO alone: those of triple t are labels[first[t]] up to labels[first[t+1]], rising, 0 for
// none. A table without labels has neither column. For a label, ranks lists the numbers of its triples in SPO, found as
// above by dir, keys and offs. Another order finds a triple's labels by finding the triple in SPO. Labels of many triples
// have lists of their numbers in the other orders too, so that a label with a predicate or an object is one range as well;
// the triples of the others are few enough to be sorted when they are read.
package table
