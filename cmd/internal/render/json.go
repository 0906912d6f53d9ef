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
		j.out.WriteString(jsonValue(v, j.options.FullIRIs))
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

func jsonValue(v quad.Value, full bool) string {
	if v == nil {
		return "null"
	}
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

// quote is s as a JSON string. Characters that a terminal would obey are written \uXXXX too, which changes nothing for
// those who parse it.
func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""` // not reached: every string can be encoded
	}
	out := strings.TrimSuffix(b.String(), "\n")
	if !strings.ContainsFunc(out, escape.Control) {
		return out
	}
	b.Reset()
	for _, r := range out {
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
