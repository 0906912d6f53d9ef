package shell

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"quadrille/cmd/internal/render"
)

// recallMark is what a line begins with that looks for an earlier statement: !mediators rus
const recallMark = "!"

// recalled is how many statements .history shows, and Tab after recallMark goes through.
const recalled = 20

// history shows earlier statements that are like some words, the likeliest last, where the eye is.
func (s *Shell) history(_ context.Context, args []string) error {
	found := Recall(s.Terminal.Entries(), strings.Join(args, " "))
	found = found[:min(recalled, len(found))]
	slices.Reverse(found)
	for _, entry := range found {
		if _, err := fmt.Fprintln(s.Out, render.Clean(toLine(entry))); err != nil {
			return err
		}
	}
	return nil
}

// Recall finds the entries of a history, oldest first, that are like what was typed: those that hold its words come first, then
// those that hold its letters in their order, the closer together the better; of equal ones the newer. Each is given once.
func Recall(entries []string, typed string) []string {
	type match struct {
		entry string
		cost  int
	}
	var found []match
	seen := make(map[string]bool)
	for _, entry := range slices.Backward(entries) {
		if seen[entry] || strings.HasPrefix(entry, recallMark) {
			continue
		}
		seen[entry] = true
		if cost, ok := unlike(entry, typed); ok {
			found = append(found, match{entry, cost})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return a.cost - b.cost })
	out := make([]string, len(found))
	for i, m := range found {
		out[i] = m.entry
	}
	return out
}

// unlike is how far entry is from what was typed, 0 when it holds all words; ok is false when it lacks a letter.
func unlike(entry, typed string) (cost int, ok bool) {
	entry, typed = strings.ToLower(entry), strings.ToLower(typed)
	words := strings.Fields(typed)
	if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(entry, w) }) {
		return 0, true
	}
	letters := strings.Join(words, "")
	// The shortest stretch of entry that holds the letters in their order.
	best := 0
	first, _ := utf8.DecodeRuneInString(letters)
	for start, r := range entry {
		if r != first {
			continue
		}
		rest := letters
		length := 0
		for _, r := range entry[start:] {
			if want, n := utf8.DecodeRuneInString(rest); r == want {
				rest = rest[n:]
			}
			if !unicode.IsSpace(r) {
				length++
			}
			if rest == "" {
				break
			}
		}
		if rest != "" {
			break // nor does a later start hold them
		}
		if cost := 1 + length - utf8.RuneCountInString(letters); best == 0 || cost < best {
			best = cost
		}
	}
	return best, best > 0
}

// recall gives the earlier statement that a line like "!mediators rus" means.
func (s *Shell) recall(line string) (string, error) {
	typed := strings.TrimSpace(strings.TrimPrefix(line, recallMark))
	found := Recall(s.Terminal.Entries(), typed)
	if len(found) == 0 {
		return "", fmt.Errorf("no earlier statement is like %s", strconv.Quote(render.Clean(typed)))
	}
	return fromLine(found[0]), nil
}
