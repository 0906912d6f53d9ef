package sketch

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"

	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// draft is an article whose quads are being drawn.
type draft struct {
	r            *reader
	runes        []rune // the text
	hash         string
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

// assertion draws the n-th assertion of the article.
func (d *draft) assertion(n int, a assertion) error {
	words, voice := a.words, d.article
	if name, ok := strings.CutSuffix(words[0], ":"); ok {
		if voice, ok = d.claims[name]; !ok {
			return d.r.fault("no claim %q before this", name)
		}
		words = words[1:]
	}
	if len(words) < 3 {
		return d.r.fault(`expected SUBJECT PREDICATE OBJECT cue "…"`)
	}
	subject, err := d.iri(words[0])
	if err != nil {
		return err
	}
	predicate, err := d.iri(words[1])
	if err != nil {
		return err
	}
	rest := options(words[3:])
	if len(rest["cue"]) == 0 {
		return d.r.fault(`expected cue "…": the words of the sentence that state it`)
	}
	cue := rest["cue"][0]
	begins, ends, err := d.find(a.sentence, cue)
	if err != nil {
		return err
	}
	e := schema.EvidenceIRI(d.hash, n)
	d.node(schema.Type, e, schema.Evidence)
	d.node(schema.In, e, schema.SpanIRI(d.hash, d.starts[a.sentence], d.ends[a.sentence]))
	d.node(schema.Voice, e, voice)
	d.node(schema.Cue, e, quad.String(cue))
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
	d.node(schema.Text, e, quad.String(string(d.runes[begins:ends])))
	if role := rest["role"]; len(role) > 0 {
		d.node(schema.Role, e, quad.String(role[0]))
	}
	if to := rest["to"]; len(to) > 0 {
		iri, err := d.iri(to[0])
		if err != nil {
			return err
		}
		d.node(schema.To, e, iri)
	}
	var object quad.IRI
	if _, name, _ := schema.Polarity(predicate); name == schema.Said {
		object, err = d.claim(e, words[2], a.sentence, rest)
	} else {
		object, err = d.iri(words[2])
	}
	if err == nil {
		d.add(e, predicate, subject, object)
	}
	return err
}

// claim draws a claim: its pieces, what it is about.
func (d *draft) claim(e quad.IRI, name string, index int, rest map[string][]string) (quad.IRI, error) {
	content := rest[""]
	if len(content) == 0 {
		return "", d.r.fault("expected what the claim says, in quotation marks, after %s", name)
	}
	sum := sha256.Sum256([]byte(d.hash + name))
	claim := quad.IRI(schema.Base + "claim/" + hex.EncodeToString(sum[:8]))
	d.claims[name] = claim
	d.add(e, schema.Type, claim, schema.Claim)
	d.add(e, schema.Text, claim, quad.String(strings.Join(content, " … ")))
	style := "indirect"
	if strings.Contains(d.r.sentences[index], `"`+content[0]) {
		style = "direct"
	}
	d.add(e, schema.Style, claim, quad.String(style))
	d.add(e, schema.Cue, claim, quad.String(rest["cue"][0]))
	for _, piece := range content {
		begins, ends, err := d.find(index, piece)
		if err != nil {
			return "", err
		}
		iri := schema.SpanIRI(d.hash, begins, ends)
		d.node(schema.Text, iri, quad.String(piece))
		d.node(schema.Of, iri, d.article)
		d.add(e, schema.Piece, claim, iri)
	}
	for _, about := range rest["about"] {
		iri, err := d.iri(about)
		if err != nil {
			return "", err
		}
		d.add(e, schema.Rel+schema.About, claim, iri)
	}
	return claim, nil
}

// find is the place of words within a sentence, in code points of the text.
func (d *draft) find(index int, words string) (begins, ends int, err error) {
	before, _, ok := strings.Cut(d.r.sentences[index], words)
	if !ok {
		return 0, 0, d.r.fault("%q does not stand in %q", words, d.r.sentences[index])
	}
	begins = d.starts[index] + utf8.RuneCountInString(before)
	return begins, begins + utf8.RuneCountInString(words), nil
}

// iri expands a short name, and draws the facts of the entity it names.
func (d *draft) iri(short string) (quad.IRI, error) {
	iri, ok := schema.Expand(short)
	if !ok {
		return "", d.r.fault("%q has no known prefix", short)
	}
	e, ok := d.r.entities[short]
	if !ok {
		if strings.HasPrefix(short, "actor:") || strings.HasPrefix(short, "issue:") {
			return "", d.r.fault("no line above says which entity %s is", short)
		}
		return iri, nil
	}
	if slices.Contains(d.met, short) {
		return iri, nil
	}
	d.met = append(d.met, short)
	d.node(schema.Type, iri, e.class)
	d.node(schema.Label, iri, quad.String(e.name))
	for _, name := range e.rest["also"] {
		d.node(schema.AltLabel, iri, quad.String(name))
	}
	for _, code := range e.rest["code"] {
		d.node(schema.CAMEO, iri, quad.String(code))
	}
	for _, country := range e.rest["of"] {
		of, err := d.iri(country)
		if err != nil {
			return "", err
		}
		d.node(schema.Country, iri, of)
	}
	return iri, nil
}
