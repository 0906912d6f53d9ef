package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"quadrille/loader/document"
)

// Entity is an actor or a thing as gold and `quadrille extract --format jsonl` write it.
type Entity struct {
	ID      string   `json:"id"`
	Type    string   `json:"type"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
}

// Assertion is one assertion, likewise. Spans are [begin, end] in code points.
type Assertion struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"`
	Polarity string   `json:"polarity"` // "" means asserted
	Subject  string   `json:"subject"`
	Object   string   `json:"object"`
	Style    string   `json:"style"`
	Source   [][2]int `json:"source"`
	Cue      cue      `json:"cue"`
	Spans    [][2]int `json:"spans"`
	Before   string   `json:"continues"` // ID of the said that this one goes on
}

// cue is a cue's spans; gold gives words instead, which no score needs.
type cue [][2]int

// UnmarshalJSON reads spans and passes over anything else.
func (c *cue) UnmarshalJSON(raw []byte) error {
	var spans [][2]int
	if json.Unmarshal(raw, &spans) == nil {
		*c = spans
	}
	return nil
}

// Extraction is what an article asserts.
type Extraction struct {
	File       string      `json:"file"`
	Actors     []Entity    `json:"actors"`
	Things     []Entity    `json:"things"`
	Assertions []Assertion `json:"assertions"`
}

// entities maps ids to the content words of each name.
func (e *Extraction) entities() map[string][]map[string]bool {
	out := map[string][]map[string]bool{}
	for _, x := range slices.Concat(e.Actors, e.Things) {
		names := []map[string]bool{}
		for _, n := range append([]string{x.Name}, x.Aliases...) {
			if w := contentWords(n); len(w) > 0 {
				names = append(names, w)
			}
		}
		out[x.ID] = names
	}
	return out
}

// same tells whether a name of one entity shares at least half of the words of both with a name of the other.
func same(a, b []map[string]bool) bool {
	for _, x := range a {
		for _, y := range b {
			n := 0
			for w := range x {
				if y[w] {
					n++
				}
			}
			if 2*n >= len(x)+len(y)-n {
				return true
			}
		}
	}
	return false
}

// Article is an article of the gold.
type Article struct {
	Name string // "d01"
	Path string // of its text
	Text []rune
	Gold Extraction
}

