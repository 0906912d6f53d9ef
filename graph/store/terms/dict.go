package terms

import (
	"fmt"
	"math"

	"github.com/cespare/xxhash/v2"
)

// ErrFull is the error for one term more than there are IDs.
var ErrFull = fmt.Errorf("a store holds at most %d terms", uint32(math.MaxUint32-1))

// Dict gives IDs to terms: base+1, base+2 … Its terms lie one after the other in one piece of memory; an open-addressing
// table of eight bytes an entry finds them. It may be read by many, or changed by one.
type Dict struct {
	base  uint32
	arena []byte
	offs  []uint64 // term i of this Dict is arena[offs[i]:offs[i+1]]
	table []uint64 // the upper half of the hash, then the number of the term, from 1; 0 is free
}

// NewDict makes a Dict whose IDs begin after base.
func NewDict(base uint32) *Dict {
	return &Dict{base: base, offs: make([]uint64, 1, 64), table: make([]uint64, 64)}
}

// Base is the ID before the first.
func (d *Dict) Base() uint32 { return d.base }

// Max is the last ID given.
func (d *Dict) Max() uint32 { return d.base + uint32(len(d.offs)-1) }

// Size is the number of bytes of all terms.
func (d *Dict) Size() int { return len(d.arena) }

// Bytes gives a term, nil when the ID is none of this Dict.
func (d *Dict) Bytes(id uint32) []byte {
	if id <= d.base || id > d.Max() {
		return nil
	}
	i := id - d.base - 1
	return d.arena[d.offs[i]:d.offs[i+1]:d.offs[i+1]]
}

// Find gives the ID of a term, 0 when it has none.
func (d *Dict) Find(term []byte) uint32 {
	h := xxhash.Sum64(term)
	mask := uint64(len(d.table) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		e := d.table[i]
		if e == 0 {
			return 0
		}
		if e>>32 == h>>32 {
			if id := d.base + uint32(e); string(d.Bytes(id)) == string(term) {
				return id
			}
		}
	}
}

// Put gives the ID of a term, a new one when it has none. Error: ErrFull.
func (d *Dict) Put(term []byte) (uint32, error) {
	h := xxhash.Sum64(term)
	mask := uint64(len(d.table) - 1)
	i := h & mask
	for ; d.table[i] != 0; i = (i + 1) & mask {
		if e := d.table[i]; e>>32 == h>>32 {
			if id := d.base + uint32(e); string(d.Bytes(id)) == string(term) {
				return id, nil
			}
		}
	}
	if d.Max() >= math.MaxUint32-1 {
		return 0, ErrFull
	}
	d.arena = append(d.arena, term...)
	d.offs = append(d.offs, uint64(len(d.arena)))
	n := uint64(len(d.offs) - 1)
	d.table[i] = h>>32<<32 | n
	if n*10 > uint64(len(d.table))*7 {
		d.grow()
	}
	return d.base + uint32(n), nil
}

// Cut takes back the terms after the ID max.
func (d *Dict) Cut(max uint32) {
	if max >= d.Max() {
		return
	}
	n := max - d.base
	d.offs = d.offs[:n+1]
	d.arena = d.arena[:d.offs[n]]
	d.fill()
}

func (d *Dict) grow() {
	d.table = make([]uint64, 2*len(d.table))
	d.fill()
}

func (d *Dict) fill() {
	clear(d.table)
	mask := uint64(len(d.table) - 1)
	for n := 1; n < len(d.offs); n++ {
		h := xxhash.Sum64(d.arena[d.offs[n-1]:d.offs[n]])
		i := h & mask
		for d.table[i] != 0 {
			i = (i + 1) & mask
		}
		d.table[i] = h>>32<<32 | uint64(n)
	}
}
