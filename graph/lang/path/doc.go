// Package path is the short query language: START PATH END, where PATH is a property path of SPARQL 1.1 over the names of
// relations and START and END are names or ?variables.
//
//	query     = pattern { ";" pattern } { clause }
//	pattern   = end path end
//	end       = "?" NAME | NAME | STRING | "<" IRI ">"
//	path      = sequence { "|" sequence }
//	sequence  = step { "/" step }
//	step      = [ "^" ] primary [ "*" | "+" | "?" ]
//	primary   = RELATION | "<" IRI ">" | "(" path ")" | "!" ( one | "(" one { "|" one } ")" )
//	one       = [ "^" ] ( RELATION | "<" IRI ">" )
//	clause    = "where" condition { "and" condition } | "since" DATE | "until" DATE | "voice" ( "author" | "claim" )
//	          | "confidence" ( ">" | ">=" | "<" | "<=" ) NUMBER | "count" "by" VARIABLE { "," VARIABLE }
//	          | "order" "by" VARIABLE [ "desc" ] { "," VARIABLE [ "desc" ] } | "limit" NUMBER
//	condition = VARIABLE ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) ( end | NUMBER | DATE ) | VARIABLE "~" STRING
//	          | VARIABLE "is" [ "not" ] TYPE
//
// A name holds anything but spaces and ; " < >, so "u.s." and "actor:russia" need no quotation marks and "European
// Union" does. A postfix touches what it repeats: "a? ?b" is a path and a variable. Spaces may stand around / and |. What follows
// # is a comment.
//
// Parse gives the query as a tree; it knows no graph. A text that ends too early is lang.ErrIncomplete.
package path
