package graphml

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"quadrille/graph/export"
)

type document struct {
	XMLName xml.Name `xml:"graphml"`
	NS      string   `xml:"xmlns,attr"`
	XSI     string   `xml:"xmlns:xsi,attr"`
	Schema  string   `xml:"xsi:schemaLocation,attr"`
	Keys    []key    `xml:"key"`
	Graph   graph    `xml:"graph"`
}

type key struct {
	ID   string `xml:"id,attr"`
	For  string `xml:"for,attr"`
	Name string `xml:"attr.name,attr"`
	Type string `xml:"attr.type,attr"`
	Desc string `xml:"desc,omitempty"`
}

type graph struct {
	ID    string `xml:"id,attr"`
	Edges string `xml:"edgedefault,attr"`
	Nodes []node `xml:"node"`
	Links []edge `xml:"edge"`
}

type node struct {
	ID   string `xml:"id,attr"`
	Data []data `xml:"data"`
}

type edge struct {
	ID     string `xml:"id,attr"`
	Source string `xml:"source,attr"`
	Target string `xml:"target,attr"`
	Data   []data `xml:"data"`
}

type data struct {
	Key   string `xml:"key,attr"`
	Value string `xml:",chardata"`
}

// Write writes n to w.
func Write(w io.Writer, n *export.Network) error {
	nodes := append([]export.Attribute[*export.Node]{
		{Name: "label", Type: export.Text, About: "canonical name", Value: func(v *export.Node) string { return v.Label }},
	}, export.NodeAttributes()...)
	edges := append([]export.Attribute[*export.Edge]{
		{Name: "label", Type: export.Text, About: "relation, with not: or may: before it", Value: (*export.Edge).Label},
		{Name: "weight", Type: export.Double, About: "places that vouch for it", Value: func(e *export.Edge) string { return strconv.Itoa(e.Weight) }},
	}, export.EdgeAttributes()...)
	d := document{
		NS: "http://graphml.graphdrawing.org/xmlns", XSI: "http://www.w3.org/2001/XMLSchema-instance",
		Schema: "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
		Keys:   append(declare("node", nodes), declare("edge", edges)...),
		Graph:  graph{ID: "quadrille", Edges: "directed"},
	}
	for _, v := range n.Nodes {
		d.Graph.Nodes = append(d.Graph.Nodes, node{token(v.ID), values("node", nodes, v)})
	}
	for _, e := range n.Edges {
		d.Graph.Links = append(d.Graph.Links, edge{token(e.ID()), token(e.Source.ID), token(e.Target.ID), values("edge", edges, e)})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write GraphML: %w", err)
	}
	x := xml.NewEncoder(w)
	x.Indent("", " ")
	err := x.Encode(d)
	if err == nil {
		_, err = io.WriteString(w, "\n")
	}
	if err != nil {
		return fmt.Errorf("write GraphML: %w", err)
	}
	return nil
}

func declare[T any](class string, list []export.Attribute[T]) []key {
	var out []key
	for _, a := range list {
		t := string(a.Type)
		if a.Type == export.Integer {
			t = "int"
		}
		out = append(out, key{ID: class + "." + a.Name, For: class, Name: a.Name, Type: t, Desc: a.About})
	}
	return out
}

func values[T any](class string, list []export.Attribute[T], of T) []data {
	var out []data
	for _, a := range list {
		if s := a.Value(of); s != "" {
			out = append(out, data{class + "." + a.Name, s})
		}
	}
	return out
}

// token makes an XML name token (NMTOKEN) of s. Different strings stay different.
func token(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.HasPrefix(s[i:], "_x"):
			b.WriteString("_x5F_")
		case r < 0x80 && (r == '-' || r == '.' || r == ':' || r == '_' || r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z'):
			b.WriteRune(r)
		case r >= 0xc0 && unicode.IsLetter(r) && r <= 0xd7ff && r != 0x37e:
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "_x%X_", r)
		}
	}
	return b.String()
}
