// Package render writes the rows of an answer: as a table or as records for people, as CSV, TSV, JSON, JSON Lines,
// Markdown and HTML for programs and pages. A Renderer has a format and a writer; Write takes one answer's columns and rows. Rows are written
// as they come, in constant memory; a table measures its first rows to set the widths of its columns.
//
// Text from articles is not trusted: Clean is what everything passes that goes to a terminal.
//
// How a value is written:
//
//	value                        the others                    JSON, JSON Lines
//	nil                          empty                         null
//	IRI                          actor:russia                  "actor:russia"
//	IRI without a known prefix   http://example.org/x          "http://example.org/x"
//	blank node                   _:b1                          "_:b1"
//	text, with or without tag    the text                      the text
//	number                       12, 0.85                      12, 0.85; "NaN" and "INF" as text
//	true, false                  true                          true
//	date, time                   2023-06-17                    "2023-06-17"
//	other typed literal          its text                      its text
//
// With Options.Typed JSON and JSON Lines have {"type": "uri", "value": "urn:…"} and {"type": "literal", "value": "12",
// "datatype": "http://…#integer"} in place of a value, as in SPARQL's results.
//
// Prefixed names are what queries take, so that a value can be pasted from an answer into the next query;
// Options.FullIRIs writes IRIs in full for joining with other data.
package render
