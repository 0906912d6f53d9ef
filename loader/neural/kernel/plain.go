package kernel

import (
	"encoding/binary"
	"math"
)

// The tile that mulPlain computes, and how deep it goes at a time.
const (
	plainHeight = RowBlock
	plainWidth  = ColumnBlock
	plainDepth  = 512
)

// plain is the path in plain Go, which computes what the assembly computes, to the bit.
func plain() *Path {
	return &Path{name: "plain Go", height: plainHeight, width: plainWidth, group: 1, mul: mulPlain, floats: []floatTile{{plainHeight, 1, mulFloatPlain}},
		gelu: geluPlain, softmax: softmaxPlain, addNorm: addNormPlain, absMax: absMaxPlain, quantise: quantisePlain}
}

// mulPlain multiplies four columns at once, in the four 16-bit fields of a word: bytes are made unsigned by adding 128, so
// that two products of a byte and an activation (two times 255·127) fit a field. Sums of fields have 32 bits.
func mulPlain(a []uint8, depth int, b []uint8, out []float32, stride int, m *Matrix, column int, scale []float32) {
	const height, width = plainHeight, plainWidth
	var spread [plainDepth]uint64
	var sums [height][width]int32
	for i := range sums {
		copy(sums[i][:], m.correction[column:])
	}
	for top := 0; top < depth; top += plainDepth {
		n := min(depth-top, plainDepth)
		words := spread[:n]
		var bias [height]int32 // what adding 128 to each byte adds to a sum
		for i := range bias {
			for _, x := range a[i*depth+top:][:n] {
				bias[i] += 128 * int32(x)
			}
		}
		for j := 0; j < width; j += 4 {
			for k := range words {
				v := binary.LittleEndian.Uint32(b[(top+k)*width+j:]) ^ 0x80808080
				words[k] = uint64(v&0x00ff00ff) | uint64(v>>8&0x00ff00ff)<<32
			}
			for i := range height {
				even, odd := fields(a[i*depth+top:][:n], words)
				to := sums[i][j:][:4]
				to[0] += int32(uint32(even)) - bias[i]
				to[1] += int32(even>>32) - bias[i]
				to[2] += int32(uint32(odd)) - bias[i]
				to[3] += int32(odd>>32) - bias[i]
			}
		}
	}
	for i := range sums {
		to := out[i*stride:][:width]
		for j, s := range sums[i] {
			to[j] = fused(float32(s), scale[i]*m.scale[column+j], m.bias[column+j])
		}
	}
}

// fields are the products of a row and four columns: in the halves of even the fields 0 and 2, in those of odd 1 and 3.
func fields(row []uint8, words []uint64) (even, odd uint64) {
	const mask = 0x0000ffff0000ffff
	for len(row) >= 8 && len(words) >= 8 {
		r, w := row[:8:8], words[:8:8]
		x := uint64(r[0])*w[0] + uint64(r[1])*w[1]
		y := uint64(r[2])*w[2] + uint64(r[3])*w[3]
		even += x&mask + y&mask
		odd += x>>16&mask + y>>16&mask
		x = uint64(r[4])*w[4] + uint64(r[5])*w[5]
		y = uint64(r[6])*w[6] + uint64(r[7])*w[7]
		even += x&mask + y&mask
		odd += x>>16&mask + y>>16&mask
		row, words = row[8:], words[8:]
	}
	return even, odd
}

func mulFloatPlain(a []float32, lda int, b []float32, depth int, c []float32, ldc int) {
	for i := range plainHeight {
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
// bits; where their sum then lies halfway between two floats of 32 bits, what it lost decides.
func fused(x, y, z float32) float32 {
	product, c := float64(x)*float64(y), float64(z)
	sum := product + c
	if bits := math.Float64bits(sum); bits&(1<<29-1) == 1<<28 || bits<<1 < subnormal {
		sum = toOdd(sum, product, c)
	}
	return float32(sum)
}

// subnormal is the least sum that keeps 24 bits as a float of 32 bits, 2^-126, in 64 bits without a sign.
const subnormal = (1023 - 126) << 53

// toOdd is product + c, which sum is when rounded to the nearest, rounded to that of its neighbours whose last bit is 1, unless
// it is exact: rounded again to fewer bits, that gives what one rounding gives.
func toOdd(sum, product, c float64) float64 {
	bits, back := math.Float64bits(sum), sum-product
	lost := (product - (sum - back)) + (c - back)
	if lost == 0 || bits&1 == 1 {
		return sum
	}
	if (lost > 0) == (sum > 0) {
		return math.Float64frombits(bits + 1)
	}
	return math.Float64frombits(bits - 1)
}

// leastExponent is the least number that exponential looks at: even a share of exp(-80) in a row of 256 numbers is no subnormal
// number, which processors take a hundred times as long for.
const leastExponent = -80

// exponential is exp(x) as the assembly has it: 2^n·p(r) with n = round(x·log2 e), r = x - n·ln 2.
func exponential(x float32) float32 {
	x = max(x, leastExponent)
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
