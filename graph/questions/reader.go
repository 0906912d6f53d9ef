package questions

import (
	"context"
	"strings"
	"time"

	"quadrille/graph"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// reader reads a snapshot for one answer, and remembers what it read of labels.
type reader struct {
	ctx    context.Context
	s      *graph.Snapshot
	dates  map[string]time.Time // by the hash of an article, or another label
	claims map[quad.Value]Voice
	voices map[quad.Value]Voice // by label
	around bool                 // the sentences before and after are read too
}

func newReader(ctx context.Context, s *graph.Snapshot) *reader {
	return &reader{ctx: ctx, s: s, dates: map[string]time.Time{}, claims: map[quad.Value]Voice{},
		voices: map[quad.Value]Voice{}}
}

// list gives the quads of a pattern.
func (r *reader) list(p graph.Pattern) ([]quad.Quad, error) {
	var out []quad.Quad
	for q, err := range r.s.Quads(r.ctx, p) {
		if err != nil {
			return nil, err
		}
		out = append(out, q)
	}
	return out, nil
}

// first gives the first object of a subject's predicate, nil for none.
func (r *reader) first(subject quad.Value, predicate quad.IRI) (quad.Value, error) {
	for q, err := range r.s.Quads(r.ctx, graph.Pattern{Subject: subject, Predicate: predicate}) {
		return q.Object, err
	}
	return nil, nil
}

// out gives the quads of relations that lead from a node, in all polarities.
func (r *reader) out(subject quad.Value, relations ...string) ([]quad.Quad, error) {
	return r.relations(graph.Pattern{Subject: subject}, everyHow(), relations)
}

// in gives those that lead to it.
func (r *reader) in(object quad.Value, relations ...string) ([]quad.Quad, error) {
	return r.relations(graph.Pattern{Object: object}, everyHow(), relations)
}

func (r *reader) relations(p graph.Pattern, hows []How, relations []string) ([]quad.Quad, error) {
	var out []quad.Quad
	for _, relation := range relations {
		for _, how := range hows {
			p.Predicate = predicate(how, relation)
			list, err := r.list(p)
			if err != nil {
				return nil, err
			}
			out = append(out, list...)
		}
	}
	return out, nil
}

// evidencePrefix begins the IRIs of evidence.
const evidencePrefix = schema.Base + "evidence/"

// date is that of the article of a label, zero when it is unknown.
func (r *reader) date(label quad.Value) (time.Time, error) {
	article, ok := label.(quad.IRI)
	if !ok {
		return time.Time{}, nil
	}
	key, isEvidence := strings.CutPrefix(string(article), evidencePrefix)
	if isEvidence {
		key, _, _ = strings.Cut(key, "/")
	}
	if d, ok := r.dates[key]; ok {
		return d, nil
	}
	if isEvidence {
		article = schema.ArticleIRI(key)
	}
	v, err := r.first(article, schema.Issued)
	if err != nil {
		return time.Time{}, err
	}
	d, _ := dayOf(v)
	r.dates[key] = d
	return d, nil
}

// dayOf reads a date.
func dayOf(v quad.Value) (time.Time, bool) {
	if t, ok := v.(quad.Time); ok {
		return time.Time(t).UTC(), true
	}
	return parseDay(text(v))
}

func parseDay(s string) (time.Time, bool) {
	for _, layout := range []string{time.DateOnly, time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// text is the text of a literal or an IRI.
func text(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.IRI:
		return string(v)
	case quad.String:
		return string(v)
	case quad.TypedString:
		return string(v.Value)
	case quad.LangString:
		return string(v.Value)
	}
	return v.String()
}

// voice tells who states what a label vouches for.
func (r *reader) voice(label quad.Value) (Voice, error) {
	if label == nil {
		return Voice{}, nil
	}
	if v, ok := r.voices[label]; ok {
		return v, nil
	}
	v, err := r.readVoice(label)
	if err == nil {
		r.voices[label] = v
	}
	return v, err
}

func (r *reader) readVoice(label quad.Value) (Voice, error) {
	v, err := r.first(label, schema.Voice)
	if err != nil || v == nil {
		return Voice{}, err
	}
	if strings.HasPrefix(text(v), schema.Base+"article/") {
		return Voice{}, nil
	}
	if voice, ok := r.claims[v]; ok {
		return voice, nil
	}
	var voice Voice
	for _, how := range everyHow() {
		for q, err := range r.s.Quads(r.ctx, graph.Pattern{Predicate: predicate(how, schema.Said), Object: v}) {
			if err != nil {
				return Voice{}, err
			}
			voice = Voice{q.Subject, how}
			break
		}
		if voice.Speaker != nil {
			break
		}
	}
	if voice.Speaker == nil {
		voice = Voice{v, Asserted} // a claim that nobody is known to have made is at least no word of the article
	}
	r.claims[v] = voice
	return voice, nil
}

// sign tells what a relation says of where its subject stands on its object: for it or against it. What is hedged says
// neither; nor does "does not reject", which is no support, and "blocks", which may be what a thing does to another.
func sign(how How, relation string) int {
	switch how {
	case Asserted:
		switch relation {
		case schema.Supports, schema.Signs, schema.Demands:
			return 1
		case schema.Rejects:
			return -1
		}
	case Denied:
		if relation == schema.Supports || relation == schema.Signs {
			return -1
		}
	}
	return 0
}

// positions are the relations that sign knows.
func positions() []string {
	return []string{schema.Supports, schema.Signs, schema.Demands, schema.Rejects}
}

// allRelations lists all of them.
func allRelations() []string { return append(everything(), schema.About, schema.Party) }

// everything lists all relations but what a claim mentions and who is party to a thing.
func everything() []string {
	return []string{schema.Said, schema.Mediates, schema.Blocks, schema.Supports, schema.Rejects, schema.Demands, schema.Accuses,
		schema.Threatens, schema.Meets, schema.Hosts, schema.Signs, schema.Represents, schema.Does}
}
