package kernel

// RowBlock is what the number of rows of every buffer is a multiple of: the heights of all tiles divide it.
const RowBlock = 12

// ColumnBlock is what the number of columns of a packed matrix is a multiple of.
const ColumnBlock = 32

const (
	zeroPoint = 64 // the byte that stands for the activation 0
	greatest  = 63 // the magnitude of an activation's byte
)

// Path is one way to compute. The zero Path is not usable; Best and Paths give those that this processor has.
type Path struct {
	name          string
	height, width int // of the tile that mul computes
	group         int // how many bytes of a column stand together in a panel
	mul           func(a []uint8, depth int, b []uint8, out []float32, stride int, m *Matrix, column int, scale []float32)
	panel         func(a *Activations, from, rows int, b []byte, out []float32, m *Matrix, column int) // mul for many rows, or nil
	floats        []floatTile                                                                          // the widest first; the last has one panel
	gelu          func(x []float32) float32
	softmax       func(x []float32, scale float32)
	addNorm       func(x, r, gain, bias []float32) float32
	absMax        func(x []float32) float32
	quantise      func(q []uint8, x []float32, scale float32)
}

func (p *Path) String() string { return p.name }

// Best is the fastest path of this processor.
func Best() *Path { return Paths()[0] }

// Paths are the paths that this processor has, the fastest first; plain Go is the last.
func Paths() []*Path { return append(native(), plain()) }

// Matrix is a matrix of signed bytes with a scale and a bias a column, packed for one path.
//
// Columns stand in panels of the path's width; within a panel, a group of rows at a time, each column's bytes together. For
// groups of four:
//
//	panel 0: b[0..3][0] b[0..3][1] … b[0..3][w-1]  b[4..7][0] …      panel 1: b[0..3][w] …
type Matrix struct {
	Depth, Columns int     // Columns is padded to a multiple of ColumnBlock
	packed         []byte  // signed
	correction     []int32 // -zeroPoint times the sum of a column
	scale, bias    []float32
}

// Pack packs a matrix given as rows of bytes, one for each column of the product (the layout of a linear layer:
// [columns, depth]), with its scales and, unless nil, its biases.
func (p *Path) Pack(weights []byte, depth int, scale, bias []float32) *Matrix {
	columns := len(scale)
	m := &Matrix{Depth: depth, Columns: (columns + ColumnBlock - 1) / ColumnBlock * ColumnBlock}
	m.packed = make([]byte, m.Columns*depth)
	m.correction = make([]int32, m.Columns)
	m.scale, m.bias = make([]float32, m.Columns), make([]float32, m.Columns)
	copy(m.scale, scale)
	copy(m.bias, bias)
	for j := range columns {
		row := weights[j*depth:][:depth]
		panel := m.packed[j/p.width*p.width*depth+j%p.width*p.group:]
		var sum int32
		for k := 0; k < depth; k += p.group {
			copy(panel[k*p.width:], row[k:k+p.group])
			for _, v := range row[k : k+p.group] {
				sum += int32(int8(v))
			}
		}
		m.correction[j] = -zeroPoint * sum
	}
	return m
}

// Activations are quantised rows, as many as Rows says, in buffers of a multiple of RowBlock rows.
type Activations struct {
	Rows, Depth int
	bytes       []uint8
	scale       []float32
}

// Reset makes room for rows of the given depth and forgets what was there.
func (a *Activations) Reset(rows, depth int) {
	a.Rows, a.Depth = rows, depth
	padded := Padded(rows)
	a.bytes = grow(a.bytes, padded*depth)
	a.scale = grow(a.scale, padded)
}

// Slice is a view of rows [from, to). The buffer must hold whole blocks of rows from there on: from is a multiple of RowBlock, or
// the buffer has a block more than its rows take.
func (a *Activations) Slice(from, to int) Activations {
	return Activations{Rows: to - from, Depth: a.Depth, bytes: a.bytes[from*a.Depth:], scale: a.scale[from:]}
}

// Padded is the number of rows that a buffer for n rows holds.
func Padded(n int) int { return (n + RowBlock - 1) / RowBlock * RowBlock }

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// Quantise writes row i from x, whose greatest magnitude is most.
func (p *Path) Quantise(a *Activations, i int, x []float32, most float32) {
	most = max(most, 1e-9)
	a.scale[i] = most / greatest
	p.quantise(a.bytes[i*a.Depth:][:a.Depth], x, greatest/most)
}

// QuantiseRows writes all rows from x, rows of a.Depth numbers that begin stride apart.
func (p *Path) QuantiseRows(a *Activations, x []float32, stride int) {
	for i := range a.Rows {
		row := x[i*stride:][:a.Depth]
		p.Quantise(a, i, row, p.absMax(row))
	}
}

// What a path's panel needs: at least so many rows, and a multiple of so many bytes in each.
const tileRows, tileDepth = 32, 64

// Multiply sets dst, Padded(a.Rows) rows of m.Columns numbers, to a times m. Rows beyond a.Rows hold nothing of use.
func (p *Path) Multiply(dst []float32, a *Activations, m *Matrix) {
	const block = 240 // rows that stay in the nearest caches beside a panel
	padded := Padded(a.Rows)
	for top := 0; top < padded; top += block {
		for j := 0; j < m.Columns; j += p.width {
			panel, rows := m.packed[j*m.Depth:][:p.width*m.Depth], min(padded-top, block)
			if p.panel != nil && m.Depth%tileDepth == 0 && rows >= tileRows {
				p.panel(a, top, rows, panel, dst[top*m.Columns+j:], m, j)
				continue
			}
			for i := top; i < top+rows; i += p.height {
				p.mul(a.bytes[i*m.Depth:], m.Depth, panel, dst[i*m.Columns+j:], m.Columns, m, j, a.scale[i:])
			}
		}
	}
}

// FloatWidth is the width of a panel of MultiplyFloat.
const FloatWidth = 16

// floatTile is one way to multiply floats: so many rows by so many panels.
type floatTile struct {
	height, panels int
	mul            func(a []float32, lda int, b []float32, depth int, c []float32, ldc int)
}

// MultiplyFloat sets c, Padded(rows) rows ldc apart of so many panels of FloatWidth numbers, to a (rows lda apart) times b. Panel
// after panel, b holds depth rows of FloatWidth numbers. Each number is one chain of fused products in the order of the rows of b.
func (p *Path) MultiplyFloat(c []float32, ldc int, a []float32, lda, rows int, b []float32, depth, panels int) {
	for _, t := range p.floats {
		for panels >= t.panels {
			for i := 0; i < rows; i += t.height {
				t.mul(a[i*lda:], lda, b, depth, c[i*ldc:], ldc)
			}
			if panels -= t.panels; panels > 0 {
				b, c = b[t.panels*depth*FloatWidth:], c[t.panels*FloatWidth:]
			}
		}
	}
}

// GELU replaces the numbers of x, a multiple of 8 of them, by their GELU and returns the greatest magnitude of the results.
func (p *Path) GELU(x []float32) float32 { return p.gelu(x) }

// Softmax replaces the numbers of x, a multiple of 8 of them, by the softmax of scale times them.
func (p *Path) Softmax(x []float32, scale float32) { p.softmax(x, scale) }

// AddNorm replaces x by the layer norm of x + r, a multiple of 8 numbers, and returns the greatest magnitude of the results.
func (p *Path) AddNorm(x, r, gain, bias []float32) float32 { return p.addNorm(x, r, gain, bias) }
