// Package sketch reads graphs written by hand, for the tests of saved queries: a few lines say what articles state, and
// become the quads that graph/schema/doc.go draws. A sketch is text:
//
//	# a remark
//	entity actor:armenia Country "Armenia" also "Yerevan" code ARM
//	entity actor:sergey-lavrov Person "Sergey Lavrov" of actor:russia
//
//	article 2023-06-26 "Ministers head back to Washington"
//	. The Lachin checkpoint blocks the peace treaty, Yerevan says.
//	  actor:armenia rel:said c1 "The Lachin checkpoint blocks the peace treaty" cue "says" about actor:armenia
//	  c1: issue:lachin-checkpoint rel:blocks treaty:peace-treaty cue "blocks"
//
// An entity has an IRI, a class (Person, Organization, Country, Group, Process, Treaty, Issue, Event), a name, and may
// have other names (also), countries (of) and a CAMEO code (code). An article has a date, or the word undated, and a
// title. Below it stand its sentences, each after a point, and below a sentence what it asserts:
//
//	[CLAIM:] SUBJECT PREDICATE OBJECT cue "…" [past|future] [role "…"] [to IRI]
//	[CLAIM:] SUBJECT rel:said CLAIM "content" [… "content"] cue "…" [about IRI …]
//
// CLAIM: in front is the claim in whose words the assertion stands. Cue and content stand in the sentence word for
// word. The package is a leaf: it knows the vocabulary and no store.
package sketch
