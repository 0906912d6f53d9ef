// Package mood tells whether the text states what a verb says, or denies, hedges, asks, supposes or orders it. It reads the
// dependency trees: what stands beside a verb (negation, modals, adverbs, conditions) and what governs its clause ("denied
// that", "refused to", "it is false that"), up to the root. The word lists are grammar: verbs, nouns and adjectives by what
// they do to the clause beneath them, after the signatures of Nairn, Condoravdi and Karttunen, "Computing relative
// polarity for textual inference" (2006).
package mood