// ReadGold reads the articles of a folder that holds NAME.txt and NAME.json, in the order of names. Errors name the file.
func ReadGold(dir string) ([]Article, error) {
	files, err := filepath.Glob(filepath.Join(escapeGlob(dir), "*.json"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var out []Article
	for _, f := range files {
		a := Article{Name: strings.TrimSuffix(filepath.Base(f), ".json"), Path: strings.TrimSuffix(f, "json") + "txt"}
		text, err := os.ReadFile(a.Path)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		a.Text = []rune(string(text))
		raw, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(raw, &a.Gold); err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		if err := a.check(); err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		out = append(out, a)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no NAME.json with a NAME.txt beside it", dir)
	}
	return out, nil
}

func escapeGlob(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(s)
}

// check tells what a scorer could not work with.
func (a *Article) check() error {
	known := a.Gold.entities()
	for _, x := range a.Gold.Assertions {
		_, subject := known[x.Subject]
		_, object := known[x.Object]
		switch {
		case !slices.Contains(AssertionKinds[:], x.Kind):
			return fmt.Errorf("kind %q is none of %s", x.Kind, strings.Join(AssertionKinds[:], ", "))
		case !subject:
			return fmt.Errorf("%s: the subject %q is no actor or thing of the article", x.Kind, x.Subject)
		case x.Kind != "said" && !object:
			return fmt.Errorf("%s: the object %q is no actor or thing of the article", x.Kind, x.Object)
		}
	}
	return nil
}

// AssertionKinds are the kinds of the gold, in the order in which they are shown.
var AssertionKinds = [...]string{"said", "mediates", "blocks", "supports", "rejects", "demands", "accuses", "threatens", "meets", "hosts", "signs", "represents"}

// Styles are the styles of quotation, in the order in which they are shown.
var Styles = [...]string{"direct", "indirect", "mixed"}

// Recall is a recall and the number of what was to be found.
type Recall struct {
	Figure
	Of int
}

// AssertionScore holds the figures of assertions.
type AssertionScore struct {
	Articles, Missing int
	Kinds             [len(AssertionKinds)]PRF
	Of                [len(AssertionKinds)]int // assertions of each kind in the gold
	Core              PRF                      // said, mediates, blocks
	Relations         PRF                      // all but said
	Styles            [len(Styles)]Recall      // of said
}

const (
	coreAt     = len(AssertionKinds) * prfCounts
	relationAt = coreAt + prfCounts
	styleAt    = relationAt + prfCounts
	allCounts  = styleAt + 2*len(Styles)
)

// Assertions compares what was extracted with the gold, article by article. An assertion is right when kind and polarity
// are, the subjects are the same entity, and the objects are: content spans of Jaccard >= .5 for said, the same entity for
// the rest. Meets counts in either order. Each matches at most once, in the gold's order.
func Assertions(gold []Article, found []Extraction) AssertionScore {
	system := map[string]*Extraction{}
	for i := range found {
		system[filepath.Base(found[i].File)] = &found[i]
	}
	out := AssertionScore{Articles: len(gold)}
	var units [][]float64
	for i := range gold {
		e, ok := system[gold[i].Name+".txt"]
		if !ok {
			out.Missing++
			e = &Extraction{}
		}
		units = append(units, assertionCounts(&gold[i], e))
	}
	for k := range AssertionKinds {
		out.Kinds[k] = prf(units, k*prfCounts)
		out.Of[k] = total(units, k*prfCounts+wanted)
	}
	out.Core, out.Relations = prf(units, coreAt), prf(units, relationAt)
	for k := range Styles {
		out.Styles[k] = Recall{figure(units, share(styleAt+2*k, styleAt+2*k+1)), total(units, styleAt+2*k+1)}
	}
	return out
}

func total(units [][]float64, at int) (n int) {
	for _, u := range units {
		n += int(u[at])
	}
	return n
}

// matcher compares the assertions of one article.
type matcher struct {
	gold, found map[string][]map[string]bool
	words       []document.Span
}

func assertionCounts(a *Article, found *Extraction) []float64 {
	u := make([]float64, allCounts)
	count := func(kind, what int) {
		u[kind*prfCounts+what]++
		if kind < 3 {
			u[coreAt+what]++
		}
		if kind > 0 {
			u[relationAt+what]++
		}
	}
	m := matcher{a.Gold.entities(), found.entities(), wordSpans(a.Text)}
	var left []*Assertion
	for i := range found.Assertions {
		if k := slices.Index(AssertionKinds[:], found.Assertions[i].Kind); k >= 0 {
			left = append(left, &found.Assertions[i])
			count(k, predicted)
		}
	}
	for i := range a.Gold.Assertions {
		g := &a.Gold.Assertions[i]
		kind := slices.Index(AssertionKinds[:], g.Kind)
		count(kind, wanted)
		best, score := -1, 0.0
		for j, f := range left {
			if s := m.score(g, f); s > score {
				best, score = j, s
			}
		}
		if best >= 0 {
			left = slices.Delete(left, best, best+1)
			count(kind, hits)
		}
		if k := slices.Index(Styles[:], g.Style); g.Kind == "said" && k >= 0 {
			u[styleAt+2*k+1]++
			if best >= 0 {
				u[styleAt+2*k]++
			}
		}
	}
	return u
}

// score tells how well f matches g: 0 not at all, 1 best.
func (m *matcher) score(g, f *Assertion) float64 {
	subject, known := m.found[f.Subject]
	if f.Kind != g.Kind || polarity(f) != polarity(g) || !known {
		return 0
	}
	subjects := same(subject, m.gold[g.Subject])
	if g.Kind == "said" {
		if !subjects {
			return 0
		}
		if j := jaccard(cover(spans(f.Spans), m.words), cover(spans(g.Spans), m.words)); j >= .5 {
			return j
		}
		return 0
	}
	object, known := m.found[f.Object]
	if !known {
		return 0
	}
	if subjects && same(object, m.gold[g.Object]) ||
		g.Kind == "meets" && same(subject, m.gold[g.Object]) && same(object, m.gold[g.Subject]) {
		return 1
	}
	return 0
}

func polarity(a *Assertion) string {
	if a.Polarity == "" {
		return document.Asserted.String()
	}
	return a.Polarity
}

func spans(pairs [][2]int) []document.Span {
	out := make([]document.Span, len(pairs))
	for i, p := range pairs {
		out[i] = document.Span{Begin: p[0], End: p[1]}
	}
	return out
}
