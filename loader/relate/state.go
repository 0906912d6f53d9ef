package relate

import "quadrille/loader/document"

// statement is a relation on its way into the document.
type statement struct {
	kind            document.Kind
	subject, object filled
	to              int
	polarity        document.Polarity
	reading         reading
	cue             []document.Span
	role            string
	trust           float64
	name            string
}

// state adds a relation, unless the sentence has stated it already in the same voice.
func (m *run) state(s *sentence, st statement) {
	d := m.doc
	if st.subject.entity == st.object.entity {
		return
	}
	voice := m.claims.At(s.index, st.cue[0])
	polarity, tense := st.polarity, st.reading.tense
	if voice > 0 {
		a := &d.Attributions[voice-1]
		if a.Polarity == document.Negated {
			return // "did not say that"
		}
		if st.reading.future && a.Style == document.Indirect && !s.ifs {
			polarity, tense = document.Asserted, document.Future
		}
	}
	k := key{st.kind, st.subject.entity, st.object.entity, polarity, voice, s.index}
	if i, ok := m.found[k]; ok {
		if r := &d.Relations[i]; st.trust > r.Confidence {
			r.Confidence = st.trust
		}
		return
	}
	if st.kind == document.Meets {
		k.subject, k.object = k.object, k.subject
		if _, ok := m.found[k]; ok {
			return
		}
		k.subject, k.object = k.object, k.subject
	}
	m.found[k] = len(d.Relations)
	if _, ok := m.bodyOf[k.subject]; !ok && k.kind == document.Represents && k.polarity == document.Asserted {
		m.bodyOf[k.subject] = k.object
	}
	d.Relations = append(d.Relations, document.Relation{
		Kind: st.kind, Subject: st.subject.entity, Object: st.object.entity, To: st.to, Polarity: polarity, Voice: voice,
		Sentence: s.index, Evidence: m.evidence(s, st), Cue: st.cue, Tense: tense, Role: st.role, Confidence: st.trust,
		Origin: originOf(st.name),
	})
	m.trace = append(m.trace, st.name)
}

// originOf tells people what stated a relation.
func originOf(name string) string {
	if name == learnedName {
		return "network"
	}
	return "rule " + name
}

// evidence is the stretch from the first to the last of cue and arguments.
func (m *run) evidence(s *sentence, st statement) document.Span {
	d := m.doc
	e := st.cue[0]
	grow := func(t document.Span) {
		e.Begin, e.End = min(e.Begin, t.Begin), max(e.End, t.End)
	}
	for _, c := range st.cue[1:] {
		grow(c)
	}
	for _, a := range []filled{st.subject, st.object} {
		if a.phrase.Len() > 0 {
			end := a.phrase.End
			if a.phrase.core > a.phrase.First {
				end = a.phrase.core
			}
			grow(d.Span(document.Range{First: a.phrase.First, End: end}))
		}
	}
	in := d.Sentences[s.index].Span
	e.Begin, e.End = max(e.Begin, in.Begin), min(e.End, in.End)
	return e
}
