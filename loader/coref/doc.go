// Package coref ties the mentions of an article to the actors and things they refer to. It sets document.Entities and
// Mention.Entity.
//
// Names come first: known actors by their key, people by full name and surname, bodies by name, acronym and short form.
// Then, in reading order, role phrases go to the person who bears the role, institutions and groups to one of the same
// kind and owner, noun phrases for things to the nearest thing of that kind whose words do not contradict, and pronouns
// to the nearest fitting antecedent; "I" and "we" in a quotation to its speaker and whom the speaker stands for.
//
// It works by rules, on one document at a time; a Stage holds nothing but the lexicon and may be used by several
// goroutines.
package coref
