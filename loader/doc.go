// Package loader turns articles into quads: a Source is read, Stages set the layers of its Document one after the other, an
// Emit function makes quads of the layers, and a Sink takes them, one batch an article.
//
// Pipeline is that way, for many articles at once. Whatever the number of Jobs, the Sink and the caller see the articles in
// the order of the sources, and at most two articles a job are in memory at any time, however many there are. A fault
// of one article (it cannot be read, a stage fails or panics on it) is that article's Failure in the Report; the others
// still load. Stages say which layers they need and which they set, and Pipeline refuses an order that cannot work before it
// reads anything.
//
// The package knows no store and no graph: a Sink is whatever takes quads. New puts the program's own stages together.
package loader
