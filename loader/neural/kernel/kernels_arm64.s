#include "textflag.h"

// The kernels for arm64, by hand, since avo writes amd64 only. They give the bits of plain.go: every number of a float
// product is one chain of fused products, sums over a row have eight lanes (two registers of four), and fold adds these in
// plain.go's order. Registers: R0…R15 and all of V0…V31, which Go lets assembly spoil.
//
// A tile of bytes is 4 rows by 16 columns; V0…V15 are its sums, four columns a register. A step takes 16 bytes of each row,
// which are four groups of four; group g meets the 64 bytes of the panel that hold the columns' bytes at the same depth:
//
//	                 V20        V21        V22        V23      panel, group g: 4 columns × 4 bytes a register
//	V16.S[g] row 0   V0         V1         V2         V3
//	V17.S[g] row 1   V4         V5         V6         V7
//	V18.S[g] row 2   V8         V9         V10        V11
//	V19.S[g] row 3   V12        V13        V14        V15
//
// Activations have 7 bits, so that they are the same number as signed and as unsigned bytes.
//
// A tile of floats is 6 rows by 16 columns, in V0…V23, row i in V4i…V4i+3; V24…V29 hold four numbers of each row, V30 and V31
// four columns of b.

// Instructions that Go's assembler lacks, with register numbers; d is the destination, n and m are the operands.
#define FADD(n, m, d)      WORD $(0x4e20d400 | (m)<<16 | (n)<<5 | (d)) // d = n + m, 4 floats
#define FSUB(n, m, d)      WORD $(0x4ea0d400 | (m)<<16 | (n)<<5 | (d)) // d = n - m
#define FMUL(n, m, d)      WORD $(0x6e20dc00 | (m)<<16 | (n)<<5 | (d)) // d = n · m
#define FDIV(n, m, d)      WORD $(0x6e20fc00 | (m)<<16 | (n)<<5 | (d)) // d = n / m
#define FMAX(n, m, d)      WORD $(0x4e20f400 | (m)<<16 | (n)<<5 | (d)) // d = max(n, m)
#define FMIN(n, m, d)      WORD $(0x4ea0f400 | (m)<<16 | (n)<<5 | (d)) // d = min(n, m)
#define FABS(n, d)         WORD $(0x4ea0f800 | (n)<<5 | (d))           // d = |n|
#define FRINTN(n, d)       WORD $(0x4e218800 | (n)<<5 | (d))           // d = n rounded, ties to even
#define FCVTNS(n, d)       WORD $(0x4e21a800 | (n)<<5 | (d))           // d = n as integers, ties to even
#define SCVTF(n, d)        WORD $(0x4e21d800 | (n)<<5 | (d))           // d = integers n as floats
#define FMAXV(n, d)        WORD $(0x6e30f800 | (n)<<5 | (d))           // d[0] = the greatest of n
#define FADDP(n, d)        WORD $(0x7e30d800 | (n)<<5 | (d))           // d[0] = n[0] + n[1]
#define FMLAE(n, m, i, d)  WORD $(0x4f801000 | ((i)&1)<<21 | ((i)>>1)<<11 | (m)<<16 | (n)<<5 | (d)) // d += n · m[i], fused
#define FMULE(n, m, i, d)  WORD $(0x4f809000 | ((i)&1)<<21 | ((i)>>1)<<11 | (m)<<16 | (n)<<5 | (d)) // d = n · m[i]
#define SDOTE(n, m, i, d)  WORD $(0x4f80e000 | ((i)&1)<<21 | ((i)>>1)<<11 | (m)<<16 | (n)<<5 | (d)) // d += four bytes of n · the bytes of m[i]
#define SMULL(n, m, d)     WORD $(0x0e20c000 | (m)<<16 | (n)<<5 | (d)) // d = the low eight bytes of n · those of m, 16 bits each
#define SMULL2(n, m, d)    WORD $(0x4e20c000 | (m)<<16 | (n)<<5 | (d)) // d = the high eight
#define ADDPH(n, m, d)     WORD $(0x4e60bc00 | (m)<<16 | (n)<<5 | (d)) // d = sums of neighbours in n and m, 16 bits each
#define SADALP(n, d)       WORD $(0x4e606800 | (n)<<5 | (d))           // d += sums of neighbours in n, 32 bits each

