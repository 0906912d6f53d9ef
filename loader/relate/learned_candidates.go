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
	ends := l.ends(s)
	if len(ends) < 2 || len(ends) > mostEnds {
		return nil
	}
	w := l.learned
	var subjects, objects []part
	if w != nil {
		for _, e := range ends {
			mean, head := make([]float32, w.vector), l.scores.Vector(e.head)
			a, b := l.scores.Vector(e.First), l.scores.Vector(e.End-1)
			for i := range mean {
				mean[i] = (a[i] + b[i]) / 2
			}
			subjects, objects = append(subjects, w.times(w.subject, mean, head)), append(objects, w.times(w.object, mean, head))
		}
	}
	var out []candidate
	for _, kind := range document.Kinds() {
		for n, c := range cues[kind] {
			if n > 0 && cues[kind][n-1].token == c.token {
				continue
			}
			out = append(out, l.about(s, kind, c, ends, subjects, objects)...)
		}
	}
	return out
}

// about are the candidates about one carrier.
func (l *learner) about(s *sentence, kind document.Kind, c carrier, ends []end, subjects, objects []part) (out []candidate) {
	v := l.view(s, c, ends)
	v.kind = kind
	r, ok := l.clause(s, kind, c)
	v.read = "silent"
	if ok {
		v.read = r.polarity.String()
	}
	w := l.learned
	base := l.cueFeatures(nil, s, v)
	sf, of := make([][]string, len(ends)), make([][]string, len(ends))
	var whole part
	var sp, op []part
	k := 0
	if w != nil {
		k = slices.Index(w.kinds, kind)
		if !ok || k < 0 {
			return nil
		}
		whole = w.of(base)
		whole.add(w.times(w.cue, l.scores.Vector(v.token)))
	}
	for i, e := range ends {
		sf[i], of[i] = l.endFeatures(nil, s, v, "s", e), l.endFeatures(nil, s, v, "o", e)
		if w != nil {
			a, b := w.of(sf[i]), w.of(of[i])
			a.add(subjects[i])
			b.add(objects[i])
			sp, op = append(sp, a), append(op, b)
		}
	}
	for i, a := range ends {
		if a.head == v.token && kind != document.Represents {
			continue
		}
		for j, b := range ends {
			if a.same(b) || !welcome(kind, a, b) || kind == document.Meets && j < i {
				continue
			}
			f := l.pairFeatures(nil, s, v, a, b)
			x := candidate{kind: kind, subject: a, object: b, view: v, reading: r}
			if w != nil {
				x.score = w.score(k, whole, sp[i], op[j], w.of(f))
			} else {
				x.features = slices.Concat(base, sf[i], of[j], f)
			}
			out = append(out, x)
		}
	}
	return out
}
