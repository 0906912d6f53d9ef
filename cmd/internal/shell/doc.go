// Package shell is the conversation with a graph: it reads statements, answers them, and obeys dot-commands.
//
// A Shell is one session on one graph. A statement is a query of the graph's language over one or more lines; the graph
// itself says when one is not complete. A dot-command is a line that begins with a point and a letter; the table
// of them, each a function with its help beside it, is in commands.go. A Terminal is where lines come from: Liner is the
// one of people, with editing, history and completion, Lines that of pipes and files, without any of them. The last
// result is kept, at most keptRows rows of it, for .why.
//
// At a person's terminal a statement writes to a page, which holds back what is longer than the screen for the pager or
// for .more; with .output, or where nobody sits, it writes straight to where it goes. A setting is what .set shows and the file
// of settings keeps. Programs are the user's pager and editor, behind functions, so that tests need neither.
//
// A Shell belongs to one goroutine and lives no longer than its graph and its terminal, which the caller closes.
package shell
