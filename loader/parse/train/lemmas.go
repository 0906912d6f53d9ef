package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"quadrille/loader/parse/internal/lemma"
)

// seen is a form as a treebank has it. The verb's form matters to the rules, not to the lexicon.
type seen struct {
	class lemma.Class
	form  string
}

// writeLemmas writes the base forms of verbs, then every form whose most frequent lemma the rules get wrong.
func writeLemmas(w io.Writer, sentences [][]row) error {
	counts := map[seen]map[string]int{}
	example := map[seen]map[string]row{}
	for _, s := range sentences {
		for _, r := range s {
			c, ok := lemma.ClassOf(r.label.Tag())
			form, base := lowerOf(r.form), lowerOf(r.lemma)
			if !ok || !plainWord(form) || !plainWord(base) || c == lemma.Noun && len(form) < 2 {
				continue
			}
			k := seen{c, form}
			if counts[k] == nil {
				counts[k], example[k] = map[string]int{}, map[string]row{}
			}
			counts[k][base]++
			example[k][base] = r
		}
	}
	x := &lemma.Lexicon{}
	var lines []string
	keep := func(c lemma.Class, form, base string) {
		x.Add(c, form, base)
		lines = append(lines, fmt.Sprintf("%c\t%s\t%s", c, form, base))
	}
	verbs := map[string]int{}
	for k, m := range counts {
		if k.class == lemma.Verb {
			for base, n := range m {
				verbs[base] += n
			}
		}
	}
	for _, v := range slices.Sorted(maps.Keys(verbs)) {
		if verbs[v] > 1 {
			keep(lemma.Verb, v, v)
		}
	}
	keys := slices.SortedFunc(maps.Keys(counts), func(a, b seen) int {
		return cmp.Or(cmp.Compare(a.class, b.class), strings.Compare(a.form, b.form))
	})
	for _, k := range keys {
		best := ""
		for _, base := range slices.Sorted(maps.Keys(counts[k])) {
			if best == "" || counts[k][base] > counts[k][best] {
				best = base
			}
		}
		r := example[k][best]
		if got := x.Lemma(k.form, r.label.Tag(), r.label.Form()); got != best && (k.class != lemma.Verb || k.form != best) {
			keep(k.class, k.form, best)
		}
	}
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, "# Lemmas: base forms of verbs, and forms that the rules of inflection get wrong. Class, form, lemma.")
	fmt.Fprintln(b, "# Counted by loader/parse/train from UD English EWT and GUM; origin and licence in data/README.md.")
	for _, l := range lines {
		fmt.Fprintln(b, l)
	}
	return b.Flush()
}

// plainWord keeps typing errors, numbers and addresses out.
func plainWord(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && r != '\'' {
			return false
		}
	}
	return s != ""
}
