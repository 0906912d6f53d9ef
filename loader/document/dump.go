package document

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// layers are the layers that have a text form, in their order.
var layers = [...]struct {
	Layer
	name string
}{
	{Segments, "segments"}, {Quotations, "quotations"}, {Tags, "tags"}, {Dependencies, "dependencies"}, {Chunks, "chunks"}, {Dates, "times"},
	{Mentions, "mentions"}, {Chains, "chains"}, {Links, "links"}, {Attributions, "attributions"}, {Relations, "relations"}, {Dated, "whens"},
}

// All is every layer that has a text form.
const All = Segments | Quotations | Tags | Dependencies | Chunks | Dates | Mentions | Chains | Links | Attributions | Relations | Dated

// String names the layers in l, with commas between them.
func (l Layer) String() string {
	var names []string
	for _, k := range layers {
		if l&k.Layer != 0 {
			names = append(names, k.name)
		}
	}
	if l&Scored != 0 {
		names = append(names, "scores")
	}
	return strings.Join(names, ", ")
}

var tokenKinds = [...]string{"word", "number", "punctuation", "quote", "clitic", "symbol"}

func (k TokenKind) String() string { return tokenKinds[k] }

var verbForms = [...]string{"", "base", "third", "past", "participle", "gerund", "modal"}

func (f VerbForm) String() string { return verbForms[f] }

// Dump writes the layers of d as text for people and for tests: a line "# LAYER", then a line an annotation. Fields are apart by
// spaces; texts are quoted as in Go, so that a line is a line whatever the article holds; offsets are BEGIN-END; tokens,
// sentences, mentions, entities and attributions go by their index. What is unset is left out; scores, which are the encoder's own,
// have no form as text. The error is w's.
func Dump(w io.Writer, d *Document, which Layer) error {
	b := &dumper{bufio.NewWriter(w), d}
	for _, k := range layers {
		if which&k.Layer != 0 {
			fmt.Fprintf(b, "# %s\n", k.name)
			b.layer(k.Layer)
		}
	}
	return b.Flush()
}

type dumper struct {
	*bufio.Writer
	d *Document
}

func (b *dumper) layer(l Layer) {
	d := b.d
	switch l {
	case Segments:
		b.segments()
	case Quotations:
		for i, q := range d.Quotations {
			b.line("quotation", i, q.Span.text(), flag("open", !q.Closed), flag("continues", q.Continues), flag("scare", q.Scare), quoted(d.Text(q.Inner)))
		}
	case Tags:
		for i, t := range d.Tokens {
			b.line("token", i, quoted(t.Text), t.Tag, quoted(t.Lemma), t.Verb)
		}
	case Dependencies:
		for i, h := range d.Tree.Heads {
			governor := ""
			if h >= 0 {
				governor = "token " + strconv.Itoa(h) + " " + quoted(d.Tokens[h].Text)
			}
			b.line("token", i, quoted(d.Tokens[i].Text), d.Tree.Labels[i], governor)
		}
	case Chunks:
		for _, g := range d.NounGroups {
			b.line("noun group", g.Range.text(), "head", quoted(d.Tokens[g.Head].Text), quoted(d.words(g.Range)))
		}
		for _, g := range d.VerbGroups {
			b.line("verb group", g.Range.text(), "head", quoted(d.Tokens[g.Head].Text), flag("finite", g.Finite), flag("passive", g.Passive),
				flag("negated", g.Negated), named("modal", g.Modal), g.Tense, quoted(d.words(g.Range)))
		}
	case Dates:
		for i, t := range d.Times {
			b.line("time", i, t.Span.text(), t.Form, t.Value, t.Days, quoted(d.Text(t.Span)))
		}
	case Mentions:
		for i, m := range d.Mentions {
			b.line("mention", i, m.Range.text(), m.Form, m.Type, "head", quoted(d.Tokens[m.Head].Text), named("key", m.Key), ref("of", m.Of), quoted(d.words(m.Range)))
		}
	case Chains:
		for i, m := range d.Mentions {
			if m.Entity > 0 {
				b.line("mention", i, ref("entity", m.Entity), quoted(d.words(m.Range)))
			}
		}
		for i, e := range d.Entities {
			b.line("entity", i, e.Type, e.First.text(), quoted(e.Name), strings.Join(quotedAll(e.Aliases), " "))
		}
	case Links:
		for i, e := range d.Entities {
			b.line("entity", i, e.Slug, named("key", e.Known.Key), named("wikidata", e.Known.Wikidata), named("iso3", e.Known.ISO3),
				named("cameo", e.Known.CAMEO), named("country", e.Known.Country), quoted(e.Name))
		}
	case Attributions:
		for i, a := range d.Attributions {
			b.line("attribution", i, "sentence", a.Sentence, b.entity(a.Speaker), a.Style, a.Polarity, ref("voice", a.Voice), ref("continues", a.Continues), number(a.Confidence))
			b.spans("source", a.Source)
			b.spans("cue", a.Cue)
			b.spans("content", a.Content)
		}
	case Relations:
		for i, r := range d.Relations {
			to := ""
			if r.To > 0 {
				to = "to " + b.entity(r.To-1)
			}
			b.line("relation", i, "sentence", r.Sentence, b.entity(r.Subject), r.Kind, b.entity(r.Object), to, r.Polarity, r.Tense,
				ref("voice", r.Voice), named("role", r.Role), number(r.Confidence))
			b.spans("cue", r.Cue)
			b.spans("evidence", []Span{r.Evidence})
		}
	case Dated:
		for _, w := range d.Whens {
			b.line("when", ref("attribution", w.Attribution), ref("relation", w.Relation), w.Days, w.Lasts)
			for _, t := range w.Times {
				b.spans("time", []Span{d.Times[t].Span})
			}
		}
	}
}

