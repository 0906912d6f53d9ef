// Package shell is the conversation with a graph: it reads statements, answers them, and obeys dot-commands.
//
// A Shell is one session on one graph. A statement is a query of the graph's language over one or more lines; the graph
// itself says when one is not complete. A dot-command is a line that begins with a point and a letter; the table
// of them, each a function with its help beside it, is in commands.go. A Terminal is where lines come from: Liner is the
// one of people, with editing, history and completion, Lines that of pipes and files, without any of them. The last
// result is kept, at most keptRows rows of it, for .why.
//
// A Shell belongs to one goroutine and lives no longer than its graph and its terminal, which the caller closes.
package shell
