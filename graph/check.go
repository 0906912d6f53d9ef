package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"quadrille/graph/algebra"
	"quadrille/graph/schema"
	"quadrille/graph/store"
	"quadrille/graph/store/disk"

	"github.com/cayleygraph/quad"
)

// Report is what Check found.
type Report struct {
	Quads, Articles int
	Faults          []string // empty when all is well; at most maxFaults, the last then says how many more there are
}

const maxFaults = 1000

// Check reads the whole store and verifies it against itself and the invariants of the model: the store's indexes
// agree; every quad of an article is found from the article; every relation has an evidence with a sentence, an
// article, a voice and a confidence; texts are as long as their offsets say, and an evidence's stands in its sentence's
// where they say. Its memory is that of one article.
func (g *Graph) Check(ctx context.Context) (Report, error) {
	s, err := g.Snapshot(ctx)
	if err != nil {
		return Report{}, err
	}
	defer s.Close()
	c := &checker{s: s, ctx: ctx, t: s.terms(ctx)}
	if err := c.run(); err != nil {
		return c.report, fmt.Errorf("check: %w", explain(err, g.dir))
	}
	if c.more > 0 {
		c.report.Faults = append(c.report.Faults, fmt.Sprintf("and %d more", c.more))
	}
	return c.report, nil
}

func (g *Graph) checkStore(ctx context.Context) ([]string, error) {
	for {
		s := g.current()
		faults, err := s.Check(ctx)
		// The first write opens the store anew.
		if errors.Is(err, disk.ErrClosed) && g.current() != s {
			continue
		}
		return faults, err
	}
}

func (g *Graph) current() store.Store {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.store
}

type checker struct {
	s      *Snapshot
	ctx    context.Context
	t      *terms
	report Report
	more   int
}

func (c *checker) fault(format string, args ...any) {
	if len(c.report.Faults) >= maxFaults {
		c.more++
		return
	}
	c.report.Faults = append(c.report.Faults, fmt.Sprintf(format, args...))
}

func (c *checker) run() error {
	faults, err := c.s.g.checkStore(c.ctx)
	if err != nil {
		return err
	}
	for _, f := range faults {
		c.fault("%s", f)
	}
	articles, err := c.s.instances(c.ctx, schema.NewsArticle)
	if err != nil {
		return err
	}
	c.report.Articles = len(articles)
	reached := 0
	for _, id := range articles {
		v, err := c.t.of(id)
		if err != nil {
			return err
		}
		iri, ok := v.(quad.IRI)
		if !ok {
			c.fault("%v is an article without a name of its own", v)
			continue
		}
		n, err := c.article(iri)
		if err != nil {
			return err
		}
		reached += n
	}
	return c.everything(reached)
}

// everything looks at all quads once, for those that no article leads to.
func (c *checker) everything(reached int) error {
	ofArticles := 0
	for q, err := range store.Scan(c.ctx, c.s.r, store.Quad{}) {
		if err != nil {
			return err
		}
		c.report.Quads++
		label, err := c.t.of(q.Label)
		if err != nil {
			return err
		}
		if labelOfArticle(label) {
			ofArticles++
			continue
		}
		p, err := c.t.of(q.Predicate)
		if err != nil {
			return err
		}
		if _, _, ok := schema.Polarity(p); ok {
			full, err := c.t.quad(q)
			if err != nil {
				return err
			}
			c.fault("%s: a relation whose label is no evidence of an article", full)
		}
	}
	if ofArticles != reached {
		c.fault("%d quads carry an article or its evidence as label, but %d are found from the articles", ofArticles, reached)
	}
	return nil
}

func labelOfArticle(label quad.Value) bool {
	iri, ok := label.(quad.IRI)
	return ok && (isArticle(iri) || strings.HasPrefix(string(iri), schema.Base+"evidence/"))
}

// article checks one article and reports how many quads it has.
func (c *checker) article(iri quad.IRI) (int, error) {
	ids, err := quadsOf(c.ctx, c.s.r, iri)
	if err != nil {
		return 0, err
	}
	about := map[quad.Value]facts{}
	claims := map[utterance]*said{}
	var relations []quad.Quad
	for _, id := range ids {
		q, err := c.t.quad(id)
		if err != nil {
			return 0, err
		}
		f := about[q.Subject]
		if f == nil {
			f = facts{}
			about[q.Subject] = f
		}
		if !slices.Contains(f[q.Predicate], q.Object) {
			f[q.Predicate] = append(f[q.Predicate], q.Object)
		}
		if _, _, ok := schema.Polarity(q.Predicate); ok {
			relations = append(relations, q)
		}
		if q.Label != iri && (q.Predicate == schema.Text || q.Predicate == schema.Piece) {
			u := utterance{q.Subject, q.Label}
			if claims[u] == nil {
				claims[u] = new(said)
			}
			claims[u].add(q)
		}
	}
	checked := map[quad.Value]bool{}
	for _, q := range relations {
		if !checked[q.Label] {
			checked[q.Label] = true
			c.relation(iri, q, about)
		}
	}
	for subject, f := range about {
		c.text(iri, subject, f, about)
	}
	for u, s := range claims {
		c.claim(fmt.Sprintf("%s: %s", schema.Shorten(iri), quad.StringOf(u.claim)), s, about)
	}
	return len(ids), nil
}

