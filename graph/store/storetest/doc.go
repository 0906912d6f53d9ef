// Package storetest is the suite that every store of graph/store passes: what the interface promises, each promise on a
// small set of quads, and random batches of additions and removals against a set in memory. Every test ends in Check.
package storetest
