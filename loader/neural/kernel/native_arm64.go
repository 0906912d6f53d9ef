package kernel

import "golang.org/x/sys/cpu"

// native are the paths in assembly that this processor has, the fastest first. Every arm64 processor has NEON; dot products
// of bytes came with ARMv8.2 (Apple's from the A13 and M1 on, Cortex-A75, Neoverse).
func native() []*Path {
	neon := nativePath("NEON", 4, 16, mulNEON)
	if !cpu.ARM64.HasASIMDDP {
		return []*Path{neon}
	}
	return []*Path{nativePath("NEON dot products", 4, 16, mulDot), neon}
}

// The kernels are in kernels_arm64.s, and mean what those of amd64 mean (gen).

//go:noescape
func mulDot(a *uint8, lda int, b *uint8, k4 int, out *float32, ldc int, correction *int32, scaleB *float32, bias *float32, scaleA *float32)

//go:noescape
func mulNEON(a *uint8, lda int, b *uint8, k4 int, out *float32, ldc int, correction *int32, scaleB *float32, bias *float32, scaleA *float32)

//go:noescape
func mulFloat(a *float32, lda int, b *float32, k int, c *float32, ldc int)

//go:noescape
func gelu(x *float32, n int) float32

//go:noescape
func softmax(x *float32, n int, scale float32)

//go:noescape
func addNorm(x *float32, r *float32, gain *float32, bias *float32, n int, inverse float32) float32

//go:noescape
func absMax(x *float32, n int) float32

//go:noescape
func quantise(q *uint8, x *float32, n int, s float32)
