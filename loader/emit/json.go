package emit

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"quadrille/loader/article"
	"quadrille/loader/document"
)

// Object is one article's extraction, as `extract --format jsonl` prints it on one line.
type Object struct {
	File       string      `json:"file"`
	Title      string      `json:"title,omitempty"`
	Date       string      `json:"date,omitempty"` // 2023-06-17
	Hash       string      `json:"hash"`
	Actors     []Entry     `json:"actors"`
	Things     []Entry     `json:"things"`
	Assertions []Assertion `json:"assertions"`
}

// Entry is an actor or a thing. ID is the local part of its IRI: "actor/russia".
type Entry struct {
	ID       string   `json:"id"`
	Type     string   `json:"type"`
	Name     string   `json:"name"`
	Aliases  []string `json:"aliases"`
	Wikidata string   `json:"wikidata,omitempty"`
	ISO3     string   `json:"iso3166,omitempty"`
	CAMEO    string   `json:"cameo,omitempty"`

	PossiblySame []Possible `json:"possiblySame,omitempty"` // what the text does not settle
}

// Assertion is what one or more places of the article state: one per kind, subject, object, polarity and voice. Offsets
// count code points of the file, end exclusive; sentences count from 0.
type Assertion struct {
	ID         string   `json:"id"` // "S1" for said, "R1" for other kinds, in order of place
	Kind       string   `json:"kind"`
	Polarity   string   `json:"polarity"`
	Subject    string   `json:"subject"`
	Object     string   `json:"object,omitempty"` // entity; "" for said
	To         string   `json:"to,omitempty"`     // addressee of a demand
	Role       string   `json:"role,omitempty"`
	Voice      string   `json:"voice"` // "article", or the ID of the said it stands in
	Style      string   `json:"style,omitempty"`
	Source     [][2]int `json:"source,omitempty"`
	Cue        [][2]int `json:"cue,omitempty"`
	Spans      [][2]int `json:"spans,omitempty"`     // content of a said
	Continues  string   `json:"continues,omitempty"` // the said before, which this one goes on: a content has a said for each sentence
	Sentences  []int    `json:"sentences"`
	Evidence   [][2]int `json:"evidence,omitempty"` // the words that state it, one stretch a place
	Tense      string   `json:"tense,omitempty"`
	When       []When   `json:"when,omitempty"` // of each place that says so
	Confidence float64  `json:"confidence"`     // the highest of its places
}

// When is when what an assertion states happens or holds, on some day from the first to the last or throughout them.
type When struct {
	Begins string   `json:"begins,omitempty"` // 2023-06-17, both included; left out where it is open
	Ends   string   `json:"ends,omitempty"`
	Lasts  string   `json:"lasts,omitempty"` // P3W
	Spans  [][2]int `json:"spans"`           // the words that say so
}

// JSON is the extraction of a document as one line without a line end. Errors wrap ErrLayers.
func JSON(d *document.Document) ([]byte, error) {
	o, err := Extraction(d)
	if err != nil {
		return nil, err
	}
	return json.Marshal(o)
}

