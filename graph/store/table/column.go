package table

import (
	"errors"
	"fmt"
	"hash/crc32"
	"sync/atomic"
	"unsafe"
)

// ErrDamaged is what reading wraps when a block's checksum is wrong.
var ErrDamaged = errors.New("a block does not fit its checksum")

// BlockSize is the number of bytes that one checksum covers.
const BlockSize = 1 << 12

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Sum is the checksum of a block: CRC-32C, which finds every damage of up to 32 bits in a row.
func Sum(block []byte) uint32 { return crc32.Checksum(block, castagnoli) }

// Guard holds the blocks of a file against their checksums, each when it is first read.
type Guard struct {
	name string
	data []byte
	sums []uint32
	good []atomic.Uint64
}

// NewGuard guards data; sums holds one Sum for each BlockSize of it. name is for messages.
func NewGuard(name string, data []byte, sums []uint32) (*Guard, error) {
	blocks := (len(data) + BlockSize - 1) / BlockSize
	if len(sums) != blocks {
		return nil, fmt.Errorf("%w: %s has %d blocks and %d checksums", ErrDamaged, name, blocks, len(sums))
	}
	return &Guard{name: name, data: data, sums: sums, good: make([]atomic.Uint64, (blocks+63)/64)}, nil
}

// Check verifies the bytes from lo up to hi.
func (g *Guard) Check(lo, hi int) error {
	if g == nil || lo >= hi {
		return nil
	}
	last := (hi - 1) / BlockSize
	for b := lo / BlockSize; b <= last; b++ {
		word, bit := &g.good[b/64], uint64(1)<<(b%64)
		if have := word.Load(); have&bit != 0 {
			if have == ^uint64(0) {
				b |= 63 // to the word's end
			}
			continue
		}
		if Sum(g.data[b*BlockSize:min((b+1)*BlockSize, len(g.data))]) != g.sums[b] {
			return fmt.Errorf("%w: %s, bytes %d to %d", ErrDamaged, g.name, b*BlockSize, min((b+1)*BlockSize, len(g.data)))
		}
		word.Or(bit)
	}
	return nil
}

// Column is a piece of a file, or of memory, that holds numbers.
type Column struct {
	data  []uint32
	guard *Guard
	at    int // where it begins in the guard's data
}

// Numbers is a column in memory.
func Numbers(data []uint32) Column { return Column{data: data} }

// FileColumn is the column of n numbers that begins at byte at, a multiple of four, of what g guards. The file is little
// endian, as are all machines this runs on.
func FileColumn(g *Guard, at, n int) (Column, error) {
	if at < 0 || at%4 != 0 || n < 0 || n > (len(g.data)-at)/4 {
		return Column{}, fmt.Errorf("%w: %s has no %d numbers at byte %d", ErrDamaged, g.name, n, at)
	}
	if n == 0 {
		return Column{}, nil
	}
	return Column{data: unsafe.Slice((*uint32)(unsafe.Pointer(&g.data[at])), n), guard: g, at: at}, nil
}

// Len is the number of numbers.
func (c Column) Len() int { return len(c.data) }

// Data gives all numbers, not verified: for writing them to a file.
func (c Column) Data() []uint32 { return c.data }

// Check verifies the whole column.
func (c Column) Check() error { return c.check(0, len(c.data)) }

func (c Column) check(lo, hi int) error {
	if c.guard == nil {
		return nil
	}
	return c.guard.Check(c.at+4*lo, c.at+4*hi)
}

// Get gives one number.
func (c Column) Get(i int) (uint32, error) {
	if i < 0 || i >= len(c.data) {
		return 0, fmt.Errorf("%w: number %d of %d", ErrDamaged, i, len(c.data))
	}
	if err := c.check(i, i+1); err != nil {
		return 0, err
	}
	return c.data[i], nil
}

// Pair gives two numbers that stand side by side.
func (c Column) Pair(i int) (uint32, uint32, error) {
	if i < 0 || i+1 >= len(c.data) {
		return 0, 0, fmt.Errorf("%w: numbers %d and %d of %d", ErrDamaged, i, i+1, len(c.data))
	}
	if err := c.check(i, i+2); err != nil {
		return 0, 0, err
	}
	return c.data[i], c.data[i+1], nil
}

// slice gives the numbers from lo up to hi.
func (c Column) slice(lo, hi int) ([]uint32, error) {
	if lo < 0 || lo > hi || hi > len(c.data) {
		return nil, fmt.Errorf("%w: numbers %d to %d of %d", ErrDamaged, lo, hi, len(c.data))
	}
	if err := c.check(lo, hi); err != nil {
		return nil, err
	}
	return c.data[lo:hi:hi], nil
}

// Bytes sees numbers as the bytes of a file.
func Bytes(data []uint32) []byte {
	if len(data) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&data[0])), 4*len(data))
}

// Size is the number of bytes that are guarded.
func (g *Guard) Size() int { return len(g.data) }
