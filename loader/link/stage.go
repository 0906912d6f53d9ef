package link

import (
	"context"
	"slices"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// Stage is the stage of the loader that links entities.
type Stage struct{ lex *lexicon.Lexicon }

// New makes the stage.
func New(lex *lexicon.Lexicon) *Stage { return &Stage{lex} }

// Name is "link".
func (*Stage) Name() string { return "link" }

// Needs is document.Chains. Where attributions and relations are there too, what only they name is linked with the rest,
// and who takes part in a process tells which one it is.
func (*Stage) Needs() document.Layer { return document.Chains }

// Sets is document.Links.
func (*Stage) Sets() document.Layer { return document.Links }

// Run links the entities of d. The only error is ctx's.
func (s *Stage) Run(ctx context.Context, d *document.Document) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	l := newLinker(d, s.lex)
	l.identify()
	if err := ctx.Err(); err != nil {
		return err
	}
	l.merge()
	taken := map[string]map[string]bool{}
	for _, known := range []bool{true, false} {
		for i := range d.Entities {
			if e := &d.Entities[i]; (e.Known.Key != "") == known {
				ns := e.Type.Namespace()
				if taken[ns] == nil {
					taken[ns] = map[string]bool{}
				}
				e.Slug = document.Unique(l.slugs[i], taken[ns])
			}
		}
	}
	l.settle()
	return nil
}

// linker is the work on one document.
type linker struct {
	d        *document.Document
	lex      *lexicon.Lexicon
	mentions [][]int          // of each entity, without pronouns
	slugs    []string         // of each entity, before clashes are settled
	parties  map[int][]int    // entities between whom a process or a treaty is
	late     []bool           // people whom only a later stage than mention has seen, by name
	held     map[string][]int // named people by whose office they hold in the text: "country:am prime-minister"
}

func newLinker(d *document.Document, lex *lexicon.Lexicon) *linker {
	l := &linker{d: d, lex: lex, mentions: make([][]int, len(d.Entities)), slugs: make([]string, len(d.Entities)), late: make([]bool, len(d.Entities)), parties: map[int][]int{}, held: map[string][]int{}}
	d.Doubts = nil
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.Entity > 0 && m.Form != document.Pronoun {
			l.mentions[m.Entity-1] = append(l.mentions[m.Entity-1], i)
		}
	}
	for _, r := range d.Relations {
		if r.Kind == document.Party && r.Polarity == document.Asserted {
			l.parties[r.Subject] = append(l.parties[r.Subject], r.Object)
		}
	}
	return l
}

// acts tells whether entity i says or does something: it is no thing then, whatever its name.
func (l *linker) acts(i int) bool {
	return slices.ContainsFunc(l.d.Attributions, func(a document.Attribution) bool { return a.Speaker == i }) ||
		slices.ContainsFunc(l.d.Relations, func(r document.Relation) bool {
			return r.Subject == i && r.Kind != document.Blocks && r.Kind != document.Party
		})
}

// identify settles who is whom: first what the lexicon knows by its words alone, then people, whose roles name the former,
// then things, whose parties may be any of them.
func (l *linker) identify() {
	people := l.people()
	for i := range l.d.Entities {
		e := &l.d.Entities[i]
		switch a, ok := l.lex.Actor(e.Known.Key); {
		case e.Type == document.Person:
			continue
		case ok && a.Type != document.Person:
			l.know(i, a)
		default:
			e.Known = document.Known{}
			for _, n := range append([]string{e.Name}, e.Aliases...) {
				if t, known := l.lex.Thing(n); known && e.Type == document.Organization && !l.acts(i) {
					e.Type = t.Type // its name looks like a body's
				}
			}
			if e.Type.Actor() {
				l.slugs[i] = l.body(i)
			}
		}
	}
	for _, p := range people {
		l.named(p)
	}
	for _, p := range people {
		l.unnamed(p)
	}
	for i := range l.d.Entities {
		if e := &l.d.Entities[i]; !e.Type.Actor() && e.Known.Key == "" {
			l.thing(i)
		}
	}
}

// know fills in what the lexicon knows of entity i.
func (l *linker) know(i int, a *lexicon.Actor) {
	k := document.Known{Key: a.Key, Name: a.Name, Wikidata: a.Wikidata, ISO3: a.ISO3, CAMEO: a.CAMEO}
	if c, ok := l.lex.Actor(a.Country); ok {
		k.Country = c.Name
	}
	l.d.Entities[i].Known = k
	l.slugs[i] = document.Slug(a.Name)
}

// doubt notes that entity i may be a, for the words of its mention m.
func (l *linker) doubt(i int, a *lexicon.Actor, score float64, m int) {
	if m < 0 { // no words to show
		return
	}
	t := l.d.Mentions[m].Range
	l.d.Doubts = append(l.d.Doubts, document.Doubt{
		Entity: i, Type: a.Type, Name: a.Name, Slug: document.Slug(a.Name), Score: score,
		Sentence: l.d.Tokens[t.First].Sentence, Span: l.d.Span(t),
	})
}

// scoped is a slug that means something only within the article.
func (l *linker) scoped(name string) string { return l.d.Scoped(name) }
