// Package lemma finds the dictionary forms of English words by rules of inflection, with a lexicon of what the rules
// get wrong. A Lexicon is read once and never changed.
package lemma
