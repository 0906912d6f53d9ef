package disk

import (
	"errors"
	"fmt"

	"quadrille/graph/store/table"
)

// A table file is a container of 27 sections, all of numbers of 4 bytes:
//
//	0-4    order SPO: dir, keys, offs, b, c (package table)
//	5-9    order POS
//	10-14  order OSP
//	15 16  first, labels; empty without labels, as 17-20 are
//	17-19  the labels' dir, keys, offs
//	20     ranks
//	21     shapes
//	22-24  the wide labels' dir, keys, offs; empty without such labels, as 25 and 26 are
//	25 26  inPOS, inOSP
//
// Its own numbers are: how many quads; the shifts of the five directories, a byte each.
const magicTable = "QUADTBL\x00"

// A dead file is a container of one section: a bit for each quad of a table, in numbers of 4 bytes, the lower first. Its
// own number is the table's.
const magicDead = "QUADDED\x00"

func fileName(n uint64, kind string) string { return fmt.Sprintf("%06d.%s", n, kind) }

func writeTable(fs FS, n uint64, t *table.Table) error {
	columns, shifts := t.Columns()
	sections := make([][]byte, len(columns))
	for i, c := range columns {
		sections[i] = table.Bytes(c.Data())
	}
	own := [3]uint64{uint64(t.Quads())}
	for i, s := range shifts {
		own[1] |= uint64(s) << (8 * i)
	}
	return writeContainer(fs, n, "table", magicTable, own, sections)
}

func openTable(fs FS, n uint64) (t *table.Table, c *container, err error) {
	c, err = openContainer(fs, n, "table", magicTable)
	if err != nil {
		return nil, nil, err
	}
	free := c.free
	defer func() {
		if err != nil {
			err = errors.Join(err, free())
		}
	}()
	var columns [table.ColumnCount]table.Column
	for i := range columns {
		if columns[i], err = c.column(i); err != nil {
			return nil, nil, err
		}
	}
	var shifts [5]uint32
	for i := range shifts {
		shifts[i] = uint32(c.own[1] >> (8 * i) & 31)
	}
	t, err = table.FromColumns(int(c.own[0]), columns, shifts)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", c.name, err)
	}
	return t, c, nil
}

func writeDead(fs FS, n, of uint64, dead []uint64) error {
	words := make([]uint32, 0, 2*len(dead))
	for _, w := range dead {
		words = append(words, uint32(w), uint32(w>>32))
	}
	return writeContainer(fs, n, "dead", magicDead, [3]uint64{of}, [][]byte{table.Bytes(words)})
}

func readDead(fs FS, n, of uint64) (dead []uint64, err error) {
	c, err := openContainer(fs, n, "dead", magicDead)
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := c.free(); err == nil {
			err = e
		}
	}()
	if c.own[0] != of {
		return nil, fmt.Errorf("%w: %s belongs to table %d, not %d", ErrDamaged, c.name, c.own[0], of)
	}
	col, err := c.column(0)
	if err != nil {
		return nil, err
	}
	if err := col.Check(); err != nil {
		return nil, err
	}
	words := col.Data()
	dead = make([]uint64, len(words)/2)
	for i := range dead {
		dead[i] = uint64(words[2*i]) | uint64(words[2*i+1])<<32
	}
	return dead, nil
}
