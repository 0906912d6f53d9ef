package schema

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/cayleygraph/quad"
)

// ErrBase is the error for a base that is no absolute IRI.
var ErrBase = errors.New("the base is no absolute IRI; write one like https://example.org/kg/")

// Turtle writes the vocabulary as Turtle: the relations in their three polarities, the terms of node facts and the
// classes, each with its label, meaning, domain and range, its codes in CAMEO and PLOVER, its part in PARC's attributions,
// and the term of another vocabulary that is nearest. A non-empty base replaces Base; ErrBase when it is no IRI.
func Turtle(w io.Writer, base string) error {
	if base == "" {
		base = Base
	} else if !strings.Contains(base, ":") || strings.ContainsFunc(base, func(r rune) bool { return r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) }) {
		return fmt.Errorf("%q: %w", base, ErrBase)
	}
	b := bufio.NewWriter(w)
	for _, p := range prefixes {
		iri := p.IRI
		if local, ours := strings.CutPrefix(iri, Base); ours {
			iri = base + local
		}
		fmt.Fprintf(b, "@prefix %s: <%s> .\n", p.Name, iri)
	}
	fmt.Fprintf(b, "\n<%sschema> a owl:Ontology ;\n    rdfs:label \"quadrille\" ;\n    rdfs:comment %s .\n", base,
		quote("What quadrille's quads mean. The label of a relation's quad is an evidence: the one place in one article that vouches for it."))
	b.WriteString("\n# Relations between actors, claims and things: rel: where it is asserted, not: where it is denied, may: where it is hedged.\n")
	for _, r := range relationTable {
		relation(b, r)
	}
	b.WriteString("\n# Facts of a node.\n")
	for _, t := range termTable {
		fact(b, t)
	}
	b.WriteString("\n# Terms of other vocabularies, used as they are:\n")
	for _, s := range standardTable {
		fmt.Fprintf(b, "# %-20s %s\n", Shorten(s.iri), s.use)
	}
	b.WriteString("\n# Classes.\n")
	for _, c := range classTable {
		kind := "rdfs:Class"
		if len(c.any) > 0 {
			kind = "owl:Class"
		}
		p := begin(b, c.iri, kind)
		p.pair("rdfs:label", quote(c.name))
		p.pair("rdfs:comment", quote(c.about))
		if len(c.any) > 0 {
			p.pair("owl:unionOf", "( "+names(c.any)+" )")
		}
		p.near(c.near)
		p.end()
	}
	return b.Flush()
}

// relation writes a relation in its three polarities.
func relation(b *bufio.Writer, r Relation) {
	rel := quad.IRI(Rel + r.Name)
	p := begin(b, rel, "rdf:Property")
	p.pair("rdfs:label", quote(r.Name))
	p.pair("rdfs:comment", quote(r.About))
	p.classes("rdfs:domain", r.Domain)
	p.classes("rdfs:range", r.Range)
	p.text("rel:cameo", r.CAMEO)
	p.text("rel:plover", r.PLOVER)
	if r.Name == Said {
		p.pair("rel:parc", quote("attribution, from the source to the content"))
	}
	p.near(r.Near)
	p.end()
	for _, twin := range []struct {
		base, comment, code string
		tie                 quad.IRI
	}{
		{Not, "The text denies it: ", "", Negates}, {May, "The text hedges it, as possible, intended or conditional: ", r.Intent, Hedges},
	} {
		p := begin(b, quad.IRI(twin.base+r.Name), "rdf:Property")
		p.pair(Shorten(twin.tie), Shorten(rel))
		p.pair("rdfs:label", quote(Shorten(quad.IRI(twin.base+r.Name))))
		p.pair("rdfs:comment", quote(twin.comment+r.About))
		p.classes("rdfs:domain", r.Domain)
		p.classes("rdfs:range", r.Range)
		p.text("rel:cameo", twin.code)
		p.end()
	}
}

func fact(b *bufio.Writer, t term) {
	p := begin(b, t.iri, "rdf:Property")
	p.pair("rdfs:label", quote(t.name))
	p.pair("rdfs:comment", quote(t.about))
	p.classes("rdfs:domain", t.domain)
	p.classes("rdfs:range", t.rng)
	p.text("rel:parc", t.parc)
	p.near(t.near)
	p.end()
}

// block is the description of one subject.
type block struct{ b *bufio.Writer }

func begin(b *bufio.Writer, subject quad.IRI, class string) block {
	fmt.Fprintf(b, "\n%s a %s", Shorten(subject), class)
	return block{b}
}

func (p block) pair(predicate, object string) { fmt.Fprintf(p.b, " ;\n    %s %s", predicate, object) }

func (p block) text(predicate, text string) {
	if text != "" {
		p.pair(predicate, quote(text))
	}
}

func (p block) near(pair string) {
	if pair != "" {
		fmt.Fprintf(p.b, " ;\n    %s", pair)
	}
}

// classes writes a class, or the union of several.
func (p block) classes(predicate string, classes []quad.IRI) {
	switch len(classes) {
	case 0:
	case 1:
		p.pair(predicate, Shorten(classes[0]))
	default:
		p.pair(predicate, "[ a owl:Class ; owl:unionOf ( "+names(classes)+" ) ]")
	}
}

func (p block) end() { p.b.WriteString(" .\n") }

func names(iris []quad.IRI) string {
	out := make([]string, len(iris))
	for i, iri := range iris {
		out[i] = Shorten(iri)
	}
	return strings.Join(out, " ")
}

// quote writes text as a string of Turtle.
func quote(text string) string { return quad.String(text).String() }
