package disk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
)

// Examine says of each file of a store that does not open, or whose reading fails, what is wrong with it and whether that
// loses anything. It changes nothing. No lines: nothing is wrong with any file by itself. Another process may write
// meanwhile.
func Examine(ctx context.Context, folder FS) ([]string, error) {
	for try := 0; ; try++ {
		m, text, err := readManifest(folder)
		if err != nil {
			return []string{fmt.Sprintf("%s cannot be read, so that nobody knows which files make the store: put it back from a backup (%v)", manifestName, err)}, nil
		}
		faults, gone, err := examine(ctx, folder, m)
		if err != nil {
			return nil, err
		}
		if gone && try < 100 {
			// A file that another process has replaced is not lost.
			if _, now, err := readManifest(folder); err == nil && !bytes.Equal(text, now) {
				continue
			}
		}
		return faults, nil
	}
}

// examine also tells whether a file is not there.
func examine(ctx context.Context, folder FS, m *manifest) (faults []string, gone bool, err error) {
	fault := func(err error, format string, args ...any) {
		gone = gone || errors.Is(err, fs.ErrNotExist)
		faults = append(faults, fmt.Sprintf(format+"; put the file back from a backup (%v)", append(args, err)...))
	}
	for _, e := range m.Terms {
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		f, err := openTerms(folder, e.File)
		if err != nil {
			fault(err, "%s: what it holds is lost", fileName(e.File, "terms"))
			continue
		}
		faults = append(faults, f.damage(termSections, termsDerived)...)
		if err := f.free(); err != nil {
			return nil, false, err
		}
	}
	for _, e := range m.Tables {
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		if _, c, err := openTable(folder, e.File); err != nil {
			fault(err, "%s: what it holds is lost", fileName(e.File, "table"))
		} else {
			faults = append(faults, c.tableDamage()...)
			if err := c.free(); err != nil {
				return nil, false, err
			}
		}
		if e.Dead == 0 {
			continue
		}
		if _, err := readDead(folder, e.Dead, e.File); err != nil {
			fault(err, "%s: which quads were removed from %s is lost", fileName(e.Dead, "dead"), fileName(e.File, "table"))
		}
	}
	name := fileName(m.Log, "log")
	data, err := folder.Read(name)
	whole := 0
	if err == nil {
		_, err = readLog(name, m.Log, data, func(*record) error { whole++; return nil })
	}
	if err != nil {
		fault(err, "%s: the articles in it after the first %d batches are lost", name, whole)
	}
	return faults, gone, ctx.Err()
}

var termSections = []string{"offs", "slots", "terms"}

func termsDerived(i int) bool { return i == 1 }
