// Package graphml writes a network as GraphML (http://graphml.graphdrawing.org/), which most tools for graphs read:
// Gephi, Cytoscape, yEd, igraph, networkx. Each attribute that package export lists is a key with its type; so are the
// names ("label") and the weight of edges. The file is made in memory.
//
// GraphML's identifiers are XML name tokens: characters of a node's name that these cannot hold are written _xHEX_.
package graphml
