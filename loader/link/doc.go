// Package link gives entities the local part of their IRIs and what the lexicon knows of them. It sets Entity.Slug and
// Entity.Known.
//
// A slug is a function of the article alone, so that the order of articles never changes the graph: the lexicon's
// canonical name for a known actor ("united-states", whatever the article calls it), else the entity's own name. Two
// entities of one article that would have the same slug in one namespace are told apart by a numeric suffix in order of
// first mention; an actor whom the lexicon knows keeps the plain one. A name without a proper name in it ("the agreement",
// "both sides") is the article's own: document.SlugOf adds some of the article's hash.
package link
