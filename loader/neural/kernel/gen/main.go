// Command gen writes the kernels of package kernel as Go assembly:
//
//	go run . -out ../kernels_amd64.s -stubs ../kernels_amd64.go -pkg kernel
//
// It is a module of its own, so that the program does not depend on the generator. Every kernel has a twin in plain Go
// (plain.go) that gives the same bits; where a kernel fuses a product and a sum, or adds lanes in some order, the twin
// does the same.
package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// ymm and zmm are the vector registers by number.
var (
	ymm = []reg.VecPhysical{reg.Y0, reg.Y1, reg.Y2, reg.Y3, reg.Y4, reg.Y5, reg.Y6, reg.Y7, reg.Y8, reg.Y9, reg.Y10, reg.Y11, reg.Y12, reg.Y13, reg.Y14, reg.Y15}
	zmm = []reg.VecPhysical{reg.Z0, reg.Z1, reg.Z2, reg.Z3, reg.Z4, reg.Z5, reg.Z6, reg.Z7, reg.Z8, reg.Z9, reg.Z10, reg.Z11, reg.Z12, reg.Z13, reg.Z14, reg.Z15,
		reg.Z16, reg.Z17, reg.Z18, reg.Z19, reg.Z20, reg.Z21, reg.Z22, reg.Z23, reg.Z24, reg.Z25, reg.Z26, reg.Z27, reg.Z28, reg.Z29, reg.Z30, reg.Z31}
)

// rows addresses up to twelve rows of a matrix with a base register for every three of them: p, p+s, p+2s.
type rows struct {
	bases  []reg.GPVirtual
	stride reg.GPVirtual // in bytes
}

func newRows(base, stride reg.GPVirtual, n int) rows {
	r := rows{bases: []reg.GPVirtual{base}, stride: stride}
	for i := 3; i < n; i += 3 {
		next := GP64()
		LEAQ(Mem{Base: r.bases[len(r.bases)-1], Index: stride, Scale: 2}, next)
		ADDQ(stride, next)
		r.bases = append(r.bases, next)
	}
	return r
}

func (r rows) at(row, displacement int) Mem {
	m := Mem{Base: r.bases[row/3], Disp: displacement}
	if k := row % 3; k > 0 {
		m.Index, m.Scale = r.stride, uint8(k)
	}
	return m
}

func (r rows) advance(bytes int) {
	for _, b := range r.bases {
		ADDQ(Imm(uint64(bytes)), b)
	}
}

func main() {
	ConstraintExpr("amd64")
	floatProduct()
	floatProduct512("mulFloat512", 2)
	floatProduct512("mulFloat512Single", 1)
	byteProduct("mulAVX2", 4, avx2)
	byteProduct("mulVNNI256", 6, vnni256)
	byteProduct("mulVNNI512", 12, vnni512)
	tileProduct()
	e := newExponential()
	linear, cubic := float("geluLinear", -2*0.7978845608), float("geluCubic", -2*0.7978845608*0.044715)
	gelu(e, linear, cubic)
	gelu512(e, linear, cubic)
	softmax(e)
	softmax512(e)
	addNorm(e)
	absMax(e)
	quantise()
	Generate()
}
