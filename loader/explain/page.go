package explain

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"quadrille/loader/document"

	"github.com/mattn/go-runewidth"
)

// Options say how a page is written.
type Options struct {
	Width int                 // columns that long texts and trees are held to; 0 for 100
	Color bool                // colours (SGR)
	Clean func(string) string // makes text of the article safe for where the page goes, in one line
}

const (
	standard  = 100 // columns where nobody says how many
	narrowest = 40
)

// Write writes the page of a document. The error is w's.
func Write(w io.Writer, d *document.Document, o Options) error {
	if o.Width == 0 {
		o.Width = standard
	}
	o.Width = max(o.Width, narrowest)
	p := &page{Writer: bufio.NewWriter(w), d: d, o: o, paint: paint(o.Color)}
	p.head()
	p.index()
	for i := range d.Sentences {
		p.sentence(i)
	}
	p.chains()
	return p.Flush()
}

// page is one page at work.
type page struct {
	*bufio.Writer
	d *document.Document
	o Options
	paint

	mentions, said, related, times [][]int          // by sentence
	sentences                      [][]int          // of each entity, those that mention it
	whens                          map[[2]int][]int // of an attribution or a relation, by index+1
	doubts                         map[int][]int    // of an entity
}

// index sorts what the layers hold by sentence.
func (p *page) index() {
	d := p.d
	n := len(d.Sentences)
	p.mentions, p.said, p.related, p.times = make([][]int, n), make([][]int, n), make([][]int, n), make([][]int, n)
	p.sentences = make([][]int, len(d.Entities))
	for i := range d.Mentions {
		m := &d.Mentions[i]
		s := d.Tokens[m.First].Sentence
		p.mentions[s] = append(p.mentions[s], i)
		if m.Entity > 0 {
			if l := p.sentences[m.Entity-1]; len(l) == 0 || l[len(l)-1] != s {
				p.sentences[m.Entity-1] = append(l, s)
			}
		}
	}
	for i := range d.Attributions {
		s := d.Attributions[i].Sentence
		p.said[s] = append(p.said[s], i)
	}
	for i := range d.Relations {
		s := d.Relations[i].Sentence
		p.related[s] = append(p.related[s], i)
	}
	p.whens = map[[2]int][]int{}
	for i := range d.Whens {
		k := [2]int{d.Whens[i].Attribution, d.Whens[i].Relation}
		p.whens[k] = append(p.whens[k], i)
	}
	p.doubts = map[int][]int{}
	for i := range d.Doubts {
		p.doubts[d.Doubts[i].Entity] = append(p.doubts[d.Doubts[i].Entity], i)
	}
	for i := range d.Times {
		if t := &d.Times[i]; t.Tokens.First < len(d.Tokens) {
			s := d.Tokens[t.Tokens.First].Sentence
			p.times[s] = append(p.times[s], i)
		}
	}
}

// clean is text of the article made safe.
func (p *page) clean(s string) string {
	if p.o.Clean == nil {
		return s
	}
	return p.o.Clean(s)
}

// quote is text of the article, safe, in quotation marks.
func (p *page) quote(s string) string { return "“" + p.clean(s) + "”" }

// line writes one line of parts.
func (p *page) line(parts ...string) {
	for _, s := range parts {
		p.WriteString(s)
	}
	p.WriteByte('\n')
}

// field writes a name and a text that goes on below itself where the width ends.
func (p *page) field(indent, name, text string) {
	const column = 10
	lead := indent + p.dim(runewidth.FillRight(name, column))
	for i, l := range wrapped(text, p.o.Width-len(indent)-column) {
		if i > 0 {
			lead = indent + strings.Repeat(" ", column)
		}
		p.line(lead, l)
	}
}

// text writes a text that goes on below itself, further in, where the width ends.
func (p *page) text(indent string, parts ...string) {
	for i, l := range wrapped(strings.Join(parts, " "), p.o.Width-len(indent)-2) {
		if i == 1 {
			indent += "  "
		}
		p.line(indent, l)
	}
}

