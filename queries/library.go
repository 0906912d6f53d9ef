package queries

import (
	"embed"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Library is a choice of saved queries: the built-in ones, and those of folders, of which a later one's take the place of
// those before that have the same name. The nil library holds the built-in ones.
type Library struct {
	queries []Query // by name
	faults  []Fault // by name
	folders []Folder
}

// BuiltIn is Query.From of the queries that the program embeds.
const BuiltIn = "built in"

// Fault is a file that holds no query. The query whose name it bears cannot be had, from no folder: an answer of another
// query by that name would be worse than none.
type Fault struct {
	Name string // of the file, without its ending
	File string // its path
	Err  error  // a *ParseError where the text is at fault
}

// Errors of Lookup.
var (
	ErrUnknown = errors.New("no such saved query")
	ErrFaulty  = errors.New("the saved query cannot be read")
)

var (
	//go:embed *.gizmo
	files embed.FS

	//go:embed graph.txt
	graphText string

	//go:embed library.js
	library string

	saved = sync.OnceValues(parseSaved)
)

// builtInGraph is the name of the graph over which the built-in queries are tested; any query's tests may use it.
const builtInGraph = "graph.txt"

// parseSaved reads the embedded files. A fault in one of them is a fault of the build, which a test rules out.
func parseSaved() (*Library, error) {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil, err
	}
	l := &Library{}
	for _, e := range entries {
		text, err := files.ReadFile(e.Name())
		if err != nil {
			return nil, err
		}
		q, err := parseNamed(e.Name(), e.Name(), string(text))
		if err != nil {
			return nil, err
		}
		q.From = BuiltIn
		l.queries = append(l.queries, q)
	}
	return l, nil
}

// parseNamed reads a query from a file of the given name; path names it in errors.
func parseNamed(name, path, text string) (Query, error) {
	q, err := Parse(path, text)
	if err == nil && q.Name+suffix != name {
		err = &ParseError{path, 1, 1, fmt.Sprintf("its header calls it %q, which is not the file's name", q.Name)}
	}
	return q, err
}

// Builtin is the library of the queries that the program embeds.
func Builtin() *Library {
	l, _ := saved() // see parseSaved
	return l
}

func (l *Library) orBuiltin() *Library {
	if l == nil {
		return Builtin()
	}
	return l
}

// Open reads the queries of folders into a library, on top of the built-in ones; later folders win. A folder that does
// not exist has none. Files that hold no query are Faults.
func Open(folders ...Folder) (*Library, error) {
	base, err := saved()
	if err != nil {
		return nil, err
	}
	byName, faults := make(map[string]Query), make(map[string]Fault)
	for _, q := range base.queries {
		byName[q.Name] = q
	}
	for _, f := range folders {
		queries, bad, err := f.read()
		if err != nil {
			return nil, err
		}
		for _, q := range queries {
			q.Over = byName[q.Name].From
			byName[q.Name] = q
			delete(faults, q.Name)
		}
		for _, b := range bad {
			faults[b.Name] = b
			delete(byName, b.Name)
		}
	}
	l := &Library{folders: folders}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		l.queries = append(l.queries, byName[name])
	}
	for _, name := range slices.Sorted(maps.Keys(faults)) {
		l.faults = append(l.faults, faults[name])
	}
	return l, nil
}

// List gives the queries by name.
func (l *Library) List() []Query { return slices.Clone(l.orBuiltin().queries) }

// Faults gives the files that hold no query, by name.
func (l *Library) Faults() []Fault { return slices.Clone(l.orBuiltin().faults) }

// Lookup finds a query by name. The error wraps ErrUnknown and names the nearest query, or wraps ErrFaulty and says what
// is wrong with the query's file.
func (l *Library) Lookup(name string) (Query, error) {
	l = l.orBuiltin()
	names := make([]string, len(l.queries))
	for i, q := range l.queries {
		if q.Name == name {
			return q, nil
		}
		names[i] = q.Name
	}
	for _, f := range l.faults {
		if f.Name == name {
			return Query{}, fmt.Errorf("%w: %w", ErrFaulty, f.Err)
		}
	}
	if near, ok := related(name, l.queries); ok {
		return Query{}, fmt.Errorf("%w: %q; did you mean %q?", ErrUnknown, name, near)
	}
	if near, ok := Nearest(name, names); ok {
		return Query{}, fmt.Errorf("%w: %q; did you mean %q?", ErrUnknown, name, near)
	}
	return Query{}, fmt.Errorf("%w: %q; there are %s", ErrUnknown, name, strings.Join(names, ", "))
}

// Graph reads the graph file over which a test of q runs: it lies in q's folder, or is the built-in one.
func (l *Library) Graph(q Query, t Test) (text string, err error) {
	for _, f := range l.orBuiltin().folders {
		if f.Name != q.From {
			continue
		}
		text, err = f.file(t.Graph)
		if !isMissing(err) || t.Graph != builtInGraph {
			return text, err
		}
	}
	if t.Graph == builtInGraph {
		return graphText, nil
	}
	return "", fmt.Errorf("%s:%d: there is no graph %q", q.Name, t.Line, t.Graph)
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