// TILE begins a kernel of bytes: rows in R0…R3, the panel in R4, sums at the columns' corrections.
#define TILE \
	MOVD a+0(FP), R0                              \
	MOVD lda+8(FP), R5                            \
	ADD  R5, R0, R1                               \
	ADD  R5, R1, R2                               \
	ADD  R5, R2, R3                               \
	MOVD b+16(FP), R4                             \
	MOVD k4+24(FP), R6                            \
	MOVD correction+48(FP), R7                    \
	VLD1 (R7), [V0.S4, V1.S4, V2.S4, V3.S4]       \
	VLD1 (R7), [V4.S4, V5.S4, V6.S4, V7.S4]       \
	VLD1 (R7), [V8.S4, V9.S4, V10.S4, V11.S4]     \
	VLD1 (R7), [V12.S4, V13.S4, V14.S4, V15.S4]

// ROWS loads the next 16 bytes of each row.
#define ROWS \
	VLD1.P 16(R0), [V16.B16] \
	VLD1.P 16(R1), [V17.B16] \
	VLD1.P 16(R2), [V18.B16] \
	VLD1.P 16(R3), [V19.B16]

// DOT adds group g of one row to the row's sums, in registers d to d+3.
#define DOT(row, g, d) \
	SDOTE(20, row, g, d)     \
	SDOTE(21, row, g, (d)+1) \
	SDOTE(22, row, g, (d)+2) \
	SDOTE(23, row, g, (d)+3)

#define DOTS(g) \
	VLD1.P 64(R4), [V20.B16, V21.B16, V22.B16, V23.B16] \
	DOT(16, g, 0)  \
	DOT(17, g, 4)  \
	DOT(18, g, 8)  \
	DOT(19, g, 12)

// QUAD adds four columns, in register b, times the group in V24 to the sums in d. Two products of bytes fit 16 bits.
#define QUAD(b, t, u, d) \
	SMULL(b, 24, t)  \
	SMULL2(b, 24, u) \
	ADDPH(t, u, t)   \
	SADALP(t, d)

#define PRODUCTS(row, g, d) \
	VDUP row.S[g], V24.S4    \
	QUAD(20, 25, 26, d)      \
	QUAD(21, 27, 28, (d)+1)  \
	QUAD(22, 25, 26, (d)+2)  \
	QUAD(23, 27, 28, (d)+3)

#define ALLPRODUCTS(g) \
	VLD1.P 64(R4), [V20.B16, V21.B16, V22.B16, V23.B16] \
	PRODUCTS(V16, g, 0)  \
	PRODUCTS(V17, g, 4)  \
	PRODUCTS(V18, g, 8)  \
	PRODUCTS(V19, g, 12)

// STORE ends a kernel of bytes: out = float(sum)·(scaleB·scaleA[row]) + bias; scaleB in V16…V19, bias in V20…V23.
#define NUMBERS(sum, scale, bias, row) \
	FMULE(scale, 28, row, 29)     \
	SCVTF(sum, 30)                \
	VMOV  bias.B16, V31.B16       \
	VFMLA V29.S4, V30.S4, V31.S4  \
	VST1.P [V31.S4], 16(R5)

#define ROW(s0, s1, s2, s3, row) \
	MOVD R4, R5              \
	NUMBERS(s0, 16, V20, row) \
	NUMBERS(s1, 17, V21, row) \
	NUMBERS(s2, 18, V22, row) \
	NUMBERS(s3, 19, V23, row) \
	ADD  R6, R4

#define STORE \
	MOVD out+32(FP), R4                          \
	MOVD ldc+40(FP), R6                          \
	LSL  $2, R6                                  \
	MOVD scaleB+56(FP), R7                       \
	MOVD bias+64(FP), R8                         \
	MOVD scaleA+72(FP), R9                       \
	VLD1 (R7), [V16.S4, V17.S4, V18.S4, V19.S4]  \
	VLD1 (R8), [V20.S4, V21.S4, V22.S4, V23.S4]  \
	VLD1 (R9), [V28.S4]                          \
	ROW(0, 1, 2, 3, 0)                           \
	ROW(4, 5, 6, 7, 1)                           \
	ROW(8, 9, 10, 11, 2)                         \
	ROW(12, 13, 14, 15, 3)

