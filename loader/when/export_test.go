package when

import "quadrille/loader/document"

// Steps are those that the grammar takes for the sentences of d.
func Steps(d *document.Document) (steps int) {
	for _, s := range d.Sentences {
		_, n := scan(atoms(d, s.Tokens), s.Headline)
		steps += n
	}
	return steps
}
