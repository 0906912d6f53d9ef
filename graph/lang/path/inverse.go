package path

import "slices"

// inverse is the path walked from its end.
func inverse(p Path) Path {
	switch p := p.(type) {
	case Step:
		p.Inverse = !p.Inverse
		return p
	case Sequence:
		out := make(Sequence, 0, len(p))
		for _, x := range slices.Backward(p) {
			out = append(out, inverse(x))
		}
		return out
	case Choice:
		out := make(Choice, len(p))
		for i, x := range p {
			out[i] = inverse(x)
		}
		return out
	case Inverse:
		return p.Path
	case Repeat:
		p.Path = inverse(p.Path)
		return p
	case Except:
		out := make(Except, len(p))
		for i, s := range p {
			s.Inverse = !s.Inverse
			out[i] = s
		}
		return out
	}
	return p
}
