package queries_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"quadrille/graph/schema"
	"quadrille/queries"

	"github.com/cayleygraph/quad"
)

// written is an article of testdata/graph.txt as the loader would hand it to a sink.
type written struct {
	iri   quad.IRI
	quads []quad.Quad
}

// readGraph reads a graph written by hand; testdata/graph.txt tells its form.
func readGraph(t testing.TB, path string) []written {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	g := graphReader{t: t, path: path, entities: make(map[string][]string)}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		g.n++
		if line := strings.TrimSpace(lines.Text()); line != "" && line[0] != '#' {
			g.line(line)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	g.finish()
	return g.out
}

type graphReader struct {
	t        testing.TB
	path     string
	n        int                 // line
	entities map[string][]string // words of each entity's line by its IRI

	// Of the article that is being read.
	date, title string
	sentences   []string
	pending     [][]string // assertions, each led by its sentence's index
	out         []written
}

func (g *graphReader) fault(format string, args ...any) {
	g.t.Helper()
	g.t.Fatalf("%s:%d: %s", g.path, g.n, fmt.Sprintf(format, args...))
}

func (g *graphReader) line(line string) {
	if text, ok := strings.CutPrefix(line, ". "); ok {
		g.sentences = append(g.sentences, text)
		return
	}
	words := g.words(line)
	switch words[0] {
	case "entity":
		g.entities[words[1]] = words
	case "article":
		g.finish()
		g.date, g.title = words[1], words[2]
	default:
		if len(g.sentences) == 0 {
			g.fault("an assertion without a sentence")
		}
		g.pending = append(g.pending, append([]string{strconv.Itoa(len(g.sentences) - 1)}, words...))
	}
}

// words splits a line at spaces; a quoted text is one word without its quotes.
func (g *graphReader) words(line string) []string {
	var out []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		if line[0] != '"' {
			w, rest, _ := strings.Cut(line, " ")
			out, line = append(out, w), rest
			continue
		}
		q, err := strconv.QuotedPrefix(line)
		if err != nil {
			g.fault("%v", err)
		}
		w, _ := strconv.Unquote(q)
		out, line = append(out, w), line[len(q):]
	}
	return out
}

// finish draws the quads of the article read so far.
func (g *graphReader) finish() {
	if g.title == "" {
		return
	}
	text := strings.Join(g.sentences, "\n")
	sum := sha256.Sum256([]byte(text))
	d := draft{g: g, text: text, hash: hex.EncodeToString(sum[:8]), claims: make(map[string]quad.IRI)}
	d.article = schema.ArticleIRI(d.hash)
	d.node(schema.Type, d.article, schema.NewsArticle)
	d.node(schema.Title, d.article, quad.String(g.title))
	d.node(schema.Publisher, d.article, quad.String("quadrille samples"))
	d.node(schema.Language, d.article, quad.String("en"))
	if g.date != "undated" {
		d.node(schema.Issued, d.article, quad.TypedString{Value: quad.String(g.date), Type: queries.XSDDate})
	}
	at := 0
	for i, s := range g.sentences {
		end := at + utf8.RuneCountInString(s)
		iri := schema.SpanIRI(d.hash, at, end)
		d.node(schema.Type, iri, schema.Sentence)
		d.node(schema.Text, iri, quad.String(s))
		d.node(schema.Of, iri, d.article)
		d.node(schema.Index, iri, quad.Int(i))
		d.starts, d.ends = append(d.starts, at), append(d.ends, end)
		at = end + 1
	}
	for n, words := range g.pending {
		d.assertion(n+1, words)
	}
	g.out = append(g.out, written{d.article, d.quads})
	g.title, g.sentences, g.pending = "", nil, nil
}

// draft is an article whose quads are being drawn.
type draft struct {
	g            *graphReader
	text, hash   string
	article      quad.IRI
	starts, ends []int // of the sentences, in code points
	claims       map[string]quad.IRI
	met          []string // entities whose node facts have been drawn
	quads        []quad.Quad
}

func (d *draft) add(label, predicate, subject quad.IRI, object quad.Value) {
	q := quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: label}
	if !slices.Contains(d.quads, q) {
		d.quads = append(d.quads, q)
	}
}

func (d *draft) node(predicate, subject quad.IRI, object quad.Value) {
	d.add(d.article, predicate, subject, object)
}

