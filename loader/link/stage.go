package link

import (
	"context"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// Stage is the stage of the loader that links entities.
type Stage struct{ lex *lexicon.Lexicon }

// New makes the stage.
func New(lex *lexicon.Lexicon) *Stage { return &Stage{lex} }

// Name is "link".
func (*Stage) Name() string { return "link" }

// Needs is document.Chains.
func (*Stage) Needs() document.Layer { return document.Chains }

// Sets is document.Links.
func (*Stage) Sets() document.Layer { return document.Links }

// Run links the entities of d. The only error is ctx's.
func (s *Stage) Run(ctx context.Context, d *document.Document) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	taken := map[string]map[string]bool{}
	in := func(e *document.Entity) map[string]bool {
		ns := e.Type.Namespace()
		if taken[ns] == nil {
			taken[ns] = map[string]bool{}
		}
		return taken[ns]
	}
	for i := range d.Entities {
		if e := &d.Entities[i]; s.known(e) {
			e.Slug = document.Unique(document.Slug(e.Known.Name), in(e))
		}
	}
	for i := range d.Entities {
		if e := &d.Entities[i]; e.Known.Name == "" {
			e.Slug = document.Unique(d.SlugOf(e.Name), in(e))
		}
	}
	return nil
}

// known fills in what the lexicon knows of e and reports whether it knows it. Of people the lexicon has old spellings and
// no more, so that an article's own name is the better one.
func (s *Stage) known(e *document.Entity) bool {
	a, ok := s.lex.Actor(e.Known.Key)
	if !ok || a.Type == document.Person {
		e.Known = document.Known{}
		return false
	}
	e.Known = document.Known{Key: a.Key, Name: a.Name, Wikidata: a.Wikidata, ISO3: a.ISO3, CAMEO: a.CAMEO}
	if c, ok := s.lex.Actor(a.Country); ok {
		e.Known.Country = c.Name
	}
	return true
}
