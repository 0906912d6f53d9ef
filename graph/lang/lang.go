package lang

import (
	"errors"
	"fmt"
	"math"
	"sync"

	"quadrille/graph/algebra"

	"github.com/cayleygraph/quad"
)

// ErrIncomplete means that the text ends too early: a further line could complete it.
var ErrIncomplete = errors.New("the query is not complete")

// Fault is a fault of a text or of its run.
type Fault struct {
	Line, Column int // from 1, columns in UTF-16 units as JavaScript counts; 0 when unknown
	Message      string
}

func (f *Fault) Error() string {
	if f.Line == 0 {
		return f.Message
	}
	return fmt.Sprintf("line %d, column %d: %s", f.Line, f.Column, f.Message)
}

// Executor runs operators of graph/algebra for one query text.
type Executor interface {
	// Run calls yield with the rows of an operator, a batch at a time. yield must not keep a batch, but may run operators
	// itself. An error of yield ends the run and is returned.
	Run(o algebra.Operator, vars []algebra.Var, yield func(Rows) error) error
	// Count counts the rows.
	Count(o algebra.Operator) (int, error)
	// Term is the value of an ID that Rows gave, nil for 0.
	Term(id uint64) (quad.Value, error)
	// Known tells whether the graph holds a value.
	Known(v quad.Value) (bool, error)
}

// Rows is a batch of rows. Their columns are those that Run was asked for.
type Rows interface {
	Len() int
	// ID names what stands in a column of a row, 0 for nothing. A term of the graph has one ID; values that the query computes, such as numbers, may have several.
	ID(row, col int) uint64
	// Values are a column's values, nil for nothing.
	Values(col int) ([]quad.Value, error)
}

// Request is a query.
type Request struct {
	Text     string
	Params   map[string]quad.Value // bound as variables
	Limit    int                   // most rows, 0 for all
	AnyOrder bool                  // rows that the query does not order may come in any order, which is quicker
	Counted  bool                  // the rows are made and counted, not kept
	Memory   int                   // most bytes that the query's own values may hold, 0 for DefaultMemory
	Compiled *Compiled             // may be nil
	Names    Names                 // of actors and things, for languages that read them
}

// Names finds actors and things by what they are called.
type Names interface {
	// Find gives those that are called just so, case aside: by label, by another name or by prefixed name, those with the most
	// relations first. Without any it gives those whose names begin so, with near set.
	Find(name string) (found []Named, near bool, err error)
}

// Named is an actor or a thing.
type Named struct {
	IRI   quad.IRI
	Label string
}

// Compiled keeps what languages make of texts, so that a text that comes again is not read again. It may be used by several
// goroutines; what it keeps must be so too.
type Compiled struct {
	mu   sync.Mutex
	made map[string]any
}

// mostCompiled and longestCompiled bound what Compiled keeps.
const (
	mostCompiled    = 256
	longestCompiled = 64 << 10
)

// Of gives what was kept for a text, nil when there is nothing.
func (c *Compiled) Of(text string) any {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.made[text]
}

// Keep keeps what was made of a text.
func (c *Compiled) Keep(text string, made any) {
	if c == nil || len(text) > longestCompiled {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.made == nil || len(c.made) >= mostCompiled {
		c.made = map[string]any{}
	}
	c.made[text] = made
}

// DefaultMemory is how many bytes the values of a text's own variables may hold.
const DefaultMemory = 1 << 30

// MaxRows is the most rows that an answer may have, whatever a request's limit.
const MaxRows = 2_000_000

// Table collects the rows of an answer. Its columns are those that the rows name, in the order of first sight.
type Table struct {
	Columns   []string
	Rows      [][]quad.Value // as wide as Columns after Square
	Truncated bool           // there are more rows than Limit
	N         int            // the number of rows, also of those that were not kept

	limit   int
	counted bool
	place   map[string]int
}

// NewTable makes an empty table that takes limit rows, or MaxRows when limit is 0. A counted one keeps only the first.
func NewTable(limit int, counted bool) *Table {
	return &Table{limit: limit, counted: counted, place: map[string]int{}}
}

// Place gives the index of a column, adding it when it is new.
func (t *Table) Place(name string) int {
	i, ok := t.place[name]
	if !ok {
		i = len(t.Columns)
		t.place[name] = i
		t.Columns = append(t.Columns, name)
	}
	return i
}

// ErrFull is what Add returns for a row beyond the table's limit.
var ErrFull = errors.New("the limit is reached")

// Room is how many rows the table takes yet before it is full.
func (t *Table) Room() int {
	switch {
	case t.limit > 0:
		return t.limit - t.N
	case t.counted:
		return math.MaxInt32
	}
	return MaxRows - t.N
}

// Add adds a row, its values in the order of Columns; the last ones may be missing.
func (t *Table) Add(row []quad.Value) error {
	if t.Room() > 0 {
		t.N++
		if !t.counted || t.N == 1 {
			t.Rows = append(t.Rows, row)
		}
		return nil
	}
	if t.limit > 0 {
		t.Truncated = true
		return ErrFull
	}
	return fmt.Errorf("the answer has more than %d rows: narrow the query, or set a limit", MaxRows)
}

// Square makes all rows as wide as Columns.
func (t *Table) Square() {
	for i, r := range t.Rows {
		if len(r) < len(t.Columns) {
			t.Rows[i] = append(r[:len(r):len(r)], make([]quad.Value, len(t.Columns)-len(r))...)
		}
	}
}
