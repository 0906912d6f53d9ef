package neural

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"testing"

	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/model"
	"quadrille/loader/neural/kernel"
)

// fixed is one input with the scores that PyTorch gave for it (loader/train/export.py).
type fixed struct {
	Words    []string      `json:"words"`
	Quote    []int         `json:"quote"`
	Pieces   [][]int32     `json:"pieces"`
	Vectors  [][]float64   `json:"vectors"` // the first eight numbers of each word's vector
	UPOS     [][]float64   `json:"upos"`
	Arc      [][]float64   `json:"arc"`
	Rel      [][]float64   `json:"rel"`     // of word 1 under word 0, of word 2 under the root
	Mention  [][][]float64 `json:"mention"` // [class][first of 2][last of 4]
	Part     [][][]float64 `json:"part"`    // [class][cue 2 and 3][the first six words]
	Spans    [][2]int      `json:"spans"`
	Kind     [][][]float64 `json:"kind"`
	Polarity [][]float64   `json:"polarity"` // of spans (0, 1) and (1, 2)
	Chain    [][]float64   `json:"chain"`
}

// sentence makes a document of one sentence from words.
func sentence(words []string, quote []int) *document.Document {
	text, at := "", 0
	d := &document.Document{}
	for i, w := range words {
		if i > 0 {
			text += " "
			at++
		}
		n := len([]rune(w))
		d.Tokens = append(d.Tokens, document.Token{Span: document.Span{Begin: at, End: at + n}, Text: w, Quote: quote[i]})
		text, at = text+w, at+n
	}
	out := document.New(&article.Article{Text: text})
	out.Tokens = d.Tokens
	out.Paragraphs = []document.Span{{Begin: 0, End: at}}
	out.Sentences = []document.Sentence{{Span: out.Paragraphs[0], Tokens: document.Range{End: len(words)}}}
	return out
}

// distance is the size of the difference relative to the size of what is wanted.
type distance struct{ off, size float64 }

func (d *distance) add(got float32, want float64) {
	d.off += (float64(got) - want) * (float64(got) - want)
	d.size += want * want
}

func (d *distance) row(got []float32, want []float64) {
	for i, w := range want {
		d.add(got[i], w)
	}
}

func TestScoresAreThoseOfPyTorch(t *testing.T) {
	file, inputs := modelFile(t), fixedInputs(t)
	for _, path := range kernel.Paths() {
		t.Run(path.String(), func(t *testing.T) {
			m, err := New(file, path)
			if err != nil {
				t.Fatal(err)
			}
			for _, in := range inputs {
				d := sentence(in.Words, in.Quote)
				for i, w := range in.Words {
					if got := m.pieces.cut(nil, w); !equal(got, in.Pieces[i]) {
						t.Errorf("pieces of %q are %v, want %v", w, got, in.Pieces[i])
					}
				}
				if err := m.Run(context.Background(), d); err != nil {
					t.Fatal(err)
				}
				compare(t, Of(d), in)
			}
		})
	}
}

func equal(a, b []int32) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func compare(t *testing.T, s *Scores, in fixed) {
	t.Helper()
	all := document.Range{End: len(in.Words)}
	heads := map[string]*distance{}
	of := func(name string) *distance {
		if heads[name] == nil {
			heads[name] = new(distance)
		}
		return heads[name]
	}
	tree := s.Tree(all)
	arcs, stride := tree.Arcs()
	for i := range in.Words {
		of("vectors").row(s.vectors[i*s.m.encoder.hidden:], in.Vectors[i])
		of("upos").row(s.UPOS(i), in.UPOS[i])
		if got, want := best(s.UPOS(i)), best(in.UPOS[i]); got != want {
			t.Errorf("tag of %q is %d, PyTorch has %d", in.Words[i], got, want)
		}
		if got, want := best(arcs[i*stride:][:len(in.Arc[i])]), best(in.Arc[i]); in.Arc[i][want]-in.Arc[i][got] > 1 {
			t.Errorf("head of %q is %d, PyTorch has %d", in.Words[i], got, want)
		}
		of("arc").row(arcs[i*stride:], in.Arc[i])
	}
	of("rel").row(tree.Label(nil, 1, 0), in.Rel[0])
	of("rel").row(tree.Label(nil, 2, len(in.Words)), in.Rel[1])
	mentions, stride := s.Mentions(all)
	parts := s.Parts([]int{2, 3}, all)
	for c := range in.Mention {
		for i, row := range in.Mention[c] {
			of("mention").row(mentions[c][i*stride:], row)
		}
	}
	for c := range in.Part {
		for i, row := range in.Part[c] {
			of("part").row(parts[i][c], row)
		}
	}
	var spans []document.Range
	for _, x := range in.Spans {
		spans = append(spans, document.Range{First: x[0], End: x[1] + 1})
	}
	p := s.Pairs(spans)
	for i := range spans {
		for j := range spans {
			for c, k := range p.Kind(nil, i, j) {
				of("kind").add(k, in.Kind[c][i][j])
			}
			of("chain").add(p.Chain(i, j), in.Chain[i][j])
		}
	}
	for i, row := range in.Polarity {
		of("polarity").row(p.Polarity(nil, i, i+1), row)
	}
	for name, x := range heads {
		e := math.Sqrt(x.off / x.size)
		t.Logf("%s: %.4f", name, e)
		// Seven-bit activations round differently in the two, and each layer passes the difference on.
		if !(e < 0.2) {
			t.Errorf("%s: relative distance %.4f from PyTorch's scores", name, e)
		}
	}
}

// All paths must give the same bits, or the same text would give another graph on another processor.
func TestPathsGiveTheSameVectors(t *testing.T) {
	file, inputs := modelFile(t), fixedInputs(t)
	var want []float32
	for _, path := range kernel.Paths() {
		m, err := New(file, path)
		if err != nil {
			t.Fatal(err)
		}
		d := sentence(inputs[1].Words, inputs[1].Quote)
		if err := m.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		got := Of(d).vectors
		if want == nil {
			want = got
		}
		for i := range want {
			if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
				t.Fatalf("%s: number %d is %g, not %g", path, i, got[i], want[i])
			}
		}
	}
}

func best[T float32 | float64](x []T) int {
	b := 0
	for i, v := range x {
		if v > x[b] {
			b = i
		}
	}
	return b
}

func modelFile(t testing.TB) *model.File {
	t.Helper()
	path := os.Getenv("QUADRILLE_MODEL")
	if path == "" {
		path = "../../data/models/news.model"
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := model.Open(raw)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func fixedInputs(t *testing.T) []fixed {
	t.Helper()
	path := os.Getenv("QUADRILLE_SCORES")
	if path == "" {
		path = "testdata/scores.json"
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var in []fixed
	if err := json.Unmarshal(raw, &in); err != nil {
		t.Fatal(err)
	}
	return in
}