// func mulDot(a *uint8, lda int, b *uint8, k4 int, out *float32, ldc int, correction *int32, scaleB *float32, bias *float32, scaleA *float32)
TEXT ·mulDot(SB), NOSPLIT, $0-80
	TILE
loop:
	ROWS
	DOTS(0)
	DOTS(1)
	DOTS(2)
	DOTS(3)
	SUBS $4, R6
	BNE  loop
	STORE
	RET

// func mulNEON(a *uint8, lda int, b *uint8, k4 int, out *float32, ldc int, correction *int32, scaleB *float32, bias *float32, scaleA *float32)
TEXT ·mulNEON(SB), NOSPLIT, $0-80
	TILE
loop:
	ROWS
	ALLPRODUCTS(0)
	ALLPRODUCTS(1)
	ALLPRODUCTS(2)
	ALLPRODUCTS(3)
	SUBS $4, R6
	BNE  loop
	STORE
	RET

// FOUR adds four columns of b times number i of each row; s is the first row's sum.
#define FOUR(b, i, s) \
	FMLAE(b, 24, i, s)      \
	FMLAE(b, 25, i, (s)+4)  \
	FMLAE(b, 26, i, (s)+8)  \
	FMLAE(b, 27, i, (s)+12) \
	FMLAE(b, 28, i, (s)+16) \
	FMLAE(b, 29, i, (s)+20)

#define STEP(i) \
	VLD1.P 32(R6), [V30.S4, V31.S4] \
	FOUR(30, i, 0)                  \
	FOUR(31, i, 1)                  \
	VLD1.P 32(R6), [V30.S4, V31.S4] \
	FOUR(30, i, 2)                  \
	FOUR(31, i, 3)

#define ZERO4(a, b, c, d) \
	VEOR a.B16, a.B16, a.B16 \
	VEOR b.B16, b.B16, b.B16 \
	VEOR c.B16, c.B16, c.B16 \
	VEOR d.B16, d.B16, d.B16

// func mulFloat(a *float32, lda int, b *float32, k int, c *float32, ldc int)
TEXT ·mulFloat(SB), NOSPLIT, $0-48
	MOVD a+0(FP), R0
	MOVD lda+8(FP), R8
	ADD  R8<<2, R0, R1
	ADD  R8<<2, R1, R2
	ADD  R8<<2, R2, R3
	ADD  R8<<2, R3, R4
	ADD  R8<<2, R4, R5
	MOVD b+16(FP), R6
	MOVD k+24(FP), R7
	ZERO4(V0, V1, V2, V3)
	ZERO4(V4, V5, V6, V7)
	ZERO4(V8, V9, V10, V11)
	ZERO4(V12, V13, V14, V15)
	ZERO4(V16, V17, V18, V19)
	ZERO4(V20, V21, V22, V23)
	SUBS $4, R7
	BLT  rest
loop:
	VLD1.P 16(R0), [V24.S4]
	VLD1.P 16(R1), [V25.S4]
	VLD1.P 16(R2), [V26.S4]
	VLD1.P 16(R3), [V27.S4]
	VLD1.P 16(R4), [V28.S4]
	VLD1.P 16(R5), [V29.S4]
	STEP(0)
	STEP(1)
	STEP(2)
	STEP(3)
	SUBS $4, R7
	BGE  loop
rest:
	ADDS $4, R7
	BEQ  store
one:
	FMOVS.P 4(R0), F24
	FMOVS.P 4(R1), F25
	FMOVS.P 4(R2), F26
	FMOVS.P 4(R3), F27
	FMOVS.P 4(R4), F28
	FMOVS.P 4(R5), F29
	STEP(0)
	SUBS $1, R7
	BNE  one
