// Package dot writes a network for Graphviz (https://graphviz.org/doc/info/lang.html).
//
// Shapes and colours tell kinds of nodes; the style of an edge tells its polarity: solid what is asserted, dashed what is
// hedged, red and dotted what is denied. Lines are the thicker the more places vouch for them. In SVG, a node's tooltip
// shows its other names, an edge's the sentences that state it. Layout: dot for some dozens of nodes, sfdp for more.
package dot
