package queries

import (
	"slices"
	"strings"
)

// Query is a saved query.
type Query struct {
	Name    string   // "mediators": lower-case words joined by hyphens
	About   string   // what it answers, one line
	Notes   []string // further remarks, a line each
	Params  []Param  // in the order of the header
	Columns []string // the keys of its rows, in the order in which they are shown
	Example []Arg    // arguments that show it at work
	Tests   []Test   // its own tests, in the order of the header
	Lang    string   // Gizmo or Path
	Source  string   // the file as it was written, header included

	From string // the folder that it is from: BuiltIn, or a Folder's name
	File string // the path of its file, "" for a built-in one
	Over string // the folder whose query of this name it takes the place of, "" for none
}

// Languages of scripts, as Query.Lang and headers name them.
const (
	Gizmo = "gizmo"
	Path  = "path"
)

// Script is the text to run. A fault's line is a line of the file: the shared functions come after the source, and before a
// path, which has none, the header's lines stand empty.
func (q Query) Script() string {
	if q.Lang != Path {
		return strings.TrimRight(q.Source, "\n") + "\n\n" + library
	}
	var b strings.Builder
	inHeader := true
	for line := range strings.Lines(q.Source) {
		if inHeader = inHeader && strings.HasPrefix(line, "//"); inHeader {
			line = "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

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

const suffix = ".gizmo"

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