// segments writes paragraphs with their sentences and these with their tokens.
func (b *dumper) segments() {
	d, s := b.d, 0
	for p, span := range d.Paragraphs {
		b.line("paragraph", p, span.text())
		for ; s < len(d.Sentences) && d.Sentences[s].Paragraph == p; s++ {
			b.line(" sentence", s, d.Sentences[s].Span.text(), flag("headline", d.Sentences[s].Headline), quoted(d.Text(d.Sentences[s].Span)))
			for i := d.Sentences[s].Tokens.First; i < d.Sentences[s].Tokens.End; i++ {
				t := &d.Tokens[i]
				b.line("  token", i, t.Span.text(), quoted(t.Text), t.Kind, ref("quotation", t.Quote))
			}
		}
	}
}

// line writes the fields that are not empty.
func (b *dumper) line(fields ...any) {
	first := true
	for _, f := range fields {
		s := fmt.Sprint(f)
		if s == "" {
			continue
		}
		if !first {
			b.WriteByte(' ')
		}
		first = false
		b.WriteString(s)
	}
	b.WriteByte('\n')
}

func (b *dumper) spans(name string, spans []Span) {
	for _, s := range spans {
		b.line(" "+name, s.text(), quoted(b.d.Text(s)))
	}
}

// entity is an entity by index and name.
func (b *dumper) entity(i int) string {
	return "entity " + strconv.Itoa(i) + " " + quoted(b.d.Entities[i].Name)
}

// words are the text that the tokens of r cover.
func (d *Document) words(r Range) string {
	if r.Len() == 0 {
		return ""
	}
	return d.Text(d.Span(r))
}

func (s Span) text() string  { return fmt.Sprintf("%d-%d", s.Begin, s.End) }
func (r Range) text() string { return fmt.Sprintf("tokens %d-%d", r.First, r.End) }

func flag(name string, on bool) string {
	if on {
		return name
	}
	return ""
}

// ref is a reference that is stored as index+1.
func ref(name string, i int) string {
	if i == 0 {
		return ""
	}
	return name + " " + strconv.Itoa(i-1)
}

func named(name, value string) string {
	if value == "" {
		return ""
	}
	return name + " " + quoted(value)
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) }

// quoted is s in quotation marks, with everything escaped that a terminal or a line-based format could trip over.
func quoted(s string) string { return strconv.Quote(s) }

func quotedAll(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = quoted(s)
	}
	return out
}
