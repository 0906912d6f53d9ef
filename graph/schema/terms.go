package schema

import (
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// Polarities of a relation's predicate.
const (
	Rel = Base + "rel/" // asserted
	Not = Base + "not/" // denied
	May = Base + "may/" // hedged
)

// Relations between actors, claims and things; each exists as rel:, not: and may:. Their quads carry an evidence as label.
const (
	Said       = "said"
	Mediates   = "mediates"
	Blocks     = "blocks"
	Supports   = "supports"
	Rejects    = "rejects"
	Demands    = "demands"
	Accuses    = "accuses"
	Threatens  = "threatens"
	Meets      = "meets"
	Hosts      = "hosts"
	Signs      = "signs"
	Represents = "represents"
	Does       = "does"
	Party      = "party"
	About      = "about"
)

// Terms of node facts. Their quads carry the article as label, those about a claim the evidence of its said.
const (
	Type      = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	Label     = quad.IRI("http://www.w3.org/2000/01/rdf-schema#label")   // canonical name
	AltLabel  = quad.IRI("http://www.w3.org/2004/02/skos/core#altLabel") // other names met
	SameAs    = quad.IRI("http://www.w3.org/2002/07/owl#sameAs")         // wd: entity
	Text      = quad.IRI("https://schema.org/text")                      // of claim, piece, evidence, sentence
	Title     = quad.IRI("http://purl.org/dc/terms/title")
	Creator   = quad.IRI("http://purl.org/dc/terms/creator")
	Publisher = quad.IRI("http://purl.org/dc/terms/publisher")
	Issued    = quad.IRI("http://purl.org/dc/terms/issued") // "2023-06-17"^^xsd:date
	Source    = quad.IRI("http://purl.org/dc/terms/source")
	Language  = quad.IRI("http://purl.org/dc/terms/language")
	Generated = quad.IRI("http://www.w3.org/ns/prov#wasGeneratedBy")

	Country    = quad.IRI(Rel + "country")    // actor -> its country
	CountryID  = quad.IRI(Rel + "iso3166")    // country -> "RUS"
	CAMEO      = quad.IRI(Rel + "cameo")      // actor -> actor code, evidence -> event code
	Style      = quad.IRI(Rel + "style")      // claim -> "direct" "indirect" "mixed"
	Cue        = quad.IRI(Rel + "cue")        // claim, evidence -> the words that carry the relation
	Piece      = quad.IRI(Rel + "piece")      // claim -> each stretch of its content, in the form of a sentence IRI
	Continues  = quad.IRI(Rel + "continues")  // claim -> the claim of the sentence before that it goes on
	Role       = quad.IRI(Rel + "role")       // evidence of represents -> the role's words
	To         = quad.IRI(Rel + "to")         // evidence of demands -> the addressee
	In         = quad.IRI(Rel + "in")         // evidence -> sentence
	Voice      = quad.IRI(Rel + "voice")      // evidence -> article or claim
	Confidence = quad.IRI(Rel + "confidence") // evidence -> 0..1
	Tense      = quad.IRI(Rel + "tense")      // evidence -> "past" "present" "future"
	Begins     = quad.IRI(Rel + "begins")     // evidence -> first code point of the words that state it
	Ends       = quad.IRI(Rel + "ends")       // evidence -> the code point after them
	When       = quad.IRI(Rel + "when")       // evidence -> "2023-06-01/2023-06-30": the days on which what it states is so
	WhenBegins = quad.IRI(Rel + "whenBegins") // evidence -> the first of them, "2023-06-01"^^xsd:date
	WhenEnds   = quad.IRI(Rel + "whenEnds")   // evidence -> the last of them
	Lasts      = quad.IRI(Rel + "lasts")      // evidence -> "P21D"^^xsd:duration
	Of         = quad.IRI(Rel + "of")         // sentence, piece -> article
	Index      = quad.IRI(Rel + "index")      // sentence -> its place in reading order, from 0
	Negates    = quad.IRI(Rel + "negates")    // not:X -> rel:X, in the schema
	Hedges     = quad.IRI(Rel + "hedges")     // may:X -> rel:X, in the schema

	// PossiblySame leads from a node to one that may stand for the same; the confidence of the evidence is the score.
	PossiblySame = quad.IRI(Rel + "possiblySame")
)

// Actor and Thing are what several classes have in common; no node has them as its type, nor PieceType.
const (
	Actor     = quad.IRI(Base + "type/Actor") // person, organisation, country or group
	Thing     = quad.IRI(Base + "type/Thing") // process, treaty, issue or event
	PieceType = quad.IRI(Base + "type/Piece")
)

// Classes, the objects of rdf:type.
const (
	Person       = quad.IRI("https://schema.org/Person")
	Organization = quad.IRI("https://schema.org/Organization")
	CountryType  = quad.IRI("https://schema.org/Country")
	Group        = quad.IRI(Base + "type/Group")
	Process      = quad.IRI(Base + "type/Process")
	Treaty       = quad.IRI(Base + "type/Treaty")
	Issue        = quad.IRI(Base + "type/Issue")
	Event        = quad.IRI("https://schema.org/Event")
	Claim        = quad.IRI("https://schema.org/Claim")
	NewsArticle  = quad.IRI("https://schema.org/NewsArticle")
	Sentence     = quad.IRI(Base + "type/Sentence")
	Evidence     = quad.IRI(Base + "type/Evidence")
	Run          = quad.IRI("http://www.w3.org/ns/prov#Activity")
)

// ArticleIRI names the article with the given hash.
func ArticleIRI(hash string) quad.IRI { return quad.IRI(Base + "article/" + hash) }

// SpanIRI names code points [begin, end) of an article: a sentence, or a piece of a claim (RFC 5147).
func SpanIRI(hash string, begin, end int) quad.IRI {
	return quad.IRI(Base + "article/" + hash + "#char=" + strconv.Itoa(begin) + "," + strconv.Itoa(end))
}

// EvidenceIRI names the n-th extraction in an article, from 1.
func EvidenceIRI(hash string, n int) quad.IRI {
	return quad.IRI(Base + "evidence/" + hash + "/" + strconv.Itoa(n))
}

// OfArticle tells whether label belongs to the article: is the article itself or one of its evidence.
func OfArticle(label quad.Value, article quad.IRI) bool {
	l, ok := label.(quad.IRI)
	if !ok {
		return false
	}
	hash, ok := strings.CutPrefix(string(article), Base+"article/")
	return ok && (l == article || strings.HasPrefix(string(l), Base+"evidence/"+hash+"/"))
}

// Polarity splits a relation's predicate into its polarity ("rel", "not" or "may") and its name. ok is false for
// other predicates, those of node facts among them.
func Polarity(predicate quad.Value) (polarity, name string, ok bool) {
	p, isIRI := predicate.(quad.IRI)
	if !isIRI {
		return "", "", false
	}
	rest, ok := strings.CutPrefix(string(p), Base)
	if !ok {
		return "", "", false
	}
	polarity, name, ok = strings.Cut(rest, "/")
	if !ok || polarity != "rel" && polarity != "not" && polarity != "may" || !relations[name] {
		return "", "", false
	}
	return polarity, name, true
}

var relations = map[string]bool{
	Said: true, Mediates: true, Blocks: true, Supports: true, Rejects: true, Demands: true, Accuses: true,
	Threatens: true, Meets: true, Hosts: true, Signs: true, Represents: true, Does: true, Party: true, About: true,
}
