package export

import (
	"time"
)

// Network is a graph as drawing tools want it.
type Network struct {
	Nodes []*Node // sorted by ID
	Edges []*Edge // sorted by source, target and predicate
}

// Node is an actor, a thing, a claim, or whatever else stands in a relation.
type Node struct {
	ID       string // prefixed name: "actor:russia"
	Label    string
	Kind     Kind
	Aliases  []string // other names, sorted
	Wikidata string   // IRI of the entity there, "" when unknown
	Country  string   // ISO 3166-1 alpha-3 code of a country
	Weight   int      // places that vouch for its edges
	Dates    []time.Time
}

// Edge is a relation.
type Edge struct {
	Source, Target *Node
	Predicate      string // prefixed name: "not:supports"
	Relation       string // "supports"
	Polarity       Polarity
	Evidence       []Evidence // by date, article and place; empty for quads without evidence
	Weight         int        // number of places that vouch for it, at least 1
	Confidence     float64    // the highest of its evidence, 0 when none says
	Author, Claim  int        // how many of its evidence the article itself states, how many stand in claims
	Dates          []time.Time
}

// ID names the edge by its ends and its predicate.
func (e *Edge) ID() string { return e.Source.ID + ".." + e.Predicate + ".." + e.Target.ID }

// Label is the edge's short name: "supports", "not:supports", "may:supports".
func (e *Edge) Label() string {
	if e.Polarity == Asserted {
		return e.Relation
	}
	return e.Predicate
}

// Articles is the number of articles that the evidence stands in.
func (e *Edge) Articles() int {
	seen := make(map[string]bool)
	for _, v := range e.Evidence {
		seen[v.Article] = true
	}
	return len(seen)
}

// Evidence is one place that vouches for an edge.
type Evidence struct {
	ID         string    // prefixed name
	Article    string    // prefixed name
	Title      string    // of the article
	Date       time.Time // of the article, zero when unknown
	Sentence   string
	Claim      bool // it stands in somebody's claim, the article itself does not state it
	Confidence float64
	place      int // where its words begin
}

// Kind is what a node is.
type Kind string

// Kinds, in the order in which a node of several types takes one.
const (
	Person       Kind = "person"
	Organization Kind = "organization"
	Country      Kind = "country"
	Group        Kind = "group"
	Process      Kind = "process"
	Treaty       Kind = "treaty"
	Event        Kind = "event"
	Issue        Kind = "issue"
	Claim        Kind = "claim"
	Other        Kind = "other"
)

// Kinds lists the kinds.
func Kinds() []Kind {
	return []Kind{Person, Organization, Country, Group, Process, Treaty, Event, Issue, Claim, Other}
}

// Polarity tells whether a relation holds.
type Polarity string

// Polarities.
const (
	Asserted Polarity = "asserted"
	Negated  Polarity = "negated"
	Hedged   Polarity = "hedged"
)

// Color is red, green and blue.
type Color struct{ R, G, B uint8 }

// Color of nodes of kind k: the palette of Okabe and Ito (2008), which those who see few colours can tell apart.
func (k Kind) Color() Color {
	switch k {
	case Person:
		return Color{0x00, 0x72, 0xb2}
	case Organization:
		return Color{0x56, 0xb4, 0xe9}
	case Country:
		return Color{0x00, 0x9e, 0x73}
	case Group:
		return Color{0xcc, 0x79, 0xa7}
	case Process:
		return Color{0xe6, 0x9f, 0x00}
	case Treaty:
		return Color{0xf0, 0xe4, 0x42}
	case Event:
		return Color{0xbb, 0xaa, 0x99}
	case Issue:
		return Color{0xd5, 0x5e, 0x00}
	}
	return Color{0xdd, 0xdd, 0xdd}
}

// Color of edges of polarity p.
func (p Polarity) Color() Color {
	switch p {
	case Negated:
		return Color{0xb2, 0x18, 0x2b}
	case Hedged:
		return Color{0x80, 0x80, 0x80}
	}
	return Color{0x33, 0x33, 0x33}
}

// Date writes a date as ISO 8601 does, "" for none.
func Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// Span is the first and the last of dates, "" for none.
func Span(dates []time.Time) (first, last string) {
	if len(dates) == 0 {
		return "", ""
	}
	return Date(dates[0]), Date(dates[len(dates)-1])
}
