package open

import (
	"strings"

	"quadrille/loader/document"
)

// Words are a clause's relation and its arguments, the subject first, as text with a space between tokens.
func (c *Clause) Words(d *document.Document) (relation string, arguments []string) {
	relation = text(d, c.Relation)
	if relation == "" {
		relation = c.Implied
	}
	arguments = append(arguments, text(d, c.Subject.Tokens))
	for _, a := range c.Arguments {
		arguments = append(arguments, text(d, a.Tokens))
	}
	return relation, arguments
}

func text(d *document.Document, tokens []int) string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = d.Tokens[t].Text
	}
	return strings.Join(words, " ")
}
