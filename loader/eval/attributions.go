package eval

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"quadrille/loader/document"
)

// Roles are the parts of an attribution, in the order in which they are shown.
var Roles = [...]string{"source", "cue", "content"}

// attribution is the spans of each role.
type attribution [len(Roles)][]document.Span

// Standoff is an article with its attributions, as PolNeAR annotates them.
type Standoff struct {
	Name         string // of the text's file
	Path         string // of the text
	Text         []rune
	attributions []attribution
}

// ReadStandoff reads a folder that holds text/NAME.txt and attributions/NAME_ANNOTATOR.ann; of several annotators the first
// in alphabetical order counts. Errors name file and line.
func ReadStandoff(dir string) ([]Standoff, error) {
	entries, err := os.ReadDir(filepath.Join(dir, "attributions"))
	if err != nil {
		return nil, err
	}
	var out []Standoff
	seen := map[string]bool{}
	for _, e := range entries {
		name := e.Name()
		at := strings.LastIndexByte(name, '_')
		if at < 0 || filepath.Ext(name) != ".ann" || seen[name[:at]] {
			continue
		}
		seen[name[:at]] = true
		s := Standoff{Name: name[:at] + ".txt"}
		s.Path = filepath.Join(dir, "text", s.Name)
		text, err := os.ReadFile(s.Path)
		if err != nil {
			return nil, err
		}
		s.Text = []rune(string(text))
		file := filepath.Join(dir, "attributions", name)
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if s.attributions, err = readAttributions(string(raw)); err != nil {
			return nil, fmt.Errorf("%s:%w", file, err)
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no attributions/NAME_ANNOTATOR.ann", dir)
	}
	return out, nil
}

// readAttributions reads brat's standoff format: spans (T), then the events (E) that tie them.
func readAttributions(text string) ([]attribution, error) {
	at := map[string][]document.Span{}
	var events [][]string
	n := 0
	for line := range strings.Lines(text) {
		n++
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		switch {
		case len(f) < 2:
		case line[0] == 'T':
			_, where, _ := strings.Cut(f[1], " ")
			for pair := range strings.SplitSeq(where, ";") {
				s, err := readSpan(pair)
				if err != nil {
					return nil, fmt.Errorf("%d: %w", n, err)
				}
				at[f[0]] = append(at[f[0]], s)
			}
		case line[0] == 'E':
			events = append(events, strings.Fields(f[1]))
		}
	}
	var out []attribution
	for _, parts := range events {
		if len(parts) == 0 {
			continue
		}
		if kind, _, _ := strings.Cut(parts[0], ":"); kind != "Attribution" && kind != "Attribution-no-source" {
			continue
		}
		var a attribution
		for _, p := range parts[1:] {
			role, ref, _ := strings.Cut(p, ":")
			if k := slices.Index(Roles[:], strings.ToLower(strings.TrimRight(role, "0123456789"))); k >= 0 {
				a[k] = append(a[k], at[ref]...)
			}
		}
		out = append(out, a)
	}
	return out, nil
}

func readSpan(pair string) (document.Span, error) {
	b, e, _ := strings.Cut(strings.TrimSpace(pair), " ")
	begin, err := strconv.Atoi(b)
	end, err2 := strconv.Atoi(e)
	if err != nil || err2 != nil || begin < 0 || end < begin {
		return document.Span{}, fmt.Errorf("%q is no pair of offsets", pair)
	}
	return document.Span{Begin: begin, End: end}, nil
}

// AttributionScore holds the figures of attributions.
type AttributionScore struct {
	Articles, Missing int
	Tokens            [len(Roles)]PRF     // words that have a role
	Lenient           PRF                 // attributions with content Jaccard >= .5 and overlapping sources, or neither a source
	Strict            PRF                 // with equal source and content, and overlapping cues
	Pieces            [2]PRF              // lenient and strict where each sentence of a content counts as an attribution of its own
	Styles            [len(Styles)]Recall // lenient
}

const (
	lenientAt         = len(Roles) * prfCounts
	strictAt          = lenientAt + prfCounts
	piecesAt          = strictAt + prfCounts
	attributionStyles = piecesAt + 2*prfCounts
	attributionCounts = attributionStyles + 2*len(Styles)
)

// Attributions compares extracted attributions with PolNeAR's. They are paired one to one by the Dice coefficient of
// their content. A content of several sentences is one attribution there and a said for each sentence in an extraction:
// those that go on each other are joined first.
func Attributions(gold []Standoff, found []Extraction) AttributionScore {
	type both struct{ whole, pieces []attribution }
	system := map[string]both{}
	for _, e := range found {
		whole, pieces := said(e.Assertions)
		system[filepath.Base(e.File)] = both{whole, pieces}
	}
	out := AttributionScore{Articles: len(gold)}
	var units [][]float64
	for i := range gold {
		x, ok := system[gold[i].Name]
		if !ok {
			out.Missing++
		}
		u := attributionUnit(&gold[i], x.whole)
		copy(u[piecesAt:], attributionUnit(&gold[i], x.pieces)[lenientAt:piecesAt])
		units = append(units, u)
	}
	for k := range Roles {
		out.Tokens[k] = prf(units, k*prfCounts)
	}
	out.Lenient, out.Strict = prf(units, lenientAt), prf(units, strictAt)
	out.Pieces = [2]PRF{prf(units, piecesAt), prf(units, piecesAt+prfCounts)}
	for k := range Styles {
		at := attributionStyles + 2*k
		out.Styles[k] = Recall{figure(units, share(at, at+1)), total(units, at+1)}
	}
	return out
}

// said are the attributions of an extraction, those that go on each other and those of joint speakers joined, and one by one.
func said(list []Assertion) (whole, pieces []attribution) {
	at := map[string]int{} // index in whole, by ID
	for _, a := range list {
		if a.Kind != "said" {
			continue
		}
		x := attribution{spans(a.Source), spans(a.Cue), spans(a.Spans)}
		pieces = append(pieces, x)
		k, ok := at[a.Before]
		if !ok || a.Before == "" {
			if n := len(whole) - 1; n >= 0 && slices.EqualFunc(whole[n][:], x[:], slices.Equal) {
				at[a.ID] = n
				continue
			}
			k = len(whole)
			whole = append(whole, attribution{})
		}
		if a.ID != "" {
			at[a.ID] = k
		}
		for role := range Roles {
			whole[k][role] = append(whole[k][role], x[role]...)
		}
	}
	return whole, pieces
}

// covered is the words of each role.
type covered [len(Roles)]set

func coverAll(list []attribution, words []document.Span) []covered {
	out := make([]covered, len(list))
	for i, a := range list {
		for k := range Roles {
			out[i][k] = cover(a[k], words)
		}
	}
	return out
}

const (
	sourceRole = iota
	cueRole
	contentRole
)

func attributionUnit(a *Standoff, list []attribution) []float64 {
	u := make([]float64, attributionCounts)
	words := wordSpans(a.Text)
	gold, found := coverAll(a.attributions, words), coverAll(list, words)
	for k := range Roles {
		g, f := all(gold, k), all(found, k)
		u[k*prfCounts+hits] += float64(common(g, f))
		u[k*prfCounts+predicted] += float64(len(f))
		u[k*prfCounts+wanted] += float64(len(g))
	}
	hit := map[int]bool{}
	for _, p := range pairs(gold, found) {
		g, f := gold[p.gold], found[p.found]
		sources := common(g[sourceRole], f[sourceRole]) > 0 || len(g[sourceRole])+len(f[sourceRole]) == 0
		if jaccard(g[contentRole], f[contentRole]) >= .5 && sources {
			hit[p.gold] = true
		}
		if equal(g[contentRole], f[contentRole]) && equal(g[sourceRole], f[sourceRole]) && common(g[cueRole], f[cueRole]) > 0 {
			u[strictAt+hits]++
		}
	}
	u[lenientAt+hits] += float64(len(hit))
	for _, at := range []int{lenientAt, strictAt} {
		u[at+predicted] += float64(len(found))
		u[at+wanted] += float64(len(gold))
	}
	quoted, marks := set{}, quotedSpans(a.Text)
	for i, w := range words {
		if slices.ContainsFunc(marks, func(q document.Span) bool { return q.Contains(w) }) {
			quoted[i] = true
		}
	}
	for i, g := range gold {
		content := g[contentRole]
		if len(content) == 0 {
			continue
		}
		k := 2 // mixed
		switch share := float64(common(content, quoted)) / float64(len(content)); {
		case share >= .95:
			k = 0
		case share == 0:
			k = 1
		}
		u[attributionStyles+2*k+1]++
		if hit[i] {
			u[attributionStyles+2*k]++
		}
	}
	return u
}

func all(list []covered, role int) set {
	sets := make([]set, len(list))
	for i := range list {
		sets[i] = list[i][role]
	}
	return union(sets)
}

// pair is two attributions that were aligned.
type pair struct {
	dice        float64
	gold, found int
}

// pairs aligns attributions one to one, those whose contents share most first; of equals the last come first.
func pairs(gold, found []covered) []pair {
	var all, out []pair
	for i, g := range gold {
		for j, f := range found {
			if n := common(g[contentRole], f[contentRole]); n > 0 {
				all = append(all, pair{2 * float64(n) / float64(len(g[contentRole])+len(f[contentRole])), i, j})
			}
		}
	}
	slices.SortFunc(all, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.dice, a.dice), cmp.Compare(b.gold, a.gold), cmp.Compare(b.found, a.found))
	})
	usedGold, usedFound := map[int]bool{}, map[int]bool{}
	for _, p := range all {
		if !usedGold[p.gold] && !usedFound[p.found] {
			usedGold[p.gold], usedFound[p.found] = true, true
			out = append(out, p)
		}
	}
	return out
}

// quotedSpans are the stretches between curly marks, or between straight ones on a line.
func quotedSpans(text []rune) []document.Span {
	var out []document.Span
	for i := 0; i < len(text); i++ {
		end := -1
		switch text[i] {
		case '“':
			end = slices.Index(text[i+1:], '”')
		case '"':
			end = slices.IndexFunc(text[i+1:], func(r rune) bool { return r == '"' || r == '\n' })
			if end >= 0 && text[i+1+end] == '\n' {
				end = -1
			}
		}
		if end >= 0 {
			out = append(out, document.Span{Begin: i, End: i + end + 2})
			i += end + 1
		}
	}
	return out
}
