package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// The kernels of this file are those of elements.go and products.go in vectors of 512 bits, to the same bits: what adds
// numbers across lanes adds them in the order of eight lanes.

// floatProduct512: c[12, 16·panels] = a[12, k] · b[panels][k, 16], as floatProduct; the panels of b follow each other.
func floatProduct512(name string, panels int) {
	const height = 12
	TEXT(name, NOSPLIT, "func(a *float32, lda int, b *float32, k int, c *float32, ldc int)")
	Pragma("noescape")
	a := Load(Param("a"), GP64()).(reg.GPVirtual)
	lda := Load(Param("lda"), GP64()).(reg.GPVirtual)
	k := Load(Param("k"), GP64()).(reg.GPVirtual)
	b := []reg.GPVirtual{Load(Param("b"), GP64()).(reg.GPVirtual)}
	if panels == 2 {
		next := GP64()
		MOVQ(k, next)
		SHLQ(Imm(6), next)
		ADDQ(b[0], next)
		b = append(b, next)
	}
	SHLQ(Imm(2), lda)
	left := newRows(a, lda, height)
	sum := func(i, j int) reg.VecPhysical { return zmm[panels*i+j] }
	free := zmm[panels*height:]
	for i := range panels * height {
		VPXORD(zmm[i], zmm[i], zmm[i])
	}
	step := func(u int) {
		for j := range panels {
			VMOVUPS(Mem{Base: b[j], Disp: u * 64}, free[j])
		}
		for i := range height {
			t := free[panels+i&1]
			VBROADCASTSS(left.at(i, u*4), t)
			for j := range panels {
				VFMADD231PS(free[j], t, sum(i, j))
			}
		}
	}
	const unroll = 4
	advance := func(n int) {
		left.advance(4 * n)
		for j := range panels {
			ADDQ(I32(int32(64*n)), b[j])
		}
	}
	blocks := GP64()
	MOVQ(k, blocks)
	SHRQ(Imm(2), blocks)
	JZ(LabelRef("tail"))
	Label("loop")
	for u := range unroll {
		step(u)
	}
	advance(unroll)
	DECQ(blocks)
	JNZ(LabelRef("loop"))
	Label("tail")
	ANDQ(Imm(unroll-1), k)
	JZ(LabelRef("store"))
	Label("one")
	step(0)
	advance(1)
	DECQ(k)
	JNZ(LabelRef("one"))
	Label("store")
	c := Load(Param("c"), GP64()).(reg.GPVirtual)
	ldc := Load(Param("ldc"), GP64()).(reg.GPVirtual)
	SHLQ(Imm(2), ldc)
	out := newRows(c, ldc, height)
	for i := range height {
		for j := range panels {
			VMOVUPS(sum(i, j), out.at(i, 64*j))
		}
	}
	VZEROUPPER()
	RET()
}

// wideExponential is exponential with its constants in registers.
type wideExponential struct {
	log2e, ln2High, ln2Low, least reg.VecPhysical
	p2, p3, p4, p5, one           reg.VecPhysical
}

// wide loads the constants into the registers from Z16 on.
func (e exponential) wide() wideExponential {
	next := 16
	load := func(m Mem) reg.VecPhysical {
		r := zmm[next]
		next++
		VBROADCASTSS(m, r)
		return r
	}
	return wideExponential{log2e: load(e.log2e), ln2High: load(e.ln2High), ln2Low: load(e.ln2Low), least: load(e.least),
		p2: load(e.p2), p3: load(e.p3), p4: load(e.p4), p5: load(e.p5), one: load(e.one)}
}

// of replaces x by exp(x); t and u are spoilt.
func (e wideExponential) of(x, t, u reg.VecPhysical) {
	VMAXPS(e.least, x, x)
	VMULPS(e.log2e, x, t)
	VRNDSCALEPS(Imm(0), t, t)
	VFNMADD231PS(e.ln2High, t, x)
	VFNMADD231PS(e.ln2Low, t, x)
	VMOVAPS(e.p5, u)
	for _, p := range []reg.VecPhysical{e.p4, e.p3, e.p2, e.one, e.one} {
		VFMADD213PS(p, x, u)
	}
	VCVTPS2DQ(t, t)
	VPSLLD(Imm(23), t, t)
	VPADDD(u, t, x)
}

