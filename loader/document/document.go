package document

import (
	"quadrille/loader/article"
)

// Span is a stretch of an article's stored text in Unicode code points, End exclusive.
type Span struct{ Begin, End int }

// Len is the number of code points in s.
func (s Span) Len() int { return s.End - s.Begin }

// Contains tells whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Begin <= t.Begin && t.End <= s.End }

// Overlaps tells whether s and t share a code point.
func (s Span) Overlaps(t Span) bool { return s.Begin < t.End && t.Begin < s.End }

// Range is a run of tokens [First, End) by their index in Document.Tokens.
type Range struct{ First, End int }

// Len is the number of tokens in r.
func (r Range) Len() int { return r.End - r.First }

// Contains tells whether token i is one of r's.
func (r Range) Contains(i int) bool { return r.First <= i && i < r.End }

// Layer names one kind of annotation. A stage declares which layers it needs and which it sets.
type Layer uint

// The layers, in the order in which stages set them.
const (
	Segments     Layer = 1 << iota // Paragraphs, Sentences, Tokens
	Quotations                     // Quotations, and Token.Quote
	Scored                         // Scores
	Tags                           // Token.Tag, Token.Lemma, Token.Verb
	Dependencies                   // Tree
	Chunks                         // NounGroups, VerbGroups
	Dates                          // Times
	Mentions                       // Mentions
	Chains                         // Entities, and Mention.Entity
	Links                          // Entity.Slug, Entity.Known
	Attributions                   // Attributions
	Relations                      // Relations
	Dated                          // Whens
)

// Document is one article's text with the layers that the stages have set so far. A stage reads earlier
// layers and sets its own; it never changes what another stage has set, with four exceptions: attribute, relate and link append
// entities (a speaker or a thing that only they can see) and names of them, open appends relations of the kind Does, link
// settles what entities are and makes those one that are the same, wherever they are referred to, and Least takes away. A Document belongs to one
// goroutine at a time.
type Document struct {
	Article *article.Article

	Paragraphs   []Span
	Sentences    []Sentence
	Tokens       []Token
	Quotations   []Quotation
	Scores       any // what the encoder says of the words: package neural sets it and reads it
	Tree         Tree
	NounGroups   []NounGroup
	VerbGroups   []VerbGroup
	Times        []Time
	Mentions     []Mention
	Entities     []Entity
	Doubts       []Doubt // whom entities may be too; set by link
	Attributions []Attribution
	Relations    []Relation
	Whens        []When

	runes []rune // the article's text, for slicing by code points
	index index  // finds mentions and entities; kept by entities.go
}

// New makes a document without layers.
func New(a *article.Article) *Document {
	return &Document{Article: a, runes: []rune(a.Text)}
}

// Text is the part of the article's text that s covers. It panics when s lies outside the text, as
// slicing does.
func (d *Document) Text(s Span) string { return string(d.runes[s.Begin:s.End]) }

// Len is the length of the text in code points.
func (d *Document) Len() int { return len(d.runes) }

// Span is the stretch of text from the first to the last token of r. r must not be empty.
func (d *Document) Span(r Range) Span {
	return Span{d.Tokens[r.First].Begin, d.Tokens[r.End-1].End}
}

// Sentence is one sentence. Index in Document.Sentences counts from 0 in reading order; a headline is a
// sentence of its own.
type Sentence struct {
	Span
	Tokens    Range
	Paragraph int  // index into Document.Paragraphs
	Headline  bool // the article's title line
}

// TokenKind tells words from other tokens.
type TokenKind uint8

// Kinds of token.
const (
	Word        TokenKind = iota // letters, with inner hyphens and apostrophes: "Armenia-Azerbaijan", "U.S."
	Number                       // digits, with inner points and commas: "1,000", "2023"
	Punctuation                  // one mark
	QuoteMark                    // one quotation mark, or `` or '' as one
	Clitic                       // "'s", "n't", "'re" split off a word
	Symbol                       // anything else
)

