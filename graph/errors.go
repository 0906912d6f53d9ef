package graph

import (
	"errors"
	"fmt"
)

// Errors that callers tell apart with errors.Is.
var (
	ErrNoStore    = errors.New("no store there")
	ErrInUse      = errors.New("the store is in use by another process")
	ErrVersion    = errors.New("the store was written by another version of the program")
	ErrDamaged    = errors.New("the store is damaged")
	ErrNoArticle  = errors.New("no such article")
	ErrIncomplete = errors.New("the query is not complete")
)

// QueryError is a fault in a query's text or in its run.
type QueryError struct {
	Line, Column int // from 1; 0 when unknown
	Message      string
}

func (e *QueryError) Error() string {
	if e.Line == 0 {
		return e.Message
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
}