store:
	MOVD c+32(FP), R0
	MOVD ldc+40(FP), R1
	LSL  $2, R1
	VST1 [V0.S4, V1.S4, V2.S4, V3.S4], (R0)
	ADD  R1, R0
	VST1 [V4.S4, V5.S4, V6.S4, V7.S4], (R0)
	ADD  R1, R0
	VST1 [V8.S4, V9.S4, V10.S4, V11.S4], (R0)
	ADD  R1, R0
	VST1 [V12.S4, V13.S4, V14.S4, V15.S4], (R0)
	ADD  R1, R0
	VST1 [V16.S4, V17.S4, V18.S4, V19.S4], (R0)
	ADD  R1, R0
	VST1 [V20.S4, V21.S4, V22.S4, V23.S4], (R0)
	RET

// The constants of exp(x) = 2^n·p(r) with n = round(x·log2 e), r = x - n·ln 2 in two steps; then those of GELU.
DATA constants<>+0(SB)/4, $0xc2a00000  // V16: -80
DATA constants<>+4(SB)/4, $0x3fb8aa3b  // V17: log2 e
DATA constants<>+8(SB)/4, $0x3f318000  // V18: ln 2, 0.693359375 of it
DATA constants<>+12(SB)/4, $0xb95e8083 // V19: the rest, -2.12194440e-4
DATA constants<>+16(SB)/4, $0x3c088889 // V20: 1/120
DATA constants<>+20(SB)/4, $0x3d2aaaab // V21: 1/24
DATA constants<>+24(SB)/4, $0x3e2aaaab // V22: 1/6
DATA constants<>+28(SB)/4, $0x3f000000 // V23: 1/2
DATA constants<>+32(SB)/4, $0x3f800000 // V24: 1
DATA constants<>+36(SB)/4, $0x42ae0000 // V25: 87
DATA constants<>+40(SB)/4, $0xbfcc422a // V26: -2·√(2/π)
DATA constants<>+44(SB)/4, $0xbd922279 // V27: -2·√(2/π)·0.044715
GLOBL constants<>(SB), RODATA|NOPTR, $48

#define CONSTANTS \
	MOVD    $constants<>(SB), R3 \
	VLD1R.P 4(R3), [V16.S4]      \
	VLD1R.P 4(R3), [V17.S4]      \
	VLD1R.P 4(R3), [V18.S4]      \
	VLD1R.P 4(R3), [V19.S4]      \
	VLD1R.P 4(R3), [V20.S4]      \
	VLD1R.P 4(R3), [V21.S4]      \
	VLD1R.P 4(R3), [V22.S4]      \
	VLD1R.P 4(R3), [V23.S4]      \
	VLD1R.P 4(R3), [V24.S4]      \
	VLD1R.P 4(R3), [V25.S4]      \
	VLD1R.P 4(R3), [V26.S4]      \
	VLD1R.P 4(R3), [V27.S4]

// EXP2 replaces V0 and V1 by exp of them, both at once to hide what each step waits; V2…V7 are spoilt.
#define TERM(x, y, p, q, constant) \
	VMOV  constant.B16, x.B16  \
	VMOV  constant.B16, y.B16  \
	VFMLA p.S4, V0.S4, x.S4    \
	VFMLA q.S4, V1.S4, y.S4

#define EXP2 \
	FMAX(0, 16, 0)              \
	FMAX(1, 16, 1)              \
	FMUL(0, 17, 2)              \
	FMUL(1, 17, 3)              \
	FRINTN(2, 2)                \
	FRINTN(3, 3)                \
	VFMLS V2.S4, V18.S4, V0.S4  \
	VFMLS V3.S4, V18.S4, V1.S4  \
	VFMLS V2.S4, V19.S4, V0.S4  \
	VFMLS V3.S4, V19.S4, V1.S4  \
	TERM(V4, V5, V20, V20, V21) \
	TERM(V6, V7, V4, V5, V22)   \
	TERM(V4, V5, V6, V7, V23)   \
	TERM(V6, V7, V4, V5, V24)   \
	TERM(V4, V5, V6, V7, V24)   \
	FCVTNS(2, 2)                \
	FCVTNS(3, 3)                \
	VSHL  $23, V2.S4, V2.S4     \
	VSHL  $23, V3.S4, V3.S4     \
	VADD  V2.S4, V4.S4, V0.S4   \
	VADD  V3.S4, V5.S4, V1.S4

