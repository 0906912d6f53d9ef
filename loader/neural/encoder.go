package neural

import (
	"fmt"

	"quadrille/loader/model"
	"quadrille/loader/neural/kernel"
)

// linear is a matrix of bytes on some path.
type linear struct {
	*kernel.Matrix
	columns int // without padding
}

// layer is one layer of the encoder.
type layer struct {
	qkv, out, up, down         linear
	gain1, bias1, gain2, bias2 []float32
}

// encoder is BERT's encoder with embeddings of the words' shape, place and quotation beside those of pieces and positions.
type encoder struct {
	path                          *kernel.Path
	hidden, heads, inner          int
	word                          []byte // signed bytes [pieces, hidden]
	wordScale                     []float32
	position, shape, start, quote []float32
	gain, bias                    []float32
	layers                        []layer
}

// reader reads tensors and keeps the first error.
type reader struct {
	file *model.File
	path *kernel.Path
	err  error
}

func (r *reader) floats(name string, shape ...int) []float32 {
	x, err := r.file.Floats(name, shape...)
	if err != nil && r.err == nil {
		r.err = err
	}
	return x
}

func (r *reader) bytes(name string, shape ...int) []byte {
	x, err := r.file.Bytes(name, shape...)
	if err != nil && r.err == nil {
		r.err = err
	}
	return x
}

// matrix reads NAME.weight [columns, depth] with its scales; the bias stays zero.
func (r *reader) matrix(name string, columns, depth int, bias []float32) linear {
	w, scale := r.bytes(name+".weight", columns, depth), r.floats(name+".scale", columns)
	if r.err == nil && depth%32 != 0 {
		r.err = fmt.Errorf("%w: %s is %d deep, not a multiple of 32", model.ErrDamaged, name, depth)
	}
	if r.err != nil {
		return linear{}
	}
	return linear{r.path.Pack(w, depth, scale, bias), columns}
}

func (r *reader) linear(name string, columns, depth int) linear {
	return r.matrix(name, columns, depth, r.floats(name+".bias", columns))
}

func (r *reader) encoder() *encoder {
	s := r.file.Sizes
	pieces := r.file.Rows("embed.word.weight")
	e := &encoder{path: r.path, hidden: s.Hidden, heads: s.Heads, inner: s.Inner,
		word: r.bytes("embed.word.weight", pieces, s.Hidden), wordScale: r.floats("embed.word.scale", pieces),
		position: r.floats("embed.position", -1, s.Hidden), shape: r.floats("embed.case", noWord+1, s.Hidden),
		start: r.floats("embed.start", paragraphStart+1, s.Hidden), quote: r.floats("embed.quote", 2, s.Hidden),
		gain: r.floats("embed.norm.weight", s.Hidden), bias: r.floats("embed.norm.bias", s.Hidden)}
	if r.err == nil && (s.Heads <= 0 || s.Hidden != s.Heads*headWidth || len(e.position) < (windowPieces+2)*s.Hidden) {
		r.err = fmt.Errorf("%w: an encoder of %d numbers in %d heads", model.ErrDamaged, s.Hidden, s.Heads)
	}
	for i := 0; i < s.Layers && r.err == nil; i++ {
		at := fmt.Sprintf("layer.%d.", i)
		e.layers = append(e.layers, layer{
			qkv: r.linear(at+"qkv", 3*s.Hidden, s.Hidden), out: r.linear(at+"out", s.Hidden, s.Hidden),
			up: r.linear(at+"up", s.Inner, s.Hidden), down: r.linear(at+"down", s.Hidden, s.Inner),
			gain1: r.floats(at+"norm1.weight", s.Hidden), bias1: r.floats(at+"norm1.bias", s.Hidden),
			gain2: r.floats(at+"norm2.weight", s.Hidden), bias2: r.floats(at+"norm2.bias", s.Hidden)})
	}
	return e
}

const (
	headWidth    = 32  // numbers a head of attention sees
	forwardRows  = 120 // rows that go through the feed-forward part together: their inner numbers stay in cache
	excluded     = -1e9
	headScale    = 0.17677669 // 1/√headWidth
	floatWidth   = kernel.FloatWidth
	floatHeight  = kernel.RowBlock
	keysAndQuery = 3
)

// work is the memory of one forward pass; it may be used again for another.
type work struct {
	x, qkv, context, out, inner []float32
	scores, keys, values        []float32
	bytes, innerBytes           kernel.Activations
}

func sized(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}

