package neural

import "quadrille/loader/neural/kernel"

// pairs is a head that scores pairs (a, b): a bilinear form over two projections, a linear one over each, and a bias.
type pairs struct {
	width, classes    int
	a, b              linear
	form              linear // [classes·width, width]: a through the form
	left, right, bias []float32
}

func (r *reader) pairs(name string, classes int) pairs {
	hidden := r.file.Sizes.Hidden
	width := r.file.Rows(name + ".a.weight")
	return pairs{width: width, classes: classes,
		a: r.linear(name+".a", width, hidden), b: r.linear(name+".b", width, hidden),
		form: r.matrix(name+".form", classes*width, width, nil),
		left: r.floats(name+".left", classes, width), right: r.floats(name+".right", classes, width), bias: r.floats(name+".bias", classes)}
}

// projected are the two sides of a pairs head for some rows.
type projected struct {
	head        *pairs
	rows        int
	through     []float32 // of the left side, [rows, stride]: classes·width numbers, and padding
	stride      int
	right       []float32 // [rows, width]
	leftPart    []float32 // [rows, classes], the bias included
	rightPart   []float32 // [rows, classes]
	path        *kernel.Path
	tile, panel []float32
}

// project computes both sides for rows of vectors, stride apart. left or right may be shorter than the other.
func (m *Model) project(h *pairs, left, right *kernel.Activations) *projected {
	p := &projected{head: h, rows: right.Rows, path: m.path}
	a := m.rectified(h.a, left)
	p.right = m.rectified(h.b, right)
	var bytes kernel.Activations
	bytes.Reset(left.Rows, h.width)
	m.path.QuantiseRows(&bytes, a, h.width)
	p.stride = h.form.Columns
	p.through = make([]float32, kernel.Padded(left.Rows)*p.stride)
	m.path.Multiply(p.through, &bytes, h.form.Matrix)
	p.leftPart, p.rightPart = make([]float32, left.Rows*h.classes), make([]float32, right.Rows*h.classes)
	for i := range left.Rows {
		for c := range h.classes {
			p.leftPart[i*h.classes+c] = kernel.Dot(a[i*h.width:][:h.width], h.left[c*h.width:][:h.width]) + h.bias[c]
		}
	}
	for i := range right.Rows {
		for c := range h.classes {
			p.rightPart[i*h.classes+c] = kernel.Dot(p.right[i*h.width:][:h.width], h.right[c*h.width:][:h.width])
		}
	}
	return p
}

// rectified is a linear layer and its ReLU, without the padding of columns: [rows, l.columns].
func (m *Model) rectified(l linear, x *kernel.Activations) []float32 {
	wide := make([]float32, kernel.Padded(x.Rows)*l.Columns)
	m.path.Multiply(wide, x, l.Matrix)
	out := make([]float32, x.Rows*l.columns)
	for i := range x.Rows {
		for j, v := range wide[i*l.Columns:][:l.columns] {
			out[i*l.columns+j] = max(v, 0)
		}
	}
	return out
}

// score is the score of class c for the pair of left row i and right row j.
func (p *projected) score(i, j, c int) float32 {
	h := p.head
	return kernel.Dot(p.through[i*p.stride+c*h.width:][:h.width], p.right[j*h.width:][:h.width]) + p.leftPart[i*h.classes+c] + p.rightPart[j*h.classes+c]
}

// scores are the scores of all classes for the pair of left row i and right row j.
func (p *projected) scores(out []float32, i, j int) []float32 {
	out = out[:0]
	for c := range p.head.classes {
		out = append(out, p.score(i, j, c))
	}
	return out
}

// table computes the scores of class c for left rows [0, m) and all right rows: [m, columns], columns a multiple of 16 that
// is returned. The result is valid until the next call.
func (p *projected) table(m, c int) ([]float32, int) {
	h := p.head
	columns := (p.rows + floatWidth - 1) / floatWidth * floatWidth
	p.panel = sized(p.panel, columns*h.width)
	clear(p.panel)
	for j := range p.rows {
		to := p.panel[j/floatWidth*h.width*floatWidth+j%floatWidth:]
		for k, v := range p.right[j*h.width:][:h.width] {
			to[k*floatWidth] = v
		}
	}
	p.tile = sized(p.tile, kernel.Padded(m)*columns)
	p.path.MultiplyFloat(p.tile, columns, p.through[c*h.width:], p.stride, m, p.panel, h.width, columns/floatWidth)
	for i := range m {
		row, part := p.tile[i*columns:][:p.rows], p.leftPart[i*h.classes+c]
		for j := range row {
			row[j] += part + p.rightPart[j*h.classes+c]
		}
	}
	return p.tile, columns
}
