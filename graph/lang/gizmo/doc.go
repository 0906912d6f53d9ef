// Package gizmo is the query language Gizmo: JavaScript that builds paths, as Cayley's users know it
// (https://github.com/cayleygraph/cayley/blob/v0.7.7/docs/gizmoapi.md), on goja.
//
// A script calls methods of paths; each gives a longer path, data of graph/algebra. all(), forEach(), count() and the
// like run a path, through an Executor. Rows of all() and emit() make the answer. When there are none, the value of the
// script's last expression does: a path is run as by all(), a number, a text, an array or an object becomes rows.
//
// Where it differs from Cayley's Gizmo:
//
//   - Strings that begin with a prefix of graph/schema are IRIs: "actor:russia" is "<urn:quadrille:actor/russia>", and
//     so is "<actor:russia>". str("…") makes a text of anything.
//   - A step goes over distinct triples: what several sentences say is one step. labelContext(null, "evidence") tags
//     each label, one row for each.
//   - save() and saveOpt() give every combination of their values. unique() compares nodes and tags.
//   - order() compares numbers as numbers and dates as dates; so do lt() lte() gt() gte(), which compare integers with
//     floats. limit() and skip() after order() mean its order.
//   - followRecursive() ends when nothing new is reached, not at 50 steps, unless a depth is given.
//   - getLimit(n) holds for its own path alone.
//   - Rows of a path without order() come sorted by their columns; getLimit(n), toArray(n) and forEach(n, f) give the
//     first of these. limit(n) without order() gives any n, and stops the work there.
//   - IRIs, dates and tagged texts stay what they are when a callback gets and emits them. As JavaScript values they
//     are objects that compare and print as their short names and texts, and have the methods of strings.
//   - The node's column, "id", stands among the tags where the path reached it, and is left out when a tag holds it.
//
// Scripts are bounded by their context: loops and paths end with it. What a single call of JavaScript's own library
// does cannot be interrupted: repeat, padStart and padEnd are held to 16 Mi characters, but a regular expression with
// look-around that backtracks, or [].sort, join and fill on a huge array, run to their end, and there is no bound on
// memory but the rows' own.
package gizmo
