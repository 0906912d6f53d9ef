package export

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"quadrille/graph/export/escape"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Filter says which relations a network has. The zero Filter leaves out claims and takes all others.
type Filter struct {
	Relations  []string   // names of relations ("mediates"); empty takes all
	Polarities []Polarity // empty takes all
	Claims     bool       // with claims as nodes, and their relations said and about
	MinWeight  int        // least number of places that vouch for an edge
	Since      time.Time  // only evidence of articles of that day or later; undated ones count as outside
	Until      time.Time  // only evidence of articles of that day or earlier
}

// Build makes the network of quads, which may come in any order. Nodes without an edge are left out.
func Build(quads iter.Seq2[quad.Quad, error], f Filter) (*Network, error) {
	b := builder{
		filter: f, nodes: map[quad.Value]*facts{}, evidence: map[quad.Value]*place{}, sentences: map[quad.Value]string{},
		articles: map[quad.Value]*article{}, edges: map[triple]map[quad.Value]bool{},
	}
	for q, err := range quads {
		if err != nil {
			return nil, fmt.Errorf("make a network: %w", err)
		}
		b.add(q)
	}
	return b.network(), nil
}

// builder collects what quads say until all are there.
type builder struct {
	filter    Filter
	nodes     map[quad.Value]*facts
	evidence  map[quad.Value]*place
	sentences map[quad.Value]string
	articles  map[quad.Value]*article
	edges     map[triple]map[quad.Value]bool // labels
}

type triple struct{ subject, predicate, object quad.Value }

// facts are what is said of a node.
type facts struct {
	kinds    map[Kind]bool
	labels   map[string]int // how many articles call it so
	aliases  map[string]bool
	text     string // of a claim
	wikidata string
	country  string
}

type place struct {
	sentence   quad.Value
	voice      quad.Value
	confidence float64
	begins     int
}

type article struct {
	title string
	date  time.Time
}

func (b *builder) add(q quad.Quad) {
	if _, name, ok := schema.Polarity(q.Predicate); ok {
		if b.takes(q.Predicate, name) {
			t := triple{q.Subject, q.Predicate, q.Object}
			if b.edges[t] == nil {
				b.edges[t] = map[quad.Value]bool{}
			}
			b.edges[t][q.Label] = true
		}
		return
	}
	switch q.Predicate {
	case schema.Type:
		if k := kindOf(q.Object); k != "" {
			b.node(q.Subject).kinds[k] = true
		}
	case schema.Label:
		if name := plain(q.Object); name != "" {
			b.node(q.Subject).labels[name]++
		}
	case schema.AltLabel:
		if name := plain(q.Object); name != "" {
			b.node(q.Subject).aliases[name] = true
		}
	case schema.SameAs:
		n, iri := b.node(q.Subject), clean(iriOf(q.Object))
		if strings.Contains(iri, "wikidata.org/") && (n.wikidata == "" || iri < n.wikidata) {
			n.wikidata = iri
		}
	case schema.CountryID:
		n, code := b.node(q.Subject), plain(q.Object)
		if n.country == "" || code < n.country {
			n.country = code
		}
	case schema.Text:
		b.text(q.Subject, q.Object)
	case schema.In:
		b.placeOf(q.Subject).sentence = q.Object
	case schema.Voice:
		b.placeOf(q.Subject).voice = q.Object
	case schema.Confidence:
		b.placeOf(q.Subject).confidence = number(q.Object)
	case schema.Begins:
		b.placeOf(q.Subject).begins = int(number(q.Object))
	case schema.Title:
		a := b.articleOf(q.Subject)
		if title := plain(q.Object); a.title == "" || title < a.title {
			a.title = title
		}
	case schema.Issued:
		if t, ok := dateOf(q.Object); ok {
			b.articleOf(q.Subject).date = t
		}
	}
}

// takes tells whether the filter takes a relation.
func (b *builder) takes(predicate quad.Value, name string) bool {
	f := b.filter
	if !f.Claims && (name == schema.Said || name == schema.About) {
		return false
	}
	return (len(f.Relations) == 0 || slices.Contains(f.Relations, name)) &&
		(len(f.Polarities) == 0 || slices.Contains(f.Polarities, polarityOf(predicate)))
}

// text keeps the text of claims and sentences; that of pieces and evidence is part of theirs.
func (b *builder) text(subject, object quad.Value) {
	iri := iriOf(subject)
	switch {
	case strings.HasPrefix(iri, schema.Base+"claim/"):
		// A claim made twice in one article may stand there in two writings.
		if n, text := b.node(subject), plain(object); n.text == "" || text < n.text {
			n.text = text
		}
	case strings.HasPrefix(iri, schema.Base+"article/"):
		b.sentences[subject] = plain(object)
	}
}

func (b *builder) node(v quad.Value) *facts {
	if b.nodes[v] == nil {
		b.nodes[v] = &facts{kinds: map[Kind]bool{}, labels: map[string]int{}, aliases: map[string]bool{}}
	}
	return b.nodes[v]
}

func (b *builder) placeOf(v quad.Value) *place {
	if b.evidence[v] == nil {
		b.evidence[v] = &place{}
	}
	return b.evidence[v]
}

func (b *builder) articleOf(v quad.Value) *article {
	if b.articles[v] == nil {
		b.articles[v] = &article{}
	}
	return b.articles[v]
}

