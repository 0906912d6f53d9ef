package path

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"quadrille/graph/algebra"
	"quadrille/graph/lang"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

var operators = map[Op]algebra.Op{Less: algebra.Less, AtMost: algebra.LessEqual, Greater: algebra.Greater, AtLeast: algebra.GreaterEqual}

// condition keeps the rows that meet a condition.
func (c *compiler) condition(op algebra.Operator, w Condition) (algebra.Operator, error) {
	v := algebra.Var(w.Variable.Text)
	switch w.Op {
	case IsA, IsNotA:
		classes, ok := types[strings.ToLower(w.Than.Text)]
		if !ok {
			return nil, fault(w.Than.Pos, "there is no type %q: write actor, person, organization, country, group, thing, process, treaty, issue, event, claim or article", w.Than.Text)
		}
		var of []algebra.Operator
		for _, class := range classes {
			of = append(of, algebra.Quads{Subject: algebra.Term{Var: v}, Predicate: algebra.Term{Value: schema.Type}, Object: algebra.Term{Value: class}})
		}
		return algebra.SemiJoin{Op: op, With: algebra.All{Ops: of}, Not: w.Op == IsNotA}, nil
	case Holds:
		return c.texts(op, v, w.Than.Text), nil
	case Equal, Unequal:
		if w.Than.Kind == Variable {
			return algebra.Select{Op: op, Vars: []algebra.Var{v, algebra.Var(w.Than.Text)}, Test: algebra.Equal{Not: w.Op == Unequal}}, nil
		}
		values, err := c.plain(w.Than)
		if err != nil {
			return nil, err
		}
		with := algebra.Values{Vars: []algebra.Var{v}}
		for _, x := range values {
			with.Rows = append(with.Rows, []quad.Value{x})
		}
		return algebra.SemiJoin{Op: op, With: with, Not: w.Op == Unequal}, nil
	}
	if w.Than.Kind == Variable {
		return nil, fault(w.Than.Pos, "%s compares with a number, a date or a text, not with another variable", w.Op)
	}
	f := compared(operators[w.Op], w.Than.Text)
	return algebra.Select{Op: op, Vars: []algebra.Var{v}, Test: algebra.Filters{f}}, nil
}

// texts keeps the rows whose v is a text that holds another, or has such a text as one of its names or as what it says.
func (c *compiler) texts(op algebra.Operator, v algebra.Var, text string) algebra.Operator {
	match := algebra.Filters{algebra.Match{Exp: regexp.MustCompile("(?i)" + regexp.QuoteMeta(text))}}
	var named []algebra.Operator
	for _, p := range []quad.IRI{schema.Label, schema.AltLabel, schema.Text, schema.Title} {
		name := c.fresh()
		named = append(named, algebra.Select{
			Op:   algebra.Quads{Subject: algebra.Term{Var: v}, Predicate: algebra.Term{Value: p}, Object: name},
			Vars: []algebra.Var{name.Var}, Test: match,
		})
	}
	for i := range named {
		named[i] = algebra.Keep(named[i], v)
	}
	return algebra.All{Ops: []algebra.Operator{
		algebra.Select{Op: op, Vars: []algebra.Var{v}, Test: match},
		algebra.SemiJoin{Op: op, With: algebra.All{Ops: named}},
	}}
}

// values are what an end that is no variable stands for: an actor or a thing by name, or, in quotation marks, a text too.
func (c *compiler) values(e End) ([]quad.Value, error) {
	if e.Kind == Full {
		return []quad.Value{quad.IRI(e.Text)}, nil
	}
	if v, ok := c.params[strings.TrimPrefix(e.Text, "$")]; ok && strings.HasPrefix(e.Text, "$") && e.Kind == Bare {
		return []quad.Value{v}, nil
	}
	if iri, ok := schema.Expand(e.Text); ok && e.Kind == Bare {
		if c.holds == nil {
			return []quad.Value{iri}, nil
		}
		if known, err := c.holds(iri); known || err != nil {
			return []quad.Value{iri}, err
		}
	}
	found, near, err := c.names.Find(e.Text)
	if err != nil {
		return nil, err
	}
	switch {
	case len(found) == 0 && e.Kind == Quoted:
		return []quad.Value{quad.String(e.Text)}, nil
	case len(found) == 0:
		return nil, fault(e.Pos, "nobody and nothing in the graph is called %q", e.Text)
	case near:
		return nil, fault(e.Pos, "nobody and nothing in the graph is called %q; did you mean %s?", e.Text, listed(found))
	case len(found) > 1:
		return nil, fault(e.Pos, "%q names several: write one of %s", e.Text, listed(found))
	}
	return []quad.Value{found[0].IRI}, nil
}

