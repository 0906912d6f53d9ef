package dot

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"

	"quadrille/graph/export"
)

const (
	lineWidth = 24 // characters in a line of a label
	maxLabel  = 96 // characters in a label; the tooltip has the rest
	sentences = 5  // in a tooltip
)

// Write writes n to w.
func Write(w io.Writer, n *export.Network) error {
	b := bufio.NewWriter(w)
	b.WriteString("digraph quadrille {\n")
	b.WriteString("\tgraph [charset=\"UTF-8\", outputorder=edgesfirst, overlap=prism, splines=true, rankdir=LR]\n")
	b.WriteString("\tnode [style=filled, fontname=\"Helvetica\", fontsize=11, color=\"#33333380\"]\n")
	b.WriteString("\tedge [fontname=\"Helvetica\", fontsize=9, arrowsize=0.7]\n")
	for _, v := range n.Nodes {
		fill := v.Kind.Color()
		fmt.Fprintf(b, "\t%s [label=%s, tooltip=%s, shape=%s, fillcolor=\"%s\", fontcolor=\"%s\"]\n", name(v), quote(text(wrap(v.Label))),
			quote(text(tooltip(v))), shape(v.Kind), hex(fill), ink(fill))
	}
	for _, e := range n.Edges {
		color := hex(e.Polarity.Color())
		fmt.Fprintf(b, "\t%s -> %s [label=%s, tooltip=%s, labeltooltip=%[4]s, style=%s, color=\"%s\", fontcolor=\"%[6]s\", penwidth=%.1f, weight=%d]\n",
			name(e.Source), name(e.Target), quote(text(e.Label())), quote(text(strings.Join(append([]string{e.ID()}, e.Sentences(sentences)...), "\n"))),
			style(e.Polarity), color, 1+math.Log2(float64(e.Weight)), min(e.Weight, 100))
	}
	b.WriteString("}\n")
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write DOT: %w", err)
	}
	return nil
}

// quote makes a quoted string of s. Backslashes are doubled: in a string Graphviz reads \" as a quotation mark, and in
// labels and tooltips \N, \n and others as commands.
func quote(s string) string {
	return `"` + marks.Replace(s) + `"`
}

var marks = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

// name is a node's name. What Graphviz or its SVG stumble over there ("&;" in a title) is percent-encoded, as in IRIs.
func name(v *export.Node) string {
	return quote(percent.Replace(v.ID))
}

var percent = strings.NewReplacer(`\`, "%5C", `"`, "%22", "&", "%26")

// text keeps Graphviz from reading "&lt;" in s as a character.
func text(s string) string { return strings.ReplaceAll(s, "&", "&amp;") }

func tooltip(v *export.Node) string {
	lines := []string{v.Label, v.ID + ", " + string(v.Kind)}
	if len(v.Aliases) > 0 {
		lines = append(lines, "also: "+strings.Join(v.Aliases, ", "))
	}
	return strings.Join(lines, "\n")
}

// wrap breaks a label into lines and cuts it.
func wrap(s string) string {
	if r := []rune(s); len(r) > maxLabel {
		s = strings.TrimSpace(string(r[:maxLabel-1])) + "…"
	}
	var b strings.Builder
	width := 0
	for i, word := range strings.Fields(s) {
		n := len([]rune(word))
		switch {
		case i == 0:
		case width+1+n > lineWidth:
			b.WriteByte('\n')
			width = 0
		default:
			b.WriteByte(' ')
			width++
		}
		b.WriteString(word)
		width += n
	}
	return b.String()
}

func shape(k export.Kind) string {
	switch k {
	case export.Person:
		return "ellipse"
	case export.Organization:
		return "box"
	case export.Country:
		return "house"
	case export.Group:
		return "octagon"
	case export.Process:
		return "hexagon"
	case export.Treaty:
		return "note"
	case export.Event:
		return "tab"
	case export.Issue:
		return "diamond"
	case export.Claim:
		return "component"
	}
	return "plain"
}

func style(p export.Polarity) string {
	switch p {
	case export.Negated:
		return "dotted"
	case export.Hedged:
		return "dashed"
	}
	return "solid"
}

func hex(c export.Color) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// ink is black or white, whichever stands out on c (luma of ITU-R BT.601).
func ink(c export.Color) string {
	if 299*int(c.R)+587*int(c.G)+114*int(c.B) < 128000 {
		return "#ffffff"
	}
	return "#000000"
}
