// Package queries holds the questions that the program answers by name: one script a file. Some are embedded in the
// program; a Library joins them with those of a user's folder and of a store's.
//
// A query is a script with a header, the comment lines at its top:
//
//	// name: mediators
//	// about: Who mediates what, how surely, and who says so.
//	// note: A longer remark, as many lines of them as it takes.
//	// param: actor entity = ""; only what this actor mediates
//	// param: after date = 2023-01-01; only what articles say from this day on
//	// param: how enum(any, asserted, hedged, denied) = any
//	// columns: mediator, how, process, since
//	// example: actor="United States" how=hedged
//	// test: graph.txt how=hedged
//	// row: actor:russia | hedged | process:armenia-azerbaijan-peace-process | 2023-12-08
//
// The name is the file's without its ending. A parameter has a name, a type and, if it may be left out, a default; an
// empty default means "not given". Types are entity (an actor or a thing of the graph, by name or by IRI), date, int,
// string and enum. The script finds each parameter as a variable of its name. Columns are the keys of the rows it
// gives, in the order in which they are shown. The example's arguments are those the documentation shows. A test names a
// graph file of the query's folder (a sketch, as package sketch reads them, or N-Quads) and arguments; the rows below it
// are what the query then gives, all of them and in this order. "graph.txt" is the graph of the built-in queries, unless
// the folder has one of that name.
//
// With the line "lang: path" the script is a path (docs/paths.md), in which a parameter is written $actor; none of them may
// be left out then.
//
// A script speaks of the graph as graph/schema/doc.go draws it. Functions that several scripts need (when was this
// said, whose words are these) stand in library.js and go with every script; a script runs as Query.Script gives it.
//
// The package is a leaf: it knows the names of the vocabulary (graph/schema) and no store. What runs a script, and what
// looks up an entity's name, is the caller's.
package queries
