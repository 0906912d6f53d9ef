package relate

import (
	"slices"

	"quadrille/loader/document"
)

// candidate is a relation that a word of a sentence might carry.
type candidate struct {
	kind            document.Kind
	subject, object end
	view            *view
	reading         reading
	score           float32
	chance          float64
	features        []string // only for training
}

// candidates are all pairs of ends about each carrier of s, scored.
func (l *learner) candidates(s *sentence) []candidate {
	if l.doc.Sentences[s.index].Tokens.Len() > longest {
		return nil
	}
	cues := l.carriers(s)
	if len(cues) == 0 {
		return nil
	}
	f := &field{sentence: s, ends: l.ends(s)}
	if len(f.ends) < 2 || len(f.ends) > mostEnds {
		return nil
	}
	f.pairs = make([]pair, len(f.ends)*len(f.ends))
	if l.learned != nil {
		l.project(f, cues)
	}
	var out []candidate
	for _, kind := range document.Kinds() {
		for n, c := range cues[kind] {
			if n > 0 && cues[kind][n-1].token == c.token {
				continue
			}
			out = l.about(out, f, kind, c)
		}
	}
	return out
}

// about adds the candidates about one carrier to out.
func (l *learner) about(out []candidate, f *field, kind document.Kind, c carrier) []candidate {
	s, w := f.sentence, l.learned
	r, ok := l.clause(s, kind, c)
	k := 0
	if w != nil {
		if k = slices.Index(w.kinds, kind); !ok || k < 0 {
			return out
		}
	}
	v := l.view(s, c, f.ends)
	v.kind = kind
	v.read = "silent"
	if ok {
		v.read = r.polarity.String()
	}
	for _, i := range l.stated[s.index] {
		cue := l.doc.Relations[i].Cue
		v.carried = append(v.carried, len(cue) > 0 && cue[0].Overlaps(s.token(v.token).Span))
	}
	p, n := l.places(f, v), len(f.ends)
	list := features{w: w, key: l.key}
	defer func() { l.key = list.key }()
	var whole, both part
	var sides []part // of the ends as subjects, then as objects
	var names [][]string
	if w != nil {
		size := w.hidden + len(w.kinds)
		all := make([]float32, (2*n+2)*size)
		for i := range 2 * n {
			sides = append(sides, all[i*size:][:size])
		}
		whole, both = all[2*n*size:][:size], all[(2*n+1)*size:]
		f.cue(whole, w, v.token)
	}
	list.next(whole)
	l.cueFeatures(&list, s, v)
	base := list.names
	for n, side := range []string{"s", "o"} {
		for i, e := range f.ends {
			list.next(nil)
			if w != nil {
				list.sum = sides[n*len(f.ends)+i]
				f.side(list.sum, w, e, 2*n*w.hidden)
			}
			l.endFeatures(&list, f, v, p, side, i)
			names = append(names, list.names)
		}
	}
	for i, a := range f.ends {
		if a.head == v.token && kind != document.Represents {
			continue
		}
		for j, b := range f.ends {
			if a.same(b) || !welcome(kind, a, b) || kind == document.Meets && j < i {
				continue
			}
			clear(both)
			list.next(both)
			l.pairFeatures(&list, f, v, p, i, j)
			x := candidate{kind: kind, subject: a, object: b, view: v, reading: r}
			if w != nil {
				x.score = w.score(k, whole, sides[i], sides[n+j], both)
			} else {
				x.features = slices.Concat(base, names[i], names[n+j], list.names)
			}
			out = append(out, x)
		}
	}
	return out
}