// relation checks the evidence of a relation.
func (c *checker) relation(article quad.IRI, q quad.Quad, about map[quad.Value]facts) {
	where := fmt.Sprintf("%s: %s", schema.Shorten(article), q)
	if q.Label == article {
		c.fault("%s: a relation needs an evidence as label, not the article", where)
		return
	}
	e := about[q.Label]
	sentence := e.first(schema.In)
	switch {
	case sentence == nil:
		c.fault("%s: its evidence has no sentence (rel:in)", where)
	case about[sentence].first(schema.Of) != article:
		c.fault("%s: the sentence of its evidence, %v, is none of the article's", where, sentence)
	}
	switch voice := e.first(schema.Voice); {
	case voice == nil:
		c.fault("%s: its evidence has no voice", where)
	case voice != article && about[voice].first(schema.Text) == nil:
		c.fault("%s: the voice of its evidence, %v, is neither the article nor a claim in it", where, voice)
	}
	if n, ok := numberOf(e.first(schema.Confidence)); !ok || n < 0 || n > 1 {
		c.fault("%s: the confidence of its evidence is %v, not a number from 0 to 1", where, e.first(schema.Confidence))
	}
}

// text checks the texts of sentences, pieces, evidence and claims against their offsets.
func (c *checker) text(article quad.IRI, subject quad.Value, f facts, about map[quad.Value]facts) {
	where := fmt.Sprintf("%s: %s", schema.Shorten(article), quad.StringOf(subject))
	text := f.text(schema.Text)
	length := utf8.RuneCountInString(text)
	if begin, end, ok := span(subject); ok {
		if f.first(schema.Text) != nil && length != end-begin {
			c.fault("%s: the text has %d code points, the name says %d", where, length, end-begin)
		}
		return
	}
	if f.first(schema.Begins) == nil && f.first(schema.Ends) == nil {
		return
	}
	begins, ok1 := numberOf(f.first(schema.Begins))
	ends, ok2 := numberOf(f.first(schema.Ends))
	if !ok1 || !ok2 || ends < begins {
		c.fault("%s: begins at %v and ends at %v", where, f.first(schema.Begins), f.first(schema.Ends))
		return
	}
	if f.first(schema.Text) == nil {
		return
	}
	if length != int(ends)-int(begins) {
		c.fault("%s: the text has %d code points, from %v to %v are %d", where, length, begins, ends, int(ends)-int(begins))
		return
	}
	in := f.first(schema.In)
	from, to, ok := span(in)
	if !ok {
		return
	}
	whole := []rune(about[in].text(schema.Text))
	// What an evidence says may run over its sentence's end; what lies within must be the sentence's.
	lo, hi := max(int(begins), from), min(int(ends), to, from+len(whole))
	if lo >= hi {
		c.fault("%s: stands outside its sentence, %v", where, in)
		return
	}
	if got, want := string([]rune(text)[lo-int(begins):hi-int(begins)]), string(whole[lo-from:hi-from]); got != want {
		c.fault("%s: says %q where its sentence says %q", where, got, want)
	}
}

// utterance is a claim at one place. Who says the same twice in one article makes one claim with two evidence.
type utterance struct{ claim, evidence quad.Value }

// said is what one evidence says of a claim: its text and where its pieces stand.
type said struct {
	text   string
	pieces []quad.Value
}

func (s *said) add(q quad.Quad) {
	if q.Predicate == schema.Piece {
		s.pieces = append(s.pieces, q.Object)
	} else {
		s.text = algebra.Text(q.Object)
	}
}

// claim checks that a claim's text is made of its pieces.
func (c *checker) claim(where string, s *said, about map[quad.Value]facts) {
	if len(s.pieces) == 0 {
		return
	}
	slices.SortFunc(s.pieces, func(a, b quad.Value) int {
		i, _, _ := span(a)
		j, _, _ := span(b)
		return i - j
	})
	var texts []string
	for _, p := range s.pieces {
		texts = append(texts, algebra.Text(about[p].first(schema.Text)))
	}
	if want := strings.Join(texts, " … "); want != s.text {
		c.fault("%s: its text is %q, its pieces' %q", where, s.text, want)
	}
}
