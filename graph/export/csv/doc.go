// Package csv writes a network as two tables, nodes and edges, with the column names that Gephi's spreadsheet import
// looks for. Rows are quoted as RFC 4180 says and end in a line feed; text that a spreadsheet would run as a formula has an
// apostrophe before it. The attributes are those that package export lists.
package csv