// most is how many candidates a message lists.
const most = 8

func listed(found []lang.Named) string {
	var out []string
	for i, f := range found {
		if i == most {
			out = append(out, "…")
			break
		}
		out = append(out, schema.Shorten(f.IRI)+" ("+f.Label+")")
	}
	return strings.Join(out, ", ")
}

// literals are what a bare word may stand for besides a name: a number, a date; four digits are both. None for another word.
func literals(text string) []quad.Value {
	var out []quad.Value
	if number.MatchString(text) {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			out = append(out, quad.Int(n))
		} else if f, err := strconv.ParseFloat(text, 64); err == nil {
			out = append(out, quad.Float(f))
		}
	}
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if _, err := time.Parse(layout, text); err == nil {
			out = append(out, day(text, false))
		}
	}
	return out
}

var number = regexp.MustCompile(`^[-+]?\d+(\.\d+)?$|^[-+]?\.\d+$`)

// anyOf keeps what one of the filters keeps.
type anyOf []algebra.Filter

// Keep implements algebra.Filter.
func (fs anyOf) Keep(v quad.Value) bool {
	return slices.ContainsFunc(fs, func(f algebra.Filter) bool { return f.Keep(v) })
}

// compared is the filter of what stands to a word as op says, whatever the word may stand for.
func compared(op algebra.Op, text string) algebra.Filter {
	values := literals(text)
	if len(values) == 0 {
		return algebra.Comparison{Op: op, Than: quad.String(text)}
	}
	var out anyOf
	for _, v := range values {
		out = append(out, algebra.Comparison{Op: op, Than: v})
	}
	if len(out) == 1 {
		return out[0]
	}
	return out
}

var types = map[string][]quad.Value{
	"person": {schema.Person}, "organization": {schema.Organization}, "organisation": {schema.Organization}, "country": {schema.CountryType},
	"group": {schema.Group}, "process": {schema.Process}, "treaty": {schema.Treaty}, "issue": {schema.Issue}, "event": {schema.Event},
	"claim": {schema.Claim}, "article": {schema.NewsArticle},
	"actor": {schema.Person, schema.Organization, schema.CountryType, schema.Group},
	"thing": {schema.Process, schema.Treaty, schema.Issue, schema.Event},
}

// relations are the relations of the schema in every polarity.
func relations() []quad.Value {
	var out []quad.Value
	for _, r := range schema.Relations() {
		for _, space := range []string{schema.Rel, schema.Not, schema.May} {
			out = append(out, quad.IRI(space+r.Name))
		}
	}
	return out
}

// relation is the predicate that a step names: "mediates", "not:supports", "schema:text", "a".
func relation(s Step) (quad.Value, error) {
	if s.Full {
		return quad.IRI(s.Name), nil
	}
	if iri, ok := schema.Expand(s.Name); ok {
		return iri, nil
	}
	if s.Name == "a" {
		return schema.Type, nil
	}
	var names []string
	for _, r := range schema.Relations() {
		if strings.EqualFold(r.Name, s.Name) {
			return quad.IRI(schema.Rel + r.Name), nil
		}
		names = append(names, r.Name)
	}
	if near, ok := lang.Nearest(s.Name, names); ok {
		return nil, fault(s.Pos, "there is no relation %q; did you mean %q?", s.Name, near)
	}
	return nil, fault(s.Pos, "there is no relation %q; there are %s, and prefixed names like schema:text", s.Name, strings.Join(names, ", "))
}

var (
	ofArticle = algebra.Match{Exp: regexp.MustCompile("^" + regexp.QuoteMeta(schema.Base) + "article/"), Names: true}
	ofClaim   = algebra.Match{Exp: regexp.MustCompile("^" + regexp.QuoteMeta(schema.Base) + "claim/"), Names: true}
)

// day is the first day of a date, or its last.
func day(text string, last bool) quad.Value {
	layout := "2006-01-02"[:len(text)]
	t, _ := time.Parse(layout, text) // Parse has read it
	if last {
		switch len(text) {
		case len("2006"):
			t = t.AddDate(1, 0, -1)
		case len("2006-01"):
			t = t.AddDate(0, 1, -1)
		}
	}
	return quad.TypedString{Value: quad.String(t.Format("2006-01-02")), Type: "http://www.w3.org/2001/XMLSchema#date"}
}

// plain is what an equation compares with: a number or a date where it reads as one, else a name.
func (c *compiler) plain(e End) ([]quad.Value, error) {
	if e.Kind == Bare {
		if values := literals(e.Text); len(values) > 0 {
			return append(values, quad.String(e.Text)), nil
		}
	}
	return c.values(e)
}
