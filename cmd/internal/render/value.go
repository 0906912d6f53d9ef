package render

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"

	"quadrille/graph/export/escape"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// Clean makes s safe to print on a terminal, in one line: control characters, bidi marks and overrides, zero-width
// characters and line ends become visible escapes ("\x1b", "\u202e", "\n"). All text that comes from articles, file
// names or queries passes it on its way to a terminal.
func Clean(s string) string { return escape.Controls(s, "") }

// CleanLines is Clean for text of several lines: line feeds stay.
func CleanLines(s string) string { return escape.Controls(s, "\n") }

// Value is v as a person reads it in one line, clean: an IRI as prefixed name, text without quotes, "" for nil.
func Value(v quad.Value) string { return cell(text(v, false)) }

// cell is s in one line, clean, with line ends as a sign rather than as an escape.
func cell(s string) string {
	if strings.ContainsAny(s, "\t\r\n") {
		s = breaks.Replace(s)
	}
	return Clean(s)
}

var breaks = strings.NewReplacer("\r\n", "⏎", "\n", "⏎", "\r", "⏎", "\t", " ")

// text is v's text as it is, not cleaned.
func text(v quad.Value, full bool) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.IRI:
		if full {
			return string(v)
		}
		return schema.Shorten(v)
	case quad.BNode:
		return v.String()
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	case quad.Int:
		return strconv.FormatInt(int64(v), 10)
	case quad.Float:
		return float(float64(v))
	case quad.Bool:
		return strconv.FormatBool(bool(v))
	case quad.Time:
		return time.Time(v).Format(time.RFC3339Nano)
	}
	return v.String()
}

// float writes f so that a person reads it: 0.85 and 1e+21, "INF" and "NaN" as XML Schema spells them.
func float(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	case math.Abs(f) >= 1e-4 && math.Abs(f) < 1e15 || f == 0:
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}

const xsd = "http://www.w3.org/2001/XMLSchema#"

// number gives v as a number in JSON's notation, false when v is none or JSON cannot say it.
func number(v quad.Value) (string, bool) {
	switch v := v.(type) {
	case quad.Int:
		return strconv.FormatInt(int64(v), 10), true
	case quad.Float:
		s := float(float64(v))
		return s, !math.IsInf(float64(v), 0) && !math.IsNaN(float64(v))
	case quad.TypedString:
		local, ok := strings.CutPrefix(string(v.Type), xsd)
		if !ok || !numeric[local] {
			return "", false
		}
		s := strings.TrimSpace(string(v.Value))
		return s, s != "" && (s[0] == '-' || s[0] >= '0' && s[0] <= '9') && json.Valid([]byte(s))
	}
	return "", false
}

// numeric are the local names of XML Schema's types of numbers.
var numeric = map[string]bool{
	"integer": true, "decimal": true, "double": true, "float": true, "int": true, "long": true, "short": true, "byte": true,
	"nonNegativeInteger": true, "positiveInteger": true, "nonPositiveInteger": true, "negativeInteger": true,
	"unsignedInt": true, "unsignedLong": true, "unsignedShort": true, "unsignedByte": true,
}
