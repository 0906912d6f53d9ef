package algebra

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// Filter keeps some values.
type Filter interface{ Keep(v quad.Value) bool }

// Op compares.
type Op uint8

// Operators.
const (
	Less Op = iota
	LessEqual
	Greater
	GreaterEqual
)

// Comparison keeps values of the kind of Than that stand to it as Op says: numbers by size whatever their type, dates
// by time, IRIs and texts by code points.
type Comparison struct {
	Op   Op
	Than quad.Value
}

// Keep implements Filter.
func (c Comparison) Keep(v quad.Value) bool {
	if v == nil {
		return false
	}
	a, b := sortable(v), sortable(c.Than)
	if b.kind == kindTime && a.kind == kindText || a.kind == kindTime && b.kind == kindText {
		// "2023-06-01" as a plain text is a date when it stands against one.
		a, b = asTime(a), asTime(b)
	}
	if a.kind != b.kind {
		return false
	}
	d := a.compare(b)
	switch c.Op {
	case Less:
		return d < 0
	case LessEqual:
		return d <= 0
	case Greater:
		return d > 0
	default:
		return d >= 0
	}
}

// Match keeps texts that the expression matches, and IRIs and blank nodes where Names asks for them.
type Match struct {
	Exp   *regexp.Regexp
	Names bool
}

// Keep implements Filter.
func (m Match) Keep(v quad.Value) bool {
	switch v := v.(type) {
	case quad.IRI:
		return m.Names && m.Exp.MatchString(string(v))
	case quad.BNode:
		return m.Names && m.Exp.MatchString(string(v))
	case quad.String, quad.LangString, quad.TypedString:
		return m.Exp.MatchString(Text(v))
	}
	return false
}

// Like is the Match of a pattern in which % stands for any text and ? for one character, of texts and names.
func Like(pattern string) Match {
	var b strings.Builder
	b.WriteString("(?s)^")
	for _, r := range pattern {
		switch r {
		case '%':
			b.WriteString(".*")
		case '?':
			b.WriteString(".")
		default:
			b.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	b.WriteString("$")
	return Match{Exp: regexp.MustCompile(b.String()), Names: true}
}

// Text is the text of a literal, and the name of an IRI or a blank node, without quotes or brackets.
func Text(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	case quad.IRI:
		return string(v)
	case quad.BNode:
		return string(v)
	case quad.Int:
		return strconv.FormatInt(int64(v), 10)
	case quad.Float:
		return strconv.FormatFloat(float64(v), 'g', -1, 64)
	case quad.Bool:
		return strconv.FormatBool(bool(v))
	case quad.Time:
		return time.Time(v).Format(time.RFC3339Nano)
	}
	return quad.StringOf(v)
}

// Compare orders all values: nothing, numbers by size, dates by time, truth values, texts and names by code points;
// within a kind, what compares equal is told apart by its full form, so that only equal values give 0.
func Compare(v, w quad.Value) int {
	if v == nil || w == nil {
		return cmp.Compare(btoi(v != nil), btoi(w != nil))
	}
	a, b := sortable(v), sortable(w)
	return cmp.Or(cmp.Compare(a.kind, b.kind), a.compare(b), strings.Compare(quad.StringOf(v), quad.StringOf(w)))
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

type kind uint8

const (
	kindNumber kind = iota
	kindTime
	kindBool
	kindText
	kindName
)

// key is a value as it compares.
type key struct {
	kind   kind
	whole  bool // number is exact in int
	int    int64
	number float64
	time   time.Time
	text   string
}

func (a key) compare(b key) int {
	switch a.kind {
	case kindNumber:
		if a.whole && b.whole {
			return cmp.Compare(a.int, b.int)
		}
		return cmp.Compare(a.number, b.number)
	case kindTime:
		return a.time.Compare(b.time)
	default:
		return strings.Compare(a.text, b.text)
	}
}

const xsd = "http://www.w3.org/2001/XMLSchema#"

func sortable(v quad.Value) key {
	switch v := v.(type) {
	case quad.Int:
		return key{kind: kindNumber, whole: true, int: int64(v), number: float64(v)}
	case quad.Float:
		return key{kind: kindNumber, number: float64(v)}
	case quad.Time:
		return key{kind: kindTime, time: time.Time(v)}
	case quad.Bool:
		return key{kind: kindBool, text: strconv.FormatBool(bool(v))}
	case quad.IRI, quad.BNode:
		return key{kind: kindName, text: Text(v)}
	case quad.TypedString:
		return typed(v)
	}
	return key{kind: kindText, text: Text(v)}
}

func typed(v quad.TypedString) key {
	text := strings.TrimSpace(string(v.Value))
	switch name := strings.TrimPrefix(string(v.Type), xsd); name {
	case "date", "dateTime", "gYear", "gYearMonth":
		if k := asTime(key{kind: kindText, text: text}); k.kind == kindTime {
			return k
		}
	case "integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger", "unsignedInt":
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return key{kind: kindNumber, whole: true, int: n, number: float64(n)}
		}
	case "decimal", "double", "float":
		if f, err := strconv.ParseFloat(text, 64); err == nil && f == f {
			return key{kind: kindNumber, number: f}
		}
	}
	return key{kind: kindText, text: string(v.Value)}
}

var layouts = []string{"2006-01-02", time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01", "2006", "2006-01-02Z07:00"}

func asTime(k key) key {
	if k.kind != kindText {
		return k
	}
	for _, l := range layouts {
		if t, err := time.Parse(l, k.text); err == nil {
			return key{kind: kindTime, time: t}
		}
	}
	return k
}

// Number reads a number, however it is typed: as float and, when it is whole, exact.
func Number(v quad.Value) (f float64, n int64, whole, ok bool) {
	if v == nil {
		return 0, 0, false, false
	}
	k := sortable(v)
	return k.number, k.int, k.whole, k.kind == kindNumber
}
