package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"quadrille/cmd/internal/shell"
)

// scriptFlags are for those that run the program unattended.
type scriptFlags struct {
	Strict    bool `help:"Exit with status 5 when an answer was cut by the limit."`
	MaxMemory int  `placeholder:"MIB" help:"Most memory that a query may hold; 1024 by default."`
	Formulas  bool `help:"csv, tsv: leave text that a spreadsheet would run as a formula (beginning with = + - @) without an apostrophe before it."`
	Verbatim  bool `help:"csv, tsv: leave control characters, bidi marks and zero-width characters of texts as they are, not as escapes (\\x1b); for files, not for terminals."`
	Typed     bool `help:"json, jsonl: each value with its type, as in SPARQL's results."`
}

func (f scriptFlags) script(s *stdio) shell.Script {
	c := shell.Script{Strict: f.Strict, Memory: f.MaxMemory << 20, Formulas: f.Formulas, Verbatim: f.Verbatim, Typed: f.Typed}
	if s.json {
		c.Complain = s.complainOf
	}
	return c
}

// maxQuery bounds the text of a query, or of a file of queries, in bytes.
const maxQuery = 16 << 20

// separator is the line between the queries of an input: neither Gizmo nor a path has such a line.
const separator = "---"

// piece is a query of an input.
type piece struct {
	text string
	line int // at which it begins, from 1
}

// pieces splits a text at its lines of separator. Empty ones are left out.
func pieces(text string) []piece {
	var out []piece
	var lines []string
	first, n := 1, 0
	end := func() {
		for len(lines) > 0 && strings.TrimSpace(lines[0]) == "" {
			lines, first = lines[1:], first+1
		}
		if t := strings.TrimRight(strings.Join(lines, "\n"), " \t\n"); t != "" {
			out = append(out, piece{t, first})
		}
		lines, first = nil, n+1
	}
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimRight(line, " \t") == separator {
			end()
			continue
		}
		lines = append(lines, line)
	}
	end()
	return out
}

// queryFile reads a file of queries, standard input for "-".
func (s *stdio) queryFile(path string) (text string, err error) {
	name, in := path, io.Reader(s.in)
	if path == "-" {
		name = "standard input"
	} else {
		f, fault := os.Open(path)
		if fault != nil {
			return "", fault
		}
		defer closing(f, &err)
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxQuery+1))
	if err != nil {
		return "", err
	}
	if len(data) > maxQuery {
		return "", fmt.Errorf("%s: queries longer than %d MiB", name, maxQuery>>20)
	}
	return string(data), nil
}
