package path

import (
	"slices"
	"testing"

	"quadrille/graph/lang"

	"github.com/cayleygraph/quad"
)

// known is names for a test.
type known map[string]quad.IRI

func (k known) Find(name string) ([]lang.Named, bool, error) {
	if iri, ok := k[name]; ok {
		return []lang.Named{{IRI: iri, Label: name}}, false, nil
	}
	return nil, true, nil
}

// Terms are what .why looks for beside a row's values: relations once whichever way they are gone, ends by name; what is excepted,
// unknown or misread is none.
func TestTerms(t *testing.T) {
	names := known{"lavrov": "urn:quadrille:actor/lavrov"}
	for _, c := range []struct {
		text      string
		relations []quad.IRI
		ends      []quad.Value
	}{
		{`lavrov said/(about|^mediates)*/said? ?x ; ?x ^not:supports actor:russia`,
			[]quad.IRI{"urn:quadrille:rel/said", "urn:quadrille:rel/about", "urn:quadrille:rel/mediates", "urn:quadrille:not/supports"},
			[]quad.Value{quad.IRI("urn:quadrille:actor/lavrov"), quad.IRI("urn:quadrille:actor/russia")}},
		{`nobody !said ?x`, nil, nil},
		{`lavrov said`, nil, nil},
	} {
		relations, ends := Terms(c.text, names)
		if !slices.Equal(relations, c.relations) || !slices.Equal(ends, c.ends) {
			t.Errorf("%s: %v, %v; want %v, %v", c.text, relations, ends, c.relations, c.ends)
		}
	}
}
