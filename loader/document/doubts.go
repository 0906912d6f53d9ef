package document

// Doubt is a suspicion that an entity is somebody or something that another node stands for, which the text does not
// settle. The node is named as an entity is; it need not be one of the document's.
type Doubt struct {
	Entity   int // index into Document.Entities
	Type     EntityType
	Name     string // the other's canonical name
	Slug     string // the other's
	Score    float64
	Sentence int  // index into Document.Sentences
	Span     Span // the words that raise it, within the sentence
}
