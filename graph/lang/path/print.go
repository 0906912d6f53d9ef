package path

import (
	"strconv"
	"strings"
)

// String is the query as text, in one form: Parse reads it back.
func (q *Query) String() string {
	var b strings.Builder
	for i, p := range q.Patterns {
		if i > 0 {
			b.WriteString(" ; ")
		}
		b.WriteString(p.Start.String() + " " + show(p.Path, 0) + " " + p.End.String())
	}
	for i, c := range q.Where {
		word := " where ?"
		if i > 0 {
			word = " and ?"
		}
		b.WriteString(word + c.Variable.Text + " " + c.Op.String() + " " + c.Than.String())
	}
	if q.Since != nil {
		b.WriteString(" since " + q.Since.Text)
	}
	if q.Until != nil {
		b.WriteString(" until " + q.Until.Text)
	}
	if q.Voice != AnyVoice {
		b.WriteString(" voice " + [...]string{Author: "author", Claim: "claim"}[q.Voice])
	}
	for _, c := range q.Confidence {
		b.WriteString(" confidence " + c.Op.String() + " " + strconv.FormatFloat(c.Of, 'f', -1, 64))
	}
	for i, n := range q.CountBy {
		b.WriteString([...]string{" count by ?", ", ?"}[min(i, 1)] + n.Text)
	}
	for i, k := range q.OrderBy {
		b.WriteString([...]string{" order by ?", ", ?"}[min(i, 1)] + k.Text)
		if k.Descending {
			b.WriteString(" desc")
		}
	}
	if q.Limit > 0 {
		b.WriteString(" limit " + strconv.Itoa(q.Limit))
	}
	return b.String()
}

func (e End) String() string {
	switch e.Kind {
	case Variable:
		return "?" + e.Text
	case Quoted:
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(e.Text) + `"`
	case Full:
		return "<" + e.Text + ">"
	}
	return e.Text
}

func (s Step) String() string {
	name := s.Name
	if s.Full {
		name = "<" + name + ">"
	}
	if s.Inverse {
		return "^" + name
	}
	return name
}

// How tightly a path holds together.
const (
	loose    = iota // a|b
	joined          // a/b
	repeated        // ^a
	single          // a*
)

// show is a path as text, in parentheses where it holds together less tightly than what it stands in asks for.
func show(p Path, least int) string {
	text, tight := "", single
	switch p := p.(type) {
	case Step:
		text = p.String()
		if p.Inverse {
			tight = repeated
		}
	case Sequence:
		text, tight = list(p, "/", repeated), joined
	case Choice:
		text, tight = list(p, "|", joined), loose
	case Inverse:
		within := single
		if _, ok := p.Path.(Repeat); ok {
			within = repeated
		}
		text, tight = "^"+show(p.Path, within), repeated
	case Repeat:
		mark := "*"
		switch {
		case p.Once:
			mark = "?"
		case p.Least > 0:
			mark = "+"
		}
		text, tight = show(p.Path, single)+mark, repeated
	case Except:
		names := make([]string, len(p))
		for i, s := range p {
			names[i] = s.String()
		}
		text = "!(" + strings.Join(names, "|") + ")"
	}
	if tight < least {
		return "(" + text + ")"
	}
	return text
}

func list(all []Path, by string, least int) string {
	out := make([]string, len(all))
	for i, p := range all {
		out[i] = show(p, least)
	}
	return strings.Join(out, by)
}