// run computes the last layer's vectors of the wanted pieces of a window (in order), one row of e.hidden numbers each, valid until w
// is used again.
func (e *encoder) run(w *work, in input, wanted []int) []float32 {
	n, h := len(in.ids), e.hidden
	padded := kernel.Padded(n)
	w.x, w.qkv = sized(w.x, padded*h), sized(w.qkv, padded*keysAndQuery*h)
	w.context, w.out = sized(w.context, padded*h), sized(w.out, padded*h)
	w.inner = sized(w.inner, forwardRows*e.inner)
	w.bytes.Reset(n, h)
	e.embed(w, in)
	rows := n
	for i := range e.layers {
		l := &e.layers[i]
		e.path.Multiply(w.qkv, &w.bytes, l.qkv.Matrix)
		if i == len(e.layers)-1 { // what follows is worked out for the wanted rows alone
			rows = len(wanted)
			for to, from := range wanted {
				copy(w.x[to*h:][:h], w.x[from*h:])
				copy(w.qkv[to*keysAndQuery*h:][:h], w.qkv[from*keysAndQuery*h:])
			}
			w.bytes.Reset(rows, h)
		}
		for head := range e.heads {
			e.attend(w, n, rows, head)
		}
		e.path.QuantiseRows(&w.bytes, w.context, h)
		e.path.Multiply(w.out, &w.bytes, l.out.Matrix)
		for r := range rows {
			x := w.x[r*h:][:h]
			e.path.Quantise(&w.bytes, r, x, e.path.AddNorm(x, w.out[r*h:][:h], l.gain1, l.bias1))
		}
		for top := 0; top < rows; top += forwardRows {
			block := w.bytes.Slice(top, min(rows, top+forwardRows))
			e.path.Multiply(w.inner, &block, l.up.Matrix)
			w.innerBytes.Reset(block.Rows, e.inner)
			for r := range block.Rows {
				x := w.inner[r*e.inner:][:e.inner]
				e.path.Quantise(&w.innerBytes, r, x, e.path.GELU(x))
			}
			e.path.Multiply(w.out[top*h:], &w.innerBytes, l.down.Matrix)
		}
		for r := range rows {
			x := w.x[r*h:][:h]
			e.path.Quantise(&w.bytes, r, x, e.path.AddNorm(x, w.out[r*h:][:h], l.gain2, l.bias2))
		}
	}
	return w.x[:rows*h]
}

// embed sets the rows of w.x, and of w.bytes, to the normed sum of a piece's embeddings.
func (e *encoder) embed(w *work, in input) {
	h := e.hidden
	for i, id := range in.ids {
		x, rest := w.x[i*h:][:h], w.out[i*h:][:h]
		word, scale := e.word[int(id)*h:][:h], e.wordScale[id]
		for j := range x {
			x[j] = float32(float32(int8(word[j]))*scale) + e.position[i*h+j]
			rest[j] = e.shape[int(in.shape[i])*h+j] + e.start[int(in.start[i])*h+j] + e.quote[int(in.quote[i])*h+j]
		}
		e.path.Quantise(&w.bytes, i, x, e.path.AddNorm(x, rest, e.gain, e.bias))
	}
}

// attend sets the columns of one head in so many rows of w.context, each of which sees n; some rows at a time, whose scores stay in
// the nearest cache.
func (e *encoder) attend(w *work, n, rows, head int) {
	h, stride := e.hidden, keysAndQuery*e.hidden
	columns := (n + floatWidth - 1) / floatWidth * floatWidth
	w.scores = sized(w.scores, floatHeight*columns)
	w.keys = sized(w.keys, columns*headWidth)
	w.values = sized(w.values, 2*n*floatWidth)
	clear(w.keys[(columns-floatWidth)*headWidth:])
	at := head * headWidth
	for t := range n {
		key, value := w.qkv[t*stride+h+at:][:headWidth], w.qkv[t*stride+2*h+at:][:headWidth]
		to := w.keys[t/floatWidth*headWidth*floatWidth+t%floatWidth:]
		for j, v := range key {
			to[j*floatWidth] = v
		}
		copy(w.values[t*floatWidth:][:floatWidth], value)
		copy(w.values[(n+t)*floatWidth:][:floatWidth], value[floatWidth:])
	}
	for i := 0; i < rows; i += floatHeight {
		rows := min(floatHeight, rows-i)
		e.path.MultiplyFloat(w.scores, columns, w.qkv[i*stride+at:], stride, rows, w.keys, headWidth, columns/floatWidth)
		for r := range rows {
			row := w.scores[r*columns:][:columns]
			for j := n; j < columns; j++ {
				row[j] = excluded
			}
			e.path.Softmax(row, headScale)
		}
		e.path.MultiplyFloat(w.context[i*h+at:], h, w.scores, columns, rows, w.values, n, headWidth/floatWidth)
	}
}
