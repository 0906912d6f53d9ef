// Package gizmo is the query language Gizmo: JavaScript that builds paths, as Cayley's users know it
// (https://github.com/cayleygraph/cayley/blob/v0.7.7/docs/gizmoapi.md), on goja.
//
// A script calls methods of paths; each gives a longer path, data of graph/algebra. all(), forEach(), count() and the
// like compile a path to operators and run them, through an Executor. Rows of all() and emit() make the answer. When there
// are none, the value of the script's last expression does: a path is run as by all(), a number, a text, an array or an
// object becomes rows. JavaScript is on the way of a row only in callbacks.
//
// docs/gizmo.md is the reference, and tells where and why it differs from Cayley's Gizmo.
//
// # Objects
//
// Paths, g and rows are dynamic objects: their methods and values are made when they are asked for, since most scripts are
// short and take less time than making an environment would. IRIs are texts that read as IRIs (reads and display are
// inverse); a text that was handed out for an IRI is that IRI when it comes back. What JavaScript has no type for is an
// object with the methods of its text.
//
// # Bounds
//
// Loops and paths end with their context. No interrupt reaches into a single call of JavaScript's own library: what can make
// a huge value is wrapped (bounds.go) where a script can reach it, buffers are not there, and a watch ends a script when the
// program's memory grows by more than its limit. A regular expression with look-around that backtracks without end is left
// behind: Run's caller returns without it. There is no clock, no chance, no file and no network.
package gizmo
