package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// constant is eight times the same 32 bits in memory.
func constant(name string, bits uint32) Mem {
	m := GLOBL(name, RODATA|NOPTR)
	for i := 0; i < 8; i++ {
		DATA(4*i, U32(bits))
	}
	return m
}

func float(name string, v float32) Mem { return constant(name, math.Float32bits(v)) }

// exponential holds the constants of exp(x) = 2^n · p(r): n = round(x·log2 e), r = x - n·ln 2 in two steps, p of degree 5.
type exponential struct {
	log2e, ln2High, ln2Low, least, most Mem
	p2, p3, p4, p5, one                 Mem
	magnitude                           Mem
}

func newExponential() exponential {
	return exponential{
		log2e: float("log2e", math.Log2E), ln2High: float("ln2High", 0.693359375), ln2Low: float("ln2Low", -2.12194440e-4),
		least: float("least", -80), most: float("most", 87),
		p2: float("p2", 0.5), p3: float("p3", 1.0/6), p4: float("p4", 1.0/24), p5: float("p5", 1.0/120), one: float("one", 1),
		magnitude: constant("magnitude", 0x7fffffff),
	}
}

// of replaces x by exp(x); t and u are spoilt.
func (e exponential) of(x, t, u Op) {
	VMAXPS(e.least, x, x)
	VMULPS(e.log2e, x, t)
	VROUNDPS(Imm(0), t, t)
	VFNMADD231PS(e.ln2High, t, x)
	VFNMADD231PS(e.ln2Low, t, x)
	VMOVUPS(e.p5, u)
	for _, p := range []Mem{e.p4, e.p3, e.p2, e.one, e.one} {
		VFMADD213PS(p, x, u)
	}
	VCVTPS2DQ(t, t)
	VPSLLD(Imm(23), t, t)
	VPADDD(u, t, x)
}

// fold combines the eight lanes of y in its first: halves, then quarters, then pairs. x is the low half of y.
func fold(y, x, t reg.VecPhysical, op func(...Op)) {
	VEXTRACTF128(Imm(1), y, t)
	op(t, x, x)
	VPSHUFD(Imm(0x4e), x, t)
	op(t, x, x)
	VPSHUFD(Imm(0xb1), x, t)
	op(t, x, x)
}

// gelu replaces n numbers (a multiple of 8) by their GELU, tanh form, and returns the greatest magnitude of the results.
func gelu(e exponential, linear, cubic Mem) {
	TEXT("gelu", NOSPLIT, "func(x *float32, n int) float32")
	Pragma("noescape")
	x, n := Load(Param("x"), GP64()), Load(Param("n"), GP64())
	VXORPS(reg.Y8, reg.Y8, reg.Y8)
	Label("loop")
	VMOVUPS(Mem{Base: x}, reg.Y0)
	VMULPS(reg.Y0, reg.Y0, reg.Y1)
	VMOVUPS(cubic, reg.Y2)
	VFMADD213PS(linear, reg.Y1, reg.Y2)
	VMULPS(reg.Y0, reg.Y2, reg.Y2)
	VMINPS(e.most, reg.Y2, reg.Y2)
	e.of(reg.Y2, reg.Y3, reg.Y4)
	VADDPS(e.one, reg.Y2, reg.Y2)
	VDIVPS(reg.Y2, reg.Y0, reg.Y0)
	VMOVUPS(reg.Y0, Mem{Base: x})
	VANDPS(e.magnitude, reg.Y0, reg.Y0)
	VMAXPS(reg.Y0, reg.Y8, reg.Y8)
	ADDQ(Imm(32), x)
	SUBQ(Imm(8), n)
	JNZ(LabelRef("loop"))
	fold(reg.Y8, reg.X8, reg.X1, VMAXPS)
	Store(reg.X8, ReturnIndex(0))
	VZEROUPPER()
	RET()
}

