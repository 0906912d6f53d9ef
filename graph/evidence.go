package graph

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"quadrille/graph/algebra"
	"quadrille/graph/schema"
	"quadrille/graph/store"

	"github.com/cayleygraph/quad"
)

// sentence is a sentence of an article, in its reading order.
type sentence struct {
	iri   quad.Value
	begin int // code points of the article
	text  string
}

// located is an Evidence with where it stands, for sorting.
type located struct {
	Evidence
	place, begins int
}

// evidence tells of one quad what its label knows.
func (w *why) evidence(q store.Quad) (located, error) {
	var e located
	var err error
	if e.Quad, err = w.t.quad(q); err != nil || q.Label == 0 {
		return e, err
	}
	f, err := w.factsOf(q.Label)
	if err != nil {
		return e, err
	}
	if isArticle(e.Quad.Label) {
		return e, w.article(&e, q.Label, f)
	}
	e.Cue, e.Role, e.Tense, e.When = f.text(schema.Cue), f.text(schema.Role), f.text(schema.Tense), f.text(schema.When)
	e.Confidence, _ = numberOf(f.first(schema.Confidence))
	begins, _ := numberOf(f.first(schema.Begins))
	ends, _ := numberOf(f.first(schema.Ends))
	e.begins = int(begins)
	if err := w.speaker(&e, f.first(schema.Voice)); err != nil {
		return e, err
	}
	in := f.first(schema.In)
	sf, _, err := w.factsOfValue(in)
	if err != nil {
		return e, err
	}
	article := sf.first(schema.Of)
	var sentences []sentence
	if begin, _, ok := span(in); w.alone && ok {
		sentences = []sentence{{in, begin, sf.text(schema.Text)}}
	} else if sentences, err = w.sentences(article); err != nil {
		return e, err
	}
	if i := slices.IndexFunc(sentences, func(s sentence) bool { return s.iri == in }); i >= 0 {
		s := sentences[i]
		e.Sentence, e.place = s.text, s.begin
		length := utf8.RuneCountInString(s.text)
		e.Words = [2]int{clip(int(begins)-s.begin, length), clip(int(ends)-s.begin, length)}
		if i > 0 {
			e.Before = sentences[i-1].text
		}
		if i+1 < len(sentences) {
			e.After = sentences[i+1].text
		}
	} else {
		e.Sentence = sf.text(schema.Text)
	}
	af, id, err := w.factsOfValue(article)
	if err != nil || id == 0 {
		return e, err
	}
	return e, w.article(&e, id, af)
}

func (w *why) article(e *located, id store.ID, f facts) error {
	v, err := w.t.of(id)
	if err != nil {
		return err
	}
	e.Article, _ = v.(quad.IRI)
	e.Title, e.Date = f.text(schema.Title), f.date(schema.Issued)
	e.Publisher, e.Source = f.text(schema.Publisher), f.text(schema.Source)
	return nil
}

// speaker finds who said the claim that an evidence stands in.
func (w *why) speaker(e *located, voice quad.Value) error {
	if voice == nil || isArticle(voice) {
		return nil
	}
	id, err := w.s.r.ID(w.ctx, voice)
	if err != nil || id == 0 {
		return err
	}
	for q, err := range store.Scan(w.ctx, w.s.r, store.Quad{Object: id}) {
		if err != nil {
			return err
		}
		if w.said[q.Predicate] {
			e.Speaker, err = w.t.of(q.Subject)
			return err
		}
	}
	return nil
}

func (w *why) factsOf(id store.ID) (facts, error) {
	if f, ok := w.facts[id]; ok {
		return f, nil
	}
	f, err := w.s.about(w.ctx, w.t, store.Quad{Subject: id})
	if err == nil {
		w.facts[id] = f
	}
	return f, err
}

func (w *why) factsOfValue(v quad.Value) (facts, store.ID, error) {
	if v == nil {
		return nil, 0, nil
	}
	id, err := w.s.r.ID(w.ctx, v)
	if err != nil || id == 0 {
		return nil, 0, err
	}
	f, err := w.factsOf(id)
	return f, id, err
}

// sentences gives an article's sentences in reading order.
func (w *why) sentences(article quad.Value) ([]sentence, error) {
	if article == nil {
		return nil, nil
	}
	if s, ok := w.articles[article]; ok {
		return s, nil
	}
	p, ok, err := pattern(w.ctx, w.s.r, quad.Quad{Predicate: schema.Of, Object: article})
	if err != nil || !ok {
		return nil, err
	}
	type indexed struct {
		sentence
		index float64
	}
	var all []indexed
	seen := map[store.ID]bool{}
	for q, err := range store.Scan(w.ctx, w.s.r, p) {
		if err != nil {
			return nil, err
		}
		if seen[q.Subject] {
			continue
		}
		seen[q.Subject] = true
		f, err := w.factsOf(q.Subject)
		if err != nil {
			return nil, err
		}
		index, ok := numberOf(f.first(schema.Index))
		if !ok { // a piece of a claim
			continue
		}
		iri, err := w.t.of(q.Subject)
		if err != nil {
			return nil, err
		}
		begin, _, _ := span(iri)
		all = append(all, indexed{sentence{iri, begin, f.text(schema.Text)}, index})
	}
	slices.SortFunc(all, func(a, b indexed) int { return firstOf(int(a.index)-int(b.index), a.begin-b.begin) })
	out := make([]sentence, len(all))
	for i, s := range all {
		out[i] = s.sentence
	}
	w.articles[article] = out
	return out, nil
}

func clip(n, length int) int { return max(0, min(n, length)) }

// isArticle tells whether v names an article, and not a stretch of one.
func isArticle(v quad.Value) bool {
	iri, ok := v.(quad.IRI)
	return ok && strings.HasPrefix(string(iri), schema.Base+"article/") && !strings.Contains(string(iri), "#")
}

// span reads the offsets of a sentence's or a piece's IRI.
func span(v quad.Value) (begin, end int, ok bool) {
	iri, _ := v.(quad.IRI)
	_, offsets, found := strings.Cut(string(iri), "#char=")
	b, e, comma := strings.Cut(offsets, ",")
	begin, err1 := strconv.Atoi(b)
	end, err2 := strconv.Atoi(e)
	return begin, end, found && comma && err1 == nil && err2 == nil
}

// numberOf reads a number, however it is typed.
func numberOf(v quad.Value) (float64, bool) {
	if v == nil {
		return 0, false
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(algebra.Text(v)), 64)
	return f, err == nil
}
