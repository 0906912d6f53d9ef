package model_test

import (
	"bytes"
	"errors"
	"testing"

	"quadrille/data"
	"quadrille/loader/model"
)

func TestOpen(t *testing.T) {
	f, err := model.Open(data.Model())
	if err != nil {
		t.Fatal(err)
	}
	pieces, err := f.Pieces()
	if err != nil || len(pieces) != f.Rows("embed.word.weight") {
		t.Errorf("%d pieces for %d rows, %v", len(pieces), f.Rows("embed.word.weight"), err)
	}
	if _, err := f.Floats("root", f.Sizes.Hidden); err != nil {
		t.Error(err)
	}
	if _, err := f.Floats("root", f.Sizes.Hidden+1); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("a tensor of another shape: %v", err)
	}
	if _, err := f.Bytes("no such tensor"); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("a tensor that is not there: %v", err)
	}
}

func TestBadFiles(t *testing.T) {
	whole := data.Model()
	flipped := bytes.Clone(whole)
	flipped[len(flipped)/2] ^= 1
	newer := bytes.Clone(whole[:200])
	newer[8]++
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"empty":             {nil, model.ErrForeign},
		"of another kind":   {bytes.Repeat([]byte("not a model "), 20), model.ErrForeign},
		"cut short":         {whole[:len(whole)-1], model.ErrDamaged},
		"with a bit turned": {flipped, model.ErrDamaged},
		"of a newer layout": {newer, model.ErrVersion},
	} {
		if _, err := model.Open(c.file); !errors.Is(err, c.want) {
			t.Errorf("a file %s: %v, want %v", name, err, c.want)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("QUADMODL\x01\x00\x00\x00\x02\x00\x00\x00{}"))
	f.Add(data.Model()[:4096])
	f.Fuzz(func(t *testing.T, file []byte) {
		if m, err := model.Open(file); err == nil {
			m.Pieces()
		}
	})
}
