package kernel

import "golang.org/x/sys/cpu"

// native are the paths in assembly that this processor has, the fastest first.
func native() []*Path {
	if !cpu.X86.HasAVX2 || !cpu.X86.HasFMA {
		return nil
	}
	path := func(name string, height, width int, mul func(a *uint8, lda int, b *int8, k4 int, out *float32, ldc int, correction *int32, scaleB *float32, bias *float32, scaleA *float32)) *Path {
		return &Path{name: name, height: height, width: width,
			mul: func(a []uint8, depth int, b []int8, out []float32, stride int, m *Matrix, column int, scale []float32) {
				_, _, _ = a[height*depth-1], out[(height-1)*stride+width-1], scale[height-1]
				mul(&a[0], depth, &b[0], depth/4, &out[0], stride, &m.correction[column], &m.scale[column], &m.bias[column], &scale[0])
			},
			mulFloat: func(a []float32, lda int, b []float32, depth int, c []float32, ldc int) {
				_, _, _ = a[(FloatHeight-1)*lda+depth-1], b[depth*FloatWidth-1], c[(FloatHeight-1)*ldc+FloatWidth-1]
				mulFloat(&a[0], lda, &b[0], depth, &c[0], ldc)
			},
			gelu:    func(x []float32) float32 { return geluAVX2(&x[0], len(x)) },
			softmax: func(x []float32, scale float32) { softmaxAVX2(&x[0], len(x), scale) },
			addNorm: func(x, r, gain, bias []float32) float32 {
				n := len(x)
				_, _, _ = r[n-1], gain[n-1], bias[n-1]
				return addNormAVX2(&x[0], &r[0], &gain[0], &bias[0], n, 1/float32(n))
			},
			absMax: func(x []float32) float32 { return absMaxAVX2(&x[0], len(x)) },
			quantise: func(q []uint8, x []float32, scale float32) {
				_ = q[len(x)-1]
				quantiseAVX2(&q[0], &x[0], len(x), scale)
			},
		}
	}
	var out []*Path
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
		out = append(out, path("AVX-512 VNNI", 12, 32, mulVNNI512))
	}
	if cpu.X86.HasAVXVNNI {
		out = append(out, path("AVX-VNNI", 6, 16, mulVNNI256))
	}
	return append(out, path("AVX2", 4, 16, mulAVX2))
}