// FOLD adds the eight lanes of lo and hi: halves, then quarters, then pairs; the sum is lo[0].
#define FOLD(lo, hi, l, h) \
	FADD(l, h, l)                            \
	VEXT $8, lo.B16, lo.B16, hi.B16          \
	FADD(l, h, l)                            \
	FADDP(l, l)

// func gelu(x *float32, n int) float32
TEXT ·gelu(SB), NOSPLIT, $0-20
	MOVD x+0(FP), R0
	MOVD n+8(FP), R1
	CONSTANTS
	VEOR V30.B16, V30.B16, V30.B16
	VEOR V31.B16, V31.B16, V31.B16
loop:
	VLD1  (R0), [V28.S4, V29.S4]
	FMUL(28, 28, 2)
	FMUL(29, 29, 3)
	VMOV  V26.B16, V0.B16
	VMOV  V26.B16, V1.B16
	VFMLA V2.S4, V27.S4, V0.S4
	VFMLA V3.S4, V27.S4, V1.S4
	FMUL(0, 28, 0)
	FMUL(1, 29, 1)
	FMIN(0, 25, 0)
	FMIN(1, 25, 1)
	EXP2
	FADD(0, 24, 0)
	FADD(1, 24, 1)
	FDIV(28, 0, 0)
	FDIV(29, 1, 1)
	VST1.P [V0.S4, V1.S4], 32(R0)
	FABS(0, 0)
	FABS(1, 1)
	FMAX(30, 0, 30)
	FMAX(31, 1, 31)
	SUBS  $8, R1
	BNE   loop
	FMAX(30, 31, 30)
	FMAXV(30, 30)
	FMOVS F30, ret+16(FP)
	RET

// func softmax(x *float32, n int, scale float32)
TEXT ·softmax(SB), NOSPLIT, $0-20
	MOVD  x+0(FP), R0
	MOVD  n+8(FP), R1
	FMOVS scale+16(FP), F28
	CONSTANTS
	MOVD  R0, R4
	MOVD  R1, R5
	VLD1  (R0), [V30.S4, V31.S4]
greatest:
	VLD1.P 32(R4), [V0.S4, V1.S4]
	FMAX(30, 0, 30)
	FMAX(31, 1, 31)
	SUBS  $8, R5
	BNE   greatest
	FMAX(30, 31, 30)
	FMAXV(30, 30)
	VDUP  V30.S[0], V29.S4
	VEOR  V30.B16, V30.B16, V30.B16
	VEOR  V31.B16, V31.B16, V31.B16
	MOVD  R0, R4
	MOVD  R1, R5
exponentials:
	VLD1  (R4), [V0.S4, V1.S4]
	FSUB(0, 29, 0)
	FSUB(1, 29, 1)
	FMULE(0, 28, 0, 0)
	FMULE(1, 28, 0, 1)
	EXP2
	VST1.P [V0.S4, V1.S4], 32(R4)
	FADD(30, 0, 30)
	FADD(31, 1, 31)
	SUBS  $8, R5
	BNE   exponentials
	FOLD(V30, V31, 30, 31)
	FDIVS F30, F24, F30
shares:
	VLD1  (R0), [V0.S4, V1.S4]
	FMULE(0, 30, 0, 0)
	FMULE(1, 30, 0, 1)
	VST1.P [V0.S4, V1.S4], 32(R0)
	SUBS  $8, R1
	BNE   shares
	RET

// func addNorm(x, r, gain, bias *float32, n int, inverse float32) float32
TEXT ·addNorm(SB), NOSPLIT, $0-52
	MOVD  x+0(FP), R0
	MOVD  r+8(FP), R1
	MOVD  gain+16(FP), R2
	MOVD  bias+24(FP), R3
	MOVD  n+32(FP), R4
	FMOVS inverse+40(FP), F16
	MOVD  R0, R5
	MOVD  R4, R6
	ZERO4(V28, V29, V30, V31)
