package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
)

// The layout of a model file (loader/train/export.py writes it). Numbers are little endian.
//
//	+---------------------+----------------+---------------+------------------------+----------------------+
//	| magic "QUADMODL"  8 | version u32  4 | length u32  4 | header, JSON  (length) | tensors, 64-aligned  |
//	+---------------------+----------------+---------------+------------------------+----------------------+
//	| SHA-256 of everything before it  32                                                                  |
//	+------------------------------------------------------------------------------------------------------+
//
// The header names the tensors with their types ("i8", "f32", "text"), shapes and places, counted from the end of the
// header, which is a multiple of 64 bytes from the start.
const (
	magic   = "QUADMODL"
	Version = 1 // the version of the layout that this program reads
	sumSize = sha256.Size
	fixed   = 16
	largest = 1 << 30
)

// Errors that callers tell apart with errors.Is.
var (
	ErrForeign = errors.New("not a model file of this program")
	ErrVersion = errors.New("the model file has a layout of another version")
	ErrDamaged = errors.New("the model file is damaged")
)

// Sizes are the dimensions of the encoder.
type Sizes struct {
	Hidden int `json:"hidden"` // numbers a word piece
	Heads  int `json:"heads"`  // attention heads
	Inner  int `json:"inner"`  // numbers within the feed-forward part
	Layers int `json:"layers"`
}

// Labels are the names of the classes that each head scores, in the order of its scores.
type Labels struct {
	UPOS       []string `json:"upos"`
	Features   []string `json:"feats"`
	Dependency []string `json:"deprel"`
	Names      []string `json:"names"`   // BIO: O, B-PER, …
	Silver     []string `json:"silver"`  // BIO, of the types that CoreNLP tells apart
	Mention    []string `json:"mention"` // none, then types of entity
	Kind       []string `json:"kind"`
}

// File is a model.
type File struct {
	Name    string
	Licence string
	Sizes   Sizes
	Labels  Labels
	Sum     [sumSize]byte // the checksum that the file ends with

	tensors map[string]tensor
	data    []byte
}

type tensor struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"`
	Bytes  int    `json:"bytes"`
}

// Open reads a model from the bytes of its file. Errors: ErrForeign, ErrVersion, ErrDamaged, each with what was found.
func Open(file []byte) (*File, error) {
	if len(file) < fixed+sumSize || string(file[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: %d bytes that do not begin with %q", ErrForeign, len(file), magic)
	}
	if len(file) > largest {
		return nil, fmt.Errorf("%w: %d bytes are more than a model has", ErrForeign, len(file))
	}
	body, end := file[:len(file)-sumSize], file[len(file)-sumSize:]
	sum := sha256.Sum256(body)
	if v := binary.LittleEndian.Uint32(file[8:]); v != Version {
		return nil, fmt.Errorf("%w: version %d (SHA-256 %x…), this program reads version %d", ErrVersion, v, sum[:8], Version)
	}
	if !bytes.Equal(sum[:], end) {
		return nil, fmt.Errorf("%w: version %d of %d bytes, whose SHA-256 is %x… where the file says %x…; was it copied whole?",
			ErrDamaged, Version, len(file), sum[:8], end[:8])
	}
	length := int(binary.LittleEndian.Uint32(file[12:]))
	if length > len(body)-fixed {
		return nil, fmt.Errorf("%w: a header of %d bytes does not fit", ErrDamaged, length)
	}
	var head struct {
		Name    string   `json:"name"`
		Licence string   `json:"licence"`
		Labels  Labels   `json:"labels"`
		Tensors []tensor `json:"tensors"`
		Sizes
	}
	if err := json.Unmarshal(body[fixed:fixed+length], &head); err != nil {
		return nil, fmt.Errorf("%w: header: %w", ErrDamaged, err)
	}
	f := &File{Name: head.Name, Licence: head.Licence, Sizes: head.Sizes, Labels: head.Labels, Sum: sum,
		tensors: make(map[string]tensor, len(head.Tensors)), data: body[fixed+length:]}
	for _, t := range head.Tensors {
		if err := f.place(t); err != nil {
			return nil, fmt.Errorf("%w: tensor %q: %w", ErrDamaged, t.Name, err)
		}
		f.tensors[t.Name] = t
	}
	return f, nil
}

// String is the model's name with the first digits of its checksum.
func (f *File) String() string { return fmt.Sprintf("%q (SHA-256 %x…)", f.Name, f.Sum[:8]) }

func (f *File) place(t tensor) error {
	if t.Offset < 0 || t.Bytes < 0 || t.Offset > len(f.data)-t.Bytes {
		return fmt.Errorf("bytes %d to %d of %d", t.Offset, t.Offset+t.Bytes, len(f.data))
	}
	if t.Type == "text" {
		return nil
	}
	width, known := map[string]int{"i8": 1, "f32": 4}[t.Type]
	if !known {
		return fmt.Errorf("unknown type %q", t.Type)
	}
	n := width
	for _, d := range t.Shape {
		if d < 0 || d > largest/max(n, 1) {
			return fmt.Errorf("shape %v", t.Shape)
		}
		n *= d
	}
	if n != t.Bytes || len(t.Shape) > 4 {
		return fmt.Errorf("shape %v of %s takes %d bytes, not %d", t.Shape, t.Type, n, t.Bytes)
	}
	return nil
}

func (f *File) tensor(name, kind string, shape []int) ([]byte, error) {
	t, ok := f.tensors[name]
	if !ok {
		return nil, fmt.Errorf("%w: %s has no tensor %q", ErrDamaged, f, name)
	}
	if t.Type != kind || len(shape) != len(t.Shape) {
		return nil, fmt.Errorf("%w: tensor %q is %s %v, not %s %v", ErrDamaged, name, t.Type, t.Shape, kind, shape)
	}
	for i, d := range shape {
		if d >= 0 && d != t.Shape[i] {
			return nil, fmt.Errorf("%w: tensor %q has shape %v, not %v", ErrDamaged, name, t.Shape, shape)
		}
	}
	return f.data[t.Offset : t.Offset+t.Bytes], nil
}

// Bytes is a tensor of signed bytes of the given shape, -1 standing for any size. It must not be changed.
func (f *File) Bytes(name string, shape ...int) ([]byte, error) {
	return f.tensor(name, "i8", shape)
}

// Floats is a copy of a tensor of 32-bit floats of the given shape, -1 standing for any size.
func (f *File) Floats(name string, shape ...int) ([]float32, error) {
	raw, err := f.tensor(name, "f32", shape)
	if err != nil {
		return nil, err
	}
	out := make([]float32, len(raw)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return out, nil
}

// Pieces are the word pieces; their indexes are the rows of the embedding.
func (f *File) Pieces() ([]string, error) { return f.Lines("pieces") }

// Lines are the lines of a tensor that is a text.
func (f *File) Lines(name string) ([]string, error) {
	t, ok := f.tensors[name]
	if !ok || t.Type != "text" {
		return nil, fmt.Errorf("%w: %s has no text %q", ErrDamaged, f, name)
	}
	return strings.Split(string(f.data[t.Offset:t.Offset+t.Bytes]), "\n"), nil
}

// Rows is the first dimension of a tensor, 0 when there is none of that name.
func (f *File) Rows(name string) int {
	if t, ok := f.tensors[name]; ok && len(t.Shape) > 0 {
		return t.Shape[0]
	}
	return 0
}
