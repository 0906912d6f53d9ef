// Package algebra holds path queries as data: where a path starts and the steps it takes. It knows no store and no
// query language; graph/lang builds paths, graph/exec runs them.
//
// A path carries a bag of rows. A row stands on a node and remembers the nodes it tagged. A hop goes over distinct
// triples: a triple that several labels vouch for is one step, unless the path asks for labels. Each step says what
// it does to the rows.
package algebra
