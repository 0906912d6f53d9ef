package loader

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"quadrille/data"
	"quadrille/loader/model"
)

// header is where the JSON of a model file lies: after the magic number, the version and the length.
const header = 16

// resealed is a model file with another header of the same length and a checksum that fits.
func resealed(t *testing.T, change func(header []byte)) []byte {
	t.Helper()
	file := bytes.Clone(data.Model())
	n := int(binary.LittleEndian.Uint32(file[12:]))
	change(file[header : header+n])
	body := file[:len(file)-sha256.Size]
	sum := sha256.Sum256(body)
	return append(body, sum[:]...)
}

// opened makes the pipeline with the encoder of a file, as --model does.
func opened(file []byte) error {
	f, err := model.Open(file)
	if err != nil {
		return err
	}
	_, err = New(Parts{Lexicon: data.Lexicon(), Models: Models{Encoder: f}, Program: "test"})
	return err
}

// A model whose checksum is right and whose header lies gives an error that names it, and no fault.
func TestLyingModels(t *testing.T) {
	swap := func(old, new string) func([]byte) {
		return func(h []byte) {
			i := bytes.Index(h, []byte(old))
			if i < 0 || len(old) != len(new) {
				t.Fatalf("the header has no %s, or %s is longer", old, new)
			}
			copy(h[i:], new)
		}
	}
	for name, change := range map[string]func([]byte){
		"other heads":      swap(`"heads":12`, `"heads":11`),
		"no heads":         swap(`"heads":12`, `"heads":-2`),
		"no such width":    swap(`"hidden":384`, `"hidden":385`),
		"negative width":   swap(`"hidden":384`, `"hidden":-38`),
		"too many layers":  swap(`"layers":6`, `"layers":7`),
		"another type":     swap(`"i8"`, `"i9"`),
		"no pieces":        swap(`"pieces"`, `"pieceS"`),
		"no labels":        swap(`"upos":[`, `"uBOS":[`),
		"a header no more": func(h []byte) { h[0] = '!' },
	} {
		err := opened(resealed(t, change))
		if err == nil {
			t.Errorf("%s: the model is taken", name)
		} else if !errors.Is(err, model.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever digits and letters of the header change, opening it gives a model or an error.
func TestScrambledModels(t *testing.T) {
	tries := 20
	if long() {
		tries = 200
	}
	refused := 0
	for seed := range tries {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		file := resealed(t, func(h []byte) {
			for range 1 + r.IntN(3) {
				if i := r.IntN(len(h)); h[i] >= '0' && h[i] <= '9' {
					h[i] = byte('0' + r.IntN(10))
				} else if h[i] >= 'a' && h[i] <= 'z' {
					h[i] = byte('a' + r.IntN(26))
				}
			}
		})
		if err := opened(file); err != nil {
			refused++
		}
	}
	if refused < tries/4 {
		t.Errorf("%d of %d scrambled models are refused", refused, tries)
	}
}

// Weights that belong to another encoder say so, and to which.
func TestWeightsOfAnotherEncoder(t *testing.T) {
	other, err := model.Open(resealed(t, func(h []byte) { copy(h[bytes.Index(h, []byte(`"licence":"`))+11:], "X") }))
	if err != nil {
		t.Fatal(err)
	}
	own := models(t)
	for name, m := range map[string]Models{
		"attribution": {Encoder: other, Attribution: own.Attribution},
		"relations":   {Encoder: other, Relations: own.Relations},
		"names":       {Encoder: other, Names: own.Names},
	} {
		_, err := New(Parts{Lexicon: data.Lexicon(), Models: m, Program: "test"})
		if err == nil || !strings.Contains(err.Error(), "another encoder") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Weights without an encoder to read are refused: nothing else would say that they go unread.
func TestWeightsWithoutEncoder(t *testing.T) {
	own := models(t)
	for name, m := range map[string]Models{"attribution": {Attribution: own.Attribution}, "relations": {Relations: own.Relations}, "names": {Names: own.Names}} {
		if _, err := New(Parts{Lexicon: data.Lexicon(), Models: m, Program: "test"}); err == nil {
			t.Errorf("%s without an encoder", name)
		}
	}
}
