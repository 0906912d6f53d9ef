package parse

import "quadrille/loader/document"

// Group appends the noun groups and the verb groups of a sentence to d's, by rules over the tags, lemmas and forms that
// its tokens have. It is for stages that tag words by other means.
func Group(d *document.Document, sentence document.Range) {
	nounGroups(d, sentence)
	verbGroups(d, sentence)
}
