package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"quadrille/cmd/internal/shell"
)

type backupCmd struct {
	To string `arg:"" name:"folder" help:"A new folder, which will be the copy."`
	storeFlag
}

func (*backupCmd) Help() string {
	return `The copy is a store of its own, as it was at one moment, with the saved queries of its folder. Others may read and write
the store meanwhile.

Example:

    quadrille backup peace-monday --db peace`
}

// Run copies the store.
func (c *backupCmd) Run(ctx context.Context, s *stdio) (err error) {
	g, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer closing(g, &err)
	if err := g.Backup(ctx, c.To); err != nil {
		return err
	}
	from := storeFolder(c.DB).Dir
	if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return os.CopyFS(storeFolder(c.To).Dir, os.DirFS(from))
}

type compactCmd struct{ storeFlag }

func (*compactCmd) Help() string {
	return `Also mends what check calls damaged without loss.

Example:

    quadrille compact --db peace`
}

// Run compacts the store.
func (c *compactCmd) Run(ctx context.Context, s *stdio) (err error) {
	g, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer closing(g, &err)
	if err := g.Compact(ctx); err != nil {
		return err
	}
	size, quads, err := g.Size(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%s in %.1f MB\n", shell.Plural(quads, "quad"), float64(size)/1e6)
	return err
}
