// Package gexf writes a network as GEXF 1.3 (https://gexf.net/), the format of Gephi.
//
// Nodes and edges carry the attributes that package export lists, their colours by kind and polarity, and, where their
// articles have dates, a spell of one day for each of these, so that Gephi's timeline shows what was reported when.
// Edges between the same two nodes are kept apart by their kind, the predicate. The file is made in memory.
package gexf
