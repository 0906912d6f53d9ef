package schema

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/cayleygraph/quad"
)

// Turtle writes the vocabulary as Turtle: the relations in their three polarities, the terms of node facts and the
// classes, each with its meaning and with the term of another vocabulary that is nearest. A non-empty base replaces Base.
func Turtle(w io.Writer, base string) error {
	b := bufio.NewWriter(w)
	if base == "" {
		base = Base
	}
	for _, p := range prefixes {
		iri := p.IRI
		if local, ours := strings.CutPrefix(iri, Base); ours {
			iri = base + local
		}
		fmt.Fprintf(b, "@prefix %s: <%s> .\n", p.Name, iri)
	}
	b.WriteString("\n# Relations between actors, claims and things: processes, treaties, issues and events. Their quads carry an evidence as\n# label.\n")
	for _, r := range relationTable {
		relation(b, r)
	}
	b.WriteString("\n# Facts of a node.\n")
	for _, t := range termTable {
		fmt.Fprintf(b, "\n%s a rdf:Property ;\n    rdfs:comment %s", Shorten(t.iri), quad.String(t.about).String())
		if t.near != "" {
			fmt.Fprintf(b, " ;\n    skos:closeMatch %s", t.near)
		}
		b.WriteString(" .\n")
	}
	b.WriteString("\n# Classes.\n")
	for _, c := range classTable {
		fmt.Fprintf(b, "\n%s a rdfs:Class ;\n    rdfs:comment %s .\n", Shorten(c.iri), quad.String(c.about).String())
	}
	return b.Flush()
}

func relation(b *bufio.Writer, r Relation) {
	fmt.Fprintf(b, "\nrel:%s a rdf:Property ;\n    rdfs:label %s ;\n    rdfs:comment %s", r.Name,
		quad.String(r.Name).String(), quad.String(fmt.Sprintf("%s From %s to %s.", r.About, r.Subject, r.Object)).String())
	if r.CAMEO != "" {
		fmt.Fprintf(b, " ;\n    rel:cameo %q", r.CAMEO)
	}
	if r.PLOVER != "" {
		fmt.Fprintf(b, " ;\n    rel:plover %q", r.PLOVER)
	}
	if near := nearRelations[r.Name]; near != "" {
		fmt.Fprintf(b, " ;\n    skos:closeMatch %s", near)
	}
	fmt.Fprintf(b, " .\nnot:%s a rdf:Property ; rel:negates rel:%s .\n", r.Name, r.Name)
	fmt.Fprintf(b, "may:%s a rdf:Property ; rel:hedges rel:%s .\n", r.Name, r.Name)
}

// nearRelations are terms of other vocabularies.
var nearRelations = map[string]string{
	About: "schema:about",
	Party: "schema:participant",
}

type term struct {
	iri   quad.IRI
	about string
	near  string
}

// termTable lists the predicates that are ours; those of other vocabularies are used as they are.
var termTable = []term{
	{Country, "The country that an actor belongs to.", "schema:nationality"},
	{CountryID, "ISO 3166-1 alpha-3 code of a country.", ""},
	{CAMEO, "CAMEO code: of an actor, or of the event that an evidence states.", ""},
	{Base + "rel/plover", "Event type of PLOVER.", ""},
	{Style, "How a claim is reported: direct, indirect or mixed.", ""},
	{Cue, "The words that carry a claim's attribution (the cue of PARC) or an evidence's relation.", ""},
	{Piece, "A stretch of a claim's content (of PARC's content), named by its code points in the article.", ""},
	{Role, "The words of the role that an evidence of rel:represents states.", "schema:roleName"},
	{To, "Whom a demand is addressed to.", "schema:recipient"},
	{In, "The sentence that an evidence stands in.", "prov:wasQuotedFrom"},
	{Voice, "Who states an evidence: the article itself, or the claim it stands in.", ""},
	{Confidence, "How sure the reading is, from 0 to 1.", ""},
	{Tense, "past, present or future.", ""},
	{Begins, "First code point of the words that state an evidence.", ""},
	{Ends, "The code point after the words that state an evidence.", ""},
	{Of, "The article that a sentence or a piece belongs to.", "schema:isPartOf"},
	{Index, "The place of a sentence in reading order, from 0.", "schema:position"},
	{Negates, "Ties a denied relation to the asserted one.", ""},
	{Hedges, "Ties a relation that may hold to the asserted one.", ""},
}

var classTable = []term{
	{Person, "A person.", ""},
	{Organization, "An organisation: a ministry, a company, an alliance.", ""},
	{CountryType, "A country, also when its capital or its government speaks for it.", ""},
	{Group, "People who act together without being an organisation.", ""},
	{Process, "Negotiations, a mediation, a peace process.", ""},
	{Treaty, "A treaty or an agreement, signed or not.", ""},
	{Issue, "What is at dispute.", ""},
	{Event, "A meeting, a summit, a vote, an attack.", ""},
	{Claim, "What somebody said, thinks or wants.", ""},
	{NewsArticle, "An article.", ""},
	{Sentence, "A sentence of an article, named by its code points (RFC 5147).", ""},
	{Evidence, "One place in one article that vouches for a quad; the label of that quad.", ""},
	{Run, "The run of the program that made the quads of an article.", ""},
}