// softmax replaces n numbers (a multiple of 8) by the softmax of scale times them.
func softmax(e exponential) {
	TEXT("softmax", NOSPLIT, "func(x *float32, n int, scale float32)")
	Pragma("noescape")
	x, n := Load(Param("x"), GP64()), Load(Param("n"), GP64())
	Load(Param("scale"), reg.X9)
	VBROADCASTSS(reg.X9, reg.Y9)
	p, m := GP64(), GP64()
	each := func(label string, body func()) {
		MOVQ(x, p)
		MOVQ(n, m)
		Label(label)
		body()
		ADDQ(Imm(32), p)
		SUBQ(Imm(8), m)
		JNZ(LabelRef(label))
	}
	VMOVUPS(Mem{Base: x}, reg.Y8)
	each("greatest", func() { VMAXPS(Mem{Base: p}, reg.Y8, reg.Y8) })
	fold(reg.Y8, reg.X8, reg.X1, VMAXPS)
	VBROADCASTSS(reg.X8, reg.Y8)
	VXORPS(reg.Y7, reg.Y7, reg.Y7)
	each("exponentials", func() {
		VMOVUPS(Mem{Base: p}, reg.Y0)
		VSUBPS(reg.Y8, reg.Y0, reg.Y0)
		VMULPS(reg.Y9, reg.Y0, reg.Y0)
		e.of(reg.Y0, reg.Y1, reg.Y2)
		VMOVUPS(reg.Y0, Mem{Base: p})
		VADDPS(reg.Y0, reg.Y7, reg.Y7)
	})
	fold(reg.Y7, reg.X7, reg.X1, VADDPS)
	VMOVSS(e.one, reg.X1)
	VDIVSS(reg.X7, reg.X1, reg.X1)
	VBROADCASTSS(reg.X1, reg.Y1)
	each("shares", func() {
		VMULPS(Mem{Base: p}, reg.Y1, reg.Y0)
		VMOVUPS(reg.Y0, Mem{Base: p})
	})
	VZEROUPPER()
	RET()
}

// addNorm replaces x by the layer norm of x + r, n numbers (a multiple of 8), inverse = 1/n, and returns the greatest
// magnitude of the results.
func addNorm(e exponential) {
	epsilon := float("epsilon", 1e-12)
	TEXT("addNorm", NOSPLIT, "func(x, r, gain, bias *float32, n int, inverse float32) float32")
	Pragma("noescape")
	x, r, gain, bias, n := Load(Param("x"), GP64()), Load(Param("r"), GP64()), Load(Param("gain"), GP64()), Load(Param("bias"), GP64()), Load(Param("n"), GP64())
	Load(Param("inverse"), reg.X9)
	i := GP64()
	XORQ(i, i)
	SHLQ(Imm(2), n)
	VXORPS(reg.Y7, reg.Y7, reg.Y7)
	VXORPS(reg.Y8, reg.Y8, reg.Y8)
	Label("sums")
	VMOVUPS(Mem{Base: x, Index: i, Scale: 1}, reg.Y0)
	VADDPS(Mem{Base: r, Index: i, Scale: 1}, reg.Y0, reg.Y0)
	VMOVUPS(reg.Y0, Mem{Base: x, Index: i, Scale: 1})
	VADDPS(reg.Y0, reg.Y7, reg.Y7)
	VFMADD231PS(reg.Y0, reg.Y0, reg.Y8)
	ADDQ(Imm(32), i)
	CMPQ(i, n)
	JNE(LabelRef("sums"))
	fold(reg.Y7, reg.X7, reg.X1, VADDPS)
	fold(reg.Y8, reg.X8, reg.X1, VADDPS)
	VMULSS(reg.X9, reg.X7, reg.X7)
	VMULSS(reg.X9, reg.X8, reg.X8)
	VFNMADD231SS(reg.X7, reg.X7, reg.X8)
	VADDSS(epsilon, reg.X8, reg.X8)
	VSQRTSS(reg.X8, reg.X8, reg.X8)
	VMOVSS(e.one, reg.X1)
	VDIVSS(reg.X8, reg.X1, reg.X8)
	VBROADCASTSS(reg.X7, reg.Y7)
	VBROADCASTSS(reg.X8, reg.Y8)
	VXORPS(reg.Y6, reg.Y6, reg.Y6)
	XORQ(i, i)
	Label("norm")
	VMOVUPS(Mem{Base: x, Index: i, Scale: 1}, reg.Y0)
	VSUBPS(reg.Y7, reg.Y0, reg.Y0)
	VMULPS(reg.Y8, reg.Y0, reg.Y0)
	VMOVUPS(Mem{Base: gain, Index: i, Scale: 1}, reg.Y1)
	VFMADD213PS(Mem{Base: bias, Index: i, Scale: 1}, reg.Y1, reg.Y0)
	VMOVUPS(reg.Y0, Mem{Base: x, Index: i, Scale: 1})
	VANDPS(e.magnitude, reg.Y0, reg.Y0)
	VMAXPS(reg.Y0, reg.Y6, reg.Y6)
	ADDQ(Imm(32), i)
	CMPQ(i, n)
	JNE(LabelRef("norm"))
	fold(reg.Y6, reg.X6, reg.X1, VMAXPS)
	Store(reg.X6, ReturnIndex(0))
	VZEROUPPER()
	RET()
}

