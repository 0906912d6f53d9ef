//go:build amd64 || arm64

package kernel

// nativePath is a path whose kernels are assembly; mul computes a tile of the given height and width. The kernels trust their
// callers: what is checked here is all that keeps them within the slices. Lengths that they do not do, plain Go does.
func nativePath(name string, height, width int, mul func(a *uint8, lda int, b *uint8, k4 int, out *float32, ldc int, correction *int32, scaleB *float32, bias *float32, scaleA *float32)) *Path {
	return &Path{name: name, height: height, width: width, group: 4, floats: []floatTile{nativeTile(6, 1, mulFloat)},
		mul: func(a []uint8, depth int, b []uint8, out []float32, stride int, m *Matrix, column int, scale []float32) {
			_, _, _, _ = a[height*depth-1], b[width*depth-1], out[(height-1)*stride+width-1], scale[height-1]
			correction, scaleB, bias := m.correction[column:][:width], m.scale[column:][:width], m.bias[column:][:width]
			mul(&a[0], depth, &b[0], depth/4, &out[0], stride, &correction[0], &scaleB[0], &bias[0], &scale[0])
		},
		gelu:    nativeGELU(8, gelu, geluPlain),
		softmax: nativeSoftmax(8, softmax, softmaxPlain),
		addNorm: func(x, r, gain, bias []float32) float32 {
			n := len(x)
			if n == 0 || n%8 != 0 {
				return addNormPlain(x, r, gain, bias)
			}
			_, _, _ = r[n-1], gain[n-1], bias[n-1]
			return addNorm(&x[0], &r[0], &gain[0], &bias[0], n, 1/float32(n))
		},
		absMax: func(x []float32) float32 {
			if len(x) == 0 || len(x)%8 != 0 {
				return absMaxPlain(x)
			}
			return absMax(&x[0], len(x))
		},
		quantise: func(q []uint8, x []float32, scale float32) {
			if len(x) == 0 || len(x)%32 != 0 {
				quantisePlain(q, x, scale)
				return
			}
			_ = q[len(x)-1]
			quantise(&q[0], &x[0], len(x), scale)
		},
	}
}

func nativeTile(height, panels int, mul func(a *float32, lda int, b *float32, k int, c *float32, ldc int)) floatTile {
	return floatTile{height, panels, func(a []float32, lda int, b []float32, depth int, c []float32, ldc int) {
		_, _, _ = a[(height-1)*lda+depth-1], b[panels*depth*FloatWidth-1], c[(height-1)*ldc+panels*FloatWidth-1]
		mul(&a[0], lda, &b[0], depth, &c[0], ldc)
	}}
}

// nativeGELU is f for multiples of so many numbers, other for the rest.
func nativeGELU(multiple int, f func(x *float32, n int) float32, other func(x []float32) float32) func(x []float32) float32 {
	return func(x []float32) float32 {
		if len(x) == 0 || len(x)%multiple != 0 {
			return other(x)
		}
		return f(&x[0], len(x))
	}
}

// nativeSoftmax is f for multiples of so many numbers, other for the rest.
func nativeSoftmax(multiple int, f func(x *float32, n int, scale float32), other func(x []float32, scale float32)) func(x []float32, scale float32) {
	return func(x []float32, scale float32) {
		if len(x) == 0 || len(x)%multiple != 0 {
			other(x, scale)
			return
		}
		f(&x[0], len(x), scale)
	}
}
