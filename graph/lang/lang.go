package lang

import (
	"errors"
	"fmt"

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

// Executor runs paths for one query text.
type Executor interface {
	// Rows calls yield with each row's node and the values of the named tags, nil where it has no such tag. yield may
	// keep them. An error of yield ends the run and is returned.
	Rows(p algebra.Path, tags []string, yield func(node quad.Value, tags []quad.Value) error) error
	// Count counts the rows.
	Count(p algebra.Path) (int, error)
}

// Request is a query.
type Request struct {
	Text   string
	Params map[string]quad.Value // bound as variables
	Limit  int                   // most rows, 0 for all
}

// MaxRows is the most rows that an answer may have, whatever a request's limit.
const MaxRows = 2_000_000

// Table collects the rows of an answer. Its columns are those that the rows name, in the order of first sight.
type Table struct {
	Columns   []string
	Rows      [][]quad.Value // as wide as Columns after Square
	Truncated bool           // there are more rows than Limit

	limit int
	place map[string]int
}

// NewTable makes an empty table that takes limit rows, or MaxRows when limit is 0.
func NewTable(limit int) *Table { return &Table{limit: limit, place: map[string]int{}} }

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
	if t.limit > 0 {
		return t.limit - len(t.Rows)
	}
	return MaxRows - len(t.Rows)
}

// Add adds a row, its values in the order of Columns; the last ones may be missing.
func (t *Table) Add(row []quad.Value) error {
	if t.Room() > 0 {
		t.Rows = append(t.Rows, row)
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
