package disk

import (
	"errors"
	"fmt"
	"math"

	"quadrille/graph/store/table"
	"quadrille/graph/store/terms"

	"github.com/cespare/xxhash/v2"
)

// A terms file is a container of three sections:
//
//	0  offs: where each term begins in 2, and one number more, 4 bytes each
//	1  slots: an open-addressing hash table, 4 bytes each: the number of a term, from 1, or 0. A term of the hash h (xxhash,
//	   64 bits) is looked for from slot (h>>32 * slots)>>32 on
//	2  the terms, one after the other (package terms)
//
// Its own numbers are: the ID before its first, and how many terms it has.
const magicTerms = "QUADTRM\x00"

// frozen is a dictionary in a file.
type frozen struct {
	*container
	base, count uint32
	offs, slots table.Column
	texts       []byte
	at          int // where texts begin in the guard's data
}

func slotOf(h uint64, slots int) int { return int(h >> 32 * uint64(slots) >> 32) }

// writeTerms writes the terms from base+1 on that text gives.
func writeTerms(fs FS, n uint64, base, count uint32, size int, text func(id uint32) ([]byte, error)) error {
	if size > math.MaxUint32 {
		return fmt.Errorf("the terms of one dictionary take %d bytes, more than 4 GiB", size)
	}
	arena, offs := make([]byte, 0, size), make([]uint32, 1, count+1)
	slots := make([]uint32, int(count)*4/3+1)
	for i := range count {
		t, err := text(base + 1 + i)
		if err != nil {
			return err
		}
		arena = append(arena, t...)
		offs = append(offs, uint32(len(arena)))
		s := slotOf(xxhash.Sum64(t), len(slots))
		for slots[s] != 0 {
			if s++; s == len(slots) {
				s = 0
			}
		}
		slots[s] = i + 1
	}
	return writeContainer(fs, n, "terms", magicTerms, [3]uint64{uint64(base), uint64(count)},
		[][]byte{table.Bytes(offs), table.Bytes(slots), arena})
}

func openTerms(fs FS, n uint64) (f *frozen, err error) {
	c, err := openContainer(fs, n, "terms", magicTerms)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, c.free())
		}
	}()
	f = &frozen{container: c, base: uint32(c.own[0]), count: uint32(c.own[1])}
	if f.offs, err = c.column(0); err != nil {
		return nil, err
	}
	if f.slots, err = c.column(1); err != nil {
		return nil, err
	}
	if len(c.sections) != 3 || f.offs.Len() != int(f.count)+1 || f.slots.Len() <= int(f.count) || c.own[0]+c.own[1] > math.MaxUint32-1 {
		return nil, fmt.Errorf("%w: %s: its sections do not fit together", ErrDamaged, c.name)
	}
	f.at = c.sections[2][0]
	f.texts = c.data[f.at : f.at+c.sections[2][1]]
	return f, nil
}

// text gives a term of the file.
func (f *frozen) text(id uint32) ([]byte, error) {
	a, b, err := f.offs.Pair(int(id - f.base - 1))
	if err != nil {
		return nil, err
	}
	if a > b || int(b) > len(f.texts) {
		return nil, fmt.Errorf("%w: %s: term %d lies from %d to %d", ErrDamaged, f.name, id, a, b)
	}
	if err := f.guard.Check(f.at+int(a), f.at+int(b)); err != nil {
		return nil, err
	}
	return f.texts[a:b], nil
}

// find gives the ID of a term, 0 when the file does not hold it.
func (f *frozen) find(term []byte, h uint64) (uint32, error) {
	s := slotOf(h, f.slots.Len())
	for range f.slots.Len() {
		n, err := f.slots.Get(s)
		if err != nil || n == 0 {
			return 0, err
		}
		if n > f.count {
			return 0, fmt.Errorf("%w: %s: slot %d names term %d of %d", ErrDamaged, f.name, s, n, f.count)
		}
		t, err := f.text(f.base + n)
		if err != nil {
			return 0, err
		}
		if string(t) == string(term) {
			return f.base + n, nil
		}
		if s++; s == f.slots.Len() {
			s = 0
		}
	}
	return 0, nil
}

// check holds the dictionary against itself.
func (f *frozen) check() error {
	for i := range f.count {
		t, err := f.text(f.base + 1 + i)
		if err != nil {
			return err
		}
		if _, err := terms.Decode(string(t)); err != nil {
			return fmt.Errorf("%w: %s: term %d: %w", ErrDamaged, f.name, f.base+1+i, err)
		}
		id, err := f.find(t, xxhash.Sum64(t))
		if err != nil {
			return err
		}
		if id != f.base+1+i {
			return fmt.Errorf("%w: %s: term %d is found as %d", ErrDamaged, f.name, f.base+1+i, id)
		}
	}
	return nil
}
