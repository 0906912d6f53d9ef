package cli

import (
	"context"
	"errors"
	"fmt"
	"os"

	"quadrille/cmd/internal/render"
	"quadrille/cmd/internal/shell"
	"quadrille/queries"
)

type queriesNewCmd struct {
	Name string `arg:"" help:"Its name: lower-case letters, digits and hyphens."`
	libraryFlag
	From string `placeholder:"NAME" help:"Begin with a copy of this saved query."`
	Edit bool   `help:"Open it in your editor ($VISUAL, $EDITOR)."`
}

func (*queriesNewCmd) Help() string {
	return `Writes a file to begin with and prints its path. It goes to your own folder, or with --db to the store's.

Examples:

    quadrille queries new visits
    quadrille queries new my-mediators --from mediators --db peace --edit`
}

// target is the folder in which the flag's user writes queries.
func (f libraryFlag) target() queries.Folder {
	if f.DB != "" {
		return storeFolder(f.DB)
	}
	return userFolder()
}

// Run writes the query's file.
func (c *queriesNewCmd) Run(ctx context.Context, s *stdio) error {
	if !queries.ValidName(c.Name) {
		return fmt.Errorf("%w: %q is no name for a query: it has lower-case letters, digits and hyphens only", errUsage, c.Name)
	}
	if c.DB != "" {
		if err := mustBeStore(ctx, s, c.DB); err != nil {
			return err
		}
	}
	text := queries.Template(c.Name)
	if c.From != "" {
		l, err := library(c.DB)
		if err != nil {
			return err
		}
		q, err := lookup(l, c.From)
		if err != nil {
			return err
		}
		text = q.Renamed(c.Name)
	}
	f := c.target()
	if err := f.Create(c.Name, text); err != nil {
		if errors.Is(err, queries.ErrExists) {
			err = fmt.Errorf("%w; quadrille queries edit changes it", err)
		}
		return err
	}
	return c.edited(ctx, s, f, c.Name, c.Edit)
}

// mustBeStore is an error unless db holds a store.
func mustBeStore(ctx context.Context, s *stdio, db string) error {
	g, err := storeFlag{db}.open(ctx, s)
	if err != nil {
		return err
	}
	return g.Close()
}

type queriesEditCmd struct {
	Name string `arg:"" help:"Name of a saved query."`
	libraryFlag
}

func (*queriesEditCmd) Help() string {
	return `Opens the file in your editor ($VISUAL, or else $EDITOR) and reads it again afterwards. Of a query that is not yours a
copy is made in your own folder, or with --db in the store's, which from then on answers in its place.

Example:

    quadrille queries edit mediators`
}

// Run opens the editor.
func (c *queriesEditCmd) Run(ctx context.Context, s *stdio) error {
	l, err := library(c.DB)
	if err != nil {
		return err
	}
	f := c.target()
	q, err := lookup(l, c.Name)
	switch {
	case errors.Is(err, queries.ErrFaulty): // it is opened to be mended
	case err != nil:
		return err
	case q.File != f.Path(c.Name):
		if c.DB != "" {
			if err := mustBeStore(ctx, s, c.DB); err != nil {
				return err
			}
		}
		if err := f.Create(c.Name, q.Source); err != nil {
			return err
		}
	}
	return c.edited(ctx, s, f, c.Name, true)
}

// edited opens the file of a query, if wanted, and says whether it then holds one.
func (c libraryFlag) edited(ctx context.Context, s *stdio, f queries.Folder, name string, edit bool) error {
	if edit {
		if err := s.edit(ctx, f.Path(name)); err != nil {
			return err
		}
	}
	l, err := library(c.DB)
	if err != nil {
		return err
	}
	if _, err := l.Lookup(name); err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.out, render.Clean(f.Path(name)))
	return err
}

// edit opens a file in the user's editor and waits. Where nobody sits, nothing but an editor that is named is started.
func (s *stdio) edit(ctx context.Context, path string) error {
	if os.Getenv("VISUAL") == "" && os.Getenv("EDITOR") == "" && !isTerminal(s.in) {
		return fmt.Errorf("no editor is set ($VISUAL, $EDITOR); the file is %s", path)
	}
	if err := shell.UserPrograms(s.in, s.out, s.err).Edit(ctx, path); err != nil {
		return fmt.Errorf("%w; the file is %s", err, path)
	}
	return nil
}
