package export

import (
	"strconv"
	"strings"
	"time"

	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// kindOf is the kind of the nodes of a class, "" for classes of other things.
func kindOf(class quad.Value) Kind {
	switch class {
	case schema.Person:
		return Person
	case schema.Organization:
		return Organization
	case schema.CountryType:
		return Country
	case schema.Group:
		return Group
	case schema.Process:
		return Process
	case schema.Treaty:
		return Treaty
	case schema.Event:
		return Event
	case schema.Issue:
		return Issue
	case schema.Claim:
		return Claim
	}
	return ""
}

// kindByName is the kind that a prefixed name tells; actors without a type are of another kind.
func kindByName(id string) Kind {
	prefix, _, _ := strings.Cut(id, ":")
	switch k := Kind(prefix); k {
	case Process, Treaty, Event, Issue, Claim:
		return k
	}
	return Other
}

func iriOf(v quad.Value) string {
	iri, _ := v.(quad.IRI)
	return string(iri)
}

// plain is the text of a value, safe to show.
func plain(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return clean(schema.Shorten(v))
	case quad.String:
		return clean(string(v))
	case quad.LangString:
		return clean(string(v.Value))
	case quad.TypedString:
		return clean(string(v.Value))
	}
	return clean(v.String())
}

// number reads a number, 0 for anything else.
func number(v quad.Value) float64 {
	switch v := v.(type) {
	case quad.Int:
		return float64(v)
	case quad.Float:
		return float64(v)
	case quad.TypedString:
		f, err := strconv.ParseFloat(string(v.Value), 64)
		if err == nil {
			return f
		}
	}
	return 0
}

// dateOf reads a date or the day of a time.
func dateOf(v quad.Value) (time.Time, bool) {
	var s string
	switch v := v.(type) {
	case quad.Time:
		s = time.Time(v).Format(time.DateOnly)
	case quad.TypedString:
		s = string(v.Value)
	case quad.String:
		s = string(v)
	}
	if len(s) < len(time.DateOnly) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
	return t, err == nil
}