func (b *builder) network() *Network {
	made := map[string]*Node{}
	var n Network
	for t, labels := range b.edges {
		e := b.edge(t, labels)
		if e.Weight == 0 || e.Weight < b.filter.MinWeight {
			continue
		}
		e.Source, e.Target = b.made(made, t.subject), b.made(made, t.object)
		n.Edges = append(n.Edges, e)
	}
	slices.SortFunc(n.Edges, func(a, b *Edge) int {
		return cmp.Or(strings.Compare(a.Source.ID, b.Source.ID), strings.Compare(a.Target.ID, b.Target.ID), strings.Compare(a.Predicate, b.Predicate))
	})
	for _, e := range n.Edges {
		for _, end := range []*Node{e.Source, e.Target} {
			end.Weight += e.Weight
			end.Dates = append(end.Dates, e.Dates...)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(made)) {
		made[id].Dates = ordered(made[id].Dates)
		n.Nodes = append(n.Nodes, made[id])
	}
	return &n
}

func (b *builder) edge(t triple, labels map[quad.Value]bool) *Edge {
	_, name, _ := schema.Polarity(t.predicate)
	e := &Edge{Predicate: nodeID(t.predicate), Relation: name, Polarity: polarityOf(t.predicate)}
	for label := range labels {
		v := b.vouch(label)
		if !b.within(v.Date) {
			continue
		}
		e.Weight++
		if _, known := b.evidence[label]; !known {
			continue
		}
		e.Evidence = append(e.Evidence, v)
		e.Confidence = max(e.Confidence, v.Confidence)
		if v.Claim {
			e.Claim++
		} else {
			e.Author++
		}
		if !v.Date.IsZero() {
			e.Dates = append(e.Dates, v.Date)
		}
	}
	slices.SortFunc(e.Evidence, func(a, b Evidence) int {
		return cmp.Or(a.Date.Compare(b.Date), strings.Compare(a.Article, b.Article), cmp.Compare(a.place, b.place), strings.Compare(a.ID, b.ID))
	})
	e.Dates = ordered(e.Dates)
	return e
}

func (b *builder) vouch(label quad.Value) Evidence {
	p := b.evidence[label]
	if p == nil {
		return Evidence{}
	}
	v := Evidence{ID: nodeID(label), Confidence: p.confidence, Sentence: b.sentences[p.sentence], place: p.begins}
	v.Claim = strings.HasPrefix(iriOf(p.voice), schema.Base+"claim/")
	hash, _, _ := strings.Cut(strings.TrimPrefix(iriOf(label), schema.Base+"evidence/"), "/")
	iri := schema.ArticleIRI(hash)
	v.Article = nodeID(iri)
	if a := b.articles[quad.Value(iri)]; a != nil {
		v.Title, v.Date = a.title, a.date
	}
	return v
}

// within tells whether the filter takes evidence of that date.
func (b *builder) within(t time.Time) bool {
	since, until := b.filter.Since, b.filter.Until
	if since.IsZero() && until.IsZero() {
		return true
	}
	return !t.IsZero() && (since.IsZero() || !t.Before(since)) && (until.IsZero() || !t.After(until))
}

func (b *builder) made(all map[string]*Node, v quad.Value) *Node {
	id := nodeID(v)
	if n := all[id]; n != nil {
		return n
	}
	n := &Node{ID: id, Kind: kindByName(id), Label: cmp.Or(plain(v), id)}
	all[id] = n
	f := b.nodes[v]
	if f == nil {
		return n
	}
	for _, k := range Kinds() {
		if f.kinds[k] {
			n.Kind = k
			break
		}
	}
	if len(f.labels) > 0 {
		// The name that most articles use, the first in order among equals.
		names := slices.Sorted(maps.Keys(f.labels))
		n.Label = slices.MaxFunc(names, func(a, b string) int { return f.labels[a] - f.labels[b] })
	} else if f.text != "" {
		n.Label = f.text
	}
	for _, name := range append(slices.Collect(maps.Keys(f.labels)), slices.Collect(maps.Keys(f.aliases))...) {
		if name != n.Label {
			n.Aliases = append(n.Aliases, name)
		}
	}
	slices.Sort(n.Aliases)
	n.Aliases = slices.Compact(n.Aliases)
	n.Wikidata, n.Country = f.wikidata, f.country
	return n
}

func ordered(dates []time.Time) []time.Time {
	slices.SortFunc(dates, time.Time.Compare)
	return slices.CompactFunc(dates, time.Time.Equal)
}

func polarityOf(predicate quad.Value) Polarity {
	switch p, _, _ := schema.Polarity(predicate); p {
	case "not":
		return Negated
	case "may":
		return Hedged
	}
	return Asserted
}

// nodeID is the prefixed name of an IRI; other values name themselves in N-Quads' notation.
func nodeID(v quad.Value) string {
	if iri, ok := v.(quad.IRI); ok {
		return clean(schema.Shorten(iri))
	}
	return clean(v.String())
}

// clean makes text safe to show, in one line.
func clean(s string) string {
	if strings.ContainsAny(s, " \t\n\v\f\r\u0085\u00a0") {
		s = strings.Join(strings.Fields(s), " ")
	}
	return escape.Controls(s, "")
}
