package cli

import (
	"errors"
	"fmt"
	"path/filepath"

	"quadrille/queries"

	"github.com/adrg/xdg"
)

// userFolder is where a user keeps saved queries for all stores.
func userFolder() queries.Folder {
	return queries.Folder{Name: "user", Dir: filepath.Join(xdg.ConfigHome, "quadrille", "queries")}
}

// storeFolder is where a store keeps its own.
func storeFolder(db string) queries.Folder {
	return queries.Folder{Name: "store", Dir: filepath.Join(db, "queries")}
}

// library is the saved queries to be had with the store db, or without one when db is "": the built-in ones, the
// user's, the store's.
func library(db string) (*queries.Library, error) {
	folders := []queries.Folder{userFolder()}
	if db != "" {
		folders = append(folders, storeFolder(db))
	}
	return queries.Open(folders...)
}

// lookup finds a saved query.
func lookup(l *queries.Library, name string) (queries.Query, error) {
	q, err := l.Lookup(name)
	if errors.Is(err, queries.ErrUnknown) {
		err = fmt.Errorf("%w: %w", errUsage, err)
	}
	return q, err
}

// faulty tells which files hold no query.
func (s *stdio) faulty(l *queries.Library) {
	for _, f := range l.Faults() {
		s.notice(fmt.Sprintf("a saved query cannot be used: %v", f.Err))
	}
}
