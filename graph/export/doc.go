// Package export makes a network out of quads, for the tools that draw and measure networks. Its subpackages write it:
// gexf, graphml, dot and csv.
//
// A Network has a Node for each actor and thing (and claim, when asked for) and an Edge for each relation between two of
// them: subject, predicate and object are one Edge, the places that vouch for it are its Evidence. Nodes and edges are
// sorted, so that the same graph gives the same file. All text in them is made safe to show: control characters and bidi
// overrides are visible escapes, white space is single spaces.
//
// A Network lives in memory: some 300 bytes an evidence beside the text of its sentence.
package export
