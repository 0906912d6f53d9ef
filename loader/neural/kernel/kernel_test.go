package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func numbers(r *rand.Rand, n int, spread float64) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64() * spread)
	}
	return x
}

func sameBits(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: number %d is %g (%08x), plain Go has %g (%08x)", what, i, got[i], math.Float32bits(got[i]), want[i], math.Float32bits(want[i]))
		}
	}
}

func TestPathsGiveTheSameBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	twin := plain()
	for _, p := range native() {
		t.Run(p.String(), func(t *testing.T) {
			for range 40 {
				n := 32 * (1 + r.IntN(12))
				x := numbers(r, n, 3)
				for name, f := range map[string]func(p *Path, x []float32) float32{
					"gelu":    func(p *Path, x []float32) float32 { return p.GELU(x) },
					"softmax": func(p *Path, x []float32) float32 { p.Softmax(x, 0.17677669); return 0 },
					"absMax":  func(p *Path, x []float32) float32 { return p.absMax(x) },
					"addNorm": func(p *Path, x []float32) float32 {
						q := rand.New(rand.NewPCG(3, uint64(n)))
						return p.AddNorm(x, numbers(q, n, 1), numbers(q, n, 1), numbers(q, n, .1))
					},
				} {
					a, b := slices.Clone(x), slices.Clone(x)
					got, want := f(p, a), f(twin, b)
					sameBits(t, name, append(a, got), append(b, want))
				}
				lda, depth := n+r.IntN(9), 1+r.IntN(n)
				rows, panels := 1+r.IntN(30), 1+r.IntN(5)
				ldc := panels*FloatWidth + 4
				left, right := numbers(r, Padded(rows)*lda, 1), numbers(r, panels*depth*FloatWidth, 1)
				a, b := make([]float32, Padded(rows)*ldc), make([]float32, Padded(rows)*ldc)
				p.MultiplyFloat(a, ldc, left, lda, rows, right, depth, panels)
				twin.MultiplyFloat(b, ldc, left, lda, rows, right, depth, panels)
				sameBits(t, "MultiplyFloat", a[:rows*ldc], b[:rows*ldc])
			}
			for _, shape := range [][3]int{{1, 32, 17}, {30, 384, 96}, {241, 64, 40}, {13, 1536, 384}, {33, 1536, 96}, {300, 384, 70}} {
				rows, depth, columns := shape[0], shape[1], shape[2]
				sameBits(t, fmt.Sprint("Multiply ", shape), product(p, rows, depth, columns), product(twin, rows, depth, columns))
			}
		})
	}
}

func product(p *Path, rows, depth, columns int) []float32 {
	r := rand.New(rand.NewPCG(uint64(rows), uint64(depth)))
	weights := make([]byte, columns*depth)
	for i := range weights {
		weights[i] = byte(int8(r.IntN(255) - 127))
	}
	scale, bias := numbers(r, columns, .01), numbers(r, columns, 1)
	m := p.Pack(weights, depth, scale, bias)
	var a Activations
	a.Reset(rows, depth)
	p.QuantiseRows(&a, numbers(r, rows*depth, 2), depth)
	out := make([]float32, Padded(rows)*m.Columns)
	p.Multiply(out, &a, m)
	return out[:rows*m.Columns]
}

func TestMultiplyIsAProduct(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	const rows, depth, columns = 20, 96, 33
	weights, exact := make([]byte, columns*depth), make([]float64, columns*depth)
	scale, bias := make([]float32, columns), numbers(r, columns, 1)
	for j := range columns {
		scale[j] = 0.01 + 0.01*r.Float32()
		for k := range depth {
			w := int8(r.IntN(255) - 127)
			weights[j*depth+k], exact[j*depth+k] = byte(w), float64(w)*float64(scale[j])
		}
	}
	x := numbers(r, rows*depth, 1)
	for _, p := range Paths() {
		m := p.Pack(weights, depth, scale, bias)
		var a Activations
		a.Reset(rows, depth)
		p.QuantiseRows(&a, x, depth)
		got := make([]float32, Padded(rows)*m.Columns)
		p.Multiply(got, &a, m)
		var off, size float64
		for i := range rows {
			for j := range columns {
				want := float64(bias[j])
				for k := range depth {
					want += float64(x[i*depth+k]) * exact[j*depth+k]
				}
				d := float64(got[i*m.Columns+j]) - want
				off, size = off+d*d, size+want*want
			}
		}
		if e := math.Sqrt(off / size); e > 0.02 {
			t.Errorf("%s: relative error %.4f: more than seven bits cost", p, e)
		}
	}
}

// fused must round once: cases where rounding to 64 bits first and to 32 bits then goes wrong.
func TestFusedRoundsOnce(t *testing.T) {
	x := math.Float32frombits(0x3f800001) // 1 + 2^-23
	for _, c := range []struct{ x, y, z, want float32 }{
		{x, x, -1, math.Float32frombits(0x34800000)},                                        // a tie in the small result: to even
		{1, 1 + 1.0/(1<<23), 1.0 / (1 << 24), 1 + 2.0/(1<<23)},                              // a true tie goes to even
		{-1, 1 + 1.0/(1<<23), -1.0 / (1 << 24), -1 - 2.0/(1<<23)},                           // and on the other side
		{x, math.Float32frombits(0x33800000), 1, math.Float32frombits(0x3f800001)},          // just above halfway: up
		{0.99999994, math.Float32frombits(0x33800000), 1, math.Float32frombits(0x3f800000)}, // just below: down
	} {
		if got := fused(c.x, c.y, c.z); got != c.want {
			t.Errorf("fused(%g, %g, %g) = %x, want %x", c.x, c.y, c.z, math.Float32bits(got), math.Float32bits(c.want))
		}
	}
}

