package neural

import (
	"context"
	"fmt"
	"os"
	"sync"

	"quadrille/loader/document"
	"quadrille/loader/model"
	"quadrille/loader/neural/kernel"
)

// Model is an encoder and its heads, ready to run.
type Model struct {
	name                                           string
	path                                           *kernel.Path
	pieces                                         pieces
	encoder                                        *encoder
	labels                                         model.Labels
	linear                                         [linearHeads]linear
	rootArc, rootRel                               []float32 // the root as a head, projected
	arc, rel, mention, part, kind, polarity, chain pairs
	work                                           sync.Pool
}

// Open reads the file of a model and makes it, for the best path that the processor has. Errors name the file.
func Open(file string) (*Model, *model.File, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	f, err := model.Open(b)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	m, err := New(f, nil)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	return m, f, nil
}

// New makes a model from its file for one path; nil takes the best that the processor has. Errors: model.ErrDamaged with
// the tensor that does not fit.
func New(f *model.File, path *kernel.Path) (*Model, error) {
	if path == nil {
		path = kernel.Best()
	}
	words, err := f.Pieces()
	if err != nil {
		return nil, err
	}
	r := &reader{file: f, path: path}
	l, h := f.Labels, f.Sizes.Hidden
	m := &Model{name: fmt.Sprintf("%s %x", f.Name, f.Sum[:4]), path: path, pieces: newPieces(words), encoder: r.encoder(), labels: l,
		arc: r.pairs("arc", 1), rel: r.pairs("rel", len(l.Dependency)), mention: r.pairs("mention", len(l.Mention)),
		part: r.pairs("part", 3), kind: r.pairs("kind", len(l.Kind)), polarity: r.pairs("polarity", 3), chain: r.pairs("chain", 1)}
	for i, head := range []struct {
		name    string
		classes int
	}{{"upos", len(l.UPOS)}, {"feats", len(l.Features)}, {"names", len(l.Names)}, {"silver", len(l.Silver)}, {"cue", 3}} {
		m.linear[i] = r.linear(head.name, head.classes, h)
	}
	m.work.New = func() any { return new(work) }
	root := r.floats("root", h)
	if r.err == nil {
		var a kernel.Activations
		a.Reset(1, h)
		path.QuantiseRows(&a, root, h)
		side := projected{path: path}
		m.rootArc, m.rootRel = side.rectified(nil, m.arc.b, &a, 0)[:m.arc.b.Columns], side.rectified(nil, m.rel.b, &a, 0)[:m.rel.b.Columns]
	}
	return m, r.err
}

// String is the model's name with the first digits of its checksum.
func (m *Model) String() string { return m.name }

// Name is the stage's name.
func (m *Model) Name() string { return "neural" }

// Needs are the layers that the encoder looks at.
func (m *Model) Needs() document.Layer { return document.Segments | document.Quotations }

// Sets is the layer of scores.
func (m *Model) Sets() document.Layer { return document.Scored }

// Run sets d.Scores.
func (m *Model) Run(ctx context.Context, d *document.Document) error {
	h := m.encoder.hidden
	s := &Scores{m: m, d: d, vectors: make([]float32, len(d.Tokens)*h), tables: make([][]float32, max(1, m.mention.classes))}
	w := m.work.Get().(*work)
	defer m.work.Put(w)
	cut := m.pieces.words(d)
	done := document.Range{}
	for _, r := range windows(d, cut) {
		if err := ctx.Err(); err != nil {
			return err
		}
		in := m.pieces.input(d, cut, r)
		// Of the words that two windows share, the first half comes from the window before.
		from := r.First
		if shared := done.End - r.First; shared > 0 {
			from += shared / 2
		}
		copy(s.vectors[from*h:], m.encoder.run(w, in, in.first[from-r.First:]))
		done = r
	}
	s.bytes.Reset(len(d.Tokens)+kernel.RowBlock, h)
	s.bytes.Rows = len(d.Tokens)
	m.path.QuantiseRows(&s.bytes, s.vectors, h)
	for i, l := range m.linear {
		t := table{make([]float32, kernel.Padded(len(d.Tokens))*l.Columns), l.columns, l.Columns}
		m.path.Multiply(t.numbers, &s.bytes, l.Matrix)
		s.linear[i] = t
	}
	d.Scores = s
	return nil
}
