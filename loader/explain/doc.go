// Package explain writes what the stages made of an article as a page for people: sentence by sentence the tree, the names and
// mentions with their chains, who said what, the relations and the times, each with its confidence and with what has read
// it; at the end the chains of the whole article. A layer that is not there leaves no line.
package explain