// assertion draws one assertion: the index of its sentence, [CLAIM:], subject, predicate, object and what follows.
func (d *draft) assertion(n int, words []string) {
	index, _ := strconv.Atoi(words[0])
	words = words[1:]
	voice := d.article
	if name, ok := strings.CutSuffix(words[0], ":"); ok {
		if voice, ok = d.claims[name]; !ok {
			d.g.fault("no claim %q before %v", name, words)
		}
		words = words[1:]
	}
	subject, predicate, object := d.iri(words[0]), d.iri(words[1]), words[2]
	e := schema.EvidenceIRI(d.hash, n)
	rest := options(words[3:])
	begins, ends := d.find(index, rest["cue"][0])
	d.node(schema.Type, e, schema.Evidence)
	d.node(schema.In, e, schema.SpanIRI(d.hash, d.starts[index], d.ends[index]))
	d.node(schema.Voice, e, voice)
	d.node(schema.Cue, e, quad.String(rest["cue"][0]))
	d.node(schema.Confidence, e, quad.Float(0.5))
	tense := "present"
	for _, t := range []string{"past", "future"} {
		if _, ok := rest[t]; ok {
			tense = t
		}
	}
	d.node(schema.Tense, e, quad.String(tense))
	d.node(schema.Begins, e, quad.Int(begins))
	d.node(schema.Ends, e, quad.Int(ends))
	d.node(schema.Text, e, quad.String(string([]rune(d.text)[begins:ends])))
	if role, ok := rest["role"]; ok {
		d.node(schema.Role, e, quad.String(role[0]))
	}
	if to, ok := rest["to"]; ok {
		d.node(schema.To, e, d.iri(to[0]))
	}
	if _, name, _ := schema.Polarity(predicate); name == schema.Said {
		d.add(e, predicate, subject, d.claim(e, object, index, rest))
		return
	}
	d.add(e, predicate, subject, d.iri(object))
}

// claim draws a claim: its pieces, what it is about.
func (d *draft) claim(e quad.IRI, name string, index int, rest map[string][]string) quad.IRI {
	sum := sha256.Sum256([]byte(d.hash + name))
	claim := quad.IRI(schema.Base + "claim/" + hex.EncodeToString(sum[:8]))
	d.claims[name] = claim
	d.add(e, schema.Type, claim, schema.Claim)
	d.add(e, schema.Text, claim, quad.String(strings.Join(rest[""], " … ")))
	style := "indirect"
	if strings.Contains(d.g.sentences[index], `"`+rest[""][0]) {
		style = "direct"
	}
	d.add(e, schema.Style, claim, quad.String(style))
	d.add(e, schema.Cue, claim, quad.String(rest["cue"][0]))
	for _, piece := range rest[""] {
		begins, ends := d.find(index, piece)
		iri := schema.SpanIRI(d.hash, begins, ends)
		d.node(schema.Text, iri, quad.String(piece))
		d.node(schema.Of, iri, d.article)
		d.add(e, schema.Piece, claim, iri)
	}
	for _, about := range rest["about"] {
		d.add(e, schema.Rel+schema.About, claim, d.iri(about))
	}
	return claim
}

// find is the place of words within a sentence, in code points of the text.
func (d *draft) find(index int, words string) (begins, ends int) {
	before, _, ok := strings.Cut(d.g.sentences[index], words)
	if !ok {
		d.g.fault("%q does not stand in %q", words, d.g.sentences[index])
	}
	begins = d.starts[index] + utf8.RuneCountInString(before)
	return begins, begins + utf8.RuneCountInString(words)
}

// iri expands a short name, and draws the facts of the entity it names.
func (d *draft) iri(short string) quad.IRI {
	iri, ok := schema.Expand(short)
	if !ok {
		d.g.fault("%q has no known prefix", short)
	}
	words, ok := d.g.entities[short]
	if !ok {
		if strings.HasPrefix(short, "actor:") || strings.HasPrefix(short, "issue:") {
			d.g.fault("no entity %q", short)
		}
		return iri
	}
	if slices.Contains(d.met, short) {
		return iri
	}
	d.met = append(d.met, short)
	classes := map[string]quad.IRI{
		"Person": schema.Person, "Organization": schema.Organization, "Country": schema.CountryType, "Group": schema.Group,
		"Process": schema.Process, "Treaty": schema.Treaty, "Issue": schema.Issue, "Event": schema.Event,
	}
	rest := options(words[4:])
	d.node(schema.Type, iri, classes[words[2]])
	d.node(schema.Label, iri, quad.String(words[3]))
	for _, name := range rest["also"] {
		d.node(schema.AltLabel, iri, quad.String(name))
	}
	for _, code := range rest["code"] {
		d.node(schema.CAMEO, iri, quad.String(code))
	}
	for _, country := range rest["of"] {
		d.node(schema.Country, iri, d.iri(country))
	}
	return iri
}

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
