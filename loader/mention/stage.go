package mention

import (
	"cmp"
	"context"
	"slices"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/names"
)

// Stage is the stage of the loader that finds mentions.
type Stage struct {
	lex   *lexicon.Lexicon
	names *names.Reader
}

// New makes the stage that knows by rules and the lexicon what a name is of.
func New(lex *lexicon.Lexicon) *Stage { return &Stage{lex: lex} }

// Learned makes the stage that hears what the encoder takes names for as well. A nil reader says nothing.
func Learned(lex *lexicon.Lexicon, read *names.Reader) *Stage { return &Stage{lex, read} }

// Name is "mention".
func (*Stage) Name() string { return "mention" }

// Needs is the layers of segment and parse.
func (*Stage) Needs() document.Layer {
	return document.Segments | document.Quotations | document.Tags | document.Chunks
}

// Sets is document.Mentions.
func (*Stage) Sets() document.Layer { return document.Mentions }

// Run finds the mentions of d. The only error is ctx's.
func (s *Stage) Run(ctx context.Context, d *document.Document) error {
	f := &finder{d: d, lex: s.lex, names: map[string]*name{}, starts: map[int][]int{}, named: make([]int, len(d.Tokens)), hidden: make([]bool, len(d.Tokens))}
	for i := range d.Sentences {
		f.dateline(&d.Sentences[i])
		f.pieces = append(f.pieces, f.runs(&d.Sentences[i])...)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.names != nil {
		f.read = s.names.Read(d)
	}
	f.decide()
	f.emitNames()
	for g := range d.NounGroups {
		f.group(g)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// Whom a role belongs to is settled once all that it may belong to is there.
	for i := range f.found {
		if m := &f.found[i]; m.Form == document.Role || m.Form != document.Pronoun && m.Type == document.Organization && m.Key == "" && m.Len() > 1 {
			if of := f.owner(*m); of > 0 {
				m.Of = of
			}
		}
	}
	d.Mentions = f.ordered()
	return nil
}

// finder is the work on one document.
type finder struct {
	d      *document.Document
	lex    *lexicon.Lexicon
	pieces []piece
	read   []names.Name     // what the encoder takes for names, by place
	names  map[string]*name // by folded text
	named  []int            // of each token: index+1 of the piece it belongs to
	hidden []bool           // tokens that name nothing here: a dateline
	found  []document.Mention
	starts map[int][]int   // indexes into found by first token
	common map[string]bool // nouns that the article has in small letters
	body   map[string]bool // words with a capital inside sentences; made when a headline needs it
}

// add appends a mention and gives its index+1.
func (f *finder) add(m document.Mention) int {
	f.found = append(f.found, m)
	f.starts[m.First] = append(f.starts[m.First], len(f.found)-1)
	return len(f.found)
}

// within lists the mentions that begin in r, by place.
func (f *finder) within(r document.Range) []int {
	var out []int
	for i := r.First; i < r.End; i++ {
		out = append(out, f.starts[i]...)
	}
	return out
}

// ordered sorts the mentions by place and carries their references along.
func (f *finder) ordered() []document.Mention {
	order := make([]int, len(f.found))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := f.found[a], f.found[b]
		return cmp.Or(cmp.Compare(x.First, y.First), cmp.Compare(x.End, y.End))
	})
	place := make([]int, len(order))
	for to, from := range order {
		place[from] = to
	}
	out := make([]document.Mention, len(order))
	for to, from := range order {
		out[to] = f.found[from]
		if out[to].Of > 0 {
			out[to].Of = place[out[to].Of-1] + 1
		}
	}
	return out
}

// dateline hides "BAKU, March 4 (Agency) -" at the head of a paragraph: a place and a source that say nothing.
func (f *finder) dateline(s *document.Sentence) {
	t := f.d.Tokens
	if s.Headline || s.Begin != f.d.Paragraphs[s.Paragraph].Begin || s.Tokens.Len() < 4 || !allCaps(t[s.Tokens.First].Text) {
		return
	}
	for i := s.Tokens.First; i < min(s.Tokens.End, s.Tokens.First+14); i++ {
		switch t[i].Text {
		case "-", "–", "—", "--":
			for j := s.Tokens.First; j < i; j++ {
				f.hidden[j] = true
			}
			return
		case ",", "(", ")", ".", "/":
			continue
		}
		if t[i].Kind == document.Word && !upper(t[i].Text) {
			return
		}
	}
}
