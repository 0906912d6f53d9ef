// Package lang says what a query language is: a text in, paths of graph/algebra run through an Executor, rows out, and
// faults that name their place in the text. graph/lang/gizmo is one.
package lang
