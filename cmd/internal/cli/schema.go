package cli

import "quadrille/graph/schema"

type schemaCmd struct {
	Base string `placeholder:"IRI" help:"Replaces urn:quadrille: in all IRIs."`
}

func (*schemaCmd) Help() string {
	return `Relations, terms and classes with their meaning, tied to CAMEO, PLOVER and the standard vocabularies.

Example:

    quadrille schema > quadrille.ttl`
}

// Run prints the vocabulary.
func (c *schemaCmd) Run(s *stdio) error { return schema.Turtle(s.out, c.Base) }