// Token is one token.
type Token struct {
	Span
	Text     string // as it stands in the article
	Lower    string // lower-cased, typographic apostrophes made plain
	Kind     TokenKind
	Sentence int // index into Document.Sentences
	Tag      Tag
	Lemma    string   // lower-cased dictionary form, as far as the lexicon knows it
	Verb     VerbForm // of verbs and auxiliaries
	Quote    int      // index+1 into Document.Quotations of the quotation it stands in (marks included), 0 for none
}

// Quotation is a stretch in quotation marks. A quotation that runs over several paragraphs, reopened at
// the head of each, is one Quotation per paragraph, tied by Continues.
type Quotation struct {
	Span           // with its marks
	Inner     Span // without them
	Closed    bool // a closing mark was found in the paragraph
	Continues bool // goes on from the quotation before
	Scare     bool // a word or a phrase in marks rather than speech
}

// Tag is a universal part-of-speech tag (UD v2).
type Tag uint8

// Tags.
const (
	X Tag = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
)

var tags = [...]string{"X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"}

func (t Tag) String() string { return tags[t] }

// VerbForm is the form of a verb or an auxiliary.
type VerbForm uint8

// Forms of verbs.
const (
	NoVerb      VerbForm = iota
	Base                 // "mediate", after "to", a modal, or a plural subject
	ThirdPerson          // "mediates"
	PastTense            // "mediated" as the clause's finite verb
	Participle           // "mediated" after be or have, or after its noun
	Gerund               // "mediating"
	Modal                // "will", "could"
)

// Tree is the dependency trees of all sentences (UD v2), an entry a token. Each sentence has one root, and its other tokens
// hang beneath it. Both slices are empty while no stage has set them.
type Tree struct {
	Heads  []int    // the token that each token depends on, by its index in Document.Tokens; -1 for a root
	Labels []string // how: "nsubj", "nmod:poss", … with subtypes; "root" for a root
}

// NounGroup is a base noun phrase: determiner to head noun, without what follows the head.
type NounGroup struct {
	Range
	Head int // its last noun
}

// VerbGroup is a verb with its auxiliaries, negation and adverbs: "has not yet been able to sign".
type VerbGroup struct {
	Range
	Head    int  // the main verb
	Finite  bool // it has a subject of its own; else an infinitive, a gerund or a participle
	Passive bool
	Negated bool   // "not", "never", "no longer", "has yet to", "unable to"; "refused to" is not one
	Modal   string // lemma of a modal or semi-modal that hedges: "may", "could", "would", "ready" (to), "expected", "must" (have to), "" for none; "will" is tense
	Tense   Tense
	Under   int // index+1 into Document.VerbGroups of the group just before, whose infinitive it is: "refused [to mediate]"; 0 for none
}

// MentionForm tells how a mention refers.
type MentionForm uint8

// Forms of mention.
const (
	Name    MentionForm = iota // "Sergey Lavrov", "NATO"
	Demonym                    // "Russian", "Armenian-Azerbaijani"
	Role                       // "the Russian Foreign Minister", "the mediators"
	Nominal                    // "the peace treaty", "another round of talks"
	Pronoun                    // "he", "they"
)

// EntityType is the type of what is referred to.
type EntityType uint8

// Types of entity: actors first, then things (GUIDELINES of the gold data use the same words).
const (
	Unknown EntityType = iota
	Person
	Organization
	Country
	Group
	Process
	Treaty
	Issue
	Event
)

// Actor tells whether entities of type t act.
func (t EntityType) Actor() bool { return t >= Person && t <= Group }

// Thing tells whether entities of type t are acted on.
func (t EntityType) Thing() bool { return t >= Process && t <= Event }

var mentionForms = [...]string{"name", "demonym", "role", "nominal", "pronoun"}

func (f MentionForm) String() string { return mentionForms[f] }

var entityTypes = [...]string{"unknown", "person", "organization", "country", "group", "process", "treaty", "issue", "event"}

func (t EntityType) String() string { return entityTypes[t] }