sums:
	VLD1  (R5), [V0.S4, V1.S4]
	VLD1.P 32(R1), [V2.S4, V3.S4]
	FADD(0, 2, 0)
	FADD(1, 3, 1)
	VST1.P [V0.S4, V1.S4], 32(R5)
	FADD(28, 0, 28)
	FADD(29, 1, 29)
	VFMLA V0.S4, V0.S4, V30.S4
	VFMLA V1.S4, V1.S4, V31.S4
	SUBS  $8, R6
	BNE   sums
	FOLD(V28, V29, 28, 29)
	FOLD(V30, V31, 30, 31)
	FMULS F16, F28, F28            // the mean
	FMULS F16, F30, F30            // the mean square
	FMSUBS F28, F30, F28, F30      // the variance: F30 - F28·F28
	MOVW  $0x2b8cbccc, R7          // 1e-12
	FMOVS R7, F1
	FADDS F1, F30, F30
	FSQRTS F30, F30
	FMOVS $1.0, F1
	FDIVS F30, F1, F30
	VDUP  V28.S[0], V29.S4
	VEOR  V16.B16, V16.B16, V16.B16
	VEOR  V17.B16, V17.B16, V17.B16
norm:
	VLD1  (R0), [V0.S4, V1.S4]
	VLD1.P 32(R2), [V2.S4, V3.S4]
	VLD1.P 32(R3), [V4.S4, V5.S4]
	FSUB(0, 29, 0)
	FSUB(1, 29, 1)
	FMULE(0, 30, 0, 0)
	FMULE(1, 30, 0, 1)
	VFMLA V0.S4, V2.S4, V4.S4
	VFMLA V1.S4, V3.S4, V5.S4
	VST1.P [V4.S4, V5.S4], 32(R0)
	FABS(4, 4)
	FABS(5, 5)
	FMAX(16, 4, 16)
	FMAX(17, 5, 17)
	SUBS  $8, R4
	BNE   norm
	FMAX(16, 17, 16)
	FMAXV(16, 16)
	FMOVS F16, ret+48(FP)
	RET

// func absMax(x *float32, n int) float32
TEXT ·absMax(SB), NOSPLIT, $0-20
	MOVD x+0(FP), R0
	MOVD n+8(FP), R1
	VEOR V30.B16, V30.B16, V30.B16
	VEOR V31.B16, V31.B16, V31.B16
loop:
	VLD1.P 32(R0), [V0.S4, V1.S4]
	FABS(0, 0)
	FABS(1, 1)
	FMAX(30, 0, 30)
	FMAX(31, 1, 31)
	SUBS $8, R1
	BNE  loop
	FMAX(30, 31, 30)
	FMAXV(30, 30)
	FMOVS F30, ret+16(FP)
	RET

// func quantise(q *uint8, x *float32, n int, s float32)
TEXT ·quantise(SB), NOSPLIT, $0-28
	MOVD  q+0(FP), R0
	MOVD  x+8(FP), R1
	MOVD  n+16(FP), R2
	FMOVS s+24(FP), F16
	MOVD  $64, R3
	VDUP  R3, V17.B16
loop:
	VLD1.P 64(R1), [V0.S4, V1.S4, V2.S4, V3.S4]
	FMULE(0, 16, 0, 0)
	FMULE(1, 16, 0, 1)
	FMULE(2, 16, 0, 2)
	FMULE(3, 16, 0, 3)
	FCVTNS(0, 0)
	FCVTNS(1, 1)
	FCVTNS(2, 2)
	FCVTNS(3, 3)
	VUZP1 V1.H8, V0.H8, V0.H8 // the low halves, then the low bytes
	VUZP1 V3.H8, V2.H8, V2.H8
	VUZP1 V2.B16, V0.B16, V0.B16
	VADD  V17.B16, V0.B16, V0.B16
	VST1.P [V0.B16], 16(R0)
	SUBS  $16, R2
	BNE   loop
	RET
