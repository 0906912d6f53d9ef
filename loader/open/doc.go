// Package open reads open relations off dependency trees: for each predicate of a sentence who it is said of, the words of
// the relation, and its arguments, whatever the verb is.
//
// Clauses gives them as words: verbs with their auxiliaries, negation and particles, chains of verbs ("wants to sign"),
// copulas, appositions; subjects through relative clauses, participles and shared subjects of joined verbs; objects, complements and
// adjuncts in their order. It follows the clause types of ClausIE (Del Corro and Gemulla, WWW 2013), with n-ary tuples as
// Open IE 4 has them.
//
// The work is linear in the length of a sentence times the depth of its tree; sentences of more than longest words are left out.
package open