// Mention is one place that refers to an entity.
type Mention struct {
	Range      // its tokens
	Head   int // the token that carries its meaning: the surname, the noun
	Form   MentionForm
	Type   EntityType
	Key    string // canonical key in the lexicon when the words alone settle it ("country:ru"), else ""
	Of     int    // index+1 of the mention that a role belongs to ("Russian" in "Russian Foreign Minister"), 0 for none
	Entity int    // index+1 into Document.Entities, 0 while unresolved; set by coref
}

// Known is what the lexicon knows of an entity.
type Known struct {
	Key      string // "country:ru", "org:nato", "person:sergey-lavrov"
	Name     string // its canonical name there, "United States", whatever this article calls it
	Wikidata string // "Q159"
	ISO3     string // ISO 3166 alpha-3 of a country
	CAMEO    string // CAMEO actor code: "RUS", "IGOUNO"
	Country  string // canonical name of the country an actor belongs to
}

// Entity is one referent within the article: an actor or a thing.
type Entity struct {
	Type    EntityType
	Name    string   // the fullest proper name, or the shortest self-explaining phrase of a thing
	Aliases []string // the other strings that refer to it, in order of first mention, without pronouns
	Slug    string   // local part of its IRI, unique in the document; set by link
	Known   Known    // zero when the lexicon has nothing
	First   Span     // its first mention
}

// Polarity of an assertion.
type Polarity uint8

// Polarities.
const (
	Asserted Polarity = iota
	Negated
	Hedged
)

var polarities = [...]string{"asserted", "negated", "hedged"}

func (p Polarity) String() string { return polarities[p] }

// Style of an attribution.
type Style uint8

// Styles.
const (
	Indirect Style = iota
	Direct
	Mixed
)

var styles = [...]string{"indirect", "direct", "mixed"}

func (s Style) String() string { return styles[s] }

// Attribution ties a source to what it said: PARC's source, cue and content.
type Attribution struct {
	Speaker    int // index into Document.Entities
	Source     []Span
	Cue        []Span
	Content    []Span // in reading order, edges trimmed as the gold's GUIDELINES say
	Style      Style
	Polarity   Polarity
	Voice      int // index+1 into Document.Attributions of the claim it stands in, 0 for the article itself
	Sentence   int // index into Document.Sentences of the cue, or of the content when it has no cue of its own
	Continues  int // index+1 into Document.Attributions of the one whose content this goes on, one sentence a piece; 0 for none
	Confidence float64
	Origin     string // what has read it, for people: a rule's pattern, or the encoder
}

// Kind is the kind of a relation.
type Kind uint8

// Kinds. Said is carried by Attribution; the others by Relation. Party is no assertion of the gold's twelve: it ties a
// process to those it is between.
const (
	Said Kind = iota
	Mediates
	Blocks
	Supports
	Rejects
	Demands
	Accuses
	Threatens
	Meets
	Hosts
	Signs
	Represents
	Party // process or treaty -> actor: between whom
	Does  // any other relation: the verb is its cue
)

var kinds = [...]string{"said", "mediates", "blocks", "supports", "rejects", "demands", "accuses", "threatens", "meets", "hosts", "signs", "represents", "party", "does"}

func (k Kind) String() string { return kinds[k] }

// Kinds lists all kinds in their order.
func Kinds() []Kind {
	out := make([]Kind, len(kinds))
	for i := range out {
		out[i] = Kind(i)
	}
	return out
}

// Tense of an assertion.
type Tense uint8

// Tenses.
const (
	Present Tense = iota
	Past
	Future
)

var tenses = [...]string{"present", "past", "future"}

func (t Tense) String() string { return tenses[t] }

// Relation is one assertion other than said.
type Relation struct {
	Kind       Kind
	Subject    int // index into Document.Entities
	Object     int // index into Document.Entities
	To         int // index+1 into Document.Entities of a demand's addressee, 0 for none
	Polarity   Polarity
	Voice      int    // index+1 into Document.Attributions, 0 for the article itself
	Sentence   int    // index into Document.Sentences
	Evidence   Span   // the words that state it, from the first argument to the last, within the sentence
	Cue        []Span // the words that carry the relation
	Tense      Tense
	Role       string // the role's words, for Represents
	Confidence float64
	Origin     string // what has read it, for people: a rule by its name in the stage's table, or the network
}
