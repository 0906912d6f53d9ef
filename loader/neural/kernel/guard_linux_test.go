package kernel

import (
	"math/rand/v2"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// guarded are n numbers whose last byte is the last before a page that may not be touched, or whose first byte is the first
// after one: a kernel that goes a byte beyond its slice on that side ends the test.
func guarded[T any](t *testing.T, n int, atEnd bool) []T {
	t.Helper()
	page, size := unix.Getpagesize(), n*int(unsafe.Sizeof(*new(T)))
	inner := (size + page - 1) / page * page
	all, err := unix.Mmap(-1, 0, inner+2*page, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Munmap(all) })
	for _, edge := range [][]byte{all[:page], all[page+inner:]} {
		if err := unix.Mprotect(edge, unix.PROT_NONE); err != nil {
			t.Fatal(err)
		}
	}
	at := page
	if atEnd {
		at += inner - size
	}
	return unsafe.Slice((*T)(unsafe.Pointer(&all[at])), n)
}

func TestKernelsStayWithinTheirSlices(t *testing.T) {
	for _, p := range Paths() {
		for _, atEnd := range []bool{false, true} {
			floats := func(n int) []float32 {
				x := guarded[float32](t, n, atEnd)
				copy(x, numbers(rand.New(rand.NewPCG(1, uint64(n))), n, 1))
				return x
			}
			for n := 1; n <= 72; n++ {
				p.GELU(floats(n))
				p.Softmax(floats(n), 1)
				p.AddNorm(floats(n), floats(n), floats(n), floats(n))
				p.absMax(floats(n))
				p.quantise(guarded[uint8](t, n, atEnd), floats(n), 1)
			}
			for depth := 1; depth <= 9; depth++ {
				for panels := 1; panels <= 3; panels++ {
					lda, ldc := depth+3, panels*FloatWidth+5
					p.MultiplyFloat(floats((RowBlock-1)*ldc+panels*FloatWidth), ldc, floats((RowBlock-1)*lda+depth), lda, 7, floats(panels*depth*FloatWidth), depth, panels)
				}
			}
			for rows := 1; rows <= 2*RowBlock+1; rows++ {
				const columns = 64
				depth := 96 + rows%2*32
				m := p.Pack(make([]byte, columns*depth), depth, make([]float32, columns), nil)
				packed, correction := guarded[byte](t, len(m.packed), atEnd), guarded[int32](t, len(m.correction), atEnd)
				copy(packed, m.packed)
				copy(correction, m.correction)
				m.packed, m.correction, m.scale, m.bias = packed, correction, floats(columns), floats(columns)
				padded := Padded(rows)
				a := Activations{Rows: rows, Depth: depth, bytes: guarded[uint8](t, padded*depth, atEnd), scale: floats(padded)}
				p.QuantiseRows(&a, floats(rows*depth), depth)
				p.Multiply(floats(padded*columns), &a, m)
			}
		}
	}
}