// Random shapes and numbers of any size: all paths, the twin included, agree to the bit.
func TestPathsAgreeOnAnything(t *testing.T) {
	twin := plain()
	for _, p := range native() {
		t.Run(p.String(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 7))
				spread := math.Pow(10, rapid.Float64Range(-44, 15).Draw(t, "spread")) // squares of the greatest still have 32 bits
				n := 8 * rapid.IntRange(1, 40).Draw(t, "eights")
				same := func(what string, f func(p *Path) []float32) {
					got, want := f(p), f(twin)
					for i := range want {
						if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
							t.Fatalf("%s: number %d is %g, plain Go has %g", what, i, got[i], want[i])
						}
					}
				}
				x, y, z, b := numbers(r, n, spread), numbers(r, n, spread), numbers(r, n, 1), numbers(r, n, .1)
				same("gelu", func(p *Path) []float32 { v := slices.Clone(x); return append(v, p.GELU(v)) })
				same("softmax", func(p *Path) []float32 { v := slices.Clone(x); p.Softmax(v, 0.17677669); return v })
				same("absMax", func(p *Path) []float32 { return []float32{p.absMax(x)} })
				same("addNorm", func(p *Path) []float32 { v := slices.Clone(x); return append(v, p.AddNorm(v, y, z, b)) })
				depth := rapid.IntRange(1, 70).Draw(t, "depth")
				panels := rapid.IntRange(1, 4).Draw(t, "panels")
				left, right := numbers(r, RowBlock*depth, spread), numbers(r, panels*depth*FloatWidth, 1e-3)
				same("MultiplyFloat", func(p *Path) []float32 {
					c := make([]float32, RowBlock*panels*FloatWidth)
					p.MultiplyFloat(c, panels*FloatWidth, left, depth, RowBlock, right, depth, panels)
					return c
				})
				rows, deep, columns := rapid.IntRange(1, 70).Draw(t, "rows"), 32*rapid.IntRange(1, 20).Draw(t, "deep"), rapid.IntRange(1, 70).Draw(t, "columns")
				same("Multiply", func(p *Path) []float32 { return product(p, rows, deep, columns) })
			})
		})
	}
}

// The greatest activations times the greatest weights: no sum saturates or runs into its neighbour.
func TestExtremesDoNotSaturate(t *testing.T) {
	const rows, depth, columns = 3 * RowBlock, 1536, ColumnBlock
	for _, p := range Paths() {
		for _, w := range []int8{-128, -127, 127} {
			for _, x := range []float32{-1, 1} {
				weights, scale, row := make([]byte, columns*depth), make([]float32, columns), make([]float32, rows*depth)
				for i := range weights {
					weights[i] = byte(w)
				}
				for i := range scale {
					scale[i] = 1
				}
				for i := range row {
					row[i] = x
				}
				m := p.Pack(weights, depth, scale, nil)
				var a Activations
				a.Reset(rows, depth)
				p.QuantiseRows(&a, row, depth)
				out := make([]float32, rows*columns)
				p.Multiply(out, &a, m)
				want := float32(greatest*depth*int(w)) * x * a.scale[0]
				for i, got := range out {
					if got != want {
						t.Fatalf("%s: %g times %d: number %d is %g, want %g", p, x, w, i, got, want)
					}
				}
			}
		}
	}
}

func BenchmarkMultiply(b *testing.B) {
	for _, p := range Paths() {
		for _, shape := range [][2]int{{384, 1152}, {384, 1536}, {1536, 384}} {
			b.Run(fmt.Sprintf("%s/%dx%d", p, shape[0], shape[1]), func(b *testing.B) {
				const rows = 240
				depth, columns := shape[0], shape[1]
				r := rand.New(rand.NewPCG(1, 1))
				m := p.Pack(make([]byte, columns*depth), depth, make([]float32, columns), nil)
				var a Activations
				a.Reset(rows, depth)
				p.QuantiseRows(&a, numbers(r, rows*depth, 1), depth)
				out := make([]float32, rows*columns)
				b.ResetTimer()
				for b.Loop() {
					p.Multiply(out, &a, m)
				}
				b.ReportMetric(2*float64(rows*depth*columns)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GOP/s")
			})
		}
	}
}

func BenchmarkMultiplyFloat(b *testing.B) {
	for _, p := range Paths() {
		b.Run(p.String(), func(b *testing.B) {
			const depth, rows, panels = 240, 2 * RowBlock, 2
			r := rand.New(rand.NewPCG(1, 1))
			left, right, c := numbers(r, rows*depth, 1), numbers(r, panels*depth*FloatWidth, 1), make([]float32, rows*panels*FloatWidth)
			for b.Loop() {
				p.MultiplyFloat(c, panels*FloatWidth, left, depth, rows, right, depth, panels)
			}
			b.ReportMetric(2*rows*panels*FloatWidth*depth*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}

func BenchmarkSoftmax(b *testing.B) {
	for _, p := range Paths() {
		b.Run(p.String(), func(b *testing.B) {
			x := numbers(rand.New(rand.NewPCG(1, 1)), 256, 3)
			y := make([]float32, len(x))
			for b.Loop() {
				copy(y, x)
				p.Softmax(y, .17677669)
			}
		})
	}
}
