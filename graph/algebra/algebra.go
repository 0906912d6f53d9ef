package algebra

import (
	"slices"

	"github.com/cayleygraph/quad"
)

// Path is a start and steps. Its methods never change it; a path may be shared.
type Path struct {
	Start []quad.Value // where the rows start; nil: at every node, or, in a morphism, where it is followed from
	Steps []Step
}

// Then is the path with further steps.
func (p Path) Then(steps ...Step) Path {
	return Path{p.Start, append(slices.Clip(p.Steps), steps...)}
}

// Step is one of the step types of this package.
type Step interface{ step() }

// Direction is the way a hop takes.
type Direction uint8

// Directions of hops.
const (
	Out  Direction = iota // subject to object
	In                    // object to subject
	Both                  // one, then the other
)

// Set is a set of predicates or labels: listed, found by a path, or, when it is zero, all.
type Set struct {
	Values []quad.Value
	Path   *Path
}

// Any tells whether s is every predicate or label.
func (s Set) Any() bool { return s.Path == nil && s.Values == nil }

type (
	// Is keeps rows that stand on one of the values.
	Is struct{ Values []quad.Value }
	// Hop moves along quads. Tags keep the predicate.
	Hop struct {
		Dir  Direction
		Via  Set
		Tags []string
	}
	// Recurse moves along Path as often as it can, over 1, 2 … Depth repetitions (0: without end), and yields every
	// node on the way once for each row. Tags keep the number of repetitions, a quad.Int.
	Recurse struct {
		Path  Path
		Depth int
		Tags  []string
	}
	// Intersect keeps rows that stand where a row of Path stands, and joins that row's tags.
	Intersect struct{ Path Path }
	// Union adds the rows of Path.
	Union struct{ Path Path }
	// Except drops rows that stand where a row of Path stands.
	Except struct{ Path Path }
	// Back moves to what the row tagged.
	Back struct{ Tag string }
	// Tag remembers the node.
	Tag struct{ Names []string }
	// Has keeps rows with a quad over Via to one of Values, or to a value that passes all Filters, or to anything.
	Has struct {
		Via     Set
		Reverse bool // the row is the object
		Values  []quad.Value
		Filters []Filter
	}
	// Save tags what a quad over Via leads to, one row for each, without moving. Optional keeps rows that have none.
	Save struct {
		Via      Set
		Tag      string
		Reverse  bool
		Optional bool
	}
	// Unique drops rows that equal an earlier one in node and tags.
	Unique struct{}
	// Labels moves to the labels of the quads that the node is subject or object of, each once for equal tags.
	Labels struct{}
	// Predicates moves to the predicates of the node's quads, or, with a Tag, tags them without moving.
	Predicates struct {
		Reverse bool // of the quads it is the object of
		Tag     string
	}
	// Within restricts the hops that follow to quads with these labels. Tags keep a hop's label.
	Within struct {
		Labels Set
		Tags   []string
	}
	// Where keeps rows whose node passes all filters.
	Where struct{ Filters []Filter }
	// Limit keeps the first N rows.
	Limit struct{ N int }
	// Skip drops the first N rows.
	Skip struct{ N int }
	// Order sorts the rows by Compare of their nodes.
	Order struct{}
)

func (Is) step()         {}
func (Hop) step()        {}
func (Recurse) step()    {}
func (Intersect) step()  {}
func (Union) step()      {}
func (Except) step()     {}
func (Back) step()       {}
func (Tag) step()        {}
func (Has) step()        {}
func (Save) step()       {}
func (Unique) step()     {}
func (Labels) step()     {}
func (Predicates) step() {}
func (Within) step()     {}
func (Where) step()      {}
func (Limit) step()      {}
func (Skip) step()       {}
func (Order) step()      {}

// Ordered tells whether the path says in which order its rows come.
func (p Path) Ordered() bool {
	for _, s := range slices.Backward(p.Steps) {
		switch s.(type) {
		case Order:
			return true
		case Is, Tag, Has, Save, Unique, Where, Limit, Skip:
		default:
			return false
		}
	}
	return false
}

// Columns are the names of the tags in the order in which the path sets them, and the place among them of the node
// that rows end on: before the tags that are set without moving on. here tells whether a tag holds that very node.
func (p Path) Columns() (tags []string, node int, here bool) {
	add := func(names ...string) {
		for _, n := range names {
			if !slices.Contains(tags, n) {
				tags = append(tags, n)
			}
		}
	}
	var within []string
	for _, s := range p.Steps {
		moved := true
		switch s := s.(type) {
		case Hop:
			add(s.Tags...)
			add(within...)
		case Recurse:
			sub, _, _ := s.Path.Columns()
			add(sub...)
			add(s.Tags...)
		case Intersect:
			moved = false
			sub, _, h := s.Path.Columns()
			here = here || h
			add(sub...)
		case Union:
			sub, _, h := s.Path.Columns()
			h = h && here
			add(sub...)
			node, here, moved = len(tags), h, false
		case Back:
			node, here, moved = slices.Index(tags, s.Tag)+1, true, false
		case Tag:
			here, moved = true, false
			add(s.Names...)
		case Save:
			moved = false
			add(s.Tag)
		case Predicates:
			moved = s.Tag == ""
			if !moved {
				add(s.Tag)
			}
		case Labels:
		case Within:
			within, moved = s.Tags, false
		default:
			moved = false
		}
		if moved {
			node, here = len(tags), false
		}
	}
	return tags, node, here
}
