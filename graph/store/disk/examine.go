package disk

import (
	"context"
	"errors"
	"fmt"
)

// Examine says of each file of a store that does not open, or whose reading fails, what is wrong with it and whether that
// loses anything. It changes nothing. No lines: nothing is wrong with any file by itself.
func Examine(ctx context.Context, folder FS) ([]string, error) {
	m, _, err := readManifest(folder)
	if err != nil {
		return []string{fmt.Sprintf("%s cannot be read, so that nobody knows which files make the store: put it back from a backup (%v)", manifestName, err)}, nil
	}
	var faults []string
	lost := func(name string, err error) {
		faults = append(faults, fmt.Sprintf("%s: what it holds is lost; put the file back from a backup (%v)", name, err))
	}
	for _, e := range m.Terms {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f, err := openTerms(folder, e.File)
		if err != nil {
			lost(fileName(e.File, "terms"), err)
			continue
		}
		faults = append(faults, f.damage(termSections, termsDerived)...)
		if err := f.free(); err != nil {
			return nil, err
		}
	}
	for _, e := range m.Tables {
		fs, err := checkTable(ctx, folder, e)
		if err != nil {
			return nil, err
		}
		faults = append(faults, fs...)
		if e.Dead == 0 {
			continue
		}
		if _, err := readDead(folder, e.Dead, e.File); err != nil {
			faults = append(faults, fmt.Sprintf("%s: which quads were removed from %s is lost; put the file back from a backup (%v)", fileName(e.Dead, "dead"), fileName(e.File, "table"), err))
		}
	}
	name := fileName(m.Log, "log")
	data, err := folder.Read(name)
	whole := 0
	if err == nil {
		_, err = readLog(name, m.Log, data, func(*record) error { whole++; return nil })
	}
	if err != nil {
		faults = append(faults, fmt.Sprintf("%s: the articles in it after the first %d batches are lost; put the file back from a backup (%v)", name, whole, err))
	}
	return faults, errors.Join(ctx.Err())
}

var termSections = []string{"offs", "slots", "terms"}

func termsDerived(i int) bool { return i == 1 }
