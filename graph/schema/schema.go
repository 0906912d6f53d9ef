package schema

import (
	"strings"

	"github.com/cayleygraph/quad"
)

// Base is the root of all IRIs that the program makes.
const Base = "urn:quadrille:"

// Prefix is a short name of a namespace.
type Prefix struct{ Name, IRI string }

// Prefixes are the namespaces that queries may use and outputs do use. The sentence: prefix of MODEL.md is
// article: with a fragment.
var prefixes = []Prefix{
	{"actor", Base + "actor/"},
	{"process", Base + "process/"},
	{"treaty", Base + "treaty/"},
	{"issue", Base + "issue/"},
	{"event", Base + "event/"},
	{"claim", Base + "claim/"},
	{"article", Base + "article/"},
	{"evidence", Base + "evidence/"},
	{"run", Base + "run/"},
	{"type", Base + "type/"},
	{"rel", Base + "rel/"},
	{"not", Base + "not/"},
	{"may", Base + "may/"},
	{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
	{"owl", "http://www.w3.org/2002/07/owl#"},
	{"xsd", "http://www.w3.org/2001/XMLSchema#"},
	{"skos", "http://www.w3.org/2004/02/skos/core#"},
	{"dcterms", "http://purl.org/dc/terms/"},
	{"prov", "http://www.w3.org/ns/prov#"},
	{"schema", "https://schema.org/"},
	{"foaf", "http://xmlns.com/foaf/0.1/"},
	{"wd", "http://www.wikidata.org/entity/"},
}

// Prefixes returns the known prefixes.
func Prefixes() []Prefix { return append([]Prefix(nil), prefixes...) }

// Expand turns "actor:russia" into the full IRI. It leaves a string without a known prefix as it is and reports
// false.
func Expand(short string) (quad.IRI, bool) {
	name, local, ok := strings.Cut(short, ":")
	if !ok {
		return quad.IRI(short), false
	}
	for _, p := range prefixes {
		if p.Name == name {
			return quad.IRI(p.IRI + local), true
		}
	}
	return quad.IRI(short), false
}

// Shorten is the inverse of Expand: the prefixed name where a prefix fits, else the IRI itself.
func Shorten(iri quad.IRI) string {
	for _, p := range prefixes {
		if local, ok := strings.CutPrefix(string(iri), p.IRI); ok {
			return p.Name + ":" + local
		}
	}
	return string(iri)
}
