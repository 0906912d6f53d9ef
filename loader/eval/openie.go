package eval

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Tuple is an open relation: the words of a relation and of its arguments in a sentence.
type Tuple struct {
	Confidence float64
	Relation   string
	Arguments  []string
}

// Tuples are the open relations of sentences. Keys are the sentences' letters and digits.
type Tuples map[string][]Tuple

// ReadCaRB reads CaRB's gold: sentence, relation and arguments, separated by tabs. Arguments with "C: "
// are contexts and left out.
func ReadCaRB(r io.Reader, file string) (Tuples, error) {
	return readTuples(r, file, 3, func(c []string) (t Tuple, err error) {
		t = Tuple{Confidence: 1, Relation: strings.TrimSpace(c[1])}
		for _, a := range c[2:] {
			if !strings.Contains(a, "C: ") {
				t.Arguments = append(t.Arguments, strings.TrimSpace(a))
			}
		}
		return t, nil
	})
}

// ReadTuples reads what a system found: sentence, confidence, relation and arguments, separated by tabs.
func ReadTuples(r io.Reader, file string) (Tuples, error) {
	return readTuples(r, file, 4, func(c []string) (Tuple, error) {
		confidence, err := strconv.ParseFloat(c[1], 64)
		if err != nil {
			return Tuple{}, fmt.Errorf("confidence %q is no number", c[1])
		}
		t := Tuple{Confidence: confidence, Relation: strings.TrimSpace(c[2])}
		for _, a := range c[3:] {
			t.Arguments = append(t.Arguments, strings.TrimSpace(a))
		}
		return t, nil
	})
}

func readTuples(r io.Reader, file string, least int, read func(c []string) (Tuple, error)) (Tuples, error) {
	out := Tuples{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if strings.TrimSpace(line) == "" {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) < least {
			return nil, fmt.Errorf("%s:%d: %d columns, at least %d were expected", file, n, len(c), least)
		}
		t, err := read(c)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		key := sentenceKey(c[0])
		out[key] = append(out[key], t)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return out, nil
}

var treebankBrackets = strings.NewReplacer("-LRB-", "", "-RRB-", "", "-LSB-", "", "-RSB-", "", "-LCB-", "", "-RCB-", "")

// sentenceKey makes a sentence the same however its words and marks are set apart.
func sentenceKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, treebankBrackets.Replace(s))
}

// OpenScore holds the figures of open relations at the confidence at which F1 is highest.
type OpenScore struct {
	PRF
	Sentences int
	Threshold float64
	AUC       float64 // area under precision over recall; left of the surest tuples' recall their precision is taken
}

// OpenRelations compares tuples as CaRB does (Bhardwaj, Aggarwal and Mausam 2019, section 3): tuples match word by word,
// part by part, with arguments after the first taken together; recall takes the best match of each gold tuple, precision
// one-to-one matches, the most precise first.
func OpenRelations(gold, found Tuples) OpenScore {
	var thresholds []float64
	for _, list := range found {
		for _, t := range list {
			thresholds = append(thresholds, t.Confidence)
		}
	}
	slices.Sort(thresholds)
	thresholds = slices.Compact(thresholds)
	var sentences []openSentence
	keys := make([]string, 0, len(gold))
	for k := range gold {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		sentences = append(sentences, matchTuples(gold[k], found[k]))
	}
	out := OpenScore{Sentences: len(sentences)}
	best, before := -1.0, []float64(nil)
	for _, at := range thresholds {
		var sum [openCounts]float64
		for i := range sentences {
			add(sum[:], sentences[i].counts(at))
		}
		p, r := openPrecision(sum[:]), openRecall(sum[:])
		if f := harmonic(p, r); f > best {
			best, out.Threshold = f, at
		}
		if before != nil {
			out.AUC += (before[1] - r) * (before[0] + p) / 2
		}
		before = []float64{p, r}
	}
	if before != nil {
		out.AUC += before[0] * before[1]
	}
	var units [][]float64
	for i := range sentences {
		units = append(units, sentences[i].counts(out.Threshold))
	}
	f := figures(units, openPrecision, openRecall, func(c []float64) float64 { return harmonic(openPrecision(c), openRecall(c)) })
	out.PRF = PRF{f[0], f[1], f[2]}
	return out
}

