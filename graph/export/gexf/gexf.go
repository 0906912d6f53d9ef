package gexf

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"time"

	"quadrille/graph/export"
)

type document struct {
	XMLName xml.Name `xml:"gexf"`
	NS      string   `xml:"xmlns,attr"`
	Viz     string   `xml:"xmlns:viz,attr"`
	Version string   `xml:"version,attr"`
	Creator string   `xml:"meta>creator"`
	Graph   graph    `xml:"graph"`
}

type graph struct {
	Mode           string       `xml:"mode,attr"`
	Edges          string       `xml:"defaultedgetype,attr"`
	Format         string       `xml:"timeformat,attr,omitempty"`
	Representation string       `xml:"timerepresentation,attr,omitempty"`
	Attributes     []attributes `xml:"attributes"`
	NodeList       []node       `xml:"nodes>node"`
	EdgeList       []edge       `xml:"edges>edge"`
}

type attributes struct {
	Class string      `xml:"class,attr"`
	Mode  string      `xml:"mode,attr"`
	List  []attribute `xml:"attribute"`
}

type attribute struct {
	ID    string `xml:"id,attr"`
	Title string `xml:"title,attr"`
	Type  string `xml:"type,attr"`
}

type node struct {
	ID     string  `xml:"id,attr"`
	Label  string  `xml:"label,attr"`
	Values []value `xml:"attvalues>attvalue"`
	Spells []spell `xml:"spells>spell"`
	Color  color   `xml:"viz:color"`
	Size   number  `xml:"viz:size"`
}

type edge struct {
	ID        string  `xml:"id,attr"`
	Source    string  `xml:"source,attr"`
	Target    string  `xml:"target,attr"`
	Kind      string  `xml:"kind,attr"`
	Label     string  `xml:"label,attr"`
	Weight    int     `xml:"weight,attr"`
	Values    []value `xml:"attvalues>attvalue"`
	Spells    []spell `xml:"spells>spell"`
	Color     color   `xml:"viz:color"`
	Thickness number  `xml:"viz:thickness"`
	Shape     shape   `xml:"viz:shape"`
}

type value struct {
	For   string `xml:"for,attr"`
	Value string `xml:"value,attr"`
}

type spell struct {
	Start string `xml:"start,attr"`
	End   string `xml:"end,attr"`
}

type color struct {
	R uint8 `xml:"r,attr"`
	G uint8 `xml:"g,attr"`
	B uint8 `xml:"b,attr"`
}

type number struct {
	Value float64 `xml:"value,attr"`
}

type shape struct {
	Value string `xml:"value,attr"`
}

// Write writes n to w.
func Write(w io.Writer, n *export.Network) error {
	ofNodes, ofEdges := export.NodeAttributes(), export.EdgeAttributes()
	g := graph{
		Mode:  "static",
		Edges: "directed",
		Attributes: []attributes{
			{"node", "static", declare(ofNodes)},
			{"edge", "static", declare(ofEdges)},
		},
	}
	for _, v := range n.Nodes {
		if len(v.Dates) > 0 {
			g.Mode, g.Format, g.Representation = "dynamic", "date", "interval"
		}
		g.NodeList = append(g.NodeList, node{
			ID: v.ID, Label: v.Label, Values: values(ofNodes, v), Spells: spells(v.Dates),
			Color: color(v.Kind.Color()), Size: number{10 * grown(v.Weight)},
		})
	}
	for _, e := range n.Edges {
		g.EdgeList = append(g.EdgeList, edge{
			ID: e.ID(), Source: e.Source.ID, Target: e.Target.ID, Kind: e.Predicate, Label: e.Label(), Weight: e.Weight,
			Values: values(ofEdges, e), Spells: spells(e.Dates),
			Color: color(e.Polarity.Color()), Thickness: number{grown(e.Weight)}, Shape: shape{line(e.Polarity)},
		})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write GEXF: %w", err)
	}
	x := xml.NewEncoder(w)
	x.Indent("", " ")
	err := x.Encode(document{NS: "http://gexf.net/1.3", Viz: "http://gexf.net/1.3/viz", Version: "1.3", Creator: "quadrille", Graph: g})
	if err == nil {
		_, err = io.WriteString(w, "\n")
	}
	if err != nil {
		return fmt.Errorf("write GEXF: %w", err)
	}
	return nil
}

func declare[T any](list []export.Attribute[T]) []attribute {
	var out []attribute
	for _, a := range list {
		out = append(out, attribute{ID: a.Name, Title: a.Name, Type: string(a.Type)})
	}
	return out
}

func values[T any](list []export.Attribute[T], of T) []value {
	var out []value
	for _, a := range list {
		if s := a.Value(of); s != "" {
			out = append(out, value{a.Name, s})
		}
	}
	return out
}

func spells(dates []time.Time) []spell {
	var out []spell
	for _, d := range dates {
		out = append(out, spell{export.Date(d), export.Date(d)})
	}
	return out
}

// grown grows with the logarithm of a weight, from 1, to one digit after the point.
func grown(weight int) float64 { return math.Round(10*(1+math.Log2(float64(max(1, weight))))) / 10 }

func line(p export.Polarity) string {
	switch p {
	case export.Negated:
		return "dotted"
	case export.Hedged:
		return "dashed"
	}
	return "solid"
}
