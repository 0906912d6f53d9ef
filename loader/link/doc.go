// Package link gives entities the local part of their IRIs and what the lexicon knows of them. It sets Entity.Slug,
// Entity.Known and Document.Doubts, and makes one entity of several that turn out to be the same known actor or thing.
//
// What is linked is a function of the article and the lexicon alone, so that neither the order of articles nor the number
// of jobs changes the graph, and taking an article out leaves the others as they are. Two articles meet in a node because
// each by itself gives it the same name:
//
//   - a known country, organisation or office holder has the lexicon's name, whatever the article calls it; an office
//     without a name means who held it on the article's date, where the date leaves one (offices.go);
//   - a person's full name is the person, but where many are called so or the text tells of another walk of life; a family
//     name alone is the article's own (people.go);
//   - a ministry or a parliament is told by its country (bodies.go);
//   - a process or a treaty that says between whom it is, or what about, has one form for all wordings (things.go).
//
// What means something only within its article ("the agreement", "a diplomat", "Smith") carries some of the article's hash:
// document.Scoped. Whom it may be is a Doubt, as far as the lexicon can tell; what only the other articles can tell is
// found by graph.Snapshot.Candidates when somebody asks. docs/linking.md says why, with figures.
package link
