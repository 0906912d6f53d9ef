package algebra

import (
	"strings"

	"github.com/cayleygraph/quad"
)

// Filters is a Test of one value that all of them must keep.
type Filters []Filter

// Pass implements Test.
func (fs Filters) Pass(values []quad.Value) bool {
	for _, f := range fs {
		if values[0] == nil || !f.Keep(values[0]) {
			return false
		}
	}
	return true
}

func (fs Filters) String() string {
	words := make([]string, len(fs))
	for i, f := range fs {
		words[i] = describe(f)
	}
	return strings.Join(words, " and ")
}

func describe(f Filter) string {
	switch f := f.(type) {
	case Comparison:
		return [...]string{"<", "<=", ">", ">="}[f.Op] + " " + f.Than.String()
	case Match:
		return "matches " + f.Exp.String()
	}
	return "passes"
}

// Bound is the Test that there is a value.
type Bound struct{}

// Pass implements Test.
func (Bound) Pass(values []quad.Value) bool { return values[0] != nil }

func (Bound) String() string { return "is there" }

// Equal is the Test that two values are one and the same, or, with Not, are not.
type Equal struct{ Not bool }

// Pass implements Test.
func (e Equal) Pass(values []quad.Value) bool {
	return (values[0] != nil && values[1] != nil && Compare(values[0], values[1]) == 0) != e.Not
}

func (e Equal) String() string {
	if e.Not {
		return "differ"
	}
	return "are the same"
}
