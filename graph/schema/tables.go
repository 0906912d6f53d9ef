package schema

import "github.com/cayleygraph/quad"

// term is a predicate of node facts.
type term struct {
	iri    quad.IRI
	name   string
	domain []quad.IRI // any of them
	rng    []quad.IRI // any of them, or one type of literals
	about  string
	near   string // the nearest term of another vocabulary, as a predicate of SKOS and its object
	parc   string // what it is in PARC's source, cue and content
}

const (
	xsd = "http://www.w3.org/2001/XMLSchema#"
	nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
)

var (
	text     = []quad.IRI{xsd + "string"}
	integer  = []quad.IRI{xsd + "integer"}
	dates    = []quad.IRI{xsd + "date"}
	periods  = []quad.IRI{xsd + "duration"}
	double   = []quad.IRI{xsd + "double"}
	evidence = []quad.IRI{Evidence}
	span     = []quad.IRI{Sentence, PieceType}
)

// termTable lists the predicates of node facts that are ours.
var termTable = []term{
	{iri: Country, name: "country", domain: actor, rng: []quad.IRI{CountryType}, near: "skos:closeMatch schema:nationality",
		about: "The country that an actor belongs to."},
	{iri: CountryID, name: "ISO 3166 code", domain: []quad.IRI{CountryType}, rng: text, near: "skos:broadMatch schema:identifier",
		about: "ISO 3166-1 alpha-3 code of a country."},
	{iri: CAMEO, name: "CAMEO code", rng: text,
		about: "CAMEO code: of an actor, of the event that an evidence states, or nearest to a relation."},
	{iri: Base + "rel/plover", name: "PLOVER type", rng: text, about: "Event type of PLOVER that is nearest to a relation."},
	{iri: Base + "rel/parc", name: "PARC role", rng: text,
		about: "What a term is in PARC's and PolNeAR's attributions: source, cue, content, or the attribution that ties them."},
	{iri: Style, name: "style", domain: []quad.IRI{Claim}, rng: text, about: "How a claim is reported: direct, indirect or mixed."},
	{iri: Cue, name: "cue", domain: []quad.IRI{Claim, Evidence}, rng: text, parc: "cue",
		about: "The words that carry a claim's attribution or an evidence's relation."},
	{iri: Piece, name: "piece", domain: []quad.IRI{Claim}, rng: []quad.IRI{PieceType}, near: "skos:closeMatch schema:hasPart", parc: "content",
		about: "A stretch of a claim's content, named by its code points in the article."},
	{iri: Continues, name: "continues", domain: []quad.IRI{Claim}, rng: []quad.IRI{Claim}, near: "skos:closeMatch schema:previousItem",
		about: "The claim that a claim goes on: a quotation of several sentences is a claim for each."},
	{iri: Role, name: "role", domain: evidence, rng: text, near: "skos:closeMatch schema:roleName",
		about: "The words of the role that an evidence of rel:represents states."},
	{iri: To, name: "to", domain: evidence, rng: actor, near: "skos:closeMatch schema:recipient", about: "Whom a demand is addressed to."},
	{iri: In, name: "in", domain: evidence, rng: []quad.IRI{Sentence}, near: "skos:closeMatch prov:wasQuotedFrom",
		about: "The sentence that an evidence stands in."},
	{iri: Voice, name: "voice", domain: evidence, rng: []quad.IRI{NewsArticle, Claim}, near: "skos:closeMatch prov:wasAttributedTo",
		about: "Who states an evidence: the article itself, or the claim it stands in."},
	{iri: Confidence, name: "confidence", domain: evidence, rng: double, about: "How sure the reading is, from 0 to 1."},
	{iri: Tense, name: "tense", domain: evidence, rng: text, about: "past, present or future."},
	{iri: When, name: "when", domain: evidence, rng: text, near: "skos:closeMatch dcterms:temporal",
		about: "The days on which what an evidence states is so, as its text says, both ends included: \"2023-06-17\", \"2023-06-01/2023-06-30\", \"2014-01-01/..\". It is so on one of them or on all."},
	{iri: WhenBegins, name: "when it begins", domain: evidence, rng: dates, near: "skos:closeMatch schema:startDate",
		about: "The first day of rel:when; there is none where the text leaves that end open."},
	{iri: WhenEnds, name: "when it ends", domain: evidence, rng: dates, near: "skos:closeMatch schema:endDate",
		about: "The last day of rel:when; there is none where the text leaves that end open."},
	{iri: Lasts, name: "lasts", domain: evidence, rng: periods, near: "skos:closeMatch schema:duration",
		about: "How long what an evidence states lasts, as its text says."},
	{iri: Begins, name: "begins", domain: evidence, rng: integer, near: "skos:closeMatch <" + nif + "beginIndex>",
		about: "First code point of the words that state an evidence."},
	{iri: Ends, name: "ends", domain: evidence, rng: integer, near: "skos:closeMatch <" + nif + "endIndex>",
		about: "The code point after the words that state an evidence."},
	{iri: Of, name: "of", domain: span, rng: []quad.IRI{NewsArticle}, near: "skos:closeMatch dcterms:isPartOf",
		about: "The article that a sentence or a piece belongs to."},
	{iri: Index, name: "index", domain: []quad.IRI{Sentence}, rng: integer, near: "skos:closeMatch schema:position",
		about: "The place of a sentence in reading order, from 0."},
	{iri: PossiblySame, name: "possibly same", near: "skos:broadMatch owl:sameAs",
		about: "Another node that may stand for the same; how likely is the confidence of the evidence."},
	{iri: Negates, name: "negates", rng: []quad.IRI{rdfProperty}, about: "Ties a denied relation to the asserted one."},
	{iri: Hedges, name: "hedges", rng: []quad.IRI{rdfProperty}, about: "Ties a relation that may hold to the asserted one."},
}

