package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/ir"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// floatProduct: c[6, 16] = a[6, k] · b[k, 16], all float32; a and c have row strides, b is dense. Each number is one chain
// of fused products in the order of k.
func floatProduct() {
	const height = 6
	TEXT("mulFloat", NOSPLIT, "func(a *float32, lda int, b *float32, k int, c *float32, ldc int)")
	Pragma("noescape")
	a := Load(Param("a"), GP64()).(reg.GPVirtual)
	lda := Load(Param("lda"), GP64()).(reg.GPVirtual)
	b := Load(Param("b"), GP64()).(reg.GPVirtual)
	k := Load(Param("k"), GP64()).(reg.GPVirtual)
	SHLQ(Imm(2), lda)
	left := newRows(a, lda, height)
	sum := func(i, j int) reg.VecPhysical { return ymm[2*i+j] }
	b0, b1, t0, t1 := ymm[12], ymm[13], ymm[14], ymm[15]
	for i := 0; i < 2*height; i++ {
		VXORPS(ymm[i], ymm[i], ymm[i])
	}
	step := func(u int) {
		VMOVUPS(Mem{Base: b, Disp: u * 64}, b0)
		VMOVUPS(Mem{Base: b, Disp: u*64 + 32}, b1)
		for i := 0; i < height; i++ {
			t := t0
			if i&1 == 1 {
				t = t1
			}
			VBROADCASTSS(left.at(i, u*4), t)
			VFMADD231PS(b0, t, sum(i, 0))
			VFMADD231PS(b1, t, sum(i, 1))
		}
	}
	const unroll = 4
	blocks := GP64()
	MOVQ(k, blocks)
	SHRQ(Imm(2), blocks)
	JZ(LabelRef("tail"))
	Label("loop")
	for u := 0; u < unroll; u++ {
		step(u)
	}
	left.advance(4 * unroll)
	ADDQ(I32(64*unroll), b)
	DECQ(blocks)
	JNZ(LabelRef("loop"))
	Label("tail")
	ANDQ(Imm(unroll-1), k)
	JZ(LabelRef("store"))
	Label("one")
	step(0)
	left.advance(4)
	ADDQ(Imm(64), b)
	DECQ(k)
	JNZ(LabelRef("one"))
	Label("store")
	c := Load(Param("c"), GP64()).(reg.GPVirtual)
	ldc := Load(Param("ldc"), GP64()).(reg.GPVirtual)
	SHLQ(Imm(2), ldc)
	out := newRows(c, ldc, height)
	for i := 0; i < height; i++ {
		VMOVUPS(sum(i, 0), out.at(i, 0))
		VMOVUPS(sum(i, 1), out.at(i, 32))
	}
	VZEROUPPER()
	RET()
}

// The instruction sets that multiply bytes.
type bytesBy int

const (
	avx2    bytesBy = iota // VPMADDUBSW, whose 16-bit sums hold because activations have 7 bits
	vnni256                // AVX-VNNI: VPDPBUSD in its VEX form, which Go's assembler does not know
	vnni512                // AVX-512 VNNI
)

