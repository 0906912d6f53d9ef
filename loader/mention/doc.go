// Package mention finds what an article refers to: names of people, organisations, countries and groups, demonyms, role
// phrases ("the Russian Foreign Minister", "the mediators"), pronouns, and noun phrases for things that actors act on
// ("the peace talks between Armenia and Azerbaijan"). It sets document.Mentions, in order of place, shorter ones before
// those that contain them.
//
// A name's type is decided once per article from all the places where it stands: the lexicon, the words beside it (a
// title, a role, "in", "the"), its shape. A noun phrase that is of no class in the lexicon is no mention; a later stage
// that needs it calls document.Resolve.
//
// Work is linear in the number of tokens. A Stage may be used by several goroutines.
package mention
