// Command quadrille reads news articles into a graph of who says and does what, and answers questions about it.
package main
