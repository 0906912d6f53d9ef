package relate

import (
	"context"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"

	"quadrille/data"
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/model"
	"quadrille/loader/neural"
	"quadrille/loader/parse"
	"quadrille/loader/parse/tree"
)

// learnedFrom makes the stage with the learned source from the files that QUADRILLE_MODEL and RELATE_WEIGHTS name, and the
// stage of the encoder; New's stage and nil where they name none.
func learnedFrom(lex *lexicon.Lexicon) (*Stage, *neural.Model, error) {
	if os.Getenv("RELATE_WEIGHTS") == "" {
		st, err := New(lex)
		return st, nil, err
	}
	file, err := modelFrom(os.Getenv("QUADRILLE_MODEL"))
	if err != nil {
		return nil, nil, err
	}
	weights, err := modelFrom(os.Getenv("RELATE_WEIGHTS"))
	if err != nil {
		return nil, nil, err
	}
	encoder, err := neural.New(file, nil)
	if err != nil {
		return nil, nil, err
	}
	st, err := Learned(lex, weights, file)
	if least, e := strconv.ParseFloat(os.Getenv("RELATE_LEAST"), 32); e == nil && err == nil { // another threshold than the file's
		for i := range st.learned.least {
			st.learned.least[i] = float32(least)
		}
	}
	return st, encoder, err
}

// stage is what the tests need of one.
type stage interface {
	Run(context.Context, *document.Document) error
}

// taggerFrom is the stage of the rules, or that of the trees where RELATE_TREE is set.
func taggerFrom() (stage, error) {
	if os.Getenv("RELATE_TREE") != "" {
		return tree.New(data.Lexicon())
	}
	return parse.New(data.Lexicon())
}

func modelFrom(path string) (*model.File, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return model.Open(raw)
}

// reliability compares confidences with how often what has them is right, in tenths.
type reliability [10]struct {
	n     int
	sum   float64
	right int
}

func (r *reliability) add(confidence float64, right bool) {
	b := &r[min(int(confidence*10), 9)]
	b.n++
	b.sum += confidence
	if right {
		b.right++
	}
}

func (r *reliability) String() string {
	var b strings.Builder
	n, off := 0, 0.0
	for _, x := range r {
		if x.n > 0 {
			fmt.Fprintf(&b, "confidence %.2f right %.2f of %d\n", x.sum/float64(x.n), float64(x.right)/float64(x.n), x.n)
			n, off = n+x.n, off+math.Abs(x.sum-float64(x.right))
		}
	}
	fmt.Fprintf(&b, "expected calibration error %.3f\n", off/float64(max(n, 1)))
	return b.String()
}
