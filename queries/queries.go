package queries

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Query is a saved query.
type Query struct {
	Name    string   // "mediators": lower-case words joined by hyphens
	About   string   // what it answers, one line
	Notes   []string // further remarks, a line each
	Params  []Param  // in the order of the header
	Columns []string // the keys of its rows, in the order in which they are shown
	Example []Arg    // arguments that show it at work
	Source  string   // the file as it was written, header included
}

// Script is the text to run. The shared functions come after the source, so that a fault's line is a line of the file.
func (q Query) Script() string { return strings.TrimRight(q.Source, "\n") + "\n\n" + library }

// ExampleArgs are the arguments of the example, as Bind takes them.
func (q Query) ExampleArgs() map[string]string {
	args := make(map[string]string, len(q.Example))
	for _, a := range q.Example {
		args[a.Name] = a.Value
	}
	return args
}

// Param looks up a parameter.
func (q Query) Param(name string) (Param, bool) {
	i := slices.IndexFunc(q.Params, func(p Param) bool { return p.Name == name })
	if i < 0 {
		return Param{}, false
	}
	return q.Params[i], true
}

// Type is the type of a parameter.
type Type uint8

// Types of parameter.
const (
	Entity Type = iota // an actor or a thing of the graph
	Date               // a day: 2023-06-17
	Int                // a whole number
	String             // any text
	Enum               // one of Param.Choices
)

var types = [...]string{"entity", "date", "int", "string", "enum"}

func (t Type) String() string { return types[t] }

// Param is a parameter of a query.
type Param struct {
	Name     string
	Type     Type
	Choices  []string // of an enum
	Required bool     // it has no default
	Default  string   // as a user would write it; "" for "not given"
	Help     string   // one line, "" for none
}

// Arg is an argument as a user writes it.
type Arg struct{ Name, Value string }

// String writes a as it stands in a header or on a command line.
func (a Arg) String() string { return a.Name + "=" + quote(a.Value) }

// ErrUnknown is wrapped by the error of Lookup for a name that no saved query has.
var ErrUnknown = errors.New("no such saved query")

var (
	//go:embed *.gizmo
	files embed.FS

	//go:embed library.js
	library string

	saved = sync.OnceValues(parseSaved)
)

const suffix = ".gizmo"

// parseSaved reads the embedded files. A fault in one of them is a fault of the build, which a test rules out.
func parseSaved() ([]Query, error) {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil, err
	}
	var out []Query
	for _, e := range entries {
		text, err := files.ReadFile(e.Name())
		if err != nil {
			return nil, err
		}
		q, err := Parse(e.Name(), string(text))
		if err != nil {
			return nil, err
		}
		if q.Name+suffix != e.Name() {
			return nil, fmt.Errorf("%s: its header calls it %q", e.Name(), q.Name)
		}
		out = append(out, q)
	}
	return out, nil
}

// List gives the saved queries by name.
func List() []Query {
	all, _ := saved() // see parseSaved
	return slices.Clone(all)
}

// Lookup finds a saved query by name. The error wraps ErrUnknown and names the nearest query.
func Lookup(name string) (Query, error) {
	all, err := saved()
	if err != nil {
		return Query{}, err
	}
	names := make([]string, len(all))
	for i, q := range all {
		if q.Name == name {
			return q, nil
		}
		names[i] = q.Name
	}
	if near, ok := related(name, all); ok {
		return Query{}, fmt.Errorf("%w: %q; did you mean %q?", ErrUnknown, name, near)
	}
	if near, ok := Nearest(name, names); ok {
		return Query{}, fmt.Errorf("%w: %q; did you mean %q?", ErrUnknown, name, near)
	}
	return Query{}, fmt.Errorf("%w: %q; there are %s", ErrUnknown, name, strings.Join(names, ", "))
}

// stem is how many letters two words share at least to be forms of one: mediates, mediators.
const stem = 4

// related finds the query that speaks of the most words of the given name, in its own name before its description. ok is
// false when none speaks of any.
func related(name string, all []Query) (near string, ok bool) {
	count := func(text string) int {
		n := 0
		for word := range strings.SplitSeq(strings.ToLower(name), "-") {
			if len(word) < stem || word == "what" {
				continue
			}
			if slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' }),
				func(w string) bool { return strings.HasPrefix(w, word[:stem]) }) {
				n++
			}
		}
		return n
	}
	best := 0
	for _, q := range all {
		n := 8*count(q.Name) + 2*count(q.About)
		if n > 0 && strings.HasPrefix(q.Name, name[:min(stem, len(name))]) {
			n++
		}
		if n > best {
			near, best = q.Name, n
		}
	}
	return near, best > 0
}

// Nearest finds the name that the given one begins, or else the one that the least number of slips turns into it. ok is
// false when all are far off.
func Nearest(name string, names []string) (near string, ok bool) {
	name = strings.ToLower(name)
	best := max(1, len(name)/2) + 1
	for _, n := range names {
		d := distance(name, n)
		if strings.HasPrefix(n, name) && name != "" {
			d = 1
		}
		if d < best {
			near, best, ok = n, d, true
		}
	}
	return near, ok
}

// distance is the Levenshtein distance of a and b in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			substitute := diagonal
			if a[i] != b[j] {
				substitute++
			}
			diagonal = row[j+1]
			row[j+1] = min(substitute, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
