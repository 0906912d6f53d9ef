package render

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"

	"quadrille/graph/export/escape"

	"github.com/cayleygraph/quad"
)

// jsonLines is one object a line, its keys in the order of the columns.
type jsonLines struct {
	out     *bufio.Writer
	options Options
	keys    []string
}

func (j *jsonLines) begin(columns []string) error {
	for _, name := range columns {
		j.keys = append(j.keys, quote(name))
	}
	return nil
}

func (j *jsonLines) row(values []quad.Value) error {
	if err := j.object(values); err != nil {
		return err
	}
	return j.out.WriteByte('\n')
}

func (j *jsonLines) end(bool) error { return nil }

func (j *jsonLines) object(values []quad.Value) error {
	j.out.WriteByte('{')
	for i, v := range values {
		if i > 0 {
			j.out.WriteString(", ")
		}
		j.out.WriteString(j.keys[i])
		j.out.WriteString(": ")
		j.out.WriteString(jsonValue(v, j.options))
	}
	return j.out.WriteByte('}')
}

// jsonArray is one array of all rows, a row a line.
type jsonArray struct {
	out     *bufio.Writer
	options Options
	lines   jsonLines
	some    bool
}

func (j *jsonArray) begin(columns []string) error {
	j.lines = jsonLines{out: j.out, options: j.options}
	return j.lines.begin(columns)
}

func (j *jsonArray) row(values []quad.Value) error {
	if j.some {
		j.out.WriteString(",\n ")
	} else {
		j.out.WriteByte('[')
		j.some = true
	}
	return j.lines.object(values)
}

func (j *jsonArray) end(complete bool) error {
	switch {
	case !complete && !j.some:
		j.out.WriteByte('[')
	case complete && !j.some:
		j.out.WriteString("[]")
	case complete:
		j.out.WriteByte(']')
	}
	return j.out.WriteByte('\n')
}

func jsonValue(v quad.Value, o Options) string {
	if v == nil {
		return "null"
	}
	if o.Typed {
		return typed(v)
	}
	full := o.FullIRIs
	if n, ok := number(v); ok {
		return n
	}
	switch v := v.(type) {
	case quad.Bool:
		return text(v, full)
	case quad.TypedString:
		if v.Type == xsd+"boolean" && (v.Value == "true" || v.Value == "false") {
			return string(v.Value)
		}
	}
	return quote(text(v, full))
}

// typed is a value with its type, as SPARQL 1.1 Query Results JSON Format has it (section 3.2.2): IRIs in full, the
// datatype of all literals but plain texts.
func typed(v quad.Value) string {
	object := func(kind, value string, more ...string) string {
		s := `{"type": ` + quote(kind) + `, "value": ` + quote(value)
		for i := 0; i+1 < len(more); i += 2 {
			s += ", " + quote(more[i]) + ": " + quote(more[i+1])
		}
		return s + "}"
	}
	const datatype = "datatype"
	switch v := v.(type) {
	case quad.IRI:
		return object("uri", string(v))
	case quad.BNode:
		return object("bnode", string(v))
	case quad.LangString:
		return object("literal", string(v.Value), "xml:lang", v.Lang)
	case quad.TypedString:
		return object("literal", string(v.Value), datatype, string(v.Type))
	case quad.Int:
		return object("literal", text(v, true), datatype, xsd+"integer")
	case quad.Float:
		return object("literal", text(v, true), datatype, xsd+"double")
	case quad.Bool:
		return object("literal", text(v, true), datatype, xsd+"boolean")
	case quad.Time:
		return object("literal", text(v, true), datatype, xsd+"dateTime")
	}
	return object("literal", text(v, true))
}

// quote is s as a JSON string. Characters that a terminal would obey are written \uXXXX too, which changes nothing for
// those who parse it.
func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""` // not reached: every string can be encoded
	}
	return JSONSafe(strings.TrimSuffix(b.String(), "\n"))
}

// JSONSafe writes the characters of JSON in one line that a terminal would obey as \uXXXX; they stand in strings alone.
func JSONSafe(text string) string {
	if !strings.ContainsFunc(text, escape.Control) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case !escape.Control(r):
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
