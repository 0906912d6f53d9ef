package tagger

// Decoder tags sentences with a model. It belongs to one goroutine at a time.
type Decoder struct {
	model *Model
	words []word
}

// NewDecoder makes a decoder of m.
func NewDecoder(m *Model) *Decoder { return &Decoder{model: m} }

// Begin starts a sentence.
func (d *Decoder) Begin() { d.words = append(d.words[:0], border, border) }

// Add appends a word to the sentence: as it stands, and lower-cased with plain apostrophes.
func (d *Decoder) Add(text, lower string) { d.words = append(d.words, wordOf(text, lower)) }

// Tag appends the labels of the sentence's words to out.
func (d *Decoder) Tag(out []Label) []Label {
	d.words = append(d.words, border, border)
	before2, before1 := uint64(Labels), uint64(Labels)
	var f [Features]Feature
	for i := 0; i+4 < len(d.words); i++ {
		features(&f, (*[5]word)(d.words[i:i+5]), before2, before1)
		l := d.model.best(&f)
		out = append(out, l)
		before2, before1 = before1, uint64(l)
	}
	return out
}
