package sketch

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Article is an article of a sketch, as the loader would hand it to a sink.
type Article struct {
	IRI   quad.IRI
	Quads []quad.Quad
}

// Fault says what is wrong with a sketch, and where.
type Fault struct {
	File    string
	Line    int // from 1
	Message string
}

func (f *Fault) Error() string { return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message) }

// Read reads a sketch. file names it in errors, which are *Fault.
func Read(file, text string) ([]Article, error) {
	r := reader{file: file, entities: make(map[string]entity)}
	for line := range strings.Lines(text) {
		r.n++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		if err := r.line(line); err != nil {
			return nil, err
		}
	}
	if err := r.finish(); err != nil {
		return nil, err
	}
	return r.out, nil
}

type entity struct {
	class quad.IRI
	name  string
	rest  map[string][]string
}

type assertion struct {
	line     int
	sentence int // its index
	words    []string
}

type reader struct {
	file     string
	n        int // line
	entities map[string]entity
	out      []Article

	// Of the article that is being read.
	reading     bool
	date, title string
	sentences   []string
	pending     []assertion
}

func (r *reader) fault(format string, args ...any) error {
	return &Fault{r.file, r.n, fmt.Sprintf(format, args...)}
}

func (r *reader) line(line string) error {
	if text, ok := strings.CutPrefix(line, ". "); ok {
		if !r.reading {
			return r.fault("a sentence without an article above it")
		}
		r.sentences = append(r.sentences, strings.TrimSpace(text))
		return nil
	}
	words, err := r.words(line)
	if err != nil {
		return err
	}
	switch words[0] {
	case "entity":
		return r.entity(words[1:])
	case "article":
		if err := r.finish(); err != nil {
			return err
		}
		if len(words) != 3 || words[2] == "" {
			return r.fault(`expected article DATE "Title"`)
		}
		r.reading, r.date, r.title = true, words[1], words[2]
		return nil
	}
	if len(r.sentences) == 0 {
		return r.fault("an assertion without a sentence above it")
	}
	r.pending = append(r.pending, assertion{r.n, len(r.sentences) - 1, words})
	return nil
}

// classes are what an entity may be.
func classes() map[string]quad.IRI {
	return map[string]quad.IRI{
		"Person": schema.Person, "Organization": schema.Organization, "Country": schema.CountryType, "Group": schema.Group,
		"Process": schema.Process, "Treaty": schema.Treaty, "Issue": schema.Issue, "Event": schema.Event,
	}
}

// entity reads IRI CLASS "Name" and what may follow.
func (r *reader) entity(words []string) error {
	if len(words) < 3 {
		return r.fault(`expected entity IRI CLASS "Name"`)
	}
	if _, ok := schema.Expand(words[0]); !ok {
		return r.fault("%q has no known prefix", words[0])
	}
	class, ok := classes()[words[1]]
	if !ok {
		return r.fault("there is no class %q", words[1])
	}
	r.entities[words[0]] = entity{class, words[2], options(words[3:])}
	return nil
}

// words splits a line at spaces; a quoted text is one word without its quotes.
func (r *reader) words(line string) ([]string, error) {
	var out []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		if line[0] != '"' {
			w, rest, _ := strings.Cut(line, " ")
			out, line = append(out, w), rest
			continue
		}
		q, err := strconv.QuotedPrefix(line)
		if err != nil {
			return nil, r.fault("expected a closing quotation mark after %s", line)
		}
		w, err := strconv.Unquote(q)
		if err != nil {
			return nil, r.fault("%s is no quoted text: %v", q, err)
		}
		out, line = append(out, w), line[len(q):]
	}
	return out, nil
}

// finish draws the quads of the article read so far.
func (r *reader) finish() error {
	if !r.reading {
		return nil
	}
	text := strings.Join(r.sentences, "\n")
	sum := sha256.Sum256([]byte(text))
	d := draft{r: r, runes: []rune(text), hash: hex.EncodeToString(sum[:8]), claims: make(map[string]quad.IRI)}
	d.article = schema.ArticleIRI(d.hash)
	d.node(schema.Type, d.article, schema.NewsArticle)
	d.node(schema.Title, d.article, quad.String(r.title))
	d.node(schema.Publisher, d.article, quad.String("quadrille samples"))
	d.node(schema.Language, d.article, quad.String("en"))
	if r.date != "undated" {
		d.node(schema.Issued, d.article, quad.TypedString{Value: quad.String(r.date), Type: xsdDate})
	}
	at := 0
	for i, s := range r.sentences {
		end := at + utf8.RuneCountInString(s)
		iri := schema.SpanIRI(d.hash, at, end)
		d.node(schema.Type, iri, schema.Sentence)
		d.node(schema.Text, iri, quad.String(s))
		d.node(schema.Of, iri, d.article)
		d.node(schema.Index, iri, quad.Int(i))
		d.starts, d.ends = append(d.starts, at), append(d.ends, end)
		at = end + 1
	}
	last := r.n
	for n, a := range r.pending {
		r.n = a.line
		if err := d.assertion(n+1, a); err != nil {
			return err
		}
	}
	r.n = last
	r.out = append(r.out, Article{d.article, d.quads})
	r.reading, r.sentences, r.pending = false, nil, nil
	return nil
}

const xsdDate = quad.IRI("http://www.w3.org/2001/XMLSchema#date")

// options gathers the words that follow each keyword; those before the first stand under "".
func options(words []string) map[string][]string {
	keywords := []string{"also", "of", "code", "cue", "past", "future", "role", "to", "about"}
	out, key := make(map[string][]string), ""
	for _, w := range words {
		switch {
		case slices.Contains(keywords, w):
			key = w
			if out[key] == nil {
				out[key] = []string{}
			}
		case w != "…":
			out[key] = append(out[key], w)
		}
	}
	return out
}
