package lang

import (
	"slices"
	"strings"
)

// Nearest is the name, in any case, that the fewest edits turn the given one into; ok is false when all are far off. Swaps of
// neighbours count as one edit (restricted Damerau-Levenshtein distance).
func Nearest(name string, names []string) (near string, ok bool) {
	least := (len(name)+2)/3 + 1
	for _, n := range slices.Sorted(slices.Values(names)) {
		if d := Distance(strings.ToLower(name), strings.ToLower(n)); d < least {
			near, least, ok = n, d, true
		}
	}
	return near, ok
}

// Distance is the number of edits from a to b, in bytes; swaps of neighbours count as one.
func Distance(a, b string) int {
	prev, row := []int(nil), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next := make([]int, len(b)+1)
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], prev[j-2]+1)
			}
		}
		prev, row = row, next
	}
	return row[len(b)]
}
