package parse

import "quadrille/loader/document"

// VerbGroups appends the verb groups of a sentence to d's, by rules over the tags, lemmas and forms that its tokens have. It
// is for stages that tag words by other means.
func VerbGroups(d *document.Document, sentence document.Range) { verbGroups(d, sentence) }

// NounGroups appends the noun groups of a sentence to d's, likewise.
func NounGroups(d *document.Document, sentence document.Range) { nounGroups(d, sentence) }
