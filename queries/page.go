package queries

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"quadrille/graph/export/escape"
)

// WritePage writes Markdown that tells what there is in a library: a table of its queries, then a section for each. answer,
// unless it is nil, writes what follows below a section: an answer, say.
func (l *Library) WritePage(w io.Writer, answer func(io.Writer, Query) error) error {
	var b bytes.Buffer
	b.WriteString("| query | what it answers |\n|---|---|\n")
	for _, q := range l.List() {
		fmt.Fprintf(&b, "| [`%s`](#%s) | %s |\n", q.Name, q.Name, markdown(q.About))
	}
	for _, q := range l.List() {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", q.Name, markdown(q.About))
		for _, n := range q.Notes {
			fmt.Fprintf(&b, "%s\n", markdown(n))
		}
		if q.From != BuiltIn {
			fmt.Fprintf(&b, "\nFrom the folder of the %s.\n", q.From)
		}
		if len(q.Params) > 0 {
			b.WriteString("\n| parameter | takes | default | |\n|---|---|---|---|\n")
		}
		for _, p := range q.Params {
			takes, def := p.Type.String(), "`"+strings.ReplaceAll(markdown(p.Default), "`", "'")+"`"
			if p.Type == Enum {
				takes = markdown(strings.Join(p.Choices, ", "))
			}
			switch {
			case p.Required:
				def = "required"
			case p.Default == "":
				def = "any"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", p.Name, takes, def, markdown(p.Help))
		}
		if answer == nil {
			continue
		}
		if err := answer(&b, q); err != nil {
			return err
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// WriteAnswer writes an answer as Markdown: the command that gives it, and at most most rows of it. rows are as Cells makes
// them; nothing is written of what they are about when there are none.
func (q Query) WriteAnswer(w io.Writer, rows [][]string, most int, source string) error {
	var b bytes.Buffer
	command := []string{"quadrille run", q.Name}
	for _, a := range q.Example {
		command = append(command, a.String())
	}
	fmt.Fprintf(&b, "\n    $ %s\n\n", escape.Controls(strings.Join(append(command, source), " "), ""))
	if len(rows) == 0 {
		fmt.Fprintf(&b, "(columns %s; there are no such rows)\n", strings.Join(q.Columns, ", "))
	} else {
		fmt.Fprintf(&b, "| %s |\n%s|\n", strings.Join(q.Columns, " | "), strings.Repeat("|---", len(q.Columns)))
	}
	for i, row := range rows {
		if i == most {
			fmt.Fprintf(&b, "\n… and %d more\n", len(rows)-most)
			break
		}
		cells := make([]string, len(row))
		for j, c := range row {
			cells[j] = markdown(c)
		}
		fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | "))
	}
	_, err := w.Write(b.Bytes())
	return err
}

// markdown escapes what Markdown would read as markup in a line or a cell of a table.
func markdown(text string) string {
	return marks.Replace(escape.Controls(text, ""))
}

var marks = strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`)
