package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/ir"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// Numbers of the registers that address tiles, as instructions have them.
const (
	rax = iota
	rcx
	rdx
	rbx
	_
	_
	rsi
	rdi
)

func emit(bytes ...int) {
	for _, b := range bytes {
		Instruction(&ir.Instruction{Opcode: "BYTE", Operands: []Op{U8(b)}})
	}
}

// tileMove emits TILELOADD (prefix 3) or TILESTORED (prefix 2) of tile t at base + displacement, rows index apart:
// VEX.128.prefix.0F38.W0 4B /r.
func tileMove(prefix, t, base, index, displacement int) {
	emit(0xc4, 0xe2, 0x78|prefix, 0x4b, 2<<6|t<<3|4, index<<3|base,
		displacement&255, displacement>>8&255, displacement>>16&255, displacement>>24&255)
}

// tileZero emits TILEZERO: VEX.128.F2.0F38.W0 49 11:t:000.
func tileZero(t int) { emit(0xc4, 0xe2, 0x7b, 0x49, 0xc0|t<<3) }

// tileDot emits TDPBUSD: sum += unsigned bytes of left · signed bytes of right: VEX.128.66.0F38.W0 5E 11:sum:left.
func tileDot(sum, left, right int) {
	emit(0xc4, 0xe2, (^right&15)<<3|1, 0x5e, 0xc0|sum<<3|left)
}

// tileProduct is byteProduct for all rows (32 or more) of a panel of 32 columns, with AMX. Four tiles hold the sums of 32 by 32
// numbers; the last block of rows overlaps the one before where rows are no multiple of 32. sums is room for 32·32 numbers; k64
// is the depth in steps of 64.
func tileProduct() {
	const stride = 128 // bytes of a row of sums, and of four rows of b
	shape := GLOBL("tileShape", RODATA|NOPTR)
	DATA(0, U64(1)) // palette
	DATA(8, U64(0))
	for i := range 2 { // bytes of a row, of eight tiles
		DATA(16+8*i, U64(0x0040004000400040))
	}
	DATA(32, U64(0))
	DATA(40, U64(0))
	DATA(48, U64(0x1010101010101010)) // rows
	DATA(56, U64(0))
	TEXT("mulAMX", NOSPLIT, "func(a *uint8, lda int, b *uint8, k64 int, out *float32, ldc int, correction *int32, scaleB *float32, bias *float32, scaleA *float32, rows int, sums *int32)")
	Pragma("noescape")
	LEAQ(shape, reg.RAX)
	emit(0xc4, 0xe2, 0x78, 0x49, rax) // LDTILECFG (RAX)
	Load(Param("correction"), reg.R8)
	Load(Param("scaleB"), reg.R9)
	Load(Param("bias"), reg.R10)
	for j := range 2 {
		at := 64 * j
		VMOVDQU32(Mem{Base: reg.R8, Disp: at}, zmm[16+j])
		VMOVUPS(Mem{Base: reg.R9, Disp: at}, zmm[18+j])
		VMOVUPS(Mem{Base: reg.R10, Disp: at}, zmm[20+j])
	}
	Load(Param("lda"), reg.RCX)
	Load(Param("ldc"), reg.R8)
	SHLQ(Imm(2), reg.R8)
	Load(Param("rows"), reg.R9)
	SUBQ(Imm(32), reg.R9) // the last block's first row
	Load(Param("sums"), reg.RDI)
	MOVQ(I32(stride), reg.RSI)
	XORQ(reg.R10, reg.R10) // the block's first row
	Label("block")
	for t := range 4 {
		tileZero(t)
	}
	MOVQ(reg.R10, reg.RAX)
	IMULQ(reg.RCX, reg.RAX)
	Load(Param("a"), reg.R11)
	ADDQ(reg.R11, reg.RAX)
	MOVQ(reg.RCX, reg.RBX)
	SHLQ(Imm(4), reg.RBX)
	ADDQ(reg.RAX, reg.RBX)
	Load(Param("b"), reg.RDX)
	Load(Param("k64"), reg.R11)
	Label("step")
	tileMove(3, 4, rax, rcx, 0)
	tileMove(3, 6, rdx, rsi, 0)
	tileDot(0, 4, 6)
	tileMove(3, 7, rdx, rsi, 64)
	tileDot(1, 4, 7)
	tileMove(3, 5, rbx, rcx, 0)
	tileDot(2, 5, 6)
	tileDot(3, 5, 7)
	ADDQ(Imm(64), reg.RAX)
	ADDQ(Imm(64), reg.RBX)
	ADDQ(I32(16*stride), reg.RDX)
	DECQ(reg.R11)
	JNZ(LabelRef("step"))
	for t := range 4 {
		tileMove(2, t, rdi, rsi, t/2*16*stride+t%2*64)
	}
	Load(Param("scaleA"), reg.R12)
	LEAQ(Mem{Base: reg.R12, Index: reg.R10, Scale: 4}, reg.R12)
	MOVQ(reg.R10, reg.R13)
	IMULQ(reg.R8, reg.R13)
	Load(Param("out"), reg.R11)
	ADDQ(reg.R11, reg.R13)
	for i := range 32 {
		VBROADCASTSS(Mem{Base: reg.R12, Disp: 4 * i}, zmm[0])
		for j := range 2 {
			VMOVDQU32(Mem{Base: reg.RDI, Disp: i*stride + 64*j}, zmm[2+j])
			VPADDD(zmm[16+j], zmm[2+j], zmm[2+j])
			VCVTDQ2PS(zmm[2+j], zmm[2+j])
			VMULPS(zmm[18+j], zmm[0], zmm[4+j])
			VFMADD213PS(zmm[20+j], zmm[4+j], zmm[2+j])
			VMOVUPS(zmm[2+j], Mem{Base: reg.R13, Disp: 64 * j})
		}
		ADDQ(reg.R8, reg.R13)
	}
	CMPQ(reg.R10, reg.R9)
	JE(LabelRef("done"))
	ADDQ(Imm(32), reg.R10)
	CMPQ(reg.R10, reg.R9)
	JLE(LabelRef("block"))
	MOVQ(reg.R9, reg.R10)
	JMP(LabelRef("block"))
	Label("done")
	emit(0xc4, 0xe2, 0x78, 0x49, 0xc0) // TILERELEASE
	VZEROUPPER()
	RET()
}