// absMax returns the greatest magnitude of n numbers (a multiple of 8).
func absMax(e exponential) {
	TEXT("absMax", NOSPLIT, "func(x *float32, n int) float32")
	Pragma("noescape")
	x, n := Load(Param("x"), GP64()), Load(Param("n"), GP64())
	VXORPS(reg.Y6, reg.Y6, reg.Y6)
	VMOVUPS(e.magnitude, reg.Y5)
	Label("loop")
	VANDPS(Mem{Base: x}, reg.Y5, reg.Y0)
	VMAXPS(reg.Y0, reg.Y6, reg.Y6)
	ADDQ(Imm(32), x)
	SUBQ(Imm(8), n)
	JNZ(LabelRef("loop"))
	fold(reg.Y6, reg.X6, reg.X1, VMAXPS)
	Store(reg.X6, ReturnIndex(0))
	VZEROUPPER()
	RET()
}

// quantise: q = round(x·s) + 64 as unsigned bytes, n a multiple of 32, ties to even.
func quantise() {
	TEXT("quantise", NOSPLIT, "func(q *uint8, x *float32, n int, s float32)")
	Pragma("noescape")
	q, x, n := Load(Param("q"), GP64()), Load(Param("x"), GP64()), Load(Param("n"), GP64())
	Load(Param("s"), reg.X9)
	VBROADCASTSS(reg.X9, reg.Y9)
	VMOVDQU(constant("zeroPoint", 64), reg.Y8)
	order := GLOBL("packOrder", RODATA|NOPTR)
	for i, v := range []uint32{0, 4, 1, 5, 2, 6, 3, 7} { // VPACK works in 128-bit halves: put the quarters right again
		DATA(4*i, U32(v))
	}
	VMOVDQU(order, reg.Y7)
	Label("loop")
	for j := 0; j < 4; j++ {
		VMULPS(Mem{Base: x, Disp: 32 * j}, reg.Y9, ymm[j])
		VCVTPS2DQ(ymm[j], ymm[j])
		VPADDD(reg.Y8, ymm[j], ymm[j])
	}
	VPACKSSDW(reg.Y1, reg.Y0, reg.Y0)
	VPACKSSDW(reg.Y3, reg.Y2, reg.Y2)
	VPACKUSWB(reg.Y2, reg.Y0, reg.Y0)
	VPERMD(reg.Y0, reg.Y7, reg.Y0)
	VMOVDQU(reg.Y0, Mem{Base: q})
	ADDQ(Imm(32), q)
	ADDQ(I32(128), x)
	SUBQ(Imm(32), n)
	JNZ(LabelRef("loop"))
	VZEROUPPER()
	RET()
}
