package csv

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"quadrille/graph/export"
	"quadrille/graph/export/escape"
)

// WriteNodes writes the table of nodes: Id, Label and the attributes.
func WriteNodes(w io.Writer, n *export.Network) error {
	list := export.NodeAttributes()
	t := csv.NewWriter(w)
	row := []string{"Id", "Label"}
	for _, a := range list {
		row = append(row, a.Name)
	}
	err := t.Write(row)
	for _, v := range n.Nodes {
		row = append(row[:0], escape.Formula(v.ID), escape.Formula(v.Label))
		if err != nil {
			break
		}
		err = t.Write(cells(row, list, v))
	}
	return finish(t, err)
}

// WriteEdges writes the table of edges: Source, Target, Type, Id, Label, Kind, Weight and the attributes.
func WriteEdges(w io.Writer, n *export.Network) error {
	list := export.EdgeAttributes()
	t := csv.NewWriter(w)
	row := []string{"Source", "Target", "Type", "Id", "Label", "Kind", "Weight"}
	for _, a := range list {
		row = append(row, a.Name)
	}
	err := t.Write(row)
	for _, e := range n.Edges {
		if err != nil {
			break
		}
		row = append(row[:0], escape.Formula(e.Source.ID), escape.Formula(e.Target.ID), "Directed", escape.Formula(e.ID()), e.Label(),
			e.Predicate, strconv.Itoa(e.Weight))
		err = t.Write(cells(row, list, e))
	}
	return finish(t, err)
}

func cells[T any](row []string, list []export.Attribute[T], of T) []string {
	for _, a := range list {
		s := a.Value(of)
		if a.Type == export.Text {
			s = escape.Formula(s)
		}
		row = append(row, s)
	}
	return row
}

func finish(t *csv.Writer, err error) error {
	t.Flush()
	if err == nil {
		err = t.Error()
	}
	if err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}
