package disk

import (
	"encoding/binary"
	"errors"
	"fmt"

	"quadrille/graph/store/table"
)

// A container is a file of sections that never changes. Numbers are little endian.
//
//	0    8  magic, that of the kind of file
//	8    4  version of the layout, 1
//	12   4  how many sections
//	16   8  length of the file
//	24   8  where the checksums begin, a multiple of 64
//	32  24  three numbers of 8 bytes, of the kind's own
//	56  8   the number in the file's name
//	64  16  of each section, at most 27: where it begins, a multiple of 64; its length
//	508  4  CRC-32C of the 508 bytes before
//	512  …  the sections
//	     4  for each block of 4 KiB before the checksums: its CRC-32C
//	     4  CRC-32C of the checksums
const (
	headSize    = 512
	maxSections = 27
	layout      = 1
	align       = 64
)

// ErrDamaged is what reading wraps when files do not fit their checksums, each other or their format.
var ErrDamaged = table.ErrDamaged

func aligned(n int) int { return (n + align - 1) &^ (align - 1) }

// writeContainer writes a file, synced. It is removed when that fails.
func writeContainer(fs FS, n uint64, kind, magic string, own [3]uint64, sections [][]byte) (err error) {
	name := fileName(n, kind)
	head := make([]byte, headSize)
	copy(head, magic)
	binary.LittleEndian.PutUint32(head[8:], layout)
	binary.LittleEndian.PutUint32(head[12:], uint32(len(sections)))
	at := headSize
	for i, s := range sections {
		binary.LittleEndian.PutUint64(head[64+16*i:], uint64(at))
		binary.LittleEndian.PutUint64(head[72+16*i:], uint64(len(s)))
		at = aligned(at + len(s))
	}
	sums := (at + table.BlockSize - 1) / table.BlockSize
	binary.LittleEndian.PutUint64(head[16:], uint64(at+4*sums+4))
	binary.LittleEndian.PutUint64(head[24:], uint64(at))
	for i, n := range own {
		binary.LittleEndian.PutUint64(head[32+8*i:], n)
	}
	binary.LittleEndian.PutUint64(head[56:], n)
	binary.LittleEndian.PutUint32(head[508:], table.Sum(head[:508]))

	f, err := fs.Create(name)
	if err != nil {
		return err
	}
	w := &summing{f: f, block: make([]byte, 0, table.BlockSize)}
	w.write(head)
	for _, s := range sections {
		w.write(s)
		w.write(make([]byte, aligned(len(s))-len(s)))
	}
	w.flush()
	tail := table.Bytes(w.sums)
	w.raw(tail)
	w.raw(binary.LittleEndian.AppendUint32(nil, table.Sum(tail)))
	if w.err == nil {
		w.err = f.Sync()
	}
	if err := errors.Join(w.err, f.Close()); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", name, err), fs.Remove(name))
	}
	return nil
}

// summing writes blocks and keeps their checksums.
type summing struct {
	f     File
	block []byte
	sums  []uint32
	err   error
}

func (w *summing) raw(p []byte) {
	if w.err == nil {
		_, w.err = w.f.Write(p)
	}
}

func (w *summing) write(p []byte) {
	for len(p) > 0 {
		if len(w.block) == 0 && len(p) >= table.BlockSize { // whole blocks go as they lie
			n := len(p) / table.BlockSize * table.BlockSize
			for i := 0; i < n; i += table.BlockSize {
				w.sums = append(w.sums, table.Sum(p[i:i+table.BlockSize]))
			}
			w.raw(p[:n])
			p = p[n:]
			continue
		}
		n := min(len(p), cap(w.block)-len(w.block))
		w.block = append(w.block, p[:n]...)
		p = p[n:]
		if len(w.block) == cap(w.block) {
			w.flush()
		}
	}
}

func (w *summing) flush() {
	if len(w.block) > 0 {
		w.sums = append(w.sums, table.Sum(w.block))
		w.raw(w.block)
		w.block = w.block[:0]
	}
}

// container is an open file of sections.
type container struct {
	mapping
	name     string
	guard    *table.Guard
	sums     []uint32 // what it guards with
	own      [3]uint64
	sections [][2]int // where each begins and its length
}

// openContainer maps a file and verifies its head; its sections are verified when they are read.
func openContainer(fs FS, n uint64, kind, magic string) (c *container, err error) {
	name := fileName(n, kind)
	data, release, err := fs.Map(name)
	if err != nil {
		return nil, err
	}
	c = &container{name: name, mapping: mapping{data: data, free: release}}
	defer func() {
		if err != nil {
			err = errors.Join(err, release())
		}
	}()
	fault := func(what string) error { return fmt.Errorf("%w: %s: %s", ErrDamaged, name, what) }
	if len(data) < headSize || string(data[:8]) != magic || table.Sum(data[:508]) != binary.LittleEndian.Uint32(data[508:]) {
		return nil, fault("its head is spoiled")
	}
	if v := binary.LittleEndian.Uint32(data[8:]); v != layout {
		return nil, fmt.Errorf("%s has the layout %d, and this program knows %d: use the program that wrote it", name, v, layout)
	}
	if size := binary.LittleEndian.Uint64(data[16:]); size != uint64(len(data)) {
		return nil, fault(fmt.Sprintf("it has %d bytes, and had %d", len(data), size))
	}
	if was := binary.LittleEndian.Uint64(data[56:]); was != n {
		return nil, fault("it was " + fileName(was, kind))
	}
	sums := binary.LittleEndian.Uint64(data[24:])
	if sums%align != 0 || sums+4 > uint64(len(data)) || (uint64(len(data))-sums)%4 != 0 {
		return nil, fault("its checksums are out of place")
	}
	tail := data[sums : len(data)-4]
	if table.Sum(tail) != binary.LittleEndian.Uint32(data[len(data)-4:]) {
		return nil, fault("its checksums are spoiled")
	}
	c.sums = make([]uint32, len(tail)/4)
	for i := range c.sums {
		c.sums[i] = binary.LittleEndian.Uint32(tail[4*i:])
	}
	if c.guard, err = table.NewGuard(name, data[:sums], c.sums); err != nil {
		return nil, err
	}
	for i := range c.own {
		c.own[i] = binary.LittleEndian.Uint64(data[32+8*i:])
	}
	count := binary.LittleEndian.Uint32(data[12:])
	if count > maxSections {
		return nil, fault("it has too many sections")
	}
	for i := range int(count) {
		at, size := binary.LittleEndian.Uint64(data[64+16*i:]), binary.LittleEndian.Uint64(data[72+16*i:])
		if at > sums || size > sums-at {
			return nil, fault(fmt.Sprintf("section %d lies outside of it", i))
		}
		c.sections = append(c.sections, [2]int{int(at), int(size)})
	}
	return c, nil
}

// column gives section i as numbers.
func (c *container) column(i int) (table.Column, error) {
	if i >= len(c.sections) {
		return table.Column{}, fmt.Errorf("%w: %s has %d sections", ErrDamaged, c.name, len(c.sections))
	}
	return table.FileColumn(c.guard, c.sections[i][0], c.sections[i][1]/4)
}