// gelu512 is gelu for a multiple of 16 numbers.
func gelu512(e exponential, linear, cubic Mem) {
	TEXT("gelu512", NOSPLIT, "func(x *float32, n int) float32")
	Pragma("noescape")
	x, n := Load(Param("x"), GP64()), Load(Param("n"), GP64())
	w := e.wide()
	l, c, most, magnitude := zmm[25], zmm[26], zmm[27], zmm[28]
	VBROADCASTSS(linear, l)
	VBROADCASTSS(cubic, c)
	VBROADCASTSS(e.most, most)
	VBROADCASTSS(e.magnitude, magnitude)
	VPXORD(reg.Z8, reg.Z8, reg.Z8)
	Label("loop")
	VMOVUPS(Mem{Base: x}, reg.Z0)
	VMULPS(reg.Z0, reg.Z0, reg.Z1)
	VMOVAPS(c, reg.Z2)
	VFMADD213PS(l, reg.Z1, reg.Z2)
	VMULPS(reg.Z0, reg.Z2, reg.Z2)
	VMINPS(most, reg.Z2, reg.Z2)
	w.of(reg.Z2, reg.Z3, reg.Z4)
	VADDPS(w.one, reg.Z2, reg.Z2)
	VDIVPS(reg.Z2, reg.Z0, reg.Z0)
	VMOVUPS(reg.Z0, Mem{Base: x})
	VPANDD(magnitude, reg.Z0, reg.Z0)
	VMAXPS(reg.Z0, reg.Z8, reg.Z8)
	ADDQ(Imm(64), x)
	SUBQ(Imm(16), n)
	JNZ(LabelRef("loop"))
	VEXTRACTF64X4(Imm(1), reg.Z8, reg.Y1)
	VMAXPS(reg.Y1, reg.Y8, reg.Y8)
	fold(reg.Y8, reg.X8, reg.X1, VMAXPS)
	Store(reg.X8, ReturnIndex(0))
	VZEROUPPER()
	RET()
}

// softmax512 is softmax for a multiple of 16 numbers.
func softmax512(e exponential) {
	TEXT("softmax512", NOSPLIT, "func(x *float32, n int, scale float32)")
	Pragma("noescape")
	x, n := Load(Param("x"), GP64()), Load(Param("n"), GP64())
	Load(Param("scale"), reg.X9)
	VBROADCASTSS(reg.X9, reg.Z9)
	w := e.wide()
	p, m := GP64(), GP64()
	each := func(label string, body func()) {
		MOVQ(x, p)
		MOVQ(n, m)
		Label(label)
		body()
		ADDQ(Imm(64), p)
		SUBQ(Imm(16), m)
		JNZ(LabelRef(label))
	}
	VMOVUPS(Mem{Base: x}, reg.Z8)
	each("greatest", func() { VMAXPS(Mem{Base: p}, reg.Z8, reg.Z8) })
	VEXTRACTF64X4(Imm(1), reg.Z8, reg.Y1)
	VMAXPS(reg.Y1, reg.Y8, reg.Y8)
	fold(reg.Y8, reg.X8, reg.X1, VMAXPS)
	VBROADCASTSS(reg.X8, reg.Z8)
	VXORPS(reg.Y7, reg.Y7, reg.Y7)
	each("exponentials", func() {
		VMOVUPS(Mem{Base: p}, reg.Z0)
		VSUBPS(reg.Z8, reg.Z0, reg.Z0)
		VMULPS(reg.Z9, reg.Z0, reg.Z0)
		w.of(reg.Z0, reg.Z1, reg.Z2)
		VMOVUPS(reg.Z0, Mem{Base: p})
		VEXTRACTF64X4(Imm(1), reg.Z0, reg.Y1)
		VADDPS(reg.Y0, reg.Y7, reg.Y7)
		VADDPS(reg.Y1, reg.Y7, reg.Y7)
	})
	fold(reg.Y7, reg.X7, reg.X1, VADDPS)
	VMOVSS(e.one, reg.X1)
	VDIVSS(reg.X7, reg.X1, reg.X1)
	VBROADCASTSS(reg.X1, reg.Z1)
	each("shares", func() {
		VMULPS(Mem{Base: p}, reg.Z1, reg.Z0)
		VMOVUPS(reg.Z0, Mem{Base: p})
	})
	VZEROUPPER()
	RET()
}
