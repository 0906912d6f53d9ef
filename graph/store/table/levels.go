package table

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

// Set is a state of a store's quads. It never changes.
type Set struct {
	Layers []Layer // the oldest first; no quad is in two of them
	Max    uint32  // the largest ID
}

// Len is the number of quads.
func (s *Set) Len() int {
	n := 0
	for i := range s.Layers {
		n += s.Layers[i].Live()
	}
	return n
}

// Levels is a state that grows. New quads wait unsorted until somebody reads, or so many of them wait that a table is
// worth making. It may be used by several goroutines, of which one changes it.
type Levels struct {
	mu     sync.Mutex
	layers []Layer
	tail   []Quad
	max    uint32
	still  *Still // what Now gave last; nil after a change
	fixed  int    // layers that are not merged with younger ones
}

// Still is a state whose quads are sorted when somebody first reads them.
type Still struct {
	layers []Layer
	tail   []Quad // never written to
	max    uint32
	once   sync.Once
	set    atomic.Pointer[Set]
}

// Set sorts what waits.
func (s *Still) Set() *Set {
	s.once.Do(func() {
		layers := s.layers[:len(s.layers):len(s.layers)]
		if len(s.tail) > 0 {
			layers = append(layers, Layer{Table: Build(slices.Clone(s.tail))})
		}
		s.set.Store(&Set{Layers: layers, Max: s.max})
	})
	return s.set.Load()
}

// Max is the largest ID.
func (s *Still) Max() uint32 { return s.max }

// Len is the number of quads.
func (s *Still) Len() int {
	n := len(s.tail)
	for i := range s.layers {
		n += s.layers[i].Live()
	}
	return n
}

// NewLevels begins with layers, which Add never merges.
func NewLevels(layers []Layer, max uint32) *Levels {
	return &Levels{layers: layers, max: max, fixed: len(layers)}
}

// Now gives the state of this moment.
func (l *Levels) Now() *Still {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.still == nil {
		l.still = &Still{layers: l.layers[:len(l.layers):len(l.layers)], tail: l.tail[:len(l.tail):len(l.tail)], max: l.max}
	}
	return l.still
}

// Add adds quads that are in no layer. max is the largest ID in use by now.
func (l *Levels) Add(quads []Quad, max uint32) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.adopt(); err != nil {
		return err
	}
	l.tail, l.max, l.still = append(l.tail, quads...), max, nil
	return nil
}

// adopt takes over what a reader has sorted meanwhile, and merges layers so that each is at least twice the next.
func (l *Levels) adopt() error {
	if l.still == nil || len(l.tail) == 0 {
		return nil
	}
	set := l.still.set.Load()
	if set == nil {
		return nil
	}
	l.layers, l.tail = slices.Clone(set.Layers), nil
	for len(l.layers) > l.fixed+1 {
		n := len(l.layers)
		if l.layers[n-2].Live() >= 2*l.layers[n-1].Live() {
			break
		}
		t, err := Merge(l.layers[n-2:])
		if err != nil {
			return err
		}
		l.layers = append(l.layers[:n-2:n-2], Layer{Table: t})
	}
	return nil
}

// Merge makes one layer of all.
func (l *Levels) Merge() error {
	t, err := Merge(l.Now().Set().Layers)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.layers, l.tail, l.still, l.fixed = []Layer{{Table: t}}, nil, nil, 0
	return nil
}

// Remove removes quads, all of which must be there.
func (l *Levels) Remove(quads []Quad) error {
	set := l.Now().Set()
	layers, err := set.without(quads)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.layers, l.tail, l.still = layers, nil, nil
	return nil
}

// without gives the layers without some quads.
func (s *Set) without(quads []Quad) ([]Layer, error) {
	numbers := make([][]int, len(s.Layers))
	for _, q := range quads {
		i, n, err := s.find(q)
		if err != nil {
			return nil, err
		}
		if i < 0 {
			return nil, fmt.Errorf("a quad that is to be removed is not there: %v", q)
		}
		numbers[i] = append(numbers[i], n)
	}
	layers := slices.Clone(s.Layers)
	for i, ns := range numbers {
		if len(ns) > 0 {
			layers[i] = layers[i].without(ns)
		}
	}
	return layers, nil
}

// find gives the layer that holds a quad, -1 for none, and its number there.
func (s *Set) find(q Quad) (layer, number int, err error) {
	for i := len(s.Layers) - 1; i >= 0; i-- {
		n, ok, err := s.Layers[i].number(q)
		if err != nil {
			return 0, 0, err
		}
		if ok && !s.Layers[i].dead(n) {
			return i, n, nil
		}
	}
	return -1, 0, nil
}

// Has tells whether the state holds a quad.
func (s *Set) Has(q Quad) (bool, error) {
	i, _, err := s.find(q)
	return i >= 0, err
}