const rdfProperty = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#Property")

// standardTable lists the terms of other vocabularies that are used as they are, and what for.
var standardTable = []struct {
	iri quad.IRI
	use string
}{
	{Type, "class of a node"},
	{Label, "canonical name of an actor or a thing; name of a run"},
	{AltLabel, "other names met"},
	{SameAs, "the same actor in Wikidata"},
	{Text, "text of a sentence, a claim, a piece of it, an evidence (a claim's is PARC's content)"},
	{Title, "title of an article"},
	{Creator, "author of an article, one each"},
	{Publisher, "publisher of an article"},
	{Issued, "date of an article, xsd:date"},
	{Source, "where an article was published, a URL or a name"},
	{Language, "language of an article, BCP 47"},
	{Generated, "the run that made the quads of an article"},
}

// class is a class of nodes.
type class struct {
	iri   quad.IRI
	name  string
	any   []quad.IRI // the classes it is the union of
	about string
	near  string
}

var classTable = []class{
	{iri: Actor, name: "actor", any: []quad.IRI{Person, Organization, CountryType, Group}, about: "Who acts.", near: "skos:closeMatch prov:Agent"},
	{iri: Thing, name: "thing", any: []quad.IRI{Process, Treaty, Issue, Event}, about: "What actors act on."},
	{iri: Person, name: "person", about: "A person."},
	{iri: Organization, name: "organisation", about: "An organisation: a ministry, a company, an alliance."},
	{iri: CountryType, name: "country", about: "A country, also when its capital or its government speaks for it."},
	{iri: Group, name: "group", about: "People who act together without being an organisation.", near: "skos:closeMatch foaf:Group"},
	{iri: Process, name: "process", about: "Negotiations, a mediation, a peace process."},
	{iri: Treaty, name: "treaty", about: "A treaty or an agreement, signed or not.", near: "skos:broadMatch schema:CreativeWork"},
	{iri: Issue, name: "issue", about: "What is at dispute."},
	{iri: Event, name: "event", about: "A meeting, a summit, a vote, an attack."},
	{iri: Claim, name: "claim", about: "What somebody said, thinks or wants."},
	{iri: NewsArticle, name: "article", about: "An article."},
	{iri: Sentence, name: "sentence", about: "A sentence of an article, named by its code points (RFC 5147).", near: "skos:closeMatch <" + nif + "Sentence>"},
	{iri: PieceType, name: "piece", about: "A stretch of a claim's content, named by its code points (RFC 5147).", near: "skos:closeMatch <" + nif + "Phrase>"},
	{iri: Evidence, name: "evidence", about: "One place in one article that vouches for a quad; the label of that quad.", near: "skos:broadMatch prov:Entity"},
	{iri: Run, name: "run", about: "The run of the program that made the quads of an article."},
}
