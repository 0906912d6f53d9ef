// Package exec carries out the plans of graph/algebra over a state of a store.
//
// # Nouns
//
// A Query belongs to one query text and one goroutine, and lives no longer than the state that it reads. An operator is an
// action of a plan at work: it hands on its rows a batch at a time, when it is asked. A batch is columns of IDs. Terms are
// made last, for the rows that come out; on the way they are only made for what tests, sorts and computes with them. What a
// query computes itself gets IDs of its own, which the store does not know.
//
// # Limits
//
// A query ends with its context's error soon after the context is done: operators that read the store or hold rows look every 64 steps, a sort every 1,024 comparisons, the others once a batch.
// What it holds in memory (hash tables, sorts, groups, frontiers) is counted; beyond Limits.Memory it ends with
// ErrTooLarge.
package exec