// wrapped breaks text at blanks into lines of at most width columns, as far as its words allow.
func wrapped(text string, width int) []string {
	var lines []string
	line, at := strings.Builder{}, 0
	for _, w := range strings.Fields(text) {
		n := columns(w)
		if at > 0 && at+1+n > width {
			lines = append(lines, line.String())
			line.Reset()
			at = 0
		}
		if at > 0 {
			line.WriteByte(' ')
			at++
		}
		line.WriteString(w)
		at += n
	}
	return append(lines, line.String())
}

// columns is the width of a text that may hold colours.
func columns(s string) int {
	n := 0
	for {
		before, rest, ok := strings.Cut(s, "\x1b[")
		n += runewidth.StringWidth(before)
		if !ok {
			return n
		}
		_, s, _ = strings.Cut(rest, "m")
	}
}

// head tells of the article.
func (p *page) head() {
	a := p.d.Article
	p.line(p.bold(p.clean(a.Title)))
	p.field("", "file", p.clean(a.File))
	if !a.Date.IsZero() {
		p.field("", "date", a.Date.Format("2006-01-02"))
	}
	p.field("", "hash", a.Hash)
	p.field("", "holds", fmt.Sprintf("%s, %s, %s, %s, %s", plural(len(p.d.Sentences), "sentence"), plural(len(p.d.Entities), "actor or thing"),
		plural(len(p.d.Attributions), "claim"), plural(len(p.d.Relations), "relation"), plural(len(p.d.Times), "time")))
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	if first, rest, ok := strings.Cut(what, " or "); ok {
		return fmt.Sprintf("%d %ss and %ss", n, first, rest)
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// sentence writes what is known of sentence i.
func (p *page) sentence(i int) {
	s := &p.d.Sentences[i]
	kind := "sentence " + strconv.Itoa(i)
	if s.Headline {
		kind += ", headline"
	}
	p.line()
	p.line(p.bold("── "+kind), p.dim(fmt.Sprintf(" ── characters %d to %d", s.Begin, s.End)))
	for _, l := range wrapped(p.clean(p.d.Text(s.Span)), p.o.Width-2) {
		p.line("  ", l)
	}
	p.tree(s.Tokens)
	p.names(s.Tokens)
	p.mentioned(i)
	p.dated(i)
	for _, n := range p.said[i] {
		p.claim(n)
	}
	for _, n := range p.related[i] {
		p.relation(n)
	}
}

// section writes the name of a part of a sentence's page.
func (p *page) section(name string) { p.line("  ", p.accent(name)) }

// chains writes the actors and things of the article with the places that name them.
func (p *page) chains() {
	if len(p.d.Entities) == 0 {
		return
	}
	p.line()
	p.line(p.bold("── actors and things"))
	for i := range p.d.Entities {
		e := &p.d.Entities[i]
		p.text("  ", p.entity(i), p.dim(e.Type.String()), p.dim(p.iri(i)))
		if len(e.Aliases) > 0 {
			var also []string
			for _, a := range e.Aliases {
				also = append(also, p.quote(a))
			}
			p.field("    ", "also", strings.Join(also, ", "))
		}
		if k := e.Known; k.Key != "" {
			p.field("    ", "known as", strings.TrimSpace(k.Key+" "+k.Wikidata))
		}
		for _, n := range p.doubts[i] {
			b := &p.d.Doubts[n]
			p.field("    ", "or maybe", fmt.Sprintf("%s %s, score %.2f, by %s in sentence %d", p.clean(b.Name), p.clean(b.Type.Namespace()+"/"+b.Slug), b.Score, p.quote(p.d.Text(b.Span)), b.Sentence))
		}
		if l := p.sentences[i]; len(l) > 0 {
			p.field("    ", "sentences", numbers(l))
		}
	}
}

func numbers(list []int) string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = strconv.Itoa(n)
	}
	return strings.Join(out, ", ")
}

// iri is the local part of an entity's IRI.
func (p *page) iri(entity int) string {
	e := &p.d.Entities[entity]
	return p.clean(e.Type.Namespace() + "/" + e.Slug)
}

// entity is an entity's name as pages have it.
func (p *page) entity(i int) string { return p.bold(p.clean(p.d.Entities[i].Name)) }
