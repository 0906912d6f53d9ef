// Package lexicon reads what is known of names and words before an article is read: actors (countries,
// organisations, groups, office holders) with the names that mean them, and classes of common words (roles,
// institutions, talks, treaties). Its nouns:
//
//   - an Actor is somebody or something that acts, with its identifiers;
//   - a Sense is one reading of a name: whom it means, and how (as its name, its capital, its adjective);
//   - a Term is a person's time in an office;
//   - a Class is a set of common nouns or given names.
//
// A Lexicon is read once, from the tables that data/lexicon documents, and never changes; it may be used by several
// goroutines. It is a help to the stages that use it, never a law: a name it does not have is a name all the same.
package lexicon