// The places of a sentence's counts: sums of precision and of recall, each with what they are divided by.
const (
	openP = iota
	openFound
	openR
	openGold
	openCounts
)

func openPrecision(c []float64) float64 { return ratio(c[openP], c[openFound]) }
func openRecall(c []float64) float64    { return ratio(c[openR], c[openGold]) }

// openSentence is what is known of a sentence's tuples: of gold tuple i and found tuple j, how they match.
type openSentence struct {
	gold  int
	found []Tuple
	match [][]match
}

type match struct{ precision, recall float64 }

func matchTuples(gold, found []Tuple) openSentence {
	s := openSentence{gold: len(gold), found: found, match: make([][]match, len(gold))}
	for i, g := range gold {
		for _, f := range found {
			s.match[i] = append(s.match[i], matched(g, f))
		}
	}
	return s
}

// counts are the counts of the tuples found with at least a confidence.
func (s *openSentence) counts(threshold float64) []float64 {
	u := make([]float64, openCounts)
	u[openGold] = float64(s.gold)
	type pair struct {
		i, j int
		p    float64
	}
	var pairs []pair
	for i := range s.match {
		best := 0.0
		for j, m := range s.match[i] {
			if s.found[j].Confidence >= threshold {
				best = max(best, m.recall)
				pairs = append(pairs, pair{i, j, m.precision})
			}
		}
		u[openR] += best
	}
	for _, t := range s.found {
		if t.Confidence >= threshold {
			u[openFound]++
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.p, a.p) })
	rows, columns := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		if !rows[p.i] && !columns[p.j] {
			rows[p.i], columns[p.j] = true, true
			u[openP] += p.p
		}
	}
	return u
}

// matched compares two tuples. Of a relation of saying, whose parts may stand in either order, the better one counts.
func matched(gold, found Tuple) match {
	g, f := binary(gold), binary(found)
	m := compareParts(g, f)
	for _, said := range []string{"said", "told", "added", "adds", "says"} {
		if strings.Contains(gold.Relation, said) {
			if len(f.Arguments) == 2 {
				f.Arguments = []string{f.Arguments[1], f.Arguments[0]}
			}
			if r := compareParts(g, f); r.precision > m.precision || r.precision == m.precision && r.recall > m.recall {
				m = r
			}
			break
		}
	}
	return m
}

// binary is t with its arguments after the first in one.
func binary(t Tuple) Tuple {
	if len(t.Arguments) >= 2 {
		t.Arguments = []string{t.Arguments[0], strings.Join(t.Arguments[1:], " ")}
	}
	return t
}

func compareParts(gold, found Tuple) match {
	g, f := strings.Fields(gold.Relation), strings.Fields(found.Relation)
	hit, wanted, given := sharedWords(g, f), len(g), len(f)
	if occurrences(f, "be") > occurrences(g, "be") && slices.ContainsFunc(g, func(w string) bool { return formsOfBe[w] }) {
		hit++
	}
	if hit == 0 {
		return match{}
	}
	for i, a := range gold.Arguments {
		g := strings.Fields(a)
		wanted += len(g)
		if i >= len(found.Arguments) {
			return match{}
		}
		f := strings.Fields(found.Arguments[i])
		given += len(f)
		hit += sharedWords(g, f)
	}
	return match{ratio(float64(hit), float64(given)), ratio(float64(hit), float64(wanted))}
}

// formsOfBe match a "be" that a system put for the relation that a sentence only implies.
var formsOfBe = map[string]bool{"be": true, "is": true, "am": true, "are": true, "was": true, "were": true, "been": true, "being": true}

func occurrences(list []string, word string) (n int) {
	for _, w := range list {
		if w == word {
			n++
		}
	}
	return n
}

// sharedWords is the number of words that two lists share, each word as often as both have it.
func sharedWords(a, b []string) (n int) {
	left := map[string]int{}
	for _, w := range b {
		left[w]++
	}
	for _, w := range a {
		if left[w] > 0 {
			left[w]--
			n++
		}
	}
	return n
}
