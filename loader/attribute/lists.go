package attribute

import "strings"

// table turns lists of words by class into classes by word. A word in several lists has all their classes.
func table(lists map[class]string) map[string]class {
	out := map[string]class{}
	for c, words := range lists {
		for _, w := range strings.Fields(words) {
			out[strings.ReplaceAll(w, "_", " ")] |= c
		}
	}
	return out
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}
