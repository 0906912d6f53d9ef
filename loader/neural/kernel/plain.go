package kernel

import "math"

// plain is the path in plain Go, which computes what the assembly computes, to the bit.
func plain() *Path {
	return &Path{name: "plain Go", height: 4, width: 16, mul: mulPlain, mulFloat: mulFloatPlain, gelu: geluPlain,
		softmax: softmaxPlain, addNorm: addNormPlain, absMax: absMaxPlain, quantise: quantisePlain}
}

func mulPlain(a []uint8, depth int, b []int8, out []float32, stride int, m *Matrix, column int, scale []float32) {
	const height, width = 4, 16
	for i := range height {
		var sum [width]int32
		copy(sum[:], m.correction[column:])
		row, panel := a[i*depth:][:depth], b
		for ; len(row) >= 4; row, panel = row[4:], panel[4*width:] {
			a0, a1, a2, a3 := int32(row[0]), int32(row[1]), int32(row[2]), int32(row[3])
			p := panel[:4*width]
			for j := range sum {
				q := p[4*j : 4*j+4 : 4*j+4]
				sum[j] += a0*int32(q[0]) + a1*int32(q[1]) + a2*int32(q[2]) + a3*int32(q[3])
			}
		}
		to := out[i*stride:][:width]
		for j, s := range sum {
			to[j] = fused(float32(s), scale[i]*m.scale[column+j], m.bias[column+j])
		}
	}
}

func mulFloatPlain(a []float32, lda int, b []float32, depth int, c []float32, ldc int) {
	for i := range FloatHeight {
		var sum [FloatWidth]float32
		for k, x := range a[i*lda:][:depth] {
			for j, y := range b[k*FloatWidth:][:FloatWidth] {
				sum[j] = fused(x, y, sum[j])
			}
		}
		copy(c[i*ldc:], sum[:])
	}
}

// fused is x·y + z rounded once to 32 bits, as the processors' fused instructions round it. The product is exact in 64
// bits; where the sum then lies halfway between two floats of 32 bits, what it lost decides.
func fused(x, y, z float32) float32 {
	product, c := float64(x)*float64(y), float64(z)
	sum := product + c
	bits := math.Float64bits(sum)
	if bits&(1<<29-1) == 1<<28 {
		back := sum - product
		if lost := (product - (sum - back)) + (c - back); lost != 0 {
			if (lost > 0) == (sum > 0) {
				bits++
			} else {
				bits--
			}
			sum = math.Float64frombits(bits)
		}
	}
	return float32(sum)
}

// exponential is exp(x) as the assembly has it: 2^n·p(r) with n = round(x·log2 e), r = x - n·ln 2.
func exponential(x float32) float32 {
	x = max(x, -87)
	n := float32(math.RoundToEven(float64(x * float32(math.Log2E))))
	x = fused(-n, 0.693359375, x)
	x = fused(-n, float32(-2.12194440e-4), x)
	p := float32(1.0 / 120)
	for _, c := range [...]float32{1.0 / 24, 1.0 / 6, 0.5, 1, 1} {
		p = fused(p, x, c)
	}
	return math.Float32frombits(math.Float32bits(p) + uint32(int32(n))<<23)
}

func geluPlain(x []float32) float32 {
	const linear, cubic = float32(-2 * 0.7978845608), float32(-2 * 0.7978845608 * 0.044715)
	var most float32
	for i, v := range x {
		u := fused(cubic, v*v, linear)
		u = min(u*v, 87)
		e := exponential(u)
		e++
		x[i] = v / e
		most = max(most, magnitude(x[i]))
	}
	return most
}

func softmaxPlain(x []float32, scale float32) {
	most := x[0]
	for _, v := range x {
		most = max(most, v)
	}
	var lanes [8]float32
	for i, v := range x {
		d := v - most
		x[i] = exponential(d * scale)
		lanes[i&7] += x[i]
	}
	share := 1 / fold(lanes)
	for i := range x {
		x[i] *= share
	}
}

func addNormPlain(x, r, gain, bias []float32) float32 {
	var sums, squares [8]float32
	for i := range x {
		v := x[i] + r[i]
		x[i] = v
		sums[i&7] += v
		squares[i&7] = fused(v, v, squares[i&7])
	}
	inverse := 1 / float32(len(x))
	mean, square := float32(fold(sums)*inverse), float32(fold(squares)*inverse) // the conversion keeps compilers from fusing
	variance := fused(-mean, mean, square)
	variance += 1e-12
	factor := 1 / float32(math.Sqrt(float64(variance)))
	var most float32
	for i, v := range x {
		d := v - mean
		d *= factor
		x[i] = fused(d, gain[i], bias[i])
		most = max(most, magnitude(x[i]))
	}
	return most
}

func absMaxPlain(x []float32) float32 {
	var most float32
	for _, v := range x {
		most = max(most, magnitude(v))
	}
	return most
}

func quantisePlain(q []uint8, x []float32, scale float32) {
	for i, v := range x {
		v *= scale
		q[i] = uint8(int32(math.RoundToEven(float64(v))) + zeroPoint)
	}
}

func magnitude(v float32) float32 { return math.Float32frombits(math.Float32bits(v) & 0x7fffffff) }

// fold adds eight lanes as the assembly does: halves, then quarters, then pairs.
func fold(l [8]float32) float32 {
	a, b, c, d := l[0]+l[4], l[1]+l[5], l[2]+l[6], l[3]+l[7]
	a, b = a+c, b+d
	return a + b
}
