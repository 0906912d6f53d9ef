package eval

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"quadrille/loader/document"
)

// Coref scores chains over GUM's texts, with its words and sentences. The stages set Chains. A mention found is the gold's
// when its head is one of the gold mention's minimal words, as CorefUD compares them; chains of one mention do not count.
func Coref(ctx context.Context, texts []Text, stages []Stage) (ChainScore, error) {
	var units [][]float64
	for _, t := range texts {
		d, err := run(ctx, t, stages)
		if err != nil {
			return ChainScore{}, err
		}
		gold := entities(t)
		at := map[int]int{} // of a word: the narrowest mention whose minimal word it is
		for i, m := range gold {
			for _, w := range m.least {
				if old, ok := at[w]; !ok || gold[old].end-gold[old].first > m.end-m.first {
					at[w] = i
				}
			}
		}
		found := map[string][]int{}
		used := map[int]bool{}
		for i := range d.Mentions {
			m := &d.Mentions[i]
			if m.Entity == 0 {
				continue
			}
			id, ok := at[m.Head]
			if !ok || used[id] {
				id = len(gold) + i
			}
			used[id] = true
			key := strconv.Itoa(m.Entity)
			found[key] = append(found[key], id)
		}
		wantedChains := map[string][]int{}
		for i, m := range gold {
			wantedChains[m.chain] = append(wantedChains[m.chain], i)
		}
		units = append(units, chainUnit(several(wantedChains), several(found)))
	}
	return chainScore(units), nil
}

// several are the chains of two and more mentions.
func several(m map[string][]int) chains {
	var out chains
	for _, chain := range m {
		if len(chain) > 1 {
			out = append(out, chain)
		}
	}
	slices.SortFunc(out, slices.Compare)
	return out
}

// goldMention is a mention in a treebank's text; words are counted from the text's first.
type goldMention struct {
	first, end int
	chain      string
	least      []int // its minimal words
}

// entities reads GUM's brackets: "(3-abstract-new-sssss-cf1-5-coref" opens a mention of chain 3 whose fifth word is its
// minimal one, "3)" closes it. Mentions in several pieces are left out.
func entities(t Text) []goldMention {
	var out []goldMention
	open := map[string][]int{} // of a chain: the mentions that are open
	at := 0
	for _, s := range t.Sentences {
		for _, w := range s.Words {
			for _, b := range brackets(w.Entity) {
				body := strings.Trim(b, "()")
				chain, rest, _ := strings.Cut(body, "-")
				if _, err := strconv.Atoi(chain); err != nil {
					continue
				}
				if b[0] == '(' {
					m := goldMention{first: at, end: at + 1, chain: chain}
					// type, information status, salience, centering, minimal words
					if f := strings.Split(rest, "-"); len(f) > 4 {
						for n := range strings.SplitSeq(f[4], ",") {
							if k, err := strconv.Atoi(n); err == nil {
								m.least = append(m.least, at+k-1)
							}
						}
					}
					open[chain] = append(open[chain], len(out))
					out = append(out, m)
				}
				if stack := open[chain]; strings.HasSuffix(b, ")") && len(stack) > 0 {
					out[stack[len(stack)-1]].end = at + 1
					open[chain] = stack[:len(stack)-1]
				}
			}
			at++
		}
	}
	return out
}

// brackets cuts a field into opening, closing and whole brackets.
func brackets(field string) []string {
	var out []string
	for field != "" {
		end := strings.IndexByte(field, ')') + 1
		if next := strings.IndexByte(field[1:], '(') + 1; next > 0 && (end == 0 || next < end) {
			end = next
		}
		if end == 0 {
			end = len(field)
		}
		out = append(out, field[:end])
		field = field[end:]
	}
	return out
}

// CorefArticles scores chains over articles of the gold, which lists the names of each entity, not their places: the gold's
// mentions are the places of names in the text. What was found elsewhere, pronouns above all, does not count.
// documents holds the articles with their chains, in the order of gold.
func CorefArticles(gold []Article, documents []*document.Document) ChainScore {
	var units [][]float64
	for i := range gold {
		places := namePlaces(&gold[i])
		wantedChains, found := map[string][]int{}, map[string][]int{}
		index := map[document.Span]int{}
		for k, p := range places {
			index[p.Span] = k
			wantedChains[p.entity] = append(wantedChains[p.entity], k)
		}
		d := documents[i]
		used := map[int]bool{}
		for k := range d.Mentions {
			m := &d.Mentions[k]
			if m.Entity == 0 {
				continue
			}
			if id, ok := index[bareSpan(d, m.Range)]; ok && !used[id] {
				used[id] = true
				key := strconv.Itoa(m.Entity)
				found[key] = append(found[key], id)
			}
		}
		units = append(units, chainUnit(several(wantedChains), several(found)))
	}
	return chainScore(units)
}

// place is where a name of an entity stands.
type place struct {
	document.Span
	entity string
}

// bareSpan is the span of r without a leading article.
func bareSpan(d *document.Document, r document.Range) document.Span {
	for r.Len() > 1 && leading[d.Tokens[r.First].Lower] {
		r.First++
	}
	return d.Span(r)
}

var leading = map[string]bool{"the": true, "a": true, "an": true}

// namePlaces finds the names of an article's entities in its text, longer ones first; they do not overlap. A name that two
// entities share is left out.
func namePlaces(a *Article) []place {
	owner := map[string]string{}
	for _, e := range slices.Concat(a.Gold.Actors, a.Gold.Things) {
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			n = bareName(n)
			if old, ok := owner[n]; ok && old != e.ID {
				owner[n] = ""
			} else if n != "" {
				owner[n] = e.ID
			}
		}
	}
	var names []string
	for n, id := range owner {
		if id != "" {
			names = append(names, n)
		}
	}
	slices.SortFunc(names, func(x, y string) int {
		if d := len(y) - len(x); d != 0 {
			return d
		}
		return strings.Compare(x, y)
	})
	var out []place
	taken := make([]bool, len(a.Text))
	for _, n := range names {
		name := []rune(n)
		for at := 0; at+len(name) <= len(a.Text); at++ {
			s := document.Span{Begin: at, End: at + len(name)}
			if a.Text[at] != name[0] || !slices.Equal(a.Text[at:s.End], name) || inWord(a.Text, at) || inWord(a.Text, s.End) || slices.Contains(taken[at:s.End], true) {
				continue
			}
			for i := at; i < s.End; i++ {
				taken[i] = true
			}
			out = append(out, place{s, owner[n]})
		}
	}
	slices.SortFunc(out, func(x, y place) int { return x.Begin - y.Begin })
	return out
}

func bareName(n string) string {
	for _, a := range []string{"the ", "The ", "a ", "A ", "an ", "An "} {
		if rest, ok := strings.CutPrefix(n, a); ok {
			return strings.TrimSpace(rest)
		}
	}
	return strings.TrimSpace(n)
}

// inWord tells whether a word goes on over place i of the text.
func inWord(text []rune, i int) bool {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return i > 0 && i < len(text) && letter(text[i-1]) && letter(text[i])
}