// Extraction is the extraction of a document. Its offsets are those of the article's file. Errors wrap ErrLayers.
func Extraction(d *document.Document) (*Object, error) {
	p, err := newPlan(d)
	if err != nil {
		return nil, err
	}
	o := &Object{File: d.Article.File, Title: d.Article.Title, Hash: d.Article.Hash, Actors: []Entry{}, Things: []Entry{}, Assertions: []Assertion{}}
	if !d.Article.Date.IsZero() {
		o.Date = d.Article.Date.Format("2006-01-02")
	}
	ids := make([]string, len(d.Entities))
	for i := range d.Entities {
		e := &d.Entities[i]
		ids[i] = e.Type.Namespace() + "/" + e.Slug
		entry := Entry{ID: ids[i], Type: e.Type.String(), Name: e.Name, Aliases: aliases(e), Wikidata: e.Known.Wikidata, ISO3: e.Known.ISO3, CAMEO: e.Known.CAMEO, PossiblySame: possible(d, i)}
		if e.Type.Actor() {
			o.Actors = append(o.Actors, entry)
		} else {
			o.Things = append(o.Things, entry)
		}
	}
	claims := make([]string, len(d.Attributions)) // their IDs
	n := 0
	for _, e := range p.evidence {
		if e.attribution >= 0 {
			n++
			claims[e.attribution] = "S" + strconv.Itoa(n)
		}
	}
	for i := range d.Attributions { // what counted as the same evidence has the same ID
		if claims[i] == "" {
			claims[i] = claims[slices.IndexFunc(d.Attributions, func(a document.Attribution) bool {
				return p.claims[i] == p.claim(&a)
			})]
		}
	}
	n = 0
	at := map[[5]string]int{} // index of an assertion
	for _, e := range p.evidence {
		voice := "article"
		if e.voice > 0 {
			voice = claims[e.voice-1]
		}
		if e.attribution >= 0 {
			a := said(&d.Attributions[e.attribution], claims[e.attribution], ids, voice)
			if k := d.Attributions[e.attribution].Continues; k > 0 && claims[k-1] != a.ID {
				a.Continues = claims[k-1]
			}
			a.When = p.whens(&e)
			o.Assertions = append(o.Assertions, a)
			continue
		}
		r := &d.Relations[e.relation]
		key := [5]string{e.kind.String(), ids[e.subject], ids[e.object], e.polarity.String(), voice}
		if i, ok := at[key]; ok {
			a := &o.Assertions[i]
			if !slices.Contains(a.Sentences, e.sentence) {
				a.Sentences = append(a.Sentences, e.sentence)
			}
			a.Evidence = append(a.Evidence, [2]int{e.span.Begin, e.span.End})
			a.Cue = append(a.Cue, pairs(r.Cue)...)
			a.Confidence = max(a.Confidence, r.Confidence)
			a.When = append(a.When, p.whens(&e)...)
			continue
		}
		n++
		at[key] = len(o.Assertions)
		a := Assertion{
			ID: "R" + strconv.Itoa(n), Kind: key[0], Polarity: key[3], Subject: key[1], Object: key[2], Role: r.Role, Voice: voice,
			Cue: pairs(r.Cue), Sentences: []int{e.sentence}, Evidence: [][2]int{{e.span.Begin, e.span.End}},
			Tense: r.Tense.String(), When: p.whens(&e), Confidence: r.Confidence,
		}
		if r.To > 0 {
			a.To = ids[r.To-1]
		}
		o.Assertions = append(o.Assertions, a)
	}
	inFile(d.Article, o.Assertions)
	return o, nil
}

// whens is when an evidence says that what it states is so.
func (p *plan) whens(e *evidence) []When {
	w := p.when(e)
	if w == nil {
		return nil
	}
	out := When{Lasts: w.Lasts}
	if !w.Begins.IsZero() {
		out.Begins = w.Begins.Format(time.DateOnly)
	}
	if !w.Ends.IsZero() {
		out.Ends = w.Ends.Format(time.DateOnly)
	}
	for _, t := range w.Times {
		out.Spans = append(out.Spans, [2]int{p.d.Times[t].Begin, p.d.Times[t].End})
	}
	return []When{out}
}

// inFile turns offsets into the stored text into those of the file.
func inFile(a *article.Article, list []Assertion) {
	for i := range list {
		for _, spans := range [...][][2]int{list[i].Source, list[i].Cue, list[i].Spans, list[i].Evidence} {
			toFile(a, spans)
		}
		for _, w := range list[i].When {
			toFile(a, w.Spans)
		}
	}
}

func toFile(a *article.Article, spans [][2]int) {
	for k, s := range spans {
		spans[k] = [2]int{a.InFile(s[0]), a.InFile(s[1])}
	}
}

func said(a *document.Attribution, claim string, ids []string, voice string) Assertion {
	return Assertion{
		ID: claim, Kind: document.Said.String(), Polarity: a.Polarity.String(), Subject: ids[a.Speaker], Voice: voice,
		Style: a.Style.String(), Source: pairs(a.Source), Cue: pairs(a.Cue), Spans: pairs(a.Content),
		Sentences: []int{a.Sentence}, Confidence: a.Confidence,
	}
}

// aliases are the other names of an entity; its canonical name is one where the article never uses it.
func aliases(e *document.Entity) []string {
	out := append([]string{}, e.Aliases...)
	if k := e.Known.Name; k != "" && k != e.Name && !slices.Contains(out, k) {
		out = append(out, k)
	}
	return out
}

func pairs(spans []document.Span) [][2]int {
	var out [][2]int
	for _, s := range spans {
		out = append(out, [2]int{s.Begin, s.End})
	}
	return out
}
