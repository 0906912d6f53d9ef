package tagger

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"slices"
)

// ErrModel says that a file holds no tagger model of this version.
var ErrModel = errors.New("not a tagger model of this version")

// Weight is what a feature adds to the score of a label.
type Weight struct {
	Label Label
	Value int8
}

// Model holds the weights of features, in an open-addressed table of twice their number.
type Model struct {
	slots   []slot
	mask    uint32
	weights []Weight
}

type slot struct {
	key   Feature
	first uint32 // into weights
	count uint32 // 0: a free slot
}

// Build makes a model of the weights of features.
func Build(of map[Feature][]Weight) *Model {
	keys := make([]Feature, 0, len(of))
	n := 0
	for k, w := range of {
		if len(w) > 0 {
			keys = append(keys, k)
			n += len(w)
		}
	}
	slices.Sort(keys)
	m := newModel(len(keys), n)
	for _, k := range keys {
		m.add(k, of[k])
	}
	return m
}

func newModel(features, weights int) *Model {
	size := 1 << bits.Len(uint(2*features))
	return &Model{slots: make([]slot, size), mask: uint32(size - 1), weights: make([]Weight, 0, weights)}
}

func (m *Model) add(k Feature, w []Weight) {
	i := uint32(k) & m.mask
	for m.slots[i].count != 0 {
		i = (i + 1) & m.mask
	}
	m.slots[i] = slot{k, uint32(len(m.weights)), uint32(len(w))}
	m.weights = append(m.weights, w...)
}

// best is the label with the highest score; of equals the first.
func (m *Model) best(fs *[Features]Feature) Label {
	var scores [Labels]int32
	for _, f := range fs {
		for i := uint32(f) & m.mask; m.slots[i].count != 0; i = (i + 1) & m.mask {
			if s := m.slots[i]; s.key == f {
				for _, w := range m.weights[s.first : s.first+s.count] {
					scores[w.Label] += int32(w.Value)
				}
				break
			}
		}
	}
	best := Label(0)
	for l := range scores {
		if scores[l] > scores[best] {
			best = Label(l)
		}
	}
	return best
}

// The file, compressed with gzip, numbers little-endian:
//
//	8 bytes  "qdtags1\n"
//	uint32   number of features
//	uint32   number of weights
//	then for each feature, by ascending key:
//	uvarint  key minus the key before
//	uint8    number of weights, from 1
//	  uint8  label    } each
//	  int8   value    }
const magic = "qdtags1\n"

// Write writes m.
func (m *Model) Write(w io.Writer) error {
	zip, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	used := make([]slot, 0, len(m.slots)/2)
	for _, s := range m.slots {
		if s.count > 0 {
			used = append(used, s)
		}
	}
	slices.SortFunc(used, func(a, b slot) int { return int(int64(a.key) - int64(b.key)) })
	out := append([]byte(magic), make([]byte, 8)...)
	binary.LittleEndian.PutUint32(out[8:], uint32(len(used)))
	binary.LittleEndian.PutUint32(out[12:], uint32(len(m.weights)))
	before := Feature(0)
	for _, s := range used {
		out = binary.AppendUvarint(out, uint64(s.key-before))
		before = s.key
		out = append(out, byte(s.count))
		for _, x := range m.weights[s.first : s.first+s.count] {
			out = append(out, byte(x.Label), byte(x.Value))
		}
	}
	if _, err := zip.Write(out); err != nil {
		return err
	}
	return zip.Close()
}

// Read reads a model. A file that is something else, cut short or damaged gives ErrModel.
func Read(r io.Reader) (*Model, error) {
	zip, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrModel, err)
	}
	m, err := read(bufio.NewReader(zip))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrModel, err)
	}
	return m, nil
}

// most bounds the counts in a file, so that a damaged one cannot ask for all memory.
const most = 1 << 20

func read(r *bufio.Reader) (*Model, error) {
	var head [16]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, err
	}
	features, weights := binary.LittleEndian.Uint32(head[8:]), binary.LittleEndian.Uint32(head[12:])
	if string(head[:8]) != magic || features > most || weights > 4*most {
		return nil, errors.New("it begins differently")
	}
	m := newModel(int(features), int(weights))
	key := Feature(0)
	var list []Weight
	for range features {
		step, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, err
		}
		key += Feature(step)
		n, err := r.ReadByte()
		if err != nil {
			return nil, err
		}
		list = list[:0]
		for range n {
			l, err := r.ReadByte()
			if err != nil {
				return nil, err
			}
			v, err := r.ReadByte()
			if err != nil {
				return nil, err
			}
			if int(l) >= Labels {
				return nil, fmt.Errorf("there is no label %d", l)
			}
			list = append(list, Weight{Label(l), int8(v)})
		}
		m.add(key, list)
	}
	if len(m.weights) != int(weights) {
		return nil, fmt.Errorf("%d weights instead of %d", len(m.weights), weights)
	}
	if _, err := r.ReadByte(); err != io.EOF {
		return nil, errors.New("it goes on after its end")
	}
	return m, nil
}
