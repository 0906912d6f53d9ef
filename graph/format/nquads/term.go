package nquads

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

const (
	xsd        = "http://www.w3.org/2001/XMLSchema#"
	xsdString  = xsd + "string"
	xsdInteger = xsd + "integer"
	xsdDouble  = xsd + "double"
	xsdBoolean = xsd + "boolean"
	xsdTime    = xsd + "dateTime"
)

// literal gives the lexical form and the type of a value of package quad that stands for a typed literal.
func literal(v quad.Value) (text, datatype string, ok bool) {
	switch v := v.(type) {
	case quad.Int:
		return strconv.FormatInt(int64(v), 10), xsdInteger, true
	case quad.Float:
		return double(float64(v)), xsdDouble, true
	case quad.Bool:
		return strconv.FormatBool(bool(v)), xsdBoolean, true
	case quad.Time:
		return time.Time(v).UTC().Format(time.RFC3339Nano), xsdTime, true
	case quad.TypedString:
		return string(v.Value), string(v.Type), true
	}
	return "", "", false
}

// double is the canonical form of an xsd:double (XML Schema 1.1 part 2, section 3.3.5): 8.5E-1.
func double(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	case math.IsNaN(f):
		return "NaN"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	negative := strings.HasPrefix(exponent, "-")
	exponent = strings.TrimLeft(exponent, "+-0")
	if exponent == "" {
		exponent = "0"
	} else if negative {
		exponent = "-" + exponent
	}
	return mantissa + "E" + exponent
}

// value is the inverse of literal: the native value when that says the same text, else a quad.TypedString.
func value(text, datatype string) quad.Value {
	var v quad.Value
	switch datatype {
	case xsdString:
		return quad.String(text)
	case xsdInteger:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			v = quad.Int(n)
		}
	case xsdDouble:
		switch text {
		case "INF":
			v = quad.Float(math.Inf(1))
		case "-INF":
			v = quad.Float(math.Inf(-1))
		default:
			if f, err := strconv.ParseFloat(text, 64); err == nil && f == f {
				v = quad.Float(f)
			}
		}
	case xsdBoolean:
		if text == "true" || text == "false" {
			v = quad.Bool(text == "true")
		}
	case xsdTime:
		if t, err := time.Parse(time.RFC3339Nano, text); err == nil {
			v = quad.Time(t)
		}
	}
	if v != nil {
		if same, _, _ := literal(v); same == text {
			return v
		}
	}
	return quad.TypedString{Value: quad.String(text), Type: quad.IRI(datatype)}
}

// inIRI tells whether r may stand in an IRI (IRIREF of the grammar).
func inIRI(r rune) bool {
	switch r {
	case '<', '>', '"', '{', '}', '|', '^', '`', '\\':
		return false
	}
	return r > 0x20
}

// Absolute tells whether iri can stand in N-Quads: begins with a scheme and holds only characters of an IRI.
func Absolute(iri string) bool {
	return absolute(iri) && utf8.ValidString(iri) && !strings.ContainsFunc(iri, func(r rune) bool { return !inIRI(r) })
}

// absolute tells whether iri begins with a scheme (RFC 3986, section 3.1).
func absolute(iri string) bool {
	for i := 0; i < len(iri); i++ {
		c := iri[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return c == ':' && i > 0
		}
	}
	return false
}

// labelLen is the length of the blank node label that s begins with (BLANK_NODE_LABEL without "_:"), 0 for none.
func labelLen(s []byte) int {
	end := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRune(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			return end
		case nameStart(r) || r >= '0' && r <= '9',
			i > 0 && (r == '-' || r == 0xb7 || r >= 0x300 && r <= 0x36f || r >= 0x203f && r <= 0x2040):
			end = i + n
		case i > 0 && r == '.':
		default:
			return end
		}
		i += n
	}
	return end
}

// nameStart is PN_CHARS_BASE and "_".
func nameStart(r rune) bool {
	switch {
	case r < 0x80:
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_'
	case r >= 0xc0 && r <= 0x2ff:
		return r != 0xd7 && r != 0xf7
	}
	return r >= 0x370 && r <= 0x1fff && r != 0x37e || r >= 0x200c && r <= 0x200d || r >= 0x2070 && r <= 0x218f ||
		r >= 0x2c00 && r <= 0x2fef || r >= 0x3001 && r <= 0xd7ff || r >= 0xf900 && r <= 0xfdcf ||
		r >= 0xfdf0 && r <= 0xfffd || r >= 0x10000 && r <= 0xeffff
}

// tagLen is the length of the language tag that s begins with (LANGTAG without "@"), 0 for none. It takes RDF 1.2's
// base direction, "--ltr" or "--rtl".
func tagLen(s []byte) int {
	letters := func(from int, digits bool) int {
		i := from
		for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || digits && s[i] >= '0' && s[i] <= '9') {
			i++
		}
		return i
	}
	end := letters(0, false)
	if end == 0 {
		return 0
	}
	for end < len(s) && s[end] == '-' {
		next := letters(end+1, true)
		if next == end+1 {
			break
		}
		end = next
	}
	if d := string(s[end:min(len(s), end+5)]); d == "--ltr" || d == "--rtl" {
		if after := letters(end+5, true); after == end+5 {
			end = after
		}
	}
	return end
}
