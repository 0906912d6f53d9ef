package algebra

import (
	"fmt"
	"slices"
	"strings"
)

// Reverse is the morphism p walked from its end to its start. Only steps that have an inverse can be walked so:
// hops, tags, and what keeps rows by their node alone.
func (p Path) Reverse() (Path, error) {
	if p.Start != nil {
		return Path{}, fmt.Errorf("only a morphism can be followed in reverse, not a path that starts at a node")
	}
	r := Path{}
	for _, s := range slices.Backward(p.Steps) {
		switch s := s.(type) {
		case Hop:
			switch s.Dir {
			case Out:
				s.Dir = In
			case In:
				s.Dir = Out
			}
			r.Steps = append(r.Steps, s)
		case Recurse:
			sub, err := s.Path.Reverse()
			if err != nil {
				return Path{}, err
			}
			s.Path = sub
			r.Steps = append(r.Steps, s)
		case Is, Intersect, Except, Tag, Has, Save, Where, Unique:
			r.Steps = append(r.Steps, s)
		default:
			name := strings.ToLower(strings.TrimPrefix(fmt.Sprintf("%T", s), "algebra."))
			return Path{}, fmt.Errorf("a morphism with the step %s cannot be followed in reverse", name)
		}
	}
	return r, nil
}
