// Package cli is the command line: one file a subcommand, each a struct whose fields are its flags and whose Run does
// the work. Main parses the arguments, runs the command and gives the exit status:
//
//	0   done
//	1   some input or the query failed; the rest was done
//	2   wrong usage
//	3   there is no store where --db points
//	4   a query took longer than --timeout
//	5   an answer was cut by a limit, where --strict asks for that to be told
//	130 it was interrupted
//
// Of several faults the first decides.
//
// Answers go to standard output, all else to standard error, with --errors json as one JSON object a line. A command that is interrupted (SIGINT, SIGTERM, SIGHUP)
// stops at the next article or row, keeps what is complete, and says how much that is; a second signal ends it at once.
// A reader of the output that goes away ends the program silently, as the system does it.
package cli
