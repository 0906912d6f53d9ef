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

// projected are the two sides of a pairs head for some rows. Its memory may be used again for others.
type projected struct {
	head      *pairs
	path      *kernel.Path
	rows      int                // of the right side
	a, right  []float32          // the projections: [left rows, a.Columns], [rows, b.Columns]
	through   []float32          // of the left side, [left rows, form.Columns]: classes·width numbers, and padding
	bytes     kernel.Activations // of a
	leftPart  []float32          // [left rows, classes], the bias included
	rightPart []float32          // [rows, classes]
	panel     []float32          // the right side as kernel.MultiplyFloat takes it
	packed    bool
}

// project computes both sides for rows of vectors. left or right may be shorter than the other; where last is not nil, it is one more
// row of the right side, projected already.
func (p *projected) project(m *Model, h *pairs, left, right *kernel.Activations, last []float32) *projected {
	p.head, p.path, p.rows, p.packed = h, m.path, right.Rows, false
	more := 0
	if last != nil {
		p.rows, more = p.rows+1, 1
	}
	p.a = p.rectified(p.a, h.a, left, 0)
	p.right = p.rectified(p.right, h.b, right, more)
	if last != nil {
		copy(p.right[right.Rows*h.b.Columns:], last)
	}
	p.bytes.Reset(left.Rows, h.width)
	m.path.QuantiseRows(&p.bytes, p.a, h.a.Columns)
	p.through = sized(p.through, kernel.Padded(left.Rows)*h.form.Columns)
	m.path.Multiply(p.through, &p.bytes, h.form.Matrix)
	p.leftPart, p.rightPart = sized(p.leftPart, left.Rows*h.classes), sized(p.rightPart, p.rows*h.classes)
	for i := range left.Rows {
		for c := range h.classes {
			p.leftPart[i*h.classes+c] = kernel.Dot(p.a[i*h.a.Columns:][:h.width], h.left[c*h.width:][:h.width]) + h.bias[c]
		}
	}
	for i := range p.rows {
		for c := range h.classes {
			p.rightPart[i*h.classes+c] = kernel.Dot(p.right[i*h.b.Columns:][:h.width], h.right[c*h.width:][:h.width])
		}
	}
	return p
}

// rectified is a linear layer and its ReLU: rows l.Columns apart, with room for more of them.
func (p *projected) rectified(out []float32, l linear, x *kernel.Activations, more int) []float32 {
	out = sized(out, kernel.Padded(x.Rows+more)*l.Columns)
	p.path.Multiply(out, x, l.Matrix)
	for i, v := range out[:x.Rows*l.Columns] {
		out[i] = max(v, 0)
	}
	return out
}

// score is the score of class c for the pair of left row i and right row j.
func (p *projected) score(i, j, c int) float32 {
	h := p.head
	return kernel.Dot(p.through[i*h.form.Columns+c*h.width:][:h.width], p.right[j*h.b.Columns:][:h.width]) + p.leftPart[i*h.classes+c] + p.rightPart[j*h.classes+c]
}

// scores are the scores of all classes for the pair of left row i and right row j.
func (p *projected) scores(out []float32, i, j int) []float32 {
	out = out[:0]
	for c := range p.head.classes {
		out = append(out, p.score(i, j, c))
	}
	return out
}

// columns is the stride of tables: a multiple of FloatWidth.
func (p *projected) columns() int { return (p.rows + floatWidth - 1) / floatWidth * floatWidth }

// table computes the scores of class c for left rows [0, m) and all right rows in out, p.columns() apart.
func (p *projected) table(out []float32, m, c int) []float32 {
	h, columns := p.head, p.columns()
	if !p.packed {
		p.pack(columns)
	}
	out = sized(out, kernel.Padded(m)*columns)
	p.path.MultiplyFloat(out, columns, p.through[c*h.width:], h.form.Columns, m, p.panel, h.width, columns/floatWidth)
	for i := range m {
		row, part := out[i*columns:][:p.rows], p.leftPart[i*h.classes+c]
		for j := range row {
			row[j] += part + p.rightPart[j*h.classes+c]
		}
	}
	return out
}

// pack lays the right side in panels.
func (p *projected) pack(columns int) {
	h := p.head
	p.panel = sized(p.panel, columns*h.width)
	clear(p.panel[(columns-floatWidth)*h.width:])
	for j := range p.rows {
		to := p.panel[j/floatWidth*h.width*floatWidth+j%floatWidth:]
		for k, v := range p.right[j*h.b.Columns:][:h.width] {
			to[k*floatWidth] = v
		}
	}
	p.packed = true
}