// byteProduct: out = float32(correction + a·b)·scaleA[row]·scaleB[column] + bias[column] for a tile of height rows and two
// vectors of columns; a is unsigned bytes in rows of stride lda, b signed bytes packed four deep (pack.go draws it), k4 a
// quarter of the depth and even.
func byteProduct(name string, height int, by bytesBy) {
	v, width := ymm, 32
	if by == vnni512 {
		v, width = zmm, 64
	}
	TEXT(name, NOSPLIT, "func(a *uint8, lda int, b *uint8, k4 int, out *float32, ldc int, correction *int32, scaleB *float32, bias *float32, scaleA *float32)")
	Pragma("noescape")
	a := Load(Param("a"), GP64()).(reg.GPVirtual)
	lda := Load(Param("lda"), GP64()).(reg.GPVirtual)
	b := Load(Param("b"), GP64()).(reg.GPVirtual)
	k := Load(Param("k4"), GP64()).(reg.GPVirtual)
	left := newRows(a, lda, height)
	sum := func(i, j int) reg.VecPhysical { return v[2*i+j] }
	free := v[2*height:]
	load := func(from Op, to reg.VecPhysical) {
		if by == vnni512 {
			VMOVDQU32(from, to)
		} else {
			VMOVDQU(from, to)
		}
	}
	correction := Load(Param("correction"), GP64())
	for j := 0; j < 2; j++ {
		load(Mem{Base: correction, Disp: j * width}, sum(0, j))
	}
	for i := 1; i < height; i++ {
		for j := 0; j < 2; j++ {
			if by == vnni512 {
				VMOVDQA32(sum(0, j), sum(i, j))
			} else {
				VMOVDQA(sum(0, j), sum(i, j))
			}
		}
	}
	ones := ymm[15]
	if by == avx2 {
		VPCMPEQW(ones, ones, ones)
		VPSRLW(Imm(15), ones, ones)
	}
	const unroll = 2
	Label("loop")
	for u := 0; u < unroll; u++ {
		if by != avx2 {
			load(Mem{Base: b, Disp: u * 2 * width}, free[0])
			load(Mem{Base: b, Disp: u*2*width + width}, free[1])
		}
		for i := 0; i < height; i++ {
			if by == avx2 {
				t := free[3*(i&1):]
				VPBROADCASTD(left.at(i, u*4), t[0])
				for j := 0; j < 2; j++ {
					VPMADDUBSW(Mem{Base: b, Disp: u*2*width + j*width}, t[0], t[1+j])
				}
				for j := 0; j < 2; j++ {
					VPMADDWD(ones, t[1+j], t[1+j])
					VPADDD(t[1+j], sum(i, j), sum(i, j))
				}
				continue
			}
			t := free[2+i&1]
			VPBROADCASTD(left.at(i, u*4), t)
			for j := 0; j < 2; j++ {
				if by == vnni512 {
					Instruction(&ir.Instruction{Opcode: "VPDPBUSD", Operands: []Op{free[j], t, sum(i, j)}})
				} else {
					dotVEX(2*height+j, 2*height+2+i&1, 2*i+j)
				}
			}
		}
	}
	left.advance(4 * unroll)
	ADDQ(I32(int32(unroll*2*width)), b)
	SUBQ(Imm(unroll), k)
	JNZ(LabelRef("loop"))

	c := Load(Param("out"), GP64()).(reg.GPVirtual)
	ldc := Load(Param("ldc"), GP64()).(reg.GPVirtual)
	SHLQ(Imm(2), ldc)
	out := newRows(c, ldc, height)
	scaleB, bias, scaleA := Load(Param("scaleB"), GP64()), Load(Param("bias"), GP64()), Load(Param("scaleA"), GP64())
	for i := 0; i < height; i++ {
		VBROADCASTSS(Mem{Base: scaleA, Disp: 4 * i}, free[0])
		for j := 0; j < 2; j++ {
			VMULPS(Mem{Base: scaleB, Disp: j * width}, free[0], free[1])
			VCVTDQ2PS(sum(i, j), sum(i, j))
			VFMADD213PS(Mem{Base: bias, Disp: j * width}, free[1], sum(i, j))
			VMOVUPS(sum(i, j), out.at(i, j*width))
		}
	}
	VZEROUPPER()
	RET()
}

// dotVEX emits VPDPBUSD ymm(sum) += unsigned ymm(left) · signed ymm(right): VEX.256.66.0F38.W0 50 /r.
func dotVEX(right, left, sum int) {
	high := func(x int) int { return (^x >> 3) & 1 }
	for _, b := range []int{
		0xc4,
		high(sum)<<7 | 1<<6 | high(right)<<5 | 2,
		(^left&15)<<3 | 1<<2 | 1,
		0x50,
		0xc0 | (sum&7)<<3 | right&7,
	} {
		Instruction(&ir.Instruction{Opcode: "BYTE", Operands: []Op{U8(b)}})
	}
}
