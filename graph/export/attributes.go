package export

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Type is the type of an attribute's values.
type Type string

// Types.
const (
	Text    Type = "string"
	Integer Type = "integer"
	Double  Type = "double"
)

// Attribute is one thing that files say of nodes or edges beside their ends and names.
type Attribute[T any] struct {
	Name  string
	Type  Type
	About string         // in one line
	Value func(T) string // "" where there is none
}

// NodeAttributes are the attributes of nodes.
func NodeAttributes() []Attribute[*Node] {
	return []Attribute[*Node]{
		{"kind", Text, "person, organization, country, group, process, treaty, event, issue, claim or other", func(n *Node) string { return string(n.Kind) }},
		{"aliases", Text, "other names met, separated by a bar", func(n *Node) string { return strings.Join(n.Aliases, " | ") }},
		{"wikidata", Text, "IRI of the entity in Wikidata", func(n *Node) string { return n.Wikidata }},
		{"country", Text, "ISO 3166-1 alpha-3 code of a country", func(n *Node) string { return n.Country }},
		{"mentions", Integer, "places in articles that vouch for its edges", func(n *Node) string { return strconv.Itoa(n.Weight) }},
		{"first", Text, "date of the first article with one of its edges", func(n *Node) string { first, _ := Span(n.Dates); return first }},
		{"last", Text, "date of the last such article", func(n *Node) string { _, last := Span(n.Dates); return last }},
	}
}

// EdgeAttributes are the attributes of edges.
func EdgeAttributes() []Attribute[*Edge] {
	return []Attribute[*Edge]{
		{"relation", Text, "what the source does to the target", func(e *Edge) string { return e.Relation }},
		{"polarity", Text, "asserted, negated or hedged", func(e *Edge) string { return string(e.Polarity) }},
		{"articles", Integer, "articles that vouch for it", func(e *Edge) string { return strconv.Itoa(e.Articles()) }},
		{"author", Integer, "places where the article itself states it", func(e *Edge) string { return strconv.Itoa(e.Author) }},
		{"claim", Integer, "places where it stands in what somebody says", func(e *Edge) string { return strconv.Itoa(e.Claim) }},
		{"confidence", Double, "highest confidence of its evidence, 0 to 1, to four digits", func(e *Edge) string {
			if e.Confidence == 0 {
				return ""
			}
			return strconv.FormatFloat(math.Round(e.Confidence*1e4)/1e4, 'f', -1, 64)
		}},
		{"first", Text, "date of the first article", func(e *Edge) string { first, _ := Span(e.Dates); return first }},
		{"last", Text, "date of the last article", func(e *Edge) string { _, last := Span(e.Dates); return last }},
		{"evidence", Text, "names of its evidence, separated by spaces", func(e *Edge) string {
			ids := make([]string, len(e.Evidence))
			for i, v := range e.Evidence {
				ids[i] = v.ID
			}
			return strings.Join(ids, " ")
		}},
		{"sentences", Text, "the first sentences that state it, with their dates", func(e *Edge) string { return strings.Join(e.Sentences(shown), " ¶ ") }},
	}
}

const shown = 5 // sentences in an attribute

// Sentences gives the sentences of the first evidence, each once and with its date, at most most of them and a line that
// tells how many more there are.
func (e *Edge) Sentences(most int) []string {
	var all []string
	seen := make(map[string]bool)
	for _, v := range e.Evidence {
		s := v.Sentence
		if s == "" {
			continue
		}
		if !v.Date.IsZero() {
			s = Date(v.Date) + ": " + s
		}
		if !seen[s] {
			seen[s] = true
			all = append(all, s)
		}
	}
	if len(all) > most {
		all = append(all[:most:most], fmt.Sprintf("… and %d more", len(all)-most))
	}
	return all
}
